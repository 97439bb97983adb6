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
    assert f"/{lang}/partnership/partners/sechenov-university/" in addresses(page, ".hit h2 a")[:3]


# --- the department, news, forms ---------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wish_leads_to_whoever_answers_for_it(page, lang):
    visit(page, f"/{lang}/department/")
    link = page.locator(".intents dd a").first
    name, target = link.inner_text().strip(), link.get_attribute("href")
    link.click()
    assert page.evaluate("location.hash") == target
    card = page.locator(target)
    assert name in card.inner_text()
    assert card.locator("a[href^='mailto:']").is_visible()
    answer = page.request.get(card.locator("a[href$='.vcf']").get_attribute("href"))
    assert (answer.status, answer.headers["content-type"]) == (200, "text/vcard; charset=utf-8")
    assert name in answer.text().replace("\r\n ", "")


def news(page):
    return addresses(page, ".news_rows h3 a")


def test_news_are_narrowed_by_year_and_partner(page):
    visit(page, "/en/news/")
    everything = news(page)
    page.click("form.filters summary")
    page.select_option("form.filters [name=year]", "2023")
    follow(page, page.locator("form.filters button"))
    assert set(news(page)) == {f"/en/news/{slug}/" for slug in ("tashkent-olympiad-2023", "china-evening-2023", "school-of-surgeon-2023")}
    page.click("form.filters summary")
    page.select_option("form.filters [name=partner]", "sechenov-university")
    follow(page, page.locator("form.filters button"))
    assert news(page) == ["/en/news/school-of-surgeon-2023/"]
    assert page.locator("a[href$='.atom?year=2023&partner=sechenov-university']").is_visible(), "the feed of the same"
    follow(page, page.locator(".chips a").first)
    follow(page, page.locator(".chips a").first)
    assert news(page) == everything


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_values_of_a_fact_can_be_unfolded(page, lang):
    visit(page, f"/{lang}/partnership/")
    table = page.locator(".fact_history table").first
    if not table.is_visible():
        page.locator(".fact_history summary").first.click()
    assert table.is_visible()
    assert "24" in table.inner_text(), "the older number of partner countries"


@pytest.mark.parametrize("form", ["report/", "partnership/propose/"])
def test_a_wrong_answer_keeps_the_others_and_the_summary_leads_to_it(page, form):
    visit(page, f"/en/{form}")
    page.fill("[name=text]", "What was typed stays.")
    page.fill("[name=name]", "Reader")
    page.fill("[name=email]", "nonsense")
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    assert page.input_value("[name=text]") == "What was typed stays."
    assert page.input_value("[name=name]") == "Reader"
    assert page.is_checked("[name=consent]")
    page.click(".error_summary a[href='#id_email']")
    assert page.evaluate("location.hash") == "#id_email"
    page.fill("[name=email]", "reader@example.org")
    if form != "report/":
        page.fill("[name=organisation]", "Sample Hospital")
        page.select_option("[name=country]", "UZ")
    follow(page, page.locator(".message_form button"))
    assert page.locator(".reference strong").inner_text()[1] == "-"
    assert page.context.cookies() == []


@pytest.mark.parametrize("form", ["report/", "partnership/propose/"])
def test_the_invisible_field_is_invisible(page, form):
    visit(page, f"/ru/{form}")
    box = page.locator(".trap:has([name=trap])")
    size = box.bounding_box()
    assert size["width"] * size["height"] <= 1, "for the eye"
    assert box.evaluate("box => getComputedStyle(box).overflow") == "hidden"
    assert box.get_attribute("aria-hidden") == "true", "for a screen reader"
    assert page.locator("[name=trap]").get_attribute("tabindex") == "-1", "for the keyboard"
