"""Journey 18: a full workshop, a number on the waiting list, a place that another gave back, and a certificate that anybody can check."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.editing import field, publish
from tests.e2e.mails import mail_to
from tests.e2e.visiting import follow, visit
from tests.pdf_reading import Pdf

TRAINING = "/ru/masterclasses/events/sample-education-quality-training/"
EVENTS = "/admin/snippets/masterclasses/event/"
PARTICIPANTS = "/admin/snippets/masterclasses/registration/"
CHECK = "/ru/masterclasses/certificates/"
SIZES = pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])


def find(page):
    """From the section's list to the event and its form."""
    visit(page, "/ru/masterclasses/")
    follow(page, page.locator(f"main a[href='{TRAINING}']").first)
    follow(page, page.locator(".offer a.button"))


def register(page, name, email):
    find(page)
    page.fill("[name=name_cyrillic]", name)
    page.fill("[name=email]", email)
    page.fill("[name=organisation]", "Кафедра терапии")
    page.select_option("[name=audience]", "teacher")
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    assert "/ru/masterclasses/places/" in page.url


def cancel(page):
    follow(page, page.locator("#cancel a"))
    follow(page, page.locator("#cancel form button"))
    assert page.locator("#cancel").count() == 0


def one_place_only(desk):
    """The editor leaves one place in the event."""
    desk.goto(f"{EVENTS}?q=curricula")
    with desk.expect_navigation():
        desk.locator("main tbody tr", has_text="Как сравнить учебные программы").locator("a[href*='/edit/']").first.click()
    field(desk, "capacity_online").fill("1")
    publish(desk)


@SIZES
def test_who_waits_gets_the_place_that_another_gives_back(open_page, desk, site, width, script):
    one_place_only(desk)
    first, second, own = open_page(1280), open_page(width, script), f"second{width}@people.example"
    register(first, "Анна Первая", f"first{width}@people.example")
    register(second, "Борис Второй", own)
    assert second.locator(".lead strong").inner_text().count("1") == 1, "the number on the waiting list"
    cancel(first)
    visit(second, second.url)
    assert second.locator(".lead strong").inner_text().count("1") == 0, "no number any more: a place"

    waiting, promoted = mail_to(site, own, 1), mail_to(site, own, 2)
    for mail in (waiting, promoted):
        assert mail["Content-Language"] == "ru"
        assert not re.search("[A-Za-z]", mail["Subject"]), mail["Subject"]
        assert second.url in mail.get_content(), "the way to the own page, also to cancel"
    assert waiting["Subject"] != promoted["Subject"]
    cancel(second)


@SIZES
def test_what_is_missing_is_said_and_what_was_typed_stays(open_page, width, script):
    page = open_page(width, script)
    find(page)
    notice, box = page.locator(".privacy"), page.locator("[name=consent]")
    assert notice.locator("dt").count() >= 7, "operator, purpose, data, term, who sees it, rights, under 16"
    assert notice.evaluate("(notice, box) => !!(notice.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)", box.element_handle())
    assert not box.is_checked()
    assert not page.locator("[name=may_share]").is_checked()
    page.fill("[name=name_cyrillic]", "Boris")
    page.fill("[name=organisation]", "Кафедра терапии")
    follow(page, page.locator(".message_form button"))
    expect(page.locator(".error_summary")).to_be_focused()
    wrong = page.locator(".error_summary a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert wrong == ["#id_email", "#id_audience", "#id_consent", "#id_name_cyrillic"]
    assert page.input_value("[name=name_cyrillic]") == "Boris"
    assert page.input_value("[name=organisation]") == "Кафедра терапии"


def test_a_certificate_reaches_the_participant_and_anybody_can_check_it(open_page, desk, site):
    desk.goto(f"{PARTICIPANTS}?q=Siarhei")
    desk.locator("main tbody tr", has_text="Siarhei Abraztsou").locator("[data-bulk-action-checkbox]").check()
    with desk.expect_navigation():
        desk.locator("[data-bulk-action-button][href*='/certify/'], a[href*='/certify/']").first.click()
    assert "Siarhei Abraztsou" in desk.locator("main").inner_text()
    with desk.expect_navigation():
        desk.locator("main form button[type=submit], main form input[type=submit]").first.click()

    mail = mail_to(site, "s.obraztsov@people.example", 1)
    own = re.search(r"https?://\S+/places/\S+/", mail.get_content())[0]
    page = open_page(360, script=False)
    visit(page, own)
    answer = page.request.get(own + page.locator("a[href='certificate.pdf']").get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    text = Pdf(answer.body()).text
    for part in ("Сергей Образцов", "Siarhei Abraztsou", "Belarusian State Medical University", "Белорусский государственный медицинский университет"):
        assert part in text, part
    number = re.search(r"(?:[2-9A-Z]{4} ){2}[2-9A-Z]{4}", text)[0]

    visit(page, CHECK)
    page.fill("[name=code]", number.lower().replace(" ", "-"))
    follow(page, page.locator("main form button"))
    shown = page.locator("main").inner_text()
    assert "С. О. / S. A." in shown
    assert number in shown
    for hidden in ("Сергей", "Образцов", "Siarhei", "Abraztsou", "s.obraztsov", "клиника"):
        assert hidden not in shown, hidden


def test_a_wrong_number_gives_no_hint(open_page):
    page = open_page(360, script=False)
    answers = set()
    for code in ("AAAAAAAAAAAA", "0", "Е. П."):
        visit(page, CHECK)
        page.fill("[name=code]", code)
        follow(page, page.locator("main form button"), status=404)
        answers.add(page.locator("main").inner_text())
    assert len(answers) == 1
