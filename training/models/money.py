"""What it costs: fees, other costs, exchange rates; and who pays instead: scholarships."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.academic_year import academic_year, check_academic_year
from core.days import deadline
from core.fields import ChoicesField
from core.models import Row, RowQuerySet
from core.models.rows import IN_FUTURE
from core.money import Currency, money, money_range
from training.choices import STUDY_LANGUAGES, TIMES, CostKind, Group, Level, Per
from training.models.levels import LevelledQuerySet
from training.models.yearly import Yearly, YearlyQuerySet

PAID = {"max_digits": 10, "decimal_places": 2, "validators": [MinValueValidator(Decimal("0.01"))]}
ACADEMIC_YEAR = {"max_length": 9, "validators": [check_academic_year], "help_text": "2027/2028"}


class Paid(Row):
    """An amount that is due so many times."""

    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices)
    per = models.CharField(_("due"), max_length=5, choices=Per.choices, default=Per.YEAR)
    times_a_year = models.PositiveSmallIntegerField(
        _("times in an academic year"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("Empty: a term twice, a month twelve times. Ten for a dormitory that stands empty in summer."),
    )  # fmt: skip

    class Meta:
        abstract = True

    def problems(self, chosen):
        if (self.times_a_year or 1) > 1 and self.per not in (Per.TERM, Per.MONTH):
            return [("times_a_year", _("Only what is due each term or month is due several times."))]
        return []

    @property
    def times(self):
        """In one academic year."""
        return 1 if self.per == Per.ONCE else self.times_a_year or TIMES[Per(self.per)]


OFFER = ("programme_id", "language", "academic_year", "applicant_group")


class FeeQuerySet(YearlyQuerySet):
    def same_offer(self, fee):
        """Other public fees of this programme, language, year and group."""
        return self.public().filter(**dict(zip(OFFER, fee.offer, strict=True))).exclude(pk=fee.pk)


class Fee(Yearly, Paid):
    """What a programme costs in one academic year, in one language, for one group of applicants. Exactly one is public."""

    programme = models.ForeignKey("training.Programme", models.CASCADE, verbose_name=_("programme"), related_name="fees")
    academic_year = models.CharField(_("academic year"), **ACADEMIC_YEAR)
    language = models.CharField(_("language of teaching"), max_length=2, choices=STUDY_LANGUAGES)
    applicant_group = models.CharField(_("for whom"), max_length=11, choices=Group.choices, default=Group.ALL)
    countries = ParentalManyToManyField("core.Country", blank=True, verbose_name=_("countries"), related_name="+")
    amount = models.DecimalField(_("amount"), **PAID)
    includes = models.TextField(_("what it includes"), blank=True)
    instalments = models.TextField(_("payment in parts"), blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_through = models.DateField(_("valid through"), null=True, blank=True)
    order_no = models.CharField(_("order, number"), max_length=60, blank=True, help_text=_("Never published."))
    order_date = models.DateField(_("order, date"), null=True, blank=True, help_text=_("Never published."))

    objects = FeeQuerySet.as_manager()
    search_fields = [index.AutocompleteField("academic_year")]

    class Meta:
        verbose_name, verbose_name_plural = _("fee"), _("fees")
        ordering = ["-academic_year", "programme", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "language", "academic_year", "applicant_group"],
                condition=models.Q(public=True) & ~models.Q(applicant_group=Group.COUNTRIES),
                name="one_public_fee_each",
                violation_error_message=_("There is a public fee for this programme, language, year and group already."),
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="fee_is_above_zero"),
        ]

    def __str__(self):
        return f"{self.programme if self.programme_id else '…'}, {self.academic_year}, {self.language}"

    @property
    def offer(self):
        """What must be the same for two public fees to contradict each other."""
        return tuple(getattr(self, name) for name in OFFER)

    def same_offer(self):
        """Other public fees of this offer: as the database has them, or as an import would leave them."""
        if self.beside is None:
            return Fee.objects.same_offer(self).prefetch_related("countries")
        return [fee for fee in self.beside if fee is not self and fee.public and fee.offer == self.offer]

    @property
    def is_current(self):
        return self.academic_year >= academic_year() and (self.valid_through is None or self.valid_through >= localdate())

    @property
    def amount_text(self):
        return money(self.amount, self.currency)

    @property
    def per_text(self):
        return self.get_per_display()

    def problems(self, chosen):
        countries = set(chosen("countries"))
        found = super().problems(chosen)
        if self.valid_from and self.valid_through and self.valid_through < self.valid_from:
            found.append(("valid_through", _("It would end before it begins.")))
        if (self.applicant_group == Group.COUNTRIES) != bool(countries):
            found.append(("countries", _("Name the countries, and only where the fee is for certain countries.")))
        if self.programme_id and self.language and self.language not in self.programme.languages_taught:
            found.append(("language", _("The programme is not taught in this language.")))
        if self.public and self.programme_id and countries and any(countries & set(fee.countries.all()) for fee in self.same_offer()):
            found.append(("countries", _("One of these countries has a public fee for this programme, language and year already.")))
        return found


class ExtraCost(Paid):
    """What an applicant pays besides the fee: an amount, or between which it lies."""

    kind = models.CharField(_("what for"), max_length=13, choices=CostKind.choices)
    amount_from = models.DecimalField(_("amount, or the least"), **PAID)
    amount_to = models.DecimalField(_("the most"), null=True, blank=True, **PAID)
    optional = models.BooleanField(_("not everybody pays it"), default=False)
    as_of = models.DateField(_("as of"))
    note = models.TextField(_("remark"), blank=True)

    search_fields = [index.AutocompleteField("kind")]

    class Meta:
        verbose_name, verbose_name_plural = _("other cost"), _("other costs")
        ordering = ["kind", "amount_from", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.amount_from} {self.currency}"

    @property
    def amount_text(self):
        return money_range(self.amount_from, self.amount_to, self.currency)

    def problems(self, chosen):
        found = super().problems(chosen)
        if self.amount_from and self.amount_to and self.amount_to < self.amount_from:
            found.append(("amount_to", _("The most is less than the least.")))
        return found


class RateQuerySet(RowQuerySet):
    def newest_first(self):
        return self.order_by("-as_of", "-pk")


class ExchangeRate(Row):
    """How many units of one currency one unit of another was worth on a day, and who says so."""

    base = models.CharField(_("one unit of"), max_length=3, choices=Currency.choices)
    quote = models.CharField(_("is worth, in"), max_length=3, choices=Currency.choices)
    rate = models.DecimalField(_("rate"), max_digits=14, decimal_places=6, validators=[MinValueValidator(Decimal("0.000001"))])
    as_of = models.DateField(_("as of"))

    objects = RateQuerySet.as_manager()
    search_fields = [index.AutocompleteField("base")]

    class Meta:
        verbose_name, verbose_name_plural = _("exchange rate"), _("exchange rates")
        ordering = ["-as_of", "pk"]
        constraints = [models.UniqueConstraint(fields=["base", "quote", "as_of"], name="one_rate_a_day")]

    def __str__(self):
        return f"1 {self.base} = {self.rate} {self.quote}, {self.as_of}"

    def problems(self, chosen):
        found = [("quote", _("A rate needs two currencies."))] if self.base and self.base == self.quote else []
        if self.as_of and self.as_of > localdate():
            found.append(("as_of", IN_FUTURE))
        if self.public and not self.source_url and not self.is_sample:
            found.append(("source_url", _("A rate without its source is not shown.")))
        return found


class ScholarshipQuerySet(LevelledQuerySet, YearlyQuerySet):
    def soonest_first(self):
        return self.order_by(models.F("deadline").asc(nulls_last=True), "pk")


class Scholarship(Yearly, Row):
    """Money or a discount that foreign students can get."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    funder = models.CharField(_("who pays"), max_length=200, blank=True)
    academic_year = models.CharField(_("academic year"), **ACADEMIC_YEAR)
    levels = ChoicesField(_("levels"), codes=Level.choices, help_text=_("None: all."))
    countries = ParentalManyToManyField("core.Country", blank=True, verbose_name=_("citizens of"), related_name="+", help_text=_("None: all."))
    amount = models.DecimalField(_("amount"), null=True, blank=True, **PAID)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    per = models.CharField(_("paid"), max_length=5, choices=Per.choices, blank=True)
    covers = models.TextField(_("what it covers"), blank=True)
    deadline = models.DateField(_("apply by"), null=True, blank=True)
    how = models.TextField(_("how to apply"), blank=True)

    name_field = "name"
    objects = ScholarshipQuerySet.as_manager()
    search_fields = [index.AutocompleteField("name_ru"), index.AutocompleteField("name_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("scholarship"), _("scholarships")
        ordering = ["-academic_year", "name_ru", "pk"]

    @property
    def deadline_at(self):
        return self.deadline and deadline(self.deadline)

    @property
    def amount_text(self):
        return money(self.amount, self.currency) if self.amount and self.currency else ""

    def problems(self, chosen):
        return [("currency", _("An amount needs its currency."))] if self.amount and not self.currency else []
