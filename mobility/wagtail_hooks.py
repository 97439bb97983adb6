"""Editing screens of the section under one menu group: calls; its rows have a file of their own."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from core.panels import in_languages, title_row
from core.viewsets import RECORD_COLUMNS, CodesFilter, FamilyGroup, RecordViewSet, exported, record_tabs, within
from mobility import choices
from mobility.copying import NextCallView
from mobility.models import Call
from mobility.panels import ACTIVITY, DIRECTION, PARTNER, ConditionPanel
from mobility.rows_hooks import ExchangeReportViewSet, FactSheetViewSet, MobilityFlowViewSet


class CallFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(method="of_state", choices=choices.CallState.choices, label=_("State"))
    who = CodesFilter(choices=choices.Who.choices, label=_("For whom"))
    without_contact = django_filters.BooleanFilter(method="of_question", label=_("Not closed, nobody to ask"))
    without_result = django_filters.BooleanFilter(method="of_question", label=_("Results are due, none given"))

    class Meta:
        model = Call
        fields = ["state", "direction", "activity", "who", "funding", "without_contact", "without_result", "live", "is_sample"]

    def of_state(self, queryset, name, value):
        return within(queryset, Call.objects.in_state(value), True)

    def of_question(self, queryset, name, value):
        """Each is named like the question it asks of the queryset."""
        return within(queryset, getattr(Call.objects, name)(), value)


class CallViewSet(RecordViewSet):
    model = Call
    icon = "calendar-check"
    copy_view_class = NextCallView
    filterset_class = CallFilterSet
    list_display = [
        "__str__",
        DIRECTION,
        ACTIVITY,
        PARTNER,
        Column("state", label=_("State"), accessor="state_label"),
        Column("closes_at", label=_("Applications until"), sort_key="closes_at"),
        *RECORD_COLUMNS,
    ]
    list_export = exported("title")  # switches the download on; what it holds is said in `mobility.columns`
    ordering = ["-closes_at"]
    edit_handler = record_tabs(
        title_row("title_ru"),
        MultiFieldPanel(
            [FieldRowPanel(["direction", "activity"]), in_languages("summary"), in_languages("description"), in_languages("programme_name")], heading=_("What")
        ),
        MultiFieldPanel(
            [
                FieldPanel("who"),
                FieldRowPanel(["year_from", "year_to"]),
                FieldPanel("eqf_levels"),
                "language_skills",
                FieldPanel("isced_f"),
                in_languages("other_eligibility"),
            ],
            heading=_("Who may apply"),
        ),
        MultiFieldPanel(["partner", "agreement", ConditionPanel(), "places"], heading=_("Places and agreement")),
        MultiFieldPanel([FieldRowPanel(["opens_at", "closes_at"]), FieldRowPanel(["nomination_by", "result_by"])], heading=_("Deadlines, Minsk time")),
        MultiFieldPanel([FieldRowPanel(["period_from", "period_to"]), in_languages("length")], heading=pgettext_lazy("time spent abroad", "Stay")),
        MultiFieldPanel([FieldRowPanel(["funding", "grant_amount", "grant_currency"]), in_languages("covers")], heading=_("Funding")),
        MultiFieldPanel([in_languages("how_to_apply"), FieldRowPanel(["apply_url", "contact"])], heading=_("How to apply")),
        InlinePanel(
            "papers",
            heading=pgettext_lazy("of a call", "Papers"),
            label=pgettext_lazy("of a call", "paper"),
            panels=[FieldRowPanel(["kind", "template"]), in_languages("name")],
        ),
        in_languages("result_note", pgettext_lazy("heading of a call", "Result")),
    )

    def get_queryset(self, request):
        return Call.objects.with_partner()


class MobilityGroup(FamilyGroup):
    menu_label = _("Mobility")
    menu_name = "mobility"
    menu_icon = "redirect"
    menu_order = 215
    families = ((ExchangeReportViewSet, MobilityFlowViewSet),)
    items = (CallViewSet, FactSheetViewSet, *families[0])


register_snippet(MobilityGroup)
