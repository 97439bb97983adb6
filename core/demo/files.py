"""The files of demo/: rows, dates that move, texts in every language."""

import csv
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from core.choices import Precision
from core.languages import CODES

FOLDER = settings.BASE_DIR / "demo"
REFERENCE_DAY = date(2026, 11, 1)


def rows(folder, name):
    """The rows of one file, empty where there is no such file."""
    path = FOLDER / folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def day(text, sample):
    """A date of the file, moved along for sample rows; None for ''."""
    return date.fromisoformat(text) + passed(sample) if text else None


def moment(text, sample):
    """A time in Minsk, moved along in the same way; None for ''."""
    return timezone.make_aware(datetime.fromisoformat(text) + passed(sample)) if text else None


def passed(sample):
    """By how much dates of the files move."""
    return timezone.localdate() - REFERENCE_DAY if sample else timedelta(0)


def both(row, *names):
    """{name_ru: ..., name_en: ...} for each translated column."""
    return {f"{name}_{code}": row.get(f"{name}_{code}", "") for name in names for code in CODES}


def published():
    """Fields of a record that is public from now on."""
    now = timezone.now()
    return {"live": True, "first_published_at": now, "last_published_at": now}


def partial_date(text):
    """(date, precision) of 2024, 2024-03 or 2024-03-01."""
    year, month, number = [*text.split("-"), "", ""][:3]
    precision = Precision.DAY if number else Precision.MONTH if month else Precision.YEAR
    return (date(int(year), int(month or 1), int(number or 1)) if year else None), precision
