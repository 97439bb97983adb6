"""A graduate. Personal data: no drafts, no revisions, no name in any log; nothing is shown but what the person has made public.

Only alumni/membership.py changes where an entry stands and what was agreed to.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alumni import consents
from alumni.choices import LANGUAGES, STANDING, Source, State, Visibility, Willing
from core.days import add_months
from core.fields import ChoicesField
from core.languages import NAMES
from core.models import Row, RowQuerySet
from core.models.multilingual import SearchKeyQuerySet
from core.text import index_text, sort_text

MONTHS_CONFIRMED = 24
FIRST_YEAR = 1921  # the university's own first year
FIELDS = (
    "country",
    "city",
    "faculty",
    "graduation_year",
    "study_language",
    "specialty",
    "position",
    "employer",
    "biography",
    "link",
)  # each with a visibility of its own


OWN = [  # what an entry's owner alone may change, beside the office
    "name_cyrillic", "name_latin", "name_then", "phone", "country_id", "city", "faculty", "entry_year", "graduation_year", "study_language", "specialty_id",
    "position", "employer", "biography", "link", "language",
]  # fmt: skip


class GraduateQuerySet(SearchKeyQuerySet, RowQuerySet):
    def standing(self):
        """Confirmed by mail, and not put away; while it is to be confirmed again it counts, but is not shown."""
        return self.filter(state__in=STANDING)

    def public(self):
        """Who is in the directory: said yes to it, was looked at by the office, and holds."""
        return self.filter(state=State.CONFIRMED, public=True, publish_on__isnull=False)

    def for_rows(self):
        return self.select_related("country", "specialty", "public_country", "public_specialty")

    def counted(self):
        """Who counts for a country: whoever agreed to be kept, shown or not."""
        return self.standing().filter(contact_on__isnull=False)

    def by_country(self):
        """{country's key: number} of those who count; one query."""
        return dict(self.counted().exclude(country=None).order_by().values_list("country").annotate(n=models.Count("pk")))

    def of_email(self, email):
        """The entry of a mail address that is not erased, or None."""
        return self.exclude(state=State.ERASED).filter(email=email).first() if email else None

    def of_form(self, form_key):
        return self.filter(form_key=form_key).first()

    def unconfirmed(self, before):
        """Asked to be taken in before a moment, and never opened the mail."""
        return self.filter(state=State.NEW, created_at__lt=before)

    def to_remind(self, until):
        """Whose confirmation runs out by a day, and who were not asked again yet."""
        return self.filter(state=State.CONFIRMED, confirm_by__lte=until).exclude(asked_again_for=F("confirm_by"))

    def run_out(self, today):
        return self.filter(state=State.CONFIRMED, confirm_by__lt=today)

    def silent(self, day):
        """Asked again, and silent since before a day."""
        return self.filter(state=State.TO_CONFIRM, confirm_by__lt=day)

    def to_check(self):
        """Said yes to the directory, and the office has not looked yet."""
        return self.standing().filter(public=False, publish_on__isnull=False)

    def to_pass_on(self, country):
        """Those of a country who agreed that its representative may know them."""
        return self.standing().filter(represent_on__isnull=False, country=country)

    def search_keys(self):
        """What the directory looks at: nothing that is not public."""
        return self.order_by().values_list("pk", "public_key")


class Graduate(Row):
    """One person. The tick `public` says that the office has looked at the entry; it shows nothing to anybody without the person's own yes."""

    name_cyrillic = models.CharField(_("name in Cyrillic script"), max_length=150, blank=True)
    name_latin = models.CharField(_("name in Latin script"), max_length=150, blank=True)
    name_then = models.CharField(_("name at graduation"), max_length=150, blank=True, help_text=_("If it was another. Never published."))
    email = models.EmailField(_("mail"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    citizenship_then = models.ForeignKey(
        "core.Country", models.SET_NULL, null=True, blank=True, verbose_name=_("citizenship when studying"), related_name="+", help_text=_("Never published.")
    )
    country = models.ForeignKey("core.Country", models.SET_NULL, null=True, blank=True, verbose_name=_("country of residence"), related_name="+")
    city = models.CharField(_("city"), max_length=100, blank=True)
    faculty = models.CharField(_("faculty"), max_length=150, blank=True)
    entry_year = models.PositiveSmallIntegerField(_("began in"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(2100)])
    graduation_year = models.PositiveSmallIntegerField(
        _("graduated in"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(2100)]
    )
    study_language = models.CharField(_("language of study"), max_length=2, choices=LANGUAGES, blank=True)
    specialty = models.ForeignKey("core.FieldOfStudy", models.SET_NULL, null=True, blank=True, verbose_name=_("field (ISCED-F)"), related_name="+")
    position = models.CharField(_("post"), max_length=150, blank=True)
    employer = models.CharField(_("place of work"), max_length=200, blank=True)
    biography = models.TextField(_("about the graduate"), max_length=1500, blank=True)
    link = models.URLField(_("own page"), max_length=300, blank=True)
    willing_to = ChoicesField(_("is willing"), codes=Willing.choices)
    visibility = models.JSONField(_("who sees what"), default=dict, editable=False)  # {field: Visibility}; what is not named is hidden
    contact_on = models.DateField(_("agreed to be kept on"), null=True, blank=True, editable=False)
    publish_on = models.DateField(_("agreed to the directory on"), null=True, blank=True, editable=False)
    represent_on = models.DateField(_("agreed to be passed to the representative on"), null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    source = models.CharField(_("where it comes from"), max_length=7, choices=Source.choices, default=Source.SELF)
    legal_basis = models.CharField(
        _("legal basis"), max_length=250, blank=True, help_text=_("Of an entry that the graduate did not make: which law, contract or paper.")
    )
    confirmed_on = models.DateField(_("confirmed by the graduate on"), null=True, blank=True, editable=False)
    confirm_by = models.DateField(_("to be confirmed again by"), null=True, blank=True, editable=False)
    asked_again_for = models.DateField(null=True, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=list(NAMES.items()), default="ru")
    pending = models.JSONField(default=dict, editable=False)  # {purpose: [text, language, moment]} of ticks that count when the mail is opened
    form_key = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 (NULL where no form was sent: unique)
    # --- computed: all that the public may know ------------------------------------------------
    public_country = models.ForeignKey("core.Country", models.SET_NULL, null=True, editable=False, related_name="+")
    public_specialty = models.ForeignKey("core.FieldOfStudy", models.SET_NULL, null=True, editable=False, related_name="+")
    public_year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    public_key = models.TextField(default="", editable=False)
    sort_key_ru = models.CharField(max_length=255, default="", editable=False, db_index=True)
    sort_key_en = models.CharField(max_length=255, default="", editable=False, db_index=True)

    objects = GraduateQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name, verbose_name_plural = _("graduate"), _("graduates")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="an_address_once_among_graduates"),
        ]

    @classmethod
    def from_db(cls, db, field_names, values):
        """Keeps what the person has said as it was read: a list may not change it."""
        read = super().from_db(db, field_names, values)
        read.as_read = {name: read.__dict__[name] for name in OWN if name in read.__dict__}
        return read

    def __str__(self):
        """No personal data: it becomes the label of log entries, which outlive the entry."""
        return f"№ {self.pk}"

    # --- what is shown -----------------------------------------------------------------------
    def visibility_of(self, field):
        return self.visibility.get(field, Visibility.HIDDEN)

    @property
    def is_public(self):
        """Said yes to the directory, was looked at by the office, and holds; the same as `GraduateQuerySet.public`."""
        return bool(self.publish_on and self.public and self.state == State.CONFIRMED)

    def shown(self, field):
        """The value of a field if everybody may know it, else None. Nothing public is read in any other way."""
        is_shown = self.is_public and self.visibility_of(field) == Visibility.PUBLIC
        return (getattr(self, field) or None) if is_shown else None

    def passed_on(self, field):
        """The same for the representative of the country."""
        is_passed = self.represent_on and self.state in STANDING and self.visibility_of(field) != Visibility.HIDDEN
        return (getattr(self, field) or None) if is_passed else None

    @property
    def is_own(self):
        """Made by the person, or by the demonstration."""
        return bool(self.form_key or self.contact_on or self.is_sample)

    def name_in(self, lang):
        """In the script of a language, in the other one where that is all there is."""
        return (self.name_latin or self.name_cyrillic) if lang == "en" else (self.name_cyrillic or self.name_latin)

    def settle(self):
        self.email = self.email.strip().lower()
        if self.state == State.NEW and self.source != Source.SELF:
            self.state = State.RESTRICTED  # kept on a legal basis; nothing more before the person says so
        self.confirm_by = add_months(self.confirmed_on, MONTHS_CONFIRMED) if self.confirmed_on else None
        self.public_country, self.public_specialty, self.public_year = (self.shown(name) for name in ("country", "specialty", "graduation_year"))
        words = [self.shown(name) for name in ("city", "faculty", "position", "employer")]
        self.public_key = index_text(self.name_cyrillic, self.name_latin, *filter(None, words)) if self.is_public else ""
        self.sort_key_ru, self.sort_key_en = (sort_text(self.name_in(code)) if self.is_public else "" for code in ("ru", "en"))

    def problems(self, chosen):
        if self.state == State.ERASED:
            return [("name_latin", _("The person has left: nothing is written into this entry any more."))]
        found = []
        if not self.name_cyrillic and not self.name_latin:
            found.append(("name_latin", _("One of the two names is needed.")))
        if self.source == Source.SELF and not self.is_own:
            found.append(("source", _("Graduates make an entry of their own by the form on the site; say where this one comes from.")))
        if self.source != Source.SELF and not self.legal_basis:
            found.append(("legal_basis", _("On which basis is it kept? Without one it may not be.")))
        if self.email and not self.contact_on and not self.form_key and consents.has_withdrawn(self.email):
            found.append(("email", _("This person has withdrawn from the association and may not be taken in again but by themselves.")))
        if self.beside is not None and self.contact_on and any(getattr(self, name) != value for name, value in self.as_read.items()):
            found.append(("name_latin", _("The graduate keeps this entry: a list changes nothing in it.")))
        if self.graduation_year and self.graduation_year > localdate().year:
            found.append(("graduation_year", _("The year cannot be right.")))
        if self.entry_year and self.graduation_year and self.entry_year > self.graduation_year:
            found.append(("graduation_year", _("Before the studies began.")))
        return found
