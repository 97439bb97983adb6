"""The form by which one registers for an event."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import active
from core.models import Country
from core.names import check_names
from core.text import sort_text
from masterclasses.choices import Audience, Certifying, Seat
from office.forms import TextField, VisitorForm

HALVES = {
    "name_cyrillic": _("Printed on the Russian half of the certificate."),
    "name_latin": _("As in the passport; printed on the English half of the certificate."),
}


class RegistrationForm(VisitorForm):
    """Who takes part, and how. The name in the script of the page's language is needed; the other one stands on the other half of a certificate."""

    field_order = ["name_cyrillic", "name_latin", "email", "organisation", "country", "audience", "seat", "question", "may_share", "consent"]
    name_cyrillic = forms.CharField(
        label=_("First and family name in Cyrillic letters"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    name_latin = forms.CharField(label=_("First and family name in Latin letters"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation = forms.CharField(
        label=_("University or other organisation"), max_length=250, required=False, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    audience = forms.ChoiceField(label=_("You are"))
    seat = forms.ChoiceField(label=_("You take part"), widget=forms.RadioSelect)
    question = TextField(label=_("Question or wish"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    may_share = forms.BooleanField(required=False)

    def __init__(self, *args, event, seats, share_text, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_names(event)
        self.fields["may_share"].label = share_text
        names = sorted(Country.objects.names(active()).items(), key=lambda row: sort_text(row[1]))
        self.fields["country"].choices = [("", "—"), *names]
        self.offer_audience(event)
        self.offer_seats(seats)

    def ask_names(self, event):
        """The needed one first; what the other one is for, where there will be a certificate."""
        first, second = ("name_cyrillic", "name_latin") if active() == "ru" else ("name_latin", "name_cyrillic")
        self.order_fields([first, second, *self.field_order])
        self.fields[second].required = False
        if event.certifying != Certifying.NONE:
            self.fields[second].help_text = HALVES[second]

    def offer_audience(self, event):
        wanted = [row for row in Audience.choices if row[0] in event.audience and row[0] != Audience.PUBLIC]
        if wanted and Audience.PUBLIC not in event.audience:
            self.fields["audience"].choices = [("", "—"), *((code, one(code)) for code, _label in wanted)]
        else:
            self.fields["audience"].choices = [("", "—"), *((code, one(code)) for code in ONE)]
            self.fields["audience"].required = False

    def offer_seats(self, seats):
        if len(seats) < 2:
            self.fields.pop("seat")
            self.only_seat = next(iter(seats), "")
        else:
            self.fields["seat"].choices = [(seat.value, seat.label) for seat in seats]

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean(self):
        data = super().clean()
        check_names(self, data)
        return data

    @property
    def chosen_seat(self):
        return Seat(self.cleaned_data["seat"]) if "seat" in self.fields else self.only_seat


ONE = {
    Audience.STUDENT: _("student"),
    Audience.MASTER: _("master’s student"),
    Audience.RESIDENT: _("resident"),
    Audience.DOCTORAL: _("doctoral student"),
    Audience.TEACHER: _("teacher"),
    Audience.DOCTOR: _("doctor or pharmacist"),
    Audience.GRADUATE: _("graduate of the university"),
    Audience.PUBLIC: _("somebody else"),
}


def one(code):
    return ONE[Audience(code)]
