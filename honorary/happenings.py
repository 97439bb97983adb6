"""What happens to honorary titles, as entries of a feed: a new one on the list, one withdrawn."""

from django.utils.text import capfirst
from django.utils.translation import pgettext

from core.feeds import LONGEST, Entry


def entries(awards):
    """The newest things that happened to the titles of a queryset; two queries."""
    new = awards.exclude(first_published_at=None).order_by("-first_published_at", "pk")[:LONGEST]
    withdrawn = awards.exclude(withdrawn_on=None).order_by("-withdrawn_on", "pk")[:LONGEST]
    return [
        *(entry(award, "published", award.first_published_at, award.title_text[0]) for award in new),
        *(entry(award, "withdrawn", award.withdrawn_on, f"{pgettext('a title', 'Withdrawn')}: {award.title_text[0]}") for award in withdrawn),
    ]


def entry(award, what, on, title):
    return Entry(
        name=f"award/{award.public_id}/{what}",
        on=on,
        title=title,
        href=award.url,
        summary=capfirst(award.meta_description()),
        categories=(award.title, "sample") if award.is_sample else (award.title,),
    )
