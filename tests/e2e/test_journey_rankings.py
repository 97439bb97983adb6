"""Journey 16: a journalist looks for the latest place in the world and for what the university belongs to."""

import csv
import io
import re

import pytest

from tests.e2e.visiting import follow, visit

VISITORS = [(360, True), (360, False), (1280, True), (1280, False)]


def cells(page):
    rows = page.locator("table.results tbody tr")
    return [[cell.strip() for cell in rows.nth(number).locator("th, td").all_inner_texts()] for number in range(rows.count())]


@pytest.mark.parametrize(("width", "script"), VISITORS)
def test_the_journalist_finds_the_place_with_its_source(open_page, width, script):
    page = open_page(width, script)
    visit(page, "/ru/")
    if page.locator(".menu details > summary").is_visible():
        page.click(".menu details > summary")
    follow(page, page.locator(".menu a[href='/ru/rankings/']"))
    own = [row for row in cells(page) if row[0].startswith("Round University Ranking")]
    newest = next(row for row in own if re.search(r"\d", row[3]))
    assert newest[1] == "2018"
    assert newest[2].startswith("Мир")
    assert newest[3] == "772 из 783"
    assert newest[4] == "3"
    assert newest[5] == "slonves.by"
    assert "2026" in newest[6], "the day on which it was checked"
    assert ["2019", "места нет"] in [[row[1], row[3]] for row in own], "an edition without a place is told"

    sections = {name: page.locator(f"section#{name}").inner_text() for name in ("membership", "accreditation", "listing")}
    assert "Совет ректоров" in sections["membership"]
    assert "Всемирный справочник" in sections["listing"]
    assert "Всемирный справочник" not in sections["membership"] + sections["accreditation"]

    with page.expect_download() as download:
        page.click("section.editions a[href='/ru/rankings/rankings.csv']")
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(io.StringIO(file.read()), delimiter=";"))
    assert len(rows) - 1 == len(cells(page)), "the file equals the table"


@pytest.mark.parametrize(("width", "script"), VISITORS[:2])
def test_a_history_is_drawn_and_told(open_page, width, script):
    page = open_page(width, script)
    visit(page, "/en/rankings/sample-ranking/")
    drawing = page.locator(".rank_history svg").first
    assert drawing.is_visible()
    assert "601–650 of 1,500" in drawing.get_attribute("aria-label")
    assert page.locator("table.results tbody tr").count() == 14
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
