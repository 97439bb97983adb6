"""News: a page each, an archive by year, section, country and partner, the same as a feed."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import Country
from core.nav import Tree
from office.models import NewsPage
from tests.conftest import TODAY, make_news, minsk
from tests.reading import main, sitemap, statements, words

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])


def slugs(html):
    """The news a piece of HTML links to, in order."""
    return list(dict.fromkeys(re.findall(r'href="/(?:ru|en)/news/([\w-]+)/"', html)))


# --- the archive ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/ru/news/", ["call", "exchange", "jubilee"]),
        ("/en/news/", ["call", "exchange"]),
        ("/ru/news/?sort=oldest", ["jubilee", "exchange", "call"]),
        ("/ru/news/?year=2024", ["jubilee"]),
        ("/ru/news/?year=2024&year=2026", ["call", "exchange", "jubilee"]),
        ("/ru/news/?year=2025", ["call", "exchange", "jubilee"]),
        ("/ru/news/?section=partnership", ["exchange"]),
        ("/ru/news/?section=about", ["call"]),
        ("/ru/news/?country=JP", ["exchange"]),
        ("/ru/news/?country=JP&year=2024", []),
        ("/ru/news/?partner=nagasaki-university", ["exchange"]),
        ("/ru/news/?partner=kaunas-university", ["call", "exchange", "jubilee"]),
        ("/ru/news/?q=стажировка", ["call"]),
        ("/en/news/?q=Нагасаки", ["exchange"]),
    ],
)
def test_the_archive_is_narrowed_by_year_section_country_and_partner(client, world, address, found):
    """A filter that no news has (a year or a partner without any) is unknown and ignored."""
    assert slugs(main(client, address)) == found


def options(page, facet):
    select = re.search(rf'<select[^>]*name="{facet}".*?</select>', page, re.DOTALL).group()
    return set(re.findall(r'<option value="([^"]+)"', select))


@BOTH
def test_no_filter_leads_to_an_empty_list(client, world, lang):
    page = main(client, f"/{lang}/news/")
    found = {facet: options(page, facet) for facet in ("year", "section", "country", "partner")}
    assert found["year"] == ({"2024", "2026"} if lang == "ru" else {"2026"})
    assert found == {"year": found["year"], "section": {"partnership", "about"}, "country": {"JP"}, "partner": {"nagasaki-university"}}
    for facet, values in found.items():
        for value in values:
            assert slugs(main(client, f"/{lang}/news/?{facet}={value}"))


def test_thousands_of_pieces_are_paged(client, world):
    for number in range(26):
        make_news(f"item-{number}", TODAY - timedelta(days=number), f"Новость {number}", f"News {number}")
    first, second = slugs(main(client, "/en/news/")), slugs(main(client, "/en/news/?page=2"))
    assert len(first) == 25
    assert len(second) == 3
    assert not set(first) & set(second)


@BOTH
def test_a_row_says_when_what_and_until_when(client, world, lang):
    text = words(main(client, f"/{lang}/news/"))
    for part in {"ru": ["5 октября 2026 г.", "Обмен с Нагасаки", "Трое студентов."], "en": ["5 October 2026", "Exchange with Nagasaki", "Three students."]}[
        lang
    ]:
        assert part in text
    assert 'datetime="2026-11-30T23:59:00+03:00"' in main(client, f"/{lang}/news/")


# --- one piece ----------------------------------------------------------------------------------
@BOTH
def test_a_piece_leads_to_what_it_is_about(client, world, lang):
    page = main(client, f"/{lang}/news/exchange/")
    assert {"ru": "Обмен с Нагасаки: подробности.", "en": "Exchange with Nagasaki: details."}[lang] in page
    for href in [f"/{lang}/partnership/", f"/{lang}/news/?country=JP", f"/{lang}/partnership/partners/nagasaki-university/"]:
        assert f'href="{href}"' in page


def test_a_partner_that_is_not_public_is_not_named(client, world):
    make_news("secret", TODAY, "Тайна", "Secret", partners=[world.draft, world.kaunas])
    page = main(client, "/en/news/secret/")
    assert "University of Kaunas" in page
    assert "Draft University" not in page
    assert "draft-university" not in options(main(client, "/en/news/"), "partner")


@pytest.mark.parametrize(("moment", "is_open"), [("2026-11-30 23:58:59", True), ("2026-11-30 23:59:00", False)])
def test_a_deadline_passes_at_its_second(client, world, moment, is_open):
    with time_machine.travel(minsk(moment), tick=False):
        for address in ("/en/", "/en/news/"):
            assert ('datetime="2026-11-30T23:59:00+03:00"' in main(client, address)) == is_open, address
        answer = client.get("/en/news/call/")
        assert answer.context["closed"] is not is_open
        assert ('datetime="2026-11-30T23:59:00+03:00"' in answer.content.decode()) == is_open
        assert "call" in slugs(main(client, "/en/news/")), "it stays in the archive"
        assert [row["href"] for row in client.get("/en/").context["closing"] if "/news/" in row["href"]] == (["/en/news/call/"] if is_open else [])


def test_the_nearest_deadline_comes_first_on_the_home_page_however_old_the_news(client, world):
    make_news("early", date(2020, 1, 1), "Давно", "Long ago", deadline=minsk("2026-11-23 12:00"))
    for number in range(9):
        make_news(f"item-{number}", TODAY, f"Новость {number}", f"News {number}")
    context = client.get("/en/").context
    assert [row["href"] for row in context["closing"]] == ["/en/news/early/", "/en/news/call/"]
    assert [row["href"] for row in context["news"]] == [f"/en/news/item-{number}/" for number in (8, 7, 6, 5)]


# --- where else it stands ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", ["call", "exchange"]),
        ("partnership/", ["exchange"]),
        ("about/", ["call"]),
        ("partnership/partners/nagasaki-university/", ["exchange"]),
        ("partnership/partners/kaunas-university/", []),
        ("figures/", []),
    ],
)
def test_news_stand_on_the_home_page_in_their_section_and_at_their_partner(client, world, address, found):
    assert set(slugs(main(client, f"/en/{address}"))) == set(found)


def test_news_are_found_by_the_search_box(client, world):
    assert "/en/news/exchange/" in main(client, "/en/search/?q=Нагасаки")


def test_news_stand_in_the_sitemap_with_their_languages(client, world):
    listed = sitemap(client)
    assert f"<loc>{settings.BASE_URL}/en/news/exchange/</loc>" in listed
    assert f"<loc>{settings.BASE_URL}/ru/news/jubilee/</loc>" in listed
    assert "/en/news/jubilee/" not in listed


def test_a_piece_in_one_language_only_is_nowhere_in_the_other(client, world):
    answer = client.get("/en/news/jubilee/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'href="/ru/news/jubilee/"' in page
    assert 'lang="ru"' in page
    assert "Юбилей управления" in page
    assert client.get("/ru/news/jubilee/").status_code == 200
    for address in ["/en/", "/en/news/", "/en/news/?year=2024", "/en/news/news.atom"]:
        assert "jubilee" not in client.get(address).content.decode()


def test_a_piece_that_is_not_live_is_nowhere(client, world):
    world.exchange.unpublish()
    for address in ["", "news/", "news/?partner=nagasaki-university", "news/news.atom", "partnership/", "partnership/partners/nagasaki-university/"]:
        assert "/news/exchange/" not in client.get(f"/en/{address}").content.decode()
    assert client.get("/en/news/exchange/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/news/",
        "/en/news/news.atom",
        "/en/partnership/",
        "/en/partnership/partners/nagasaki-university/",
        "/en/search/?q=nagasaki",
        "/en/report/?about=/en/news/exchange/",
        "/sitemap.xml",
    ],
)
def test_a_piece_for_those_who_signed_in_is_announced_to_nobody_else(client, world, address):
    PageViewRestriction.objects.create(page=world.exchange, restriction_type="login")
    assert client.get("/en/news/exchange/").status_code == 302
    page = client.get(address).content.decode()
    assert "Exchange with Nagasaki" not in page
    assert "<loc>" not in page or "/news/exchange/" not in page


@pytest.mark.parametrize("address", ["/en/", "/en/about/", "/en/news/", "/en/news/call/"])
def test_news_are_not_read_with_the_tree_of_pages(client, world, rf, address):
    def tree():
        with CaptureQueriesContext(connection) as captured:
            found = Tree(rf.get(address))
        return len(found.items), len(captured)

    rows, cost = tree(), len(statements(client, address))
    for number in range(30):
        make_news(f"item-{number}", TODAY, f"Новость {number}", f"News {number}", sections=["about"], countries=["JP"], partners=[world.nagasaki])
    assert tree() == rows
    assert len(statements(client, address)) == cost
    assert rows == (14, 2), "the home page, twelve below it and one below those; by two queries"


# --- the feed --------------------------------------------------------------------------------------
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def feed(client, address="/en/news/news.atom"):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 (our own)


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def ids(root):
    return [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]


def check_atom(root, lang, address):
    """What RFC 4287 requires of a feed and of each entry."""
    assert root.tag == f"{ATOM}feed"
    assert root.get(f"{XML}lang") == lang
    assert links(root)["self"] == f"{settings.BASE_URL}{address}"
    assert links(root)["alternate"].startswith(f"{settings.BASE_URL}/{lang}/")
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert element.findtext(f"{ATOM}{name}").strip(), name
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert element.findtext(f"{ATOM}id").startswith(f"tag:{settings.TAG_AUTHORITY}:")
    assert root.findtext(f"{ATOM}author/{ATOM}name").strip()
    for entry in root.findall(f"{ATOM}entry"):
        assert links(entry)["alternate"].startswith(settings.BASE_URL), "needed where an entry has no content"
    assert len(set(ids(root))) == len(ids(root))


@pytest.mark.parametrize(
    ("lang", "titles"), [("ru", ["Набор на стажировку", "Обмен с Нагасаки", "Юбилей управления"]), ("en", ["Call for internships", "Exchange with Nagasaki"])]
)
def test_the_feed_is_valid_and_holds_the_list_of_its_language(client, world, lang, titles):
    address = f"/{lang}/news/news.atom"
    root = feed(client, address)
    check_atom(root, lang, address)
    assert [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")] == titles
    assert [links(entry)["alternate"].removeprefix(f"{settings.BASE_URL}/{lang}/news/") for entry in root.findall(f"{ATOM}entry")] == [
        "call/",
        "exchange/",
        "jubilee/",
    ][: len(titles)]
    updated = root.findtext(f"{ATOM}entry/{ATOM}updated")
    assert datetime.fromisoformat(updated) == minsk("2026-11-02 12:00")


def test_the_filtered_list_offers_the_feed_of_the_same_filter(client, world):
    page = main(client, "/en/news/?country=JP&sort=oldest")
    assert 'href="/en/news/news.atom?country=JP"' in page
    root = feed(client, "/en/news/news.atom?country=JP")
    check_atom(root, "en", "/en/news/news.atom?country=JP")
    assert [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")] == ["Exchange with Nagasaki"]
    assert root.findtext(f"{ATOM}id") != feed(client).findtext(f"{ATOM}id")


def test_an_edit_changes_no_id_and_makes_no_new_entry(client, world):
    before = ids(feed(client))
    world.exchange.title_en, world.exchange.slug, world.exchange.date = "Exchange of students with Nagasaki", "students", TODAY
    world.exchange.save_revision().publish()
    root = feed(client)
    assert sorted(ids(root)) == sorted(before)
    assert "Exchange of students with Nagasaki" in [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def test_a_piece_taken_away_and_put_back_keeps_its_id(client, world):
    before = ids(feed(client))
    world.exchange.unpublish()
    assert len(ids(feed(client))) == len(before) - 1
    NewsPage.objects.get(pk=world.exchange.pk).save_revision().publish()
    assert ids(feed(client)) == before


def test_the_same_piece_has_the_same_id_in_both_languages(client, world):
    assert set(ids(feed(client, "/en/news/news.atom"))) < set(ids(feed(client, "/ru/news/news.atom")))


def test_a_title_is_text_in_the_feed(client, world):
    make_news("tricky", TODAY, "A & B <b>", "A & B <b>", summary_ru="x < y & z", summary_en="x < y & z")
    root = feed(client)
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "A & B <b>"
    assert unescape(entry.findtext(f"{ATOM}summary")) == "x < y & z"
    assert entry.find(f"{ATOM}summary").get("type") != "html" or "<" not in entry.findtext(f"{ATOM}summary")


def test_a_sample_is_marked_in_lists_feed_and_page_and_left_out_of_the_sitemap(client, world):
    NewsPage.objects.filter(pk=world.exchange.pk).update(is_sample=True)
    entries = {
        entry.findtext(f"{ATOM}title"): [found.get("term") for found in entry.findall(f"{ATOM}category")] for entry in feed(client).findall(f"{ATOM}entry")
    }
    assert entries["Exchange with Nagasaki"] == ["sample"]
    assert entries["Call for internships"] == []
    assert 'class="sample"' in main(client, "/en/news/exchange/")
    assert main(client, "/en/news/").count('class="sample"') == 1
    assert "/news/exchange/" not in client.get("/sitemap.xml").content.decode()


def test_a_feed_is_not_sent_twice_to_who_has_it(client, world):
    first = client.get("/en/news/news.atom")
    assert client.get("/en/news/news.atom", headers={"if-none-match": first["ETag"]}).status_code == 304
    make_news("newer", TODAY, "Новее", "Newer")
    assert client.get("/en/news/news.atom", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["page=x", "country=%00", "q=%27%22%3C%3E", "partner=" + "x" * 300, "year=0", "year=99999999999999999999", "section=%F0%9F%98%80", "year=2026&year=x"],
)
@pytest.mark.parametrize("address", ["news/", "news/news.atom"])
def test_no_query_string_breaks_archive_or_feed(client, world, address, query):
    assert client.get(f"/en/{address}?{query}").status_code == 200


# --- the editing form -------------------------------------------------------------------------------
def test_an_editor_writes_a_piece_of_news(desk, client, world):
    fields = {
        "title": "Новая новость", "title_en": "A new piece", "summary_ru": "", "summary_en": "", "slug": "new-piece", "languages": "all", "seo_title": "",
        "seo_title_en": "", "search_description": "", "search_description_en": "", "date": "2026-11-21", "deadline": "2026-12-01 18:00", "source_url": "",
        "partner_tags": inline_formset([{"partner": world.sechenov.pk}]),
        "body": streamfield([("text", {"ru": rich_text("<p>Текст.</p>"), "en": rich_text("<p>Text.</p>"), "later": ""})]),
    }  # fmt: skip
    chosen = {"sections": [world.partnership.pk], "countries": [Country.objects.get(code="RU").pk], "action-publish": "1"}
    address = reverse("wagtailadmin_pages:add", args=["office", "newspage", world.news.pk])
    assert desk.post(address, {**nested_form_data(fields), **chosen}).status_code == 302
    assert NewsPage.objects.get(slug="new-piece").deadline == minsk("2026-12-01 18:00")
    for found in ["", "news/?section=partnership", "news/?country=RU", "news/?partner=sechenov-university", "partnership/partners/sechenov-university/"]:
        assert "new-piece" in slugs(main(client, f"/en/{found}")), found
