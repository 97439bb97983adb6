"""Journey 14: the mobility office of a partner university looks for the fact sheet for those it wants to send."""

import json
import re

import pytest
from django.utils.timezone import localdate
from icalendar import Calendar
from jsonschema import Draft202012Validator

from core.academic_year import academic_year
from tests.e2e.instance import ROOT
from tests.e2e.visiting import LANGUAGES, follow, visit

VISITORS = [(360, True), (360, False), (1280, True), (1280, False)]
EVERY_VISITOR = pytest.mark.parametrize(("width", "script"), VISITORS)
IN_BOTH = pytest.mark.parametrize("lang", LANGUAGES)


def schema_of(name):
    schema = json.loads((ROOT / "mobility" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def find(page, lang):
    """From the home page by the menu to the section, from there to the sheet."""
    visit(page, f"/{lang}/")
    if page.locator(".menu details > summary").is_visible():
        page.click(".menu details > summary")
    follow(page, page.locator(f".menu a[href='/{lang}/mobility/']"))
    follow(page, page.locator(f"main a[href='/{lang}/mobility/fact-sheet/']").first)


def file_of(page):
    """The JSON that the page links to."""
    answer = page.request.get(page.locator("main a[href$='.json'][href*='fact-sheet']:not([href*='schema'])").get_attribute("href"))
    assert answer.status == 200
    return answer.json()


@IN_BOTH
@EVERY_VISITOR
def test_the_office_reads_all_it_needs_on_one_page(open_page, lang, width, script):
    page = open_page(width, script)
    find(page, lang)
    assert academic_year() in page.locator("h1").inner_text()
    dates = page.locator(".sheet_dates tbody tr")
    assert dates.count() == 2, "a row for each term"
    for cell in page.locator(".sheet_dates tbody td").all():
        assert cell.locator(".month_day").inner_text().strip()
        coming = cell.locator("time")
        assert coming.get_attribute("datetime")[:10] >= localdate().isoformat()
        assert coming.get_attribute("datetime")[10:] == "T23:59:00+03:00"
        assert "UTC+3" in cell.inner_text()
    assert [re.search(r"\d+", text)[0] for text in page.locator(".weeks dd").all_inner_texts()] == ["4", "5"]
    assert page.locator(".papers li").count() == 4
    cards = page.locator(".help_cards").first
    assert cards.locator("a[href^='mailto:']").count() >= 3, "housing, visa, insurance"
    assert cards.locator("a[href^='tel:']").count() >= 4, "and emergencies"
    assert cards.locator(f"a[href^='https://'][href*='/{lang}/']").count() == 3, "their pages, in the language"
    assert page.locator(".contact a[href='mailto:asia@bsmu.example']").is_visible()
    assert page.locator(f"main a[href='/{lang}/mobility/calls/?direction=incoming']").is_visible()
    assert page.locator(f"main a[href='/{lang}/partnership/propose/']").is_visible()


@IN_BOTH
@EVERY_VISITOR
def test_last_years_sheet_is_one_click_away_and_says_what_it_is(open_page, lang, width, script):
    page = open_page(width, script)
    visit(page, f"/{lang}/mobility/fact-sheet/")
    now = page.locator("h1").inner_text()
    follow(page, page.locator(".sheet_links a[href*='/mobility/fact-sheet/20']").last)
    then = page.locator("h1").inner_text()
    assert then != now
    assert page.locator(".notice").is_visible()
    assert page.locator(".sheet_dates time").count() == 0, "no date of a past year is announced"
    assert file_of(page)["factsheet-response"]["factsheet"][0]["x-academic-year"] in then
    follow(page, page.locator(".notice a"))
    assert page.locator("h1").inner_text() == now


@IN_BOTH
def test_the_json_has_ewps_names_holds_to_its_schema_and_says_what_the_page_says(open_page, lang):
    page = open_page()
    visit(page, f"/{lang}/mobility/fact-sheet/")
    data = file_of(page)
    assert list(schema_of("fact-sheet").iter_errors(data)) == []
    (sheet,) = data["factsheet-response"]["factsheet"]
    assert sheet["x-academic-year"] in page.locator("h1").inner_text()
    weeks = [int(re.search(r"\d+", text)[0]) for text in page.locator(".weeks dd").all_inner_texts()]
    assert weeks == [sheet["decision-weeks-limit"], sheet["tor-weeks-limit"]]
    shown = [f"--{day.get_attribute('datetime')[5:10]}" for day in page.locator(".sheet_dates time").all()]
    kinds = ("student-nominations", "student-applications")
    assert shown == [sheet["calendar"][kind][term] for term in ("autumn-term", "spring-term") for kind in kinds]
    mails = {sheet[name]["email"] for name in ("housing-info", "visa-info", "insurance-info")}
    assert mails == {link.get_attribute("href").removeprefix("mailto:") for link in page.locator(".help_cards").first.locator("a[href^='mailto:']").all()}
    assert sheet["application-info"]["email"] == page.locator(".contact a[href^='mailto:']").inner_text()
    linked = page.request.get(page.locator("main a[href$='fact-sheet-schema.json']").get_attribute("href")).json()
    assert linked["$defs"] == schema_of("fact-sheet").schema["$defs"]


@IN_BOTH
def test_the_agreements_hold_to_their_schema_and_are_marked_where_they_are_samples(open_page, lang):
    page = open_page()
    data = page.request.get(f"/{lang}/mobility/agreements-ewp.json").json()
    assert list(schema_of("agreements-ewp").iter_errors(data)) == []
    iias = data["iias-get-response"]["iia"]
    assert iias
    assert all(iia["x-sample"] for iia in iias), "conditions of the demonstration are invented"
    address = next(row["value"] for row in iias[0]["x-page"] if row["xml:lang"] == lang)
    visit(page, address)
    specifications = [row for rows in iias[0]["cooperation-conditions"].values() for row in rows]
    assert page.locator(".conditions tbody tr").count() == len(specifications)


def test_the_dates_go_into_a_calendar(open_page):
    page = open_page()
    visit(page, "/en/mobility/fact-sheet/")
    shown = {link.get_attribute("datetime") for link in page.locator(".sheet_dates time").all()}
    answer = page.request.get(page.locator("main a[href$='.ics']").get_attribute("href"))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert {entry["DTSTART"].dt.isoformat() for entry in Calendar.from_ical(answer.body()).walk("VEVENT")} == shown


def test_a_year_without_a_sheet_is_the_sites_own_404(open_page):
    visit(open_page(), "/en/mobility/fact-sheet/1999-2000/", status=404)
