"""Structured data of calls (schema.org): what is shown on the page, and nothing else; samples have none."""

from django.utils.timezone import localtime

from core.languages import text_of
from core.meta import absolute
from partners.choices import SCHEMA_TYPES, Direction

CONTEXT = {"@context": "https://schema.org"}


def call(call):
    """What one applies for; the grant beside it, where an amount is known."""
    return [programme(call), *([grant(call)] if call.grant_amount else [])]


def programme(call):
    """schema.org has no call for applications: a programme with a deadline is what comes next."""
    partner, (places, _from_agreement) = call.shown_partner, call.places_shown
    known = {
        **about(call),
        "@type": "EducationalOccupationalProgram",
        "provider": organisation(partner) if partner and call.direction == Direction.OUTGOING else None,
        "programPrerequisites": text_of(call, "other_eligibility")[0],
        "applicationStartDate": call.opens_at and localtime(call.opens_at).date().isoformat(),
        "applicationDeadline": localtime(call.closes_at).date().isoformat(),
        "startDate": call.period_from and call.period_from.isoformat(),
        "endDate": call.period_to and call.period_to.isoformat(),
        "maximumEnrollment": places,
    }
    return filled(known)


def grant(call):
    amount = f"{call.grant_amount:.2f}".removesuffix(".00")
    known = {**about(call), "@type": "MonetaryGrant", "amount": {"@type": "MonetaryAmount", "value": amount, "currency": call.grant_currency}}
    return filled(known)


def about(call):
    return {"name": call.title_text[0], "description": text_of(call, "summary")[0], "url": absolute(call.url)}


def organisation(partner):
    return {"@type": SCHEMA_TYPES.get(partner.kind, "Organization"), "name": partner.title_text[0]}


def filled(known):
    return {**CONTEXT, **{key: value for key, value in known.items() if value}}
