"""How soon the office answers questions: what the site says about it, from the inbox itself."""

from datetime import timedelta
from math import ceil
from statistics import median

from django.utils import timezone
from django.utils.translation import ngettext, npgettext

from office.models import Enquiry

DAYS = 90  # that far back
FEWEST = 10  # answered questions; a median of fewer says nothing
IN_HOURS = 48  # a shorter time is said in hours


def reply_speed(now=None):
    """(number of questions first answered in the last 90 days, median time to that answer); None where there are too few."""
    now = now or timezone.now()
    waits = [answered - received for received, answered in Enquiry.objects.questions_answered(now - timedelta(days=DAYS), now)]
    return (len(waits), median(waits)) if len(waits) >= FEWEST else None


def speed_text(now=None):
    """A sentence in the active language, '' where there are too few answers."""
    found = reply_speed(now)
    if not found:
        return ""
    number, wait = found
    return ngettext(
        "Half of the %(number)d question answered in the last %(days)d days had a reply within %(time)s.",
        "Half of the %(number)d questions answered in the last %(days)d days had a reply within %(time)s.",
        number,
    ) % {"number": number, "days": DAYS, "time": time_text(wait)}


def time_text(wait):
    """Hours up to two days, then days; rounded up, so that the sentence stays true."""
    hours = max(1, ceil(wait / timedelta(hours=1)))
    if wait < timedelta(hours=IN_HOURS):
        return npgettext("within", "%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = ceil(wait / timedelta(days=1))
    return npgettext("within", "%(n)d day", "%(n)d days", days) % {"n": days}
