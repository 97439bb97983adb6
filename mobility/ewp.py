"""What the software of partners reads: the fact sheet and the agreements, in the element names and the shape of EWP.

Taken over from EWP as they are: names, nesting, types and codes. An element that may stand several times is a list; one with attributes is
an object with its `value` and each attribute by its name. What EWP has no element for has a name that begins with `x-`. What is not known
is left out, also where EWP asks for it: we are no node of that network. `mobility/schemas/` says all of it for machines.
"""

import json
from functools import cache
from pathlib import Path

from django.http import JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.exports import json_file
from core.languages import text_of
from core.meta import absolute
from core.models import Contact, OfficeDetails
from core.registers import about_file
from mobility.choices import EWP_PAPERS, InfoKind
from mobility.ewp_types import ENGLISH_FIRST, hei_id, in_languages, known, marked, reach
from mobility.places import place

SCHEMAS = Path(__file__).parent / "schemas"
TEXTS = {"languages": "languages", "grading": "grading", "academic-calendar": "academic_calendar"}  # EWP has no element for them
LINKS = {"Course catalogue": "catalogue_url", "Academic calendar": "calendar_url"}
INFORMATION = {InfoKind.HOUSING: "housing-info", InfoKind.VISA: "visa-info", InfoKind.INSURANCE: "insurance-info"}


def fact_sheets_file(request, sheets):
    """Fact sheets in the shape of EWP's factsheet-response: of one year as a rule, none where there is none."""
    about = about_file(request, _("Fact sheet"), place("fact-sheet/"), place("fact-sheet-schema.json"))
    details = OfficeDetails.load(request)
    return json_file("fact-sheet", about, (factsheet(sheet, details) for sheet in sheets), ("factsheet-response", "factsheet"))


@cache
def read_schema(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def schema(request, name):
    """The JSON Schema of a file, under the address at which it is asked for."""
    described = {"$id": absolute(request.path), **read_schema(name)}
    return JsonResponse(described, json_dumps_params={"ensure_ascii": False, "indent": 2}, content_type="application/schema+json")


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
