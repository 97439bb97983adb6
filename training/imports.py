"""What the office keeps of training, from spreadsheets: by what each row is recognised. A field that a row leaves out counts as not filled in."""

from core.imports import importable
from core.imports.cells import folded
from core.languages import CODES
from training import columns, lookalikes
from training.choices import Category, Group, Reach, Scope
from training.models import (
    DocumentRule,
    EntryRule,
    ExchangeRate,
    ExtraCost,
    Fee,
    Intake,
    NationalNotice,
    Programme,
    RecognitionStatement,
    Representative,
    Scholarship,
    Step,
    VisaRule,
)


def register():
    importable(
        name="programmes",
        model=Programme,
        columns=columns.PROGRAMME,
        identities=programme_identities,
        lookalikes=lookalikes.like_programmes,
        telling=frozenset([*(f"name_{code}" for code in CODES), "level"]),
        related=("isced_f", "faculty", "owner"),
    )
    for name, model, named_columns, identities, related in ROWS:
        importable(name=name, model=model, columns=named_columns, identities=identities, related=related, read_by_rules=READ_BY_RULES.get(model, ()))


def said(get, name, *rest):
    """One identity for each language in which a text is there."""
    return [(code, folded(get(f"{name}_{code}")), *rest) for code in CODES if get(f"{name}_{code}")]


def several(get, name):
    return frozenset(get(name) or ())


def programme_identities(get):
    """Its address; its name, in either language, at the level."""
    return [get("slug") and ("slug", get("slug")), *(said(get, "name", get("level")) if get("level") else [])]


def fee_identities(get):
    """The programme, year, language and group; the countries where it is for some only."""
    offer = (get("programme"), get("academic_year"), get("language"))
    return [all(offer) and (*offer, get("applicant_group") or Group.ALL, several(get, "countries"))]


def cost_identities(get):
    """What it is for, with the remark that tells a dormitory from another."""
    kind = get("kind")
    return (said(get, "note", kind) or [(kind,)]) if kind else []


def rate_identities(get):
    found = (get("base"), get("quote"), get("as_of"))
    return [all(found) and found]


def scholarship_identities(get):
    return said(get, "name", get("academic_year"))


def intake_identities(get):
    """Its name, for these programmes, in this year, for these applicants."""
    return said(get, "label", several(get, "programmes"), get("academic_year"), get("category") or Category.ALL)


def paper_identities(get):
    """Its name and stage, and for whom it is asked."""
    whose = (get("reach") or Reach.ALL, several(get, "countries"), several(get, "levels"), get("academic_year") or "")
    return said(get, "name", get("stage"), *whose)


def entry_identities(get):
    """The certificate of a country, by any of its names."""
    whose = (get("country"), several(get, "levels"), get("academic_year") or "")
    native = get("certificate_native") and ("native", folded(get("certificate_native")), *whose)
    return [*said(get, "certificate", *whose), native]


def visa_identities(get):
    return [get("country") and (get("country"),)]


def notice_identities(get):
    return said(get, "title", several(get, "countries"))


def statement_identities(get):
    """The authority of the country, and the programme if it speaks of one."""
    return said(get, "authority", get("country"), get("scope") or Scope.INSTITUTION, get("programme"))


def representative_identities(get):
    return [get("letter_no") and (folded(get("letter_no")),)]


def step_identities(get):
    return said(get, "title", get("phase"), several(get, "levels"))


ROWS = (
    ("fees", Fee, columns.FEE, fee_identities, ("programme", "owner")),
    ("other-costs", ExtraCost, columns.EXTRA_COST, cost_identities, ("owner",)),
    ("exchange-rates", ExchangeRate, columns.RATE, rate_identities, ("owner",)),
    ("scholarships", Scholarship, columns.SCHOLARSHIP, scholarship_identities, ("owner",)),
    ("intakes", Intake, columns.INTAKE, intake_identities, ("owner",)),
    ("papers", DocumentRule, columns.DOCUMENT, paper_identities, ("owner",)),
    ("entry-rules", EntryRule, columns.ENTRY, entry_identities, ("country", "owner")),
    ("invitations-and-visas", VisaRule, columns.VISA, visa_identities, ("country", "owner")),
    ("national-notices", NationalNotice, columns.NOTICE, notice_identities, ("owner",)),
    ("recognition", RecognitionStatement, columns.RECOGNITION, statement_identities, ("country", "programme", "owner")),
    ("representatives", Representative, columns.REPRESENTATIVE, representative_identities, ("country", "owner")),
    ("steps", Step, columns.STEP, step_identities, ("owner",)),
)
READ_BY_RULES = {Fee: ("programme__variants",)}
