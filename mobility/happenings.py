"""What happens to calls, as entries of a feed: new, open, with other dates, closing soon, closed. Derived from dates, for nothing is saved when a call closes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import moment_text
from core.feeds import LONGEST, Entry
from mobility.choices import CLOSING_DAYS

KINDS = [  # (what, the column that says when, how long before, title)
    ("new", "first_published_at", timedelta(), gettext_lazy("New call: %(title)s")),
    ("open", "opens_at", timedelta(), gettext_lazy("Open for applications: %(title)s")),
    ("changed", "changed_at", timedelta(), gettext_lazy("New dates: %(title)s")),
    ("closing", "closes_at", timedelta(days=CLOSING_DAYS), gettext_lazy("Closes soon: %(title)s")),
    ("closed", "closes_at", timedelta(), gettext_lazy("Closed: %(title)s")),
]


def entries(calls):
    """The newest things that happened to the calls of a queryset; one query for each kind."""
    now = timezone.now()
    found = []
    for what, column, before, title in KINDS:
        moments = ((call, getattr(call, column) - before) for call in calls.happened(column, now + before)[:LONGEST])
        found += [entry(call, what, on, title) for call, on in moments if what == "new" or is_told(call, on)]
    return found


def is_told(call, on):
    """What came before anybody could read of the call, or before it opened, is no news."""
    return on > call.first_published_at and (call.opens_at is None or on >= call.opens_at or on == call.changed_at)


def entry(call, what, on, title):
    return Entry(
        name=f"call/{call.public_id}/{f'changed/{call.sequence}' if what == 'changed' else what}",
        on=on,
        title=title % {"title": call.title_text[0]},
        href=call.url,
        summary=" ".join([f"{_('Applications until')} {moment_text(call.closes_at)}.", call.meta_description()]),
        categories=(call.activity, "sample") if call.is_sample else (call.activity,),
    )
