"""Cells that say what stands inside a record: rows of its own, as many as there are."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.imports.cells import NOT_IN_LIST, Text, folded, in_each_language
from core.languages import CODES, active, text_of
from core.text import several

BAR = "|"


def known_words(choices):
    """{folded word: code}: each code by itself and by its name in every language."""
    return {folded(word): str(code) for code, label in choices for word in (code, *in_each_language(label))}


def taken(rows, fits):
    """The first of the rows that fits, taken out of the list; None where none does."""
    found = next((row for row in rows if fits(row)), None)
    if found is not None:
        rows[:] = [row for row in rows if row is not found]
    return found


def joined(*parts):
    """The parts of a line, with bars between them; empty ones at its end are left out."""
    return f" {BAR} ".join(part.replace(BAR, "/") for part in parts).rstrip(f" {BAR}")


def split(line, most):
    """The parts of a line, as many as there may be."""
    found = [part.strip() for part in line.split(BAR)]
    if len(found) > most:
        raise ValidationError(_("There are too many parts between “|”: %(line)s.") % {"line": line})
    return found + [""] * (most - len(found))


def one_of(choices, word):
    """The code that a word of a line stands for."""
    if (code := known_words(choices).get(folded(word))) is None:
        raise ValidationError(NOT_IN_LIST % {"names": "; ".join(str(label) for _code, label in choices)})
    return code


def fitting(model, **texts):
    """Texts that fit into the fields of these names."""
    return {name: Text(name, model._meta.get_field(name)).read(text) for name, text in texts.items()}


def same_text(row, name, text):
    """Does a row say this, in any language? A bar inside a text is written as a stroke."""
    known = {folded((getattr(row, f"{name}_{code}") or "").replace(BAR, "/")) for code in CODES}
    return bool(text) and folded(text.replace(BAR, "/")) in known


def one_line(row, name, lang=None):
    """A text of the row as a cell has it."""
    return " ".join(text_of(row, name, lang or active())[0].split())


class Inside(Text):
    """Rows that stand inside a record. `prefetch` begins with the name of their relation."""

    required, empty = False, ()

    def __init__(self, model):
        super().__init__(self.relation())

    @classmethod
    def relation(cls):
        return cls.prefetch[0].partition("__")[0]

    def show(self, value):
        return "\n".join(value)

    def get(self, record):
        return [self.line(row) for row in getattr(record, self.name).all()]

    def put(self, record, value):
        rows = self.rows(list(getattr(record, self.name).all()), value)
        for number, row in enumerate(rows):
            row.sort_order = number
        setattr(record, self.name, rows)


class Lines(Inside):
    """One row a line, in the language of the file. A row that stays keeps its texts in the other language, and all that no line says.

    It stays when a line says the same as before in any language; else when it `is_about` the same thing; else when it is the one `instead` of which
    the line may stand.
    """

    def read(self, cell):
        """[(the line itself, what it says)]"""
        return [(line, self.read_one(line)) for line in several(str(cell), "\n")]

    def rows(self, there, value):
        left = list(there)
        same = [taken(left, lambda row, line=line: any(folded(line) == folded(self.line(row, code)) for code in CODES)) for line, _said in value]
        known = [row or taken(left, lambda row, said=said: self.is_about(row, said)) for row, (_line, said) in zip(same, value, strict=True)]
        return [same[number] or self.written(known[number] or self.instead(left, said), said) for number, (_line, said) in enumerate(value)]

    def is_about(self, row, said):
        """Is it the row that a line speaks of?"""
        raise NotImplementedError

    def instead(self, left, said):
        """One of the rows of which no line speaks, taken out of the list, or None: what was said of it is said anew."""
        return None

    def written(self, row, said):
        """The row, or a new one where it is None, with what the line says."""
        raise NotImplementedError


def write_text(row, name, text):
    """In the language in which the row says it already, else the active one; nothing is nothing in every language."""
    if not text:
        for code in CODES:
            setattr(row, f"{name}_{code}", "")
    elif not same_text(row, name, text):
        setattr(row, f"{name}_{active()}", text)
