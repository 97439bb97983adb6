"""What an agreement is today, said once for Python and once for the database; one table of boundary days tests both.

`valid_until` and `ended_on` are inclusive: the agreement ends at midnight in Minsk after that day. Automatic renewal rolls the end on
by `renewal_months` until `ended_on`. An agreement whose validity no source gives is "not confirmed", never "in force".
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Case, CharField, Q, Value, When
from django.utils.timezone import localdate

from core.days import add_months
from partners.choices import Lifecycle, RenewalRule, Status


def last_safe_day(today):
    """The last day on which an agreement counts as ending soon."""
    return today + timedelta(days=settings.EXPIRING_DAYS)


def status_of(agreement, today=None):  # noqa: C901 (one rule a line, in the order of `status_expression`)
    """The status of one agreement on a day (Minsk); `annotate_status` is the same rule in SQL."""
    today = today or localdate()
    if agreement.lifecycle == Lifecycle.SUSPENDED:
        return Status.SUSPENDED
    if agreement.lifecycle == Lifecycle.DRAFT:
        return Status.DRAFT
    if agreement.lifecycle == Lifecycle.NEGOTIATION:
        return Status.IN_PREPARATION
    automatic = agreement.renewal == RenewalRule.AUTOMATIC
    if agreement.ended_on and agreement.ended_on < today:
        return Status.ENDED
    if agreement.lifecycle == Lifecycle.TERMINATED and not agreement.ended_on:
        return Status.ENDED
    if agreement.valid_until and agreement.valid_until < today and not automatic:
        return Status.ENDED
    if agreement.in_force_from and agreement.in_force_from > today:
        return Status.IN_PREPARATION
    if agreement.ended_on:
        return Status.EXPIRING if agreement.ended_on <= last_safe_day(today) else Status.IN_FORCE
    if automatic or agreement.open_ended:
        return Status.IN_FORCE
    if not agreement.valid_until:
        return Status.NOT_CONFIRMED
    return Status.EXPIRING if agreement.valid_until <= last_safe_day(today) else Status.IN_FORCE


def status_expression(today=None):
    """The same rule as one SQL expression over the columns of an agreement."""
    today = today or localdate()
    soon = last_safe_day(today)
    automatic = Q(renewal=RenewalRule.AUTOMATIC)
    return Case(
        When(lifecycle=Lifecycle.SUSPENDED, then=Value(Status.SUSPENDED.value)),
        When(lifecycle=Lifecycle.DRAFT, then=Value(Status.DRAFT.value)),
        When(lifecycle=Lifecycle.NEGOTIATION, then=Value(Status.IN_PREPARATION.value)),
        When(ended_on__lt=today, then=Value(Status.ENDED.value)),
        When(lifecycle=Lifecycle.TERMINATED, ended_on=None, then=Value(Status.ENDED.value)),
        When(~automatic & Q(valid_until__lt=today), then=Value(Status.ENDED.value)),
        When(in_force_from__gt=today, then=Value(Status.IN_PREPARATION.value)),
        When(ended_on__lte=soon, then=Value(Status.EXPIRING.value)),
        When(ended_on__gt=soon, then=Value(Status.IN_FORCE.value)),
        When(automatic | Q(open_ended=True), then=Value(Status.IN_FORCE.value)),
        When(valid_until=None, then=Value(Status.NOT_CONFIRMED.value)),
        When(valid_until__lte=soon, then=Value(Status.EXPIRING.value)),
        default=Value(Status.IN_FORCE.value),
        output_field=CharField(),
    )


def current_end(agreement, today=None):
    """The day on which the running term ends: `valid_until`, rolled on by automatic renewals; None when there is none."""
    today = today or localdate()
    end = agreement.valid_until
    if not end or agreement.renewal != RenewalRule.AUTOMATIC or not agreement.renewal_months:
        return agreement.ended_on or end
    terms = 0
    while end < today and not (agreement.ended_on and end >= agreement.ended_on):
        terms += 1
        end = add_months(agreement.valid_until, terms * agreement.renewal_months)
    return min(end, agreement.ended_on) if agreement.ended_on else end


def last_day(agreement, today=None):
    """The last day of an agreement that has ended; None while it holds, and where it was terminated and nobody says when."""
    today = today or localdate()
    undated = agreement.lifecycle == Lifecycle.TERMINATED and not agreement.ended_on
    if undated or status_of(agreement, today) != Status.ENDED:
        return None
    return next(day for day in (agreement.ended_on, agreement.valid_until) if day and day < today)
