from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class MasterclassesConfig(AppConfig):
    name = "masterclasses"
    verbose_name = _("Masterclasses and events")

    def ready(self):
        from masterclasses import demo, desk, elsewhere, imports  # noqa: PLC0415 (needs the loaded models)
        from masterclasses.models import Event, Lecturer  # noqa: PLC0415
        from partners import timeline  # noqa: PLC0415

        registry.searchable(Event, _("Events"))
        registry.searchable(Lecturer, _("Lecturers"))
        registry.closing(elsewhere.closing_soon)
        registry.home_part(elsewhere.coming_events)
        registry.page_part(elsewhere.visitors)
        timeline.sources["event"] = elsewhere.STORY
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
