"""The sitemap, in parts: pages, and one for each kind of record; an index names them. Each address stands with its languages."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as Pages
from wagtail.contrib.sitemaps.views import index as wagtail_index
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap

from core.addresses import records
from core.meta import sitemap_entries


class Records(Sitemap):
    """The public records of one kind, without samples."""

    limit = 5000  # records of one part: with two languages far from the 50,000 addresses that a part may have

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.public().real().order_by("pk").only("slug", "shown", "last_published_at")

    def get_latest_lastmod(self):
        return self.model.objects.public().real().aggregate(latest=Max("last_published_at"))["latest"]

    def _urls(self, page, protocol, domain):
        """An entry for each language that a record is shown in; the rows of the database are read once."""
        found = list(self.paginator.page(page).object_list)
        self.latest_lastmod = max((record.last_published_at for record in found if record.last_published_at), default=None)
        return [entry for record in found for entry in sitemap_entries({code: record.get_url(code) for code in record.shown_codes}, record.last_published_at)]


def parts():
    """{name: sitemap}; a kind of record that has nothing to show has no part."""
    kinds = {model._meta.model_name: Records(model) for model in records() if model.shown_by}
    return {"pages": Pages, **{name: part for name, part in kinds.items() if part.items().exists()}}


def index(request):
    return wagtail_index(request, parts(), sitemap_url_name="sitemap_part")


def part(request, section):
    return wagtail_sitemap(request, sitemaps=parts(), section=section)
