"""Journey 13: a hospital in Uzbekistan proposes cooperation, in Russian."""

import pytest
from playwright.sync_api import expect

from tests.e2e.mails import mails_about
from tests.e2e.visiting import follow, visit

PAGE = "/ru/partnership/propose/"
ANSWERS = {
    "organisation": "Больница «Образец» (Самарканд)",
    "text": "Хотели бы принимать у себя стажёров по кардиологии.",
    "name": "Пример Примеров",
    "email": "primer@hospital-samarkand.example",
}


def find(page):
    """In two clicks from the home page: the section, then the page."""
    visit(page, "/ru/")
    if page.locator(".menu details > summary").is_visible():
        page.click(".menu details > summary")
    follow(page, page.locator(".menu a[href='/ru/partnership/']"))
    follow(page, page.locator(f"main a[href='{PAGE}']").first)


def fill(page, **but):
    for name, value in {**ANSWERS, **but}.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=country]", "UZ")
    page.select_option("[name=kind]", "clinical")


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_kinds_steps_template_and_form_stand_three_clicks_from_home(open_page, width, script):
    page = open_page(width, script)
    find(page)
    kinds = page.locator(".kinds dt")
    assert kinds.count() == page.locator(".kinds dd").count() >= 5, "each kind in one line"
    assert page.locator("main ol li").count() >= 4, "the steps"
    assert page.locator("form.message_form").is_visible()
    fill(page)
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    assert page.locator(".reference strong").inner_text().startswith("P-")


@pytest.mark.parametrize("script", [True, False])
def test_what_was_typed_stays_and_the_summary_says_what_is_missing(open_page, script):
    page = open_page(360, script)
    visit(page, PAGE)
    fill(page, email="primer@", organisation="")
    follow(page, page.locator(".message_form button"))
    summary = page.locator(".error_summary")
    expect(summary).to_be_focused()
    wrong = summary.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert wrong == ["#id_organisation", "#id_email", "#id_consent"]
    assert page.input_value("[name=text]") == ANSWERS["text"]
    assert page.input_value("[name=email]") == "primer@"
    assert page.input_value("[name=country]") == "UZ"
    assert page.input_value("[name=kind]") == "clinical"
    assert page.title().startswith("Ошибка")


def test_it_lands_with_the_officer_for_the_region_and_is_confirmed_by_mail(open_page, desk, site):
    page = open_page()
    visit(page, PAGE)
    fill(page)
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    reference = page.locator(".reference strong").inner_text()

    desk.goto(f"/admin/snippets/office/enquiry/?q={reference}")
    row = desk.locator("main tbody tr", has_text=reference)
    assert "Координатор по странам СНГ" in row.inner_text()

    mails = mails_about(site, reference)
    own = mails[ANSWERS["email"]]
    assert "Ваше сообщение получено" in own["Subject"]
    assert ANSWERS["text"] in own.get_content()
    office = mails["cis@bsmu.example"]
    assert ANSWERS["name"] not in office.get_content(), "no personal data leaves the CMS"
