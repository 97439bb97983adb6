"""Journey 20: a graduate in Lebanon joins the association, sees and corrects the entry without a password, and leaves; nobody finds the name meanwhile."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.mails import mail_to
from tests.e2e.visiting import follow, visit

SIZES = pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
NAME = "Zeinab Kavaliova"
PUBLIC = [
    "/en/alumni/directory/",
    "/ru/alumni/directory/",
    "/en/alumni/countries/",
    "/en/search/?q=Zeinab",
    "/en/alumni/",
    "/sitemap.xml",
    "/en/alumni/directory.json",
]


def join(page, address):
    visit(page, "/en/alumni/")
    follow(page, page.locator("main a[href='/en/alumni/join/']").first)
    page.fill("[name=name_latin]", NAME)
    page.fill("[name=email]", address)
    page.select_option("[name=country]", "LB")
    page.fill("[name=graduation_year]", "1999")
    for tick in ("consent", "publish", "represent"):
        assert not page.locator(f"[name={tick}]").is_checked(), "nothing is ticked beforehand"
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    assert "We have written to the address" in page.locator("main").inner_text()


def open_entry(page, site, address, number):
    """The mailed link, and its button."""
    mail = mail_to(site, address, number)
    assert mail["Content-Language"] == "en"
    link = re.search(r"https?://\S+/en/alumni/me/[\w-]+/", mail.get_content())[0]
    visit(page, urlsplit(link).path)
    follow(page, page.locator(".message_form button"))
    return urlsplit(link).path


def is_told(page, name):
    """Where the name stands, of all that a stranger reads."""
    found = []
    for address in PUBLIC:
        text = page.request.get(urlsplit(page.url)._replace(path="", query="").geturl().rstrip("/") + address).text()
        found += [address] if name in text.replace("q=Zeinab", "").replace('value="Zeinab"', "") else []
    return found


@SIZES
def test_with_consent_to_be_kept_only_the_name_is_nowhere_and_leaving_empties_everything(open_page, site, width, script):
    address = f"zeinab{width}@graduates.example"
    page, stranger = open_page(width, script), open_page(1280, locale="en-GB")  # a browser of its own, without the cookie of the graduate
    visit(stranger, "/en/alumni/directory/")
    join(page, address)
    path = open_entry(page, site, address, 1)
    assert page.input_value("[name=name_latin]") == NAME
    assert is_told(stranger, "Kavaliova") == []
    visit(stranger, path, 404)

    page.fill("[name=employer]", "Cedar Clinic")
    page.select_option("[name=who_employer]", "public")
    follow(page, page.locator(".own_entry button"))
    expect(page.locator("[role=status]")).to_have_text("Saved.")
    assert page.input_value("[name=employer]") == "Cedar Clinic"
    assert is_told(stranger, "Cedar Clinic") == [], "open to everybody, but not in the directory"

    follow(page, page.locator(".own_actions a"))
    follow(page, page.locator("button[value=leave]"))
    assert "Your entry is empty now." in page.locator("main").inner_text()
    visit(page, path, 404)
    assert "left the association" in mail_to(site, address, 2)["Subject"]


@SIZES
def test_what_is_missing_is_said_and_what_was_typed_stays(open_page, width, script):
    page = open_page(width, script)
    visit(page, "/en/alumni/join/")
    page.fill("[name=name_latin]", "Анна")
    page.fill("[name=graduation_year]", "2099")
    follow(page, page.locator(".message_form button"))
    wrong = page.locator(".error_summary a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {"#id_email", "#id_consent", "#id_graduation_year", "#id_name_latin"} <= set(wrong)
    assert page.input_value("[name=graduation_year]") == "2099"
    assert page.input_value("[name=name_latin]") == "Анна"


def test_a_list_does_not_bring_back_who_has_left(open_page, desk, site, tmp_path):
    page, address = open_page(1280), "left@graduates.example"
    join(page, address)
    open_entry(page, site, address, 1)
    follow(page, page.locator(".own_actions a"))
    follow(page, page.locator("button[value=leave]"))
    file = tmp_path / "graduates.csv"
    file.write_text(f"name_latin;email;graduation_year;source_of_entry;legal_basis\n{NAME};{address};1999;archive;Order 5\n", encoding="utf-8")
    desk.goto("/admin/imports/graduates/")
    desk.set_input_files("input[type=file]", str(file))
    with desk.expect_navigation():
        desk.locator("main form button[type=submit]").first.click()
    told = desk.locator("main").inner_text()
    assert "вышел из ассоциации" in told
    visit(page, "/en/alumni/directory/")
    assert NAME not in page.locator("main").inner_text()
