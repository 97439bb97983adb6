"""Journey 7: an applicant from Sri Lanka sends a question; one under 16 leaves an address only."""

import pytest
from playwright.sync_api import expect

from tests.e2e.asking import Applicant
from tests.e2e.mails import mails_about
from tests.e2e.visiting import follow, visit

PAGE = "/en/training/enquiry/"
PROGRAMME = "sample-general-medicine"
ANSWERS = {"text": "Is there a hostel for the first year?", "name": "Sample Applicant", "email": "applicant@colombo.example"}


def fill(page, **but):
    for name, value in {**ANSWERS, **but}.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=country]", "LK")
    page.select_option("[name=programme]", PROGRAMME)
    page.select_option("[name=study_language]", "en")
    page.select_option("[name=start]", index=2)


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_the_notice_stands_before_an_unticked_box_and_the_number_after_it(open_page, width, script):
    reader = Applicant(open_page(width, script), "en")
    reader.to_section()
    reader.ask("enquiry/")
    page = reader.page
    notice, box = page.locator(".privacy"), page.locator("[name=consent]")
    assert notice.locator("dt").count() >= 6, "operator, purpose, data, term, who sees it, rights"
    assert notice.evaluate("(notice, box) => !!(notice.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)", box.element_handle())
    assert not box.is_checked()
    assert "working days" in page.locator(".promise").first.inner_text()
    fill(page, text=f"{ANSWERS['text']} ({width})")
    page.check("[name=consent]")
    reader.click(page.locator(".message_form button"))
    assert page.locator(".reference strong").inner_text().startswith("Q-")
    assert reader.clicks == 3


@pytest.mark.parametrize("script", [True, False])
def test_a_wrong_field_keeps_the_other_answers_and_the_summary_has_the_focus(open_page, script):
    page = open_page(360, script)
    visit(page, PAGE)
    fill(page, email="nonsense", name="")
    follow(page, page.locator(".message_form button"))
    summary = page.locator(".error_summary")
    expect(summary).to_be_focused()
    wrong = summary.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert wrong == ["#id_name", "#id_email", "#id_consent"]
    for name, value in {"text": ANSWERS["text"], "email": "nonsense", "country": "LK", "programme": PROGRAMME, "study_language": "en"}.items():
        assert page.input_value(f"[name={name}]") == value


def test_the_record_holds_country_programme_and_the_exact_consent(open_page, desk, site):
    page = open_page()
    visit(page, PAGE)
    fill(page, text="Which papers do I bring?")
    words = page.locator(".consent label span").inner_text()
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    reference = page.locator(".reference strong").inner_text()

    desk.goto(f"/admin/snippets/office/enquiry/?q={reference}")
    with desk.expect_navigation():
        desk.locator("main tbody tr", has_text=reference).locator("a[href*='/edit/']").first.click()
    shown = desk.locator("main").inner_text()
    for part in ("Which papers do I bring?", "Шри-Ланка", "General Medicine (sample)", words):
        assert part in shown, part
    mail = mails_about(site, reference)[ANSWERS["email"]]
    assert mail["Content-Language"] == "en"
    assert reference in mail["Subject"]
    assert "Which papers do I bring?" in mail.get_content()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_reader_under_16_leaves_a_question_and_an_address_only(open_page, lang):
    page = open_page(360, script=False)
    visit(page, f"/{lang}/training/enquiry/")
    follow(page, page.locator("main a[href$='under16=1']").first)
    assert page.locator(".message_form [name=name], .message_form [name=country]").count() == 0
    page.fill("[name=text]", "When can I apply?")
    page.fill("[name=email]", "parent@colombo.example")
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    assert page.locator(".reference strong").inner_text().startswith("Q-")


# --- is this agent real? -----------------------------------------------------------------------------
CHECK = "training/representatives/"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("Sample Education Centre", "valid"),
        ("Образовательный центр", "valid"),
        ("SAMPLE-001/2026", "valid"),
        ("учебное агентство", "expired"),
        ("Sample Centre for Education", "withdrawn"),
    ],
)
def test_an_agent_is_found_by_name_in_either_script_or_by_number(open_page, lang, asked, state):
    reader = Applicant(open_page(360, script=False), lang)
    reader.to_section()
    reader.ask("representatives/")
    page = reader.page
    page.fill("[name=asked]", asked)
    reader.click(page.locator(".message_form button"))
    assert page.locator(f"[role=status] .representative.{state}").count() == 1
    assert asked not in page.url, "what was asked is in no address"
    assert reader.clicks == 3


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_agent_nobody_knows_is_not_listed(open_page, lang):
    page = open_page(360, script=False)
    visit(page, f"/{lang}/{CHECK}")
    page.fill("[name=asked]", "Golden Future Admissions")
    follow(page, page.locator(".message_form button"))
    assert page.locator("[role=status] .representative").count() == 0
    assert page.locator("[role=status] .verdict").is_visible()
