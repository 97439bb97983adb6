"""The section's part of the demonstration content: a file for each kind of row (core/demo/loader.py says how they are read)."""

from core.demo import Loader, rows
from core.models import Fact
from mobility.models import Call, CallPaper, ExchangeReport, FactSheet, MobilityFlow, SheetAccess, SheetInfo, SheetRequirement, SheetTerm
from partners.models import Agreement, Condition, Partner

MODELS = [Call, ExchangeReport, FactSheet, MobilityFlow]  # in the order in which samples are removed
RESPONSIBLE = "agreements-desk"


def load(folder, contacts):
    loader = Loader(folder, contacts, RESPONSIBLE)
    loader.knows(Partner)
    loader.knows(Agreement)
    loader.known[Condition] = {name_of(condition): condition for condition in Condition.objects.select_related("agreement")}
    loader.known[Fact] = {fact.key: fact for fact in Fact.objects.with_values()}
    papers = loader.parts("call_papers", CallPaper, of="call")
    for row in rows(folder, "calls"):
        loader.record(Call, row, papers=papers.get(row["slug"], []))
    load_sheets(loader)
    for name, model in (("reports", ExchangeReport), ("flows", MobilityFlow)):
        for row in rows(folder, name):
            loader.row(model, row)


def name_of(condition):
    """«sample-izmir-erasmus-2022 student-studies incoming»: how a call names the condition of an agreement."""
    return f"{condition.agreement.slug} {condition.activity} {condition.direction}"


def load_sheets(loader):
    inside = {
        "terms": loader.parts("sheet_terms", SheetTerm, of="sheet"),
        "infos": loader.parts("sheet_infos", SheetInfo, of="sheet"),
        "accessibility": loader.parts("sheet_access", SheetAccess, of="sheet"),
        "requirements": loader.parts("sheet_requirements", SheetRequirement, of="sheet"),
    }
    for row in rows(loader.folder, "fact_sheets"):
        loader.row(FactSheet, row, **{name: found.get(row["academic_year"], []) for name, found in inside.items()})
