"""Editing screens of the section under one menu group: calls, fact sheets, and what people and numbers tell of mobility."""

import django_filters
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from core import exports
from core.panels import in_languages, title_row
from core.viewsets import (
    RECORD_COLUMNS,
    ROW_COLUMNS,
    CodesFilter,
    FamilyGroup,
    RecordViewSet,
    RowFilterSet,
    RowIndexView,
    RowViewSet,
    exported,
    record_tabs,
    row_panels,
    within,
)
from mobility import choices, columns
from mobility.copying import NextCallView, NextSheetView
from mobility.desk import SOON
from mobility.flows import quantity
from mobility.models import Call, ExchangeReport, FactSheet, MobilityFlow
from mobility.panels import ConditionPanel

DIRECTION = Column("direction", label=_("Which way"), accessor="get_direction_display", sort_key="direction")
ACTIVITY = Column("activity", label=_("What for"), accessor="get_activity_display", sort_key="activity")
PARTNER = Column("partner", label=_("Partner"), sort_key="partner__sort_key_ru")
COUNTRY = Column("shown_country", label=_("Country"))


# --- calls -------------------------------------------------------------------------------------
class CallFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(method="of_state", choices=choices.CallState.choices, label=_("State"))
    who = CodesFilter(choices=choices.Who.choices, label=_("For whom"))
    without_contact = django_filters.BooleanFilter(method="of_question", label=_("Not closed, nobody to ask"))
    without_result = django_filters.BooleanFilter(method="of_question", label=_("Results are due, none are told"))

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


# --- fact sheets -------------------------------------------------------------------------------
class SheetFilterSet(RowFilterSet):
    class Meta:
        model = FactSheet
        fields = ["public", "overdue", "is_sample"]


class SheetIndexView(RowIndexView):
    def as_spreadsheet(self, queryset, spreadsheet_format):
        """Given out only: what stands inside a sheet is too much for a table that is read again."""
        return exports.answer("fact-sheets", spreadsheet_format, columns.SHEET, queryset.with_parts(), about={})


CONTACTS = FieldRowPanel(["email", "phone"])


class FactSheetViewSet(RowViewSet):
    model = FactSheet
    icon = "doc-full"
    index_view_class = SheetIndexView
    copy_view_class = NextSheetView
    copy_view_enabled = True
    filterset_class = SheetFilterSet
    list_display = [
        "__str__",
        Column("contact", label=_("Contact"), sort_key="contact__role_ru"),
        Column("decision_weeks", label=_("Weeks until we decide"), sort_key="decision_weeks"),
        *ROW_COLUMNS,
    ]
    list_export = ["academic_year"]
    search_fields = ["academic_year"]
    ordering = ["-academic_year"]
    edit_handler = row_panels(
        FieldRowPanel(["academic_year", "contact"]),
        InlinePanel(
            "terms",
            heading=_("Dates by term"),
            label=_("term"),
            panels=[FieldRowPanel(["term", "nominations_by", "applications_by"])],
            max_num=len(choices.Term),
        ),
        FieldRowPanel(["decision_weeks", "transcript_weeks"]),
        InlinePanel(
            "requirements",
            heading=_("What we ask of incoming people"),
            label=_("requirement"),
            panels=["kind", in_languages("name"), in_languages("details"), in_languages("page")],
        ),
        InlinePanel(
            "infos",
            heading=_("Housing, visa, insurance, emergencies"),
            label=_("information"),
            panels=["kind", in_languages("name"), in_languages("details"), CONTACTS, in_languages("page")],
        ),
        InlinePanel(
            "accessibility",
            heading=_("For people with special needs"),
            label=pgettext_lazy("for people with special needs", "help"),
            panels=["kind", in_languages("name"), in_languages("details"), CONTACTS, in_languages("page")],
        ),
        in_languages("catalogue_url", _("Course catalogue")),
        in_languages("calendar_url", _("Academic calendar")),
        in_languages("academic_calendar", _("Terms of the academic year")),
        in_languages("grading", _("How we grade")),
        in_languages("languages", _("Languages of teaching and what we expect")),
    )

    def get_queryset(self, request):
        return FactSheet.objects.with_contact()


# --- reports and numbers -----------------------------------------------------------------------
class ReportFilterSet(RowFilterSet):
    without_consent = django_filters.BooleanFilter(method="of_without_consent", label=_("To be shown, without consent"))
    consent_ends = django_filters.BooleanFilter(method="of_consent_ends", label=_("Consent ends within a month"))

    class Meta:
        model = ExchangeReport
        fields = ["who", "direction", "activity", "country", "without_consent", "consent_ends", "public", "overdue", "is_sample"]

    def of_without_consent(self, queryset, name, value):
        return within(queryset, ExchangeReport.objects.without_consent(), value)

    def of_consent_ends(self, queryset, name, value):
        return within(queryset, ExchangeReport.objects.ending(localdate() + SOON), value)


class ExchangeReportViewSet(RowViewSet):
    model = ExchangeReport
    icon = "openquote"
    filterset_class = ReportFilterSet
    list_display = [
        "__str__",
        Column("who", label=_("Who"), accessor="get_who_display", sort_key="who"),
        DIRECTION,
        PARTNER,
        Column("stayed_to", label=_("Stayed until"), sort_key="stayed_to"),
        Column("consent_on", label=_("Agreed on"), sort_key="consent_on"),
        *ROW_COLUMNS,
    ]
    list_export = exported("title")
    search_fields = [*exported("title", "author"), "partner.name_ru", "partner.name_en"]
    ordering = ["-stayed_to"]
    edit_handler = row_panels(
        in_languages("title", _("Title")),
        in_languages("author", _("How the author is named")),
        FieldRowPanel(["who", "direction", "activity"]),
        FieldRowPanel(["partner", "country"]),
        FieldRowPanel(["stayed_from", "stayed_to"]),
        in_languages("text", _("Report")),
        in_languages("advice", _("Advice to those who go next")),
        MultiFieldPanel([FieldRowPanel(["consent_on", "consent_until", "withdrawn_on"]), "consent_evidence"], heading=_("Consent of the author")),
    )

    def get_queryset(self, request):
        return ExchangeReport.objects.with_partner()


class FlowFilterSet(RowFilterSet):
    year = django_filters.AllValuesFilter(label=_("Year"))

    class Meta:
        model = MobilityFlow
        fields = ["year", "direction", "group", "country", "public", "overdue", "is_sample"]


class MobilityFlowViewSet(RowViewSet):
    model = MobilityFlow
    icon = "order"
    filterset_class = FlowFilterSet
    list_display = [
        "__str__",
        DIRECTION,
        COUNTRY,
        PARTNER,
        Column("number", label=pgettext_lazy("how many", "Number"), accessor=lambda row: quantity(row).text if row.value else "", sort_key="number"),
        Column("fact", label=_("Fact"), sort_key="fact__key"),
        *ROW_COLUMNS,
    ]
    list_export = ["year"]
    search_fields = ["year", "country.name_ru", "country.name_en", "partner.name_ru", "partner.name_en", "get_group_display", *exported("note")]
    ordering = ["-year", "pk"]
    edit_handler = row_panels(
        FieldRowPanel(["year", "year_from"]),
        FieldRowPanel(["direction", "group"]),
        FieldRowPanel(["country", "partner"]),
        MultiFieldPanel([FieldRowPanel(["number", "qualifier"]), "fact"], heading=_("How many: a number, or a fact that holds it")),
        in_languages("note", _("Remark")),
    )

    def get_queryset(self, request):
        return MobilityFlow.objects.with_numbers()


class MobilityGroup(FamilyGroup):
    menu_label = _("Mobility")
    menu_name = "mobility"
    menu_icon = "redirect"
    menu_order = 215
    families = ((ExchangeReportViewSet, MobilityFlowViewSet),)
    items = (CallViewSet, FactSheetViewSet, *families[0])


register_snippet(MobilityGroup)
