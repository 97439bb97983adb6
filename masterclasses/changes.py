"""What a change of a public event means to those who follow it: the next number for calendars, and from when it was moved."""

from django.utils import timezone

from core.choices import Precision

CALENDAR_FIELDS = ("begins_at", "over_at", "state", "mode", "venue_ru", "venue_en", "room_ru", "room_en", "address_line_ru", "address_line_en", "join_link", "link_visibility")  # fmt: skip
WHEN_FIELDS = ("begins_at", "starts_on", "starts_time", "precision")
KEPT_FIELDS = ("sequence", "changed_at", "previous_start", "previous_is_timed")  # set by nobody but this module


def follow(event):
    """A public event that changes time, place or state gets the next number; drafts do not count."""
    stored = type(event)._base_manager.filter(pk=event.pk).values("live", *KEPT_FIELDS, *WHEN_FIELDS, *CALENDAR_FIELDS).first()
    if not stored:
        return
    for name in KEPT_FIELDS:
        setattr(event, name, stored[name])
    if stored["live"] and any(stored[name] != getattr(event, name) for name in CALENDAR_FIELDS):
        event.sequence += 1
        event.changed_at = timezone.now()
        if is_moved(event, stored):
            event.previous_start, event.previous_is_timed = stored["begins_at"], bool(stored["starts_time"])
    if event.previous_start == event.begins_at:
        event.previous_start, event.previous_is_timed = None, False


def is_moved(event, stored):
    """Was a day or time announced that holds no longer? A time added to a day, or a day to a month, moves nothing."""
    if not event.has_day or not stored["starts_on"] or stored["precision"] != Precision.DAY:
        return False
    if stored["starts_time"] and event.is_timed:
        return stored["begins_at"] != event.begins_at
    return stored["starts_on"] != event.starts_on
