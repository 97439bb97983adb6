"""A ranking: what it measures, who publishes it. What its editions say stands in result.py."""

from django.db import models
from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.days import add_months
from core.languages import CODES, active, text_of
from core.models import Record, RecordQuerySet
from rankings.forms import RankingForm

FRESH_MONTHS = 15  # after which an edition counts as old


class RankingQuerySet(RecordQuerySet):
    def with_results(self):
        """With the public editions, the newest first; one more query for any number."""
        results = self.model.results.rel.related_model.objects.public().newest_first().select_related("isced_f")
        return self.prefetch_related(models.Prefetch("results", results))

    def samples_last(self):
        return self.order_by("is_sample", f"sort_key_{active()}", "pk")

    def stale(self, today=None):
        """Public, and the newest edition that we know is older than fifteen months."""
        newest = self.published().annotate(newest=Max("results__as_of", filter=Q(results__public=True)))
        return newest.filter(newest__lt=add_months(today or localdate(), -FRESH_MONTHS))

    def without_editions(self):
        """Public, and nothing is said of any edition."""
        return self.published().annotate(newest=Max("results__as_of", filter=Q(results__public=True))).filter(newest=None)


class Ranking(Record):
    """A ranking of universities."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    home_url = models.URLField(_("site of the ranking"), max_length=500, blank=True)
    measures = models.TextField(_("what it measures"), max_length=400, blank=True, help_text=_("One sentence."))
    usage_note = models.TextField(_("how to read it"), blank=True, help_text=_("What the ranking itself says of its limits."))

    address = "rankings"
    known_by = ("slug", *(f"name_{code}" for code in CODES))
    base_form_class = RankingForm
    objects = RankingQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"name_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("ranking"), _("rankings")

    def search_kind(self):
        return _("ranking")

    def search_excerpt(self):
        return self.meta_description()

    def meta_description(self):
        return text_of(self, "measures", active())[0] or text_of(self, "publisher")[0]
