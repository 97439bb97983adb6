from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core.meta import sitemap_entries
from core.models import SectionPage
from training import enquiry, files, leaves, overview, representatives
from training.leaves import checklist, invitation
from training.registers import ProgrammeRegister

OTHERS = ("representatives", "enquiry")  # pages of the section that have forms of their own


class TrainingPage(SectionPage):
    """From the first question to arrival: programmes as a register, and a page for each question."""

    fixed_slug = "training"
    registers = {"programmes": ProgrammeRegister()}

    class Meta:
        verbose_name = _("training of foreign specialists")

    @path("", name="training")
    def overview(self, request):
        return TemplateResponse(request, "training/training_page.html", {**self.get_context(request), **overview.context(request)})

    @path("programmes/", name="programme_list")
    def programme_list(self, request):
        return self.registers["programmes"].list(request, self)

    @re_path(r"^programmes\.(?P<kind>csv|xlsx|json)/$", name="programme_file")
    def programme_file(self, request, kind):
        return self.registers["programmes"].file(request, self, kind)

    @path("programmes-schema.json/", name="programme_schema")
    def programme_schema(self, request):
        return self.registers["programmes"].schema(request, self)

    @re_path(r"^(?P<name>fees|costs|recognition)\.(?P<kind>csv|xlsx|json)/$", name="row_file")
    def row_file(self, request, name, kind):
        return files.answer(request, name, kind)

    @re_path(r"^(?P<name>fees|costs|recognition)-schema\.json/$", name="row_schema")
    def row_schema(self, request, name):
        return files.schema(request, name)

    @path("programmes/<slug:slug>/", name="programme")
    def programme(self, request, slug):
        return self.registers["programmes"].record(request, self, slug)

    @path("programmes/<slug:slug>/sheet/", name="programme_sheet")
    def programme_sheet(self, request, slug):
        return self.registers["programmes"].sheet(request, self, slug)

    @path("programmes/<slug:slug>/dates.ics/", name="programme_calendar")
    def programme_calendar(self, request, slug):
        return self.registers["programmes"].calendar(request, slug)

    @path("checklist.ics/", name="checklist_calendar")
    def checklist_calendar(self, request):
        if found := checklist.calendar(request):
            return found
        raise Http404

    @path("invitation.ics/", name="invitation_calendar")
    def invitation_calendar(self, request):
        return invitation.calendar(request)

    @path("representatives/", name="representatives")
    def representatives(self, request):
        return representatives.answer(request, self)

    @path("enquiry/", name="enquiry")
    def enquiry(self, request):
        return enquiry.answer(request, self)

    @path("<slug:leaf>/", name="leaf")
    def leaf(self, request, leaf):
        return leaves.answer(request, self, leaf)

    def get_sitemap_urls(self, request=None):
        rows = super().get_sitemap_urls(request)
        for name in (*leaves.LEAVES, *OTHERS):
            rows += sitemap_entries({code: f"/{code}/{self.fixed_slug}/{name}/" for code in self.shown_codes}, self.last_published_at)
        return rows
