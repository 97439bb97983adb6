"""The workbook to fill in: the columns with a list to choose from where there is one, and a sheet that explains each."""

from io import BytesIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from core.imports.cells import Codes
from core.imports.others import Many
from core.imports.sheets import MAX_ROWS

NEEDED_FILL = PatternFill("solid", fgColor="FFF2CC")
HEAD = Font(bold=True)


def workbook(importable):
    """The bytes of an XLSX."""
    meanings = importable.meanings()
    book = Workbook()
    sheet, guide, lists = book.active, book.create_sheet(_("How to fill in")), book.create_sheet(_("Lists"))
    sheet.title = capfirst(str(importable.label))[:31]
    sheet.freeze_panes = "A2"
    guide.append([_("Column"), _("Needed"), _("What goes in"), _("Possible values")])
    for index, (column, meaning) in enumerate(meanings.items(), start=1):
        head = sheet.cell(1, index, str(column.label))
        head.font, head.alignment = HEAD, Alignment(wrap_text=True, vertical="top")
        if meaning.required:
            head.fill = NEEDED_FILL
        sheet.column_dimensions[get_column_letter(index)].width = max(14, min(40, len(str(column.label)) + 4))
        options = meaning.options()
        guide.append(
            [
                str(column.label),
                _("yes") if meaning.required else "",
                meaning.explain(),
                "; ".join(options) if len(options) <= 40 else _("see the sheet “Lists”"),
            ]
        )
        if options:
            offer(sheet, lists, index, str(column.label), options, strict=not isinstance(meaning, Codes | Many))
    for text in general_rules():
        guide.append([text])
    for name, width in zip("ABCD", (38, 10, 60, 90), strict=True):
        guide.column_dimensions[name].width = width
    for row in guide.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=cell.column > 1, vertical="top")
    for cell in guide[1]:
        cell.font = HEAD
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def offer(sheet, lists, index, label, options, strict):
    """A list to choose from in every cell of a column; where several may stand, anything may be typed as well."""
    letter = get_column_letter(index)
    lists[f"{letter}1"] = label
    lists[f"{letter}1"].font = HEAD
    for number, option in enumerate(options, start=2):
        lists[f"{letter}{number}"] = option
    where = f"{quote_sheetname(lists.title)}!${letter}$2:${letter}${len(options) + 1}"
    choice = DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=strict)
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")


def general_rules():
    return [
        "",
        _("Columns with a coloured head are needed for every new record; columns you do not need may be deleted."),
        _("An empty cell leaves what is there as it is; a hyphen (-) empties the field."),
        _("Several values in one cell are separated by semicolons."),
        _("A record that is there already is recognised and updated. A second import of the same file changes nothing."),
        _("No formulas and no merged cells, please."),
    ]
