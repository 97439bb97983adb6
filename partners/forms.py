"""Rules of the section's editing screens."""

from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm


class PartnerForm(RecordForm):
    def clean(self):
        data = super().clean()
        data["ror_id"] = data.get("ror_id") or None  # unique, so an empty one must be NULL
        if data.get("logo_permitted") and not data.get("logo_permission"):
            self.add_error("logo_permission", _("Who allowed the use of the logo, and when?"))
        return data


class AgreementForm(RecordForm):
    def clean(self):
        data = super().clean()
        parties = self.formsets.get("parties")
        if (
            parties
            and not self.is_deferred_validation
            and not any(form.has_changed() or form.instance.pk for form in parties.forms if form not in parties.deleted_forms)
        ):
            self.add_error(None, _("Name at least one party."))
        return data
