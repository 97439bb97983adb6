"""What happens to agreements, as entries of a feed: published, renewed, ended, put right. Derived from dates, for nothing is saved when an agreement ends."""

from datetime import timedelta

from django.db.models import DateField, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.feeds import LONGEST, Entry
from partners.choices import Status


def entries(agreements):
    """The newest things that happened to the agreements of a queryset; a fixed number of queries."""
    today = localdate()
    new = agreements.exclude(first_published_at=None).order_by("-first_published_at")[:LONGEST]
    corrected = agreements.exclude(corrected_at=None).order_by("-corrected_at")[:LONGEST]
    renewed = agreements.filter(renewals__renewed_on__lte=today).prefetch_related("renewals").order_by("-renewals__renewed_on")[:LONGEST]
    ended = agreements.filter(status_now=Status.ENDED).filter(Q(ended_on__isnull=False) | Q(valid_until__isnull=False))
    last_day = Coalesce("ended_on", "valid_until", output_field=DateField())
    ended = ended.annotate(last_day=last_day).filter(last_day__lt=today).order_by("-last_day")[:LONGEST]
    return [
        *(entry(row, "new", row.first_published_at, _("New in the register: %(title)s")) for row in new),
        *(entry(row, "corrected", row.corrected_at, _("Corrected: %(title)s")) for row in corrected),
        *(
            entry(row, "renewed", renewal.renewed_on, _("Renewed: %(title)s"))
            for row in set(renewed)
            for renewal in row.renewals.all()
            if renewal.renewed_on <= today
        ),
        *(entry(row, "ended", row.last_day + timedelta(days=1), _("Ended: %(title)s")) for row in ended),
    ]


def entry(agreement, what, on, title):
    return Entry(
        name=f"agreement/{agreement.public_id}/{what}",
        on=on,
        title=title % {"title": agreement.title_text[0]},
        href=agreement.url,
        summary=agreement.meta_description(),
        categories=(what, "sample") if agreement.is_sample else (what,),
    )
