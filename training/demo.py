"""The section's part of the demonstration content: a file for each kind of row (core/demo/loader.py says how they are read)."""

from core.academic_year import academic_year
from core.demo import Loader, rows
from core.demo.loader import yes_or_no
from core.text import several
from training.models import (
    DocumentRule,
    EntryRule,
    ExchangeRate,
    ExtraCost,
    Fee,
    Intake,
    LanguageVariant,
    NationalNotice,
    Programme,
    RecognitionStatement,
    RegulatorCondition,
    Representative,
    Scholarship,
    Step,
    VisaRule,
)

FILES = {
    "steps": Step,
    "notices": NationalNotice,
    "visa_rules": VisaRule,
    "entry_rules": EntryRule,
    "documents": DocumentRule,
    "fees": Fee,
    "costs": ExtraCost,
    "rates": ExchangeRate,
    "intakes": Intake,
    "scholarships": Scholarship,
    "representatives": Representative,
    "recognition": RecognitionStatement,
}
MODELS = [*reversed(FILES.values()), Programme]  # in the order in which samples are removed
RESPONSIBLE = "admissions-desk"


def load(folder, contacts):
    loader = Loader(folder, contacts, RESPONSIBLE)
    for row in rows(folder, "programmes"):
        loader.record(Programme, row, variants=[make_variant(text) for text in several(row.pop("variants"))])
    conditions = loader.parts("recognition_conditions", RegulatorCondition, of="statement")
    for name, model in FILES.items():
        for row in rows(folder, name):
            loader.row(model, row, **beside(model, row, loader, conditions))


def make_variant(text):
    """«ru|B1|yes»: language, level at entry, an own test."""
    language, level, test = text.split("|")
    return LanguageVariant(language=language, entry_level=level, own_test=yes_or_no(test))


def beside(model, row, loader, conditions):
    """What a row has that its cells do not name as fields."""
    if model is RecognitionStatement:
        return {"conditions": conditions.get(row.pop("key"), [])}
    if model is Intake and not row["academic_year"]:
        return {"academic_year": academic_year(loader.day(row["studies_start"], row))}
    return {}
