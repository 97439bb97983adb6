"""How many graduates live where, told so that nobody can be singled out (decision 0017).

A country is named from five people up; the others are one row, "other countries", and so is the smallest country named if that row would be
less than five. Every number, the total too, is the lower end of a step of five: no subtraction, of rows, of days or of the directory, leaves one
to four people. There are no filters.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alumni.models.graduate import Graduate
from core import worldmap
from core.generation import memory
from core.languages import text_of
from core.models import Country
from core.text import sort_text
from partners.map import MINSK, point

FEWEST = 5


def step(number):
    """The lower end of its step: 5 for 5 to 9, 10 for 10 to 14; 0 below five."""
    return number // FEWEST * FEWEST


def pooled(numbers):
    """({key: step} of what is named, step of the others together, step of all); `numbers` are {key: how many}."""
    named = {key: number for key, number in numbers.items() if number >= FEWEST}
    others = sum(number for key, number in numbers.items() if key not in named)
    while 0 < others < FEWEST and named:
        smallest = min(named, key=lambda key: (named[key], key))
        others += named.pop(smallest)
    return {key: step(number) for key, number in named.items()}, step(others), step(sum(numbers.values()))


def read():
    """(rows, others, total), kept in memory until something changes: the real entries, the samples only while there is nothing else."""
    counted = Graduate.objects.counted()
    real = counted.real().by_country()
    numbers, is_sample = (real, False) if real else (counted.by_country(), True)
    named, others, total = pooled(numbers)
    countries = Country.objects.in_bulk(list(named))
    return [(countries[key], number) for key, number in named.items()], others, total, is_sample


def context():
    """What alumni/countries.html prints."""
    known, others, total, is_sample = memory.now().get("graduates by country", read)
    rows = sorted(
        ({"name": text_of(country, "name")[0], "number": number, "text": least(number)} for country, number in known),
        key=lambda row: (-row["number"], sort_text(row["name"])),
    )
    return {
        "rows": rows,
        "others": least(others) if others else "",
        "total": least(total) if total else "",
        "world": world(known) if known else None,
        "sample": is_sample and bool(total),
    }


def least(number):
    """«от 10»: the lower end of a step."""
    return _("from %(number)d") % {"number": number}


def world(known):
    """What components/world_map.html draws: circles sized by the steps."""
    home, largest = worldmap.project(*MINSK), max(number for _country, number in known)
    placed = [(country, number, point(country.latitude, country.longitude)) for country, number in known]
    placed = [(country, number, at) for country, number, at in placed if at]
    n = len(known)
    return {
        "width": worldmap.WIDTH,
        "height": worldmap.HEIGHT,
        "land": worldmap.land(),
        "home": {"x": home[0], "y": home[1]},
        "circles": [{"x": x, "y": y, "r": worldmap.radius(number, largest), "label": text_of(country, "name")[0]} for country, number, (x, y) in placed],
        "dots": [],
        "arcs": [],
        "summary": ngettext(
            "Map of the world: graduates in %(n)d country. The table has the numbers.",
            "Map of the world: graduates in %(n)d countries. The table has the numbers.",
            n,
        )
        % {"n": n},
        "legend": _("The larger the circle, the more graduates live there."),
    }
