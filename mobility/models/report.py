"""What people tell who went or came. Personal data: no drafts, shown only while the person's consent holds."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.models import Row, RowQuerySet
from core.models.rows import IN_FUTURE
from mobility.choices import Activity, Who
from partners.choices import Direction


class ReportQuerySet(RowQuerySet):
    def public(self, today=None):
        """Shown, and the person still agrees."""
        today = today or localdate()
        agreed = Q(consent_on__lte=today) & (Q(consent_until=None) | Q(consent_until__gte=today)) & Q(withdrawn_on=None)
        return self.filter(agreed, public=True)

    def without_consent(self, today=None):
        """Meant to be shown, but nobody agreed, or no longer."""
        return self.filter(public=True).exclude(pk__in=self.public(today).values("pk"))

    def ended(self, day):
        """To which the person agreed once, but no longer since before a day."""
        return self.filter(Q(withdrawn_on__lt=day) | Q(consent_until__lt=day))

    def ending(self, until, today=None):
        """Shown, with a consent that ends by a day."""
        return self.public(today).filter(consent_until__lte=until)

    def with_partner(self):
        return self.select_related("partner__country", "country")

    def newest_first(self):
        return self.order_by("-stayed_to", "-stayed_from", "pk")


class ExchangeReport(Row):
    """One person's report of one stay."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("report"), blank=True)
    advice = models.TextField(_("advice to those who go next"), blank=True)
    author = models.CharField(
        _("how the author is named"), max_length=150, blank=True, help_text=_("As the author wishes: a name, a first name, or “student of year 5”.")
    )
    who = models.CharField(_("who"), max_length=10, choices=Who.choices)
    direction = models.CharField(_("which way"), max_length=8, choices=Direction.choices)
    activity = models.CharField(_("what for"), max_length=13, choices=Activity.choices)
    partner = models.ForeignKey("partners.Partner", models.SET_NULL, null=True, blank=True, verbose_name=_("partner"), related_name="reports")
    country = models.ForeignKey("core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="+")
    stayed_from = models.DateField(_("stayed from"), null=True, blank=True)
    stayed_to = models.DateField(_("stayed until"))
    consent_on = models.DateField(_("agreed to publication on"), null=True, blank=True, help_text=_("Without this day the report is not shown."))
    consent_until = models.DateField(_("the consent holds until"), null=True, blank=True, help_text=_("Empty: until it is withdrawn."))
    consent_evidence = models.CharField(_("where the consent is kept"), max_length=200, blank=True, help_text=_("Never published."))
    withdrawn_on = models.DateField(_("consent withdrawn on"), null=True, blank=True)

    name_field = "title"
    objects = ReportQuerySet.as_manager()
    search_fields = [index.AutocompleteField("title_ru"), index.AutocompleteField("title_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("exchange report"), _("exchange reports")
        ordering = ["-stayed_to", "pk"]

    @property
    def shown_partner(self):
        """The partner, if visitors may see it."""
        return self.partner if self.partner_id and self.partner.live else None

    @property
    def shown_country(self):
        return self.country or (self.partner.country if self.partner_id else None)

    @property
    def is_shown(self):
        today = localdate()
        return bool(
            self.public
            and self.consent_on
            and self.consent_on <= today
            and not self.withdrawn_on
            and (self.consent_until is None or self.consent_until >= today)
        )

    def problems(self, chosen):
        found = []
        if self.stayed_from and self.stayed_to and self.stayed_to < self.stayed_from:
            found.append(("stayed_to", _("The stay would end before it begins.")))
        if self.consent_on and self.consent_on > localdate():
            found.append(("consent_on", IN_FUTURE))
        if self.consent_on and not self.consent_evidence and not self.is_sample:
            found.append(("consent_evidence", _("Where is the consent kept?")))
        if self.public and not self.consent_on:
            found.append(("consent_on", _("Without consent it stays a draft: take the tick “shown to visitors” away.")))
        return found
