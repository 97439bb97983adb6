"""What the university does for its graduates, and for those who want to know whether a diploma is real."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from alumni.choices import FOR_EMPLOYERS, ServiceKind
from core.languages import CODES
from core.models import Contact, Row, RowQuerySet


class ServiceQuerySet(RowQuerySet):
    def for_employers(self):
        return self.filter(kind__in=FOR_EMPLOYERS)

    def for_graduates(self):
        return self.exclude(kind__in=FOR_EMPLOYERS)

    def with_contact(self):
        return self.select_related("contact__unit").prefetch_related("contact__hours")

    def in_order(self):
        return self.order_by("is_sample", "pk")


class Service(Row):
    """One thing one can ask for. What no source says is empty, and said to be unknown."""

    kind = models.CharField(_("kind"), max_length=12, choices=ServiceKind.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    who = models.TextField(_("who may ask"), blank=True)
    what_to_send = models.TextField(_("what to send"), blank=True)
    how = models.TextField(_("how to ask"), blank=True)
    days = models.PositiveSmallIntegerField(_("how long it takes, working days"), null=True, blank=True, validators=[MinValueValidator(1)])
    price = models.CharField(_("what it costs"), max_length=200, blank=True)
    contact = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("contact"), related_name="+")

    name_field = "name"
    objects = ServiceQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"name_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("service for graduates"), _("services for graduates")
        ordering = ["kind", "pk"]

    @property
    def shown_contact(self):
        return Contact.shown(self.contact or self.owner)
