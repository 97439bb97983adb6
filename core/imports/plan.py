"""What a dry run finds: rows with their records, mistakes, warnings."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone


@dataclass
class Problem:
    row: int
    place: str  # "C", "" for the row as a whole
    column: str
    text: str


@dataclass
class Row:
    """One row of the sheet and the record it is about."""

    number: int
    values: dict  # {column: value}
    record: object = None
    is_new: bool = False
    changes: list = field(default_factory=list)  # [(column, value before, value after)]


@dataclass
class Plan:
    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    meanings: dict = field(default_factory=dict)
    begun: datetime = field(default_factory=timezone.now)  # nothing that was made later is known to it

    @property
    def new(self):
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self):
        return [row for row in self.rows if row.changes and not row.is_new]

    @property
    def unchanged(self):
        return len(self.rows) - len(self.new) - len(self.changed)

    @property
    def digest(self):
        """Another one as soon as anything that the dry run shows has become different."""
        rows = [(row.number, row.record.pk, row.record.version, [change[1:] for change in row.changes]) for row in self.rows]
        return hashlib.sha256(repr((rows, self.warnings)).encode()).hexdigest()
