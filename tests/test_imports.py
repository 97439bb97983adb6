"""Partners and agreements from a spreadsheet: what is broken is said, what is right comes in once, all or nothing."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from core.imports import importables, sheets
from core.imports.checking import check
from core.models import ImportRun
from partners.models import Agreement, Condition, FormerName, Partner, Party, Renewal
from partners.models.partner import TheirContact
from tests.reading import words
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
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "workbook": "xl/workbook.xml"}
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
    "nothing": (lambda: b"", "The submitted file is empty."),
    "blanks": (lambda: b" \n\n ", "The file is empty."),
    "empty workbook": (lambda: xlsx_of(), "The file is empty."),
    "separators only": (lambda: b";;;\n;;;\n", "The file is empty."),
    "another table": (lambda: csv_of(["Surname", "Mark"], ["Lee", "9"]), NONE_KNOWN),
    "title above": (lambda: xlsx_of(["Our partners in 2026"], HEAD, AKITA), NONE_KNOWN),
    "no header": (lambda: xlsx_of(AKITA), NONE_KNOWN),
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
    "entities in the strings": (lambda: repacked(xlsx_of(HEAD), strings=laughs()), DAMAGED),
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
    "web page": (lambda: b"<html><table><tr><td>name_ru</td></tr></table></html>", NONE_KNOWN),
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
        (2, "D", "Нет в списке. Возможно: университет; больница или клиника; научно-исследовательский институт или центр; орган власти; "
         "ассоциация или фонд; компания; международная организация."),
        (3, "A", "Нужно название хотя бы на одном языке."),
        (4, "C", "Для новой записи это поле обязательно."),
        (4, "D", "Для новой записи это поле обязательно."),
    ]  # fmt: skip
