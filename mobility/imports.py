"""Calls, numbers and reports from a spreadsheet: by what each row is recognised. Fact sheets have too much inside for a table; their list is given out only."""

from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES
from mobility import columns, lookalikes
from mobility.models import Call, ExchangeReport, MobilityFlow


def register():
    importable(
        name="calls",
        model=Call,
        columns=columns.CALL,
        identities=call_identities,
        lookalikes=lookalikes.like_calls,
        telling=frozenset([*(f"title_{code}" for code in CODES), "closes_at"]),
        related=("partner", "agreement", "condition", "contact", "owner"),
    )
    importable(
        name="mobility-numbers",
        model=MobilityFlow,
        columns=columns.FLOW,
        identities=flow_identities,
        related=("country", "partner", "fact", "owner"),
        read_by_rules=("fact__values",),
    )
    importable(
        name="exchange-reports",
        model=ExchangeReport,
        columns=columns.REPORT,
        identities=report_identities,
        related=("country", "partner", "owner"),
    )


def said(get, name, *rest):
    """One identity for each language in which a text is there."""
    return [(code, folded(get(f"{name}_{code}")), *rest) for code in CODES if get(f"{name}_{code}")]


def call_identities(get):
    """Its address; its title, in either language, with its deadline."""
    return [get("slug") and ("slug", get("slug")), *said(get, "title", get("closes_at"))]


def flow_identities(get):
    """Who is counted: so many of one group, one way, in one year, from or to one place."""
    year = get("year")
    return [year and (year, get("year_from"), get("direction") or "", get("country"), get("partner"), get("group"))]


def report_identities(get):
    """Its title with the last day of the stay."""
    return said(get, "title", get("stayed_to"))
