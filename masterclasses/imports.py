"""Events and lecturers from a spreadsheet: by what a row is recognised."""

from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES
from masterclasses import columns, lookalikes
from masterclasses.models import Event, Lecturer


def register():
    importable(
        name="events",
        model=Event,
        columns=columns.EVENT,
        identities=event_identities,
        lookalikes=lookalikes.like_events,
        telling=frozenset([*(f"title_{code}" for code in CODES), "starts_on"]),
        related=("organiser", "contact", "owner"),
    )
    importable(
        name="lecturers",
        model=Lecturer,
        columns=columns.LECTURER,
        identities=lecturer_identities,
        lookalikes=lookalikes.like_lecturers,
        telling=frozenset([*(f"name_{code}" for code in CODES), "native_name"]),
        related=("country", "partner", "owner"),
    )


def event_identities(get):
    """Its address; its title, in either language, on its first day."""
    day = get("starts_on") and get("starts_on")[0]
    return [get("slug") and ("slug", get("slug")), *(("title", code, folded(get(f"title_{code}")), day) for code in CODES if get(f"title_{code}"))]


def lecturer_identities(get):
    """The address; the name, in either language, in the country."""
    return [get("slug") and ("slug", get("slug")), *(("name", code, folded(get(f"name_{code}")), get("country")) for code in CODES if get(f"name_{code}"))]
