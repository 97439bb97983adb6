from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.fields import ChoicesField

SPOKEN = [  # ISO 639-1
    ("ru", _("Russian")),
    ("be", _("Belarusian")),
    ("en", _("English")),
    ("zh", _("Chinese")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("fa", _("Persian")),
    ("ja", _("Japanese")),
    ("pl", _("Polish")),
    ("it", _("Italian")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("kk", _("Kazakh")),
    ("uz", _("Uzbek")),
]
TASKS = [
    ("apply", _("to apply for study")),
    ("nomination", _("to nominate students or staff")),
    ("agreement", _("to conclude or check an agreement")),
    ("event", _("to attend or hold an event")),
    ("verify-diploma", _("to verify a diploma")),
    ("press", _("to ask for the press")),
]


class Unit(index.Indexed, models.Model):
    """A part of the university: faculty, department, office."""

    class Kind(models.TextChoices):
        FACULTY = "faculty", _("faculty")
        DEPARTMENT = "department", _("department")
        INSTITUTE = "institute", _("institute")
        OFFICE = "office", _("office")
        CLINIC = "clinic", _("clinic")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    search_fields = [index.AutocompleteField("name_ru"), index.AutocompleteField("name_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("unit"), _("units")
        ordering = ["name_ru"]

    def __str__(self):
        return self.name_ru or self.name_en or f"№ {self.pk}"


class Contact(index.Indexed, models.Model):
    """A role that can be written to; the person who fills it may change. Not revisioned: a person's data must be erasable."""

    role = models.CharField(_("role"), max_length=150)
    person = models.CharField(_("person"), max_length=150, blank=True, help_text=_("As the person writes it; may stay empty."))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="contacts")
    email = models.EmailField(_("mail"), blank=True, help_text=_("A role mailbox, not a personal one."))
    phones = models.CharField(_("phones"), max_length=200, blank=True, help_text=_("E.164, several separated by commas: +375170000000"))
    languages = ChoicesField(_("languages"), codes=SPOKEN)
    hours = models.CharField(_("hours, Minsk time"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=150, blank=True)
    tasks = ChoicesField(_("what one comes for"), codes=TASKS)
    deputy = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name=_("deputy"), related_name="+")
    public = models.BooleanField(_("shown to visitors"), default=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    search_fields = [index.AutocompleteField("role_ru"), index.AutocompleteField("role_en"), index.AutocompleteField("email")]

    class Meta:
        verbose_name, verbose_name_plural = _("contact"), _("contacts")
        ordering = ["role_ru"]

    def __str__(self):
        return self.role_ru or self.role_en or f"№ {self.pk}"

    @property
    def phone_list(self):
        return [phone.strip() for phone in self.phones.split(",") if phone.strip()]

    @property
    def language_names(self):
        return Contact._meta.get_field("languages").labels(self.languages)
