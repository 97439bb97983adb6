"""Cells that hold a time of the day, or a moment in Minsk."""

import re
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.imports.cells import Day, Text

CLOCK = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?")
MOMENT = re.compile(r"(?P<day>[\d./-]+),?[\sT]+(?P<clock>[\d:.]+)(?:\+03:00)?")


def read_clock(text):
    """«9:30» as a time; seconds are what spreadsheets add, nobody means them."""
    match = CLOCK.fullmatch(text.strip())
    try:
        return time(int(match["hour"]), int(match["minute"]))
    except (TypeError, ValueError):
        raise ValidationError(_("This is not a time. Write 14:30.")) from None


class Clock(Text):
    def read(self, cell):
        return read_clock(str(cell))

    def get(self, record):
        return to_the_minute(getattr(record, self.name))

    def put(self, record, value):
        """What differs only in its seconds stays: no cell holds them."""
        if value != self.get(record):
            setattr(record, self.name, value)

    def show(self, value):
        return f"{value:%H:%M}" if value else ""

    def explain(self):
        return _("time: 14:30")


class Moment(Clock):
    """A day and a time in Minsk; a day alone would leave open whether its beginning or its end is meant."""

    def read(self, cell):
        if isinstance(cell, datetime):
            return timezone.make_aware(to_the_minute(cell))
        match = None if isinstance(cell, date) else MOMENT.fullmatch(str(cell))
        if not match:
            raise ValidationError(_("Write day and time in Minsk: 31.12.2026 23:59. If Excel changes it, format the cell as text."))
        day, _precision = Day(self.name, self.field).understand(match["day"])
        return timezone.make_aware(datetime.combine(day, read_clock(match["clock"])))

    def show(self, value):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}" if value else ""

    def explain(self):
        return _("day and time in Minsk: 31.12.2026 23:59")


def to_the_minute(value):
    return value and value.replace(second=0, microsecond=0)
