from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _

from core import registry


class AlumniConfig(AppConfig):
    name = "alumni"
    verbose_name = _("Association of graduates")

    def ready(self):
        from alumni import demo, desk, imports, membership, reminders, retention, ways  # noqa: PLC0415 (needs the loaded models)
        from alumni.models import Graduate, Story  # noqa: PLC0415

        registry.searchable(Story, _("Stories of graduates"))
        registry.found_pages(ways.found)
        registry.reminder("graduates", reminders.remind)
        registry.purge("graduates", membership.purge)
        registry.purge("stories of graduates", retention.purge_stories)
        registry.desk(desk.tasks)
        imports.register()
        pre_delete.connect(membership.deleted, sender=Graduate, dispatch_uid="alumni.membership")
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
