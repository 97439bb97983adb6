"""News in lists: the archive with its filters, the feed of the same filters, rows for the home page and the sections."""

from django.apps import apps
from django.db.models.functions import ExtractYear
from django.template.response import TemplateResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import feeds, registry
from core.languages import active, text_of
from core.listing import Facet, Listing, Sort, View, Vocabulary
from core.models import Country, SitePage
from core.models.pages import HOME_DEPTH
from core.nav import home_url, tree

ON_HOME, IN_SECTION = 4, 3


class Sections(Vocabulary):
    """The sections of the site, by their address."""

    def rows(self, facet):
        return super().rows(facet).filter(depth=HOME_DEPTH + 1, live=True, shown__contains=f" {active()} ")


def model():
    return apps.get_model("office", "NewsPage")


def years():
    """{year: year} of everything that was published; one query."""
    found = model().objects.live().order_by().annotate(year=ExtractYear("date")).values_list("year", flat=True).distinct()
    return {str(year): str(year) for year in sorted(found, reverse=True)}


def facets():
    own = (
        Facet("year", gettext_lazy("Year"), "date__year", years),
        Facet("section", gettext_lazy("Section"), "sections__slug", Sections(SitePage, "slug", lambda: SitePage.column("title", active())), many=True),
        Facet("country", gettext_lazy("Country"), "countries__code", Vocabulary(Country), many=True),
    )
    return (*own, *(tag.facet for tag in registry.news_tags if tag.facet))


SORTS = (Sort("newest", gettext_lazy("newest first"), lambda: ["-date"]), Sort("oldest", gettext_lazy("oldest first"), lambda: ["date"]))
VIEWS = (View("", gettext_lazy("All"), "all_years"),)


def listing(request):
    def count(number):
        return ngettext("%(n)d piece of news", "%(n)d pieces of news", number) % {"n": number}

    rows = model().objects.published()
    return Listing(rows, request.GET, name=f"news {active()}", facets=facets(), sorts=SORTS, views=VIEWS, path=archive_href(), count_text=count)


def archive(request, page):
    found = listing(request)
    names = {
        "listing": found,
        "heading": page.text("title"),
        "lead": page.text("summary"),
        "views": [],
        "search_label": _("Name, city or any word"),
        "tabs": [],
        "rows": [row_of(row) for row in found.rows],
    }
    return TemplateResponse(request, "office/news_list.html", {**page.get_context(request), **names, "feed_href": found.feed_href("news.atom")})


def feed(request, page):
    """The newest of what the same filters leave on the page."""
    found = listing(request)
    newest = found.narrowed().newest_first()[: feeds.LONGEST]
    entries = [
        feeds.Entry(f"news/{row.pk}", moment(row), row.text("title"), url_of(row), row.text("summary"), ("sample",) if row.is_sample else ()) for row in newest
    ]
    return feeds.atom(request, title=page.text("title"), subtitle=page.text("summary"), page_href=found.href(), entries=entries)


def moment(page):
    """When the reader could first see it."""
    return page.first_published_at or page.date


def archive_href():
    """The archive stands once, at a fixed address."""
    return f"{home_url(active())}news/"


def url_of(page):
    return f"{archive_href()}{page.slug}/"


def row_of(page):
    """One line of a list."""
    return {
        "title": page.text("title"),
        "href": url_of(page),
        "date": page.date,
        "summary": page.text("summary"),
        "sample": page.is_sample,
        "deadline": localtime(page.deadline) if page.deadline and not page.is_closed else None,
    }


def rows(queryset, number):
    return [row_of(page) for page in queryset.published()[:number]]


def tags_of(request, page):
    """Links of one piece of news: its sections, countries (to the news about them) and what the sections registered."""
    pages = tree(request)
    sections = [item for section in page.sections.all() if (item := pages.item_of(section)) and active() in item.shown]
    return [
        *({"title": item.titles[active()], "href": pages.url(item, active())} for item in sections),
        *({"title": text_of(country, "name")[0], "href": f"{archive_href()}?country={country.code}"} for country in page.countries.all()),
        *(link for tag in registry.news_tags for link in tag.links(page)),
    ]
