"""Graduates from a list that the office has a legal basis for; officers and services. A list brings nobody back who has withdrawn."""

from alumni import columns
from alumni.models import Graduate, Officer, Service
from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES


def register():
    importable(
        name="graduates",
        model=Graduate,
        columns=columns.GRADUATE,
        identities=graduate_identities,
        related=("country", "citizenship_then", "specialty", "owner"),
    )
    importable(name="alumni-officers", model=Officer, columns=columns.OFFICER, identities=officer_identities, related=("country", "owner"))
    importable(name="alumni-services", model=Service, columns=columns.SERVICE, identities=service_identities, related=("contact", "owner"))


def graduate_identities(get):
    """The mail address; without one, the name with the year of graduation."""
    email = (get("email") or "").strip().lower()
    names = [folded(get(name)) for name in ("name_latin", "name_cyrillic") if get(name)]
    return [email and ("email", email), *(("name", name, get("graduation_year")) for name in names if not email)]


def officer_identities(get):
    return [(code, folded(get(f"name_{code}")), get("role"), get("country")) for code in CODES if get(f"name_{code}")]


def service_identities(get):
    return [(code, folded(get(f"name_{code}")), get("kind")) for code in CODES if get(f"name_{code}")]
