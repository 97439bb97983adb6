"""Agreements in the shape of EWP's iias-get-response; ewp.py says what is taken over."""

from functools import partial

from django.utils.translation import gettext as _

from core.choices import Precision
from core.exports import in_pieces, json_file
from core.languages import text_of
from core.meta import absolute
from core.models import OfficeDetails
from core.registers import about_file
from mobility.ewp_types import ENGLISH_FIRST, hei_id, in_languages, known, marked, phone
from mobility.places import place
from partners.choices import Activity, Direction, Lifecycle
from partners.conditions import as_number
from partners.models import Agreement, OtherId

SPECIFICATIONS = {  # in EWP's order
    Activity.STUDENT_STUDIES: "student-studies-mobility-spec",
    Activity.STUDENT_TRAINEESHIP: "student-traineeship-mobility-spec",
    Activity.STAFF_TEACHING: "staff-teacher-mobility-spec",
    Activity.STAFF_TRAINING: "staff-training-mobility-spec",
}


def agreements_file(request):
    """Agreements that hold or are being prepared, of one partner and us, in the shape of EWP's iias-get-response."""
    about = about_file(request, _("Agreements"), Agreement.register_url().rstrip("?"), place("agreements-ewp-schema.json"))
    ours = university(OfficeDetails.load(request))
    found = Agreement.objects.public().with_status().current().two_sided().with_conditions()
    rows = found.with_parties().select_related("coordinator_ours").prefetch_related("conditions", "parties__partner__other_ids").newest_first()
    return json_file("agreements-ewp", about, map(partial(iia, ours=ours), in_pieces(rows)), ("iias-get-response", "iia"))


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
