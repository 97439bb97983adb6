"""Events that wait for somebody of the office: what the start page counts and the list shows."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core.languages import CODES
from core.models import RecordQuerySet
from masterclasses.choices import OFF, State

SOON = timedelta(days=14)
WEEK = timedelta(days=7)
YEAR = timedelta(days=365)  # what is longer ago nobody writes a report of
EXPECTED = [State.PLANNED, State.CONFIRMED]


class UpkeepQuerySet(RecordQuerySet):
    def over_for_a_week(self, now=None):
        return self.filter(over_at__lte=(now or timezone.now()) - WEEK)

    def still_expected(self, now=None):
        """Public, over for a week, and still said to be planned or confirmed."""
        return self.published().over_for_a_week(now).filter(state__in=EXPECTED)

    def without_report(self, now=None):
        """Public, over for a week but not for a year, and nothing is told of it in any language."""
        recent = self.published().over_for_a_week(now).filter(over_at__gt=(now or timezone.now()) - YEAR)
        untold = [Q(**{f"report_{code}": ""}) | Q(**{f"report_{code}": None}) for code in CODES]
        return recent.exclude(state__in=OFF).filter(*untold)

    def without_contact(self, now=None):
        """Public and to come, and nobody is named whom one may ask: no contact, and nobody who answers for it."""
        return self.published().filter(over_at__gt=now or timezone.now(), contact=None, owner=None).exclude(state__in=OFF)

    def soon_unconfirmed(self, now=None):
        """Public, begins within a fortnight, still planned only."""
        now = now or timezone.now()
        return self.published().filter(begins_at__gt=now, begins_at__lte=now + SOON, state=State.PLANNED)

    def postponed(self):
        """Without a new day: when there is one, the state is another."""
        return self.filter(state=State.POSTPONED)
