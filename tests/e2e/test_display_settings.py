"""Display settings work without script, are remembered, and understand nothing but their own words."""

import pytest

from tests.e2e.visiting import follow, visit

DEFAULTS = {"size": "100", "scheme": "auto", "spacing": "normal", "images": "on"}
CHOICE = {"size": "150", "scheme": "dark", "spacing": "wide", "images": "off"}
START = "/ru/partnership/?country=CN"
SAVE, RESET = "main form.display button", "main form.display_reset button"


@pytest.fixture
def page(open_page):
    return open_page(360, script=False)


def look(page):
    """What the page's own data attributes say."""
    return {name: page.locator("html").get_attribute(f"data-{name}") for name in DEFAULTS}


def cookie(page):
    return next((found["value"] for found in page.context.cookies() if found["name"] == "display"), None)


def address(page):
    return page.evaluate("location.pathname + location.search")


def choose(page, **choice):
    """From wherever one is, by the link in the first line, to the form and back."""
    follow(page, page.locator("header a[href*='/display/']"))
    for name, value in choice.items():
        page.locator(f"label:has(input[name={name}][value='{value}'])").click()
    follow(page, page.locator(SAVE))


def test_the_choice_is_remembered_and_leads_back_to_where_one_was(page):
    visit(page, START)
    assert look(page) == DEFAULTS
    choose(page, **CHOICE)
    assert address(page) == START
    assert look(page) == CHOICE
    visit(page, "/en/partnership/partners/nagasaki-university/")
    assert look(page) == CHOICE, "on the next page, in the other language"
    assert cookie(page) == "size:150.scheme:dark.spacing:wide.images:off"


def test_the_form_shows_what_is_chosen(page):
    visit(page, START)
    choose(page, size="200")
    follow(page, page.locator("header a[href*='/display/']"))
    checked = page.locator("form.display input:checked").evaluate_all("inputs => inputs.map(input => [input.name, input.value])")
    assert dict(checked) == {**DEFAULTS, "size": "200"}


def test_reset_forgets_everything(page):
    visit(page, START)
    choose(page, **CHOICE)
    follow(page, page.locator("header a[href*='/display/']"))
    follow(page, page.locator(RESET))
    assert address(page) == START
    assert look(page) == DEFAULTS
    assert cookie(page) is None


@pytest.mark.parametrize("value", ["scheme:pink.size:9000", "size", "::..::", "scheme:%22%3E%3Cscript%3E", "images:off;scheme=dark", "x" * 3000])
def test_a_made_up_cookie_changes_nothing(page, site, value):
    page.context.add_cookies([{"name": "display", "value": value.replace(";", "%3B"), "url": site.url}])
    visit(page, "/en/display/")
    assert look(page) == DEFAULTS


def test_no_address_leads_away_from_the_site(page):
    visit(page, "/en/display/?next=https://elsewhere.example/")
    follow(page, page.locator(SAVE))
    assert address(page) == "/en/"


def test_a_reader_with_script_may_choose_as_well(open_page):
    page = open_page()
    visit(page, START)
    choose(page, scheme="white-on-black", size="200")
    assert look(page) == {**DEFAULTS, "scheme": "white-on-black", "size": "200"}
