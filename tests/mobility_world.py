"""Calls, fact sheets, reports and numbers, one function for each: sensible on the tests' day, 22 November 2026, and legal in the editing form."""

from datetime import date, datetime

from django.utils import timezone

from core.models import Country, FieldOfStudy
from mobility.models import (
    Call,
    CallPaper,
    ExchangeReport,
    FactSheet,
    MobilityFlow,
    SheetAccess,
    SheetInfo,
    SheetRequirement,
    SheetTerm,
)
from partners.models import Condition
from tests.training_world import both


def minsk(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def make_condition(agreement, **fields):
    """Four students a year from us, on top of what the agreement has."""
    known = {
        "activity": "student-traineeship", "direction": "outgoing", "places_per_year": 4, "blended": False,
        "first_academic_year": "2025/2026", "last_academic_year": "2028/2029", "isced_f": "0912", "language_skills": "en B2",
    }  # fmt: skip
    return Condition.objects.create(agreement=agreement, **{**known, **fields})


def make_call(slug="nagasaki-practice", partner=None, isced_f=("0912",), papers=("motivation_letter", "cv"), **fields):
    """Clinical practice abroad for students of years 4 to 6; open until 15 December 2026, 23:59."""
    texts = {
        "title": ("Клиническая практика в Нагасаки", "Clinical practice in Nagasaki"),
        "summary": ("Три недели в клинике.", "Three weeks in the clinic."),
        "length": ("три недели", "three weeks"),
        "how_to_apply": ("Пришлите документы в отдел.", "Send the papers to the office."),
    }
    fields = {
        "live": True, "direction": "outgoing", "activity": "traineeship", "who": ["student"], "language_skills": "en B2", "year_from": 4, "year_to": 6,
        "opens_at": minsk("2026-11-01 00:00"), "closes_at": minsk("2026-12-15 23:59"), "period_from": date(2027, 2, 1), "period_to": date(2027, 2, 21),
        "funding": "waiver", "first_published_at": timezone.now(), "last_published_at": timezone.now(), **both(**texts), **fields,
    }  # fmt: skip
    call = Call(slug=slug, partner=partner, **fields)
    call.isced_f = FieldOfStudy.objects.filter(code__in=isced_f)
    call.papers = [CallPaper(kind=kind) for kind in papers]
    call.save()
    return call


def make_sheet(year="2026/2027", **fields):
    """With both terms, housing, visa and insurance, one line for people with special needs, one requirement."""
    sheet = FactSheet(academic_year=year, **{"decision_weeks": 4, "transcript_weeks": 5, **fields})
    sheet.terms = [
        SheetTerm(term="autumn", nominations_by="05-01", applications_by="06-01"),
        SheetTerm(term="spring", nominations_by="10-15", applications_by="11-15"),
    ]
    contacts = {"housing": "housing@office.example", "visa": "visa@office.example", "insurance": "insurance@office.example"}
    sheet.infos = [SheetInfo(kind=kind, email=email, phone="+375170000001") for kind, email in contacts.items()]
    sheet.accessibility = [
        SheetAccess(kind="infrastructure", email="access@office.example", **both(name=("Лифт", "Lift"), details=("В корпусе 1.", "In building 1.")))
    ]
    sheet.requirements = [
        SheetRequirement(**both(name=("Медицинская справка", "Health certificate"), details=("Не старше месяца.", "Not older than a month.")))
    ]
    sheet.save()
    return sheet


def make_flow(country="JP", **fields):
    place = Country.objects.get(code=country) if country else None
    row = MobilityFlow(
        country=place, **{"year": 2025, "direction": "outgoing", "group": "students", "number": 3, "source_url": "https://www.bsmu.by/mobility", **fields}
    )
    row.save()
    return row


def make_report(partner=None, **fields):
    texts = {
        "title": ("Три недели в Нагасаки", "Three weeks in Nagasaki"),
        "text": ("Я видел операции.", "I saw operations."),
        "author": ("Студент 5 курса", "A student of year 5"),
    }
    known = {
        "who": "student", "direction": "outgoing", "activity": "traineeship", "stayed_from": date(2026, 2, 2), "stayed_to": date(2026, 2, 22),
        "consent_on": date(2026, 3, 1), "consent_evidence": "mail of 1 March 2026",
    }  # fmt: skip
    report = ExchangeReport(partner=partner, **{**known, **both(**texts), **fields})
    report.save()
    return report
