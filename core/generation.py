"""What is computed from many rows is kept in memory until anything changes that visitors see (decision 0008).

The state of the content has a name, `token()`: one row of the database, replaced after every change by whichever process made it, so
that all processes and machines see it with one small query. What is kept belongs to one token and one day (Minsk): statuses change at
midnight. `bulk_create`, raw SQL, and `QuerySet.update()` of what is no record send no signal: whoever uses them on something public calls `bump()`.
"""

import threading
import uuid
from collections import OrderedDict
from contextvars import ContextVar

from django.db import connection, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from django.utils.timezone import localdate

from core.models.generation import Generation
from core.signals import several_changed

ONLY_ROW = 1
QUIET_APPS = {"sessions", "modelsearch", "wagtailsearch", "django_tasks", "migrations", "contenttypes", "auth"}
QUIET_MODELS = {"user", "revision", "referenceindex", "modellogentry", "pagelogentry", "editingsession", "formstate", "uploadedfile"}
NEVER_MADE = object()
RECENT = 300  # things of which very many are asked for
asked = ContextVar("asked", default=None)  # [token] while an answer is being made, [] before it is known
DRAFT_FIELDS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


def token():
    """The name of what this connection sees; inside a transaction that has changed something, a name that nobody else knows."""
    if changing():
        return connection.own_generation
    known = asked.get()
    if known is None:
        return read()
    if not known:
        known.append(read())
    return known[0]


def read():
    return Generation.objects.filter(pk=ONLY_ROW).values_list("token", flat=True).first() or replace()


def one_state(get_response):
    """A middleware: one answer speaks of one state of the content, and asks for it once."""

    def middleware(request):
        before = asked.set([])
        try:
            return get_response(request)
        finally:
            asked.reset(before)

    return middleware


def bump():
    """Something that visitors see has changed: forget what was computed, here at once and everywhere when the transaction holds."""
    (asked.get() or []).clear()
    if not connection.in_atomic_block:
        replace()
        return
    if not changing():
        transaction.on_commit(replace)
    connection.own_generation = uuid.uuid4().hex


def changing():
    """Is this connection in a transaction that has changed something?"""
    return connection.in_atomic_block and any(waiting[1] is replace for waiting in connection.run_on_commit)


def replace():
    fresh = uuid.uuid4().hex
    (asked.get() or []).clear()
    Generation.objects.update_or_create(pk=ONLY_ROW, defaults={"token": fresh})
    return fresh


def listen(sender, update_fields=None, **kwargs):
    """A signal's receiver: did that change anything that visitors see? Models that never do say `unseen = True`.

    The models of a migration do not count: the table may not be there yet, and nobody is served before all of them have run.
    """
    meta = sender._meta
    quiet = sender.__module__ == "__fake__" or getattr(sender, "unseen", False) or meta.app_label in QUIET_APPS or meta.model_name in QUIET_MODELS
    if not quiet and not (update_fields and set(update_fields) <= DRAFT_FIELDS):
        bump()


def listen_to_many(sender, **kwargs):
    listen(sender)


def connect():
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(listen, dispatch_uid="core.generation")
    several_changed.connect(listen_to_many, dispatch_uid="core.generation")


class Memory:
    """Of one process: what was computed for the current token and day; everything else is dropped when either changes."""

    def __init__(self):
        self.lock = threading.RLock()
        self.forget()

    def forget(self):
        self.state, self.kept = None, {}

    def now(self):
        """What is known of this moment; ask once for each answer that is given to a visitor."""
        state = (token(), localdate())
        with self.lock:
            if state != self.state:
                self.state, self.kept = state, {}
            return Kept(self.kept, self.lock)


class Kept:
    def __init__(self, kept, lock):
        self.kept, self.lock = kept, lock

    def get(self, name, make, until=None):
        """What `make()` answers, asked once for each name (hashable, few of them).

        What changes within a day by the clock alone names its next turn: `until()` answers a moment, or None for none.
        """
        with self.lock:
            made, ends = self.kept.get(name, (None, NEVER_MADE))
            if ends is NEVER_MADE or (ends and ends <= timezone.now()):
                ends = until() if until else None
                made = make()
                self.kept[name] = made, ends
            return made

    def recent(self, name, make):
        """The same for one of very many: those asked for last are kept."""
        with self.lock:
            found = self.kept.setdefault("recent", OrderedDict())
            if name not in found:
                found[name] = make()
            found.move_to_end(name)
            while len(found) > RECENT:
                found.popitem(last=False)
            return found[name]


memory = Memory()
