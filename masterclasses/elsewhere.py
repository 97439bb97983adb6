"""What the section puts on other pages: events that come and registrations that close on the home page, visiting professors in mobility, the story of a partner."""

from datetime import timedelta

from django.utils import timezone
from django.utils.text import capfirst

from core.generation import memory
from core.languages import text_of
from core.nav import address_below
from masterclasses.choices import Audience, Kind
from masterclasses.models import Event, Speaker
from masterclasses.registers import event_row
from partners.timeline import Source

CLOSING_DAYS = 14
AHEAD = timedelta(hours=1)
COMING, VISITORS = 3, 6  # rows shown


def next_turn():
    return Event.objects.public().next_turn()


def coming_events(request):
    """The next events on the home page; the samples after the others."""

    def found():
        return list(Event.objects.public().upcoming().order_by("is_sample", Event.soonest(), "pk").with_speakers()[:COMING])

    return {"coming": [event_row(event) for event in memory.now().get("coming events", found, until=next_turn)], "events_href": address_below("masterclasses")}


def closing_soon():
    """Rows for the home page: registrations that end within a fortnight; read ahead until one opens or ends, or for an hour: in between only the clock is asked."""
    now = timezone.now()
    found = memory.now().get("registrations that close", registrations_that_close, until=lambda: min(next_turn() or AHEAD + now, AHEAD + now))
    open_now = [event for event in found if event.registration_ends > now and event.registration_ends - now <= timedelta(days=CLOSING_DAYS)]
    return [
        {"title": event.title_text[0], "href": event.url, "deadline": timezone.localtime(event.registration_ends), "sample": event.is_sample}
        for event in open_now
    ]


def registrations_that_close():
    return list(Event.objects.public().registration_closing(timezone.now() + timedelta(days=CLOSING_DAYS) + AHEAD))


def visitors(request, page):
    """Who came to teach, from where and what: for the page of academic mobility, which knows no events."""
    if page.slug != "mobility":
        return {}
    speeches = memory.now().get("visiting professors", lambda: list(Speaker.objects.visiting()[: VISITORS * 5]), until=next_turn)
    by_person = {}
    for speech in speeches:
        by_person.setdefault(speech.lecturer_id, []).append(speech)
    rows = [visitor_row(own) for own in list(by_person.values())[:VISITORS]]
    return {"visitors": rows, "visitors_href": address_below("masterclasses", "lecturers/", view="visiting")}


def for_graduates(request, page):
    """The next events for graduates: for the page of their association, which knows no events."""
    if page.slug != "alumni":
        return {}
    coming = memory.now().get(
        "events for graduates", lambda: list(Event.objects.public().upcoming().for_audience(Audience.GRADUATE).soonest_first()[:COMING]), until=next_turn
    )
    return {"graduate_events": [{"title": event.title_text, "href": event.url, "when": event.when_text, "sample": event.is_sample} for event in coming]}


def visitor_row(speeches):
    lecturer = speeches[0].lecturer
    country = text_of(lecturer.country, "name")[0]
    taught = {speech.event.pk: speech.event for speech in speeches}.values()
    return {
        "title": text_of(lecturer, "name"),
        "href": lecturer.url,
        "place": ", ".join(filter(None, [lecturer.organisation[0], country])),
        "sample": lecturer.is_sample,
        "taught": [{"title": event.title_text, "href": event.url, "when": event.day_text, "sample": event.is_sample} for event in taught],
    }


# --- the story of a partner --------------------------------------------------------------------
def of_partner(partner):
    return Event.objects.public().past().takes_place().of_partner(partner)


STORY = Source(
    rows=of_partner,
    columns={"on": "starts_on", "code": "kind"},
    label=lambda kind: capfirst(Kind(kind).label),
    address=Event.address,
)
