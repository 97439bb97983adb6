"""Journey 12: the same coordinator reports a mistake; it reaches whoever answers for the record, and is put right."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.e2e.visiting import follow, visit

RECORD = "/en/partnership/agreements/sample-chengdu-exchange-2024/"
FEED = "/en/partnership/agreements.atom?country=CN"
TEXT = "The placement is now eight weeks, not six."


def entries(page):
    """The ids of the feed's entries."""
    _own, *others = re.findall(r"<id>(.+?)</id>", page.request.get(FEED).text())
    return others


def report(page, text):
    """From the record to the receipt; answers the reference number."""
    visit(page, RECORD)
    follow(page, page.locator(".help a[href*='/report/']"))
    assert page.locator(f"main a[href='{RECORD}']").inner_text().strip(), "the record is filled in"
    page.fill("[name=text]", text)
    page.fill("[name=name]", "Sample Coordinator")
    page.fill("[name=email]", "coordinator@medical-chengdu.example")
    assert not page.is_checked("[name=consent]"), "nobody consents by default"
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    return page.locator(".reference strong").inner_text()


@pytest.mark.parametrize(("width", "script"), [(360, True), (360, False), (1280, True), (1280, False)])
def test_a_report_begins_at_the_record_and_ends_with_its_number(open_page, width, script):
    page = open_page(width, script)
    reference = report(page, f"{TEXT} ({width}, {script})")
    assert reference.startswith("R-")
    assert page.locator(f"main a[href='{RECORD}']").is_visible(), "the way back"


def test_the_report_reaches_the_owner_who_puts_it_right(open_page, desk):
    page = open_page()
    reference = report(page, TEXT)
    before = entries(page)

    desk.goto("/admin/")
    with desk.expect_navigation():
        desk.locator(".desk a[href*='mine=true']").click()
    with desk.expect_navigation():
        desk.locator("main tbody tr", has_text=reference).locator("a[href*='/edit/']").first.click()
    expect(desk.get_by_text(TEXT, exact=True)).to_be_visible()
    message = desk.url
    desk.goto(desk.locator("a.about-edit").get_attribute("href"))
    expect(desk.locator("[name=title_en]")).to_have_value("Agreement on the exchange of students with Sample Medical University, Chengdu")

    desk.goto(message)
    desk.select_option("[name=outcome]", "corrected")
    with desk.expect_navigation():
        desk.locator("footer button[type=submit]").first.click()

    visit(page, RECORD)
    assert localdate().isoformat() in page.locator(".stamp time").evaluate_all("times => times.map(time => time.dateTime)"), "confirmed today"
    after = entries(page)
    assert len(after) == len(before) + 1
    assert set(before) < set(after)
    assert entries(page) == after, "an entry keeps its id"
    desk.goto("/admin/snippets/office/enquiry/?mine=true")
    assert desk.locator("main tbody tr", has_text=reference).count() == 0, "done"
