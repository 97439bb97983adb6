"""The section's part of the demonstration content: a file for each kind of record (core/demo/loader.py says how they are read)."""

from core.demo import Loader, day, rows
from masterclasses.models import Certificate, Event, Lecturer, Material, Registration, Session, Speaker
from partners.models import Partner

MODELS = [Certificate, Registration, Event, Lecturer]  # in the order in which samples are removed
RESPONSIBLE = "agreements-desk"


def load(folder, contacts):
    loader = Loader(folder, contacts, RESPONSIBLE)
    loader.knows(Partner)
    for row in rows(folder, "lecturers"):
        loader.record(Lecturer, row)
    inside = {
        "speakers": loader.parts("event_speakers", Speaker, of="event"),
        "sessions": loader.parts("event_sessions", Session, of="event"),
        "materials": loader.parts("event_materials", Material, of="event"),
    }
    for row in rows(folder, "events"):
        loader.record(Event, row, **{name: found.get(row["slug"], []) for name, found in inside.items()})
    for row in rows(folder, "registrations"):
        make_registration(loader, row)


def make_registration(loader, row):
    """A fictional participant; the last two cells are those of the certificate, where there is one."""
    initials, issued_on = row.pop("initials"), day(row.pop("issued_on"), loader.sample)
    registration = loader.filled(Registration, row, is_sample=loader.sample)
    registration.clean_fields()
    registration.save()
    if issued_on:
        Certificate.objects.create(event=registration.event, registration=registration, initials=initials, issued_on=issued_on, is_sample=loader.sample)
