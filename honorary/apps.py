from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class HonoraryConfig(AppConfig):
    name = "honorary"
    verbose_name = _("Honorary doctors and professors")

    def ready(self):
        from honorary import demo, desk, elsewhere, imports  # noqa: PLC0415 (needs the loaded models)
        from honorary.models import Award  # noqa: PLC0415
        from partners import timeline  # noqa: PLC0415
        from partners.models import Partner  # noqa: PLC0415

        registry.searchable(Award, _("Honorary doctors and professors"), follows={Partner: "partner"})
        registry.record_part(elsewhere.people)
        timeline.sources["award"] = elsewhere.STORY
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(Award)
        registry.demo_loader(demo.load)
