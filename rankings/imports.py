"""Rankings, editions and organisations from a spreadsheet: by what each row is recognised."""

from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES
from rankings import columns
from rankings.models import Affiliation, Ranking, RankingResult


def register():
    importable(name="rankings", model=Ranking, columns=columns.RANKING, identities=ranking_identities, related=("owner",))
    importable(name="ranking-editions", model=RankingResult, columns=columns.RESULT, identities=result_identities, related=("ranking", "isced_f", "owner"))
    importable(
        name="organisations",
        model=Affiliation,
        columns=columns.AFFILIATION,
        identities=affiliation_identities,
        related=("country", "partner", "our_representative", "owner"),
    )


def said(get, name, *rest):
    """One identity for each language in which a text is there."""
    return [(code, folded(get(f"{name}_{code}")), *rest) for code in CODES if get(f"{name}_{code}")]


def ranking_identities(get):
    """Its address; its name, in either language."""
    return [get("slug") and ("slug", get("slug")), *said(get, "name")]


def result_identities(get):
    """The edition, and among whom, in what, by which indicator."""
    texts = [folded(get(f"{name}_{code}") or "") for name in ("subject", "metric") for code in CODES]
    return [get("ranking") and (get("ranking"), get("year"), get("edition") or "", get("scope") or "world", *texts)]


def affiliation_identities(get):
    """The organisation, what it is to us, and since when."""
    return said(get, "name", get("kind"), get("since"))
