"""Calendar files (RFC 5545), once for all sections: deadlines to the minute in Minsk time, whole days as days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

from core.languages import active
from core.meta import absolute

PRODUCT = "-//Belarusian State Medical University//International office//EN"
ZONE_SINCE, ZONE_UNTIL = date(2011, 4, 1), date(2038, 1, 1)  # Minsk has kept UTC+3 since March 2011


@dataclass(frozen=True)
class Entry:
    """One line of a calendar. `name` never changes ("intake/4f…/closes") and makes its UID; `on` is a moment or a whole day."""

    name: str
    on: date | datetime
    title: str
    href: str = ""  # path
    text: str = ""
    changed: datetime | None = None
    sequence: int = 0  # rises when place, time or state change


def calendar(name, entries):
    """The bytes of a calendar with these entries."""
    found = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        found.add(key, value)
    for entry in entries:
        found.add_component(event(entry))
    found.add_missing_timezones(first_date=ZONE_SINCE, last_date=ZONE_UNTIL)
    return found.to_ical()


def event(entry):
    found = Event()
    found.add("uid", f"{entry.name.replace('/', '-')}@{settings.TAG_AUTHORITY.partition(',')[0]}")
    found.add("dtstamp", (entry.changed or timezone.now()).astimezone(UTC))
    found.add("dtstart", timezone.localtime(entry.on) if isinstance(entry.on, datetime) else entry.on)
    found.add("summary", entry.title)
    found.add("sequence", entry.sequence)
    found.add("transp", "TRANSPARENT")  # a deadline does not fill the day
    if entry.text:
        found.add("description", entry.text)
    if entry.href:
        found.add("url", absolute(entry.href))
    return found


def answer(name, title, entries):
    """The calendar as a file to open or to subscribe to."""
    response = HttpResponse(calendar(title, entries), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Content-Language"] = active()
    return response
