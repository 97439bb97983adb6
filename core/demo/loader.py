"""Makes the rows and records of a section from its files: columns are named like the fields, a cell is read as its field asks.

An empty cell leaves its field as it is in a new row; several values are separated by ";". Dates of sample rows move: by whole years
where the row names an academic year, so that autumn stays autumn; else by days, so that what closes soon does so whenever it is
loaded. What breaks a rule of its model is not loaded.
"""

from datetime import date

from django.db import models

from core.academic_year import academic_year, named
from core.demo.files import REFERENCE_DAY, day, moment, published, rows
from core.fields import ChoicesField
from core.models import Contact, Country, FieldOfStudy, Unit
from core.text import several


class Loader:
    """Of one folder. `responsible` is the contact who answers for its rows; nobody is named for sourced ones."""

    def __init__(self, folder, contacts, responsible):
        self.folder, self.sample = folder, folder == "sample"
        self.owner = contacts.get(responsible)
        units = {row["slug"]: row["name_ru"] for row in rows(folder, "units")}
        self.known = {
            Country: {country.code: country for country in Country.objects.all()},
            FieldOfStudy: {field.code: field for field in FieldOfStudy.objects.all()},
            Unit: {slug: Unit.objects.get(name_ru=name, is_sample=self.sample) for slug, name in units.items()},
            Contact: contacts,
        }

    def knows(self, model, column="slug"):
        """Cells may name what another section has loaded for the same folder."""
        self.known[model] = {getattr(made, column): made for made in model._base_manager.filter(is_sample=self.sample)}

    # --- what is made ------------------------------------------------------------------------
    def record(self, model, row, **parts):
        """A public record with what its form lists inside it; from now on cells may name it by its address."""
        made = self.filled(model, row, is_sample=self.sample, owner=self.owner, **published())
        for name, listed in parts.items():
            setattr(made, name, listed)
        made.clean_fields()
        made.clean()
        made.save()
        self.known.setdefault(model, {})[made.slug] = made
        return made

    def row(self, model, row, **parts):
        """A plain row; `parts` may also name fields that no cell gives."""
        made = self.filled(model, row, is_sample=self.sample, owner=self.owner)
        for name, value in parts.items():
            setattr(made, name, value)
        made.clean_fields()
        made.clean()
        if wrong := made.all_problems(lambda name: list(getattr(made, name).all())):
            raise ValueError(f"{model.__name__} {row}: {wrong}")
        made.save()
        return made

    def parts(self, name, model, of):
        """{what the column `of` names: [parts]} of a file, in its order."""
        found = {}
        for row in rows(self.folder, name):
            belongs_to = row.pop(of)
            part = self.filled(model, row)
            part.clean_fields(exclude=[of])
            part.clean()
            found.setdefault(belongs_to, []).append(part)
        return found

    def filled(self, model, row, **fields):
        made = model(**fields)
        for name, text in row.items():
            if text:
                setattr(made, name, self.value(model._meta.get_field(name), text, row))
        return made

    # --- the cells ---------------------------------------------------------------------------
    def value(self, field, text, row):
        if field.many_to_many:
            return [self.known[field.related_model][code] for code in several(text)]
        if field.is_relation:
            return self.known[field.related_model][text]
        if isinstance(field, models.BooleanField):
            return yes_or_no(text)
        if isinstance(field, models.DateTimeField):
            return moment(text, self.sample)
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
