"""The search box: pages and records of every section, in both scripts and both languages."""

import re

import pytest

from tests.conftest import make_partner


def hits(client, lang, query):
    """Addresses of the results, best first."""
    page = client.get(f"/{lang}/search/", {"q": query}).content.decode().split("<main")[1].split("</main>")[0]
    return [address for address in re.findall(r'href="(/[^"?]+)"', page) if "search" not in address]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("query", ["Сеченов", "Sechenov", "сеченова", "сеченовский"[:7], "СЕЧЕНОВА"])
def test_sechenov_is_found_in_either_script(client, world, lang, query):
    assert f"/{lang}/partnership/partners/sechenov-university/" in hits(client, lang, query)[:3]


def test_pages_agreements_and_former_names_are_found(client, world):
    assert "/en/about/" in hits(client, "en", "office")
    assert "/ru/about/" in hits(client, "ru", "отдела")
    assert "/en/partnership/agreements/sechenov-2024/" in hits(client, "en", "12/2024")
    assert "/ru/partnership/partners/sechenov-university/" in hits(client, "ru", "МГМУ")
    assert "/en/partnership/partners/nagasaki-university/" in hits(client, "en", "長崎大学")


def test_a_hit_in_the_other_language_is_marked_and_leads_to_it(client, world):
    page = client.get("/ru/search/", {"q": "Krankenhaus"}).content.decode()
    assert re.search(r'lang="en"[^>]*>\s*Krankenhaus Holzminden', page)
    page = client.get("/en/search/", {"q": "Правила"}).content.decode()
    assert 'href="/ru/rules/"' in page
    assert re.search(r'lang="ru"[^>]*>\s*Правила приёма', page)


@pytest.mark.parametrize("query", ["", " ", "!!!", "qqqqq", "<script>", "%", "\u202e", "я" * 500])
def test_nothing_found_is_said_and_nothing_breaks(client, world, query):
    answer = client.get("/en/search/", {"q": query})
    assert answer.status_code == 200
    assert hits(client, "en", query) == []
    assert "<script>" not in answer.content.decode()


def test_nothing_unpublished_is_found(client, world):
    assert hits(client, "en", "Draft") == []
    assert hits(client, "en", "secret") == []
    world.about.unpublish()
    assert "/en/about/" not in hits(client, "en", "office")


def test_the_box_keeps_what_was_typed(client, world):
    assert 'value="Сеченов &quot;&lt;"' in client.get("/ru/search/", {"q": 'Сеченов "<'}).content.decode()


def test_more_than_a_page_of_hits_leads_to_the_register(client, world):
    for number in range(25):
        make_partner(f"clinic-{number}", "JP", f"Клиника {number}", f"Clinic {number}")
    page = client.get("/en/search/", {"q": "Clinic"}).content.decode()
    assert page.count("/en/partnership/partners/clinic-") == 20
    assert 'href="/en/partnership/?q=Clinic"' in page
    assert "/en/partnership/?q=" not in client.get("/en/search/", {"q": "Sechenov"}).content.decode()
