"""Who came and who went, year by year. A number with a source is a fact (core/models/fact.py); here stands what it counts."""

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.choices import Qualifier
from core.models import Row, RowQuerySet
from mobility.choices import Group
from partners.choices import Direction

FIRST_YEAR = 1960


class FlowQuerySet(RowQuerySet):
    def with_numbers(self):
        """With country, partner and the values of the fact; one more query."""
        return self.select_related("country", "partner__country", "fact").prefetch_related("fact__values")

    def newest_first(self):
        return self.order_by("-year", "direction", "country__name_ru", "group", "pk")


class MobilityFlow(Row):
    """So many people of one group, one way, from or to one country, in one calendar year or over several."""

    year = models.PositiveSmallIntegerField(_("year"), help_text=_("A calendar year; of several, the last."))
    year_from = models.PositiveSmallIntegerField(_("counted from"), null=True, blank=True, help_text=_("Only for a number that counts several years together."))
    direction = models.CharField(_("which way"), max_length=8, choices=Direction.choices, blank=True, help_text=_("Empty: both ways together."))
    country = models.ForeignKey("core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="+")
    partner = models.ForeignKey("partners.Partner", models.SET_NULL, null=True, blank=True, verbose_name=_("partner"), related_name="flows")
    group = models.CharField(_("who"), max_length=8, choices=Group.choices)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, help_text=_("Only where no fact holds it."))
    qualifier = models.CharField(_("meant as"), max_length=9, choices=Qualifier.choices, default=Qualifier.EXACT)
    fact = models.ForeignKey(
        "core.Fact", models.PROTECT, null=True, blank=True, verbose_name=_("fact"), related_name="flows",
        help_text=_("Then its value of this year is shown, with its source."),
    )  # fmt: skip
    note = models.CharField(_("remark"), max_length=250, blank=True)

    objects = FlowQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("mobility in numbers"), _("mobility in numbers")
        ordering = ["-year", "pk"]

    def __str__(self):
        return ", ".join(map(str, filter(None, [self.year, self.country, self.get_group_display()])))

    @property
    def value(self):
        """What counts: the fact's value of this year (`core.models.FactValue`), else this row itself; both have number, qualifier and source_url."""
        if not self.fact_id:
            return self
        return next((value for value in self.fact.values.all() if value.as_of and value.as_of.year == self.year and value.number is not None), None)

    @property
    def shown_partner(self):
        """The partner, if visitors may see it."""
        return self.partner if self.partner_id and self.partner.live else None

    @property
    def shown_country(self):
        return self.country or (self.partner.country if self.partner_id else None)

    @property
    def is_of_one_year(self):
        return self.year_from is None or self.year_from == self.year

    def problems(self, chosen):
        found = []
        if (self.number is None) == (self.fact is None):
            found.append(("number", _("Give a number or choose a fact, one of the two.")))
        elif self.fact and self.value is None:
            found.append(("fact", _("This fact has no number for this year.")))
        if self.year and not FIRST_YEAR <= self.year <= localdate().year:
            found.append(("year", _("The year cannot be right.")))
        if self.year and self.year_from and self.year_from > self.year:
            found.append(("year_from", _("The first year is after the last.")))
        return found
