"""The page of each ranking; the list of all of them is the section's own page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.details import fact_rows, site_link, text_rows
from core.languages import active
from core.listing import Sort, View
from core.registers import Register, sources
from core.templatetags.core_tags import or_unknown, t
from rankings.history import charts
from rankings.models.ranking import Ranking
from rankings.tables import result_row


class RankingRegister(Register):
    model = Ranking
    path = ""
    title = gettext_lazy("Rankings")
    record_template = "rankings/ranking.html"
    sorts = (Sort("name", gettext_lazy("by name"), lambda: [f"sort_key_{active()}"]),)
    views = (View("", gettext_lazy("All"), "all"),)

    def queryset(self):
        return Ranking.objects.public().with_results()

    def count_text(self, number):
        return ngettext("%(n)d ranking", "%(n)d rankings", number) % {"n": number}

    def record_context(self, ranking):
        results = list(ranking.results.all()) if ranking.pk else []
        return {
            "facts": fact_rows([(_("Publisher"), or_unknown(t(ranking, "publisher"))), (_("Site"), ranking.home_url and site_link(ranking.home_url))]),
            "texts": text_rows(ranking, (_("How to read it"), "usage_note")),
            "charts": charts(results),
            "rows": [{**result_row(result), "sample": result.is_sample and not ranking.is_sample} for result in results],
            "sources": sources(ranking),
        }
