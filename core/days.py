"""Days and deadlines in Minsk: a deadline is a day, and it ends at 23:59 of that day."""

from calendar import monthrange
from datetime import datetime, time

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

LAST_MINUTE = time(23, 59)


def deadline(day):
    """The moment at which a day given as a deadline is over: 23:59 in Minsk."""
    return timezone.make_aware(datetime.combine(day, LAST_MINUTE))


def beginning(day):
    """The first moment of a day in Minsk."""
    return timezone.make_aware(datetime.combine(day, time()))


def add_months(day, months):
    """The same day so many months later (earlier, if negative), or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def moment_text(moment):
    """«12 ноября 2026 г., 10:00 (Минск, UTC+3)»."""
    local = timezone.localtime(moment)
    return _("%(day)s, %(time)s (Minsk, UTC+3)") % {"day": date_format(local.date(), "DATE_FORMAT"), "time": time_format(local, "H:i")}
