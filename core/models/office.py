from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
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
    access = models.TextField(_("how to get there"), blank=True, help_text=_("Floor, entrance, public transport; one thing per line."))
    step_free = models.BooleanField(_("step-free entrance"), null=True, blank=True, help_text=_("Unknown: the page says “not published”."))
    plan = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("drawn plan of the way"), related_name="+")
    contact = models.ForeignKey(
        "core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("general contact"), related_name="+",
        help_text=_("Named at the foot of every page; receives what has no other owner."),
    )  # fmt: skip
    reply_days = models.PositiveSmallIntegerField(
        _("promised time to answer, working days"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Printed on every form, and the clock of the inbox. Empty: nothing is promised."),
    )  # fmt: skip
    appeals = models.TextField(_("official appeals"), blank=True, help_text=_("How to lodge one; shown on the department's page."))
    appeals_url = models.URLField(_("the university's page on appeals"), blank=True)
    sample_loaded = models.BooleanField(default=False, editable=False)

    select_related = ["contact"]
    panels = [
        *(f"{name}_{code}" for name in ("university", "name", "address") for code in CODES),
        "postcode", "phone", "email", "website", "ror_id", "founded", "contact", "reply_days",
        MultiFieldPanel([*(f"access_{code}" for code in CODES), "step_free", "plan"], heading=_("Address and access")),
        MultiFieldPanel([*(f"appeals_{code}" for code in CODES), "appeals_url"], heading=_("Official appeals")),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("office details")
