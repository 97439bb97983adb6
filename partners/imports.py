"""Partners and agreements from a spreadsheet: by what a row is recognised, and what else must hold."""

from django.utils.translation import gettext as _

from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES
from partners import columns, lookalikes
from partners.models import Agreement, Partner


def register():
    importable(
        name="partners",
        model=Partner,
        columns=columns.PARTNER,
        identities=partner_identities,
        found_by=("ror_id",),
        lookalikes=lookalikes.like_partners,
        telling=frozenset([*(f"name_{code}" for code in CODES), "native_name", "country"]),
        related=("country", "coordinator_ours"),
    )
    importable(
        name="agreements",
        model=Agreement,
        columns=columns.AGREEMENT,
        identities=agreement_identities,
        found_by=("code",),
        lookalikes=lookalikes.like_agreements,
        telling=frozenset(["code", "kind", "signed_on", "parties"]),
        problems=agreement_problems,
        related=("parent", "coordinator_ours"),
    )


def partner_identities(get):
    """Its address; its ROR identifier; its name, in either language, in the country."""
    names = [("name", code, folded(get(f"name_{code}")), get("country")) for code in CODES if get(f"name_{code}") and get("country")]
    return [get("slug") and ("slug", get("slug")), get("ror_id") and ("ror", get("ror_id")), *names]


def agreement_identities(get):
    """Its address; its number with these partners; its title with these partners and this day of signing, if it has no number."""
    sides = frozenset(get("parties") or ())
    code, signed = get("code"), get("signed_on") and get("signed_on")[0]
    titles = [("title", lang, folded(get(f"title_{lang}")), sides, signed) for lang in CODES if get(f"title_{lang}") and sides and not code]
    return [get("slug") and ("slug", get("slug")), code and sides and ("code", folded(code), sides), *titles]


def agreement_problems(agreement):
    return [] if agreement.parties.all() else [("parties", _("Name at least one party."))]
