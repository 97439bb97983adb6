"""The rules of the section's editing screens."""

from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from masterclasses.choices import Mode, Registering


class EventForm(RecordForm):
    """What a public event that is still to come must say."""

    def clean(self):
        data = super().clean()
        if getattr(self, "is_deferred_validation", False):
            return data
        if data.get("registering") == Registering.FORM and not data.get("mode"):
            self.add_error("mode", _("Does one come, or join online?"))
        if data.get("mode") == Mode.ONLINE and data.get("capacity_on_site"):
            self.add_error("capacity_on_site", _("Nobody comes to an event that is held online."))
        if data.get("mode") == Mode.ON_SITE and data.get("capacity_online"):
            self.add_error("capacity_online", _("Nobody joins an event that is held on site."))
        return data
