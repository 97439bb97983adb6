"""The office itself: its details, the facts register, contacts, who answers for what."""

from datetime import time

from django.contrib.auth import get_user_model

from core.demo.editor import EDITOR
from core.demo.files import both, partial_date, rows
from core.models import Contact, Country, Fact, FactValue, OfficeDetails, OpeningHours, Unit
from core.text import several

SAMPLE_REPLY_DAYS = 5  # working days; what a demonstration promises
GENERAL_CONTACT = "agreements-desk"


def load_office(with_sample):
    details = OfficeDetails.load()
    row = rows("sourced", "office")[0]
    plain = {key: row[key] for key in ("website", "ror_id", "founded", "appeals_url")}
    for name, value in {**both(row, "university", "name", "address", "access", "appeals"), **plain}.items():
        setattr(details, name, value or None if name == "founded" else value)
    details.reply_days = SAMPLE_REPLY_DAYS if with_sample else None
    details.sample_loaded = with_sample
    details.save()


def load_facts():
    """The facts register, each value with its source; all of it is sourced."""
    values = {}
    for row in rows("sourced", "fact_values"):
        values.setdefault(row["key"], []).append(row)
    for row in rows("sourced", "facts"):
        fact = Fact(key=row["key"], review_due_on=row["review_due_on"] or None, **both(row, "label", "unit"))
        fact.values = [make_value(line) for line in values[row["key"]]]
        fact.save()


def make_value(row):
    as_of, precision = partial_date(row["as_of"])
    return FactValue(
        number=row["number"] or None,
        qualifier=row["qualifier"],
        as_of=as_of,
        precision=precision,
        source_url=row["source_url"],
        current=row["current"] == "yes",
        **both(row, "text", "note", "source"),
    )


def load_contacts(folder):
    """{slug in the file: Contact}"""
    sample = folder == "sample"
    units = {row["slug"]: Unit.objects.create(kind=row["kind"], is_sample=sample, **both(row, "name")) for row in rows(folder, "units")}
    found = {row["slug"]: make_contact(row, units, sample) for row in rows(folder, "contacts")}
    for row in rows(folder, "contacts"):
        if row["deputy"]:
            found[row["slug"]].deputy = found[row["deputy"]]
            found[row["slug"]].save()
    return found


def make_contact(row, units, sample):
    contact = Contact(
        unit=units.get(row["unit"]),
        email=row["email"],
        phones=row["phones"].replace(";", ", "),
        languages=several(row["languages"]),
        tasks=several(row["tasks"]),
        is_sample=sample,
        **both(row, "role", "person", "room"),
    )
    contact.hours = [make_hours(text) for text in several(row["hours"])]
    contact.save()
    return contact


def make_hours(text):
    """«1-4 09:00-13:00»: from Monday to Thursday."""
    days, times = text.split()
    first, _, last = days.partition("-")
    opens, closes = times.split("-")
    return OpeningHours(first_day=int(first), last_day=int(last or first), opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def name_officers(folder, contacts):
    """Who answers for which region, who for everything else; the demo editor acts in every sample role."""
    for row in rows(folder, "contacts"):
        Country.objects.filter(subregion__in=several(row["regions"])).update(officer=contacts[row["slug"]])
        contacts[row["slug"]].staff.set(get_user_model().objects.filter(username=EDITOR))
    if GENERAL_CONTACT in contacts:
        details = OfficeDetails.load()
        details.contact = contacts[GENERAL_CONTACT]
        details.save()
