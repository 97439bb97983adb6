"""The two kinds of what is imported: records with drafts, and plain rows."""

from core.imports.records import RecordCheck, write_records
from core.imports.rows import RowCheck, write_rows
from core.models.rows import Row


def check(importable, sheet, live):
    """A Plan. `live` says that new and changed records are to be published at once. Raises Unreadable when the columns do not fit."""
    kind = RowCheck if issubclass(importable.model, Row) else RecordCheck
    return kind(importable, sheet, live).plan


def write(plan, model, user, live, run):
    """Make and change the records of a plan without problems; `run` is noted in their history. Raises Meanwhile."""
    (write_rows if issubclass(model, Row) else write_records)(plan, model, user, live, run)
