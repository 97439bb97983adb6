"""Loads the demonstration content of demo/ into an empty database, and takes the sample part of it away again.

`sourced/` holds public facts, each with its source. `sample/` holds rows of visibly fictional organisations, marked everywhere; their
dates are moved by the days since REFERENCE_DAY, so that what "ends soon" in the file ends soon whenever it is loaded.
"""

from django.db import transaction
from django.db.models import ProtectedError

from core import registry
from core.demo.editor import EDITOR, EDITORS, PASSWORD_FILE, make_editor, make_editors_group, remove_editor
from core.demo.files import REFERENCE_DAY, both, day, moment, published, rows
from core.demo.loader import Loader
from core.demo.office import load_contacts, load_facts, load_office, name_officers
from core.demo.pages import body_of, load_pages
from core.models import Contact, HomePage, OfficeDetails, Unit

__all__ = [
    "EDITOR",
    "EDITORS",
    "PASSWORD_FILE",
    "REFERENCE_DAY",
    "Loader",
    "body_of",
    "both",
    "day",
    "is_empty",
    "load",
    "make_editors_group",
    "moment",
    "published",
    "remove",
    "rows",
]


def is_empty():
    return not HomePage.objects.exists()


@transaction.atomic
def load(with_sample=True):
    """Everything, in one transaction."""
    load_office(with_sample)
    load_facts()
    load_pages()
    group = make_editors_group()
    if with_sample:
        make_editor(group)
    folders = ["sourced", "sample"] if with_sample else ["sourced"]
    for folder in folders:
        contacts = load_contacts(folder)
        name_officers(folder, contacts)
        for loader in registry.demo_loaders:
            loader(folder, contacts)


def delete_all(rows):
    """Rows may protect each other (a protocol its agreement): those that can go, go first."""
    while rows:
        kept = [row for row in rows if not deleted(row)]
        if len(kept) == len(rows):
            raise RuntimeError(f"Something that is no sample holds on to {kept[0]!r}.")
        rows = kept


def deleted(row):
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


@transaction.atomic
def remove():
    """Deletes every sample row and the demo editor; answers {name: number}. Sourced content stays."""
    removed = {}
    for model in [*registry.sample_models, Contact, Unit]:
        rows = list(model._base_manager.filter(is_sample=True))
        removed[str(model._meta.verbose_name_plural)] = len(rows)
        delete_all(rows)
    remove_editor()
    details = OfficeDetails.load()
    details.sample_loaded, details.reply_days = False, None
    details.save()
    return removed
