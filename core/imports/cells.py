"""What a cell of a spreadsheet means for a field: read, compare, put, shown, explained.

A cell is None (empty), text, a number, a date or a bool. A value is as the database has it: a code, a primary key, a list of them.
Whatever cannot be read raises ValidationError with a sentence for the editor.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.encoding import force_str
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.choices import Precision
from core.imports.sheets import tidy
from core.languages import CODES
from core.text import several, sort_text

NOT_IN_LIST = gettext_lazy("Not in the list. Possible: %(names)s.")
CLEAR = ("-", "–", "—")  # a cell that empties the field
WORDS = {True: ("yes", "да", "true", "1", "+"), False: ("no", "нет", "false", "0")}
DAY_FORMS = (
    (re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"), None),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"), None),
    (re.compile(r"(?P<m>\d{1,2})[./](?P<y>\d{4})"), Precision.MONTH),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"), Precision.MONTH),
    (re.compile(r"(?P<y>\d{4})"), Precision.YEAR),
)


def folded(text):
    """Names are compared without case, ё, quotes and doubled blanks."""
    return " ".join(sort_text(str(text)).split())


def in_each_language(label):
    """A label as every language of the site has it."""
    found = []
    for code in CODES:
        with override(code):
            found.append(force_str(label))
    return found


def parts(cell):
    """A cell with several values: separated by semicolons or line breaks."""
    return several(str(cell), ";\n")


class Text:
    """A line or a paragraph; also the base of all others."""

    prefetch = ()

    def __init__(self, name, field=None):
        self.name, self.field = name, field

    @property
    def required(self):
        return bool(self.field) and not (self.field.blank or self.field.null or self.field.has_default())

    def read(self, cell):
        if isinstance(cell, date):  # what Excel makes of 12/2024
            raise ValidationError(_("The cell holds a date, a text is needed. Format the cell as text and write it anew."))
        text, longest = str(cell), getattr(self.field, "max_length", None)
        if longest and len(text) > longest:
            raise ValidationError(_("Too long: %(n)s characters, at most %(most)s.") % {"n": len(text), "most": longest})
        return text

    @property
    def empty(self):
        """What stands in the database where nothing is known."""
        return None if self.field.null else self.field.get_default()

    def get(self, record):
        return getattr(record, self.name)

    def put(self, record, value):
        """Text that differs only in what no file keeps stays: browsers send \\r\\n, Word leaves control characters."""
        now = getattr(record, self.name)
        if not (isinstance(now, str) and tidy(now) == (value or None)):
            setattr(record, self.name, value)

    def show(self, value):
        return "" if value is None else str(value)

    def explain(self):
        length = getattr(self.field, "max_length", None)
        return _("text, at most %(n)s characters") % {"n": length} if length else _("text")

    def options(self):
        """What may stand in the cell, where that is a short list."""
        return []


class Number(Text):
    def read(self, cell):
        try:
            number = Decimal(str(cell).replace(",", ".").replace(" ", "").replace("\xa0", ""))
        except InvalidOperation:
            raise ValidationError(_("This is not a number.")) from None
        if not number.is_finite() or number.adjusted() >= 15:
            raise ValidationError(_("This is not a number."))
        if not isinstance(self.field, models.DecimalField):
            if number != number.to_integral_value():
                raise ValidationError(_("A whole number is needed."))
            return int(number)
        return number.quantize(Decimal(1).scaleb(-self.field.decimal_places))

    def explain(self):
        return _("number") if isinstance(self.field, models.DecimalField) else _("whole number")


class Flag(Text):
    def read(self, cell):
        if isinstance(cell, bool):
            return cell
        for value, words in WORDS.items():
            if str(cell).lower() in words:
                return value
        raise ValidationError(_("Write “yes” or “no”."))

    def show(self, value):
        return {True: _("yes"), False: _("no"), None: ""}[value]

    def explain(self):
        return _("yes or no")

    def options(self):
        return [_("yes"), _("no")]


class Day(Text):
    """A date; where the record has a field for how exactly it is known, 2019 and 03.2019 will do as well."""

    @cached_property
    def precision(self):
        name = f"{self.name.removesuffix('_on')}_precision"
        return name if any(field.name == name for field in self.field.model._meta.get_fields()) else ""

    def read(self, cell):
        """(date, precision), or the date alone where no precision is kept; of a whole date another column may say more."""
        cell = cell.date() if isinstance(cell, datetime) else cell
        day, precision = (cell, None) if isinstance(cell, date) else self.understand(str(cell))
        if precision and not self.precision:
            raise ValidationError(_("Write a whole date: 31.12.2026."))
        return (day, precision) if self.precision else day

    def understand(self, text):
        for form, precision in DAY_FORMS:
            if match := form.fullmatch(text):
                found = match.groupdict()
                try:
                    return date(int(found["y"]), int(found.get("m") or 1), int(found.get("d") or 1)), precision
                except ValueError:
                    break
        raise ValidationError(_("This is not a date. Write 31.12.2026 or 2026-12-31."))

    @property
    def empty(self):
        return (None, Precision.DAY) if self.precision else None

    def get(self, record):
        day = getattr(record, self.name)
        return (day, getattr(record, self.precision)) if self.precision else day

    def put(self, record, value):
        if self.precision:
            value, precision = value
            if precision or value != getattr(record, self.name):
                setattr(record, self.precision, precision or Precision.DAY)
        setattr(record, self.name, value)

    def show(self, value):
        day, precision = value if self.precision else (value, Precision.DAY)
        return Precision(precision).shown(day) if day else ""

    def explain(self):
        return _("date: 31.12.2026; if no more is known, 12.2026 or 2026") if self.precision else _("date: 31.12.2026")


class Choice(Text):
    """A code of a fixed list, written as the code or its name in any language."""

    @cached_property
    def known(self):
        return {folded(word): code for code, label in self.field.flatchoices if code != "" for word in (code, *in_each_language(label))}

    def read(self, cell):
        if (code := self.known.get(folded(cell))) is None:
            raise ValidationError(NOT_IN_LIST % {"names": "; ".join(self.options())})
        return code

    def show(self, value):
        return str(dict(self.field.flatchoices).get(value, value or ""))

    def explain(self):
        return _("one of the list")

    def options(self):
        return [str(label) for code, label in self.field.flatchoices if code != ""]


class Codes(Choice):
    """Several codes of a fixed list."""

    @cached_property
    def known(self):
        return {folded(word): code for code, label in self.field.codes for word in (code, *in_each_language(label))}

    def read(self, cell):
        found = [super(Codes, self).read(part) for part in parts(cell)]
        return [code for code, _label in self.field.codes if code in found]

    def get(self, record):
        found = getattr(record, self.name) or []
        return [code for code, _label in self.field.codes if code in found]

    def show(self, value):
        return "; ".join(str(label) for label in self.field.labels(value))

    def explain(self):
        return _("several of the list, separated by semicolons")

    def options(self):
        return [str(label) for _code, label in self.field.codes]


class Key(Text):
    """What tells a plain row from all others, whatever else of it changes; nobody types it."""

    empty = None

    def __init__(self, model):
        super().__init__("public_id")

    def read(self, cell):
        try:
            return UUID(str(cell))
        except ValueError:
            raise ValidationError(_("This is no key of a row. Leave the cell empty.")) from None

    def put(self, record, value):
        if record.pk is None and value:
            record.public_id = value

    def explain(self):
        return _("only for rows that are there already: as the file of the list has it; empty for new ones")


class Address(Text):
    """The last part of a record's address, or the whole of it as the files of the site have it."""

    def read(self, cell):
        slug = str(cell).split("?")[0].rstrip("/").rpartition("/")[2]
        if not re.fullmatch(r"[-\w]+", slug, re.ASCII):
            raise ValidationError(_("An address has Latin letters, digits and hyphens only."))
        return super().read(slug)

    def explain(self):
        return _("only for records that are there already: the address of the page, as the file of the list has it")
