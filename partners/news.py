"""News and partners: how a piece of news names them, prints them, is found by them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel

from core.languages import text_of
from core.listing import Facet, Vocabulary
from core.text import several
from partners.models import NewsPartner, Partner

panel = InlinePanel("partner_tags", heading=_("Partners"), label=_("partner"), panels=["partner"])
facet = Facet("partner", _("Partner"), "partner_tags__partner__slug", Vocabulary(Partner, "slug", named_by="news_tags"), many=True)


def links(page):
    """The public partners a piece of news is about."""
    tags = page.partner_tags.select_related("partner").filter(partner__live=True)
    return [{"title": text_of(tag.partner, "name")[0], "href": tag.partner.url} for tag in tags]


def load(page, row):
    """The partners that a row of demo/*/news.csv names."""
    page.partner_tags = [NewsPartner(partner=Partner.objects.get(slug=slug)) for slug in several(row["partners"])]
