"""Forms of graduates: joining, asking for the link, the own page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alumni import consents
from alumni.choices import LANGUAGES, Visibility, Willing
from alumni.models.graduate import FIELDS, FIRST_YEAR
from core.languages import active
from core.models import Country, FieldOfStudy
from core.names import check_names
from core.text import sort_text
from office.forms import TextField, VisitorForm

TICKS = {"consent": consents.CONTACT, "publish": consents.PUBLISH, "represent": consents.REPRESENT}
ONE_NAME = _("Write your name in Latin or in Cyrillic letters.")


def choices_of(model):
    """(code, name) of a vocabulary in the active language, by name."""
    return [("", "—"), *sorted(model.objects.names(active()).items(), key=lambda row: sort_text(row[1]))]


def text(label, length, name="", **more):
    return forms.CharField(label=label, max_length=length, required=False, widget=forms.TextInput(attrs={"autocomplete": name} if name else {}), **more)


class Particulars(forms.Form):
    """What a graduate says of themselves, in the words of both forms."""

    name_latin = text(_("First and family name in Latin letters"), 150, "name")
    name_cyrillic = text(_("First and family name in Cyrillic letters"), 150, help_text=_("If you have one."))
    name_then = text(_("Name at graduation"), 150, help_text=_("If it was another. It is never published."))
    country = forms.ChoiceField(label=_("Country where you live"), required=False)
    graduation_year = forms.IntegerField(label=_("Year of graduation"), min_value=FIRST_YEAR)
    specialty = forms.ChoiceField(label=_("Field of study"), required=False)

    def offer(self):
        self.fields["country"].choices = choices_of(Country)
        self.fields["specialty"].choices = choices_of(FieldOfStudy)

    def clean_graduation_year(self):
        year = self.cleaned_data["graduation_year"]
        if year > localdate().year:
            raise ValidationError(_("This year is still to come."))
        return year

    def clean(self):
        data = super().clean()
        check_names(self, data)
        if not data.get("name_latin") and not data.get("name_cyrillic") and not {"name_latin", "name_cyrillic"} & set(self.errors):
            self.add_error("name_latin", ONE_NAME)
        return data

    def fields_of_entry(self):
        """{field of the entry: value}"""
        data = {name: value for name, value in self.cleaned_data.items() if name in self.own}
        data["country"] = Country.objects.filter(code=data["country"]).first() if data.get("country") else None
        data["specialty"] = FieldOfStudy.objects.filter(code=data["specialty"]).first() if data.get("specialty") else None
        return data


class JoinForm(Particulars, VisitorForm):
    own = ("name_latin", "name_cyrillic", "name_then", "email", "country", "graduation_year", "specialty")
    field_order = [*own, "publish", "represent", "consent"]
    publish = forms.BooleanField(required=False)
    represent = forms.BooleanField(required=False)

    def __init__(self, *args, words, **kwargs):
        super().__init__(*args, consent_text=words[consents.CONTACT], **kwargs)
        self.fields["publish"].label, self.fields["represent"].label = words[consents.PUBLISH], words[consents.REPRESENT]
        self.offer()

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    @property
    def ticked(self):
        """The purposes that were agreed to."""
        return [purpose for name, purpose in TICKS.items() if self.cleaned_data.get(name)]


class LinkForm(VisitorForm):
    """An address, to which the link goes if there is an entry; nothing else is asked or told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, consent_text="", **kwargs)
        del self.fields["consent"]

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class OwnForm(Particulars):
    """The graduate's own page: every particular, and beside it who sees it."""

    own = (
        "name_latin", "name_cyrillic", "name_then", "phone", "country", "city", "faculty", "entry_year", "graduation_year", "study_language", "specialty",
        "position", "employer", "biography", "link", "willing_to", "language",
    )  # fmt: skip
    phone = text(_("Telephone"), 40, "tel", help_text=_("Never published."))
    city = text(_("City"), 100)
    faculty = text(_("Faculty"), 150)
    entry_year = forms.IntegerField(label=_("Year in which you began"), min_value=FIRST_YEAR, required=False)
    study_language = forms.ChoiceField(label=_("Language of study"), choices=[("", "—"), *LANGUAGES], required=False)
    position = text(_("Post"), 150, "organization-title")
    employer = text(_("Place of work"), 200, "organization")
    biography = TextField(label=_("About you"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    link = forms.URLField(label=_("Your page on the web"), max_length=300, required=False, assume_scheme="https")
    willing_to = forms.MultipleChoiceField(label=_("I am willing"), choices=Willing.choices, required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language of our mails"), choices=[("ru", "Русский"), ("en", "English")])
    publish = forms.BooleanField(required=False)
    represent = forms.BooleanField(required=False)
    consent = forms.BooleanField(required=False)

    def __init__(self, *args, graduate, words, **kwargs):
        super().__init__(*args, initial=self.said_of(graduate), **kwargs)
        for name, purpose in TICKS.items():
            self.fields[name].label = words[purpose]
        if graduate.contact_on:
            del self.fields["consent"]
        self.offer()
        for name in FIELDS:
            self.fields[f"who_{name}"] = forms.ChoiceField(
                label=_("Who sees it"), choices=Visibility.choices, initial=graduate.visibility_of(name), required=False
            )

    @staticmethod
    def said_of(graduate):
        said = {name: getattr(graduate, name) for name in OwnForm.own}
        said["country"] = graduate.country.code if graduate.country_id else ""
        said["specialty"] = graduate.specialty.code if graduate.specialty_id else ""
        ticks = {name: bool(getattr(graduate, consents.DATES[purpose])) for name, purpose in TICKS.items()}
        return {**said, **ticks}

    def clean(self):
        data = super().clean()
        began, ended = data.get("entry_year"), data.get("graduation_year")
        if began and ended and began > ended:
            self.add_error("entry_year", _("Later than the year of graduation."))
        return data

    def visibility(self):
        return {name: self.cleaned_data.get(f"who_{name}") or Visibility.HIDDEN for name in FIELDS}

    def ticks(self):
        """{purpose: yes or no} of what the page asks."""
        return {purpose: bool(self.cleaned_data.get(name)) for name, purpose in TICKS.items() if name in self.fields}

    def rows(self):
        """(field, who sees it or None) in the order of the page."""
        return [(self[name], self[f"who_{name}"] if f"who_{name}" in self.fields else None) for name in self.own]
