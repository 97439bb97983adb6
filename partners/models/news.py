from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.models.parts import Part


class NewsPartner(Part):
    """That a piece of news is about a partner. It stands here because the office, whose news it is, knows no partners."""

    page = ParentalKey("office.NewsPage", on_delete=models.CASCADE, related_name="partner_tags")
    partner = models.ForeignKey("partners.Partner", models.CASCADE, verbose_name=_("partner"), related_name="news_tags")

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("partner"), _("partners")
        constraints = [models.UniqueConstraint(fields=["page", "partner"], name="news_names_a_partner_once")]

    def __str__(self):
        return str(self.partner)
