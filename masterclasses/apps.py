from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from core import registry


class MasterclassesConfig(AppConfig):
    name = "masterclasses"
    verbose_name = _("Masterclasses and events")

    def ready(self):
        from masterclasses import demo, desk, elsewhere, imports, permissions, places, reminders, retention  # noqa: PLC0415 (needs the loaded models)
        from masterclasses.models import Event, Lecturer, Registration  # noqa: PLC0415
        from partners import timeline  # noqa: PLC0415
        from partners.models import Partner  # noqa: PLC0415

        permissions.register()
        registry.searchable(Event, _("Events"), follows={Lecturer: "speakers__lecturer"})
        registry.searchable(Lecturer, _("Lecturers"), follows={Partner: "partner"})
        registry.closing(elsewhere.closing_soon)
        registry.home_part(elsewhere.coming_events)
        registry.page_part(elsewhere.visitors)
        registry.page_part(elsewhere.for_graduates)
        registry.reminder("participants", reminders.remind)
        registry.purge("registrations", retention.purge)
        post_save.connect(places.event_saved, sender=Event, dispatch_uid="masterclasses.places")
        post_delete.connect(places.registration_deleted, sender=Registration, dispatch_uid="masterclasses.places")
        timeline.sources["event"] = elsewhere.STORY
        registry.desk(desk.tasks)
        imports.register()
        registry.sample_model(*demo.MODELS)
        registry.demo_loader(demo.load)
