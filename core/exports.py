"""A filtered list as a file: CSV, XLSX, JSON, once for all sections, with the columns that a register names.

Large lists are written as they are read: CSV and JSON leave in pieces, XLSX goes through a temporary file. Text that a spreadsheet
would take for a formula is written so that it stays text, and so that an import reads the same text again.
"""

import csv
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from django.http import FileResponse, JsonResponse, StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.languages import active
from core.pieces import pieces

KINDS = ("xlsx", "csv", "json")  # as a page offers them: Excel first
AT_ONCE = 200  # rows read from the database in one go
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins with one of these is a formula to a spreadsheet
SEPARATOR = {"ru": ";"}  # what Excel expects in the language; a comma elsewhere
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # characters that XML cannot hold
BOM = "\ufeff"  # by which Excel knows UTF-8
TYPES = {
    "text": {"type": "string"},
    "number": {"type": ["integer", "null"]},
    "decimal": {"type": ["number", "null"]},
    "flag": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "moment": {"type": ["string", "null"], "format": "date-time"},
    "list": {"type": "array", "items": {"type": "string"}},
}


ALL, VISITORS, STAFF = "all", "visitors", "staff"


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its lasting name, its label, where its value comes from, what kind of value that is (a key of TYPES)."""

    name: str
    label: str
    value: Callable  # function(record) -> str, int, Decimal, bool, date, moment, list of str, or None for unknown
    kind: str = "text"
    written: Callable | None = (
        None  # where JSON has more structure than a cell can hold: function(record) -> list of str, one a line; with labels: function(record, labels)
    )
    schema: dict | None = None  # of such a value, as JSON Schema
    labels: Callable = field(default=dict)  # answers {code: name in the active language} where the value is a code
    into: str | type = ""  # what an import fills from it: a field, or a meaning of the section's own; "" where the value is computed
    readers: str = ALL  # who gets it

    def plain(self, record):
        """As JSON has it: codes, ISO dates."""
        found = self.value(record)
        if isinstance(found, datetime):
            return localtime(found).isoformat(timespec="seconds")
        if isinstance(found, date):
            return found.isoformat()
        if isinstance(found, Decimal):
            return float(found)
        return found if found is not None or self.kind != "text" else ""

    def cell(self, record, labels):
        """As a spreadsheet has it: names instead of codes, yes and no, several in one cell, the time in Minsk."""
        if self.written:
            return "\n".join(self.written(record, labels) if labels else self.written(record))
        found = self.value(record)
        if isinstance(found, datetime):
            return f"{localtime(found):%Y-%m-%d %H:%M}"
        if isinstance(found, bool):
            return _("yes") if found else _("no")
        if isinstance(found, list):
            return "; ".join(str(labels.get(part, part)) for part in found)
        return labels.get(found, found) if isinstance(found, str) else found


def public(columns):
    return tuple(column for column in columns if column.readers != STAFF)


def for_staff(columns):
    """What the editing screens give out and an import takes."""
    return tuple(column for column in columns if column.readers != VISITORS)


def guarded(text):
    """A cell of CSV that no spreadsheet runs; `unguarded` gives the text back."""
    return f"'{text}" if text.startswith(FORMULA) or (text.startswith("'") and text[1:].startswith((*FORMULA, "'"))) else text


def unguarded(text):
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA, "'")) else text


def headers(columns):
    return [str(column.label) for column in columns]


def cells(columns, records):
    """Rows as spreadsheets have them; the names of codes are looked up once."""
    labels = [column.labels() for column in columns]
    for record in records:
        yield [column.cell(record, names) for column, names in zip(columns, labels, strict=True)]


def attachment(response, name, kind):
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


class Echo:
    """What csv.writer writes to: hands each line on."""

    def write(self, line):
        return line


def as_csv(name, columns, records):
    writer = csv.writer(Echo(), delimiter=SEPARATOR.get(active(), ","))
    rows = chain([headers(columns)], cells(columns, records))
    lines = chain([BOM], (writer.writerow([guarded(value) if isinstance(value, str) else value for value in row]) for row in rows))
    return attachment(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), name, "csv")


def as_xlsx(name, columns, records):
    """Dates as dates, text as text whatever it begins with, a header that stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, label) for label in headers(columns)])
    for row in cells(columns, records):
        sheet.append([text_cell(sheet, value) if isinstance(value, str) else value for value in row])
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(stream)
    stream.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(stream, as_attachment=True, filename=f"{name}.xlsx", content_type=kind)


def text_cell(sheet, text):
    cell = WriteOnlyCell(sheet, value=None)
    cell.value, cell.data_type = ILLEGAL.sub("", text), "s"
    return cell


def as_json(name, columns, records, about):
    return json_file(name, about, ({column.name: column.plain(record) for column in columns} for record in records))


def json_file(name, about, rows, place=("records",)):
    """{"about": …, "records": […]}, written row by row; `place` names the list, from the outside in."""
    head = json.dumps(about, ensure_ascii=False)
    opened = "{".join(f'"{part}": ' for part in place)

    def written():
        yield f'{{"about": {head}, {opened}['
        for number, row in enumerate(rows):
            text = json.dumps(row, ensure_ascii=False)
            yield f",\n{text}" if number else f"\n{text}"
        yield f"\n]{'}' * len(place)}\n"

    return attachment(StreamingHttpResponse(written(), content_type="application/json"), name, "json")


def schema(title, address, columns):
    """The JSON Schema (2020-12) that describes the file."""
    fields = {column.name: {**(column.schema or TYPES[column.kind]), "title": str(column.label)} for column in columns}
    record = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    properties = {"about": {"type": "object"}, "records": {"type": "array", "items": record}}
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, "title": title, "type": "object", "properties": properties}
    return JsonResponse(
        {**found, "required": ["about", "records"]}, json_dumps_params={"ensure_ascii": False, "indent": 2}, content_type="application/schema+json"
    )


def in_pieces(queryset):
    """The rows in their order, some hundred at a time: only the keys are sorted and held, so that any number of rows takes little memory."""
    keys = list(queryset.values_list("pk", flat=True))
    rows = queryset.order_by()
    for piece in pieces(keys, AT_ONCE):
        found = rows.in_bulk(piece)
        for key in piece:
            if record := found.pop(key, None):
                yield record
                record._prefetched_objects_cache = {}  # what was fetched with it points back at it: both would wait for a collection of garbage


def answer(name, kind, columns, queryset, about):
    """The rows of a queryset as a file of one of KINDS; read piece by piece, what belongs to each row with it."""
    records = in_pieces(queryset)
    if kind == "json":
        return as_json(name, columns, records, about)
    return as_csv(name, columns, records) if kind == "csv" else as_xlsx(name, columns, records)
