"""The search box: pages and records of every section, in both scripts and both languages."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction

from core.models import SearchEntry
from masterclasses.models import Lecturer
from partners.models import Partner
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


def test_a_hit_in_the_other_language_is_marked_and_leads_to_where_it_answers(client, world):
    """A record has its page in every language, a page of the tree only in those that it is shown in."""
    page = client.get("/ru/search/", {"q": "Krankenhaus"}).content.decode()
    assert '<h2 lang="en"><a href="/ru/partnership/partners/holzminden-hospital/">Krankenhaus Holzminden</a>' in page
    page = client.get("/en/search/", {"q": "Правила"}).content.decode()
    assert '<h2 lang="ru"><a href="/ru/rules/" hreflang="ru">Правила приёма</a>' in page


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


def test_more_hits_than_a_page_holds_are_counted_by_kind_and_lead_to_the_register(client, world):
    for number in range(25):
        make_partner(f"clinic-{number}", "JP", f"Зорб {number}", f"Zorb {number}")
    page = client.get("/en/search/", {"q": "Zorb"}).content.decode()
    assert page.count('href="/en/partnership/partners/clinic-') == 20
    assert 'href="/en/search/?q=Zorb&amp;page=2"' in page
    assert client.get("/en/search/", {"q": "Zorb", "page": 2}).content.decode().count('href="/en/partnership/partners/clinic-') == 5
    Lecturer.objects.filter(slug="sato").update(name_en="Zorb Sato")
    both = client.get("/en/search/", {"q": "Zorb"}).content.decode()
    assert "Partners: 25" in both
    assert "Lecturers: 1" in both
    narrowed = client.get("/en/search/", {"q": "Zorb", "kind": "masterclasses.lecturer"}).content.decode()
    assert "1 result" in narrowed
    assert 'href="/en/masterclasses/lecturers/?q=Zorb"' in narrowed


# --- what was meant ------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("query", ["ctxtyjd", "ыусрутщм", "Sechenof", "Setchenov", "сеченовский", "Сечинов"])
def test_the_other_keyboard_layout_and_misspelt_names_find_the_partner(client, world, lang, query):
    assert f"/{lang}/partnership/partners/sechenov-university/" in hits(client, lang, query)[:3]


def test_it_is_said_what_was_looked_for_instead(client, world):
    assert "Shown is what was found for “сеченов”." in client.get("/en/search/", {"q": "ctxtyjd"}).content.decode()
    assert "Nothing is spelt like that." in client.get("/en/search/", {"q": "Sechenof"}).content.decode()
    assert "Shown is" not in client.get("/en/search/", {"q": "Sechenov"}).content.decode()


def test_of_many_words_most_are_enough(client, world):
    page = client.get("/en/search/", {"q": "medical university Sechenov zzzz"})
    assert "/en/partnership/partners/sechenov-university/" in hits(client, "en", "medical university Sechenov zzzz")
    assert "Nothing holds all of these words." in page.content.decode()


def test_the_words_are_marked_where_they_stand(client, world):
    partner = make_partner(
        "marked", "JP", "Клиника", "Clinic", summary_en="It teaches <b> & heals with <i>lasers</i> and bright lights.", summary_ru="Лечит лазерами."
    )
    page = client.get("/en/search/", {"q": "laser"}).content.decode()
    assert "heals with <mark>lasers</mark> and bright lights." in page
    assert "<mark>лазерами</mark>" in client.get("/ru/search/", {"q": "лазеры"}).content.decode()
    assert partner.get_url("en") in page


# --- current after every change --------------------------------------------------------------------
def test_what_changes_is_found_as_it_is_now(client, world):
    partner = make_partner("clinic", "JP", "Зорб", "Zorb")
    assert hits(client, "en", "zorb") == ["/en/partnership/partners/clinic/"]
    partner.name_en, partner.name_ru = "Hospice", "Хоспис"
    partner.save()
    assert (hits(client, "en", "zorb"), hits(client, "en", "hospice")) == ([], ["/en/partnership/partners/clinic/"])
    Partner.objects.filter(pk=partner.pk).update(summary_en="Palliative care")
    assert hits(client, "en", "palliative") == ["/en/partnership/partners/clinic/"]
    partner.refresh_from_db()
    partner.unpublish()
    assert hits(client, "en", "hospice") == []
    partner.live = True
    partner.save()
    assert hits(client, "en", "hospice") == ["/en/partnership/partners/clinic/"]
    partner.delete()
    assert hits(client, "en", "hospice") == []


def test_an_agreement_is_found_by_its_partner_whatever_that_is_called_today(client, world):
    assert "/en/partnership/agreements/sechenov-2024/" in hits(client, "en", "Sechenov")
    partner = Partner.objects.get(slug="sechenov-university")
    partner.name_en, partner.name_ru = "Renamed Academy", "Академия"
    partner.save()
    assert "/en/partnership/agreements/sechenov-2024/" in hits(client, "en", "renamed")


def test_a_page_is_found_by_its_text_at_its_new_address_and_not_when_it_is_private(client, world):
    about = world.about
    about.slug = "about-us"
    about.save_revision().publish()
    assert "/en/about-us/" in hits(client, "en", "office")
    restriction = PageViewRestriction.objects.create(page=about, restriction_type="login")
    assert "/en/about-us/" not in hits(client, "en", "office")
    restriction.delete()
    assert "/en/about-us/" in hits(client, "en", "office")


def test_reindexing_finds_what_was_changed_past_django(client, world):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partners_partner SET name_en = 'Zorb Grumf' WHERE slug = 'nagasaki-university'")
    assert hits(client, "en", "zorb") == []
    call_command("reindex")
    assert hits(client, "en", "zorb")[0] == "/en/partnership/partners/nagasaki-university/"
    number = SearchEntry.objects.count()
    SearchEntry.objects.create(model="gone.thing", object_id=1, path="gone/")
    call_command("reindex")
    assert SearchEntry.objects.count() == number


@pytest.mark.parametrize("query", ['a"b', "x" * 4000, "слово " * 800, "🙂", "\x00\x1f", "AND OR NOT (", "'; DROP TABLE", "%_*?"])
def test_no_query_breaks_the_search(client, world, query):
    assert client.get("/en/search/", {"q": query, "kind": query[:50], "page": query[:9]}).status_code == 200
