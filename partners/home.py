"""What the section puts on the home page: figures counted from its registers, the map, the newest agreements. Sample rows do not count."""

from django.utils.translation import ngettext

from core.generation import memory
from core.languages import active
from core.nav import tree
from partners.map import countries_of, read, world
from partners.models import Agreement, Partner, PartnershipPage

RECENT = 4


def parts(request):
    page = next((item for item in tree(request).items if item.model is PartnershipPage and active() in item.shown), None)
    if not page:
        return {}
    url = tree(request).url(page, active())
    countries = memory.now().get(("map of the home page", active()), countries_of_partners)
    return {
        "counts": counts(countries, url),
        "world": world(countries, lambda code: f"{url}?country={code}", summary(countries)),
        "recent": list(Agreement.objects.public().real().with_status().with_parties().exclude(signed_on=None).newest_first()[:RECENT]),
        "register_href": url,
    }


def countries_of_partners():
    return countries_of(read(Partner.objects.published().real().places(Agreement.objects.public().real())).values())


def counts(countries, url):
    partners, agreements = sum(country["partners"] for country in countries), Agreement.objects.public().real().count()
    return [
        {"value": partners, "label": ngettext("partner organisation", "partner organisations", partners), "href": url},
        {
            "value": len(countries),
            "label": ngettext("country of partners", "countries of partners", len(countries)),
            "href": f"{url}?sort=country",
        },
        {"value": agreements, "label": ngettext("agreement with details", "agreements with details", agreements), "href": f"{url}agreements/"},
    ]


def summary(countries):
    """What the map shows, in a sentence."""
    number = len(countries)
    return ngettext(
        "World map: partners of the university in %(n)d country, lines lead to them from Minsk.",
        "World map: partners of the university in %(n)d countries, lines lead to them from Minsk.",
        number,
    ) % {"n": number}
