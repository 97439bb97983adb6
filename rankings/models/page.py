from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core.models import SectionPage
from rankings import files, overview
from rankings.registers import RankingRegister


class RankingsPage(SectionPage):
    """Places in rankings; memberships, accreditations, listings."""

    fixed_slug = "rankings"
    registers = {"rankings": RankingRegister()}

    class Meta:
        verbose_name = _("rankings and organisations")

    def search_also(self):
        return overview.names()

    @path("", name="rankings")
    def overview(self, request):
        context = self.get_context(request)
        context["meta"]["json_ld"] += overview.json_ld()
        return TemplateResponse(request, "rankings/rankings_page.html", {**context, **overview.context(request)})

    @re_path(r"^(?P<name>rankings|organisations)\.(?P<kind>csv|xlsx|json)/$", name="rankings_file")
    def file(self, request, name, kind):
        return files.answer(request, self, name, kind)

    @re_path(r"^(?P<name>rankings|organisations)-schema\.json/$", name="rankings_schema")
    def schema(self, request, name):
        return files.schema(request, name)

    @path("<slug:slug>/", name="ranking")
    def ranking(self, request, slug):
        return self.registers["rankings"].record(request, self, slug)
