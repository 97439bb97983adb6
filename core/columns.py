"""What the columns of every section's files are made of. A column is published as soon as it is named, but for those that are for staff."""

from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.exports import STAFF, Column
from core.imports.cells import Key, folded
from core.languages import CODES, active, text_of
from core.meta import absolute
from core.models import Contact
from core.panels import labelled


def field(name):
    """The record's own field."""
    return lambda record: getattr(record, name)


def in_languages(name, label):
    """A column for each language."""
    return [Column(f"{name}_{code}", labelled(label, code), field(f"{name}_{code}"), into=f"{name}_{code}") for code in CODES]


def named(codes):
    """The names of a fixed list."""
    return lambda: {value: str(label) for value, label in codes}


def from_table(model):
    """The names of a vocabulary that stands in a table."""
    return lambda: model.objects.names(active())


def codes(name):
    """The codes of several rows of a vocabulary."""
    return lambda record: [row.code for row in getattr(record, name).all()]


def code(name):
    """The code of one row of a vocabulary, "" where there is none."""
    return lambda record: getattr(record, name).code if getattr(record, f"{name}_id") else ""


def role(name):
    """The role of a contact, whoever may see it."""
    return lambda record: text_of(getattr(record, name), "role")[0] if getattr(record, f"{name}_id") else ""


def public_role(name):
    """The same for visitors: nothing of a contact that they may not see."""

    def value(record):
        contact = Contact.shown(getattr(record, name))
        return text_of(contact, "role")[0] if contact else ""

    return value


def by_name(model, lang=None):
    """{address: the name in the active language, or the one given} of records; where a name would not lead back to its record, the address itself."""
    owners, names = {}, {}
    own = [f"{model.name_field}_{code}" for code in (lang or active(), *CODES)]
    for row in QuerySet(model).order_by().values(*dict.fromkeys(["slug", *own, *model.known_by])):
        names[row["slug"]] = next((row[name] for name in own if row[name]), "")
        for name in filter(None, (row[name] for name in model.known_by)):
            owners.setdefault(folded(name), set()).add(row["slug"])
    return {slug: name if name and not set(";|") & set(name) and len(owners[folded(name)]) == 1 else slug for slug, name in names.items()}


def slug(name):
    """The address of the record that a foreign key names, "" where there is none."""
    return lambda record: getattr(record, name).slug if getattr(record, f"{name}_id") else ""


def slugs(name):
    """The addresses of several records."""
    return lambda record: [row.slug for row in getattr(record, name).all()]


def lines(meaning):
    """As the cell of a spreadsheet has what stands inside a record."""
    return lambda record: [meaning.line(row) for row in getattr(record, meaning.relation()).all()]


def lines_with_names(meaning):
    """The same where the lines name other records: the labels of the column say how."""
    return lambda record, names=None: [meaning.written_line(row, names or {}) for row in getattr(record, meaning.relation()).all()]


def both(record, name):
    """A text in each language, as JSON has it."""
    return {code: getattr(record, f"{name}_{code}") or "" for code in CODES}


TEXTS = {"type": "object", "properties": {code: {"type": "string"} for code in CODES}, "required": CODES, "additionalProperties": False}  # its schema


def list_of(**properties):
    """The JSON Schema of a list of objects with these properties, each of them there."""
    return {"type": "array", "items": {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}}


def clock(name):
    """A time of the day as JSON and cells have it, "" for none."""
    return lambda record: f"{getattr(record, name):%H:%M}" if getattr(record, name) else ""


def page_address(record):
    return absolute(record.url) if record.slug else ""


def for_staff_only(columns):
    """The columns of rows of which visitors get no file."""
    return tuple(replace(column, readers=STAFF) for column in columns)


ROW = (  # with which every plain row ends
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("public", _("shown to visitors"), field("public"), "flag", readers=STAFF),
    Column("sample", _("sample"), field("is_sample"), "flag"),
    Column("key", _("key of the row"), lambda row: str(row.public_id), into=Key, readers=STAFF),
)
