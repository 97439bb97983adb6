"""A filtered list as a file: the same rows as on screen, nothing internal, safe in a spreadsheet."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.exports import guarded, unguarded
from partners.models import Agreement, Partner
from tests.conftest import make_agreement, make_partner

KINDS = ["csv", "xlsx", "json"]
INTERNAL = "Только для своих: не показывать"


def read(client, address):
    """(header, rows) of a file of any kind; JSON's header are its names."""
    answer = client.get(address)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    kind = address.partition("?")[0].rpartition(".")[2]
    if kind == "json":
        records = json.loads(content)["records"]
        return list(records[0]) if records else [], [list(record.values()) for record in records]
    if kind == "csv":
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";" if "/ru/" in address else ","))
    else:
        lines = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active.rows]
    return lines[0], lines[1:]


def column(client, address, number):
    return [row[number] for row in read(client, address)[1]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_file_holds_the_rows_that_the_same_filters_show(client, world, lang, kind):
    assert column(client, f"/{lang}/partnership/partners.{kind}?country=JP", 1) == ["Nagasaki University"]
    assert column(client, f"/{lang}/partnership/agreements.{kind}?country=RU", 0) == ["12/2024"]
    assert column(client, f"/{lang}/partnership/agreements.{kind}?view=archive", 2) == ["Agreement kaunas-2010"]
    assert read(client, f"/{lang}/partnership/agreements.{kind}?q=nothing")[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_holds_every_page_of_the_list_in_its_order(client, world, kind):
    for number in range(40):
        make_partner(f"partner-{number}", "JP", f"Партнёр {number:02}", f"Partner {number:02}")
    names = column(client, f"/en/partnership/partners.{kind}?q=partner&page=2", 1)
    assert names == [f"Partner {number:02}" for number in range(40)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("register", ["partners", "agreements"])
def test_nothing_internal_is_in_a_file(client, world, kind, register):
    Partner.objects.update(internal_note=INTERNAL, logo_permission=INTERNAL)
    Agreement.objects.update(internal_note=INTERNAL, coordinator_theirs=INTERNAL, end_reason=INTERNAL)
    for view in ("", "?view=archive"):
        header, rows = read(client, f"/ru/partnership/{register}.{kind}{view}")
        assert INTERNAL not in str([header, *rows])
        assert "secret-draft" not in str(rows)
        assert "Draft University" not in str(rows)


def test_a_spreadsheet_says_names_and_json_says_codes(client, world):
    header, (row,) = read(client, "/ru/partnership/agreements.csv?country=RU")
    shown = dict(zip(header, row, strict=True))
    assert shown["вид"] == "рамочное соглашение"
    assert shown["страны"] == "Россия"
    assert shown["действует до"] == "2029-02-28"
    assert shown["бессрочно"] == "нет"
    names, (record,) = read(client, "/en/partnership/agreements.json?country=RU")
    told = dict(zip(names, record, strict=True))
    assert told["kind"] == "framework"
    assert told["countries"] == ["RU"]
    assert told["valid_until"] == "2029-02-28"
    assert told["open_ended"] is False
    assert told["forms"] == ["student_mobility"]
    assert told["address"].endswith("/en/partnership/agreements/sechenov-2024/")


def test_a_spreadsheet_has_dates_as_dates_and_a_header_that_stays(client, world):
    content = b"".join(client.get("/en/partnership/agreements.xlsx?country=RU").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    header = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, header.index("valid until") + 1).value.date() == date(2029, 2, 28)
    assert sheet.freeze_panes == "A2"


FORMULAS = ["=1+1", "+375170000000", "-5", "@SUM(A1)", "\t=1", "'=1", "''x", "'quoted'", "plain", ""]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_stays_text_and_comes_back_unchanged(text):
    written = guarded(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(written) == text


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+375", "@x"])
def test_no_cell_of_a_file_is_run_by_a_spreadsheet(client, world, text):
    make_agreement("sly", world.nagasaki, code=text, title_en=text)
    assert f"'{text}" in column(client, "/en/partnership/agreements.csv?country=JP", 0)
    content = b"".join(client.get("/en/partnership/agreements.xlsx?country=JP").streaming_content)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.rows for cell in row if cell.value == text]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_excel_knows_the_encoding_and_the_separator_of_its_language(client, world):
    russian = b"".join(client.get("/ru/partnership/partners.csv").streaming_content).decode()
    assert russian.startswith("\ufeff")
    assert russian.splitlines()[0].count(";") > 10
    english = b"".join(client.get("/en/partnership/partners.csv").streaming_content).decode()
    assert "native name,acronym" in english.replace('"acronym', "acronym")


def test_a_schema_describes_the_json(client, world):
    schema = json.loads(client.get("/en/partnership/agreements-schema.json").content)
    names, (record,) = read(client, "/en/partnership/agreements.json?country=RU")
    fields = schema["properties"]["records"]["items"]["properties"]
    assert list(fields) == names
    kinds = {"string": str, "array": list, "boolean": bool, "integer": int, "null": type(None)}
    for name, value in zip(names, record, strict=True):
        allowed = fields[name]["type"] if isinstance(fields[name]["type"], list) else [fields[name]["type"]]
        assert isinstance(value, tuple(kinds[kind] for kind in allowed)), name
    about = json.loads(b"".join(client.get("/en/partnership/agreements.json").streaming_content))["about"]
    assert about["schema"].endswith("/en/partnership/agreements-schema.json")


@pytest.mark.parametrize("register", ["partners", "agreements"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_costs_the_same_however_long(client, world, register, kind):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(client, f"/en/partnership/{register}.{kind}")
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        partner = make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}")
        make_agreement(f"agreement-{number}", partner, forms=["joint_research"], isced_f=["0912"], open_ended=True)
    assert queries() == few


def test_the_page_offers_the_files_of_what_it_shows(client, world):
    page = client.get("/en/partnership/agreements/?country=RU&sort=oldest").content.decode()
    for kind in KINDS:
        assert f'href="/en/partnership/agreements.{kind}?country=RU&amp;sort=oldest"' in page


@pytest.mark.parametrize("address", ["partnership/others.csv", "partnership/partners.pdf", "partnership/agreements.csv/", "news/news.csv", "partners.csv"])
def test_there_is_no_other_file(client, world, address):
    assert client.get(f"/en/{address}").status_code == 404
