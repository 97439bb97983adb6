"""The drawn flow: from the countries on the left people come to Minsk, to those on the right they go; the wider a ribbon, the more of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.choices import Direction

WIDTH = 720  # units of the drawing
MINSK = 345, 375  # where the ribbons end, where they begin
STRAIGHT = 130  # so far a ribbon runs level before it bends
TOP, LABEL, GAP = 78, 30, 14  # the heads of both sides; room for the name above a ribbon; between a ribbon and the next name
TALLEST, THINNEST = 150, 4  # all ribbons of the fuller side together; one of them


@dataclass
class Band:
    """One ribbon: from `outer` at the country to `inner` at Minsk, both its upper edge; `wide` everywhere."""

    name: str
    text: str
    wide: float
    outer: float
    inner: float = 0


def chart(rows):
    """What mobility/flow_chart.html draws of the rows of `flows.by_country`; None where there is nothing."""
    fullest = max(sum(row[way].number for row in rows if row[way]) for way in Direction.values)
    if not fullest:
        return None
    sides = {way: stacked(rows, way, TALLEST / float(fullest)) for way in Direction.values}
    height = max(band.outer + band.wide + GAP for own in sides.values() for band in own)
    for own in sides.values():
        lead_in(own, (TOP + LABEL + height) / 2)
    upper = min(own[0].inner for own in sides.values() if own)
    lower = max(own[-1].inner + own[-1].wide for own in sides.values() if own)
    return {
        "width": WIDTH,
        "height": f"{height:.0f}",
        "middle": WIDTH // 2,
        "minsk": {"x": MINSK[0], "y": f"{upper:.1f}", "width": MINSK[1] - MINSK[0], "height": f"{lower - upper:.1f}", "label": f"{upper - 12:.1f}"},
        "bands": [drawn(band, way) for way, own in sides.items() for band in own],
        "comes": bool(sides[Direction.INCOMING]),
        "goes": bool(sides[Direction.OUTGOING]),
        "summary": summary(sides),
    }


def stacked(rows, way, scale):
    """The ribbons of one side below each other, the widest first."""
    found, y = [], TOP
    for row in sorted((row for row in rows if row[way]), key=lambda row: -row[way].number):
        name = row["country"][0] or _("country not published")
        band = Band(f"{name} ({_('sample')})" if row.get("sample") else name, row[way].text, max(float(row[way].number) * scale, THINNEST), y + LABEL)
        found.append(band)
        y = band.outer + band.wide + GAP
    return found


def lead_in(bands, middle):
    """To Minsk they come without gaps."""
    y = middle - sum(band.wide for band in bands) / 2
    for band in bands:
        band.inner = y
        y += band.wide


def drawn(band, way):
    """The right side is the left one in a mirror."""

    def x(distance):
        return distance if way == Direction.INCOMING else WIDTH - distance

    half = (STRAIGHT + MINSK[0]) / 2
    (top, bottom), (first, last) = (band.outer, band.outer + band.wide), (band.inner, band.inner + band.wide)
    there = f"M{x(0)},{top:.1f}H{x(STRAIGHT)}C{x(half):g},{top:.1f} {x(half):g},{first:.1f} {x(MINSK[0])},{first:.1f}"
    back = f"V{last:.1f}C{x(half):g},{last:.1f} {x(half):g},{bottom:.1f} {x(STRAIGHT)},{bottom:.1f}H{x(0)}Z"
    return {"way": way, "path": there + back, "x": x(0), "y": f"{band.outer - 9:.1f}", "name": band.name, "text": band.text}


def summary(sides):
    """What is drawn, in a sentence; how many, the table beside it says."""
    here = ngettext("people came to Minsk from %(n)d country", "people came to Minsk from %(n)d countries", len(sides[Direction.INCOMING]))
    there = ngettext("people went from Minsk to %(n)d country", "people went from Minsk to %(n)d countries", len(sides[Direction.OUTGOING]))
    told = ", ".join([here % {"n": len(sides[Direction.INCOMING])}, there % {"n": len(sides[Direction.OUTGOING])}])
    return _("Flow chart: %(told)s. The table below has the same numbers.") % {"told": told}
