"""The deadlines of a call in a calendar, one entry each; the entry of a deadline keeps its identity when the deadline moves."""

from django.utils.translation import gettext as _

from core.calendars import Entry
from core.languages import text_of
from core.meta import absolute


def entries(call):
    known = [
        ("closes", call.closes_at, _("Applications until")),
        ("nominations", call.nomination_by, _("Nominations by")),
        ("results", call.result_by, _("Results by")),
    ]
    return [entry(call, *row) for row in known if row[1]]


def entry(call, name, on, label):
    return Entry(
        name=f"call/{call.public_id}/{name}",
        on=on,
        title=f"{label}: {call.title_text[0]}",
        href=call.url,
        text="\n".join(filter(None, [text_of(call, "summary")[0], call.apply_url, absolute(call.url)])),
        changed=call.changed_at or call.first_published_at,
        sequence=call.sequence,
        status="CONFIRMED",
        contact=contact(call),
        categories=(str(call.get_activity_display()), *(("sample",) if call.is_sample else ())),
    )


def contact(call):
    shown = call.shown_contact
    return ", ".join(filter(None, [text_of(shown, "role")[0], shown.email])) if shown else ""
