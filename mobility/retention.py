"""The end of what people told of their stay: emptied some time after they no longer agree; that somebody went stays, without a word of theirs."""

from datetime import timedelta

from django.utils.timezone import localdate
from wagtail.models import ModelLogEntry

from core.languages import CODES
from mobility.models import ExchangeReport

KEPT = timedelta(days=30)  # so that a slip of the pen in a date can be put right
PERSONAL = [f"{name}_{code}" for name in ("title", "text", "advice", "author") for code in CODES] + ["consent_evidence", "internal_note"]


def purge(now):
    """Answers how many reports were emptied."""
    ended = [report for report in ExchangeReport.objects.ended(localdate(now) - KEPT) if any(getattr(report, name) for name in PERSONAL)]
    for report in ended:
        for name in PERSONAL:
            setattr(report, name, "")
        report.public = False
        report.save()
        ModelLogEntry.objects.for_instance(report).update(label=str(report))
    return len(ended)
