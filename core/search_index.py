"""Keeps the entries of the search box true (decision 0015).

Whatever changes a page or record says so: Django's signals do it for single ones, `changed()` for many at once. What has changed is
written down when the transaction holds, or when somebody searches within it; so an import of thousands costs a few statements.
`manage.py reindex` makes all entries anew.
"""

import html
import re
from collections import defaultdict
from functools import cache

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.utils.html import strip_tags
from django.utils.translation import override
from modelcluster.models import get_all_child_relations
from wagtail.models import PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from core import registry
from core.models import Record, SitePage
from core.models.search import SearchEntry
from core.pieces import pieces
from core.signals import several_changed
from core.text import index_text

LONGEST = 6000  # characters of a text that are looked through, in each language
PAGE, ALL = SitePage, None
FACT = re.compile(r"\[\[[^\]]*\]\]")
COLUMNS = ["kind", "path", "name_key", "text_key", "told", "until", "is_sample"]


# --- what has changed --------------------------------------------------------------------------
def changed(model, pks):
    """These rows were saved, deleted or changed in the database; `ALL` for every one of the kind."""
    waiting = waiting_here()
    if pks is ALL or waiting.get(model, ()) is ALL:
        waiting[model] = ALL
    else:
        waiting.setdefault(model, set()).update(pks)
    if not connection.in_atomic_block:
        flush()
    elif not any(waits[1] is flush for waits in connection.run_on_commit):
        transaction.on_commit(flush)


def waiting_here():
    """{model: {pk} or ALL}: what this connection has changed and not written down yet."""
    if not hasattr(connection, "search_waiting"):
        connection.search_waiting = {}
    return connection.search_waiting


def current():
    """The entries, with what this connection has changed."""
    flush()
    return SearchEntry.objects


def flush():
    """Write down what has changed."""
    waiting = waiting_here()
    while waiting:
        model, pks = waiting.popitem()
        for piece in [ALL] if pks is ALL else pieces(sorted(pks)):
            write(model, piece)


def searched():
    """Models of records that the search box finds."""
    return [model for model, _label, _follows in registry.searchables]


def listen(sender, instance, **kwargs):
    """A signal's receiver for everything that is saved or deleted."""
    if sender.__module__ == "__fake__":
        return
    if isinstance(instance, SitePage):
        changed(PAGE, {instance.pk})
    elif isinstance(instance, PageViewRestriction):
        changed(PAGE, ALL)
    else:
        listen_to_many(sender, {instance.pk})


@cache
def followed():
    """{model: [(kind of record, lookup from it)]}: whose changes change what is found; first of all its own and its parts'."""
    found = defaultdict(list)
    for model, _label, follows in registry.searchables:
        found[model].append((model, "pk"))
        parts = {relation.related_model: relation.get_accessor_name() for relation in get_all_child_relations(model)}
        for other, lookup in {**parts, **follows}.items():
            found[other].append((model, f"{lookup}__in"))
    return dict(found)


def listen_to_many(sender, pks, **kwargs):
    """A signal's receiver for what one statement has changed."""
    for model, lookup in followed().get(sender, ()):
        changed(model, rows_of(model, lookup, pks))


def rows_of(model, lookup, pks):
    return set(pks) if lookup == "pk" else set(model._base_manager.filter(**{lookup: pks}).order_by().values_list("pk", flat=True))


def moved(instance, **kwargs):
    """A page has another address, and so has everything below it."""
    changed(PAGE, set(SitePage.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True)))


def connect():
    for signal in (post_save, post_delete):
        signal.connect(listen, dispatch_uid="core.search_index")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(moved, dispatch_uid="core.search_index")
    several_changed.connect(listen_to_many, dispatch_uid="core.search_index")


# --- entries -----------------------------------------------------------------------------------
def write(model, pks):
    """The entries of these rows as they are now."""
    name = model._meta.label_lower
    entries = [entry_of(thing, name) for thing in things(model, pks)]
    old = SearchEntry.objects.filter(model=name)
    old = old if pks is ALL else old.filter(object_id__in=pks)
    kept = {entry.object_id for entry in entries}
    gone = [pk for pk, known in old.values_list("pk", "object_id") if known not in kept]
    for piece in pieces(gone):
        SearchEntry.objects.filter(pk__in=piece).delete()
    SearchEntry.objects.bulk_create(entries, batch_size=500, update_conflicts=True, unique_fields=["model", "object_id"], update_fields=COLUMNS)


def things(model, pks):
    """What visitors may see of these rows, with what its entry is made of."""
    if model is PAGE:
        found = SitePage.objects.live().open_to_all().exclude(shown="").filter(depth__gt=1)
        return list((found if pks is ALL else found.filter(pk__in=pks)).specific())
    found = model.objects.public().for_search()
    return list(found if pks is ALL else found.filter(pk__in=pks))


def entry_of(thing, name):
    told = {code: told_in(thing, code) for code in thing.shown_codes}
    texts = [word for own in told.values() for word in (own["kind"], own["lead"], own["text"])]
    return SearchEntry(
        model=name,
        object_id=thing.pk,
        kind=name if isinstance(thing, Record) else thing.search_group,
        path=thing.search_path(),
        name_key=index_text(*thing.search_texts()),
        text_key=index_text(*texts, *thing.search_also()),
        told=told,
        until=thing.public_until,
        is_sample=getattr(thing, "is_sample", False),
    )


def told_in(thing, code):
    """What a hit prints in one language."""
    with override(code):
        title, *texts = thing.texts(code)
        text = " ".join(filter(None, map(plain, texts)))[:LONGEST]
        return {"title": title, "kind": str(thing.search_kind()), "lead": plain(str(thing.search_excerpt())), "text": text}


def plain(text):
    """Without markup and figures from the register of facts, in one line."""
    spaced = re.sub(r"<(?:/p|/li|/h\d|br)[^>]*>", r"\g<0> ", FACT.sub("…", text))
    return " ".join(html.unescape(strip_tags(spaced)).split())


def rebuild():
    """All entries anew; answers how many there are."""
    with transaction.atomic():
        names = {PAGE._meta.label_lower, *(model._meta.label_lower for model in searched())}
        SearchEntry.objects.exclude(model__in=names).delete()
        for model in (PAGE, *searched()):
            write(model, ALL)
    return SearchEntry.objects.count()
