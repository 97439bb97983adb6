"""Structured data of events and lecturers (schema.org): what is shown on the page, and nothing else; samples have none."""

from core.calendars import in_minsk
from core.languages import text_of
from core.meta import absolute
from masterclasses.choices import ATTENDANCE, EVENT_STATUS, Mode, Registering, State
from masterclasses.times import last_moment

CONTEXT = {"@context": "https://schema.org"}


def event(event):
    known = {
        "@type": "EducationEvent",
        "name": event.title_text[0],
        "description": text_of(event, "summary")[0],
        "url": absolute(event.url),
        **when(event),
        "eventAttendanceMode": attendance(event),
        "location": locations(event),
        "inLanguage": event.working_languages,
        "audience": [{"@type": "EducationalAudience", "educationalRole": str(label)} for label in event._meta.get_field("audience").labels(event.audience)],
        "about": [text_of(field, "name")[0] for field in event.isced_f.all()],
        "performer": [speaker_data(speaker) for speaker in event.teachers],
        "organizer": {"@type": "Organization", "name": text_of(event.organiser, "name")[0]} if event.organiser_id else None,
        "offers": offers(event),
        "maximumPhysicalAttendeeCapacity": event.capacity_on_site,
        "maximumVirtualAttendeeCapacity": event.capacity_online,
        "isAccessibleForFree": event.is_free,
        "recordedIn": [absolute(row.document.url) if row.document else row.url for row in event.materials.all() if row.kind == "recording" and row.is_public],
    }
    return {
        **CONTEXT,
        **{key: value for key, value in known.items() if value not in (None, "", [], False) or (key == "isAccessibleForFree" and value is False)},
    }


def when(event):
    """Of an event whose day is not known only whether it takes place."""
    begins, over = (event.begins_at if event.is_timed else event.starts_on, last_moment(event)) if event.has_day else (None, None)
    dates = {"startDate": written(begins), "endDate": written(over), "previousStartDate": written(event.previous)}
    return {**dates, "eventStatus": f"https://schema.org/{status(event)}"}


def written(moment):
    """ISO 8601: a day, or a moment with the zone of Minsk."""
    return moment and in_minsk(moment).isoformat()


def status(event):
    if event.state in EVENT_STATUS:
        return EVENT_STATUS[State(event.state)]
    return "EventRescheduled" if event.previous_start else "EventScheduled"


def attendance(event):
    return ATTENDANCE[Mode(event.shown_mode)] if event.shown_mode else None


def locations(event):
    """The place, and the address for joining where everybody may have it."""
    found = []
    if not event.is_online_only and (venue := text_of(event, "venue")[0]):
        street = text_of(event, "address_line")[0]
        found.append({"@type": "Place", "name": venue, **({"address": street} if street else {})})
    if event.public_link:
        found.append({"@type": "VirtualLocation", "url": event.public_link})
    return found


def speaker_data(speaker):
    organisation = speaker.organisation[0]
    return {
        "@type": "Person",
        "name": text_of(speaker.lecturer, "name")[0],
        **({"affiliation": {"@type": "Organization", "name": organisation}} if organisation else {}),
    }


def offers(event):
    if event.is_over or event.registering == Registering.NONE or not (event.fee_amount or event.is_free):
        return None
    price = f"{event.fee_amount:.2f}".removesuffix(".00") if event.fee_amount else "0"
    return {"@type": "Offer", "price": price, "priceCurrency": event.fee_currency or "BYN", "url": absolute(f"{event.url}")}


def person(lecturer):
    organisation = lecturer.organisation[0]
    known = {
        "@type": "Person",
        "name": lecturer.title_text[0],
        "alternateName": lecturer.other_names(),
        "jobTitle": text_of(lecturer, "post")[0],
        "affiliation": {"@type": "Organization", "name": organisation} if organisation else None,
        "sameAs": lecturer.website,
        "url": absolute(lecturer.url),
    }
    return {**CONTEXT, **{key: value for key, value in known.items() if value}}
