"""The section's part of the demonstration content: a file for each kind of row (core/demo/loader.py says how they are read)."""

from django.utils.timezone import localdate

from alumni.choices import State, Visibility
from alumni.models import Graduate, Officer, Service, Story
from core.demo import Loader, rows
from core.text import several

MODELS = [Story, Graduate, Officer, Service]  # in the order in which samples are removed
RESPONSIBLE = "agreements-desk"


def load(folder, contacts):
    loader = Loader(folder, contacts, RESPONSIBLE)
    for row in rows(folder, "alumni_services"):
        loader.row(Service, row)
    for row in rows(folder, "alumni_officers"):
        loader.row(Officer, row)
    for row in rows(folder, "alumni_stories"):
        loader.record(Story, row)
    for row in rows(folder, "graduates"):
        load_graduate(loader, row)


def load_graduate(loader, row):
    """`shown` names the fields that everybody may see; with it, or with `listed`, the graduate is in the directory."""
    shown, listed = several(row.pop("shown")), row.pop("listed") == "yes"
    today = localdate()
    said = {"visibility": dict.fromkeys(shown, Visibility.PUBLIC), "publish_on": today if listed else None, "public": listed}
    loader.row(Graduate, row, state=State.CONFIRMED, contact_on=today, confirmed_on=today, **said)
