"""What a dry run found, done: in few statements for thousands of records, all or nothing.

The same as saving one by one in the editing form: children, revisions, history, search, references. Only so much faster that the database
is locked for seconds, not minutes. `records` and `rows` say what of it each needs. Uses two things of Wagtail's that are not documented: how
references are found in an object, and which columns its log has; `tests/test_imports.py` compares the outcome with that of saving one by one.
"""

import uuid

from django.contrib.contenttypes.models import ContentType
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from core.pieces import AT_ONCE, pieces
from core.signals import several_changed

UNTOUCHED = {"id", "public_id", "created_at"}


class Meanwhile(Exception):
    """Somebody has changed one of the records since they were read."""


def lock(model):
    """One at a time: whoever makes many rows of this kind waits here for the other."""
    ContentType.objects.select_for_update().get(pk=ContentType.objects.get_for_model(model).pk)


def check_unchanged(model, records, begun, stamp):
    """One import of these records at a time; nobody has changed one of them, or made another, since the plan was begun.

    `stamp` is the field behind `record.version`. Raises Meanwhile.
    """
    lock(model)
    if model._base_manager.filter(created_at__gte=begun).exists():
        raise Meanwhile
    stamps = {}
    for piece in pieces(records):
        stamps |= dict(model._base_manager.filter(pk__in=[record.pk for record in piece]).values_list("pk", stamp))
    if any(stamps.get(record.pk, 0) != record.version for record in records):
        raise Meanwhile


# --- rows ----------------------------------------------------------------------------------
def add(model, records):
    model._base_manager.bulk_create(records, batch_size=AT_ONCE)
    for relation in child_relations(model):
        children = [child for record in records for child in in_order(record, relation)]
        relation.related_model._base_manager.bulk_create(children, batch_size=AT_ONCE)
    for field in many_to_many(model):
        link(field, records)


def replace_related(model, records, plan):
    """What belongs to records that are there, where the sheet says something else of it."""
    touched = {plan.meanings[column].name for row in plan.changed for column, _before, _after in row.changes}
    for relation in child_relations(model):
        if relation.get_accessor_name() in touched:
            replace_children(relation, records)
    for field in many_to_many(model):
        if field.name in touched:
            through = field.remote_field.through
            through._base_manager.filter(**{f"{field.m2m_field_name()}__in": [record.pk for record in records]}).delete()
            link(field, records)


def child_relations(model):
    return get_all_child_relations(model)


def many_to_many(model):
    return [field for field in model._meta.many_to_many if isinstance(field, ParentalManyToManyField)]


def in_order(record, relation):
    """The rows inside a record, pointing at it, numbered as they stand."""
    children = list(getattr(record, relation.get_accessor_name()).all())
    for number, child in enumerate(children):
        setattr(child, relation.field.name, record)
        if hasattr(child, "sort_order"):
            child.sort_order = number
    return children


def replace_children(relation, records):
    """Rows that stay keep their key and all that the sheet does not say of them; the others go, new ones come."""
    kept, fresh = [], []
    for record in records:
        for child in in_order(record, relation):
            (kept if child.pk else fresh).append(child)
    rows = relation.related_model._base_manager
    rows.filter(**{f"{relation.field.name}__in": [record.pk for record in records]}).exclude(pk__in=[child.pk for child in kept]).delete()
    rows.bulk_create(fresh, batch_size=AT_ONCE)
    upsert(relation.related_model, kept, [name for name in own_fields(relation.related_model) if name != relation.field.name])


def link(field, records):
    through = field.remote_field.through
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = [through(**{f"{source}_id": record.pk, f"{target}_id": other.pk}) for record in records for other in getattr(record, field.name).all()]
    through._base_manager.bulk_create(rows, batch_size=AT_ONCE)


def own_fields(model):
    """The names of all that may change in a row that is there."""
    return [field.name for field in model._meta.concrete_fields if field.name not in UNTOUCHED]


def upsert(model, records, fields):
    """Only these fields of records that are there; `bulk_update` of many columns takes minutes where this takes seconds."""
    model._base_manager.bulk_create(records, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=fields)


# --- what Wagtail keeps of each record -------------------------------------------------------
def keep_revisions(model, records, user, now):
    """{primary key: revision}"""
    own = ContentType.objects.get_for_model(model)
    rows = [
        Revision(
            content_type=own,
            base_content_type=own,
            object_id=str(record.pk),
            user=user,
            content=record.serializable_data(),
            object_str=str(record),
            created_at=now,
        )
        for record in records
    ]
    Revision.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {record.pk: revision for record, revision in zip(records, rows, strict=True)}


def keep_history(model, actions, user, now, run, revisions):
    """`actions` are {action: records}; of records without revisions, `revisions` is empty."""
    own, together = ContentType.objects.get_for_model(model), uuid.uuid4()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=own,
                object_id=str(record.pk),
                label=str(record),
                action=action,
                timestamp=now,
                user=user,
                revision=revisions.get(record.pk),
                content_changed=True,
                uuid=together,
                data={"import": run},
            )
            for action, records in actions.items()
            for record in records
        ],
        batch_size=AT_ONCE,
    )


def refer(model, new, changed):
    """What the new records point at, for the screens that say where something is used; changed ones go Wagtail's own way."""
    own = ContentType.objects.get_for_model(model)
    rows = []
    for record in new:
        for to_type, to_id, model_path, content_path in set(ReferenceIndex._extract_references_from_object(record)):
            rows.append(
                ReferenceIndex(
                    base_content_type=own,
                    content_type=own,
                    object_id=str(record.pk),
                    to_content_type_id=to_type,
                    to_object_id=to_id,
                    model_path=model_path,
                    content_path=content_path,
                    content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
                )
            )
    ReferenceIndex.objects.bulk_create(rows, batch_size=AT_ONCE)
    for record in changed:
        ReferenceIndex.create_or_update_for_object(record)


def find(model, records):
    """The choosers of the editing screens find them, and visitors do."""
    several_changed.send(model, pks=[record.pk for record in records])
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        for piece in pieces(records):
            backend.add_bulk(model, piece)
