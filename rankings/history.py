"""The drawn history of a ranking: years from left to right, the better place higher; bands as bars, gaps as gaps.

The scale is even (linear) between the best and the worst place that there was: with another, bands and steps could not be compared by eye. Editions without a place stand in a row of their own below; a line
joins two places only where no edition and no year lies between them.
"""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.languages import text_of
from rankings.choices import Outcome, Scope
from rankings.places import band, number, place_text

WIDTH, LEFT, RIGHT, TOP = 720, 100, 50, 44  # units of the drawing; room for the places at its left edge
TALL, NONE_ROW, YEARS_ROW = 280, 50, 48  # the field of places; the row of editions without one; that of the years
LETTER, LINE, BAR = 14, 26, 9  # half of what phones show of a label: a letter's width, a line's height; half a bar with its border
FEWEST = 2  # editions that make a history
MOST = 6  # drawings on a page; the table tells the rest


@dataclass
class Mark:
    """One edition: a bar from the better to the worse end of its band, a dot for a single place."""

    x: float
    top: float
    bottom: float
    text: str
    is_band: bool


def charts(results):
    """A drawing for each of the longest series of comparable editions; [] where no series has two."""
    series = {}
    for result in results:
        series.setdefault(result.series, []).append(result)
    told = [sorted(own, key=lambda result: (result.year, result.as_of)) for own in series.values()]
    drawn = [chart(own) for own in sorted(told, key=len, reverse=True) if len(own) >= FEWEST]
    return [one for one in drawn if one][:MOST]


def chart(results):
    """What rankings/history.html prints; None while no edition has a place."""
    ranked = [result for result in results if result.outcome == Outcome.RANKED]
    if not ranked:
        return None
    best, worst = min(result.rank_from for result in ranked), max(result.rank_to for result in ranked)
    years = range(results[0].year, results[-1].year + 1)
    x, y = across(years), down(best, worst)
    marks = {
        result: Mark(x(result.year), y(result.rank_from), y(result.rank_to), band(result.rank_from, result.rank_to), result.rank_from != result.rank_to)
        for result in ranked
    }
    without = [{"x": at(x(result.year))} for result in results if result not in marks]
    base = TOP + TALL + (NONE_ROW if without else 0)
    return {
        "title": series_text(results[0]),
        "width": WIDTH,
        "height": base + YEARS_ROW,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "levels": levels(best, worst, y),
        "years": [{"x": at(x(year)), "text": str(year)} for year in labelled_years(years)],
        "years_y": base + 34,
        "marks": [drawn(mark) for mark in marks.values()],
        "labels": labels(list(marks.values())),
        "lines": lines(results, marks),
        "without": without,
        "without_y": TOP + TALL + 28,
        "summary": summary(results),
    }


def at(value):
    """A coordinate as SVG reads it, whatever the language."""
    return f"{value:.1f}"


def drawn(mark):
    return {"x": at(mark.x), "top": at(mark.top), "bottom": at(mark.bottom), "is_band": mark.is_band, "text": mark.text}


def labels(marks):
    """The places above or below their marks, the newest first; one that would cover another or a bar is left to the table."""
    taken, told = [(mark.x - BAR, mark.top - BAR, mark.x + BAR, mark.bottom + BAR) for mark in marks], []
    taken.append((0, TOP + TALL, WIDTH, TOP + TALL + NONE_ROW))
    for mark in reversed(marks):
        half = len(mark.text) * LETTER / 2
        x = max(LEFT + half, min(mark.x, WIDTH - half))
        for y in (mark.top - 14, mark.bottom + 14 + LINE):
            box = (x - half, y - LINE, x + half, y)
            if not any(meet(box, other) for other in taken):
                taken.append(box)
                told.append({"x": at(x), "y": at(y - 4), "text": mark.text})
                break
    return told


def meet(one, other):
    """Do two boxes (left, top, right, bottom) cover each other somewhere?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def across(years):
    step = (WIDTH - LEFT - RIGHT - 60) / max(len(years) - 1, 1)
    return lambda year: LEFT + 30 + (year - years[0]) * step


def down(best, worst):
    """The better the higher; a single place stands in the middle."""
    if best == worst:
        return lambda rank: TOP + TALL / 2
    return lambda rank: TOP + 10 + (rank - best) / (worst - best) * (TALL - 60)


def levels(best, worst, y):
    """The best and the worst place, at the left edge."""
    return [{"y": at(y(rank)), "text": number(rank)} for rank in dict.fromkeys([best, worst])]


def labelled_years(years):
    """Every year while there is room, else every second or fifth."""
    step = next(step for step in (1, 2, 5, 10, 25) if len(years) / step <= 7)
    return [year for year in years if (year - years[0]) % step == 0]


def lines(results, marks):
    """Between neighbours with a place, of the same or the next year: middle of the band to middle of the band."""
    joined = []
    for before, after in pairwise(results):
        if before in marks and after in marks and after.year - before.year <= 1:
            first, second = marks[before], marks[after]
            joined.append({"x1": at(first.x), "y1": middle(first), "x2": at(second.x), "y2": middle(second)})
    return joined


def middle(mark):
    return at((mark.top + mark.bottom) / 2)


def series_text(result):
    """«World», «Subject: medicine, citations»."""
    parts = [str(Scope(result.scope).label).capitalize(), *filter(None, (text_of(result, name)[0] for name in ("subject", "metric")))]
    return ": ".join([parts[0], ", ".join(parts[1:])]) if len(parts) > 1 else parts[0]


def summary(results):
    """What is drawn, in a sentence; the table below says every place."""
    number_of = ngettext("%(n)d edition", "%(n)d editions", len(results)) % {"n": len(results)}
    first, last = results[0], results[-1]
    told = {"editions": number_of, "first": first.edition_text, "then": place_text(first), "last": last.edition_text, "now": place_text(last)}
    return _("Line chart of places, the better higher: %(editions)s, from %(first)s (%(then)s) to %(last)s (%(now)s). The table below says the same.") % told
