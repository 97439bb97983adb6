from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import registry


class MobilityConfig(AppConfig):
    name = "mobility"
    verbose_name = _("Academic mobility")

    def ready(self):
        from mobility import demo, desk, elsewhere, imports, retention, ways  # noqa: PLC0415 (needs the loaded models)
        from mobility.models import Call  # noqa: PLC0415
        from partners import timeline  # noqa: PLC0415
        from partners.models import Partner  # noqa: PLC0415

        registry.searchable(Call, pgettext_lazy("to apply", "Calls"), follows={Partner: "partner"})
        registry.found_pages(ways.found)
        registry.closing(elsewhere.closing_soon)
        timeline.sources["call"] = elsewhere.STORY
        registry.purge("exchange reports", retention.purge)
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
