"""The page of the fact sheet: which year it shows, what it prints, its calendar; and its rules for editors."""

import json
import re
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from icalendar import Calendar

from core.models import OfficeDetails
from mobility.models import FactSheet, SheetInfo, SheetRequirement, SheetTerm
from mobility.models.sheet import check_month_day, day_for
from tests.mobility_world import make_sheet, minsk
from tests.reading import main, sitemap, words
from tests.training_world import both

PAGE, LAST_YEAR = "/en/mobility/fact-sheet/", "/en/mobility/fact-sheet/2025-2026/"
FILE = "/en/mobility/fact-sheet.json"
DAYS = {"ru": ["1 мая", "1 июня", "15 октября", "15 ноября"], "en": ["1 May", "1 June", "15 October", "15 November"]}
LANGUAGES = pytest.mark.parametrize("lang", ["ru", "en"])


def sheet_of(year="2026/2027"):
    return FactSheet.objects.get(academic_year=year)


def entries(client, address="/en/mobility/fact-sheet.ics"):
    answer = client.get(address)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


# --- which year ----------------------------------------------------------------------------------
def test_the_sheet_of_the_running_year_stands_at_the_lasting_address(client, world):
    page = main(client, PAGE)
    assert "2026/2027" in re.search(r"<h1>(.*?)</h1>", page)[1]
    assert f'href="{LAST_YEAR}"' in page
    assert "past academic year" not in page


def test_next_years_sheet_does_not_take_its_place_before_september(client, world):
    make_sheet("2027/2028")
    assert "2026/2027" in re.search(r"<h1>(.*?)</h1>", main(client, PAGE))[1]
    with time_machine.travel("2027-09-01T00:00:00+03:00"):
        assert "2027/2028" in re.search(r"<h1>(.*?)</h1>", main(client, PAGE))[1]


def test_last_years_sheet_is_still_there_and_says_so(client, world):
    page = main(client, LAST_YEAR)
    assert "2025/2026" in re.search(r"<h1>(.*?)</h1>", page)[1]
    assert "This sheet is for a past academic year, 2025/2026." in words(page)
    assert 'href="/en/mobility/fact-sheet/2026-2027/"' in page.split("past academic year")[1].split("</div>")[0]
    assert "next:" not in page
    assert 'href="/en/mobility/fact-sheet/2025-2026.json"' in page


def test_where_no_newer_sheet_is_published_the_last_one_says_that(client, world):
    sheet_of().delete()
    page = words(main(client, PAGE))
    assert "past academic year, 2025/2026" in page
    assert "No newer one has been published yet" in page


def test_a_draft_is_nowhere(client, world):
    make_sheet("2027/2028", public=False)
    assert "2027/2028" not in main(client, LAST_YEAR)
    assert 'href="/en/mobility/fact-sheet/2027-2028/"' not in main(client, PAGE)
    assert client.get("/en/mobility/fact-sheet/2027-2028/").status_code == 404
    assert client.get("/en/mobility/fact-sheet.ics?year=2027/2028").status_code == 404
    assert "2027-2028" not in sitemap(client)


@pytest.mark.parametrize("year", ["1999-2000", "2025-2030", "0000-0000", "2026", "2026-2027x", "none", "%00", "２０２６-２０２７", "..", "9" * 300])
def test_a_year_that_there_is_no_sheet_for_is_no_page(client, world, year):
    assert client.get(f"/en/mobility/fact-sheet/{year}/").status_code == 404


@LANGUAGES
def test_without_any_sheet_the_page_says_whom_to_ask(client, world, lang):
    FactSheet.objects.all().delete()
    page = main(client, f"/{lang}/mobility/fact-sheet/")
    assert "mailto:reception@office.example" in page
    assert f"/{lang}/mobility/calls/?direction=incoming" in page
    assert f"/{lang}/partnership/propose/" in page
    assert entries(client, f"/{lang}/mobility/fact-sheet.ics") == []


def test_the_sitemap_names_the_sheets_but_no_sample(client, world):
    make_sheet("2024/2025", is_sample=True)
    found = sitemap(client)
    assert found.count("/en/mobility/fact-sheet/</loc>") == 1
    assert found.count("/ru/mobility/fact-sheet/2025-2026/</loc>") == 1
    assert "2024-2025" not in found


# --- what it prints ------------------------------------------------------------------------------
def test_a_partners_office_finds_everything_on_one_page(client, world):
    page = words(main(client, PAGE))
    for text in (
        "1 May",
        "1 June",
        "15 October",
        "15 November",
        "4 weeks",
        "5 weeks",
        "Health certificate",
        "Not older than a month.",
        "Lift",
        "In building 1.",
    ):
        assert text in page, text
    html = main(client, PAGE)
    for mail in ("housing@office.example", "visa@office.example", "insurance@office.example", "access@office.example", "asia@office.example"):
        assert f'href="mailto:{mail}"' in html, mail
    assert 'href="tel:+375170000001"' in html
    assert 'href="/en/mobility/calls/?direction=incoming"' in html
    assert 'href="/en/partnership/propose/"' in html


@LANGUAGES
@pytest.mark.parametrize("path", ["fact-sheet", "fact-sheet/2025-2026"])
def test_the_page_and_the_json_say_the_same(client, world, lang, path):
    page = main(client, f"/{lang}/mobility/{path}/")
    (sheet,) = json.loads(client.get(f"/{lang}/mobility/{path}.json").getvalue())["factsheet-response"]["factsheet"]
    assert f"{sheet['x-academic-year']}" in page
    assert re.findall(r'<span class="month_day">(.*?)</span>', page) == DAYS[lang]
    nominations, applications = sheet["calendar"]["student-nominations"], sheet["calendar"]["student-applications"]
    written = [dates[term] for term in ("autumn-term", "spring-term") for dates in (nominations, applications)]
    assert written == ["--05-01", "--06-01", "--10-15", "--11-15"]
    for name in ("housing-info", "visa-info", "insurance-info", "application-info"):
        assert f'href="mailto:{sheet[name]["email"]}"' in page
        assert f'href="tel:{sheet[name]["phone-number"]["e164"]}"' in page
    assert all(row["name"] in page and row["details"] in page for row in sheet["additional-requirement"])
    assert all(row["name"] in page and row["description"] in page for row in sheet["accessibility"])
    for limit in ("decision-weeks-limit", "tor-weeks-limit"):
        assert re.search(rf"<dd>{sheet[limit]} \w+</dd>", page)


def test_a_date_names_the_next_time_it_comes_with_hour_and_zone(client, world):
    """In November both days of the running year are over: partners read when the next ones are."""
    page = words(main(client, PAGE))
    assert "next: 1 May 2027, 23:59 (Minsk, UTC+3), for 2027/2028" in page
    assert "next: 15 October 2027, 23:59 (Minsk, UTC+3), for 2027/2028" in page
    with time_machine.travel("2027-05-01T23:58:00+03:00"):
        assert "next: 1 May 2027" in words(main(client, PAGE))
    with time_machine.travel("2027-05-01T23:59:00+03:00"):
        assert "next: 1 May 2028, 23:59 (Minsk, UTC+3), for 2028/2029" in words(main(client, PAGE))


def test_once_next_years_sheet_is_there_the_old_one_promises_no_date_of_it(client, world):
    make_sheet("2027/2028")
    page = words(main(client, PAGE))
    assert "next:" not in page
    assert page.count("over for 2026/2027") == 4
    assert "next: 1 May 2027, 23:59 (Minsk, UTC+3), for 2027/2028" in words(main(client, "/en/mobility/fact-sheet/2027-2028/"))


def test_a_sheet_with_the_minimum_says_what_is_not_published(client, world):
    FactSheet.objects.all().delete()
    FactSheet(academic_year="2026/2027", decision_weeks=1, transcript_weeks=2).save()
    page = words(main(client, PAGE))
    assert "The dates are not published yet." in page
    assert "1 week " in page
    for heading in ("Housing", "Invitation and visa", "Insurance", "Grading", "Academic calendar", "Course catalogue"):
        assert f"{heading} not published" in page, heading
    assert "reception@office.example" in page
    assert entries(client) == []


def test_one_term_only_is_told_alone(client, world):
    sheet = sheet_of()
    sheet.terms = [SheetTerm(term="spring", nominations_by="02-29", applications_by="03-31")]
    sheet.save()
    page = words(main(client, PAGE))
    assert "Autumn term" not in page
    assert "29 February next: 28 February 2027, 23:59" in page


def test_texts_come_with_their_pages_and_in_the_language_there_is(client, world):
    sheet = sheet_of()
    sheet.grading_ru, sheet.calendar_url_ru, sheet.catalogue_url_en = "От 1 до 10.", "https://www.bsmu.by/calendar", "https://eng.bsmu.by/courses"
    sheet.infos = [SheetInfo(kind="emergency", phone="103", **both(name=("Скорая", "Ambulance")))]
    sheet.requirements = [SheetRequirement(kind="cv"), SheetRequirement(kind="other", **both(name=("Снимок", "X-ray"), page=("https://x.by/1", "")))]
    sheet.save()
    html = main(client, PAGE)
    assert '<span lang="ru" class="other-language">От 1 до 10.</span>' in html
    assert '<a href="https://www.bsmu.by/calendar" rel="external" hreflang="ru">www.bsmu.by</a>' in html
    assert '<a href="https://eng.bsmu.by/courses" rel="external">eng.bsmu.by</a>' in html
    assert "Ambulance 103" in words(html)
    assert "CV X-ray Other" in words(html)


def test_what_an_editor_typed_is_no_html(client, world):
    sheet = sheet_of()
    sheet.requirements = [SheetRequirement(**both(name=("<script>1</script>", "<script>1</script>"), details=("<b>", "<b>")))]
    sheet.save()
    assert "<script>1" not in main(client, PAGE)


def test_confirmed_and_sample_are_said(client, world):
    FactSheet.objects.all().delete()
    make_sheet(is_sample=True, verified_on=date(2026, 11, 2), owner=world.cis)
    page = main(client, PAGE)
    assert '<span class="sample">' in page.split("<h1")[1].split("</h1>")[0]
    assert "Confirmed 2 November 2026 Responsible Coordinator for CIS countries" in words(page)


def test_a_contact_that_visitors_may_not_see_is_replaced_by_the_offices(client, world):
    FactSheet.objects.all().delete()
    make_sheet(contact=world.keeper)
    for text in (main(client, PAGE), client.get(FILE).getvalue().decode()):
        assert "reception@office.example" in text
        assert "keeper@office.example" not in text
    details = OfficeDetails.load()
    details.contact = None
    details.save()
    assert client.get(PAGE).status_code == 200


# --- calendar ------------------------------------------------------------------------------------
def test_the_calendar_holds_the_dates_that_the_page_names(client, world):
    found = {str(entry["UID"]).partition("@")[0]: entry for entry in entries(client)}
    assert set(found) == {f"fact-sheet-2027-2028-{term}-{what}" for term in ("autumn", "spring") for what in ("nominations", "applications")}
    nominations = found["fact-sheet-2027-2028-autumn-nominations"]
    assert nominations["DTSTART"].dt == minsk("2027-05-01 23:59")
    assert str(nominations["SUMMARY"]) == "Nominations by: autumn term 2027/2028"
    assert str(nominations["URL"]).endswith("/en/mobility/fact-sheet/2026-2027/")


def test_a_date_that_moves_reaches_the_calendars_of_subscribers(client, world):
    def nominations():
        found = {str(entry["UID"]).partition("@")[0]: entry for entry in entries(client)}
        return found["fact-sheet-2027-2028-autumn-nominations"]

    before = nominations()
    with time_machine.travel(minsk("2026-11-22 12:02"), tick=False):
        sheet = sheet_of()
        term = sheet.terms.get(term="autumn")
        term.nominations_by = "05-15"
        sheet.terms = [term, sheet.terms.get(term="spring")]
        sheet.save()
        after = nominations()
    assert after["DTSTART"].dt == minsk("2027-05-15 23:59")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["SEQUENCE"] < 2**31, "calendars keep it in four bytes"


def test_a_past_sheet_has_no_dates_to_put_into_a_calendar(client, world):
    assert entries(client, "/en/mobility/fact-sheet.ics?year=2025/2026") == []
    assert ".ics" not in main(client, LAST_YEAR)


def test_the_sheet_of_a_later_year_keeps_its_own_days_in_the_calendar(client, world):
    make_sheet("2027/2028")
    uids = {str(entry["UID"]) for entry in entries(client, "/en/mobility/fact-sheet.ics?year=2027/2028")}
    assert len(uids) == 4
    assert entries(client) == []


# --- rules for editors ---------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["5-15", "13-01", "02-30", "W01-1", "0515", "15.05", "05-15x", "", "--0501", "٠٥-١٥"])
def test_a_day_of_any_year_is_month_and_day(text):
    with pytest.raises(ValidationError):
        check_month_day(text)


@pytest.mark.parametrize(
    ("month_day", "term", "day"),
    [
        ("05-01", "autumn", date(2026, 5, 1)),
        ("12-01", "autumn", date(2025, 12, 1)),
        ("10-31", "autumn", date(2026, 10, 31)),
        ("11-01", "autumn", date(2025, 11, 1)),
        ("10-15", "spring", date(2026, 10, 15)),
        ("01-10", "spring", date(2027, 1, 10)),
        ("03-31", "spring", date(2027, 3, 31)),
        ("04-01", "spring", date(2026, 4, 1)),
        ("02-29", "spring", date(2027, 2, 28)),
        ("02-29", "autumn", date(2026, 2, 28)),
    ],
)
def test_a_day_belongs_to_the_term_it_comes_before(month_day, term, day):
    check_month_day(month_day)
    assert day_for(month_day, term, "2026/2027") == day


def test_more_than_five_weeks_are_not_what_ewp_asks_for(world):
    sheet = FactSheet(academic_year="2028/2029", decision_weeks=6, transcript_weeks=5)
    assert [name for name, _text in sheet.problems(lambda name: ())] == ["decision_weeks"]
    sheet.decision_weeks, sheet.transcript_weeks = 5, 6
    assert [name for name, _text in sheet.problems(lambda name: ())] == ["transcript_weeks"]


def test_a_requirement_has_a_kind_or_a_name_of_its_own():
    for row in (SheetRequirement(), SheetRequirement(name_en="motivation Letter "), SheetRequirement(name_ru="CV")):
        with pytest.raises(ValidationError) as wrong:
            row.clean()
        assert list(wrong.value.message_dict) == ["kind"]
    SheetRequirement(kind="cv").clean()
    SheetRequirement(name_en="Health certificate").clean()
