"""Plain rows, without drafts and revisions of their own: their dry run, and the same as saving them one by one in the editing form."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Q, UniqueConstraint, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from core import generation
from core.imports import writing
from core.imports.checking import Check


class RowCheck(Check):
    """All rows of the kind are read, some thousands at most: rules that speak of several rows look at all, as they would be."""

    sure, draft = "public_id", {"public": False}

    def identities(self, get):
        return [get("public_id") and ("key", get("public_id")), *super().identities(get)]

    def identities_of(self, row):
        """A key that is there says it alone; one of another database says nothing."""
        key, *others = self.identities(self.value_in(row))
        return [key] if key in self.keys else list(filter(None, others))

    def marks(self, row, identities):
        """Two drafts may be alike in everything but their keys."""
        key = self.value_in(row)("public_id")
        return [("key", key)] if key else identities

    def candidates(self):
        rows = self.model._base_manager.select_related(*self.importable.related).order_by("pk")
        self.there = list(rows.prefetch_related(*self.prefetched(), *self.importable.read_by_rules))
        self.keys = {("key", row.public_id) for row in self.there}
        return self.there

    def settle(self, row):
        """A row has no draft beside it: what visitors see changes at once or not at all."""
        if row.changes and row.record.public and not self.live:
            self.problem(row, _("Visitors see this row, and a plain row has no draft beside it: import it with “published at once”."))
        if row.changes or row.is_new:
            row.record.public = row.record.public or self.live

    def fetch_related(self):
        records = [row.record for row in self.plan.rows]
        prefetch_related_objects(records, *self.importable.related, *self.importable.read_by_rules)
        self.all_rows = [*self.there, *(row.record for row in self.plan.new)]
        for record in records:
            record.beside = self.all_rows

    def rules(self, record):
        return [*super().rules(record), *record.all_problems(lambda name: list(getattr(record, name).all()))]

    def check_unique(self):
        super().check_unique()
        concerned = {id(row.record): row for row in self.plan.rows if row.is_new or row.changes}
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                for number in self.repeated(constraint, concerned):
                    self.problem(concerned[number], constraint.get_violation_error_message())

    def repeated(self, constraint, concerned):
        """Which of the rows that the sheet makes or changes would be there twice."""
        alike = defaultdict(list)
        for record in self.all_rows:
            if constraint.condition is None or holds(constraint.condition, record):
                alike[tuple(getattr(record, self.model._meta.get_field(name).attname) for name in constraint.fields)].append(id(record))
        return [number for same in alike.values() if len(same) > 1 for number in same if number in concerned]


def holds(condition, record):
    """Does a row fulfil the condition of a constraint? Such conditions compare fields with values."""
    parts = [holds(part, record) if isinstance(part, Q) else getattr(record, part[0]) == part[1] for part in condition.children]
    return (any(parts) if condition.connector == Q.OR else all(parts)) != condition.negated


@transaction.atomic
def write_rows(plan, model, user, live, run):
    new, changed = [row.record for row in plan.new], [row.record for row in plan.changed]
    writing.check_unchanged(model, changed, plan.begun, "updated_at")
    for record in [*new, *changed]:
        record.settle()
    writing.add(model, new)
    writing.replace_related(model, changed, plan)
    writing.upsert(model, changed, writing.own_fields(model))
    writing.keep_history(model, {"wagtail.create": new, "wagtail.edit": changed}, user, timezone.now(), run, revisions={})
    writing.refer(model, new, changed)
    writing.find(model, [*new, *changed])
    generation.bump()
