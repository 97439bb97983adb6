"""When an event is: from what the office typed to moments, and to words."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from core.choices import Precision
from core.days import add_months, offset_text

MINSK = "Europe/Minsk"
MONTHS_KEPT = 6  # data of participants, after the end


def at(day, clock, zone):
    """The moment of a time in a zone; in Minsk, while nobody has put the name of the zone right."""
    try:
        found = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        found = timezone.get_default_timezone()
    return datetime.combine(day, clock, found)


def day_there(moment, zone):
    """The day of a moment in a zone."""
    return moment.astimezone(at(date.min, time(), zone).tzinfo).date()


def last_of(day, precision):
    """The last day that a date known only so exactly may mean."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    return day.replace(day=monthrange(day.year, day.month)[1]) if precision == Precision.MONTH else day


def first_of(day, precision):
    if precision == Precision.YEAR:
        return date(day.year, 1, 1)
    return day.replace(day=1) if precision == Precision.MONTH else day


def span(event):
    """(begins, over): aware moments, (None, None) for an unknown day. Without a time, an event takes whole days of its zone."""
    if not event.starts_on:
        return None, None
    first = first_of(event.starts_on, event.precision)
    last = event.ends_on or event.starts_on
    begins = at(first, event.starts_time or time(), event.zone)
    if event.ends_time:
        return begins, at(last, event.ends_time, event.zone)
    return begins, at(last_of(last, event.precision) + timedelta(days=1), time(), event.zone)


def default_retention(event):
    """The day until which data of participants are kept where the office says nothing else."""
    return add_months(timezone.localdate(event.over_at), MONTHS_KEPT)


def is_too_early(day, event):
    """Is there no day, or one before the event is over (it was moved)?"""
    return day is None or day < timezone.localdate(event.over_at)


def minsk_days(event):
    """(first, last) day in Minsk of an event whose day is known."""
    if not event.is_timed:
        return event.starts_on, event.ends_on or event.starts_on
    last = timezone.localtime(event.over_at) if event.ends_time else None
    first = timezone.localtime(event.begins_at).date()
    return first, last.date() if last else max(first, event.ends_on or first)


def when_text(event):
    """«12 ноября 2026 г., 10:00–12:30 (Минск, UTC+3)», as exactly as it is known; '' for an unknown day."""
    return ", ".join(filter(None, [day_text(event), clock_text(event)]))


def day_text(event):
    """The day or days, as exactly as they are known; '' for an unknown day."""
    if not event.starts_on:
        return ""
    if event.precision != Precision.DAY:
        shown = Precision(event.precision).shown
        last = event.ends_on and shown(event.ends_on)
        return f"{shown(event.starts_on)} – {last}" if last and last != shown(event.starts_on) else shown(event.starts_on)
    return days_text(*minsk_days(event))


def days_text(first, last):
    """One day, or several, without saying month and year twice."""
    if first == last:
        return date_format(first, "DATE_FORMAT")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'DATE_FORMAT')}"
    return f"{date_format(first, 'DATE_FORMAT')} – {date_format(last, 'DATE_FORMAT')}"


def clock_text(event):
    """The times in Minsk, with the zone; '' where none is known."""
    if not event.is_timed:
        return ""
    begins = time_format(timezone.localtime(event.begins_at), "H:i")
    shown = f"{begins}–{time_format(timezone.localtime(event.over_at), 'H:i')}" if event.ends_time else begins
    return _("%(time)s (Minsk, %(zone)s)") % {"time": shown, "zone": offset_text(event.begins_at)}


def session_clock(event, session):
    """(day or None, «10:00–11:00»): of a line of the programme, in Minsk where its day is known, else as it was typed."""
    day = session.day or (event.starts_on if event.has_day else None)
    known = [clock for clock in (session.starts, session.ends) if clock]
    if day and known:
        known = [timezone.localtime(at(day, clock, event.zone)) for clock in known]
        day = known[0].date()
    return day, "–".join(f"{moment:%H:%M}" for moment in known)


def programme_zone(event):
    """Whose times the programme tells; '' where no line has one."""
    timed = [session for session in event.sessions.all() if session.starts or session.ends]
    if not timed:
        return ""
    if event.zone == MINSK or event.has_day or all(session.day for session in timed):
        return _("Times in Minsk (%(zone)s)") % {"zone": offset_text(event.begins_at or timezone.now())}
    return _("Times at the place (%(zone)s)") % {"zone": event.zone}


def last_moment(event):
    """Until when it lasts, as a calendar needs it: a moment (of several days without an end, the end of the last), None for a beginning without an end, the last day of whole days."""
    if not event.is_timed:
        return event.ends_on or event.starts_on
    return event.over_at if event.ends_time or (event.ends_on and event.ends_on > event.starts_on) else None
