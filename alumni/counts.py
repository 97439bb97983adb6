"""How many graduates live where, told so that nobody can be singled out (decision 0017).

A country is named from five people up, with the lower end of its step of five. All others are one row, "other countries", without a number; the
smallest country named joins it whenever it would be less than five, nobody at all included, so that the row does not tell that somebody came.
"Smallest" is by step, the total is the sum of what the rows say: nothing printed depends on more than the steps. So no subtraction, of rows or of
the directory, leaves one to four people; `tests/test_alumni_counts.py` tries all small worlds. There are no filters.
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
    """({key: step} of what is named, are there others, the least that all can be); `numbers` are {key: how many}."""
    named = {key: number for key, number in numbers.items() if number >= FEWEST}
    others = sum(number for key, number in numbers.items() if key not in named)
    if others < FEWEST and named:
        others += named.pop(min(named, key=lambda key: (step(named[key]), key)))
    told = {key: step(number) for key, number in named.items()}
    return told, others >= FEWEST, sum(told.values()) + FEWEST * (others >= FEWEST)


def read():
    """(rows, others, total, sample), kept in memory until something changes: the samples only while nothing can be told of real entries."""
    counted = Graduate.objects.counted()
    (named, others, total), is_sample = pooled(counted.real().by_country()), False
    if not total:
        (named, others, total), is_sample = pooled(counted.by_country()), True
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
        "others": at_least(FEWEST) if others else "",
        "total": at_least(total) if total else "",
        "world": world(known) if known else None,
        "sample": is_sample and bool(total),
    }


def least(number):
    """«от 10»: the lower end of a step."""
    return _("from %(number)d") % {"number": number}


def at_least(number):
    return _("at least %(number)d") % {"number": number}


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
