"""Calls that wait for somebody of the office: what the start page counts and the list shows."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core.languages import CODES
from core.models import RecordQuerySet

MONTH = timedelta(days=30)


class UpkeepQuerySet(RecordQuerySet):
    def without_contact(self, now=None):
        """Public and not closed, and nobody is named whom one may ask: no contact, and nobody who answers for it."""
        return self.published().filter(closes_at__gt=now or timezone.now(), contact=None, owner=None)

    def without_result(self, now=None):
        """Public, a month after the day on which results were to be known, and nothing is told of them in any language."""
        untold = [Q(**{f"result_note_{code}": ""}) | Q(**{f"result_note_{code}": None}) for code in CODES]
        return self.published().filter(*untold, result_by__lte=(now or timezone.now()) - MONTH)
