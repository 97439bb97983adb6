from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core.models import Contact, SectionPage
from core.richtext import document_link
from honorary.registers import AwardRegister


class HonoraryPage(SectionPage):
    """Whom the university honours, and how a name is put forward."""

    fixed_slug = "honorary"
    registers = {"honorary": AwardRegister()}
    regulation = models.ForeignKey(
        "core.SiteDocument", models.SET_NULL, null=True, blank=True, verbose_name=_("regulation on the titles"), related_name="+",
        help_text=_("The document that says who may be put forward, by whom and how. Without it the page says that it is not published."),
    )  # fmt: skip
    body_panels = ["regulation", "body"]

    class Meta:
        verbose_name = _("honorary doctors and professors")

    def get_context(self, request, *args, **kwargs):
        """`asked` is whom one asks about putting a name forward: who answers for the page, None for the office as a whole."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "asked": Contact.shown(self.owner_contact), "regulation": self.regulation and document_link(self.regulation)}

    @path("", name="award_list")
    def award_list(self, request):
        return self.registers["honorary"].list(request, self)

    @path("honorary.atom/", name="award_feed")
    def award_feed(self, request):
        return self.registers["honorary"].feed(request, self)

    @re_path(r"^honorary\.(?P<kind>csv|xlsx|json)/$", name="award_file")
    def award_file(self, request, kind):
        return self.registers["honorary"].file(request, self, kind)

    @path("honorary-schema.json/", name="award_schema")
    def award_schema(self, request):
        return self.registers["honorary"].schema(request, self)

    @path("<slug:slug>/", name="award")
    def award(self, request, slug):
        return self.registers["honorary"].record(request, self, slug)
