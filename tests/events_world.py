"""Events, lecturers and participants, one function for each: sensible on the tests' day, 22 November 2026, and legal in the editing form."""

from datetime import date, time, timedelta

from django.utils import timezone

from core.models import Country, FieldOfStudy
from masterclasses.models import Certificate, Event, Lecturer, Registration, Speaker
from tests.training_world import both

SOON = date(2026, 12, 10)


def make_lecturer(slug="sato", country="JP", **fields):
    names = {"name": ("Ханако Сато", "Hanako Sato"), "post": ("профессор хирургии", "professor of surgery")}
    fields = {"live": True, "country": Country.objects.get(code=country), **both(**names), **fields}
    lecturer = Lecturer(slug=slug, **fields)
    lecturer.save()
    return lecturer


def make_event(slug="heart-masterclass", *lecturers, isced_f=("0912",), partners=(), **fields):
    """A masterclass on 10 December 2026, 10:00 to 12:30, on site; a keyword overrides a field, a list of parts too."""
    texts = {
        "title": ("Мастер-класс по кардиохирургии", "Masterclass in cardiac surgery"),
        "summary": ("Разбор операций.", "Operations step by step."),
        "venue": ("Главный корпус", "Main building"),
    }
    fields = {
        "live": True, "kind": "masterclass", "state": "confirmed", "mode": "on_site", "starts_on": SOON, "starts_time": time(10), "ends_time": time(12, 30),
        "audience": ["student", "doctor"], "working_languages": ["en"], "interpretation": ["ru"], "is_free": True,
        "first_published_at": timezone.now(), "last_published_at": timezone.now(), **both(**texts), **fields,
    }  # fmt: skip
    parts = {name: fields.pop(name) for name in ("sessions", "materials", "pictures") if name in fields}
    event = Event(slug=slug, **fields)
    event.speakers = [Speaker(lecturer=lecturer) for lecturer in lecturers]
    event.isced_f = FieldOfStudy.objects.filter(code__in=isced_f)
    event.partners = list(partners)
    for name, rows in parts.items():
        setattr(event, name, rows)
    event.save()
    return event


def make_open_event(slug="workshop", *lecturers, **fields):
    """A workshop with a registration form and two places on site."""
    title = both(title=("Семинар по швам", "Suturing workshop"))
    return make_event(slug, *lecturers, **{"kind": "workshop", "registering": "form", "capacity_on_site": 2, "certifying": "attendance", **title, **fields})


def make_registration(event, email="anna@example.org", standing="accepted", **fields):
    known = {"name_cyrillic": "Анна Ковалёва", "name_latin": "Anna Kavaliova", "seat": "on_site", "language": "ru", "audience": "doctor"}
    return Registration.objects.create(event=event, email=email, standing=standing, **{**known, **fields})


def make_certificate(registration, **fields):
    registration.standing = "attended"
    registration.save()
    return Certificate.objects.create(event=registration.event, registration=registration, **{"initials": "А. К.", **fields})


def past(days=30):
    """The day so many days ago."""
    return timezone.localdate() - timedelta(days=days)
