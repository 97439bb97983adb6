"""Structured data of programmes (schema.org): what is shown on the page, and nothing else; sample programmes have none."""

from core.languages import text_of
from core.meta import absolute
from training.choices import Group, Level, Mode, RecognitionStatus, Scope
from training.money_rows import group_text

TYPES = {Level.RESIDENCY: "Residency", Level.DOCTORAL: "Doctoral", Level.MASTER: "Graduate", Level.DEGREE: "Undergraduate"}
MODES = {Mode.FULL_TIME: "full-time", Mode.PART_TIME: "part-time", Mode.DISTANCE: "distance-learning"}


def programme(programme, fees, intake, statements):
    title = text_of(programme, "name")[0]
    known = {
        "@type": "EducationalOccupationalProgram",
        "name": title,
        "inLanguage": programme.languages_taught,
        "url": absolute(programme.url),
        "description": text_of(programme, "summary")[0],
        "provider": {"@type": "CollegeOrUniversity", "name": programme.faculty and text_of(programme.faculty, "name")[0]} if programme.faculty else None,
        "programType": TYPES.get(programme.level),
        "educationalProgramMode": MODES.get(programme.mode),
        "timeToComplete": f"P{programme.duration_months}M" if programme.duration_months else None,
        "educationalCredentialAwarded": credential(programme, statements),
        "programPrerequisites": text_of(programme, "entry_subjects")[0],
        "maximumEnrollment": programme.places,
        "numberOfCredits": float(programme.credits) if programme.credits else None,
        "offers": [offer(fee) for fee in fees if not fee.is_sample] if programme.takes_students else [],
        **(dates(intake) if programme.takes_students else {}),
    }
    return {"@context": "https://schema.org", **{key: value for key, value in known.items() if value}}


def dates(intake):
    if not intake or intake.state == "closed":
        return {}
    return {
        "applicationStartDate": intake.application_opens.isoformat(),
        "applicationDeadline": intake.application_closes.isoformat(),
        "startDate": intake.studies_start.isoformat(),
    }


def credential(programme, statements):
    title = text_of(programme, "qualification")[0]
    if not title:
        return None
    said = [row for row in statements if recognises(row, programme)]
    bodies = [{"@type": "Organization", "name": text_of(row, "authority")[0], "url": row.authority_url} for row in said]
    countries = [{"@type": "Country", "name": row.country.code} for row in said if row.country]
    known = {"@type": "EducationalOccupationalCredential", "name": title, "recognizedBy": bodies, "validIn": countries}
    return {key: value for key, value in known.items() if value}


def recognises(statement, programme):
    """Accepted by an authority, on a day that is not too long ago."""
    own = statement.scope == Scope.INSTITUTION or statement.programme_id == programme.pk
    return own and not statement.is_sample and statement.status_now == RecognitionStatus.ACCEPTED


def offer(fee):
    price = f"{fee.amount:.2f}".removesuffix(".00")
    known = {
        "@type": "Offer",
        "category": "tuition",
        "name": ", ".join(filter(None, [fee.academic_year, fee.get_language_display(), group_text(fee)])),
        "price": price,
        "priceCurrency": fee.currency,
        "priceSpecification": {"@type": "UnitPriceSpecification", "price": price, "priceCurrency": fee.currency, "unitText": str(fee.get_per_display())},
        "validFrom": fee.valid_from.isoformat(),
        "validThrough": fee.valid_through and fee.valid_through.isoformat(),
        "eligibleRegion": [country.code for country in fee.countries.all()] if fee.applicant_group == Group.COUNTRIES else None,
    }
    return {key: value for key, value in known.items() if value}
