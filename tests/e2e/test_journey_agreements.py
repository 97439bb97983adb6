"""Journey 11: the coordinator of a (sample) university in China looks for its agreements with the office's university."""

import csv
import io
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import localdate

from tests.e2e.instance import ROOT
from tests.e2e.visiting import follow, visit

OWN = "sample-chengdu-exchange-2024"
WANTED = {"country": "CN", "form": "student_mobility"}
REFERENCE_DAY = date(2026, 11, 1)  # demo/README.md: what the dates of the sample rows are relative to
VISITORS = [(360, True), (360, False), (1280, True), (1280, False)]


def rows_of(name):
    """The rows of a demonstration file, sourced and sample."""
    for folder in ("sourced", "sample"):
        with (ROOT / "demo" / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def listed(text):
    return {part.strip() for part in text.split(";") if part.strip()}


def matching():
    """Addresses of the agreements that the files give for the wanted country and form."""
    of_country = {row["slug"] for row in rows_of("partners") if row["country"] == WANTED["country"]}
    found = [row for row in rows_of("agreements") if listed(row["partners"]) & of_country and WANTED["form"] in listed(row["forms"])]
    return {f"/en/partnership/agreements/{row['slug']}/" for row in found}


def row_addresses(page):
    return page.locator("table.rows tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")


def unfold(page, fold):
    """Open the menu or the filters where a narrow screen keeps them folded."""
    if page.locator(f"{fold} > summary").is_visible():
        page.click(f"{fold} > summary")


def find(page):
    """From the English home page to the narrowed register of agreements."""
    visit(page, "/en/")
    unfold(page, ".menu details")
    follow(page, page.locator(".menu a[href='/en/partnership/']"))
    follow(page, page.locator("main .tabs a[href='/en/partnership/agreements/']"))
    unfold(page, "form.filters details")
    for name, value in WANTED.items():
        page.select_option(f"form.filters [name={name}]", value)
    follow(page, page.locator("form.filters button"))


@pytest.mark.parametrize(("width", "script"), VISITORS)
def test_the_coordinator_finds_the_agreement_and_whom_to_write_to(open_page, width, script):
    page = open_page(width, script)
    find(page)
    own = page.locator("table.rows tbody tr", has=page.locator(f"th a[href$='/{OWN}/']"))
    assert own.locator(".code").inner_text() == "SAMPLE-2024-084"
    assert own.locator(".under", has=page.locator(".code")).inner_text().split("·")[0].strip(), "the kind, before the number"
    assert own.locator(".status.in_force").inner_text().strip()
    end = date(2029, 3, 19) + (localdate() - REFERENCE_DAY)
    assert str(end.year) in own.inner_text(), "valid until"
    assert "8 places a year incoming, 8 outgoing" in own.inner_text()
    assert "Medicine" in own.inner_text(), "the field of study"
    assert own.locator("a[href='mailto:asia@bsmu.example']").is_visible(), "whom to write to"

    follow(page, own.locator("th a"))
    record = page.locator("main")
    assert "SAMPLE-2024-084" in record.locator(".facts").first.inner_text()
    assert "0912" in record.locator(".scope").inner_text(), "the fields of study"
    assert record.locator(".parties a[href='/en/partnership/partners/sample-medical-university-chengdu/']").is_visible()
    contact = record.locator(".contact")
    assert "Coordinator for Asia" in contact.inner_text()
    assert contact.locator("a[href='mailto:asia@bsmu.example']").is_visible()


def test_only_matching_agreements_are_left_current_and_ended(open_page):
    page = open_page()
    find(page)
    current = row_addresses(page)
    archive = page.locator("main .tabs a[href*='view=archive']")
    assert all(f"{name}={value}" in archive.get_attribute("href") for name, value in WANTED.items()), "the filters stay"
    follow(page, archive)
    assert sorted(current + row_addresses(page)) == sorted(matching())
    assert f"/en/partnership/agreements/{OWN}/" in current


@pytest.mark.parametrize("view", ["", "archive"])
def test_csv_and_json_hold_the_rows_on_screen_and_no_internal_field(open_page, view):
    page = open_page(1280)
    find(page)
    if view:
        follow(page, page.locator("main .tabs a[href*='view=archive']"))
    shown = row_addresses(page)
    href = {link.inner_text(): link.get_attribute("href") for link in page.locator(".files a").all()}
    records = page.request.get(href["JSON"]).json()["records"]
    assert [urlsplit(record["address"]).path for record in records] == shown
    lines = list(csv.DictReader(io.StringIO(page.request.get(href["CSV"]).body().decode("utf-8-sig"))))
    assert [urlsplit(line["page"]).path for line in lines] == shown
    assert [line["number"] for line in lines] == [record["number"] for record in records]
    if own := next((record for record in records if record["address"].endswith(f"/{OWN}/")), None):
        assert (own["places_to_us"], own["places_from_us"]) == (8, 8)
        assert own["contact"] == "Coordinator for Asia (sample)"
    internal = {"internal_note", "coordinator_theirs", "end_reason", "scan", "owner", "internal note", "their coordinator", "why it ended"}
    assert not internal & {*(name for record in records for name in record), *(name for line in lines for name in line)}
