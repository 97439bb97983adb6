"""The editing screen of honorary titles."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from core.panels import in_languages
from core.viewsets import RECORD_COLUMNS, RecordViewSet, exported, record_tabs, within
from honorary.models import Award


class AwardFilterSet(WagtailFilterSet):
    without_decision = django_filters.BooleanFilter(method="of_question", label=_("Without the day of the decision"))
    decided_long_ago = django_filters.BooleanFilter(method="of_question", label=_("Decided a year ago, not conferred"))
    without_permission = django_filters.BooleanFilter(method="of_question", label=_("Portrait without permission"))
    without_grounds = django_filters.BooleanFilter(method="of_question", label=_("Public, grounds missing in a language"))
    untranslated = django_filters.BooleanFilter(method="of_question", label=_("Name missing in a language"))

    class Meta:
        model = Award
        fields = [
            "title", "state", "country", "without_decision", "decided_long_ago", "without_permission", "without_grounds", "untranslated", "live", "is_sample",
        ]  # fmt: skip

    def of_question(self, queryset, name, value):
        """Each is named like the question it asks of the queryset."""
        return within(queryset, getattr(Award.objects, name)(), value)


NAME = MultiFieldPanel(
    [
        in_languages("family_name"),
        in_languages("given_name"),
        in_languages("other_name"),
        "family_first",
        FieldRowPanel(["native_name", "native_lang"]),
        in_languages("prefix"),
        "died_in",
    ],
    heading=_("Name as on the diploma"),
)
DECISION = MultiFieldPanel(
    [
        in_languages("decision_body"),
        FieldRowPanel(["decided_on", "decided_precision", "decision_no"]),
        FieldRowPanel(["conferred_on", "conferred_precision", "diploma_no"]),
        "ceremony",
        FieldRowPanel(["withdrawn_on", "withdrawn_precision"]),
    ],
    heading=_("Decision and ceremony"),
)


class AwardViewSet(RecordViewSet):
    model = Award
    icon = "crosshairs"
    add_to_admin_menu = True
    menu_label = _("Honorary titles")
    menu_name = "honorary"
    menu_order = 220
    filterset_class = AwardFilterSet
    list_display = [
        "__str__",
        "full_name_en",
        Column("title", label=pgettext_lazy("an honour", "Title"), accessor="get_title_display", sort_key="title"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("year", label=_("Year"), sort_key="year"),
        Column("country", label=_("Country"), accessor="country.name_ru", sort_key="country__name_ru"),
        *RECORD_COLUMNS,
    ]
    list_export = exported("family_name")  # switches the download on; what it holds is said in `honorary.columns`
    ordering = ["-year", "sort_key_ru"]
    edit_handler = record_tabs(
        FieldRowPanel(["title", "state"]),
        NAME,
        MultiFieldPanel(["country", in_languages("affiliation_then"), "partner", FieldPanel("isced_f")], heading=_("Where from, in which field")),
        DECISION,
        in_languages("grounds", _("What the title was given for")),
        in_languages("contribution", _("Contribution to our university")),
        in_languages("biography", _("Biography")),
        MultiFieldPanel(["portrait", "photo_permission"], heading=_("Portrait")),
        MultiFieldPanel([FieldRowPanel(["orcid", "wikidata"]), "more_sources"], heading=_("Elsewhere")),
    )

    def get_queryset(self, request):
        return Award.objects.with_place()


register_snippet(AwardViewSet)
