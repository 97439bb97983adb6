"""Programmes and the rows around them, one function for each kind: sensible on the tests' day, 22 November 2026, and legal in the editing form.

Every function answers a saved object; keyword arguments override its fields. A country is named by its code, several by a list of codes.
"""

from datetime import date
from decimal import Decimal

from core.models import Country
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

SOURCE = "https://www.bsmu.by/admission"


def both(**texts):
    """both(name=("Имя", "Name")) are the columns of a text in each language."""
    return {f"{name}_{code}": text for name, pair in texts.items() for code, text in zip(("ru", "en"), pair, strict=True)}


def country(code):
    return Country.objects.get(code=code)


def saved(row, countries=None, **related):
    for name, rows in related.items():
        setattr(row, name, rows)
    if countries is not None:
        row.countries = list(Country.objects.filter(code__in=countries))
    row.save()
    return row


def make_programme(slug="general-medicine", languages=(("ru", "B1", None), ("en", "B2", True)), **fields):
    """`languages` are (code, level at entry, whether the university tests it itself)."""
    fields = {
        "live": True, "level": "degree", "eqf": "7", "duration_months": 72, "teaching_months": 60, "mode": "full_time", "whole_course_here": True,
        **both(name=("Лечебное дело", "General Medicine"), qualification=("Врач", "Physician"), summary=("Шесть лет.", "Six years.")), **fields,
    }  # fmt: skip
    variants = [LanguageVariant(language=language, entry_level=level, own_test=test) for language, level, test in languages]
    return saved(Programme(slug=slug, **fields), variants=variants)


def make_fee(programme, language="en", countries=(), **fields):
    """For all foreign applicants; for the countries named, where there are any."""
    fields = {
        "academic_year": "2026/2027", "amount": Decimal(5000), "currency": "USD", "valid_from": date(2026, 9, 1),
        "applicant_group": "countries" if countries else "all", "source_url": SOURCE,
        **both(includes=("Обучение.", "Tuition."), instalments=("Двумя частями.", "In two parts.")), **fields,
    }  # fmt: skip
    return saved(Fee(programme=programme, language=language, **fields), countries)


def make_cost(**fields):
    """The dormitory, ten months a year."""
    fields = {
        "kind": "dormitory", "amount_from": Decimal(40), "amount_to": Decimal(90), "currency": "BYN", "per": "month", "times_a_year": 10,
        "as_of": date(2026, 9, 1), "source_url": SOURCE, **both(note=("Место в комнате на двоих.", "A place in a room for two.")), **fields,
    }  # fmt: skip
    return saved(ExtraCost(**fields))


def make_rate(**fields):
    fields = {"base": "USD", "quote": "BYN", "rate": Decimal("3.2761"), "as_of": date(2026, 11, 20), "source_url": "https://www.nbrb.by/", **fields}
    return saved(ExchangeRate(**fields))


def make_scholarship(countries=(), **fields):
    fields = {
        "academic_year": "2026/2027", "levels": ["degree"], "amount": Decimal(500), "currency": "USD", "per": "year", "deadline": date(2027, 5, 31),
        "source_url": SOURCE,
        **both(name=("Скидка отличникам", "Discount for excellence"), funder=("Университет", "The university")),
        **both(covers=("Часть платы.", "A part of the fee."), how=("Подать заявление.", "Apply in writing.")), **fields,
    }  # fmt: skip
    return saved(Scholarship(**fields), countries)


def make_intake(*programmes, **fields):
    """To next autumn's studies, open on the tests' day."""
    fields = {
        "academic_year": "2027/2028", "application_opens": date(2026, 11, 2), "application_closes": date(2027, 8, 16),
        "invitation_request_by": date(2027, 7, 15), "arrive_by": date(2027, 9, 15), "studies_start": date(2027, 9, 1), "source_url": SOURCE,
        **both(label=("Осень 2027", "Autumn 2027")), **fields,
    }  # fmt: skip
    return saved(Intake(**fields), programmes=list(programmes))


def make_paper(countries=(), **fields):
    """Asked of everyone for the invitation; of the citizens of certain countries, where any are named."""
    fields = {
        "stage": "invitation", "reach": "only" if countries else "all", "form": "copy", "copies": 1, "translation": "belarus",
        "legalisation": "none", "source_url": SOURCE, **both(name=("Паспорт", "Passport"), how=("Скан всех страниц.", "A scan of all pages.")), **fields,
    }  # fmt: skip
    return saved(DocumentRule(**fields), countries)


def make_entry_rule(code="CN", **fields):
    fields = {
        "levels": ["degree"], "certificate_native": "高中毕业证书", "native_lang": "zh", "source_url": SOURCE,
        **both(certificate=("Аттестат средней школы", "Senior school certificate"), minimum=("60 из 100", "60 of 100")),
        **both(subjects=("Химия, биология", "Chemistry, biology")), **fields,
    }  # fmt: skip
    return saved(EntryRule(country=country(code), **fields))


def make_visa_rule(code="CN", **fields):
    fields = {
        "needs_invitation": True, "needs_visa": True, "invitation_months": 3, "applies": "university", "in_person": False, "days_to_issue": 30,
        "source_url": SOURCE, **both(details=("Виза в посольстве.", "The visa at the embassy.")), **fields,
    }  # fmt: skip
    return saved(VisaRule(country=country(code), **fields))


def make_notice(countries=("IN",), **fields):
    fields = {**both(title=("Экзамен в Индии", "Examination in India"), text=("Нужен NEET.", "NEET is needed.")), "source_url": SOURCE, **fields}
    return saved(NationalNotice(**fields), countries)


def make_condition(measure="teaching_months", **fields):
    """Of a regulator; goes into the `conditions` of make_statement."""
    fields = {**both(requirement=("Обучение не менее 54 месяцев", "At least 54 months of teaching")), "threshold": 54, **fields}
    return RegulatorCondition(measure=measure, **fields)


def make_statement(code="IN", conditions=(), **fields):
    """Of the whole university, checked lately; `code` None is an international directory."""
    fields = {
        "authority_url": "https://www.nmc.org.in/", "status": "examination", "evidence_url": "https://www.nmc.org.in/list",
        "checked_on": date(2026, 10, 1), **both(authority=("Медицинская комиссия", "Medical Commission"), graduate_must=("Экзамен.", "An examination.")),
        **fields,
    }  # fmt: skip
    return saved(RecognitionStatement(country=code and country(code), **fields), conditions=list(conditions))


def make_representative(letter_no="12/2026", code="IN", **fields):
    """Whose letter holds for the year 2026."""
    fields = {
        "valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31), "in_list": True, "contacts": "office@agency.example",
        **both(legal_name=("Агентство «Мост»", "Bridge Agency"), city=("Дели", "Delhi"), services=("Набор.", "Recruitment.")), **fields,
    }  # fmt: skip
    return saved(Representative(letter_no=letter_no, country=country(code), **fields))


def make_step(**fields):
    fields = {
        "phase": "before", "order": 10, "actor": "applicant", "hours_after_arrival": None,
        **both(title=("Отправить документы", "Send your papers"), text=("Почтой.", "By mail."), duration=("неделя", "a week")), **fields,
    }  # fmt: skip
    return saved(Step(**fields))
