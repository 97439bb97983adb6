"""The drawn map of partners: what components/world_map.html and components/countries.html print, on the home page and below the register."""

from django.utils.translation import ngettext

from core import worldmap
from core.text import sort_text

MINSK = (53.9, 27.56)  # latitude, longitude


def countries_of(cities):
    """The countries of these cities (`Partner.objects.cities`), most partners first: name, code, centre, numbers, places of the cities on the map."""
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


def world(countries, href, summary):
    """Cities as dots, countries with an agreement as circles sized by number, arcs from Minsk, and the same as a list of links.

    `href` answers the address of a country's code; `summary` says in a sentence what is drawn.
    """
    home = worldmap.project(*MINSK)
    largest = max((country["agreements"] for country in countries), default=1)
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
        "countries": [row(country, href) for country in countries],
    }


def row(country, href):
    """One line of the list of countries."""
    number = country["partners"]
    text = ngettext("%(n)d partner", "%(n)d partners", number) % {"n": number}
    return {"name": country["name"], "count": number, "count_text": text, "href": href(country["code"])}


def circle(country, largest):
    x, y = country["centre"]
    return {"x": x, "y": y, "r": worldmap.radius(country["agreements"], largest), "label": country["name"]}
