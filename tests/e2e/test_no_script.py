"""Everything a reader needs works on a phone with JavaScript switched off."""

from datetime import date

import pytest

from tests.e2e.visiting import LANGUAGES, follow, visit

ROWS = "table.rows tbody tr"


@pytest.fixture
def page(open_page):
    return open_page(360, script=False)


def addresses(page, links=f"{ROWS} th a"):
    return page.locator(links).evaluate_all("links => links.map(link => link.getAttribute('href'))")


def address(page):
    return page.evaluate("location.pathname + location.search")


def test_the_menu_opens(page):
    visit(page, "/ru/")
    link = page.locator(".menu a[href='/ru/training/']")
    assert not link.is_visible()
    page.click(".menu summary")
    follow(page, link)
    assert address(page) == "/ru/training/"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_filters_narrow_the_register_and_are_taken_away_again(page, lang):
    visit(page, f"/{lang}/partnership/")
    everything = addresses(page)
    page.click("form.filters summary")
    page.select_option("form.filters [name=country]", "JP")
    follow(page, page.locator("form.filters button"))
    japan = {f"/{lang}/partnership/partners/{slug}/" for slug in ("nagasaki-university", "akita-university", "fukushima-medical-university")}
    assert set(addresses(page)) == japan
    follow(page, page.locator(".chips a").first)
    assert addresses(page) == everything


def test_the_search_field_of_the_register_narrows_it(page):
    visit(page, "/en/partnership/")
    page.fill("form.filters [name=q]", "акита")
    follow(page, page.locator("form.filters button"))
    assert addresses(page) == ["/en/partnership/partners/akita-university/"]


def test_the_order_can_be_changed(page):
    visit(page, "/en/partnership/agreements/")
    assert signed(page) == sorted(signed(page), reverse=True), "newest first"
    follow(page, page.locator(".sorts a[href*='sort=oldest']"))
    assert signed(page) == sorted(signed(page))
    assert page.locator(".sorts a[aria-current]").get_attribute("href").endswith("sort=oldest")


def signed(page):
    """The dates of signing, row by row."""
    texts = page.locator(f"{ROWS} td:nth-child(2) time").evaluate_all("times => times.map(time => time.dateTime)")
    return [date(*map(int, f"{text}-01-01".split("-")[:3])) for text in texts]


def test_pages_of_the_list_follow_one_another(page):
    visit(page, "/ru/partnership/agreements/?sort=oldest")
    seen = addresses(page)
    while page.locator(".pagination a[rel=next]").count():
        follow(page, page.locator(".pagination a[rel=next]"))
        assert "sort=oldest" in address(page)
        seen += addresses(page)
    assert len(seen) == len(set(seen)) > 25, "every row once"
    follow(page, page.locator(".pagination a[rel=prev]"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_switch_keeps_the_filters(page, lang):
    other = "en" if lang == "ru" else "ru"
    visit(page, f"/{lang}/partnership/?q=university&country=JP")
    names = addresses(page)
    follow(page, page.locator(f".utility a[hreflang={other}]"))
    assert address(page) == f"/{other}/partnership/?q=university&country=JP"
    assert sorted(addresses(page)) == sorted(name.replace(f"/{lang}/", f"/{other}/") for name in names)
    assert page.locator("form.filters [name=country]").evaluate("select => select.value") == "JP"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_box_answers(page, lang):
    visit(page, f"/{lang}/partnership/partners/nagasaki-university/")
    page.fill("header form.search_box [name=q]", "Сеченова")
    follow(page, page.locator("header form.search_box button"))
    assert f"/{lang}/partnership/partners/sechenov-university/" in addresses(page, ".hit h3 a")[:3]
