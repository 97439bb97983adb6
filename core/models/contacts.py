from babel.dates import get_day_names
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from core.fields import ChoicesField
from core.languages import active
from core.models.parts import Part

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
TASKS = [  # after the words "I want …"
    ("apply", _("to apply for study")),
    ("arrival", _("to settle visa, registration or dormitory after arrival")),
    ("agreement", _("to conclude or check an agreement")),
    ("nomination", _("to nominate students or staff")),
    ("event", _("to attend or hold an event")),
    ("verify-diploma", _("to verify a diploma")),
    ("graduates", _("to keep in touch as a graduate")),
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

    known_by = ("name_ru", "name_en")
    search_fields = [index.AutocompleteField("name_ru"), index.AutocompleteField("name_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("unit"), _("units")
        ordering = ["name_ru", "pk"]

    def __str__(self):
        return self.name_ru or self.name_en or f"№ {self.pk}"


class ContactQuerySet(models.QuerySet):
    def public(self):
        """Shown to visitors, with everything a card prints: three queries for any number."""
        return self.filter(public=True).select_related("unit", "deputy", "photo").prefetch_related("hours")

    def of_staff(self, user):
        """The roles in which this user acts, as deputy too."""
        return self.filter(models.Q(staff=user) | models.Q(pk__in=self.filter(staff=user).values("deputy_for"))).distinct()


class Contact(index.Indexed, ClusterableModel):
    """A role that can be written to; the person who fills it may change. Not revisioned: a person's data must be erasable."""

    role = models.CharField(_("role"), max_length=150)
    person = models.CharField(_("person"), max_length=150, blank=True, help_text=_("As the person writes it; may stay empty."))
    photo = models.ForeignKey(
        "core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("photograph"), related_name="+",
        help_text=_("Only with the person's permission, noted at the picture."),
    )  # fmt: skip
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"), related_name="contacts")
    email = models.EmailField(_("mail"), blank=True, help_text=_("A role mailbox, not a personal one."))
    phones = models.CharField(_("phones"), max_length=200, blank=True, help_text=_("E.164, several separated by commas: +375170000000"))
    messengers = models.CharField(_("messengers"), max_length=200, blank=True, help_text=_("Which and under what name or number: Telegram @office"))
    languages = ChoicesField(_("languages"), codes=SPOKEN)
    room = models.CharField(_("room"), max_length=150, blank=True)
    tasks = ChoicesField(_("what one comes for"), codes=TASKS)
    deputy = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name=_("deputy"), related_name="deputy_for")
    staff = models.ManyToManyField(
        "core.User", blank=True, verbose_name=_("who acts in this role"), related_name="roles",
        help_text=_("They find what is sent to this role on their start page."),
    )  # fmt: skip
    public = models.BooleanField(_("shown to visitors"), default=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    known_by = ("role_ru", "role_en", "email")
    objects = ContactQuerySet.as_manager()
    search_fields = [index.AutocompleteField("role_ru"), index.AutocompleteField("role_en"), index.AutocompleteField("email")]

    class Meta:
        verbose_name, verbose_name_plural = _("contact"), _("contacts")
        ordering = ["role_ru", "pk"]

    def __str__(self):
        return self.role_ru or self.role_en or f"№ {self.pk}"

    @staticmethod
    def shown(contact):
        """The contact if there is one and visitors may see it, else None."""
        return contact if contact and contact.public else None

    @property
    def phone_list(self):
        return [phone.strip() for phone in self.phones.split(",") if phone.strip()]

    @property
    def language_names(self):
        return Contact._meta.get_field("languages").labels(self.languages)

    @property
    def hours_lines(self):
        """[(days, times)] in the active language, days with the same times together: ("Mon–Thu", "9:00–13:00, 14:00–17:00")."""
        lines = {}
        for slot in self.hours.all():
            lines.setdefault((slot.first_day, slot.last_day), []).append(slot.times_text)
        return [(days_text(*days), ", ".join(times)) for days, times in lines.items()]


def days_text(first, last):
    names = get_day_names("abbreviated", locale=active())
    return names[first - 1] if first == last else f"{names[first - 1]}–{names[last - 1]}"


class OpeningHours(Part):
    """When a role can be reached in an ordinary week; Minsk time (UTC+3 the whole year)."""

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="hours")
    first_day = models.PositiveSmallIntegerField(
        _("from, day of the week"), validators=[MinValueValidator(1), MaxValueValidator(7)], help_text=_("1 is Monday")
    )
    last_day = models.PositiveSmallIntegerField(_("to, day of the week"), validators=[MinValueValidator(1), MaxValueValidator(7)])
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("hours"), _("hours")

    def __str__(self):
        return f"{self.first_day}–{self.last_day} {self.times_text}"

    def clean(self):
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("It would close before it opens.")})

    @property
    def times_text(self):
        return f"{self.opens:%-H:%M}–{self.closes:%-H:%M}"


class HolidayQuerySet(models.QuerySet):
    def coming(self, today=None, days=60):
        """Of the next two months, today included."""
        today = today or localdate()
        return self.filter(day__gte=today, day__lte=today.fromordinal(today.toordinal() + days)).order_by("day")


class Holiday(models.Model):
    """A day on which the office keeps other hours than usual, or is closed."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("why"), max_length=150, blank=True)
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed all day."))
    closes = models.TimeField(_("closes"), null=True, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("day with other hours"), _("days with other hours")
        ordering = ["-day"]

    def __str__(self):
        return str(self.day)

    def clean(self):
        super().clean()
        if bool(self.opens) != bool(self.closes):
            raise ValidationError(_("Give both times, or neither for a day on which the office is closed."))
        if self.opens and self.closes <= self.opens:
            raise ValidationError({"closes": _("It would close before it opens.")})

    @property
    def times_text(self):
        """'' when closed."""
        return f"{self.opens:%-H:%M}–{self.closes:%-H:%M}" if self.opens else ""
