"""Honorary titles from a spreadsheet: by what a row is recognised, and what else must hold."""

from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES
from honorary import columns, lookalikes
from honorary.forms import UNPROVEN, is_unproven
from honorary.models import Award

NAMES = ("family_name", "given_name", "other_name")


def register():
    importable(
        name="honorary",
        model=Award,
        columns=columns.AWARD,
        identities=identities,
        lookalikes=lookalikes.like_awards,
        telling=frozenset(["title", "native_name", *(f"{name}_{code}" for name in NAMES for code in CODES)]),
        problems=problems,
        related=("country", "partner", "ceremony", "owner"),
    )


def identities(get):
    """Its address; the whole name, in either language, with the title: somebody may have both."""
    names = [("name", code, *(folded(get(f"{name}_{code}") or "") for name in NAMES), get("title")) for code in CODES if get(f"family_name_{code}")]
    return [get("slug") and ("slug", get("slug")), *names]


def problems(award):
    return [(f"grounds_{CODES[0]}", UNPROVEN)] if is_unproven(lambda name: getattr(award, name)) else []
