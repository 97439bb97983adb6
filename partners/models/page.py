from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core import blocks
from core.fields import BodyField
from core.models import SectionPage, SitePage
from partners import proposal
from partners.registers import AgreementRegister, PartnerRegister


class PartnershipPage(SectionPage):
    """Partners and agreements: two registers at one section."""

    fixed_slug = "partnership"
    subpage_types = ["partners.ProposePage", "core.StandardPage"]
    registers = {"partners": PartnerRegister(), "agreements": AgreementRegister()}

    class Meta:
        verbose_name = _("partnership")

    @path("", name="partner_list")
    def partner_list(self, request):
        return self.registers["partners"].list(request, self)

    @path("partners/<slug:slug>/", name="partner")
    def partner(self, request, slug):
        return self.registers["partners"].record(request, self, slug)

    @path("agreements/", name="agreement_list")
    def agreement_list(self, request):
        return self.registers["agreements"].list(request, self)

    @re_path(r"^(?P<name>partners|agreements)\.(?P<kind>csv|xlsx|json)/$", name="register_file")
    def register_file(self, request, name, kind):
        return self.registers[name].file(request, self, kind)

    @re_path(r"^(?P<name>partners|agreements)-schema\.json/$", name="register_schema")
    def register_schema(self, request, name):
        return self.registers[name].schema(request, self)

    @path("agreements.atom/", name="agreement_feed")
    def agreement_feed(self, request):
        return self.registers["agreements"].feed(request, self)

    @path("agreements/<slug:slug>/", name="agreement")
    def agreement(self, request, slug):
        return self.registers["agreements"].record(request, self, slug)


class ProposePage(SitePage):
    """How to propose cooperation: the kinds of agreement, the steps, a text to start from, the form."""

    fixed_slug = "propose"
    max_count = 1
    parent_page_types = ["partners.PartnershipPage"]
    subpage_types = []
    template = "partners/propose_page.html"
    body = BodyField(blocks.BodyBlock(), blank=True, verbose_name=_("text"))
    body_panels = ["body"]
    promote_panels = SitePage.promote_panels[1:]

    class Meta:
        verbose_name = _("proposal of cooperation")

    def serve(self, request, *args, **kwargs):
        return self.refuse_language(request) or proposal.answer(request, self)
