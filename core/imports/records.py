"""Records with drafts and revisions: their dry run, and the same as saving and publishing them one by one in the editing form."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import facts, generation, languages
from core.forms import NEEDED, NO_FACTS
from core.imports import writing
from core.imports.cells import folded
from core.imports.checking import Check
from core.languages import CODES
from core.models.records import FormerSlug
from core.pieces import AT_ONCE, pieces
from core.text import sort_text

POINTERS = ["latest_revision", "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"]


class RecordCheck(Check):
    sure, draft = "slug", {"live": False}

    def identities_of(self, row):
        """An address says it alone."""
        found = super().identities_of(row)
        return found[:1] if self.value_in(row)("slug") else found

    def candidates(self):
        records = {}
        for rows in pieces(self.plan.rows):
            which = Q(pk__in=[])
            for name in ("slug", *self.importable.found_by):
                which |= Q(**{f"{name}__in": {value for row in rows if (value := self.value_in(row)(name))}})
            for code in CODES:
                given = [value for row in rows for other in CODES if (value := self.value_in(row)(f"{self.model.name_field}_{other}"))]
                names = {key(value) for value in given for key in (sort_text, folded)}
                which |= Q(**{f"sort_key_{code}__in": names})
            found = self.model.objects.filter(which).select_related("latest_revision").prefetch_related(*self.prefetched())
            records |= {record.pk: record for record in found}
        return records.values()

    def as_edited(self, record):
        return record.with_content_json(record.latest_revision.content) if self.builds_on_draft(record) else record

    def builds_on_draft(self, record):
        """A draft waits beside what was public once (one that never was is stored as it is); a live import leaves both as they are."""
        was_public = record.live or record.first_published_at
        return was_public and record.has_unpublished_changes and record.latest_revision and not (self.live and record.live)

    def settle(self, row):
        if row.is_new and "languages" not in {meaning.name for meaning in map(self.meanings.get, row.values)}:
            row.record.languages = wanted_languages(row.record)

    def check_record(self, row):
        if row.record.locked:
            self.problem(row, _("The record is locked."))
        if self.live and row.record.live and row.record.has_unpublished_changes:  # publishing would lose what somebody has not finished
            self.problem(row, _("The record has changes that are not published yet. Publish or discard them first, or import as drafts."))
        super().check_record(row)

    def check_texts(self, row):
        """A name in each language that is to be public, and no keys of facts."""
        record = row.record
        _allowed, required = languages.wanted(record.languages)
        if (self.live or row.is_new) and not record.title_text[0]:
            self.problem(row, _("A name is needed in one language at least."), self.by_field[f"{self.model.name_field}_{CODES[0]}"])
            required = ()
        for code in required if self.live or record.live else ():
            name = f"{self.model.name_field}_{code}"
            if not getattr(record, name):
                self.problem(row, NEEDED, self.by_field[name])
        for column, value in row.values.items():
            if isinstance(value, str) and facts.keys_in(value):
                self.problem(row, NO_FACTS, column)


def wanted_languages(record):
    """All when the name is known in each, else the known one first and the others when they are known."""
    known = [code for code in CODES if getattr(record, f"{record.name_field}_{code}")]
    return "all" if len(known) in (0, len(CODES)) else f"{known[0]}-first"


# --- writing -------------------------------------------------------------------------------
@transaction.atomic
def write_records(plan, model, user, live, run):
    now = timezone.now()
    new, changed = [row.record for row in plan.new], [row.record for row in plan.changed]
    writing.check_unchanged(model, changed, plan.begun, "latest_revision")
    for record in new:
        record.live = live
    name_addresses(model, new)
    writing.add(model, new)
    at_once = changed if live else [record for record in changed if not record.live]
    waiting = [] if live else [record for record in changed if record.live]
    writing.replace_related(model, at_once, plan)
    records = [*new, *changed]
    for record in at_once:
        record.settle()
    revisions = writing.keep_revisions(model, records, user, now)
    for record in records:
        point(record, revisions[record.pk], live, now)
    writing.upsert(model, [*new, *waiting], POINTERS)
    writing.upsert(model, at_once, writing.own_fields(model))
    actions = {"wagtail.create": new, "wagtail.edit": changed, "wagtail.publish": records if live else []}
    writing.keep_history(model, actions, user, now, run, revisions)
    writing.refer(model, new, at_once)
    writing.find(model, [*new, *at_once])
    generation.bump()


def name_addresses(model, records):
    """A free address for each new record that names none; whatever had it once gives it up."""
    taken = set(model._base_manager.values_list("slug", flat=True))
    for record in records:
        record.slug = record.slug or record.make_slug(taken.__contains__)
        taken.add(record.slug)
        record.settle()
    for piece in pieces(records, AT_ONCE):
        FormerSlug.objects.filter(model=model._meta.label_lower, slug__in=[record.slug for record in piece]).delete()


def point(record, revision, live, now):
    """Its newest revision, and whether that is the public one."""
    record.latest_revision = revision
    record.has_unpublished_changes = not live
    if live:
        record.live, record.live_revision, record.last_published_at = True, revision, now
        record.first_published_at = record.first_published_at or now
        record.expired = False
