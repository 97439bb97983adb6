"""The drawn world map: where a place lies on it, how big its circle is, how a line to it bends.

The map shows land only, without borders, in the Equal Earth projection (Šavrič, Patterson, Jenny, 2018):
equal areas, so no country looks larger than it is. One unit is one unit of the drawing's viewBox
("0 0 WIDTH HEIGHT"): x grows to the east, y to the south. How land.txt was made: core/data/README.md.
"""

import math
from functools import cache
from pathlib import Path

Point = tuple[float, float]

WIDTH = 1000  # from 180° W to 180° E along the equator
NORTH, SOUTH = 84, -58  # degrees of latitude at the upper and lower edge; Antarctica is not drawn
SMALLEST, LARGEST = 3.0, 16.0  # radius of a country's circle
BEND = 0.16  # how far a line bows out, as a share of its length

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the projection's published coefficients
_M = math.sqrt(3) / 2


def _equal_earth(latitude: float, longitude: float) -> Point:
    """The projection itself: degrees in, units of a sphere of radius 1 out, y to the north."""
    angle = math.asin(_M * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    stretch = _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    x = math.radians(longitude) * math.cos(angle) / stretch
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


_EDGE = _equal_earth(0, 180)[0]
_TOP = _equal_earth(NORTH, 0)[1]
_SCALE = WIDTH / (2 * _EDGE)

HEIGHT = math.ceil((_TOP - _equal_earth(SOUTH, 0)[1]) * _SCALE)


def project(latitude: float, longitude: float) -> Point:
    """Return the place on the map, rounded to a tenth; y is above HEIGHT south of 58° S, below 0 north of 84° N."""
    x, y = _equal_earth(float(latitude), float(longitude))
    return round((x + _EDGE) * _SCALE, 1), round((_TOP - y) * _SCALE, 1)


@cache
def land() -> str:
    """Return the outline of the land as the `d` of one SVG path."""
    return (Path(__file__).parent / "data" / "land.txt").read_text(encoding="ascii").strip()


def arc(start: Point, end: Point) -> str:
    """Return the `d` of a line between two projected points that bows gently to the north.

    One quadratic curve within the drawing: unlike a true great circle it never leaves over one edge of the map
    and returns at the other.
    """
    (x1, y1), (x2, y2) = start, end
    sideways_x, sideways_y = (y2 - y1) * BEND, (x1 - x2) * BEND  # at a right angle to the line
    if sideways_y > 0:
        sideways_x, sideways_y = -sideways_x, -sideways_y
    x = min(max((x1 + x2) / 2 + sideways_x, 0), WIDTH)
    y = max((y1 + y2) / 2 + sideways_y, 0)
    return f"M{x1:g},{y1:g}Q{x:.1f},{y:.1f} {x2:g},{y2:g}"


def radius(count: int, largest: int) -> float:
    """Return the radius of a circle whose area grows with the count; the largest count gets the largest circle."""
    share = count / largest if count > 0 and largest > 0 else 0
    return round(min(max(LARGEST * math.sqrt(share), SMALLEST), LARGEST), 1)
