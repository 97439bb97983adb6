"""Journeys 1, 2, 3: what does it cost and who recognises it; which papers; do I need an invitation, and by when?"""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import vobject

from tests.e2e.asking import Applicant
from tests.e2e.visiting import LANGUAGES, follow, visit, watched

PROGRAMME = "sample-general-medicine"
REAL = "general-medicine"
STATUSES = {"Listed in a directory", "Accepted", "Accepted after an examination", "Decided case by case", "Not accepted", "Not confirmed", "Being re-checked"}
PHONE = pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
MINSK = ZoneInfo("Europe/Minsk")


# --- journey 1 -----------------------------------------------------------------------------------
@PHONE
def test_the_fee_in_english_stands_three_clicks_from_home_with_year_currency_and_day(open_page, width, script):
    reader = Applicant(open_page(width, script), "en")
    reader.to_section()
    reader.ask("fees/")
    page = reader.page
    section = page.locator(".by_programme section", has=page.locator(f"h2 a[href='/en/training/programmes/{PROGRAMME}/']"))
    row = section.locator("tbody tr", has_text="in English").first
    text = " ".join(row.inner_text().split())
    assert re.search(r"20\d\d/20\d\d, in English", text)
    assert re.search(r"[\d,]+ USD a year", text)
    assert row.locator("time").count() >= 1, "the day on which it was checked"
    assert reader.clicks <= 3


@PHONE
def test_india_has_a_status_what_the_graduate_must_do_evidence_and_a_day(open_page, width, script):
    reader = Applicant(open_page(width, script), "en")
    reader.to_section()
    reader.ask_for_country("IN", "recognition/")
    statement = reader.page.locator(".ledger").first.locator(".statement").first
    assert statement.locator("h3").inner_text().strip() == "India"
    assert statement.locator(".verdict").inner_text().strip() in STATUSES
    assert "What the graduate still has to do" in statement.inner_text()
    assert statement.locator(".proof a[href^='https://']").count() == 1
    assert statement.locator(".proof time").count() == 2, "checked on, looked at again"
    assert reader.clicks <= 3


def test_the_price_told_to_search_engines_is_the_one_on_the_page(open_page, desk):
    """No fee of the real university is known: an editor enters one, as the office will."""
    desk.goto(f"/admin/snippets/training/programme/?q={REAL}")
    with desk.expect_navigation():
        desk.locator("main tbody tr", has_text="General Medicine").locator("a[href*='/edit/']").first.click()
    number = re.search(r"/edit/(\d+)/", desk.url)[1]
    desk.goto(f"/admin/snippets/training/fee/add/?programme={number}")
    for name, value in {"academic_year": "2027/2028", "amount": "4321.50", "valid_from": "2027-01-01"}.items():
        desk.fill(f"[name={name}]", value)
    for name, value in {"language": "en", "currency": "USD", "per": "year", "applicant_group": "all"}.items():
        desk.select_option(f"[name={name}]", value)
    with desk.expect_navigation():
        desk.locator("footer button[type=submit]").first.click()
    page = open_page()
    visit(page, f"/en/training/programmes/{REAL}/")
    programme = next(data for data in structured(page) if data["@type"] == "EducationalOccupationalProgram")
    assert [(offer["price"], offer["priceCurrency"]) for offer in programme["offers"]] == [("4321.50", "USD")]
    assert "4,321.50 USD" in page.locator(".fee_table").inner_text().replace("\xa0", " ")


def structured(page):
    return [json.loads(text) for text in page.locator("script[type='application/ld+json']").all_text_contents()]


def test_a_sample_programme_tells_search_engines_nothing(open_page):
    page = open_page()
    visit(page, f"/en/training/programmes/{PROGRAMME}/")
    assert "EducationalOccupationalProgram" not in {data["@type"] for data in structured(page)}


# --- journey 2 -----------------------------------------------------------------------------------
def checklist(page, country):
    """[title, rules] of every paper."""
    visit(page, f"/en/training/checklist/?country={country}&programme={PROGRAMME}")
    return [" ".join(text.split()) for text in page.locator(".paper").all_inner_texts()]


@PHONE
def test_the_papers_for_a_nigerian_passport_stand_three_clicks_from_home(open_page, width, script):
    page = open_page(width, script)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    reader = Applicant(page, "en")
    reader.to_section()
    reader.ask_for_country("NG", "checklist/")
    with watched(page) as seen:
        reader.choose(programme=PROGRAMME)
    assert reader.clicks <= 3
    sent = sum(request.sizes()["responseBodySize"] for request in seen["requests"] if request.response())
    assert sent < 150 * 1024
    papers = page.locator(".paper")
    assert papers.count() >= 6
    for rules in page.locator(".paper .rules").all_inner_texts():
        assert rules.count("·") == 2, "copies, translation, legalisation"
    assert page.locator(".stage h3").count() >= 3, "each with its stage"
    ageing = [paper for paper in papers.all() if paper.locator(".age").count()]
    assert ageing
    for paper in ageing:
        if paper.locator(".age strong").count():
            assert paper.locator(".age time").count() == 1, "the first day on which it may be issued"
    assert any(paper.locator(".age time").count() for paper in ageing)


def test_the_list_for_russia_is_another_one(open_page):
    page = open_page()
    nigeria, russia = checklist(page, "NG"), checklist(page, "RU")
    assert nigeria != russia
    assert any("Consular legalisation" in paper for paper in nigeria)
    assert not any("Consular legalisation" in paper for paper in russia)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_checklist_prints_on_two_sheets(open_page, lang):
    page = open_page()
    visit(page, f"/{lang}/training/checklist/?country=NG&programme={PROGRAMME}")
    assert sheets(page) <= 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_programme_prints_on_one_sheet(open_page, lang):
    page = open_page()
    visit(page, f"/{lang}/training/programmes/{PROGRAMME}/sheet/")
    assert sheets(page) == 1


def sheets(page):
    """How many pages of A4 it prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


# --- journey 3 -----------------------------------------------------------------------------------
@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_a_citizen_of_turkmenistan_learns_first_whether_an_invitation_is_needed(open_page, width, script):
    reader = Applicant(open_page(width, script), "ru")
    reader.to_section()
    reader.ask_for_country("TM", "invitation/")
    page = reader.page
    assert reader.text(".visa > :first-child").startswith("Туркменистан: ")
    deadline = reader.text(".invitations li")
    assert "23:59" in deadline
    assert "(Минск, UTC+3)" in deadline
    assert reader.clicks <= 3
    shown = datetime.fromisoformat(page.locator(".invitations time").first.get_attribute("datetime"))
    assert shown.astimezone(MINSK).strftime("%H:%M") == "23:59"
    calendar = vobject.readOne(page.request.get(page.locator(".invitations .subscribe a").get_attribute("href")).text())
    assert calendar.vevent_list[0].dtstart.value == shown
    visit(page, "/en/training/invitation/?country=TM")
    assert datetime.fromisoformat(page.locator(".invitations time").first.get_attribute("datetime")) == shown, "the same instant in English"


# --- what an address may ask ------------------------------------------------------------------------
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "checklist/?country=ZZ&programme=nonsense&start=2099-13",
        "cost/?programme=%3Cscript%3E&language=xx&year=1&with=-1&with=abc",
        "invitation/?country=%D0%AF%D0%AF",
        "recognition/?country=1&programme=2",
        "compare/?programme=a&programme=b&programme=c&programme=d",
        "arrival/?on=2027-02-30",
        "fees/?year=2027/2029&language=fr&level=kindergarten",
        "route/?language=zz&known=zz&school=zz",
        "scholarships/?country=XX&level=XX",
        "entry/?country=XX",
    ],
)
def test_a_forged_address_answers_with_a_page_that_helps(open_page, lang, address):
    page = open_page(360, script=False)
    visit(page, f"/{lang}/training/{address}")
    assert page.locator("main .title .notice").count() >= 1, "it says what was not understood"
    assert page.locator("form.choose button").is_visible()


def test_two_programmes_stand_side_by_side(open_page):
    page = open_page(1280, script=False)
    visit(page, "/en/training/programmes/")
    for slug in (PROGRAMME, "sample-dentistry"):
        page.check(f"[name=programme][value={slug}]")
    follow(page, page.locator("form:has(.programme_rows) button"))
    assert page.locator(".compared thead th").count() == 2
    assert page.locator(".compared tbody tr").count() >= 6
