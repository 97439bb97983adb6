"""What one asks of calls; what the start page asks stands in upkeep.py."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mobility.choices import CLOSING_DAYS, CallState
from mobility.models.upkeep import UpkeepQuerySet


class CallQuerySet(UpkeepQuerySet):
    def in_state(self, state, now=None):
        """Those of a computed state; the same rule as `Call.state_at`, and one table tests both."""
        now = now or timezone.now()
        soon = now + timedelta(days=CLOSING_DAYS)
        closed, announced = Q(closes_at__lte=now), Q(opens_at__gt=now)
        rules = {
            CallState.CLOSED: closed,
            CallState.ANNOUNCED: announced & ~closed,
            CallState.CLOSING: Q(closes_at__lte=soon) & ~closed & ~announced,
            CallState.OPEN: Q(closes_at__gt=soon) & ~announced,
        }
        return self.filter(rules[CallState(state)])

    def with_state(self, now=None):
        """Adds `state_now`, the computed state: what lists filter by."""
        now = now or timezone.now()
        whens = [
            models.When(closes_at__lte=now, then=models.Value(CallState.CLOSED.value)),
            models.When(opens_at__gt=now, then=models.Value(CallState.ANNOUNCED.value)),
            models.When(closes_at__lte=now + timedelta(days=CLOSING_DAYS), then=models.Value(CallState.CLOSING.value)),
        ]
        return self.annotate(state_now=models.Case(*whens, default=models.Value(CallState.OPEN.value), output_field=models.CharField()))

    def current(self, now=None):
        """Not closed."""
        return self.filter(closes_at__gt=now or timezone.now())

    def archive(self, now=None):
        return self.filter(closes_at__lte=now or timezone.now())

    def everything(self):
        return self.all()

    def taking_applications(self, now=None):
        """Open, whether they close soon or later."""
        now = now or timezone.now()
        return self.current(now).exclude(opens_at__gt=now)

    def in_calendars(self, now=None):
        """Until the last of their dates has passed."""
        now = now or timezone.now()
        return self.filter(Q(closes_at__gt=now) | Q(nomination_by__gt=now) | Q(result_by__gt=now))

    def closed_with(self, partner):
        """What the story of a partner tells of."""
        return self.archive().filter(partner=partner)

    def happened(self, column, now=None):
        """Those of which such a moment has come, the latest first."""
        return self.filter(**{f"{column}__lte": now or timezone.now()}, first_published_at__isnull=False).order_by(f"-{column}", "pk")

    def soonest_first(self):
        return self.order_by("closes_at", "pk")

    def for_search(self):
        return self.with_partner()

    def with_partner(self):
        """With what a row prints: partner with country, the condition of an agreement that names the places."""
        return self.select_related("partner__country", "condition", "agreement")

    def with_contact(self):
        return self.select_related("contact", "owner")

    def for_files(self):
        """With everything that the columns of a file read."""
        return self.select_related("partner", "agreement", "condition", "contact", "owner").prefetch_related("isced_f", "papers")

    def for_page(self):
        """With everything that its page prints."""
        parts = ("isced_f", "papers__template", "contact__hours", "owner__hours")
        return self.with_partner().select_related("contact__unit", "owner__unit").prefetch_related(*parts)

    def next_turn(self, now=None):
        """The moment at which a call opens, begins to close soon or closes next; None for none."""
        now = now or timezone.now()
        soon = now + timedelta(days=CLOSING_DAYS)
        found = self.order_by().aggregate(
            opens=models.Min("opens_at", filter=Q(opens_at__gt=now)),
            closes=models.Min("closes_at", filter=Q(closes_at__gt=now)),
            closing=models.Min("closes_at", filter=Q(closes_at__gt=soon)),
        )
        moments = [found["opens"], found["closes"], found["closing"] and found["closing"] - timedelta(days=CLOSING_DAYS)]
        return min((moment for moment in moments if moment), default=None)
