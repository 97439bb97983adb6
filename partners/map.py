"""The drawn map of partners: what components/world_map.html and components/countries.html print, on the home page and below the register."""

from typing import NamedTuple

from django.utils.translation import ngettext

from core import worldmap
from core.languages import text_of
from core.models import Country
from core.text import sort_text

MINSK = (53.9, 27.56)  # latitude, longitude
DOT = 2.5  # units of the drawing: closer together, two dots are one
MOST_DOTS = 500


class Place(NamedTuple):
    """Where one partner is, and how many agreements its circle stands for."""

    country: Country
    point: worldmap.Point | None
    spot: tuple[int, int] | None  # points of the same spot would cover each other
    agreements: int


def read(rows):
    """{pk: Place} of the rows of `Partner.objects.places`; one query more for the countries."""
    countries = {country.pk: country for country in Country.objects.all()}
    return {pk: place(countries[country], point(latitude, longitude), number) for pk, country, latitude, longitude, number in rows}


def place(country, at, agreements):
    return Place(country, at, at and (round(at[0] / DOT), round(at[1] / DOT)), agreements)


def point(latitude, longitude):
    return None if latitude is None or longitude is None else worldmap.project(latitude, longitude)


def countries_of(places):
    """The countries of these places, most partners first: name, code, centre, numbers, points of the cities."""
    found = {}
    for place in places:
        country = found.get(place.country.pk) or found.setdefault(place.country.pk, blank(place.country))
        country["partners"] += 1
        country["agreements"] += place.agreements
        if place.point:
            country["cities"][place.spot] = place.point
    return sorted(found.values(), key=lambda country: (-country["partners"], sort_text(country["name"])))


def blank(country):
    centre = point(country.latitude, country.longitude)
    return {"code": country.code, "name": text_of(country, "name")[0], "centre": centre, "partners": 0, "agreements": 0, "cities": {}}


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
        "dots": [{"x": x, "y": y} for x, y in dots(countries)],
        "arcs": [worldmap.arc(home, country["centre"]) for country in placed],
        "summary": summary,
        "countries": [row(country, href) for country in countries],
    }


def dots(countries):
    """A point for each city, or for the country where none is known; one for those that would cover each other, and never a stain of them."""
    centres = [country["centre"] for country in countries if country["centre"]]
    apart = {}
    for country in countries:
        apart |= country["cities"] or ({country["code"]: country["centre"]} if country["centre"] else {})
    return list(apart.values()) if len(apart) <= MOST_DOTS else centres


def row(country, href):
    """One line of the list of countries."""
    number = country["partners"]
    text = ngettext("%(n)d partner", "%(n)d partners", number) % {"n": number}
    return {"name": country["name"], "count": number, "count_text": text, "href": href(country["code"])}


def circle(country, largest):
    x, y = country["centre"]
    return {"x": x, "y": y, "r": worldmap.radius(country["agreements"], largest), "label": country["name"]}
