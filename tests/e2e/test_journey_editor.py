"""Journey of an editor: what is changed in the CMS is seen on the site when it is published, and not before."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.editing import PARTNERS, field, open_partner, publish, save_draft, sign_in
from tests.e2e.visiting import LANGUAGES, follow, visit

SUMMARY = {"ru": "Новая сводка из проверки.", "en": "A new summary from the test."}


def write_summaries(page):
    for lang, text in SUMMARY.items():
        field(page, f"summary_{lang}").fill(text)


def public_text(page, lang, slug):
    visit(page, f"/{lang}/partnership/partners/{slug}/")
    return page.locator("main").inner_text()


def test_an_editor_signs_in_with_the_printed_password(open_page, site):
    page = open_page()
    sign_in(page, site)
    page.goto(PARTNERS)
    assert page.url.endswith(PARTNERS), "not sent back to the sign-in form"
    expect(page.locator("main table tbody tr").first).to_be_visible()


def test_a_published_change_is_on_the_site_in_both_languages(desk, open_page):
    open_partner(desk, "Omsk State Medical University")
    write_summaries(desk)
    publish(desk)
    reader = open_page()
    for lang in LANGUAGES:
        assert SUMMARY[lang] in public_text(reader, lang, "omsk-state-medical-university")


def test_a_draft_is_kept_and_not_shown(desk, open_page):
    open_partner(desk, "Kirov State Medical University")
    write_summaries(desk)
    save_draft(desk)
    open_partner(desk, "Kirov State Medical University")
    reader = open_page()
    for lang in LANGUAGES:
        assert field(desk, f"summary_{lang}").input_value() == SUMMARY[lang]
        assert SUMMARY[lang] not in public_text(reader, lang, "kirov-state-medical-university")


def test_what_was_typed_is_saved_by_itself_and_not_shown(desk, open_page):
    desk.add_init_script("addEventListener('w-unsaved:watch-edits', () => document.documentElement.classList.add('watched'))")
    open_partner(desk, "Samara State Medical University")
    desk.wait_for_selector("html.watched")  # Wagtail compares with the form as it was some seconds after loading
    with desk.expect_response(lambda answer: answer.request.method == "POST" and "/partner/edit/" in answer.url) as saved:
        write_summaries(desk)
    assert saved.value.ok
    reader = open_page()
    assert SUMMARY["ru"] not in public_text(reader, "ru", "samara-state-medical-university")
    open_partner(desk, "Samara State Medical University")
    assert field(desk, "summary_ru").input_value() == SUMMARY["ru"]


def test_the_preview_speaks_each_language(desk):
    open_partner(desk, "Akita University")
    write_summaries(desk)
    desk.click("[data-side-panel-toggle=preview]")
    shown = desk.frame_locator("#w-preview-iframe")
    for lang, name in {"ru": "Университет Акиты", "en": "Akita University"}.items():
        desk.select_option("select[name=preview_mode]", lang)
        expect(shown.locator(f"html[lang={lang}] h1")).to_contain_text(name)
        expect(shown.locator("main")).to_contain_text(SUMMARY[lang])


@pytest.mark.parametrize("interface", ["en"])
def test_an_agreement_is_added_from_its_partner(desk, open_page, interface):
    """In the English interface, where a field for "the title" without its language would hold the English one."""
    titles = {"ru": "Договор о проверке", "en": "Contract on testing"}
    open_partner(desk, "Kursk State Medical University")
    with desk.expect_navigation():
        desk.click("a[href*='/agreement/add/?partner=']")
    number = re.search(r"partner=(\d+)", desk.url).group(1)
    expect(desk.locator("[name='parties-0-partner']")).to_have_value(number)
    for lang, title in titles.items():
        field(desk, f"title_{lang}").fill(title)
    field(desk, "kind").select_option("exchange")
    publish(desk)
    reader = open_page()
    for lang, title in titles.items():
        assert title in public_text(reader, lang, "kursk-state-medical-university")
        follow(reader, reader.locator("main").get_by_role("link", name=title))
        assert reader.locator("h1").inner_text().strip() == title
        assert reader.locator("main a[href$='/partners/kursk-state-medical-university/']").count(), "its party"


def test_an_empty_english_name_is_refused_at_the_field_and_nothing_is_lost(desk, open_page):
    open_partner(desk, "Tyumen Cardiology Research Center")
    field(desk, "name_en").fill("")
    write_summaries(desk)
    publish(desk)
    wrapper = desk.locator("[data-field-wrapper]", has=desk.locator("[name=name_en]"))
    expect(wrapper.locator(".error-message")).to_be_visible()
    assert desk.locator("[name=name_en]").get_attribute("aria-invalid") == "true"
    assert desk.locator(".error-message:visible").count() == 1, "no other field is blamed"
    assert field(desk, "name_en").input_value() == ""
    for lang in LANGUAGES:
        assert field(desk, f"summary_{lang}").input_value() == SUMMARY[lang]
    assert "Tyumen Cardiology Research Center" in public_text(open_page(), "en", "tyumen-cardiology-research-center")
