"""What the section puts on the home page: figures counted from its registers, the map, the newest agreements. Sample rows do not count."""

from django.utils.translation import ngettext

from core import worldmap
from core.languages import active
from core.nav import tree
from core.text import sort_text
from partners.models import Agreement, Partner, PartnershipPage

RECENT = 4
MINSK = (53.9, 27.56)  # latitude, longitude


def parts(request):
    page = next((item for item in tree(request).items if item.model is PartnershipPage and active() in item.shown), None)
    if not page:
        return {}
    url = tree(request).url(page, active())
    countries = countries_of(list(Partner.objects.published().real().cities(active())))
    return {
        "counts": counts(countries, url),
        "world": world(countries, url),
        "recent": list(Agreement.objects.public().real().with_status().with_parties().exclude(signed_on=None).newest_first()[:RECENT]),
        "register_href": url,
    }


def countries_of(cities):
    """The countries of these cities, most partners first: name, code, centre, numbers, places of the cities on the map."""
    found = {}
    for city in cities:
        centre = worldmap.project(city["country_latitude"], city["country_longitude"]) if city["country_latitude"] is not None else None
        blank = {"code": city["country_code"], "name": city["country_name"], "centre": centre, "partners": 0, "agreements": 0, "cities": []}
        country = found.setdefault(city["country_code"], blank)
        country["partners"] += city["partners"]
        country["agreements"] += city["agreements"]
        if city["city_latitude"] is not None:
            country["cities"].append(worldmap.project(city["city_latitude"], city["city_longitude"]))
    return sorted(found.values(), key=lambda country: (-country["partners"], sort_text(country["name"])))


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


def world(countries, url):
    """Cities as dots, countries with an agreement as circles sized by number, arcs from Minsk, and the same as a list of links."""
    home = worldmap.project(*MINSK)
    largest = max((country["agreements"] for country in countries), default=1)
    rows = [
        {
            "name": country["name"],
            "count": country["partners"],
            "count_text": ngettext("%(n)d partner", "%(n)d partners", country["partners"]) % {"n": country["partners"]},
            "href": f"{url}?country={country['code']}",
        }
        for country in countries
    ]
    summary = ngettext(
        "World map: partners of the university in %(n)d country, lines lead to them from Minsk.",
        "World map: partners of the university in %(n)d countries, lines lead to them from Minsk.",
        len(countries),
    ) % {"n": len(countries)}
    placed = [country for country in countries if country["centre"]]
    return {
        "width": worldmap.WIDTH,
        "height": worldmap.HEIGHT,
        "land": worldmap.land(),
        "home": {"x": home[0], "y": home[1]},
        "circles": [circle(country, largest) for country in placed if country["agreements"]],
        "dots": [{"x": x, "y": y} for country in countries for x, y in country["cities"] or filter(None, [country["centre"]])],
        "arcs": [worldmap.arc(home, country["centre"]) for country in placed],
        "summary": summary,
        "countries": rows,
    }


def circle(country, largest):
    x, y = country["centre"]
    return {"x": x, "y": y, "r": worldmap.radius(country["agreements"], largest), "label": country["name"]}
