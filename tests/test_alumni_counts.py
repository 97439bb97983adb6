"""Graduates by country: all small worlds that look alike are compared, so that nothing is told that leaves one to four people."""

from itertools import combinations, product

import pytest

from alumni import counts
from alumni.models import Graduate
from tests.alumni_world import make_graduate
from tests.reading import main, words

FEW = {1, 2, 3, 4}
COUNTRIES = "AB"
MOST, REST, JUDGED = 16, 21, 9  # people in a country, in the rest of the world, in the directory


def looks(first, second, rest):
    """What is published of two countries and many small ones."""
    small = {f"rest {number}": 1 for number in range(rest)}
    named, others, total = counts.pooled({**{key: number for key, number in zip(COUNTRIES, (first, second), strict=True) if number}, **small})
    return tuple(sorted(named.items())), others, total


@pytest.fixture(scope="module")
def alike():
    """{what is published: the worlds that look so}"""
    found = {}
    for world in product(range(MOST), range(MOST), range(REST)):
        found.setdefault(looks(*world), []).append(world)
    return found


def leaves(worlds, known, of):
    """How many people nobody was told of, for all that can be: in these countries, beside those that the directory names."""
    return {sum(world[place] - known[place] for place in of) for world in worlds}


def test_no_number_no_difference_and_no_directory_leaves_one_to_four(alike):
    groups = [group for size in (1, 2, 3) for group in combinations(range(3), size)]
    for published, worlds in alike.items():
        for known in product(range(JUDGED + 1), range(JUDGED + 1), range(5)):
            possible = [world for world in worlds if all(number >= told for number, told in zip(world, known, strict=True))]
            if not possible or max(max(world[:2]) for world in possible) == MOST - 1:
                continue  # the table ends here, more worlds would look the same
            for group in groups:
                assert not leaves(possible, known, group) <= FEW, (published, known, group)


def test_the_first_person_of_a_small_country_changes_nothing():
    before = {"A": 7, "B": 6, "C": 12}
    assert counts.pooled(before) == counts.pooled({**before, "D": 1}) == counts.pooled({**before, "D": 4})


def test_a_country_is_told_by_its_step_and_the_smallest_goes_where_the_row_of_the_others_is_too_small():
    assert counts.pooled({"A": 14, "B": 9, "C": 5, "D": 5, "E": 2}) == ({"A": 10, "C": 5, "D": 5}, True, 25), "B is as small by its step"
    assert counts.pooled({"A": 14, "B": 9, "C": 4, "D": 4}) == ({"A": 10, "B": 5}, True, 20)
    assert counts.pooled({"A": 4}) == ({}, False, 0)
    assert counts.pooled({"A": 5}) == ({}, True, 5)
    assert counts.pooled({}) == ({}, False, 0)


def test_samples_stand_in_until_real_entries_can_be_told(client, world):
    Graduate.objects.all().delete()
    for number in range(6):
        make_graduate(f"Sample {number}", "LB", is_sample=True)
    before = words(main(client, "/en/alumni/countries/"))
    assert "Other countries together at least 5" in before
    for number in range(4):
        make_graduate(f"Real {number}", "IN")
    assert words(main(client, "/en/alumni/countries/")) == before, "that there are one to four is not told either"
    make_graduate("Fifth", "CN")
    assert "Sample" not in words(main(client, "/en/alumni/countries/"))
