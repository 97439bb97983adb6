"""Events that change: what counts as moved, what is said of it, and clocks in other zones and other years."""

from datetime import date, time

import pytest
import time_machine
from django.utils.translation import override

from masterclasses import structured
from masterclasses.calendar_entries import entry
from masterclasses.models import Event, Session, Speaker
from tests.conftest import minsk
from tests.events_world import make_event, make_lecturer
from tests.reading import main, words
from tests.test_events import address, listed
from tests.training_world import both

WHOLE_DAY = {"starts_time": None, "ends_time": None}
MONTH = {**WHOLE_DAY, "precision": "month"}


def changed(event, **fields):
    """The event as it is read again after these changes were published."""
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    return Event.objects.get(pk=event.pk)


@pytest.mark.parametrize(
    ("before", "after", "moved", "machine"),
    [
        (WHOLE_DAY, {"starts_time": time(10)}, "", None),
        (MONTH, {"precision": "day"}, "", None),
        (MONTH, {"precision": "day", "starts_time": time(10)}, "", None),
        ({"ends_time": None}, {"starts_time": None}, "", None),
        ({}, MONTH, "", None),
        ({}, {"ends_time": time(13)}, "", None),
        ({}, {"starts_time": time(11)}, "Moved from 10 December 2026, 10:00 (Minsk, UTC+3)", "2026-12-10T10:00:00+03:00"),
        ({}, {"starts_on": date(2026, 12, 11)}, "Moved from 10 December 2026, 10:00 (Minsk, UTC+3)", "2026-12-10T10:00:00+03:00"),
        ({}, {"starts_on": date(2026, 12, 11), **WHOLE_DAY}, "Moved from 10 December 2026, 10:00 (Minsk, UTC+3)", "2026-12-10T10:00:00+03:00"),
        (WHOLE_DAY, {"starts_on": date(2026, 12, 11)}, "Moved from 10 December 2026", "2026-12-10"),
        (WHOLE_DAY, {"starts_on": date(2026, 12, 11), "starts_time": time(9)}, "Moved from 10 December 2026", "2026-12-10"),
        ({**WHOLE_DAY, "zone": "America/Lima"}, {"starts_on": date(2026, 12, 11)}, "Moved from 10 December 2026", "2026-12-10"),
    ],
)
def test_an_event_is_moved_only_from_a_day_or_time_that_was_announced(world, before, after, moved, machine):
    event = changed(make_event("moves", **before), **after)
    assert event.sequence == 1
    with override("en"):
        assert str(event.moved_text) == moved
        assert moved in entry(event).text if event.has_day else True
    assert structured.event(event).get("previousStartDate") == machine
    assert structured.event(event)["eventStatus"].endswith("EventRescheduled" if moved else "EventScheduled")


def test_an_event_that_is_moved_back_was_moved_from_the_day_between(world):
    event = changed(changed(make_event("back"), starts_on=date(2026, 12, 11)), starts_on=date(2026, 12, 10))
    assert event.previous_start == minsk("2026-12-11 10:00")


def test_an_event_that_is_put_back_while_nobody_sees_it_was_not_moved(world):
    event = changed(make_event("back"), starts_on=date(2026, 12, 11))
    event = changed(changed(event, live=False), starts_on=date(2026, 12, 10), live=True)
    assert (event.previous_start, event.moved_text) == (None, "")


def test_an_event_that_moved_online_is_online_wherever_one_looks(client, world):
    event = changed(make_event("went-online", make_lecturer("li", "CN")), state="moved_online")
    assert "How it is held Online" in words(main(client, address(event)))
    assert "Masterclass · online" in words(main(client, "/en/masterclasses/"))
    assert "went-online" in listed(client, "?mode=online")
    assert "went-online" not in listed(client, "?mode=on_site")
    with time_machine.travel(minsk("2026-12-20 12:00"), tick=False):
        assert "How it is held Online" in words(main(client, address(event)))
        assert not Speaker.objects.visiting().filter(event=event).exists()
    assert changed(event, state="confirmed").shown_mode == "on_site"


class TestRegistrationElsewhereOfAnEventWhoseDayIsUnknown:
    elsewhere = {**WHOLE_DAY, "registering": "elsewhere", "register_url": "https://example.org/register", "starts_on": date(2026, 1, 1), "precision": "year"}

    def test_is_not_over_on_the_first_of_the_year(self, client, world):
        event = make_event("some-day", **self.elsewhere)
        assert event.registration_at() == "elsewhere"
        assert "https://example.org/register" in main(client, address(event))
        with time_machine.travel(minsk("2027-01-01 00:00"), tick=False):
            assert event.registration_at() == "over"

    def test_has_no_deadline_that_nobody_named(self, world):
        make_event("some-day", **{**self.elsewhere, "starts_on": date(2026, 12, 1), "precision": "month"})
        closing = Event.objects.filter(slug="some-day").registration_closing(minsk("2027-02-01 00:00"))
        assert not closing.exists()
        Event.objects.filter(slug="some-day").update(registration_closes=minsk("2026-12-05 18:00"))
        assert [event.registration_ends for event in closing.all()] == [minsk("2026-12-05 18:00")]


def test_the_home_page_names_a_registration_from_the_minute_at_which_it_opens(client, world):
    make_event("opens", registering="form", starts_on=date(2026, 11, 30), registration_opens=minsk("2026-11-22 12:10"), **both(title=("Скоро", "Soon open")))

    def closing():
        return "Soon open" in main(client, "/en/").partition('class="closing')[2].partition("</section>")[0]

    assert not closing()
    with time_machine.travel(minsk("2026-11-22 12:10"), tick=False):
        assert closing()


def test_what_is_known_to_the_month_comes_after_the_days_of_that_month(client, world):
    make_event("december", **MONTH, starts_on=date(2026, 12, 1))
    make_event("this-year", **{**WHOLE_DAY, "precision": "year"}, starts_on=date(2026, 1, 1))
    make_event("fourth", starts_on=date(2026, 12, 4))
    make_event("january", starts_on=date(2027, 1, 4))
    order = [slug for slug in listed(client) if slug in ("december", "this-year", "fourth", "january")]
    assert order[0] == "fourth"
    assert order[-1] == "january"
    assert set(order[1:3]) == {"december", "this-year"}


class TestTheProgramme:
    def test_is_told_in_the_time_of_minsk_though_it_was_typed_in_that_of_tokyo(self, client, world):
        event = make_event("tokyo", zone="Asia/Tokyo", sessions=[Session(starts=time(10), ends=time(11), **both(title=("Швы", "Sutures")))])
        page = words(main(client, address(event)))
        assert "04:00–05:00 Sutures" in page
        assert "Times in Minsk (UTC+3)" in page

    def test_moves_to_the_day_that_it_is_in_minsk(self, client, world):
        early, late = (Session(starts=clock, **both(title=(name, name))) for clock, name in [(time(2), "Night"), (time(8), "Morning")])
        page = words(main(client, address(make_event("tokyo", zone="Asia/Tokyo", sessions=[early, late]))))
        assert "9 December 2026 20:00 Night 10 December 2026 02:00 Morning" in page

    def test_says_no_zone_where_it_tells_no_time(self, client, world):
        event = make_event("talks", sessions=[Session(**both(title=("Швы", "Sutures")))])
        page = words(main(client, address(event)))
        assert "Sutures" in page
        assert "Times in" not in page

    def test_names_the_zone_of_its_clock_where_the_day_is_unknown(self, client, world):
        event = make_event("talks", **MONTH, zone="Asia/Tokyo", sessions=[Session(starts=time(10), **both(title=("Швы", "Sutures")))])
        page = words(main(client, address(event)))
        assert "10:00 Sutures" in page
        assert "Times at the place (Asia/Tokyo)" in page


def test_the_time_at_the_place_says_its_day_where_that_is_another(client, world):
    event = make_event("tokyo", zone="Asia/Tokyo", starts_on=date(2026, 12, 15), starts_time=time(2), ends_time=time(4))
    page = words(main(client, address(event)))
    assert "14 December 2026, 20:00–22:00 (Minsk, UTC+3)" in page
    assert "15 December 2026, 02:00–04:00 at the place (Asia/Tokyo)" in page


def test_minsk_had_another_time_in_winter_until_2011(world):
    with override("en"):
        assert make_event("old", starts_on=date(2010, 1, 15)).clock_text == "10:00–12:30 (Minsk, UTC+2)"
        assert make_event("new", starts_on=date(2012, 1, 15)).clock_text == "10:00–12:30 (Minsk, UTC+3)"


def test_several_days_with_a_beginning_and_no_end_last_until_the_end_of_the_last(world):
    event = make_event("three-days", starts_on=date(2026, 12, 15), ends_on=date(2026, 12, 17), ends_time=None)
    assert entry(event).until == minsk("2026-12-18 00:00")
    assert structured.event(event)["endDate"] == "2026-12-18T00:00:00+03:00"
    assert entry(make_event("one-day", ends_time=None)).until is None
