"""The columns of the section's files. A column is published as soon as it is named, but for those that are for staff."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Precision
from core.columns import (
    TEXTS,
    both,
    by_name,
    clock,
    code,
    codes,
    field,
    from_table,
    in_languages,
    lines_with_names,
    list_of,
    named,
    page_address,
    public_role,
    role,
    slug,
    slugs,
)
from core.exports import STAFF, VISITORS, Column
from core.languages import text_of
from core.meta import absolute
from core.models import Contact, Country, FieldOfStudy
from core.models.contacts import SPOKEN
from core.money import Currency
from masterclasses import choices
from masterclasses.meanings import FirstDay, Partners, Sessions, Speakers
from masterclasses.models.lecturer import Lecturer
from partners.models import Partner

TEXT = {"type": "string"}
SPEAKERS_SCHEMA = list_of(name=TEXTS, role={"enum": choices.Role.values}, topic=TEXTS, organisation=TEXTS, country=TEXT)
SESSIONS_SCHEMA = list_of(day=TEXT, starts=TEXT, ends=TEXT, title=TEXTS, lecturer=TEXTS, others=TEXTS, room=TEXTS)
MATERIALS_SCHEMA = list_of(title=TEXTS, kind={"enum": choices.MaterialKind.values}, address=TEXT, language=TEXT, captions={"type": "array", "items": TEXT})
NOBODY = dict.fromkeys(TEXTS["properties"], "")


def partner_names():
    return by_name(Partner)


def lecturer_names():
    return by_name(Lecturer)


def speakers(event):
    return [
        {
            "name": both(speaker.lecturer, "name"),
            "role": speaker.role,
            "topic": both(speaker, "topic"),
            "organisation": organisation(speaker),
            "country": speaker.lecturer.country.code if speaker.lecturer.country_id else "",
        }
        for speaker in event.speakers.all()
    ]


def organisation(speaker):
    """Where the person worked then, in each language."""
    lecturer, then = speaker.lecturer, both(speaker, "affiliation")
    now = both(lecturer.shown_partner, "name") if lecturer.shown_partner else both(lecturer, "affiliation")
    return then if any(then.values()) else now


def sessions(event):
    return [
        {
            "day": session.day.isoformat() if session.day else "",
            "starts": clock("starts")(session),
            "ends": clock("ends")(session),
            "title": both(session, "title"),
            "lecturer": both(session.lecturer, "name") if session.lecturer_id else NOBODY,
            "others": both(session, "others"),
            "room": both(session, "room"),
        }
        for session in event.sessions.all()
    ]


def materials(event):
    return [
        {
            "title": both(row, "title"),
            "kind": row.kind,
            "address": absolute(row.document.url) if row.document_id else row.url,
            "language": row.language,
            "captions": row.captions or [],
        }
        for row in event.materials.all()
        if row.is_public
    ]


def material_lines(event):
    return [f"{row['title']}: {row['address']}" for row in [{**one, "title": " / ".join(filter(None, one["title"].values()))} for one in materials(event)]]


def public_partners(event):
    return [partner.slug for partner in event.public_partners()]


def shown_contact(event):
    return public_role("contact" if Contact.shown(event.contact) else "owner")(event)


def languages(name, label):
    return Column(name, label, field(name), "list", labels=named(SPOKEN), into=name)


EVENT = (
    *in_languages("title", _("title")),
    *in_languages("subtitle", _("subtitle")),
    Column("kind", _("kind"), field("kind"), labels=named(choices.Kind.choices), into="kind"),
    Column("state", _("state"), field("state"), labels=named(choices.State.choices), into="state"),
    Column("starts_on", _("first day"), field("starts_on"), "date", into=FirstDay),
    Column("known_to", _("known to the"), field("precision"), labels=named(Precision.choices), into="precision"),
    Column("starts_time", _("begins at"), clock("starts_time"), into="starts_time"),
    Column("ends_on", _("last day"), field("ends_on"), "date", into="ends_on"),
    Column("ends_time", _("ends at"), clock("ends_time"), into="ends_time"),
    Column("zone", _("time zone"), field("zone"), into="zone"),
    Column("mode", _("how it is held"), field("mode"), labels=named(choices.Mode.choices), into="mode"),
    Column("away", _("not at our university"), field("away"), "flag", into="away"),
    *in_languages("venue", _("place")),
    *in_languages("room", _("room")),
    *in_languages("address_line", _("address")),
    Column("step_free", _("step-free access"), field("step_free"), "flag", into="step_free"),
    Column("join_link", _("address for joining online"), field("public_link"), readers=VISITORS),
    Column("join_link", _("address for joining online"), field("join_link"), into="join_link", readers=STAFF),
    Column(
        "link_visibility", _("who sees this address"), field("link_visibility"), labels=named(choices.JoinLink.choices), into="link_visibility", readers=STAFF
    ),
    Column("audience", _("for whom"), field("audience"), "list", labels=named(choices.Audience.choices), into="audience"),
    languages("working_languages", _("working languages")),
    languages("interpretation", _("interpreted into")),
    languages("captions", _("live captions in")),
    Column("fields", _("fields (ISCED-F)"), codes("isced_f"), "list", labels=from_table(FieldOfStudy), into="isced_f"),
    *in_languages("topics", _("topics")),
    *in_languages("series", _("series")),
    Column("speakers", _("speakers"), speakers, "list", lines_with_names(Speakers), SPEAKERS_SCHEMA, labels=lecturer_names, into=Speakers),
    Column("programme", _("programme"), sessions, "list", lines_with_names(Sessions), SESSIONS_SCHEMA, labels=lecturer_names, into=Sessions),
    Column("partners", _("partners"), public_partners, "list", labels=partner_names, readers=VISITORS),
    Column("partners", _("partners"), slugs("partners"), "list", labels=partner_names, into=Partners, readers=STAFF),
    Column("organiser", _("organised by"), lambda row: text_of(row.organiser, "name")[0] if row.organiser_id else "", into="organiser"),
    Column("contact", _("our contact"), shown_contact, readers=VISITORS),
    Column("contact_of_event", _("contact of the event"), role("contact"), into="contact", readers=STAFF),
    Column("registration", _("registration"), field("registering"), labels=named(choices.Registering.choices), into="registering"),
    Column("register_at", _("address of the registration"), field("register_url"), into="register_url"),
    Column("registration_opens", _("registration opens"), field("registration_opens"), "moment", into="registration_opens"),
    Column("registration_closes", _("registration closes"), field("registration_closes"), "moment", into="registration_closes"),
    Column("places_on_site", _("places on site"), field("capacity_on_site"), "number", into="capacity_on_site"),
    Column("places_online", _("places online"), field("capacity_online"), "number", into="capacity_online"),
    Column("waiting_list", _("with a waiting list"), field("waiting_list"), "flag", into="waiting_list"),
    Column("kept_until", _("data of participants are deleted after"), field("retention_until"), "date", into="retention_until", readers=STAFF),
    Column("free", _("free of charge"), field("is_free"), "flag", into="is_free"),
    Column("fee", pgettext_lazy("of an event", "fee"), field("fee_amount"), "decimal", into="fee_amount"),
    Column("currency", _("currency"), field("fee_currency"), labels=named(Currency.choices), into="fee_currency"),
    *in_languages("credit_hours", _("credit hours")),
    Column("certificate", pgettext_lazy("of an event", "certificate"), field("certifying"), labels=named(choices.Certifying.choices), into="certifying"),
    *in_languages("summary", _("summary")),
    *in_languages("description", _("about the event")),
    Column("materials", _("materials"), materials, "list", material_lines, MATERIALS_SCHEMA, readers=VISITORS),
    *in_languages("report", pgettext_lazy("after an event", "report")),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)


def public_partner(lecturer):
    return lecturer.shown_partner.slug if lecturer.shown_partner else ""


LECTURER = (
    *in_languages("name", _("name")),
    Column("native_name", _("name in its own script"), field("native_name"), into="native_name"),
    Column("native_lang", _("language of that name"), field("native_lang"), into="native_lang"),
    *in_languages("post", _("post and degree")),
    *in_languages("affiliation", _("organisation")),
    Column("partner", _("partner"), public_partner, labels=partner_names, readers=VISITORS),
    Column("partner", _("partner"), slug("partner"), labels=partner_names, into="partner", readers=STAFF),
    Column("country", _("country"), code("country"), labels=from_table(Country), into="country"),
    *in_languages("biography", _("about the lecturer")),
    Column("website", _("site or ORCID"), field("website"), into="website"),
    Column("photo_permission", _("who allowed the photograph, and when"), field("photo_permission"), into="photo_permission", readers=STAFF),
    Column("events", _("public events"), field("events_total"), "number", readers=VISITORS),
    Column("owner", _("responsible"), role("owner"), into="owner", readers=STAFF),
    Column("confirmed_on", _("confirmed on"), field("verified_on"), "date"),
    Column("review_due_on", _("next review"), field("review_due_on"), "date", into="review_due_on", readers=STAFF),
    Column("source", _("public source"), field("source_url"), into="source_url"),
    Column("internal_note", _("internal note"), field("internal_note"), into="internal_note", readers=STAFF),
    Column("address", _("page"), page_address, into="slug"),
    Column("sample", _("sample"), field("is_sample"), "flag"),
)
