"""The calendar of events, as those who subscribe to it see it; each file is read by two parsers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
import vobject
from icalendar import Calendar

from masterclasses.models import Event
from tests.conftest import minsk
from tests.events_world import SOON, make_event
from tests.training_world import both

FEED = "/en/masterclasses/events.ics"


class Subscriber:
    """A calendar program: fetches a feed, keeps each event by its UID, believes the higher SEQUENCE."""

    def __init__(self, client, address=FEED):
        self.client, self.address, self.kept = client, address, {}

    def fetch(self):
        answer = self.client.get(self.address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        text = answer.content.decode()
        found = {str(event["UID"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
        second = {event.uid.value: event for event in vobject.readOne(text).contents.get("vevent", [])}
        assert set(found) == set(second)
        for uid, event in found.items():
            assert second[uid].dtstart.value == event["DTSTART"].dt
            assert second[uid].sequence.value == str(event["SEQUENCE"])
        for uid, event in found.items():
            if uid not in self.kept or event["SEQUENCE"] > self.kept[uid]["SEQUENCE"]:
                self.kept[uid] = event
        self.last = found
        return found

    def of(self, event):
        return self.kept[f"event-{event.public_id}@bsmu.by"]


def told(event):
    return str(event["SUMMARY"]), str(event["STATUS"]), event["DTSTART"].dt, int(event["SEQUENCE"])


def test_a_subscriber_follows_an_event_that_is_announced_confirmed_moved_and_cancelled(client, world):
    subscriber = Subscriber(client)
    before = set(subscriber.fetch())
    event = make_event("followed", state="planned", **both(title=("Семинар", "Seminar")))
    subscriber.fetch()
    assert set(subscriber.kept) - before == {f"event-{event.public_id}@bsmu.by"}
    assert told(subscriber.of(event)) == ("Seminar", "TENTATIVE", minsk("2026-12-10 10:00"), 0)

    event.state = "confirmed"
    event.save()
    subscriber.fetch()
    assert told(subscriber.of(event)) == ("Seminar", "CONFIRMED", minsk("2026-12-10 10:00"), 1)

    event.starts_on, event.starts_time, event.ends_time = date(2026, 12, 12), time(14), time(16)
    event.save()
    subscriber.fetch()
    assert told(subscriber.of(event)) == ("Seminar", "CONFIRMED", minsk("2026-12-12 14:00"), 2)
    assert subscriber.of(event)["DTEND"].dt == minsk("2026-12-12 16:00")

    event.state = "moved_online"
    event.save()
    subscriber.fetch()
    assert told(subscriber.of(event)) == ("Moved online: Seminar", "CONFIRMED", minsk("2026-12-12 14:00"), 3)
    assert str(subscriber.of(event)["LOCATION"]) == "Online"

    event.state = "cancelled"
    event.save()
    subscriber.fetch()
    assert told(subscriber.of(event)) == ("Cancelled: Seminar", "CANCELLED", minsk("2026-12-12 14:00"), 4)
    assert len(subscriber.last) == len(before) + 1


def test_what_does_not_change_time_place_or_state_leaves_the_sequence(client, world):
    event = make_event("same")
    event.summary_en = "Another summary."
    event.save()
    event.slug = "same-again"
    event.save()
    assert Event.objects.get(pk=event.pk).sequence == 0
    event.venue_en = "Another hall"
    event.save()
    assert Event.objects.get(pk=event.pk).sequence == 1


def test_a_draft_moves_nobodys_calendar_until_it_is_published(client, world):
    event = make_event("drafted")
    event.starts_on = date(2027, 1, 5)
    revision = event.save_revision()
    subscriber = Subscriber(client)
    subscriber.fetch()
    assert told(subscriber.of(event))[2:] == (minsk("2026-12-10 10:00"), 0)
    Event.objects.get(pk=event.pk).save()  # saved in between without a change
    revision.publish()
    subscriber.fetch()
    assert told(subscriber.of(event))[2:] == (minsk("2027-01-05 10:00"), 1)


def test_an_older_revision_published_again_still_raises_the_sequence(client, world):
    event = make_event("back")
    first = event.save_revision()
    event.starts_on = date(2027, 1, 5)
    event.save_revision().publish()
    first.publish()
    stored = Event.objects.get(pk=event.pk)
    assert (stored.starts_on, stored.sequence) == (SOON, 2)


def test_an_event_postponed_without_a_new_day_is_off_in_calendars(client, world):
    event = make_event("postponed", state="postponed", **both(title=("Семинар", "Seminar")))
    subscriber = Subscriber(client)
    subscriber.fetch()
    assert told(subscriber.of(event))[:2] == ("Postponed: Seminar", "CANCELLED")


def test_whole_days_are_days_and_end_before_the_day_after(client, world):
    event = make_event("days", starts_time=None, ends_time=None, ends_on=date(2026, 12, 12))
    subscriber = Subscriber(client)
    subscriber.fetch()
    assert (subscriber.of(event)["DTSTART"].dt, subscriber.of(event)["DTEND"].dt) == (SOON, date(2026, 12, 13))


def test_events_whose_day_is_unknown_stay_out(client, world):
    make_event("month", precision="month", starts_time=None, ends_time=None, **both(title=("Месяц", "Month")))
    make_event("never", starts_on=None, starts_time=None, ends_time=None, **both(title=("Никогда", "Never")))
    titles = [str(event["SUMMARY"]) for event in Subscriber(client).fetch().values()]
    assert "Month" not in titles
    assert "Never" not in titles
    assert client.get("/en/masterclasses/events/month/event.ics").status_code == 404


def test_the_feed_is_narrowed_as_the_list_is(client, world):
    make_event("workshop", kind="workshop", audience=["resident"], **both(title=("Практикум", "Practical")))
    found = Subscriber(client, f"{FEED}?kind=workshop&audience=resident").fetch()
    assert [str(event["SUMMARY"]) for event in found.values()] == ["Practical"]
    calendar = Calendar.from_ical(client.get(f"{FEED}?kind=workshop").content)
    assert str(calendar["X-WR-CALNAME"]) == "Events · Kind of event: Workshop"


def test_what_was_over_a_year_ago_leaves_the_feed(client, world):
    old = make_event("old", starts_on=date(2025, 11, 22))
    subscriber = Subscriber(client)
    with time_machine.travel(old.over_at + timedelta(days=365, seconds=-1), tick=False):
        assert f"event-{old.public_id}@bsmu.by" in subscriber.fetch()
    with time_machine.travel(old.over_at + timedelta(days=365), tick=False):
        assert f"event-{old.public_id}@bsmu.by" not in subscriber.fetch()


def test_one_event_is_a_file_with_minsk_as_its_zone(client, world):
    text = client.get("/ru/masterclasses/events/heart-masterclass/event.ics").content.decode()
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Minsk"
    assert event["DTSTART"].params["TZID"] == "Europe/Minsk"
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2026, 12, 10, 7, tzinfo=UTC)
    assert str(event["SUMMARY"]) == "Мастер-класс по кардиохирургии"
    assert event["TRANSP"] == "OPAQUE"
    assert str(event["URL"]).endswith("/ru/masterclasses/events/heart-masterclass/")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_languages_share_the_uid(client, world, language):
    event = Event.objects.get(slug="heart-masterclass")
    assert f"event-{event.public_id}@bsmu.by" in Subscriber(client, f"/{language}/masterclasses/events.ics").fetch()


def test_a_title_with_commas_and_lines_survives(client, world):
    event = make_event("odd", **both(title=("a, b; c\\d", "a, b; c\\d"), summary=("Первая\nвторая", "One\ntwo")))
    subscriber = Subscriber(client)
    subscriber.fetch()
    assert str(subscriber.of(event)["SUMMARY"]) == "a, b; c\\d"
    assert str(subscriber.of(event)["DESCRIPTION"]).startswith("One\ntwo\n")


# --- Atom ----------------------------------------------------------------------------------------
def test_the_feed_tells_what_is_announced_and_what_has_changed(client, world):
    event = make_event("told", **both(title=("Семинар", "Seminar")))
    feed = "/en/masterclasses/events.atom?kind=masterclass"
    assert client.get(feed).content.decode().count("<entry>") == 2
    event.state = "cancelled"
    event.save()
    text = client.get(feed).content.decode()
    assert text.count("<entry>") == 3
    assert "Cancelled: Seminar" in text
    assert f"event/{event.public_id}/changed/1/2026-11-22" in text
