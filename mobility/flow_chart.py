"""The drawn flow: from the countries on the left people come to Minsk, to those on the right they go; the wider the ribbon, the more of them."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages import text_of  # noqa: F401
from partners.choices import Direction

WIDTH = 720  # units of the drawing
MINSK_LEFT, MINSK_RIGHT = 345, 375  # where the ribbons end and begin
STRAIGHT = 130  # so far a ribbon runs level before it bends
TOP, LABEL, GAP = 64, 32, 14  # the heads of both sides; room for the name above a ribbon; between a ribbon and the next name
TALLEST, THINNEST = 150, 3  # all ribbons of the fuller side together; one of them
END = 6  # width of the mark at a country's end


def chart(rows):
    """What mobility/flow_chart.html draws of the rows of `flows.by_country`; None where there is nothing."""
    sides = {way: sorted((row for row in rows if row[way]), key=lambda row: -row[way].number) for way in Direction.values}
    fullest = max((sum(row[way].number for row in own) for way, own in sides.items()), default=0)
    if not fullest:
        return None
    scale = TALLEST / float(fullest)
    bands = {way: stacked([(row, max(float(row[way].number) * scale, THINNEST)) for row in own]) for way, own in sides.items()}
    height = max(TOP, *(band["y"] + band["wide"] + GAP for own in bands.values() for band in own))
    for way, own in bands.items():
        bend(own, height, way)
    inner = [edge for own in bands.values() for band in own for edge in (band["inner"], band["inner"] + band["wide"])]
    return {
        "width": WIDTH,
        "height": round(height, 1),
        "bands": [drawn(band, way) for way, own in bands.items() for band in own],
        "minsk": {"x": MINSK_LEFT, "y": round(min(inner), 1), "width": MINSK_RIGHT - MINSK_LEFT, "height": round(max(inner) - min(inner), 1)},
        "middle": WIDTH / 2,
        "summary": summary(sides),
    }
