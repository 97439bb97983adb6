"""An event in a calendar: its title says at once that it is off, moved or online; a joining link stands there only if everybody may have it."""

from django.utils.translation import gettext as _

from core.calendars import Entry
from core.languages import text_of
from core.meta import absolute
from masterclasses.choices import ICAL_STATUS, Mode, State
from masterclasses.times import last_moment


def entry(event):
    """As calendars have it; of an event whose day is known."""
    title = event.title_text[0]
    return Entry(
        name=f"event/{event.public_id}",
        on=event.begins_at if event.is_timed else event.starts_on,
        until=last_moment(event),
        title=f"{str(event.label_text).capitalize()}: {title}" if event.label else title,
        href=event.url,
        text=description(event),
        changed=event.changed_at or event.first_published_at,
        sequence=event.sequence,
        place=place(event),
        status=ICAL_STATUS.get(State(event.state), "CONFIRMED"),
        contact=contact(event),
        categories=(str(event.get_kind_display()), *(("sample",) if event.is_sample else ())),
        join_href=event.public_link,
    )


def description(event):
    lines = [text_of(event, "summary")[0], event.public_link and f"{_('To join')}: {event.public_link}", absolute(event.url)]
    if event.previous_start and event.takes_place:
        lines.insert(0, str(event.moved_text))
    return "\n".join(filter(None, lines))


def place(event):
    if event.is_online_only:
        return str(Mode.ONLINE.label).capitalize()
    return ", ".join(filter(None, (text_of(event, name)[0] for name in ("venue", "room", "address_line"))))


def contact(event):
    shown = event.shown_contact
    return ", ".join(filter(None, [text_of(shown, "role")[0], shown.email])) if shown else ""
