"""Memberships, accreditations and listings: three kinds that say very different things, and are never shown as one another."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from core.choices import Precision
from core.days import YEARS, add_months
from core.languages import CODES, active
from core.models import Contact, Row, RowQuerySet
from core.models.rows import IN_FUTURE
from rankings.choices import About, Kind, Membership
from rankings.models.result import RECHECK_MONTHS

SOON = timedelta(days=180)


class AffiliationQuerySet(RowQuerySet):
    def with_links(self):
        """With everything that the page and the files print; one more query."""
        related = ("country", "partner", "certificate", "logo", "our_representative__unit", "owner")
        return self.select_related(*related).prefetch_related("our_representative__hours", "logo__renditions")

    def samples_last(self):
        """Kind by kind, by name; the samples of each at its end."""
        return self.order_by("kind", "is_sample", f"name_{active()}", "pk")

    def ended(self, today=None):
        """Over, or with a certificate that has run out."""
        today = today or localdate()
        return self.filter(Q(until__lt=today) | Q(valid_until__lt=today))

    def ending(self, today=None):
        """A certificate or membership that ends within half a year."""
        today = today or localdate()
        soon = Q(until__gte=today, until__lte=today + SOON) | Q(valid_until__gte=today, valid_until__lte=today + SOON)
        return self.filter(soon, public=True)

    def logo_without_permission(self):
        return self.exclude(logo=None).filter(logo_permission="")

    def unchecked(self, today=None):
        """Public, and held against its source more than a year ago, or never."""
        old = Q(checked_on__lt=add_months(today or localdate(), -RECHECK_MONTHS)) | Q(checked_on=None)
        return self.filter(old, public=True)


class Affiliation(Row):
    """That the university belongs to an organisation, was accredited by one, or stands in its list."""

    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices)
    name = models.CharField(_("organisation"), max_length=250, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    url = models.URLField(_("site of the organisation"), max_length=500, blank=True)
    country = models.ForeignKey("core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="+")
    international = models.BooleanField(_("international"), default=False, help_text=_("Of several countries; then it has no country of its own."))
    partner = models.ForeignKey("partners.Partner", models.SET_NULL, null=True, blank=True, verbose_name=_("partner"), related_name="affiliations")
    membership = models.CharField(_("membership"), max_length=9, choices=Membership.choices, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.YEAR)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day. Empty: it goes on."))
    scope = models.CharField(pgettext_lazy("what a statement is about", "about"), max_length=11, choices=About.choices, default=About.INSTITUTION)
    scope_note = models.CharField(_("which faculty or programme"), max_length=200, blank=True)
    our_role = models.CharField(_("our part in it"), max_length=250, blank=True)
    our_representative = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("our representative"), related_name="+")
    what_it_means = models.TextField(_("what it means"), max_length=400, blank=True, help_text=_("One sentence. A listing is no accreditation: say so."))
    certificate = models.ForeignKey("core.SiteDocument", models.SET_NULL, null=True, blank=True, verbose_name=_("certificate"), related_name="+")
    certificate_no = models.CharField(_("number of the certificate"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    logo = models.ForeignKey("core.SiteImage", models.SET_NULL, null=True, blank=True, verbose_name=_("logo"), related_name="+")
    logo_permission = models.CharField(
        _("who allowed the logo, and when"), max_length=200, blank=True, help_text=_("Never published. Without it the logo is not shown.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, help_text=_("When somebody last held it against its source."))

    name_field = "name"
    years = YEARS  # some memberships are older than what other rows tell of
    objects = AffiliationQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"name_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("memberships, accreditations, listings")
        ordering = ["kind", "pk"]

    @property
    def has_ended(self):
        today = localdate()
        return any(day and day < today for day in (self.until, self.valid_until))

    @property
    def shown_partner(self):
        return self.partner if self.partner_id and self.partner.live else None

    @property
    def shown_logo(self):
        return self.logo if self.logo_permission else None

    @property
    def shown_contact(self):
        return Contact.shown(self.our_representative)

    @property
    def since_text(self):
        """As exactly as it is known; '' for an unknown day."""
        return Precision(self.precision).shown(self.since) if self.since else ""

    def problems(self, chosen):
        today = localdate()
        found = [(name, IN_FUTURE) for name in ("checked_on", "issued_on") if getattr(self, name) and getattr(self, name) > today]
        for first, last in (("since", "until"), ("issued_on", "valid_until")):
            if getattr(self, first) and getattr(self, last) and getattr(self, last) < getattr(self, first):
                found.append((last, _("It would end before it begins.")))
        if self.country_id and self.international:
            found.append(("international", _("A country, or international: one of the two.")))
        if self.membership and self.kind != Kind.MEMBERSHIP:
            found.append(("membership", _("Only of a membership.")))
        if self.kind != Kind.ACCREDITATION and (self.certificate_id or self.certificate_no or self.valid_until):
            found.append(("kind", _("A certificate belongs to an accreditation.")))
        return [*found, *(self.problems_in_public() if self.public else [])]

    def problems_in_public(self):
        found = []
        if not any(getattr(self, f"what_it_means_{code}") for code in CODES):
            found.append((f"what_it_means_{CODES[0]}", _("What does it mean? One sentence: readers take a listing for an accreditation.")))
        if not self.source_url:
            found.append(("source_url", _("Nothing without its source.")))
        if not self.checked_on:
            found.append(("checked_on", _("When was it held against its source?")))
        return found
