"""What must not slip through when an event moves late, ends by the clock, is deleted, or is asked for by a forged address."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from masterclasses import mail, places
from masterclasses.models import Certificate, Event, Registration
from office.models import OutgoingMail
from tests.conftest import minsk
from tests.events_world import make_certificate, make_open_event, make_registration
from tests.test_participants import rows_of
from tests.test_registration import mails, ours, send
from tests.test_registration_changes import bodies, publish, workshop

__all__ = ["publish", "workshop"]  # fixtures
RUNS = {"starts_on": date(2026, 11, 21), "ends_on": date(2027, 5, 1)}
SHUT = pytest.mark.parametrize("shut", [{"registering": "none"}, {"registration_closes": minsk("2026-11-22 11:00")}, RUNS])


# --- a move after registration was shut, or while the event runs -------------------------------------
class TestAnEventThatTakesNoMoreRegistrations:
    @pytest.fixture
    def event(self, world):
        event = make_open_event("both", mode="both", capacity_on_site=1, capacity_online=5)
        for number in range(2):
            asked_at = timezone.now() - timedelta(minutes=9 - number)
            make_registration(event, f"p{number}@example.org", seat="online", language="en", asked_at=asked_at)
        return event

    @SHUT
    def test_still_tells_those_who_were_to_join_online_into_which_room_they_come(self, publish, event, shut):
        event = publish(event, **shut)
        publish(event, mode="on_site")
        assert set(event.registrations.values_list("seat", flat=True)) == {"on_site"}
        assert any("Where: Main building" in body for body in bodies("p0@example.org"))
        assert not any("You have a place" in mail.subject for mail in mails("p1@example.org"))

    @SHUT
    def test_never_holds_more_people_than_the_room(self, publish, event, shut):
        event = publish(event, **shut)
        publish(event, mode="on_site")
        assert list(event.registrations.order_by("asked_at").values_list("standing", flat=True)) == ["accepted", "waiting"]

    @pytest.mark.parametrize(("shut", "is_promised"), [({}, True), ({"registering": "none"}, False), (RUNS, False)])
    def test_promises_a_free_place_only_where_places_are_still_given_out(self, publish, event, shut, is_promised):
        event = publish(event, **shut)
        publish(event, mode="on_site")
        (body,) = [mail.body for mail in mails("p1@example.org") if mail.subject.startswith("You are on the waiting list now")]
        assert ("goes to the first who waits" in body) is is_promised
        assert "number 1 on the waiting list" in body


# --- off the site, by the clock or for good ------------------------------------------------------------
def test_the_clock_takes_no_event_off_the_site_while_somebody_is_to_come(workshop):
    registration = make_registration(workshop)
    Event.objects.filter(pk=workshop.pk).update(expire_at=timezone.now() - timedelta(minutes=5))
    call_command("publish_scheduled")
    assert Event.objects.get(pk=workshop.pk).live
    places.cancel(registration)
    call_command("publish_scheduled")
    assert not Event.objects.get(pk=workshop.pk).live


def test_the_clock_takes_it_off_once_it_is_over(workshop):
    make_registration(workshop)
    Event.objects.filter(pk=workshop.pk).update(expire_at=timezone.now() - timedelta(minutes=5))
    with time_machine.travel(minsk("2026-12-11 12:00"), tick=False):
        call_command("publish_scheduled")
    assert not Event.objects.get(pk=workshop.pk).live


@pytest.mark.parametrize("at_once", [False, True])
def test_an_event_whose_participants_are_forgotten_is_not_deleted_while_a_certificate_names_it(desk, world, at_once):
    event = make_open_event("held", starts_on=date(2026, 11, 20))
    make_certificate(make_registration(event))
    event.registrations.all().delete()
    several = f"{reverse('wagtail_bulk_action', args=['masterclasses', 'event', 'delete'])}?id={event.pk}"
    answer = desk.post(several if at_once else reverse("wagtailsnippets_masterclasses_event:delete", args=[event.pk]), follow=True)
    assert "Вместо удаления отмените его" in answer.content.decode()
    assert Certificate.objects.get(event=event)


# --- the file for partners -----------------------------------------------------------------------------
class TestTheFileForPartners:
    @pytest.fixture(autouse=True)
    def people(self, workshop):
        make_registration(workshop, "a@example.org", may_share=True, name_latin="Has Place")
        make_registration(make_open_event("other"), "c@example.org", may_share=True, name_latin="Goes Elsewhere")

    @pytest.mark.parametrize("forged", ["standing=bogus", "seat=bogus", "language=zz", "audience=x", "is_sample=maybe"])
    def test_tells_of_no_other_event_though_another_filter_makes_no_sense(self, desk, workshop, forged):
        names = {cell for row in rows_of(desk, f"event={workshop.pk}&for=partners&{forged}") for cell in row}
        assert "Goes Elsewhere" not in names

    def test_of_an_event_for_which_nobody_registered_is_empty(self, desk, workshop):
        _header, *rows = rows_of(desk, f"event={make_open_event('empty').pk}&for=partners")
        assert rows == []


# --- what is kept ----------------------------------------------------------------------------------------
def test_the_day_that_is_kept_is_the_one_that_was_said_though_the_office_writes_another_meanwhile(workshop):
    said = Event.objects.get(pk=workshop.pk)
    Event.objects.filter(pk=workshop.pk).update(retention_until=date(2035, 1, 1))
    fields = {"email": "anna@example.org", "seat": "on_site", "name_latin": "Anna", "language": "en"}
    registration = places.register(said, "key", lambda new: None, **fields)
    assert registration.keep_until == said.retention_until == date(2027, 6, 10)


def test_with_a_registration_that_the_office_deletes_go_its_mails(desk, client, workshop):
    send(client, workshop)
    registration = ours().get()
    mail.reminder(registration)
    sent, given_up = mails()
    OutgoingMail.objects.filter(pk=sent.pk).update(sent_at=timezone.now())
    OutgoingMail.objects.filter(pk=given_up.pk).update(given_up=True)
    others = OutgoingMail.objects.exclude(pk__in=[sent.pk, given_up.pk]).count()
    desk.post(reverse("wagtailsnippets_masterclasses_registration:delete", args=[registration.pk]))
    assert not Registration.objects.filter(pk=registration.pk).exists()
    assert mails() == []
    assert OutgoingMail.objects.count() == others
