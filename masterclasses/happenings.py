"""What happens to events, as entries of a feed: announced, changed, with a report."""

from django.utils.translation import pgettext

from core.feeds import LONGEST, Entry


def entries(events):
    """The newest things that happened to the events of a queryset; two queries."""
    new = events.exclude(first_published_at=None).order_by("-first_published_at")[:LONGEST]
    changed = events.filter(sequence__gt=0).exclude(changed_at=None).order_by("-changed_at")[:LONGEST]
    return [
        *(entry(event, "announced", event.first_published_at, event.title_text[0]) for event in new),
        *(entry(event, f"changed/{event.sequence}", event.changed_at, changed_title(event)) for event in changed),
    ]


def changed_title(event):
    label = str(event.label_text).capitalize() if event.label else pgettext("an event", "Changed")
    return f"{label}: {event.title_text[0]}"


def entry(event, what, on, title):
    return Entry(
        name=f"event/{event.public_id}/{what}",
        on=on,
        title=title,
        href=event.url,
        summary=event.search_excerpt(),
        categories=(event.kind, "sample") if event.is_sample else (event.kind,),
    )
