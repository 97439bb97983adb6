"""Journey 8: a reader switches the language on an item that lacks the other version."""

import re

import pytest

from tests.e2e.editing import edit_address_of_home, field, publish
from tests.e2e.visiting import LANGUAGES, OTHER, follow, sitemap, visit

ENGLISH = re.compile("английск|english", re.IGNORECASE)
HOSPITAL, HOSPITAL_NAME = "partnership/partners/krankenhaus-holzminden/", "Agaplesion Evangelisches Krankenhaus Holzminden"


def switch(page, lang):
    return page.locator(f".utility a[hreflang={lang}]")


def alternates(page):
    """{language: address} of the page's hreflang links."""
    links = page.locator("head link[rel=alternate][hreflang]")
    return dict(links.evaluate_all("links => links.map(link => [link.hreflang, new URL(link.href).pathname])"))


def path(page):
    return page.evaluate("location.pathname + location.search")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_record_without_russian_answers_at_its_own_address(open_page, width):
    page = open_page(width)
    visit(page, f"/en/{HOSPITAL}")
    assert page.locator(".notice").count() == 0, "the English reader misses nothing"
    follow(page, switch(page, "ru"))
    assert path(page) == f"/ru/{HOSPITAL}"
    assert page.locator("h1 [lang=en]").inner_text() == HOSPITAL_NAME
    assert ENGLISH.search(page.locator("main .notice:visible").inner_text()), "the note names the language there is"
    follow(page, switch(page, "en"))
    assert path(page) == f"/en/{HOSPITAL}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_missing_version_is_offered_to_no_search_engine(open_page, lang):
    page = open_page()
    visit(page, f"/{lang}/{HOSPITAL}")
    assert alternates(page) == {"en": f"/en/{HOSPITAL}", "x-default": f"/en/{HOSPITAL}"}
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith(f"/en/{HOSPITAL}")
    listed = sitemap(page.request)
    assert f"/en/{HOSPITAL}" in listed
    assert f"/ru/{HOSPITAL}" not in listed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_register_marks_a_name_that_is_in_the_other_language(open_page, lang):
    page = open_page()
    visit(page, f"/{lang}/partnership/?country=DE")
    name = page.locator(f"main a[href='/{lang}/{HOSPITAL}'] [lang=en]")
    assert name.count() == (1 if lang == "ru" else 0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("item", ["training/", "partnership/?country=JP&sort=country", "partnership/agreements/nanjing-2022/", "search/?q=nagasaki"])
def test_the_switch_stays_on_the_same_item(open_page, lang, item):
    page = open_page()
    visit(page, f"/{lang}/{item}")
    follow(page, switch(page, OTHER[lang]))
    assert path(page) == f"/{OTHER[lang]}/{item}"


def test_a_page_made_russian_only_says_so_in_english(desk, open_page):
    """An editor publishes a page in both languages, then withdraws the English one."""
    reader = open_page()
    pages = edit_address_of_home(desk)
    desk.goto(f"{pages}add_subpage/")
    texts = {
        "title": "Правила приёма делегаций",
        "title_en": "Receiving delegations",
        "summary_ru": "Как принять гостей.",
        "summary_en": "How to receive guests.",
    }
    for name, text in {**texts, "slug": "delegations"}.items():
        field(desk, name).fill(text)
    publish(desk)
    visit(reader, "/en/delegations/")
    assert "/en/delegations/" in sitemap(reader.request)

    desk.goto(pages)
    desk.get_by_role("link", name=texts["title"]).first.click()
    field(desk, "languages").select_option("ru")
    publish(desk)

    visit(reader, "/ru/delegations/")
    assert set(alternates(reader)) == {"ru", "x-default"}
    follow(reader, switch(reader, "en"), status=404)
    assert path(reader) == "/en/delegations/"
    listed = sitemap(reader.request)
    assert "/ru/delegations/" in listed
    assert "/en/delegations/" not in listed
    notice = reader.locator("main a[hreflang=ru][lang=ru]")
    assert notice.inner_text() == texts["title"]
    follow(reader, notice)
    assert path(reader) == "/ru/delegations/"
