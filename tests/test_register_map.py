"""The map below the register of partners shows exactly whom the filters leave; the one of the home page shows no sample."""

import re

import pytest

from core.models import Country
from core.worldmap import project
from partners.map import countries_of, dots, place
from partners.models import Agreement, Partner
from tests.conftest import make_agreement, make_partner
from tests.reading import words


def map_of(client, address):
    """The section with the map, as HTML; '' where there is none."""
    parts = client.get(address).content.decode().split('class="on_map')
    return parts[1].split("</section>")[0] if len(parts) > 1 else ""


def countries(drawn):
    """{country: address} of the list beside the map."""
    links = re.findall(r'<a href="([^"]+)"><span class="name">(.*?)</span>', drawn)
    return {name: address.replace("&amp;", "&") for address, name in links}


def test_the_map_shows_the_countries_of_the_listed_partners_samples_included(client, world):
    assert set(countries(map_of(client, "/en/partnership/"))) == {"Germany", "Japan", "China", "Russia"}
    assert set(countries(map_of(client, "/en/partnership/?view=archive"))) == {"Lithuania"}


def test_a_filter_narrows_the_map_and_each_country_keeps_the_filter(client, world):
    drawn = map_of(client, "/en/partnership/?region=eastern-asia&q=university&sort=country")
    assert countries(drawn) == {
        "Japan": "/en/partnership/?q=university&country=JP&region=eastern-asia&sort=country",
        "China": "/en/partnership/?q=university&country=CN&region=eastern-asia&sort=country",
    }


@pytest.mark.parametrize("query", ["", "?view=archive", "?field=0912", "?form=student_mobility&status=current", "?q=university&kind=university"])
def test_the_numbers_of_the_countries_are_those_of_the_list(client, world, query):
    drawn = map_of(client, f"/en/partnership/{query}")
    numbers = [int(number) for number in re.findall(r'class="count" aria-hidden="true">(\d+)<', drawn)]
    count = re.search(r'class="count" role="status">(\d+) partner', client.get(f"/en/partnership/{query}").content.decode())
    assert sum(numbers) == int(count[1])
    assert len(re.findall(r"<path d=", drawn.split('class="arcs"')[1].split("</g>")[0])) == len(numbers)


def test_all_pages_of_the_list_are_on_the_map(client, world):
    for number in range(30):
        make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}")
    assert "31 partners" in words(map_of(client, "/en/partnership/?page=2&country=JP"))


@pytest.mark.parametrize(
    ("lang", "query", "said"),
    [
        ("ru", "", "Карта мира по этому списку: 4 партнёра в 4 странах"),
        ("ru", "?country=JP", "Карта мира по этому списку: 1 партнёр в 1 стране"),
        ("en", "", "World map of this list: 4 partners in 4 countries"),
        ("en", "?country=JP", "World map of this list: 1 partner in 1 country"),
    ],
)
def test_the_drawing_says_in_words_what_it_shows(client, world, lang, query, said):
    assert f'role="img" aria-label="{said}' in map_of(client, f"/{lang}/partnership/{query}")


def test_an_empty_list_has_no_map(client, world):
    assert map_of(client, "/en/partnership/?q=nobody") == ""


def test_samples_are_on_the_map_of_the_register_and_not_on_the_home_page(client, world):
    make_agreement("sample-nagasaki", world.nagasaki, open_ended=True, is_sample=True)
    japan = [row[-1] for agreements in (Agreement.objects.public(), Agreement.objects.public().real()) for row in world_of("JP").places(agreements)]
    assert japan == [2, 1]
    home = client.get("/en/").content.decode().split('class="countries')[1].split("</section>")[0]
    assert "Japan" in home
    assert "China" not in home


def world_of(code):
    return Partner.objects.published().of_country(code)


def test_a_partner_stands_where_its_city_is_and_a_change_of_it_moves_the_dot(client, world):
    def dot():
        return re.search(r'class="dots">\s*<circle cx="([\d.]+)" cy="([\d.]+)"', map_of(client, "/en/partnership/?country=JP")).groups()

    centre = dot()
    world.nagasaki.latitude, world.nagasaki.longitude = 32.75, 129.87
    world.nagasaki.save()
    assert dot() != centre
    assert dot() == tuple(str(number) for number in project(32.75, 129.87))


def test_dots_that_would_cover_each_other_are_one_and_a_crowd_of_them_is_none():
    japan = Country(pk=1, code="JP", latitude=36, longitude=138)
    near = [place(japan, at, 0) for at in [(100.0, 100.0), (100.4, 100.2), (140.0, 100.0)]]
    assert len(dots(countries_of(near))) == 2
    crowd = [place(japan, (x * 5.0, y * 5.0), 0) for x in range(40) for y in range(40)]
    assert dots(countries_of(crowd)) == [project(36, 138)]
