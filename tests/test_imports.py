"""Partners and agreements from a spreadsheet: what is broken is said, what is right comes in once, all or nothing."""

import csv
import hashlib
import io
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from modelsearch.backends import get_search_backend
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.test.utils.form_data import inline_formset

from core.imports import importables, sheets
from core.imports.kinds import check, write
from core.imports.writing import Meanwhile
from core.models import Country, FieldOfStudy, ImportRun
from mobility.models import Call
from office.retention import purge
from partners.models import Agreement, Condition, CooperationForm, FormerName, Partner, Party, Renewal
from partners.models.partner import TheirContact
from tests.conftest import make_agreement, make_partner
from tests.reading import words
from tests.test_editing import agreement_form, edit, partner_form
from tests.test_every_screen import speak

WORLD_RUN = "partners-2019.xlsx"  # the only import that was done before a test begins


# --- files ---------------------------------------------------------------------------------
def csv_of(*rows, delimiter=";", encoding="utf-8"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def xlsx_of(*rows, spoil=lambda sheet: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    spoil(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content, **parts):
    """A workbook with parts replaced: sheet, strings, or left out (None)."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "workbook": "xl/workbook.xml", "types": "[Content_Types].xml"}
    changed = {names[part]: value for part, value in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(set(changed) - set(old.namelist()))]:
            if (value := changed.get(name, old.read(name) if name in old.namelist() else None)) is not None:
                new.writestr(name, value)
    return stream.getvalue()


def part(content, name="xl/worksheets/sheet1.xml"):
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def inline(number, *texts):
    cells = "".join(f'<c r="{chr(65 + index)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for index, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


# --- screens -------------------------------------------------------------------------------
def address(kind):
    return reverse("import_upload", args=[kind])


def upload(desk, content, kind="partners", live=False, name="table.xlsx"):
    """The answer to an upload: the upload screen with what is wrong, or the dry run."""
    return desk.post(address(kind), {"file": SimpleUploadedFile(name, content), "live": "1" if live else ""}, follow=True)


def confirm(desk, dry):
    return desk.post(dry.request["PATH_INFO"], follow=True)


def bring_in(desk, content, kind="partners", live=False):
    """Upload and confirm; the run that came of it."""
    dry = upload(desk, content, kind, live)
    assert complaints(dry) == []
    confirm(desk, dry)
    run = ImportRun.objects.order_by("pk").last()
    assert run.done_at
    return run


def refusal(answer):
    """Why a file as a whole cannot be read, as the page says it."""
    found = [*answer.context["form"].errors.get("file", [])] if "form" in answer.context else [answer.context["unreadable"]]
    assert answer.status_code == 200
    assert all(words(sentence) in words(answer.content.decode()) for sentence in found)
    return " ".join(found)


def complaints(answer):
    """[(row, column letter, sentence)] of a dry run, as the page says them."""
    assert answer.status_code == 200
    assert "plan" in answer.context, refusal(answer)
    found = [(problem.row, problem.place, problem.text) for problem in answer.context["plan"].problems]
    page = words(answer.content.decode())
    assert all(words(sentence) in page for _row, _place, sentence in found)
    assert not found or 'button">Import<' not in answer.content.decode()
    return found


def said(answer):
    return [sentence for _row, _place, sentence in complaints(answer)]


def numbers(answer):
    """(new, changed, unchanged) of a dry run."""
    plan = answer.context["plan"]
    return len(plan.new), len(plan.changed), plan.unchanged


def checked(kind, *rows, live=False):
    """The plan for rows, where a screen would only be in the way."""
    return check(importables[kind], sheets.read(csv_of(*rows)), live)


def everything():
    """All that an import may touch."""
    models = [Partner, Agreement, Party, FormerName, Condition, Renewal, TheirContact, Revision, ModelLogEntry, ReferenceIndex]
    related = [Agreement.forms.through, Agreement.isced_f.through, Partner.our_units.through]
    with translation.override("ru"):
        return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in [*models, *related]}


@pytest.fixture
def english(editor):
    speak(editor, "en")
    translation.activate("en")


HEAD = ["name_ru", "name_en", "country", "kind"]
AKITA = ["Университет Акиты", "Akita University", "JP", "university"]
TITLES = ["title_ru", "title_en", "partners", "kind", "number"]
PACT = ["Соглашение с Нагасаки", "Pact with Nagasaki", "Nagasaki University", "framework", "77/2026"]


# --- broken spreadsheets -------------------------------------------------------------------
def merged(sheet):
    sheet.merge_cells("A2:A3")


def zip_bomb():
    """130 MB of blanks in a file of 130 kB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _number in range(130):
                sheet.write(b" " * 1024 * 1024)
    return stream.getvalue()


def lying_bomb():
    """Says that its sheet is small."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_of(HEAD, AKITA))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) if "sheet1" not in name else old.read(name) + b" " * 130 * 1024 * 1024)
        new.getinfo("xl/worksheets/sheet1.xml").file_size = 900
    return stream.getvalue()


def laughs():
    """An entity of entities of entities: a thousand million laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>' + SHEET % inline(1, "name_ru", "&l9;")


def endless_row():
    """One row of three million cells."""
    return SHEET % f"{inline(1, *HEAD)}<row r='2'>{'<c/>' * 3_000_000}</row>"


def damaged_stream():
    content = bytearray(xlsx_of(HEAD, *[AKITA] * 500))
    at = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[at : at + 40] = b"\xff" * 40
    return bytes(content)


def with_password_flag():
    """A ZIP whose members are encrypted, as archivers make them."""
    content = bytearray(xlsx_of(HEAD, AKITA))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(mark), bytes(content)):
            content[match.start() + offset] |= 1
    return bytes(content)


def other_compression():
    content = bytearray(xlsx_of(HEAD, AKITA))
    for match in re.finditer(b"PK\x01\x02", bytes(content)):
        content[match.start() + 10] = 97
    return bytes(content)


DAMAGED = "The file is damaged, or it is not an Excel workbook. Save the table anew as .xlsx."
NOT_A_TABLE = "This is neither an Excel workbook nor a CSV file."
NOT_A_BOOK = "This is not an Excel workbook. Save the table as .xlsx or .csv."
OLD = "This is an old Excel file (.xls) or one with a password. Save it as “Excel workbook (.xlsx)” without a password."
BELOW = "The sheet goes on below row 50000. Delete the empty rows under the table, or split it."
NONE_KNOWN = "None of the columns is known: this is another table, or its letters are in another encoding. Known are: "
TOO_MUCH = "The file holds far more than a table. Copy the table into a new workbook."
BROKEN = {
    "blanks": (lambda: b" \n\n ", "The file is empty."),
    "empty workbook": (lambda: xlsx_of(), "The file is empty."),
    "separators only": (lambda: b";;;\n;;;\n", "The file is empty."),
    "another table": (lambda: csv_of(["Surname", "Mark"], ["Lee", "9"]), NONE_KNOWN),
    "title above": (lambda: xlsx_of(["Our partners in 2026"], HEAD, AKITA), NONE_KNOWN),
    "no header": (lambda: xlsx_of(AKITA, AKITA), NONE_KNOWN),
    "unknown column": (lambda: csv_of([*HEAD, "Rector"], [*AKITA, "Sato"]), "Unknown columns: E «Rector». Known are: "),
    "column without a name": (lambda: xlsx_of([*HEAD, None, "city_en"], [*AKITA, "x", "Akita"]), "Unknown columns: E. Known are: "),
    "computed columns only": (lambda: csv_of(["status", "sample"], ["x", "no"]), "Unknown columns: . Known are: "),
    "column twice": (lambda: csv_of([*HEAD, "страна"], [*AKITA, "JP"]), "The column “country” is there twice."),
    "header only": (lambda: xlsx_of(HEAD), "There are no rows under the header."),
    "CP866": (lambda: csv_of(["название, на русском", "страна"], ["Акита", "Япония"], encoding="cp866"), NONE_KNOWN),
    "unclosed quote": (lambda: csv_of(HEAD, AKITA) + b'"Osaka;Osaka;JP;university\n', "Line 3 cannot be read: a quotation mark is not closed"),
    "stray quote": (lambda: csv_of(HEAD) + b'"a"b;c;JP;university\n', "Line 2 cannot be read: a quotation mark is not closed"),
    "merged cells": (lambda: xlsx_of(HEAD, AKITA, AKITA, spoil=merged), "Cells are merged: A2:A3. Unmerge them and fill in each one."),
    "a million rows": (lambda: repacked(xlsx_of(HEAD), sheet=SHEET % (inline(1, *HEAD) + "<row/>" * 1_000_000)), BELOW),
    "the last row": (lambda: repacked(xlsx_of(HEAD), sheet=SHEET % (inline(1, *HEAD) + inline(1_048_576, *AKITA))), BELOW),
    "a million lines": (lambda: csv_of(HEAD) + b";\n" * 1_000_000, BELOW),
    "too many rows": (lambda: csv_of(HEAD, *[["x"]] * 10_001), "The table has more than 10000 rows. Split it."),
    "too many columns": (lambda: csv_of([f"c{n}" for n in range(201)]), "The table has more than 200 columns."),
    "too large": (lambda: b"x" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB. Split it."),
    "zip bomb": (zip_bomb, "The file unpacks to more than 120 MB. Copy the table into a new workbook."),
    "lying zip bomb": (lying_bomb, DAMAGED),
    "endless row": (lambda: repacked(xlsx_of(HEAD), sheet=endless_row()), TOO_MUCH),
    "endless strings": (lambda: repacked(xlsx_of(HEAD), strings="<sst>" + "<si/>" * 5_000_000 + "</sst>"), TOO_MUCH),
    "billion laughs": (lambda: repacked(xlsx_of(HEAD), sheet=laughs()), DAMAGED),
    "entities elsewhere": (lambda: repacked(xlsx_of(HEAD), workbook=laughs()), DAMAGED),
    "not XML": (lambda: repacked(xlsx_of(HEAD), sheet="name;country"), DAMAGED),
    "no sheet": (lambda: repacked(xlsx_of(HEAD), sheet=None), DAMAGED),
    "truncated": (lambda: xlsx_of(HEAD, AKITA)[:-400], DAMAGED),
    "damaged inside": (damaged_stream, DAMAGED),
    "encrypted": (with_password_flag, DAMAGED),
    "unknown compression": (other_compression, DAMAGED),
    "document": (lambda: repacked(xlsx_of(HEAD), workbook=None), NOT_A_BOOK),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OLD),
    "PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF. Save the table as .xlsx or .csv."),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NOT_A_TABLE),
    "binary": (lambda: bytes(range(256)) * 4, NOT_A_TABLE),
    "UTF-16 without a mark": (lambda: csv_of(HEAD, AKITA, encoding="utf-16-le"), NOT_A_TABLE),
    "web page": (lambda: b"<html>\n<table><tr><td>name_ru</td></tr></table>\n</html>", NONE_KNOWN),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_spreadsheet_gets_a_clear_sentence_and_leaves_the_data_as_they_were(desk, english, world, case):
    make, sentence = BROKEN[case]
    before = everything()
    answer = upload(desk, make())
    assert refusal(answer).startswith(sentence)
    assert everything() == before
    if "form" not in answer.context:  # it can be read, but is another table: confirming it does nothing either
        assert refusal(confirm(desk, answer)).startswith(sentence)
        assert everything() == before
    assert [run.file_name for run in ImportRun.objects.done()] == [WORLD_RUN]


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("blanks", "Файл пуст."),
        ("another table", "Ни один столбец не опознан: это другая таблица или файл в другой кодировке. Возможные столбцы: название, на русском"),
        ("unknown column", "Неизвестные столбцы: E «Rector». Возможные столбцы: название, на русском"),
        ("merged cells", "В таблице есть объединённые ячейки: A2:A3. Отмените объединение и заполните каждую."),
        ("truncated", "Файл повреждён или это не книга Excel. Сохраните таблицу заново как .xlsx."),
        ("a million rows", "Лист продолжается ниже строки 50000. Удалите пустые строки под таблицей или разделите её."),
        ("old Excel", "Это файл старого формата (.xls) или файл с паролем. Сохраните его как «Книга Excel (.xlsx)» без пароля."),
    ],
)
def test_the_sentence_is_in_the_editors_language(desk, world, case, sentence):
    assert refusal(upload(desk, BROKEN[case][0]())).startswith(sentence)


def test_a_file_of_no_bytes_is_refused(desk, world):
    assert "Отправленный файл пуст." in words(upload(desk, b"").content.decode())


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_merged_cells_are_seen_whoever_wrote_the_file(desk, english, world, prefix, quote):
    """Programs differ in prefixes and quotation marks."""
    xml = part(xlsx_of(HEAD, AKITA, AKITA, spoil=merged)).decode()
    if prefix:
        xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")
    content = repacked(xlsx_of(HEAD, AKITA, AKITA), sheet=xml.replace('ref="A2:A3"', f"ref={quote}A2:A3{quote}"))
    assert refusal(upload(desk, content)).startswith("Cells are merged: A2:A3.")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_with_any_separator_and_in_any_form_of_unicode(desk, world, delimiter, encoding):
    """The names of columns have commas of their own."""
    header = ["название, на русском", "название, на английском", "город, на русском", "страна", "вид"]
    dry = upload(desk, csv_of(header, ["Университет; Акита", "Akita, University", "Акита", "Япония", "университет"], delimiter=delimiter, encoding=encoding))
    assert complaints(dry) == []
    assert numbers(dry) == (1, 0, 0)
    assert dry.context["plan"].notes == []


def test_tabs_without_quotation_marks_are_read_as_excel_copies_them(desk, world):
    text = "название, на русском\tназвание, на английском\tстрана\tвид\r\nАкита\tAkita\tЯпония\tуниверситет\r\n"
    assert numbers(upload(desk, text.encode("utf-16"))) == (1, 0, 0)


def test_windows_1251_is_read_with_a_warning(desk, world):
    dry = upload(desk, csv_of(["название, на русском", "страна", "вид"], ["Университет Акиты", "Япония", "университет"], encoding="cp1251"))
    assert complaints(dry) == []
    assert "Файл не в кодировке UTF-8, он прочитан как Windows-1251." in words(dry.content.decode())
    confirm(desk, dry)
    assert Partner.objects.filter(name_ru="Университет Акиты").exists()


def test_rows_are_numbered_as_the_spreadsheet_shows_them(desk, english, world):
    wrong = ["Осака", "Osaka", "Atlantis", "university"]
    assert [place[:2] for place in complaints(upload(desk, xlsx_of([], HEAD, AKITA, [], wrong)))] == [(5, "C")]
    assert [place[:2] for place in complaints(upload(desk, csv_of([], HEAD, AKITA, [], wrong)))] == [(5, "C")]


def test_more_cells_than_columns_are_a_mistake_of_that_row(desk, english, world):
    dry = upload(desk, csv_of(HEAD, AKITA, ["Осака", "Osaka", "JP", "university", "x"]))
    assert complaints(dry) == [(3, "", "There are more cells than columns: is a separator or a quotation mark missing?")]


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("=1+1", "The cell holds a formula. Paste its value instead."),
        ("=HYPERLINK(1)", "The cell holds a formula. Paste its value instead."),
        ("#REF!", "The cell holds an error of the spreadsheet: #REF!."),
        ("#N/A", "The cell holds an error of the spreadsheet: #N/A."),
    ],
)
def test_a_formula_or_an_error_is_named_with_its_cell(desk, english, world, formula, sentence):
    before = everything()
    dry = upload(desk, xlsx_of(HEAD, AKITA, ["Осака", formula, "JP", "university"]))
    assert complaints(dry) == [(3, "B", sentence)]
    confirm(desk, dry)
    assert everything() == before


def test_a_formula_in_a_column_that_is_not_imported_does_no_harm(desk, english, world):
    dry = upload(desk, xlsx_of([*HEAD, "status"], [*AKITA, "=1+1"]))
    assert complaints(dry) == []


def test_a_line_of_mistakes_for_each_row_and_column_in_the_editors_language(desk, world):
    rows = [["Осака", "Osaka", "Атлантида", "колхоз"], ["", "", "JP", "university"], ["", "Kobe", "-", ""]]
    assert complaints(upload(desk, xlsx_of(HEAD, *rows))) == [
        (2, "C", "Не найдено: Атлантида."),
        (2, "D", "Такого значения нет в списке. Возможные: университет; больница или клиника; научный институт или центр; орган власти; "
         "ассоциация или фонд; компания; международная организация."),
        (3, "A", "Нужно название хотя бы на одном языке."),
        (4, "C", "Это поле не может быть пустым."),
        (4, "D", "Для новой записи это поле обязательно."),
    ]  # fmt: skip


# --- cells ---------------------------------------------------------------------------------
def read_cell(kind, column, cell, live=False):
    """What a new record gets from one cell, or the sentences about it."""
    base = {"partners": dict(zip(HEAD, AKITA, strict=True)), "agreements": dict(zip(TITLES, PACT, strict=True))}[kind]
    rows = {**base, column: cell}
    plan = check(importables[kind], sheets.read(xlsx_of(list(rows), list(rows.values()))), live)
    return [problem.text for problem in plan.problems] or plan.rows[0].record


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        (date(2026, 12, 31), (2026, 12, 31), "day"), ("31.12.2026", (2026, 12, 31), "day"), ("1.3.2026", (2026, 3, 1), "day"),
        ("31/12/2026", (2026, 12, 31), "day"), ("2026-12-31", (2026, 12, 31), "day"), ("03.2019", (2019, 3, 1), "month"),
        ("2019-03", (2019, 3, 1), "month"), ("2019", (2019, 1, 1), "year"), (2019, (2019, 1, 1), "year"),
    ],
    ids=lambda value: str(value).replace("/", "-"),
)  # fmt: skip
def test_a_date_is_understood_in_every_usual_form(world, cell, day, precision):
    agreement = read_cell("agreements", "signed_on", cell)
    assert (agreement.signed_on, agreement.signed_precision) == (date(*day), precision)


@pytest.mark.parametrize("cell", ["31.02.2026", "13.2026", "yesterday", 46387, "31.12.26", "0000", "1.1.1.2026", True])
def test_what_is_no_date_is_refused(english, world, cell):
    assert read_cell("agreements", "signed_on", cell) == ["This is not a date. Write 31.12.2026 or 2026-12-31."]


def test_where_the_day_matters_a_year_will_not_do(english, world):
    assert read_cell("agreements", "valid_until", "2029") == ["Write a whole date: 31.12.2026."]
    assert read_cell("agreements", "valid_until", "31.12.2029").valid_until == date(2029, 12, 31)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("relationship_since", "1961", 1961), ("relationship_since", 1961.0, 1961), ("relationship_since", " 1 961 ", 1961),
        ("latitude", "39,70", "39.70000"), ("latitude", 39.7, "39.70000"), ("latitude", "-0.5", "-0.50000"),
    ],
)  # fmt: skip
def test_a_number_may_be_text(world, column, cell, value):
    assert str(getattr(read_cell("partners", column, cell), column)) == str(value)


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("relationship_since", "many", "This is not a number."),
        ("relationship_since", "1961,5", "A whole number is needed."),
        ("relationship_since", "1e999999999", "This is not a number."),
        ("relationship_since", "NaN", "This is not a number."),
        ("relationship_since", "1066", "Ensure this value is greater than or equal to 1921."),
        ("latitude", "91", "Ensure this value is less than or equal to 90."),
        ("latitude", "9" * 12, "Ensure"),
        ("ror_id", "02yqqv993", "Enter a valid URL."),
        ("ror_id", "https://ror.org/x", "A ROR identifier looks like https://ror.org/00p8b0t20."),
        ("website_en", "akita", "Enter a valid URL."),
        ("name_en", "x" * 256, "Too long: 256 characters, at most 255."),
        ("former_names", f"Akita; {'x' * 256}", "Too long: 256 characters, at most 255."),
        ("summary_en", "x" * 601, "Too long: 601 characters, at most 600."),
        ("address", "akita" * 30, "Too long: 150 characters, at most 120."),
        ("address", "акита", "An address has Latin letters, digits and hyphens only."),
        ("country", "Atlantis", "Not found: Atlantis."),
        ("coordinator", "Nobody", "Not in the list. Possible: Координатор по Азии; "),
        ("basis", "friendship", "Not in the list. Possible: an agreement is named;"),
        ("name_en", "[[partner_countries]]", "Facts are printed in the blocks of the text only."),
        ("summary_en", "In [[partner_countries]] countries", "Facts are printed in the blocks of the text only."),
        ("name_en", date(2026, 12, 1), "The cell holds a date, a text is needed. Format the cell as text and write it anew."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_cell_that_cannot_be_is_refused_with_a_reason(english, world, column, cell, sentence):
    found = read_cell("partners", column, cell)
    assert isinstance(found, list)
    assert found[0].startswith(sentence)


@pytest.mark.parametrize("cell", ["yes", "Да", "да", "TRUE", "1", 1, True, "+"])
def test_yes_is_said_in_either_language(world, cell):
    assert read_cell("agreements", "binding", cell).binding is True


@pytest.mark.parametrize("cell", ["no", "Нет", "false", 0, False])
def test_no_is_said_in_either_language(world, cell):
    assert read_cell("agreements", "binding", cell).binding is False


def test_neither_yes_nor_no_is_refused(english, world):
    assert read_cell("agreements", "binding", "perhaps") == ["Write “yes” or “no”."]
    assert read_cell("agreements", "binding", None).binding is None


@pytest.mark.parametrize("kind", ["partners", "agreements"])
def test_every_value_of_a_list_is_known_by_its_code_and_its_name_in_each_language(world, kind):
    """No name stands for two codes."""
    for meaning in importables[kind].meanings().values():
        codes = getattr(meaning.field, "flatchoices", None) or getattr(meaning.field, "codes", None) or []
        for code, label in ((code, label) for code, label in codes if code):
            for lang in ("ru", "en"):
                with translation.override(lang):
                    assert meaning.read(str(label).upper()) in (code, [code])
            assert meaning.read(code) in (code, [code])


@pytest.mark.parametrize("model", [Country, FieldOfStudy, CooperationForm])
def test_every_row_of_a_vocabulary_is_known_by_its_code_and_its_name_in_each_language(world, model):
    kind, name = {Country: ("partners", "country"), FieldOfStudy: ("agreements", "isced_f"), CooperationForm: ("agreements", "forms")}[model]
    meaning = next(meaning for meaning in importables[kind].meanings().values() if meaning.name == name)
    for row in model.objects.all():
        for word in (row.code, row.name_ru, row.name_en):
            assert meaning.read(word) in (row.pk, [row.pk])


@pytest.mark.parametrize(
    "name",
    [
        "Nagasaki University", "университет  нагасаки", "«Университет Нагасаки»", "長崎大学", "nagasaki-university", "NU", "Nagasaki Medical College",
        "https://ror.org/058h74p94", "http://localhost/en/partnership/partners/nagasaki-university/", "https://x.example/ru/partnership/partners/nagasaki-university",
    ],
    ids=range(10),
)  # fmt: skip
def test_a_partner_is_known_by_any_of_its_names(world, name):
    """In either language, its own, short or former; by its address or its identifier."""
    world.nagasaki.acronym_en, world.nagasaki.ror_id = "NU", "https://ror.org/058h74p94"
    world.nagasaki.former_names = [FormerName(name_en="Nagasaki Medical College")]
    world.nagasaki.save()
    assert read_cell("agreements", "partners", name).partners == [world.nagasaki]


def test_several_partners_stand_in_one_cell_each_once(world):
    found = read_cell("agreements", "partners", "Nagasaki University; Университет Нагасаки\nSechenov University;")
    assert found.partners == [world.nagasaki, world.sechenov]


def test_a_name_that_two_have_is_asked_about(english, world):
    make_partner("other-nagasaki", "JP", "Другой", "Nagasaki University")
    assert read_cell("agreements", "partners", "Nagasaki University") == ["Several are called so: Nagasaki University. Write the address or the code instead."]
    assert read_cell("agreements", "partners", "other-nagasaki").partners[0].name_ru == "Другой"


def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(english, world):
    assert read_cell("agreements", "partners", "Nagasaky University") == ["Not found: Nagasaky University. Perhaps: Nagasaki University?"]


def test_a_contact_is_known_by_its_role_and_its_address(world):
    for word in ("Координатор по Азии", "coordinator for asia", "asia@office.example"):
        assert read_cell("partners", "coordinator", word).coordinator_ours == world.asia


def test_an_empty_cell_leaves_and_a_hyphen_empties(desk, world):
    Partner.objects.filter(pk=world.sechenov.pk).update(relationship_since=1961, acronym_en="SU")
    head = ["address", "city_en", "acronym_en", "ror_id", "relationship_since", "former_names", "native_name"]
    bring_in(desk, csv_of(head, ["sechenov-university", "", "-", "–", "—", "-", "-"]), live=True)
    partner = Partner.objects.get(pk=world.sechenov.pk)
    assert partner.city_en == "Moscow"
    assert not any([partner.acronym_en, partner.ror_id, partner.relationship_since])
    assert not partner.former_names.exists()


def test_a_hyphen_empties_dates_lists_and_links(desk, world):
    head = ["address", "signed_on", "valid_until", "forms", "fields", "coordinator"]
    bring_in(desk, csv_of(head, ["sechenov-2024", *"-----"]), "agreements", live=True)
    agreement = Agreement.objects.get(slug="sechenov-2024")
    assert [agreement.signed_on, agreement.valid_until, agreement.coordinator_ours] == [None] * 3
    assert not agreement.forms.exists()
    assert not agreement.isced_f.exists()


@pytest.mark.parametrize(
    ("kind", "column", "slug"),
    [("partners", "country", "sechenov-university"), ("partners", "kind", "sechenov-university"), ("agreements", "partners", "sechenov-2024")],
)
def test_what_a_record_cannot_be_without_cannot_be_emptied(desk, english, world, kind, column, slug):
    assert complaints(upload(desk, csv_of(["address", column], [slug, "-"]), kind)) == [(2, "B", "This field cannot be blank.")]


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("valid_until", "31.12.2024", "“Valid until” is before “in force from”."),
        ("open_ended", "yes", "An agreement without an end date has no “valid until”."),
        ("renewal", "automatic", "For how many months is it renewed?"),
        ("number", "x" * 61, "Too long: 61 characters, at most 60."),
    ],
)
def test_the_rules_of_an_agreement_hold_in_a_spreadsheet_too(english, world, column, cell, sentence):
    rows = {**dict(zip(TITLES, PACT, strict=True)), "in_force_from": "01.01.2025", "valid_until": "31.12.2029", column: cell}
    assert [problem.text for problem in checked("agreements", list(rows), list(rows.values())).problems] == [sentence]


def test_a_memorandum_is_not_binding(english, world):
    rows = {**dict(zip(TITLES, PACT, strict=True)), "kind": "memorandum", "binding": "yes"}
    assert [problem.text for problem in checked("agreements", list(rows), list(rows.values())).problems] == ["A memorandum is not binding."]


# --- files of the site come back -----------------------------------------------------------
SLY = ["=1+1", "+375170000000", "-5", "@SUM(A1)", "'quoted'", "''x", "'=1", "Первая строка\r\nвторая; третья", "неразрывный\xa0пробел", '"Кавычки", запятая']


def public_file(client, lang, kind, form, words=""):
    return b"".join(client.get(f"/{lang}/partnership/{kind}.{form}{words}").streaming_content)


def staff_file(desk, kind, form):
    return b"".join(desk.get(reverse(f"wagtailsnippets_partners_{kind.removesuffix('s')}:list") + f"?export={form}").streaming_content)


@pytest.fixture
def rich(world):
    """The world with everything in it that a file may get wrong."""
    world.sechenov.summary_ru, world.sechenov.internal_note, world.sechenov.latitude = SLY[7], "\n".join(SLY), "55.72833"
    world.sechenov.native_name, world.sechenov.acronym_en, world.sechenov.city_ru = SLY[0], SLY[1], SLY[8]
    world.sechenov.website_en, world.sechenov.relationship_since = "https://www.sechenov.ru", 1961
    world.sechenov.save()
    for number, text in enumerate(SLY):
        make_agreement(f"sly-{number}", world.nagasaki, world.sechenov, code=text, title_ru=text, title_en=text, summary_en=text, valid_until=date(2031, 1, 1))
    fields = {"forms": ["student_mobility", "joint_research"], "isced_f": list(FieldOfStudy.objects.values_list("code", flat=True))}
    of_two = make_agreement(
        "of-two", world.nagasaki, world.draft, code="2/2", signed_on=date(2019, 3, 1), signed_precision="month", binding=False, renewal="automatic",
        renewal_months=12, text_languages=["en", "ru"], tuition_waiver="mutual", parent=world.mobility, coordinator_theirs="Sato", **fields,
    )  # fmt: skip
    of_two.conditions = [
        Condition(activity="staff-teaching", direction="incoming", places_per_year=2, first_academic_year="2026/2027", last_academic_year="2027/2028")
    ]
    of_two.save()
    return world


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ["partners", "agreements"])
def test_a_file_that_visitors_download_changes_nothing_when_it_is_imported(desk, client, rich, lang, kind, form, live):
    for words_of_list in ("", "?view=archive"):
        dry = upload(desk, public_file(client, lang, kind, form, words_of_list), kind, live)
        assert complaints(dry) == []
        assert [row.changes for row in dry.context["plan"].rows if row.changes] == []
        assert dry.context["plan"].rows
        assert not dry.context["plan"].new


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ["partners", "agreements"])
def test_the_file_of_a_list_of_the_cms_changes_nothing_when_it_is_imported(desk, editor, rich, lang, kind, form):
    """Its columns in one language, read by an editor who works in the other."""
    speak(editor, lang)
    content = staff_file(desk, kind, form)
    speak(editor, "en" if lang == "ru" else "ru")
    dry = upload(desk, content, kind)
    assert complaints(dry) == []
    assert [(row.number, row.changes) for row in dry.context["plan"].rows if row.changes] == []
    assert numbers(dry) == (0, 0, importables[kind].model.objects.count())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["partners", "agreements"])
def test_what_the_cms_gives_out_makes_the_same_records_elsewhere(desk, rich, kind, form):
    """All rows leave and come back: every column that a file has is told again, to the letter."""
    Agreement.objects.update(parent=None)
    content, model = staff_file(desk, kind, form), importables[kind].model
    meanings = importables[kind].meanings().values()

    def told():
        return {record.slug: {meaning.name: str(meaning.show(meaning.get(record))) for meaning in meanings} for record in model.objects.all()}

    before = told()
    Agreement.objects.all().delete()
    if kind == "partners":
        Call.objects.all().delete()  # they protect their partner
        Partner.objects.all().delete()
    bring_in(desk, content, kind)
    after = told()
    assert after.keys() == before.keys()
    for slug in before:
        assert after[slug] == {name: value.replace("\r\n", "\n") for name, value in before[slug].items()}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_template_filled_in_makes_records(desk, editor, world, lang):
    speak(editor, lang)
    for kind, filled in (
        ("partners", {"name_ru": "Акита", "name_en": "Akita", "country": "JP", "kind": "university"}),
        ("agreements", dict(zip(TITLES, PACT, strict=True))),
    ):
        answer = desk.get(reverse("import_template", args=[kind]))
        assert answer["Content-Disposition"] == f'attachment; filename="{kind}-template.xlsx"'
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        sheet, guide, _lists = book.worksheets
        columns = list(importables[kind].meanings())
        assert len(columns) == len(sheet[1]) <= guide.max_row
        for name, value in filled.items():
            sheet.cell(2, [column.name for column in columns].index(name) + 1, value)
        stream = io.BytesIO()
        book.save(stream)
        assert bring_in(desk, stream.getvalue(), kind, live=True).created == 1
    assert Agreement.objects.get(code="77/2026").partners == [world.nagasaki]


def test_the_template_as_it_is_has_no_rows(desk, english, world):
    content = desk.get(reverse("import_template", args=["partners"])).content
    assert refusal(upload(desk, content)) == "There are no rows under the header."


def test_a_workbook_as_excel_writes_it_is_read(desk, world):
    """Texts in a part of their own, some in pieces, with readings for Japanese."""
    strings = [f"<si><t>{text}</t></si>" for text in [*HEAD, "Университет Акиты"]]
    strings.append("<si><r><t>Akita </t></r><r><rPr><b/></rPr><t>University</t></r><rPh sb='0' eb='1'><t>アキタ</t></rPh></si>")
    strings += [f"<si><t>{text}</t></si>" for text in ("Япония", "университет")]
    row = "<row r='{0}'>" + "".join(f"<c r='{letter}{{0}}' t='s'><v>{{{index}}}</v></c>" for index, letter in enumerate("ABCD", 1)) + "</row>"
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    book = repacked(xlsx_of(HEAD), sheet=SHEET % (row.format(1, 0, 1, 2, 3) + row.format(2, 4, 5, 6, 7)), strings=f"<sst {namespace}>{''.join(strings)}</sst>")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = part(book, "[Content_Types].xml").decode().replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    bring_in(desk, repacked(book, types=types))
    assert Partner.objects.get(name_en="Akita University").country.code == "JP"


# --- which record, drafts or live, who may -------------------------------------------------
@pytest.mark.parametrize(
    ("head", "row", "slug"),
    [
        (["address", "city_en"], ["https://x.example/en/partnership/partners/sechenov-university/", "X"], "sechenov-university"),
        (["ror_id", "city_en"], ["https://ror.org/02yqqv993", "X"], "sechenov-university"),
        (["name_en", "country", "city_en"], ["SECHENOV  «University»", "Россия", "X"], "sechenov-university"),
        (["name_ru", "country", "city_en"], ["Каунасский университет", "LT", "X"], "kaunas-university"),
    ],
)
def test_a_partner_is_recognised_by_address_identifier_or_name_and_country(desk, world, head, row, slug):
    run = bring_in(desk, csv_of(head, row), live=True)
    assert (run.created, run.updated) == (0, 1)
    assert Partner.objects.get(slug=slug).city_en == "X"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["address", "summary_en"], ["/en/partnership/agreements/sechenov-2024/", "X"]),
        (["number", "partners", "summary_en"], ["12/2024", "Sechenov University", "X"]),
    ],
)
def test_an_agreement_is_recognised_by_address_or_number_and_partners(desk, world, head, row):
    assert bring_in(desk, csv_of(head, row), "agreements", live=True).updated == 1
    assert Agreement.objects.get(slug="sechenov-2024").summary_en == "X"


def test_an_agreement_without_a_number_is_recognised_by_title_partners_and_day(desk, world):
    row = ["Agreement kaunas-2010", "University of Kaunas", "05.05.2010", "X"]
    assert bring_in(desk, csv_of(["title_en", "partners", "signed_on", "summary_en"], row), "agreements", live=True).updated == 1
    assert Agreement.objects.get(slug="kaunas-2010").summary_en == "X"


def test_the_same_name_in_another_country_is_another_partner(desk, world):
    assert bring_in(desk, csv_of(HEAD, ["Университет Нагасаки", "Nagasaki University", "FR", "university"])).created == 1


def test_two_rows_about_one_record_are_a_mistake(desk, english, world):
    head, same = ["ror_id", *HEAD], "https://ror.org/058h74p94"
    rows = [["", *AKITA], ["", "", "Akita University", "JP", "university"]]
    assert complaints(upload(desk, csv_of(head, *rows))) == [(3, "", "Row 2 is about the same record.")]
    dry = upload(desk, csv_of(["address", "city_en"], ["sechenov-university", "X"], ["sechenov-university", "Y"]))
    assert (3, "", "Row 2 is about the same record.") in complaints(dry)
    dry = upload(desk, csv_of(head, [same, *AKITA], [same, "Осака", "Osaka", "JP", "university"]))
    assert (3, "", "Row 2 is about the same record.") in complaints(dry)


def test_a_row_that_fits_two_records_asks_for_the_address(desk, english, world):
    make_partner("nagasaki-2", "JP", "Университет Нагасаки", "Other")
    dry = upload(desk, csv_of(["name_ru", "country", "city_en"], ["Университет Нагасаки", "JP", "X"]))
    assert complaints(dry) == [(2, "", "Several records fit this row. Add the column “page”.")]


def test_the_identifier_of_another_record_is_refused(desk, english, world):
    dry = upload(desk, csv_of(["address", "ror_id"], ["nagasaki-university", "https://ror.org/02yqqv993"]))
    assert complaints(dry) == [(2, "B", "Another record has this value; it must be unique.")]


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize(("kind", "head", "row"), [("partners", HEAD, AKITA), ("agreements", TITLES, PACT)])
def test_a_second_import_of_the_same_file_changes_nothing(desk, world, kind, head, row, live):
    content = xlsx_of(head, row)
    first = bring_in(desk, content, kind, live)
    assert (first.created, first.updated, first.unchanged) == (1, 0, 0)
    before = everything()
    dry = upload(desk, content, kind, live)
    assert numbers(dry) == (0, 0, 1)
    confirm(desk, dry)
    assert everything() == before
    assert importables[kind].model.objects.get(**{head[1]: row[1]}).live is live


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
def test_a_second_import_of_changes_changes_nothing(desk, world, live):
    """The order of parties, an emptied field, a date known to the month."""
    make_agreement("of-two", world.nagasaki, world.sechenov, code="2/2", summary_en="Gone")
    head = ["address", "partners", "summary_en", "signed_on", "forms"]
    content = csv_of(head, ["of-two", "Sechenov University; Nagasaki University; University of Kaunas", "-", "03.2019", "joint_research"])
    assert bring_in(desk, content, "agreements", live).updated == 1
    before = everything()
    assert numbers(upload(desk, content, "agreements", live)) == (0, 0, 1)
    assert everything() == before
    agreement = Agreement.objects.get(slug="of-two").get_latest_revision_as_object()
    assert agreement.partners == [world.sechenov, world.nagasaki, world.kaunas]
    if live:
        assert [party.partner for party in Party.objects.filter(agreement=agreement).order_by("sort_order")] == [world.sechenov, world.nagasaki, world.kaunas]


def test_drafts_are_on_the_site_only_when_they_are_published(desk, client, world):
    bring_in(desk, csv_of(HEAD, AKITA))
    akita = Partner.objects.get(slug="akita-university")
    assert not akita.live
    assert client.get("/en/partnership/partners/akita-university/").status_code == 404
    page = desk.get(edit(akita)).content.decode()
    assert 'value="Akita University"' in page
    desk.post(edit(akita), partner_form(slug="akita-university", **{"action-publish": "1"}))
    assert "Akita University" in client.get("/en/partnership/partners/akita-university/").content.decode()


def test_drafts_beside_public_records_leave_the_public_ones_as_they_are(desk, client, world):
    bring_in(desk, csv_of(["address", "city_en", "former_names"], ["sechenov-university", "Sochi", "Первый МГМУ; Второй МГМУ"]))
    world.sechenov.refresh_from_db()
    assert (world.sechenov.city_en, world.sechenov.has_unpublished_changes, world.sechenov.former_names.count()) == ("Moscow", True, 1)
    assert "Sochi" not in client.get("/en/partnership/partners/sechenov-university/").content.decode()
    draft = world.sechenov.get_latest_revision_as_object()
    assert (draft.city_en, draft.former_names.count()) == ("Sochi", 2)
    assert 'value="Sochi"' in desk.get(edit(world.sechenov)).content.decode()
    draft.latest_revision.publish()
    assert "Sochi" in client.get("/en/partnership/partners/sechenov-university/").content.decode()
    assert FormerName.objects.filter(partner=world.sechenov).count() == 2


@pytest.fixture
def waiting(world):
    """A public partner with a draft that somebody has not finished."""
    world.sechenov.summary_en = "Half a sentence"
    world.sechenov.save_revision()
    return Partner.objects.get(pk=world.sechenov.pk)


def test_a_draft_import_builds_on_the_draft_that_waits(desk, waiting):
    bring_in(desk, csv_of(["address", "city_en"], [waiting.slug, "Sochi"]))
    draft = Partner.objects.get(pk=waiting.pk).get_latest_revision_as_object()
    assert (draft.summary_en, draft.city_en) == ("Half a sentence", "Sochi")


def test_a_live_import_publishes_nothing_that_somebody_has_not_finished(desk, english, waiting):
    before = everything()
    dry = upload(desk, csv_of(["address", "city_en"], [waiting.slug, "Sochi"]), live=True)
    sentence = "The record has changes that are not published yet. Publish or discard them first, or import as drafts."
    assert complaints(dry) == [(2, "", sentence)]
    confirm(desk, dry)
    assert everything() == before


def test_a_draft_that_waits_does_not_stop_a_row_that_changes_nothing(desk, waiting):
    dry = upload(desk, csv_of(["address", "city_en"], [waiting.slug, "Moscow"]), live=True)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, 1)


def test_a_draft_is_published_by_a_live_import_that_changes_it(desk, client, world):
    bring_in(desk, csv_of(HEAD, AKITA))
    bring_in(desk, csv_of([*HEAD, "city_en"], [*AKITA, "Akita City"]), live=True)
    akita = Partner.objects.get(slug="akita-university")
    assert (akita.live, akita.has_unpublished_changes, akita.live_revision_id) == (True, False, akita.latest_revision_id)
    assert akita.first_published_at
    assert "Akita City" in client.get("/en/partnership/partners/akita-university/").content.decode()


def test_what_was_taken_from_the_site_is_back_when_it_is_imported_live(desk, client, world):
    Partner.objects.filter(pk=world.sechenov.pk).update(live=False, expired=True)
    bring_in(desk, csv_of(["address", "city_en"], ["sechenov-university", "Sochi"]), live=True)
    world.sechenov.refresh_from_db()
    assert (world.sechenov.live, world.sechenov.expired) == (True, False)
    assert "Sochi" in client.get("/en/partnership/partners/sechenov-university/").content.decode()


def test_a_locked_record_stays(desk, english, world):
    Partner.objects.filter(pk=world.sechenov.pk).update(locked=True)
    assert complaints(upload(desk, csv_of(["address", "city_en"], ["sechenov-university", "Sochi"]))) == [(2, "", "The record is locked.")]
    assert complaints(upload(desk, csv_of(["address", "city_en"], ["sechenov-university", "Moscow"]))) == []


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
def test_publishing_needs_a_name_in_one_language_and_a_draft_too(desk, english, world, live):
    assert said(upload(desk, csv_of(HEAD, ["", "", "JP", "university"]), live=live)) == ["A name is needed in one language at least."]


@pytest.mark.parametrize(
    ("names", "languages", "shown"), [(("Акита", ""), "ru-first", ["ru"]), (("", "Akita"), "en-first", ["en"]), (("Акита", "Akita"), "all", ["ru", "en"])]
)
def test_a_new_record_is_shown_in_the_languages_that_it_has(desk, client, world, names, languages, shown):
    bring_in(desk, csv_of(HEAD, [*names, "JP", "university"]), live=True)
    partner = Partner.objects.get(slug="akita")
    assert (partner.languages, partner.shown_codes) == (languages, shown)
    for lang in ("ru", "en"):
        assert client.get(f"/{lang}/partnership/partners/akita/").status_code == 200


def test_a_public_name_cannot_be_emptied(desk, english, world):
    dry = upload(desk, csv_of(["address", "name_en"], ["nagasaki-university", "-"]), live=True)
    assert complaints(dry) == [(2, "B", "A text in this language is needed too. Fill it in, or choose other languages under “Publication”.")]


@pytest.fixture
def clerk(client, db):
    """Somebody with the rights to partners that a test names."""

    def sign_in(*rights):
        user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
        group = Group.objects.create(name="Clerks")
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *(f"{right}_partner" for right in rights)]))
        user.groups.add(group)
        client.force_login(user)
        return client

    return sign_in


def test_who_may_not_publish_has_no_such_choice(clerk, world):
    browser = clerk("add", "change")
    assert 'name="live"' not in browser.get(address("partners")).content.decode()
    bring_in(browser, csv_of(HEAD, AKITA), live=True)
    assert not Partner.objects.get(slug="akita-university").live


def test_who_may_not_publish_cannot_confirm_what_another_prepared(desk, clerk, world):
    dry = upload(desk, csv_of(HEAD, AKITA), live=True)
    browser = clerk("add", "change")
    browser.get(dry.request["PATH_INFO"])
    confirm(browser, dry)
    assert not Partner.objects.filter(slug="akita-university").exists()


@pytest.mark.parametrize("rights", [(), ("add",), ("change",), ("add", "publish"), ("view",)], ids="-".join)
def test_who_may_not_add_and_change_may_not_import(desk, clerk, world, rights):
    dry = upload(desk, csv_of(HEAD, AKITA))
    browser = clerk(*rights)
    run = ImportRun.objects.order_by("pk").last()
    for answer in (browser.get(address("partners")), upload(browser, csv_of(HEAD, AKITA)), browser.get(dry.request["PATH_INFO"]), confirm(browser, dry)):
        assert answer.status_code in (302, 403) or answer.redirect_chain[0][1] == 302
        assert "plan" not in (answer.context or {})
    assert ImportRun.objects.order_by("pk").last() == run
    assert not Partner.objects.filter(slug="akita-university").exists()
    assert "imports/partners" not in browser.get(reverse("wagtailsnippets_partners_partner:list"), follow=True).content.decode()


def test_a_stranger_is_sent_to_the_sign_in(desk, client, world):
    dry = upload(desk, csv_of(HEAD, AKITA))
    client.logout()
    for path in (address("partners"), reverse("import_template", args=["partners"]), dry.request["PATH_INFO"]):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/")


def test_there_is_no_import_of_other_records(desk, world):
    for path in (address("facts"), reverse("import_template", args=["facts"]), reverse("import_run", args=[999_999])):
        assert desk.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ["partners", "agreements"])
def test_the_screens_open_and_the_list_leads_to_them(desk, editor, world, kind, lang):
    speak(editor, lang)
    screen = reverse(f"wagtailsnippets_partners_{kind.removesuffix('s')}:list")
    assert f'href="{address(kind)}"' in desk.get(screen).content.decode()
    page = desk.get(address(kind)).content.decode()
    assert f'lang="{lang}"' in page[:400]
    assert reverse("import_template", args=[kind]) in page
    assert 'name="live"' in page


# --- all or nothing ------------------------------------------------------------------------
def test_one_bad_row_of_many_stops_them_all(desk, english, world):
    before = everything()
    rows = [[f"Партнёр {number}", f"Institute of {number * 'x'}", "JP", "university"] for number in range(40)]
    dry = upload(desk, csv_of(HEAD, *rows[:20], ["Осака", "Osaka", "Atlantis", "university"], *rows[20:]), live=True)
    assert [place[:2] for place in complaints(dry)] == [(22, "C")]
    confirm(desk, dry)
    assert everything() == before
    assert not ImportRun.objects.order_by("pk").last().done_at


def test_a_failure_in_the_middle_of_writing_leaves_everything(desk, english, world):
    """The database refuses what comes after the records themselves."""
    content = csv_of(["address", *HEAD, "ror_id"], ["akita", *AKITA, "https://ror.org/058h74p94"], ["osaka", "Осака", "Osaka", "JP", "university", ""])
    dry = upload(desk, content, live=True)
    refuse(Revision)
    before = everything()
    answer = confirm(desk, dry)
    assert "Nothing was saved; look through the list again." in words(answer.content.decode())
    assert everything() == before
    assert not ImportRun.objects.order_by("pk").last().done_at


def refuse(model):
    """From now on the database takes no row of a model: a constraint that holds for none that is new."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT refused CHECK (false) NOT VALID')
        else:
            cursor.execute(f"CREATE TEMP TRIGGER refused BEFORE INSERT ON main.{table} BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed'); END")


# --- between the dry run and the confirmation ----------------------------------------------
def test_what_was_changed_in_the_meantime_is_shown_again(desk, english, world):
    dry = upload(desk, csv_of(["address", "city_en"], ["sechenov-university", "Sochi"]), live=True)
    world.sechenov.city_en = "Kazan"
    world.sechenov.save_revision().publish()
    answer = confirm(desk, dry)
    assert "Somebody has changed one of these records in the meantime. Nothing was saved" in words(answer.content.decode())
    assert Partner.objects.get(pk=world.sechenov.pk).city_en == "Kazan"
    assert "city, in English: Kazan → Sochi" in words(answer.content.decode())
    confirm(desk, answer)
    assert Partner.objects.get(pk=world.sechenov.pk).city_en == "Sochi"


def test_of_two_imports_confirmed_in_the_same_moment_one_writes(desk, world):
    rows = [["name_ru", "name_en", "kind", "country"], ["Университет Осаки", "Osaka University", "university", "JP"]]
    one, other = checked("partners", *rows, live=True), checked("partners", *rows, live=True)
    write(one, Partner, None, True, 1)
    with pytest.raises(Meanwhile):
        write(other, Partner, None, True, 2)
    assert Partner.objects.filter(name_en="Osaka University").count() == 1


def test_what_somebody_else_has_added_in_the_meantime_is_not_added_twice(desk, world):
    dry, other = upload(desk, csv_of(HEAD, AKITA), live=True), upload(desk, csv_of(HEAD, AKITA), live=True)
    confirm(desk, other)
    answer = confirm(desk, dry)
    assert numbers(answer) == (0, 0, 1)
    assert Partner.objects.filter(name_en="Akita University").count() == 1


def test_nothing_is_imported_that_nobody_has_looked_at(desk, clerk, world):
    dry = upload(desk, csv_of(HEAD, AKITA))
    answer = confirm(clerk("add", "change"), dry)
    assert numbers(answer) == (1, 0, 0)
    assert not Partner.objects.filter(slug="akita-university").exists()


def test_confirming_twice_imports_once(desk, world):
    dry = upload(desk, csv_of(HEAD, AKITA), live=True)
    confirm(desk, dry)
    before = everything(), ImportRun.objects.order_by("pk").last().done_at
    confirm(desk, dry)
    assert (everything(), ImportRun.objects.order_by("pk").last().done_at) == before


# --- the same as in the editing form -------------------------------------------------------
MADE_ANEW = {"id", "public_id", "created_at", "updated_at", "latest_revision", "live_revision", "last_published_at", "first_published_at"}
FULL = {
    "number": "7/2026", "title_ru": "Соглашение с Акитой", "title_en": "Agreement with Akita", "kind": "framework", "partners": "Nagasaki University; University of Kaunas",
    "signed_on": "03.2026", "in_force_from": "2026-03-01", "valid_until": "31.12.2031", "renewal": "automatic", "renewal_months": 24, "notice_months": 3, "binding": "да",
    "forms": "student_mobility; joint_research", "fields": "0912", "text_languages": "en; ru", "tuition_waiver": "mutual", "summary_ru": "Обмен.", "summary_en": "Exchange.",
    "coordinator": "Координатор по Азии", "coordinator_theirs": "Sato", "source": "https://www.akita.example", "internal_note": "=1+1",
}  # fmt: skip
RICH_PARTNER = {
    "name_ru": "Университет Акиты", "name_en": "Akita University", "native_name": "秋田大学", "native_lang": "ja", "acronym_en": "AU", "kind": "university", "country": "Япония",
    "city_ru": "Акита", "city_en": "Akita", "latitude": "39.72", "longitude": "140.13", "ror_id": "https://ror.org/058h74p94", "website_en": "https://www.akita.example",
    "relationship_since": "1999", "basis": "agreement", "summary_ru": "Кардиология.", "summary_en": "Cardiology.", "coordinator": "Координатор по Азии",
    "source": "https://www.akita.example/about", "internal_note": "To call.",
}  # fmt: skip


def full_agreement_form(world, **changes):
    fields = {
        "code": "7/2026", "signed_on": "2026-03-01", "signed_precision": "month", "in_force_from": "2026-03-01", "valid_until": "2031-12-31", "renewal": "automatic",
        "renewal_months": "24", "notice_months": "3", "binding": "true", "tuition_waiver": "mutual",
        "summary_ru": "Обмен.", "summary_en": "Exchange.", "coordinator_ours": world.asia.pk, "coordinator_theirs": "Sato", "source_url": "https://www.akita.example",
        "internal_note": "=1+1", "parties": inline_formset([{"partner": partner.pk} for partner in (world.nagasaki, world.kaunas)]),
    }  # fmt: skip
    ticked = {
        "forms": CooperationForm.objects.filter(code__in=["student_mobility", "joint_research"]).values_list("pk", flat=True),
        "isced_f": FieldOfStudy.objects.filter(code="0912").values_list("pk", flat=True),
        "text_languages": ["ru", "en"],
    }
    return {**agreement_form(None, **{**fields, **changes}), **{name: list(values) for name, values in ticked.items() if name not in changes}}


def full_partner_form(world, **changes):
    fields = {
        "native_name": "秋田大学", "native_lang": "ja", "acronym_en": "AU", "city_ru": "Акита", "city_en": "Akita", "latitude": "39.72000", "longitude": "140.13000",
        "ror_id": "https://ror.org/058h74p94", "website_en": "https://www.akita.example", "relationship_since": "1999", "coordinator_ours": world.asia.pk,
        "source_url": "https://www.akita.example/about", "internal_note": "To call.",
    }  # fmt: skip
    return partner_form(**{**fields, **changes})


def row_of(record):
    """What the database has of a record, as far as it does not depend on when it was made; texts that are not known are alike."""
    with translation.override("ru"):
        fields = type(record)._base_manager.filter(pk=record.pk).values().get()
    named = {field.attname: field.name for field in record._meta.concrete_fields}
    return {name: value or "" for name, value in fields.items() if named[name] not in MADE_ANEW}


def content_of(revision):
    """The same of a revision, with what belongs to the record; what is computed is computed anew when it is published."""
    computed = {"search_key", "text_state", "shown", *(f"sort_key_{code}" for code in ("ru", "en"))}

    def plain(value):
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items() if name not in {*MADE_ANEW, *computed, "pk", "agreement", "sort_order", "live"}}
        return sorted(map(plain, value), key=repr) if isinstance(value, list) else value or ""

    return plain(revision.content)


def outcome(record):
    """Everything that is known of a record after it was saved."""
    record = type(record)._base_manager.get(pk=record.pk)
    references = ReferenceIndex.objects.filter(base_content_type__model=record._meta.model_name, object_id=str(record.pk))
    history = ModelLogEntry.objects.filter(content_type__model=record._meta.model_name, object_id=str(record.pk))
    children = {}
    for relation in ("parties", "former_names", "conditions"):
        if hasattr(record, relation):
            rows = getattr(type(record), relation).rel.related_model._base_manager.filter(**{record._meta.model_name: record.pk}).order_by("sort_order", "pk")
            children[relation] = [
                {name: value or "" for name, value in row.items() if name not in ("id", f"{record._meta.model_name}_id")} for row in rows.values()
            ]
    pointed = [(row.to_content_type_id, row.to_object_id, row.model_path, re.sub(r"\d+", "n", row.content_path)) for row in references]
    names = getattr(record, "forms", None) and (list(record.forms.values_list("code", flat=True)), list(record.isced_f.values_list("code", flat=True)))
    moments = [
        bool(record.first_published_at),
        bool(record.last_published_at),
        record.live_revision_id and record.live_revision_id == record.latest_revision_id,
    ]
    return {
        "row": row_of(record),
        "children": children,
        "vocabularies": names,
        "moments": moments,
        "revision": content_of(record.latest_revision),
        "said of the revision": (record.latest_revision.object_str, record.latest_revision.user_id, record.latest_revision.base_content_type_id),
        "history": sorted((entry.action, entry.label, entry.user_id, entry.content_changed, entry.deleted) for entry in history),
        "references": sorted(pointed),
        "found": [found.pk == record.pk for found in get_search_backend().autocomplete("Akita", type(record))],
    }


def undone(make):
    """What `make` answers, and nothing of it stays."""
    with transaction.atomic():
        found = make()
        transaction.set_rollback(True)
    return found


def both_ways(by_form, by_import):
    typed, imported = undone(by_form), undone(by_import)
    assert typed["moments"] == imported["moments"]
    for part_of_it in typed:
        assert imported[part_of_it] == typed[part_of_it], part_of_it


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize(
    ("kind", "cells", "form"), [("partners", RICH_PARTNER, full_partner_form), ("agreements", FULL, full_agreement_form)], ids=["partner", "agreement"]
)
def test_a_new_record_is_the_same_as_one_typed_into_the_form(desk, world, kind, cells, form, live):
    model = importables[kind].model

    def newest():
        return outcome(model.objects.latest("pk"))

    def by_form():
        answer = desk.post(reverse(f"wagtailsnippets_partners_{model._meta.model_name}:add"), form(world, **({"action-publish": "1"} if live else {})))
        assert answer.status_code == 302, answer.context["form"].errors
        return newest()

    def by_import():
        bring_in(desk, csv_of(list(cells), list(cells.values())), kind, live)
        return newest()

    both_ways(by_form, by_import)


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
def test_a_changed_record_is_the_same_as_one_changed_in_the_form(desk, world, live):
    desk.post(reverse("wagtailsnippets_partners_agreement:add"), full_agreement_form(world, **{"action-publish": "1"}))
    agreement = Agreement.objects.get(code="7/2026")
    first, second = agreement.parties.order_by("sort_order")

    def by_form():
        sides = [{"id": party.pk or "", "partner": party.partner_id} for party in (first, second, Party(partner=world.sechenov))]
        changes = {"slug": agreement.slug, "title_en": "Akita pact", "summary_ru": "", "forms": [], "parties": inline_formset(sides, initial=2)}
        form = full_agreement_form(world, **changes, **({"action-publish": "1"} if live else {})) | {"parties-0-ORDER": "2", "parties-1-ORDER": "1"}
        answer = desk.post(edit(agreement), form | {"parties-2-ORDER": "3"})
        assert answer.status_code == 302, answer.context["form"].errors
        return outcome(agreement)

    def by_import():
        head = ["address", "title_en", "summary_ru", "forms", "partners"]
        bring_in(
            desk, csv_of(head, [agreement.slug, "Akita pact", "-", "-", "University of Kaunas; Nagasaki University; Sechenov University"]), "agreements", live
        )
        return outcome(agreement)

    both_ways(by_form, by_import)


def test_what_a_file_does_not_mention_survives(desk, world):
    """The unit of a party and who signed, conditions, renewals, contacts: in the record and in its draft."""
    agreement = make_agreement("of-two", world.nagasaki, world.sechenov, code="2/2", our_signatory_ru="Ректор", end_reason="none")
    agreement.parties = [Party(partner=world.nagasaki, unit_ru="Клиника", signatory_en="Dr Sato"), Party(partner=world.sechenov)]
    agreement.conditions = [
        Condition(activity="staff-teaching", direction="incoming", places_per_year=2, first_academic_year="2026/2027", last_academic_year="2027/2028")
    ]
    agreement.renewals = [Renewal(renewed_on=date(2025, 1, 1))]
    agreement.save()
    world.nagasaki.contacts_theirs = [TheirContact(role="Dean", email="dean@nagasaki.example")]
    world.nagasaki.our_units = [world.unit]
    world.nagasaki.save()
    bring_in(desk, csv_of(["address", "partners", "summary_en"], ["of-two", "University of Kaunas; Nagasaki University", "X"]), "agreements", live=True)
    bring_in(desk, csv_of(["address", "city_en"], ["nagasaki-university", "Nagasaki"]), live=True)
    stored, revised = Agreement.objects.get(slug="of-two"), Agreement.objects.get(slug="of-two").get_latest_revision_as_object()
    for found in (stored, revised):
        kaunas, nagasaki = found.parties.all()
        assert (kaunas.partner, nagasaki.partner, nagasaki.unit_ru, nagasaki.signatory_en) == (world.kaunas, world.nagasaki, "Клиника", "Dr Sato")
        assert [found.conditions.count(), found.renewals.count(), found.our_signatory_ru, found.end_reason] == [1, 1, "Ректор", "none"]
    for found in (Partner.objects.get(pk=world.nagasaki.pk), Partner.objects.get(pk=world.nagasaki.pk).get_latest_revision_as_object()):
        assert (found.contacts_theirs.get().email, found.our_units.get()) == ("dean@nagasaki.example", world.unit)
    assert f'value="{stored.parties.all()[0].pk}"' in desk.get(edit(stored)).content.decode()


def number_of(page):
    """How many records a register says it shows."""
    return int(re.sub(r"\D", "", words(re.search(r'<p class="count[^>]*>.*?</p>', page, re.S)[0])))


def test_the_site_shows_at_once_what_was_imported(desk, client, world):
    registers = {(lang, name): f"/{lang}/partnership/{path}" for lang in ("ru", "en") for name, path in (("partners", ""), ("agreements", "agreements/"))}
    home = [client.get(f"/{lang}/").content for lang in ("ru", "en")]
    numbers_of_register = {key: number_of(client.get(path).content.decode()) for key, path in registers.items()}
    bring_in(desk, csv_of(list(RICH_PARTNER), list(RICH_PARTNER.values())), live=True)
    with_akita = {**FULL, "partners": "Akita University"}
    bring_in(desk, csv_of(list(with_akita), list(with_akita.values())), "agreements", live=True)
    for (lang, name), path in registers.items():
        page = client.get(path).content.decode()
        title = {
            "ru": {"partners": "Университет Акиты", "agreements": "Соглашение с Акитой"},
            "en": {"partners": "Akita University", "agreements": "Agreement with Akita"},
        }
        assert title[lang][name] in page
        assert numbers_of_register[lang, name] + 1 == number_of(page)
    for lang, partner, paper in (("ru", "Университет Акиты", "Соглашение с Акитой"), ("en", "Akita University", "Agreement with Akita")):
        assert paper in client.get(f"/{lang}/partnership/partners/akita-university/").content.decode()
        assert partner in client.get(f"/{lang}/partnership/agreements/agreement-with-akita/").content.decode()
        assert partner in client.get(f"/{lang}/search/?q=акита").content.decode()
    assert [client.get(f"/{lang}/").content for lang in ("ru", "en")] != home


def test_the_cms_finds_and_counts_what_was_imported(desk, world):
    bring_in(desk, csv_of(list(RICH_PARTNER), list(RICH_PARTNER.values())), live=True)
    akita = Partner.objects.get(slug="akita-university")
    assert "Университет Акиты" in desk.get(reverse("wagtailsnippets_partners_partner:list_results") + "?q=akita").content.decode()
    assert "Университет Акиты" in desk.get(reverse("wagtailsnippetchoosers_partners_partner:choose_results") + "?q=akit").content.decode()
    assert edit(akita) in desk.get(reverse("wagtailsnippets_core_contact:usage", args=[world.asia.pk])).content.decode()
    history = desk.get(reverse("wagtailsnippets_partners_partner:history", args=[akita.pk])).content.decode()
    assert "olga" in history
    assert set(ModelLogEntry.objects.filter(object_id=akita.pk, content_type__model="partner").values_list("action", flat=True)) == {
        "wagtail.create",
        "wagtail.publish",
    }


# --- the log -------------------------------------------------------------------------------
def test_the_log_says_who_imported_what(desk, editor, world):
    content = csv_of(HEAD, AKITA, ["", "Nagasaki University", "JP", "hospital"], ["", "University of Kaunas", "LT", "university"])
    dry = upload(desk, content, live=True, name="Партнёры 2026.csv")
    assert "Партнёры 2026.csv" not in desk.get(reverse("wagtailsnippets_core_importrun:list")).content.decode(), "nothing is imported yet"
    confirm(desk, dry)
    run = ImportRun.objects.order_by("pk").last()
    assert (run.kind, run.file_name, run.user, run.user_name, run.live) == ("partners", "Партнёры 2026.csv", editor, "olga", True)
    assert (run.created, run.updated, run.unchanged) == (1, 1, 1)
    assert run.digest == hashlib.sha256(content).hexdigest()
    assert Path(run.file.path).read_bytes() == content
    assert Path(run.file.path).is_relative_to(settings.PRIVATE_ROOT)
    assert "Партнёры 2026.csv" in desk.get(reverse("wagtailsnippets_core_importrun:list")).content.decode()
    assert set(ModelLogEntry.objects.filter(data__has_key="import").values_list("user", flat=True)) == {editor.pk}


def test_who_confirms_is_who_imported(desk, clerk, world):
    dry = upload(desk, csv_of(HEAD, AKITA))
    browser = clerk("add", "change")
    browser.get(dry.request["PATH_INFO"])
    confirm(browser, dry)
    assert ImportRun.objects.order_by("pk").last().user_name == "ivan"


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_not_even_who_manages_everything_changes_the_log(client, world, action):
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse"))
    before = list(ImportRun.objects.values())
    path = reverse(f"wagtailsnippets_core_importrun:{action}", args=[before[0]["id"]])
    client.post(path, {"file_name": "x", "user_name": "x"})
    assert client.get(path).status_code in (302, 403, 404)
    assert list(ImportRun.objects.values()) == before


def test_the_log_stays_when_its_author_goes(desk, editor, world):
    bring_in(desk, csv_of(HEAD, AKITA))
    editor.delete()
    run = ImportRun.objects.order_by("pk").last()
    assert (run.user, run.user_name) == (None, "olga")


@pytest.mark.parametrize("done", [False, True], ids=["checked", "imported"])
def test_the_file_goes_after_its_term_and_the_log_stays(desk, world, done):
    dry = upload(desk, csv_of(HEAD, AKITA))
    if done:
        confirm(desk, dry)
    run, term = ImportRun.objects.order_by("pk").last(), settings.IMPORT_RETENTION_DAYS if done else settings.UPLOAD_RETENTION_DAYS
    path, now = Path(run.file.path), timezone.now()

    def aged(days):
        ImportRun.objects.filter(pk=run.pk).update(uploaded_at=now - timedelta(days=days), done_at=now - timedelta(days=days) if done else None)

    aged(term - 1)
    assert purge()["import files"] == 0
    assert path.exists()
    aged(term + 1)
    call_command("purge")
    assert not path.exists()
    assert ImportRun.objects.filter(pk=run.pk).exists() is done
    if done:
        kept = ImportRun.objects.get(pk=run.pk)
        assert (kept.file.name, kept.digest, kept.created) == ("", run.digest, 1)
        assert desk.get(dry.request["PATH_INFO"]).status_code == 200
    assert purge()["import files"] == 0


def test_a_file_that_is_lost_is_asked_for_again(desk, english, world):
    dry = upload(desk, csv_of(HEAD, AKITA))
    Path(ImportRun.objects.order_by("pk").last().file.path).unlink()
    assert refusal(desk.get(dry.request["PATH_INFO"])) == "The file is no longer here. Upload it again."


def test_nobody_downloads_an_uploaded_file(desk, world):
    upload(desk, csv_of(HEAD, AKITA))
    assert desk.get(ImportRun.objects.order_by("pk").last().file.url).status_code in (302, 403)


# --- many rows -----------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["partners", "agreements"])
@pytest.mark.parametrize("state", ["new", "changed", "drafts"])
def test_a_check_costs_the_same_however_many_rows(world, kind, state):
    """New records, changed ones, and ones that are drafts still."""
    many = 30
    for number in range(many if state != "new" else 0):
        partner = make_partner(
            f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}", coordinator_ours=world.asia, former_names=[f"Former {number}"]
        )
        record = {
            "partners": partner,
            "agreements": make_agreement(f"agreement-{number}", partner, code=f"{number}", forms=["joint_research"], isced_f=["0912"]),
        }[kind]
        if state == "drafts":
            type(record).objects.filter(pk=record.pk).update(live=False)
            type(record).objects.get(pk=record.pk).save_revision()
    if kind == "partners":
        head, rows = (
            [*HEAD, "summary_ru", "coordinator", "former_names"],
            [[f"Партнёр {n}", f"Partner {n}", "JP", "university", "X", "asia@office.example", f"F {n}"] for n in range(many)],
        )
    else:
        partner = "Partner {}" if state != "new" else "Nagasaki University"
        head, rows = (
            [*TITLES, "summary_ru", "forms", "fields"],
            [[f"С {n}", f"A {n}", partner.format(n), "framework", str(n), "X", "joint_research", "0912"] for n in range(many)],
        )

    def queries(number):
        with CaptureQueriesContext(connection) as captured:
            plan = checked(kind, head, *rows[:number])
        assert plan.problems == []
        assert len(plan.new if state == "new" else plan.changed) == number
        return [query["sql"] for query in captured]

    queries(5)
    few, all_of_them = queries(5), queries(many)
    assert len(all_of_them) == len(few), "\n".join(sorted(all_of_them))
