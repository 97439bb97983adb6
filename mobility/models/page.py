from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core.models import SectionPage
from mobility import ewp, fact_sheets


class MobilityPage(SectionPage):
    """Calls, the fact sheet, reports, numbers."""

    fixed_slug = "mobility"

    class Meta:
        verbose_name = _("academic mobility")

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
        return ewp.agreements_file(request)

    @re_path(r"^(?P<name>fact-sheet|agreements-ewp)-schema\.json/$", name="ewp_schema")
    def ewp_schema(self, request, name):
        return ewp.schema(request, name)

    def get_sitemap_urls(self, request=None):
        return [*super().get_sitemap_urls(request), *fact_sheets.sitemap(self)]
