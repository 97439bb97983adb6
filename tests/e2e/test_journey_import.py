"""Journey 22: an editor imports 120 agreements from a spreadsheet made with the template."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.editing import sign_in
from tests.e2e.instance import running

NUMBER = 120
UPLOAD = "/admin/imports/agreements/"
PARTNERS = ["Nagasaki University", "Университет Нагасаки", "Sample Medical University, Chennai"]


@pytest.fixture(scope="module")
def office(chromium, tmp_path_factory):
    """A site of its own: 120 agreements more would be seen by every other test."""
    with running(tmp_path_factory.mktemp("import"), "e2e_import") as served:
        yield served


@pytest.fixture
def desk(office, browser):
    """The editor, signed in, with a browser that asks for Russian."""
    context = browser.new_context(base_url=office.url, locale="ru-RU")
    context.set_default_timeout(30_000)
    page = context.new_page()
    sign_in(page, office)
    yield page
    context.close()


@pytest.fixture
def reader(office, browser):
    context = browser.new_context(base_url=office.url)
    yield context.new_page()
    context.close()


def template(desk):
    """The workbook that the upload page offers, and the number of each of its columns."""
    desk.goto(UPLOAD)
    with desk.expect_download() as download:
        desk.click("main a[href$='template.xlsx']")
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    return book, {cell.value: cell.column for cell in book.worksheets[0][1]}


def filled(desk, wrong=()):
    """The template with 120 agreements; `wrong` are (row, column, value) that spoil it."""
    book, columns = template(desk)
    sheet = book.worksheets[0]
    for number in range(NUMBER):
        row = number + 2
        given = {
            "номер": f"2026-{number:03}",
            "заголовок, на русском": f"Соглашение о сотрудничестве № {number}",
            "заголовок, на английском": f"Cooperation agreement No. {number}",
            "вид": "рамочное соглашение",
            "партнёры": PARTNERS[number % len(PARTNERS)],
            "дата подписания": date(2026, 1, 1 + number % 28) if number % 2 else f"{1 + number % 28:02}.02.2026",
            "действует до": "31.12.2031",
        }
        for label, value in given.items():
            sheet.cell(row, columns[label], value)
    for row, label, value in wrong:
        sheet.cell(row, columns[label], value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(desk, content, live=True):
    desk.goto(UPLOAD)
    desk.set_input_files("input[type=file]", {"name": "agreements.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    if live:
        desk.check("input[name=live][value='1']")
    with desk.expect_navigation():
        desk.click("main form button[type=submit]")


def numbers(desk):
    """{label: number} of the dry run, or of the outcome."""
    return {row.locator("dt").inner_text(): int(row.locator("dd").inner_text()) for row in desk.locator(".import-numbers > div").all()}


def shown(page, address):
    """The number that the register says it has."""
    page.goto(address)
    return int(re.sub(r"\D", "", page.locator("main p.count").inner_text()))


def agreements_of_the_site(page):
    return shown(page, "/en/partnership/agreements/") + shown(page, "/en/partnership/agreements/?view=archive")


def test_mistakes_are_named_by_row_and_column_and_nothing_is_saved(desk, reader):
    before = agreements_of_the_site(reader)
    wrong = [(5, "вид", "дружба"), (17, "партнёры", "Univercity of Nagasaki"), (60, "дата подписания", "31.02.2026"), (121, "действует до", "до отмены")]
    upload(desk, filled(desk, wrong))
    table = desk.locator(".import-table").first
    found = [[cell.inner_text() for cell in row.locator("td").all()] for row in table.locator("tbody tr").all()]
    assert [row[0] for row in found] == ["5", "17", "60", "121"]
    assert "D вид" in found[0][1]
    assert "Университет Нагасаки" in found[1][2], "what was probably meant"
    assert "Это не дата" in found[2][2]
    assert desk.locator("main form button[type=submit]").count() == 0, "nothing to confirm"
    assert agreements_of_the_site(reader) == before


def test_120_agreements_come_in_once_and_the_public_numbers_follow(desk, reader):
    before, of_partner = agreements_of_the_site(reader), shown(reader, "/en/partnership/agreements/?q=nagasaki")
    content = filled(desk)
    upload(desk, content)
    assert numbers(desk) == {"Строк": 120, "Новых": 120, "Изменённых": 0, "Без изменений": 0}
    assert agreements_of_the_site(reader) == before, "a dry run saves nothing"
    with desk.expect_navigation():
        desk.click("main form button[type=submit]")
    assert numbers(desk) == {"Новых": 120, "Изменённых": 0, "Без изменений": 0}

    assert agreements_of_the_site(reader) == before + NUMBER
    assert shown(reader, "/en/partnership/agreements/?q=nagasaki") == of_partner + 80
    reader.goto("/ru/partnership/partners/nagasaki-university/")
    assert reader.locator("a", has_text="Соглашение о сотрудничестве № 0").count(), "on the partner's page"
    register = reader.request.get("/en/partnership/agreements.json").json()["records"]
    archive = reader.request.get("/en/partnership/agreements.json?view=archive").json()["records"]
    assert len(register) + len(archive) == before + NUMBER
    reader.goto("/en/")
    counted = reader.locator("a[href='/en/partnership/agreements/']", has_text=re.compile(r"\d")).first.inner_text()
    real = [row for row in register + archive if not row["sample"]]
    assert int(re.sub(r"\D", "", counted)) == len(real), "the home page counts the register's rows that are no sample"

    upload(desk, content)
    assert numbers(desk) == {"Строк": 120, "Новых": 0, "Изменённых": 0, "Без изменений": 120}
    assert desk.locator("main form button[type=submit]").count() == 0
