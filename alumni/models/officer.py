"""Who speaks for the association: its board, and representatives in the countries."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alumni.choices import OfficerRole
from core.models import Row, RowQuerySet

ORDER = {role: number for number, role in enumerate(OfficerRole)}


class OfficerQuerySet(RowQuerySet):
    def public(self, today=None):
        """Shown, in office, and agreeing to be named."""
        today = today or localdate()
        term = (Q(since=None) | Q(since__lte=today)) & (Q(until=None) | Q(until__gte=today))
        return self.filter(term, public=True, consent_on__lte=today)

    def over(self, today=None):
        """Shown still, though their term is over."""
        return self.filter(public=True, until__lt=today or localdate())

    def with_country(self):
        return self.select_related("country")


class Officer(Row):
    """One office held by one person."""

    role = models.CharField(_("office held"), max_length=14, choices=OfficerRole.choices)
    name = models.CharField(_("name"), max_length=150, blank=True)
    about = models.CharField(_("who it is"), max_length=250, blank=True)
    country = models.ForeignKey("core.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="+")
    email = models.EmailField(_("mail"), blank=True, help_text=_("Shown to visitors."))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    consent_on = models.DateField(_("agreed to be named on"), null=True, blank=True)
    consent_evidence = models.CharField(_("where the consent is kept"), max_length=200, blank=True, help_text=_("Never published."))

    name_field = "name"
    objects = OfficerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name, verbose_name_plural = _("officer of the association"), _("officers of the association")
        ordering = ["role", "pk"]

    def __str__(self):
        """No name: it becomes the label of log entries."""
        return f"№ {self.pk}"

    def problems(self, chosen):
        found = []
        if self.role == OfficerRole.REPRESENTATIVE and not self.country_id:
            found.append(("country", _("Of which country?")))
        if self.since and self.until and self.until < self.since:
            found.append(("until", _("The term would end before it begins.")))
        if self.public and not self.consent_on:
            found.append(("consent_on", _("Without consent it stays a draft: take the tick “shown to visitors” away.")))
        if self.consent_on and not self.consent_evidence and not self.is_sample:
            found.append(("consent_evidence", _("Where is the consent kept?")))
        return found
