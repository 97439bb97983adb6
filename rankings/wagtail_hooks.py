"""Editing screens of the section under one menu group: rankings with their editions, organisations."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.panels import in_languages, title_row
from core.viewsets import RECORD_COLUMNS, ROW_COLUMNS, RecordViewSet, RowFilterSet, RowViewSet, exported, record_tabs, row_panels, within
from rankings.models import Affiliation, Ranking, RankingResult
from rankings.places import national_text, place_text


def question(label):
    """A filter named like the question it asks of the queryset."""
    return django_filters.BooleanFilter(method="of_question", label=label)


class Asking:
    def of_question(self, queryset, name, value):
        return within(queryset, getattr(self._meta.model.objects, name)(), value)


# --- rankings ----------------------------------------------------------------------------------
class RankingFilterSet(Asking, WagtailFilterSet):
    stale = question(_("Newest edition older than 15 months"))
    without_editions = question(_("Without any edition"))

    class Meta:
        model = Ranking
        fields = ["stale", "without_editions", "live", "is_sample"]


class RankingViewSet(RecordViewSet):
    model = Ranking
    icon = "order-up"
    filterset_class = RankingFilterSet
    list_display = ["__str__", Column("publisher_ru", label=_("Publisher")), *RECORD_COLUMNS]
    list_export = exported("name")  # switches the download on; what it holds is said in `rankings.columns`
    ordering = ["sort_key_ru"]
    edit_handler = record_tabs(
        title_row("name_ru"),
        in_languages("measures", _("What it measures")),
        in_languages("publisher", _("Publisher")),
        FieldPanel("home_url"),
        in_languages("usage_note", _("How to read it")),
    )


# --- editions ----------------------------------------------------------------------------------
class ResultFilterSet(Asking, RowFilterSet):
    unchecked = question(_("Not checked for a year"))
    year = django_filters.AllValuesFilter(label=_("Year"))

    class Meta:
        model = RankingResult
        fields = ["ranking", "year", "scope", "outcome", "unchecked", "public", "overdue", "is_sample"]


class RankingResultViewSet(RowViewSet):
    model = RankingResult
    icon = "list-ol"
    filterset_class = ResultFilterSet
    list_display = [
        "__str__",
        Column("scope", label=_("Among whom"), accessor="get_scope_display", sort_key="scope"),
        Column("place", label=_("Place"), accessor=place_text, sort_key="rank_from"),
        Column("national", label=_("In Belarus"), accessor=national_text, sort_key="national_from"),
        Column("checked_on", label=_("Checked on"), sort_key="checked_on"),
        *ROW_COLUMNS,
    ]
    list_export = ["year"]
    search_fields = ["ranking.name_ru", "ranking.name_en", "year", "edition", "get_scope_display", *exported("subject", "metric", "comment")]
    ordering = ["-year", "pk"]
    edit_handler = row_panels(
        FieldRowPanel(["ranking", "year", "edition"]),
        FieldRowPanel(["scope", "published_on"]),
        in_languages("subject", _("Subject, region or theme")),
        FieldRowPanel(["isced_f"]),
        in_languages("metric", _("Indicator")),
        MultiFieldPanel(
            ["outcome", FieldRowPanel(["rank_from", "rank_to", "participants"]), FieldRowPanel(["national_from", "national_to", "score"])], heading=_("Place")
        ),
        FieldRowPanel(["checked_on", "supersedes"]),
        in_languages("comment", _("Remark")),
    )

    def get_queryset(self, request):
        return RankingResult.objects.with_ranking()


# --- organisations -----------------------------------------------------------------------------
class AffiliationFilterSet(Asking, RowFilterSet):
    ending = question(_("Ends within half a year"))
    ended = question(_("Has ended"))
    logo_without_permission = question(_("Logo without permission"))
    unchecked = question(_("Not checked for a year"))

    class Meta:
        model = Affiliation
        fields = ["kind", "membership", "country", "ending", "ended", "logo_without_permission", "unchecked", "public", "overdue", "is_sample"]


class AffiliationViewSet(RowViewSet):
    model = Affiliation
    icon = "site"
    filterset_class = AffiliationFilterSet
    list_display = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("since_text", label=_("Since"), sort_key="since"),
        Column("valid_until", label=_("Valid until"), sort_key="valid_until"),
        Column("checked_on", label=_("Checked on"), sort_key="checked_on"),
        *ROW_COLUMNS,
    ]
    list_export = exported("name")
    search_fields = [*exported("name", "what_it_means", "our_role"), "acronym", "get_kind_display"]
    ordering = ["kind", "name_ru"]
    edit_handler = row_panels(
        FieldRowPanel(["kind", "membership"]),
        in_languages("name", pgettext_lazy("of an affiliation", "Organisation")),
        FieldRowPanel(["acronym", "country", "international"]),
        FieldRowPanel(["url", "partner"]),
        in_languages("what_it_means", _("What it means")),
        FieldRowPanel(["since", "precision", "until"]),
        FieldRowPanel(["scope"]),
        in_languages("scope_note", _("Which faculty or programme")),
        in_languages("our_role", _("Our part in it")),
        FieldPanel("our_representative"),
        MultiFieldPanel(["certificate", FieldRowPanel(["certificate_no", "issued_on", "valid_until"])], heading=_("Certificate of an accreditation")),
        MultiFieldPanel(["logo", "logo_permission"], heading=_("Logo")),
        FieldPanel("checked_on"),
    )

    def get_queryset(self, request):
        return Affiliation.objects.with_links()


class RankingsGroup(SnippetViewSetGroup):
    menu_label = _("Rankings")
    menu_name = "rankings"
    menu_icon = "order-up"
    menu_order = 240
    items = (RankingViewSet, RankingResultViewSet, AffiliationViewSet)


register_snippet(RankingsGroup)
