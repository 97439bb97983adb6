"""The section's part of the demonstration content: a file for each kind of row, its columns named like the fields.

An empty cell leaves its field as it is in a new row; several countries, programmes or levels are separated by ";". Dates of sample rows
move: by whole years where the row names an academic year, so that autumn stays autumn; else by days, so that what closes soon does so
whenever it is loaded. Every row obeys the rules of its editing form.
"""

from datetime import date

from django.db import models

from core.academic_year import academic_year, named
from core.demo import REFERENCE_DAY, day, published, rows
from core.fields import ChoicesField
from core.models import Contact, Country, FieldOfStudy, Unit
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
RESPONSIBLE = "admissions-desk"  # who answers for sample rows; nobody is named for sourced ones


def load(folder, contacts):
    loader = Loader(folder, contacts)
    for row in rows(folder, "programmes"):
        loader.make_programme(row)
    for name, model in FILES.items():
        for row in rows(folder, name):
            loader.make(model, row)


class Loader:
    def __init__(self, folder, contacts):
        self.sample = folder == "sample"
        self.owner = contacts.get(RESPONSIBLE)
        units = {row["slug"]: row["name_ru"] for row in rows(folder, "units")}
        self.known = {
            Country: {country.code: country for country in Country.objects.all()},
            FieldOfStudy: {field.code: field for field in FieldOfStudy.objects.all()},
            Unit: {slug: Unit.objects.get(name_ru=name, is_sample=self.sample) for slug, name in units.items()},
            Contact: contacts,
            Programme: {},
        }
        self.conditions = {}
        for row in rows(folder, "recognition_conditions"):
            self.conditions.setdefault(row.pop("statement"), []).append(RegulatorCondition(**self.fields(RegulatorCondition, row)))

    def make_programme(self, row):
        variants = [variant.split("|") for variant in several(row.pop("variants"))]
        programme = Programme(is_sample=self.sample, owner=self.owner, **self.fields(Programme, row), **published())
        programme.variants = [LanguageVariant(language=language, entry_level=level, own_test=yes_or_no(test)) for language, level, test in variants]
        programme.clean_fields()
        programme.save()
        self.known[Programme][programme.slug] = programme

    def make(self, model, row):
        key = row.pop("key", "")
        made = model(is_sample=self.sample, owner=self.owner)
        for name, value in self.fields(model, row).items():
            setattr(made, name, value)
        if model is Intake:
            made.academic_year = made.academic_year or academic_year(made.studies_start)
        if model is RecognitionStatement:
            made.conditions = self.conditions.get(key, [])
        made.clean_fields()
        if wrong := made.all_problems(lambda name: list(getattr(made, name).all())):
            raise ValueError(f"{model.__name__} {row}: {wrong}")
        made.save()

    # --- the cells ---------------------------------------------------------------------------
    def fields(self, model, row):
        return {name: self.value(model._meta.get_field(name), text, row) for name, text in row.items() if text}

    def value(self, field, text, row):
        if field.many_to_many:
            return [self.known[field.related_model][code] for code in several(text)]
        if field.is_relation:
            return self.known[field.related_model][text]
        if isinstance(field, models.BooleanField):
            return yes_or_no(text)
        if isinstance(field, models.DateField):
            return self.day(text, row)
        if isinstance(field, ChoicesField):
            return several(text)
        if field.name == "academic_year":
            return moved_year(text) if self.sample else text
        return field.to_python(text)

    def day(self, text, row):
        if not (self.sample and row.get("academic_year")):
            return day(text, self.sample)
        found = date.fromisoformat(text)
        return found.replace(year=found.year + years_passed())


def yes_or_no(text):
    return {"yes": True, "no": False, "": None}[text]


def years_passed():
    """Academic years between the day of which the files speak and today."""
    return int(academic_year()[:4]) - int(academic_year(REFERENCE_DAY)[:4])


def moved_year(text):
    return named(int(text[:4]) + years_passed())
