from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core.models import SectionPage
from mobility import ewp, ewp_agreements, fact_sheets, flows, overview, reports, ways
from mobility.registers import CallRegister


class MobilityPage(SectionPage):
    """Calls, the fact sheet, reports, numbers."""

    fixed_slug = "mobility"
    registers = {"calls": CallRegister()}

    class Meta:
        verbose_name = _("academic mobility")

    @path("", name="mobility")
    def overview(self, request):
        return TemplateResponse(request, "mobility/mobility_page.html", {**self.get_context(request), **overview.context(request)})

    # --- calls: to read, to subscribe to, to put into a calendar ----------------------------------
    @path("calls/", name="call_list")
    def call_list(self, request):
        return self.registers["calls"].list(request, self)

    @path("calls.atom/", name="call_feed")
    def call_feed(self, request):
        return self.registers["calls"].feed(request, self)

    @path("calls.ics/", name="call_calendar")
    def call_calendar(self, request):
        return self.registers["calls"].calendar(request, self)

    @re_path(r"^calls\.(?P<kind>csv|xlsx|json)/$", name="call_file")
    def call_file(self, request, kind):
        return self.registers["calls"].file(request, self, kind)

    @path("calls-schema.json/", name="call_schema")
    def call_schema(self, request):
        return self.registers["calls"].schema(request, self)

    @path("calls/<slug:slug>/", name="call")
    def call(self, request, slug):
        return self.registers["calls"].record(request, self, slug)

    @path("calls/<slug:slug>/dates.ics/", name="dates_of_call")
    def dates_of_call(self, request, slug):
        return self.registers["calls"].dates(slug)

    # --- who came and went -------------------------------------------------------------------------
    @path("numbers/", name="numbers")
    def numbers(self, request):
        return flows.page(request, self)

    @path("reports/", name="reports")
    def reports(self, request):
        return reports.page(request, self)

    # --- for partners' offices: the fact sheet and the agreements, to read and as files ----------
    @path("fact-sheet/", name="fact_sheet")
    def fact_sheet(self, request):
        return fact_sheets.answer(request, self)

    @re_path(r"^fact-sheet/(?P<year>\d{4}-\d{4})/$", name="fact_sheet_of_year")
    def fact_sheet_of_year(self, request, year):
        return fact_sheets.answer(request, self, year)

    @re_path(r"^fact-sheet(?:/(?P<year>\d{4}-\d{4}))?\.json/$", name="fact_sheet_file")
    def fact_sheet_file(self, request, year=None):
        return fact_sheets.file(request, year)

    @path("fact-sheet.ics/", name="fact_sheet_calendar")
    def fact_sheet_calendar(self, request):
        return fact_sheets.calendar(request)

    @path("agreements-ewp.json/", name="agreements_ewp")
    def agreements_ewp(self, request):
        return ewp_agreements.agreements_file(request)

    @re_path(r"^(?P<name>fact-sheet|agreements-ewp)-schema\.json/$", name="ewp_schema")
    def ewp_schema(self, request, name):
        return ewp.schema(request, name)

    def get_sitemap_urls(self, request=None):
        return [*super().get_sitemap_urls(request), *fact_sheets.sitemap(self), *ways.sitemap(self)]
