"""A row of the register of agreements says what a coordinator looks for, and nothing where nothing is known."""

from datetime import date

import pytest

from core.models import FieldOfStudy
from partners.conditions import academic_year, places_text
from partners.models import Condition
from tests.reading import words
from tests.test_conditions import PLACES


def condition(direction, places, first="2024/2025", last="2028/2029"):
    return Condition(**{**PLACES, "direction": direction, "places_per_year": places, "first_academic_year": first, "last_academic_year": last})


def row(client, lang, slug, part=""):
    """The row of one agreement, as HTML."""
    page = client.get(f"/{lang}/partnership/agreements/{part}").content.decode()
    return next(row for row in page.split('<tr role="row">') if f"/agreements/{slug}/" in row).split("</tr>")[0]


def lay_down(agreement, *conditions):
    agreement.conditions = conditions
    agreement.save()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", ["Рамочное соглашение · 12/2024", "Медицина", "8 мест в год к нам, 3 от нас", "1 марта 2024 г.", "До 28 февраля 2029 г.", "Действует"]),
        ("en", ["Framework agreement · 12/2024", "Medicine", "8 places a year incoming, 3 outgoing", "1 March 2024", "Until 28 February 2029", "In force"]),
    ],
)
def test_a_row_says_kind_number_term_status_fields_and_places(client, world, lang, said):
    lay_down(world.mobility, condition("outgoing", 3), condition("incoming", 6), condition("incoming", 2))
    text = words(row(client, lang, "sechenov-2024"))
    for part in said:
        assert part in text


@pytest.mark.parametrize(("lang", "role"), [("ru", "Координатор по Азии"), ("en", "Coordinator for Asia")])
def test_a_row_names_our_contact_with_a_mail_link(client, world, lang, role):
    assert f'<a href="mailto:asia@office.example">{role}</a>' in row(client, lang, "sechenov-2024")


def test_a_person_who_is_known_is_named_instead_of_the_role(client, world):
    world.asia.person_ru = world.asia.person_en = "Olga Ivanova"
    world.asia.save()
    assert ">Olga Ivanova</a>" in row(client, "en", "sechenov-2024")


def test_a_contact_that_is_not_public_is_in_no_row(client, world):
    world.mobility.coordinator_ours = world.keeper
    world.mobility.save()
    assert "keeper" not in row(client, "en", "sechenov-2024").lower()


def test_what_is_not_known_leaves_no_trace_in_the_row(client, world):
    found = row(client, "en", "nagasaki-1996")
    assert 'data-label="Contact"></td>' in found
    assert "places" not in found
    assert found.count('class="under') == 2  # the partner and the kind


def test_of_many_fields_the_first_three_are_named(client, world):
    world.mobility.isced_f.set(FieldOfStudy.objects.filter(code__in=["0912", "0913", "0914", "0915", "0916"]))
    world.mobility.save()
    assert "Medical diagnostic and treatment technology and 2 more" in words(row(client, "en", "sechenov-2024"))
    assert "Технологии медицинской диагностики и лечения и ещё 2" in words(row(client, "ru", "sechenov-2024"))


@pytest.mark.parametrize(
    ("lang", "number", "text"),
    [
        ("ru", 1, "1 место в год от нас"),
        ("ru", 2, "2 места в год от нас"),
        ("ru", 5, "5 мест в год от нас"),
        ("ru", 11, "11 мест в год от нас"),
        ("ru", 21, "21 место в год от нас"),
        ("en", 1, "1 place a year outgoing"),
        ("en", 2, "2 places a year outgoing"),
    ],
)
def test_places_are_counted_in_words(client, world, lang, number, text):
    lay_down(world.mobility, condition("outgoing", number))
    assert text in words(row(client, lang, "sechenov-2024"))


@pytest.mark.parametrize(
    ("conditions", "text"),
    [
        ([], ""),
        ([("2019/2020", "2023/2024", 9)], ""),  # all of it is over
        ([("2019/2020", "2025/2026", 9), ("2026/2027", "2028/2029", 4)], "4 места в год к нам"),  # what was is not added to what is
        ([("2025/2026", "2026/2027", 4), ("2027/2028", "2029/2030", 9)], "4 места в год к нам"),  # nor what will be
        ([("2027/2028", "2029/2030", 9), ("2028/2029", "2029/2030", 4)], "9 мест в год к нам"),  # nothing runs now: what begins first
    ],
)
def test_places_are_those_of_the_running_academic_year(conditions, text):
    assert places_text([condition("incoming", places, first, last) for first, last, places in conditions]) == text


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 31), "2025/2026"), (date(2026, 9, 1), "2026/2027"), (date(2027, 1, 1), "2026/2027"), (date(2026, 11, 22), "2026/2027")]
)
def test_an_academic_year_begins_in_september(day, year):
    assert academic_year(day) == year
