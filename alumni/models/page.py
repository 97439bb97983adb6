from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from alumni import counts, joining, overview, own_page, ways
from alumni.registers import DirectoryRegister, StoryRegister
from core.meta import leaf_context
from core.models import SectionPage


class AlumniPage(SectionPage):
    """The association of graduates."""

    fixed_slug = "alumni"
    registers = {"stories": StoryRegister(), "directory": DirectoryRegister()}

    class Meta:
        verbose_name = _("association of graduates")

    @path("", name="alumni")
    def overview(self, request):
        return TemplateResponse(request, "alumni/alumni_page.html", {**self.get_context(request), **overview.context(request)})

    # --- who they are --------------------------------------------------------------------------
    @path("directory/", name="graduate_list")
    def directory(self, request):
        return self.registers["directory"].list(request, self)

    @re_path(r"^(?P<name>directory|stories)\.(?P<kind>csv|xlsx|json)/$", name="alumni_file")
    def file(self, request, name, kind):
        return self.registers[name].file(request, self, kind)

    @re_path(r"^(?P<name>directory|stories)-schema\.json/$", name="alumni_schema")
    def schema(self, request, name):
        return self.registers[name].schema(request, self)

    @path("countries/", name="countries")
    def countries(self, request):
        return self.leaf(request, ways.COUNTRIES, "alumni/countries.html", counts.context())

    @path("stories/", name="story_list")
    def stories(self, request):
        return self.registers["stories"].list(request, self)

    @path("stories/<slug:slug>/", name="story")
    def story(self, request, slug):
        return self.registers["stories"].record(request, self, slug)

    # --- what is done for them -----------------------------------------------------------------
    @path("help/", name="help")
    def help(self, request):
        return self.leaf(request, ways.HELP, "alumni/services.html", {"services": overview.for_graduates()})

    @path("verify/", name="verify")
    def verify(self, request):
        return self.leaf(request, ways.VERIFY, "alumni/services.html", {"services": overview.for_employers(), "for_employers": True})

    # --- joining, and one's own entry ------------------------------------------------------------
    @path("join/", name="join")
    def join(self, request):
        return joining.join(request, self)

    @path("me/", name="ask")
    def ask(self, request):
        return joining.ask(request, self)

    @path("me/<str:token>/", name="me")
    def me(self, request, token):
        return own_page.answer(request, self, token)

    def leaf(self, request, way, template, names):
        title, lead = str(way["title"]), str(way["lead"])
        frame = {**self.frame_context(request), **leaf_context(request, self, f"{way['path']}/", title, lead)}
        return TemplateResponse(request, template, {**frame, "heading": title, "lead": lead, "ways": ways.ways(way["path"]), **names})

    def get_sitemap_urls(self, request=None):
        return [*super().get_sitemap_urls(request), *ways.sitemap(self)]
