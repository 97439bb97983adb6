"""What one edition of a ranking says of the university. Every edition that we took part in is told, also those without a place."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.days import add_months
from core.languages import CODES, active
from core.models import Row, RowQuerySet
from core.models.rows import IN_FUTURE
from rankings.choices import Outcome, Scope

FIRST_YEAR = 1983  # of the oldest ranking of universities that is still remembered
RECHECK_MONTHS = 12
NEWEST_FIRST = ("-year", "-scope", "-as_of", "subject_ru", "metric_ru", "pk")  # of one year the world before subjects: their codes stand so from Z to A


class ResultQuerySet(RowQuerySet):
    def public(self):
        """Shown, of a ranking that visitors may see, and not corrected since."""
        return super().public().filter(ranking__live=True).exclude(corrected_by__public=True)

    def newest_first(self):
        return self.order_by(*NEWEST_FIRST)

    def with_ranking(self):
        return self.select_related("ranking", "isced_f")

    def for_table(self):
        """As the table of the page: ranking by ranking, the samples last, in each the newest first."""
        return self.with_ranking().order_by("ranking__is_sample", f"ranking__sort_key_{active()}", "ranking", *NEWEST_FIRST)

    def unchecked(self, today=None):
        """Public, and held against its source more than a year ago."""
        return self.filter(public=True, checked_on__lt=add_months(today or localdate(), -RECHECK_MONTHS))


class RankingResult(Row):
    """A place or a band of places, or that there is none, in one edition."""

    ranking = models.ForeignKey("rankings.Ranking", models.PROTECT, verbose_name=_("ranking"), related_name="results")
    year = models.PositiveSmallIntegerField(_("year of the edition"))
    edition = models.CharField(
        _("edition"), max_length=20, blank=True, help_text=_("As the ranking names it, where that is not the year: 2018/2019, January 2013.")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    scope = models.CharField(_("among whom"), max_length=7, choices=Scope.choices, default=Scope.WORLD)
    subject = models.CharField(_("subject, region or theme"), max_length=150, blank=True)
    isced_f = models.ForeignKey("core.FieldOfStudy", models.PROTECT, null=True, blank=True, verbose_name=_("field (ISCED-F)"), related_name="+")
    metric = models.CharField(_("indicator"), max_length=150, blank=True, help_text=_("Empty: the ranking as a whole."))
    outcome = models.CharField(_("what it says"), max_length=10, choices=Outcome.choices, default=Outcome.RANKED)
    rank_from = models.PositiveIntegerField(_("place"), null=True, blank=True, validators=[MinValueValidator(1)])
    rank_to = models.PositiveIntegerField(
        _("to place"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Of a band, such as 601 to 650. Empty: the same.")
    )
    participants = models.PositiveIntegerField(_("of how many"), null=True, blank=True, validators=[MinValueValidator(1)])
    national_from = models.PositiveIntegerField(_("place in Belarus"), null=True, blank=True, validators=[MinValueValidator(1)])
    national_to = models.PositiveIntegerField(_("to place in Belarus"), null=True, blank=True, validators=[MinValueValidator(1)])
    score = models.DecimalField(_("score"), max_digits=8, decimal_places=3, null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("When somebody last held it against its source."))
    comment = models.CharField(_("remark"), max_length=300, blank=True)
    supersedes = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name=_("corrects"), related_name="corrected_by")
    as_of = models.DateField(editable=False, db_index=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = pgettext_lazy("of a ranking", "edition"), pgettext_lazy("of a ranking", "editions")
        ordering = ["-year", "pk"]

    def __str__(self):
        return ", ".join(filter(None, [str(self.ranking) if self.ranking_id else "", self.edition_text]))

    def settle(self):
        """A band of one place is a place; the day by which an edition counts as old."""
        if self.rank_from and not self.rank_to:
            self.rank_to = self.rank_from
        if self.national_from and not self.national_to:
            self.national_to = self.national_from
        self.as_of = self.published_on or date(self.year, 12, 31)

    @property
    def edition_text(self):
        return self.edition or str(self.year)

    @property
    def series(self):
        """What can be compared over the years."""
        return (self.scope, self.subject_ru or self.subject_en, self.metric_ru or self.metric_en)

    def problems(self, chosen):
        found = [*self.problems_of_places(), *self.problems_of_days()]
        if self.public and not self.source_url:
            found.append(("source_url", _("No place without its source.")))
        if self.public and not self.checked_on:
            found.append(("checked_on", _("When was it held against its source?")))
        if self.supersedes_id and not self.may_correct(self.supersedes):
            found.append(("supersedes", _("Choose an older row of the same edition.")))
        if self.ranking_id and self.year and not found and self.twins():
            found.append(("edition", _("This edition is there already. If it was corrected, choose what this row corrects.")))
        return found

    def may_correct(self, row):
        """Only what was written before: two rows that correct each other would both vanish."""
        return (row.ranking_id, row.year) == (self.ranking_id, self.year) and (not self.pk or row.pk < self.pk)

    def problems_of_places(self):
        found = []
        if (self.outcome == Outcome.RANKED) != bool(self.rank_from):
            found.append(("rank_from", _("A place, or that there is none: one of the two.")))
        for first, last in (("rank_from", "rank_to"), ("national_from", "national_to")):
            low, high = getattr(self, first), getattr(self, last)
            if high and not low:
                found.append((first, _("Where does the band begin?")))
            elif high and high < low:
                found.append((last, _("The band would end before it begins.")))
        if self.participants and self.rank_from and max(self.rank_from, self.rank_to or 0) > self.participants:
            found.append(("participants", _("Fewer than the place.")))
        return found

    def problems_of_days(self):
        today = localdate()
        found = [(name, IN_FUTURE) for name in ("published_on", "checked_on") if getattr(self, name) and getattr(self, name) > today]
        if self.year and not FIRST_YEAR <= self.year <= today.year + 1:
            found.append(("year", _("The year cannot be right.")))
        return found

    def twins(self):
        """Other rows of the same edition, scope, subject and indicator; corrections and what they correct may stand together."""
        if self.pk and self.corrected_by.exists():
            return []
        others = type(self)._base_manager.filter(ranking=self.ranking_id, year=self.year, edition=self.edition, scope=self.scope, corrected_by=None)
        return [other for other in others if other.pk not in (self.pk, self.supersedes_id) and other.texts_compared == self.texts_compared]

    @property
    def texts_compared(self):
        return [getattr(self, f"{name}_{code}") or "" for name in ("subject", "metric") for code in CODES]
