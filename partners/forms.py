"""The form that proposes cooperation, and the rules of the section's editing screens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from core.languages import active
from core.models.country import Country
from core.text import sort_text
from office.forms import MessageForm
from partners.choices import AgreementKind

UNDECIDED = ("", _("not decided yet"))


class ProposalForm(MessageForm):
    """Who proposes what; it goes to the officer for the country."""

    field_order = ["organisation", "country", "kind", "text", "name", "email", "consent"]
    organisation = forms.CharField(label=_("Your organisation"), max_length=250, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    country = forms.ChoiceField(label=_("Country of the organisation"))
    kind = forms.ChoiceField(label=_("Kind of agreement"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(Country.objects.names(active()).items(), key=lambda row: sort_text(row[1]))
        self.fields["country"].choices = [("", "—"), *names]
        self.fields["kind"].choices = [UNDECIDED, *((kind.value, kind.label) for kind in AgreementKind)]
        self.fields["text"].label = _("What you would like to do together")
        self.fields["text"].help_text = _("Fields, who would take part, when it could begin.")


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
