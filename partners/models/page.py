from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from core.models import SectionPage
from partners.registers import AgreementRegister, PartnerRegister


class PartnershipPage(SectionPage):
    """Partners and agreements: two registers at one section."""

    fixed_slug = "partnership"
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

    @path("agreements/<slug:slug>/", name="agreement")
    def agreement(self, request, slug):
        return self.registers["agreements"].record(request, self, slug)
