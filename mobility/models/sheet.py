"""The fact sheet for partner universities: one for each academic year, in the fields of EWP's factsheet."""

import re
from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from core.academic_year import academic_year, check_academic_year
from core.languages import CODES
from core.models import Row, RowQuerySet
from core.models.parts import Part
from mobility.choices import EWP_PAPERS, AccessKind, InfoKind, PaperKind, Term

OF_EWP = {name.casefold() for name in EWP_PAPERS.values()}
LONGEST_WEEKS = 5  # EWP asks for no more, for a decision as for a transcript
MONTH_DAY = re.compile(r"\d\d-\d\d")
LEAP_YEAR = 2024
LAST_MONTH = {Term.AUTUMN: (0, 10), Term.SPRING: (1, 3)}  # in which somebody may still be named: calendar year of the academic year, month


def check_month_day(text):
    """«05-15»: a day of any year."""
    try:
        if not MONTH_DAY.fullmatch(text):
            raise ValueError
        date.fromisoformat(f"{LEAP_YEAR}-{text}")
    except ValueError:
        raise ValidationError(_("Write month and day as 05-15: %(text)s."), params={"text": text}) from None


def day_for(month_day, term, year):
    """The date of a month and day for a term of an academic year: the last one before the term is well under way."""
    month, day = map(int, month_day.split("-"))
    later, last_month = LAST_MONTH[Term(term)]
    calendar_year = int(year[:4]) + later - (month > last_month)
    return date(calendar_year, month, min(day, monthrange(calendar_year, month)[1]))


class FactSheetQuerySet(RowQuerySet):
    def of_year(self, year):
        return self.filter(academic_year=year)

    def newest_first(self):
        return self.order_by("-academic_year")

    def with_contact(self):
        return self.select_related("contact")

    def with_parts(self):
        """With everything that the page and the JSON print; one more query for each kind of part."""
        return self.select_related("contact__unit", "owner").prefetch_related("contact__hours", "terms", "infos", "accessibility", "requirements")


class FactSheet(Row):
    """What the office of a partner university asks each year."""

    academic_year = models.CharField(_("academic year"), max_length=9, unique=True, validators=[check_academic_year], help_text="2027/2028")
    contact = models.ForeignKey(
        "core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("contact for nominations and applications"), related_name="+"
    )
    decision_weeks = models.PositiveSmallIntegerField(
        _("weeks until we decide"), validators=[MinValueValidator(1), MaxValueValidator(52)], help_text=_("EWP asks for five at most.")
    )
    transcript_weeks = models.PositiveSmallIntegerField(
        _("weeks until the transcript of records is sent"), validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("After the end of assessment. EWP asks for five at most."),
    )  # fmt: skip
    catalogue_url = models.URLField(_("course catalogue"), max_length=500, blank=True)
    calendar_url = models.URLField(_("academic calendar"), max_length=500, blank=True)
    academic_calendar = models.TextField(_("terms of the academic year"), blank=True)
    grading = models.TextField(_("how we grade"), blank=True)
    languages = models.TextField(_("languages of teaching and what we expect"), blank=True)

    objects = FactSheetQuerySet.as_manager()
    search_fields = [index.AutocompleteField("academic_year")]

    class Meta:
        verbose_name, verbose_name_plural = _("fact sheet"), _("fact sheets")
        ordering = ["-academic_year"]

    def __str__(self):
        return self.academic_year

    @property
    def year_slug(self):
        """As it stands in an address: 2026-2027."""
        return self.academic_year.replace("/", "-")

    @property
    def is_current(self):
        return self.academic_year >= academic_year()

    def problems(self, chosen):
        weeks = {"decision_weeks": self.decision_weeks, "transcript_weeks": self.transcript_weeks}
        return [(name, _("EWP asks for five weeks at most.")) for name, number in weeks.items() if number and number > LONGEST_WEEKS]


class SheetTerm(Part):
    """By when people for a term are named and apply; every year on the same day."""

    sheet = ParentalKey(FactSheet, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(_("term"), max_length=6, choices=Term.choices)
    nominations_by = models.CharField(_("nominations by"), max_length=5, validators=[check_month_day], help_text="05-15")
    applications_by = models.CharField(_("applications by"), max_length=5, validators=[check_month_day], help_text="06-01")

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("dates of a term"), _("dates by term")
        constraints = [models.UniqueConstraint(fields=["sheet", "term"], name="a_term_once_in_a_sheet")]

    def __str__(self):
        return self.get_term_display()


class SheetInfo(Part):
    """Whom one asks about housing, visa, insurance, in an emergency."""

    sheet = ParentalKey(FactSheet, on_delete=models.CASCADE, related_name="infos")
    kind = models.CharField(_("about what"), max_length=9, choices=InfoKind.choices)
    name = models.CharField(_("heading"), max_length=150, blank=True, help_text=_("Only where the kind does not say it."))
    details = models.TextField(_("in a few words"), blank=True)
    email = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, help_text="+375170000000")
    page = models.URLField(_("page about it"), max_length=500, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("information"), _("information")

    def __str__(self):
        return self.get_kind_display()

    def clean(self):
        super().clean()
        if not (self.email or self.phone or self.page_ru or self.page_en):
            raise ValidationError({"email": _("Give a mail address, a phone or a page.")})


class SheetAccess(Part):
    """What there is for people with special needs."""

    sheet = ParentalKey(FactSheet, on_delete=models.CASCADE, related_name="accessibility")
    kind = models.CharField(_("kind"), max_length=14, choices=AccessKind.choices)
    name = models.CharField(_("name"), max_length=150)
    details = models.TextField(_("in a few words"), blank=True)
    email = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    page = models.URLField(_("page about it"), max_length=500, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("help for people with special needs"), _("help for people with special needs")

    def __str__(self):
        return str(self.name_ru or self.name_en or self.pk)


class SheetRequirement(Part):
    """What we ask of incoming people: a paper of a kind that EWP knows, or something it has no name for."""

    sheet = ParentalKey(FactSheet, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(
        _("kind of paper"), max_length=21, choices=PaperKind.choices, blank=True, help_text=_("Empty: nothing is sent, it is only to be known.")
    )
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("Only where the kind does not say it."))
    details = models.TextField(_("in a few words"), blank=True)
    page = models.URLField(_("page about it"), max_length=500, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("requirement"), _("requirements")

    def __str__(self):
        return str(self.name_ru or self.name_en or self.get_kind_display() or self.pk)

    def clean(self):
        super().clean()
        names = [name for code in CODES if (name := getattr(self, f"name_{code}"))]
        if not self.kind and not names:
            raise ValidationError({"kind": _("Choose a kind or give a name.")})
        if not self.kind and any(name.strip().casefold() in OF_EWP for name in names):
            raise ValidationError({"kind": _("This is one of the kinds: please choose it there.")})
