"""Editing screens of the section's rows: fact sheets, exchange reports, numbers; wagtail_hooks.py puts them under the section's menu."""

import django_filters
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from core import exports
from core.panels import in_languages
from core.viewsets import ROW_COLUMNS, RowFilterSet, RowIndexView, RowViewSet, exported, row_panels, within
from mobility import choices, columns
from mobility.copying import NextSheetView
from mobility.desk import SOON
from mobility.flows import quantity
from mobility.models import ExchangeReport, FactSheet, MobilityFlow
from mobility.panels import COUNTRY, DIRECTION, PARTNER


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
            heading=_("What we require of incoming students and staff"),
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
