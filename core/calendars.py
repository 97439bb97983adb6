"""Calendar files (RFC 5545), once for all sections: deadlines to the minute in Minsk time, whole days as days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

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
    until: date | datetime | None = None  # the moment at which it ends, or its last whole day; without it, it is a deadline
    place: str = ""
    status: str = ""  # TENTATIVE, CONFIRMED or CANCELLED
    contact: str = ""
    categories: tuple = ()
    join_href: str = ""  # where everybody can join online (RFC 7986)


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
    found.add("dtstart", in_minsk(entry.on))
    if entry.until:
        found.add("dtend", in_minsk(entry.until) if isinstance(entry.until, datetime) else entry.until + timedelta(days=1))  # the first day after it
    found.add("summary", entry.title)
    found.add("sequence", entry.sequence)
    found.add("transp", "OPAQUE" if isinstance(entry.until, datetime) else "TRANSPARENT")  # a deadline does not fill the day
    told = {"description": entry.text, "url": entry.href and absolute(entry.href), "location": entry.place, "status": entry.status, "contact": entry.contact}
    for name, value in told.items():
        if value:
            found.add(name, value)
    if entry.categories:
        found.add("categories", list(entry.categories))
    if entry.join_href:
        found.add("conference", entry.join_href, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    return found


def in_minsk(when):
    return timezone.localtime(when) if isinstance(when, datetime) else when


def answer(name, title, entries):
    """The calendar as a file to open or to subscribe to."""
    response = HttpResponse(calendar(title, entries), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Content-Language"] = active()
    return response
