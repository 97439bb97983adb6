"""The fact sheet for partner universities: one for each academic year, in the fields of EWP's factsheet."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from core.academic_year import academic_year, check_academic_year
from core.models import Row, RowQuerySet
from core.models.parts import Part
from mobility.choices import AccessKind, InfoKind, Term

LONGEST_TRANSCRIPT_WEEKS = 5  # EWP asks for no more


def check_month_day(text):
    """«05-15»: a day of any year."""
    try:
        date.fromisoformat(f"2024-{text}")  # a leap year
    except ValueError:
        raise ValidationError(_("Write month and day as 05-15: %(text)s."), params={"text": text}) from None


class FactSheetQuerySet(RowQuerySet):
    def of_year(self, year):
        return self.filter(academic_year=year)

    def newest_first(self):
        return self.order_by("-academic_year")

    def with_parts(self):
        """With everything that the page and the JSON print; one more query for each kind of part."""
        return self.select_related("contact", "owner").prefetch_related("terms", "infos", "accessibility", "requirements")


class FactSheet(Row):
    """What the office of a partner university asks each year."""

    academic_year = models.CharField(_("academic year"), max_length=9, unique=True, validators=[check_academic_year], help_text="2027/2028")
    contact = models.ForeignKey(
        "core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("contact for nominations and applications"), related_name="+"
    )
    decision_weeks = models.PositiveSmallIntegerField(_("weeks until we decide"), validators=[MinValueValidator(1), MaxValueValidator(52)])
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
        found = []
        if self.transcript_weeks and self.transcript_weeks > LONGEST_TRANSCRIPT_WEEKS:
            found.append(("transcript_weeks", _("EWP asks for five weeks at most.")))
        return found


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
    """What we ask of incoming people beyond what partners know already."""

    sheet = ParentalKey(FactSheet, on_delete=models.CASCADE, related_name="requirements")
    name = models.CharField(_("name"), max_length=150)
    details = models.TextField(_("in a few words"), blank=True)
    page = models.URLField(_("page about it"), max_length=500, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("requirement"), _("requirements")

    def __str__(self):
        return str(self.name_ru or self.name_en or self.pk)
