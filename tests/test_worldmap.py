"""The drawn map: places lie where they should, the land fits the drawing, lines and circles keep their promises."""

import re

import pytest

from core.worldmap import HEIGHT, LARGEST, SMALLEST, WIDTH, arc, land, project, radius

MINSK, LONDON, DELHI, TOKYO, TORONTO = (project(*place) for place in [(53.9, 27.56), (51.51, -0.13), (28.61, 77.21), (35.68, 139.69), (43.65, -79.38)])


def outline() -> list[list[tuple[float, float]]]:
    """The rings of the land as absolute points."""
    rings = []
    for ring in re.findall(r"M([^Mz]+)z", land()):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
        x = y = 0.0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    return rings


def on_land(place: tuple[float, float]) -> bool:
    """Even-odd rule over all rings."""
    x, y = place
    inside = False
    for ring in outline():
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def test_minsk_lies_east_of_london_and_north_of_delhi():
    assert MINSK[0] > LONDON[0]
    assert MINSK[1] < DELHI[1]
    assert LONDON[0] == pytest.approx(WIDTH / 2, abs=1)


def test_the_land_is_small_enough_for_a_page_and_fits_the_drawing():
    assert len(land()) <= 40_000
    points = [point for ring in outline() for point in ring]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


def test_cities_lie_on_land_and_oceans_and_the_caspian_do_not():
    for city in (MINSK, DELHI, TORONTO, project(-1.29, 36.82), project(66.0, -172.0 + 360), project(-33.9, 151.0)):
        assert on_land(city)
    for sea in (project(35, -40), project(0, -140), project(-20, 80), project(42, 51)):
        assert not on_land(sea)


def test_no_stroke_of_the_land_runs_across_the_map():
    for ring in outline():
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            assert abs(x1 - x2) < 40
            assert abs(y1 - y2) < 40


def test_a_line_joins_its_two_places_and_stays_on_the_map():
    for place in (TOKYO, TORONTO, DELHI, project(-33.9, 18.4), project(65, -18)):
        x1, y1, x, y, x2, y2 = (float(n) for n in re.findall(r"-?[\d.]+", arc(MINSK, place)))
        assert ((x1, y1), (x2, y2)) == (MINSK, place)
        assert 0 <= y <= (y1 + y2) / 2
        assert 0 <= x <= WIDTH
        assert min(x1, x2) - 60 <= x <= max(x1, x2) + 60


def test_four_times_as_many_make_a_circle_of_four_times_the_area():
    assert radius(40, 40) == LARGEST
    assert radius(10, 40) == pytest.approx(LARGEST / 2)
    assert radius(1, 400) == SMALLEST
    assert radius(0, 0) == SMALLEST
