from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from core.languages import CODES


@register_setting(icon="home")
class OfficeDetails(BaseGenericSetting):
    """Name, address and mail of the office as they stand in every footer; edited under Settings."""

    university = models.CharField(_("university"), max_length=200, blank=True)
    name = models.CharField(_("office"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    website = models.URLField(_("site of the university"), blank=True)
    ror_id = models.URLField(_("ROR identifier of the university"), blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    sample_loaded = models.BooleanField(default=False, editable=False)

    panels = [*(f"{name}_{code}" for name in ("university", "name", "address") for code in CODES), "postcode", "phone", "email", "website", "ror_id", "founded"]

    class Meta:
        verbose_name = _("office details")
