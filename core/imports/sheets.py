"""An uploaded spreadsheet as plain rows, or a sentence that says why it cannot be read.

Nothing in the file is trusted: its size, what it unpacks to, its rows and columns are bounded before they are read, formulas are not run.
"""

import csv
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.styles.numbers import is_datetime
from openpyxl.utils import get_column_letter

from core.exports import ILLEGAL, unguarded

MAX_BYTES = 10 * 1024 * 1024  # of the file
MAX_UNPACKED = 120 * 1024 * 1024  # of what an XLSX holds
MAX_ROWS = 10_000
MAX_COLUMNS = 200
LAST_ROW = 50_000  # empty rows count up to here
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
CHUNK = 1024 * 1024
MAX_ELEMENTS = 4_000_000  # of any other part of an XLSX: each takes far more memory than room in the file
MAX_ROW_CHUNKS = 8  # of a sheet without the beginning of a row
SHEETS = "xl/worksheets/"
OLD_EXCEL, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
DELIMITERS = ";,\t"


class Unreadable(Exception):
    """The file as a whole cannot be read; says why in the editor's language."""


@dataclass
class Sheet:
    """`rows` are (number as the spreadsheet shows it, cells); a cell is None, text, a number, a date, a moment or a bool."""

    header: list
    rows: list
    notes: list = field(default_factory=list)  # what the editor should know of how the file was read
    bad_cells: dict = field(default_factory=dict)  # {(row number, column index): what is wrong}


def read(content):
    """The first sheet of an XLSX, or a CSV, from its bytes. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("The file is larger than %(n)s MB. Split it.") % {"n": MAX_BYTES // 1024 // 1024})
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if content.startswith(OLD_EXCEL):
        raise Unreadable(_("This is an old Excel file (.xls) or one with a password. Save it as “Excel workbook (.xlsx)” without a password."))
    if content.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF. Save the table as .xlsx or .csv."))
    return from_xlsx(content) if content.startswith(ZIP) else from_csv(content)


# --- XLSX ----------------------------------------------------------------------------------
def from_xlsx(content):
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_archive(archive)
            seen = looked_through(archive)
            book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                sheet = book.worksheets[0]
                rows, merged = seen[sheet._worksheet_path.lstrip("/")]
                if rows > LAST_ROW:
                    raise Unreadable(goes_on())
                if merged:
                    raise Unreadable(_("Cells are merged: %(cells)s. Unmerge them and fill in each one.") % {"cells": ", ".join(merged[:5])})
                return of_cells(rows_of(sheet))
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception as error:  # a foreign file breaks its reader in more ways than can be listed
        raise Unreadable(_("The file is damaged, or it is not an Excel workbook. Save the table anew as .xlsx.")) from error


def check_archive(archive):
    """A small file may unpack to gigabytes: what it says of itself is summed up before anything is unpacked; more than that is never read."""
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise Unreadable(_("The file unpacks to more than %(n)s MB. Copy the table into a new workbook.") % {"n": MAX_UNPACKED // 1024 // 1024})
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable(_("This is not an Excel workbook. Save the table as .xlsx or .csv."))


def too_much():
    return _("The file holds far more than a table. Copy the table into a new workbook.")


def chunks(archive, entry):
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def looked_through(archive):
    """{path of a sheet: (rows, ranges of merged cells)}, before the reader meets them: elements take far more memory than room in the file."""
    found = {}
    for entry in archive.infolist():
        if entry.filename.startswith(SHEETS):
            found[entry.filename] = rows_and_merged(chunks(archive, entry))
        elif sum(chunk.count(b"<") for chunk in chunks(archive, entry)) > MAX_ELEMENTS:
            raise Unreadable(too_much())
    return found


def rows_and_merged(pieces):
    """The reader takes a sheet row by row and passes over merged cells: no row may be endless, and merged cells are looked for here."""
    merged, tail, rows, without = [], b"", 0, 0
    for piece in pieces:
        begun = len(ROW.findall(piece))
        rows, without = rows + begun, 0 if begun else without + 1
        if rows > MAX_ELEMENTS or without > MAX_ROW_CHUNKS:
            raise Unreadable(too_much())
        merged += [match.decode() for match in MERGED.findall(tail + piece)]
        tail = piece[-200:]
    return rows, list(dict.fromkeys(merged))


def goes_on():
    return _("The sheet goes on below row %(n)s. Delete the empty rows under the table, or split it.") % {"n": LAST_ROW}


def rows_of(sheet):
    """(row number, [(value, what is wrong with it)])"""
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), start=1):
        if number > LAST_ROW:
            raise Unreadable(goes_on())
        yield number, [of_cell(cell) for cell in row]


def of_cell(cell):
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if kind == "f":
        return str(value), _("The cell holds a formula. Paste its value instead.")
    if kind == "e":
        return str(value), _("The cell holds an error of the spreadsheet: %(error)s.") % {"error": value}
    if isinstance(value, datetime) and value.time() == time() and is_datetime(cell.number_format) == "date":
        return value.date(), ""
    return plain(value), ""


def plain(value):
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**15 else Decimal(repr(value))
    if value is None or isinstance(value, bool | int | date):
        return value
    return str(value) if isinstance(value, time) else tidy(str(value))


def tidy(text):
    return ILLEGAL.sub("", text).replace("\r\n", "\n").strip() or None


# --- CSV -----------------------------------------------------------------------------------
def from_csv(content):
    text, notes = decoded(content)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        sheet = of_cells((number, [(tidy(unguarded(cell)), "") for cell in row]) for number, row in enumerate(bounded(reader), start=1))
    except csv.Error as error:
        raise Unreadable(_("Line %(n)s cannot be read: a quotation mark is not closed, or stands where none may be.") % {"n": reader.line_num}) from error
    return Sheet(sheet.header, sheet.rows, notes, sheet.bad_cells)


def delimiter_of(text):
    """The one that the header has most of, outside quotation marks and not before a blank: names of columns have commas of their own."""
    header = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip(f" {DELIMITERS}")), ""))
    return max(DELIMITERS, key=lambda sign: (len(re.findall(rf"{sign}(?! )", header)), header.count(sign)))


def bounded(reader):
    for number, row in enumerate(reader):
        if number > LAST_ROW:
            raise Unreadable(goes_on())
        yield row[: MAX_COLUMNS + 1]


def decoded(content):
    """(text, notes): UTF-8 with or without a mark, UTF-16 with one, else Windows-1251."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), []
    if b"\x00" in content:
        raise Unreadable(_("This is neither an Excel workbook nor a CSV file."))
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = _("The file is not in UTF-8; it was read as Windows-1251. Check that the letters are right, or save it as .xlsx.")
        return content.decode("cp1251", "replace"), [note]


# --- both ----------------------------------------------------------------------------------
def of_cells(rows):
    """The first row that is not empty is the header; empty rows below it are passed over."""
    header, sheet = [], Sheet([], [])
    for number, cells in rows:
        values = [value for value, _wrong in cells]
        if all(value is None for value in values):
            continue
        if not header:
            header = sheet.header = [str(value) if value is not None else "" for value in without_empty_end(values)]
            if len(header) > MAX_COLUMNS:
                raise Unreadable(_("The table has more than %(n)s columns.") % {"n": MAX_COLUMNS})
            continue
        sheet.rows.append((number, without_empty_end(values)))
        sheet.bad_cells.update({(number, index): wrong for index, (_value, wrong) in enumerate(cells) if wrong})
        if len(sheet.rows) > MAX_ROWS:
            raise Unreadable(_("The table has more than %(n)s rows. Split it.") % {"n": MAX_ROWS})
    if not header:
        raise Unreadable(_("The file is empty."))
    if not sheet.rows:
        raise Unreadable(_("There are no rows under the header."))
    return sheet


def without_empty_end(values):
    while values and values[-1] is None:
        values = values[:-1]
    return values


def letter(index):
    """The name of a column: A, B … AA."""
    return get_column_letter(index + 1)
