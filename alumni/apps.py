from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import registry


class AlumniConfig(AppConfig):
    name = "alumni"
    verbose_name = _("Association of graduates")

    def ready(self):
        from alumni import demo, desk, imports, membership, reminders, retention, ways  # noqa: PLC0415 (needs the loaded models)
        from alumni.models import Story  # noqa: PLC0415

        registry.searchable(Story, _("Stories of graduates"))
        registry.found_pages(ways.found)
        registry.reminder("graduates", reminders.remind)
        registry.purge("graduates", membership.purge)
        registry.purge("stories of graduates", retention.purge_stories)
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
