"""Days and deadlines in Minsk: a deadline is a day, and it ends at 23:59 of that day."""

from calendar import monthrange
from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LAST_MINUTE = time(23, 59)
YEARS = range(1900, 2101)  # of days that a record may name: beyond them no clock can reckon
WRONG_YEAR = gettext_lazy("The year cannot be right.")


def deadline(day):
    """The moment at which a day given as a deadline is over: 23:59 in Minsk."""
    return timezone.make_aware(datetime.combine(day, LAST_MINUTE))


def beginning(day):
    """The first moment of a day in Minsk."""
    return timezone.make_aware(datetime.combine(day, time()))


def beyond_reckoning(model, values):
    """{field: sentence} for days and moments, among the values of what an editor fills in, of which the year is a slip of the pen."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.DateField) and field.editable]
    return {field.name: WRONG_YEAR for field in fields if (day := values.get(field.name)) and day.year not in YEARS}


def add_months(day, months):
    """The same day so many months later (earlier, if negative), or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def moment_text(moment):
    """«12 ноября 2026 г., 10:00 (Минск, UTC+3)»."""
    local = timezone.localtime(moment)
    said = {"day": date_format(local.date(), "DATE_FORMAT"), "time": time_format(local, "H:i"), "zone": offset_text(local)}
    return _("%(day)s, %(time)s (Minsk, %(zone)s)") % said


def offset_text(moment):
    """«UTC+3»: the zone of Minsk at a moment; before April 2011 it was another in winter."""
    return f"UTC{timezone.localtime(moment).utcoffset() // timedelta(hours=1):+d}"
