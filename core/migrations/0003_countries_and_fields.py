"""Loads the countries (ISO 3166-1) and the fields of study (ISCED-F 2013); core/data/README.md says where they come from."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def load(apps, schema_editor):
    country, field = apps.get_model("core", "Country"), apps.get_model("core", "FieldOfStudy")
    country.objects.bulk_create(
        country(**{**row, "name": row["name_ru"], "latitude": row["latitude"] or None, "longitude": row["longitude"] or None})
        for row in rows("countries.csv")
    )
    field.objects.bulk_create(field(**row, name=row["name_ru"]) for row in rows("fields.csv"))


def unload(apps, schema_editor):
    apps.get_model("core", "Country").objects.all().delete()
    apps.get_model("core", "FieldOfStudy").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [migrations.RunPython(load, unload)]
