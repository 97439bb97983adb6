"""What partners' programs read: the fact sheet and the agreements, in the element names and the shape of EWP.

Taken over from EWP as they are: names, nesting, types and codes. An element that may stand several times is a list; one with attributes is
an object with its `value` and each attribute by its name. What EWP has no element for has a name that begins with `x-`. What is not known
is left out, also where EWP asks for it: we are no node of that network. `mobility/schemas/` says all of it for machines.
"""

import json
import re
from functools import cache, partial
from pathlib import Path

from django.http import JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.choices import Precision
from core.exports import in_pieces, json_file
from core.languages import CODES, text_of
from core.meta import absolute
from core.models import Contact, OfficeDetails
from core.registers import about_file
from core.templatetags.core_tags import dialled
from core.text import host_of
from mobility.choices import EWP_PAPERS, InfoKind
from mobility.places import place
from partners.choices import Activity, Direction, Lifecycle
from partners.conditions import as_number
from partners.models import Agreement, OtherId

ENGLISH_FIRST = sorted(CODES, key=lambda code: code != "en")
SCHEMAS = Path(__file__).parent / "schemas"
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
E164 = re.compile(r"\+[0-9]{1,15}")
SPECIFICATIONS = {  # in EWP's order
    Activity.STUDENT_STUDIES: "student-studies-mobility-spec",
    Activity.STUDENT_TRAINEESHIP: "student-traineeship-mobility-spec",
    Activity.STAFF_TEACHING: "staff-teacher-mobility-spec",
    Activity.STAFF_TRAINING: "staff-training-mobility-spec",
}
TEXTS = {"languages": "languages", "grading": "grading", "academic-calendar": "academic_calendar"}  # EWP has no element for them
LINKS = {"Course catalogue": "catalogue_url", "Academic calendar": "calendar_url"}
INFORMATION = {InfoKind.HOUSING: "housing-info", InfoKind.VISA: "visa-info", InfoKind.INSURANCE: "insurance-info"}


# --- files ---------------------------------------------------------------------------------------
def fact_sheets_file(request, sheets):
    """Fact sheets in the shape of EWP's factsheet-response: of one year as a rule, none where there is none."""
    about = about_file(request, _("Fact sheet"), place("fact-sheet/"), place("fact-sheet-schema.json"))
    details = OfficeDetails.load(request)
    return json_file("fact-sheet", about, (factsheet(sheet, details) for sheet in sheets), ("factsheet-response", "factsheet"))


def agreements_file(request):
    """Agreements that hold or are being prepared, of one partner and us, in the shape of EWP's iias-get-response."""
    about = about_file(request, _("Agreements"), Agreement.register_url().rstrip("?"), place("agreements-ewp-schema.json"))
    ours = university(OfficeDetails.load(request))
    found = Agreement.objects.public().with_status().current().two_sided().with_conditions()
    rows = found.with_parties().select_related("coordinator_ours").prefetch_related("conditions", "parties__partner__other_ids").newest_first()
    return json_file("agreements-ewp", about, map(partial(iia, ours=ours), in_pieces(rows)), ("iias-get-response", "iia"))


@cache
def read_schema(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def schema(request, name):
    """The JSON Schema of a file, under the address at which it is asked for."""
    described = {"$id": absolute(request.path), **read_schema(name)}
    return JsonResponse(described, json_dumps_params={"ensure_ascii": False, "indent": 2}, content_type="application/schema+json")


# --- the fact sheet ------------------------------------------------------------------------------
def factsheet(sheet, details):
    infos = list(sheet.infos.all())
    firsts = {kind: next((info for info in infos if info.kind == kind), None) for kind in INFORMATION}
    return known(
        {
            "hei-id": hei_id(details.website),
            "calendar": calendar(sheet.terms.all()),
            "application-info": application_info(sheet, details),
            "additional-requirement": [requirement(row) for row in sheet.requirements.all()],
            "decision-weeks-limit": sheet.decision_weeks,
            "tor-weeks-limit": sheet.transcript_weeks,
            "accessibility": [accessibility(row) for row in sheet.accessibility.all()],
            **{INFORMATION[kind]: info and information(info) for kind, info in firsts.items()},
            "additional-info": [*(additional(info) for info in infos if info not in firsts.values()), *links(sheet)],
            **{f"x-{name}": text_of(sheet, column)[0] for name, column in TEXTS.items()},
            "x-academic-year": sheet.academic_year,
            "x-confirmed-on": sheet.verified_on and sheet.verified_on.isoformat(),
            "x-sample": sheet.is_sample,
        }
    )


def calendar(terms):
    """Days of any year, as xs:gMonthDay: --05-01."""
    columns = {"student-nominations": "nominations_by", "student-applications": "applications_by"}
    return {name: {f"{term.term}-term": f"--{getattr(term, column)}" for term in terms} for name, column in columns.items()} if terms else None


def contact_of(sheet, details):
    """Whom a partner's office writes to: the sheet's own contact, else the office's."""
    return Contact.shown(sheet and sheet.contact) or Contact.shown(details.contact)


def application_info(sheet, details):
    contact = contact_of(sheet, details)
    pages = [marked(absolute(place(f"fact-sheet/{sheet.year_slug}/", code)), code) for code in ENGLISH_FIRST]
    return known({**reach(contact.email if contact else "", contact.phone_list if contact else []), "website-url": pages})


def requirement(row):
    """A paper of a kind has EWP's own name; what the office calls it stands before its details."""
    name, details = text_of(row, "name")[0], text_of(row, "details")[0]
    told = ". ".join(filter(None, [row.kind and name.rstrip("."), details]))
    return known({"name": EWP_PAPERS.get(row.kind, name), "details": told, "information-website": in_languages(row, "page")}, keep=("details",))


def accessibility(row):
    told = {"type": row.kind, "name": text_of(row, "name")[0], "description": text_of(row, "details")[0]}
    return known({**told, "information": entry(row)})


def entry(row):
    """An InformationEntry: mail, phone, pages."""
    return known({**reach(row.email, [row.phone]), "website-url": in_languages(row, "page")})


def information(info):
    return known({**entry(info), "x-details": text_of(info, "details")[0]})


def additional(info):
    return {"type": text_of(info, "name")[0] or capfirst(info.get_kind_display()), "info": information(info)}


def links(sheet):
    return [{"type": name, "info": {"website-url": found}} for name, column in LINKS.items() if (found := in_languages(sheet, column))]


# --- agreements ----------------------------------------------------------------------------------
def university(details):
    """What our side has in common in all agreements."""
    return {"hei-id": hei_id(details.website), "x-name": in_languages(details, "university"), "x-ror-id": details.ror_id}


def iia(agreement, ours):
    theirs = their_side(agreement.parties.all()[0])
    return {
        "partner": [our_side(agreement, ours), theirs],
        "in-effect": agreement.lifecycle != Lifecycle.NEGOTIATION,
        "cooperation-conditions": conditions(agreement, ours["hei-id"], theirs.get("hei-id")),
        "x-page": [marked(absolute(agreement.get_url(code)), code) for code in ENGLISH_FIRST if agreement.is_shown_in(code)],
        "x-sample": agreement.is_sample,
    }


def our_side(agreement, ours):
    """Nobody is named, only the role that answers for it."""
    day = agreement.signed_on if agreement.signed_precision == Precision.DAY else None
    return known(
        {
            "hei-id": ours["hei-id"],
            "iia-id": str(agreement.public_id),
            "iia-code": agreement.code,
            "signing-date": day and day.isoformat(),
            "contact": [role(agreement.contact)] if agreement.contact else [],
            "x-name": ours["x-name"],
            "x-ror-id": ours["x-ror-id"],
        }
    )


def role(contact):
    phones, mails = [phone(text) for text in contact.phone_list], [contact.email] if contact.email else []
    return known({"contact-name": in_languages(contact, "role"), "phone-number": phones, "email": mails})


def their_side(party):
    partner = party.partner
    schac = next((row.value for row in partner.other_ids.all() if row.scheme == OtherId.Scheme.SCHAC), "")
    return known(
        {
            "hei-id": hei_id(schac),
            "iia-code": party.reference,
            "signing-date": party.signed_on and party.signed_on.isoformat(),
            "x-name": in_languages(partner, "name"),
            "x-ror-id": partner.ror_id,
        }
    )


def conditions(agreement, ours, theirs):
    """{name of the element: its specifications}, in EWP's order."""
    rows = list(agreement.conditions.all())
    found = {name: [specification(row, ours, theirs) for row in rows if row.activity == activity] for activity, name in SPECIFICATIONS.items()}
    return known(found)


def specification(condition, ours, theirs):
    incoming = condition.direction == Direction.INCOMING
    return known(
        {
            "sending-hei-id": theirs if incoming else ours,
            "receiving-hei-id": ours if incoming else theirs,
            "receiving-first-academic-year-id": condition.first_academic_year,
            "receiving-last-academic-year-id": condition.last_academic_year,
            "mobilities-per-year": condition.places_per_year,
            "recommended-language-skill": [known({"language": code, "cefr-level": level}) for code, level in condition.languages],
            "subject-area": [{"isced-f-code": code} for code in condition.field_codes],
            "other-info-terms": text_of(condition, "other_terms")[0],
            **amounts(condition),
            "x-direction": condition.direction,
            "x-sending-unit": text_of(condition, "sending_unit")[0],
            "x-receiving-unit": text_of(condition, "receiving_unit")[0],
        }
    )


def amounts(condition):
    """Students are counted in months, staff in days; EWP takes what says nothing of it for not blended."""
    if not condition.is_for_students:
        return {"total-days-per-year": as_number(condition.days_per_year)}
    levels = [int(code) for code in condition.eqf_levels]
    return {"total-months-per-year": as_number(condition.months_per_year), "blended": bool(condition.blended), "eqf-level": levels}


# --- types ---------------------------------------------------------------------------------------
def known(fields, keep=()):
    """Without what is not known; no and nought are known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}) or name in keep}


def hei_id(text):
    """A SCHAC identifier, which is a domain: of a site's address as well; '' where the text holds none."""
    host = host_of(text or "").strip().lower().partition(":")[0].removeprefix("www.")
    return host if DOMAIN.fullmatch(host) else ""


def marked(text, code):
    """A text or an address with its language."""
    return {"value": text, "xml:lang": code}


def in_languages(obj, column):
    """Every language that it has; EWP wants English first."""
    return [marked(text, code) for code in ENGLISH_FIRST if (text := getattr(obj, f"{column}_{code}"))]


def phone(text):
    number = dialled(text)
    return {"e164": number} if E164.fullmatch(number) else {"other-format": text}


def reach(email, numbers):
    """Mail and the first phone: an InformationEntry has one of each."""
    return {"email": email, "phone-number": next((phone(number) for number in numbers if number), None)}
