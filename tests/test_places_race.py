"""Many people at one moment, each in a thread with a connection of its own: never more with a place than there are places, nobody lost, nobody twice.

These tests commit, since threads see only what is committed; each takes away what it made, and looks whether the world is as before.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client

from masterclasses import places
from masterclasses.models import Event, Registration
from office.models import Consent, OutgoingMail
from tests.events_world import make_open_event, make_registration

CROWD = 8


def rows_of_every_table():
    """{table: rows}, without the counter that every change moves on."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """The database without the transaction that each other test runs in: it takes the place of pytest-django's own `db`."""
    with django_db_blocker.unblock():
        before = rows_of_every_table()
        yield
        for event in Event.objects.filter(slug__startswith="race"):
            event.registrations.all().delete()
            Consent.objects.filter(evidence=f"event {event.pk}").delete()
            event.delete()
        OutgoingMail.objects.filter(to__endswith="@race.example").delete()
        assert rows_of_every_table() == before
        connections.close_all()


def at_once(*functions):
    """What each answers; all begin at the same moment, in threads of their own."""
    gate = Barrier(len(functions))

    def run(function):
        try:
            gate.wait(10)
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return [future.result(60) for future in [pool.submit(run, function) for function in functions]]


def address(event):
    return f"/ru/masterclasses/events/{event.slug}/register/"


def key_of(event):
    return re.search(r'name="key" value="([^"]+)"', Client().get(address(event)).content.decode())[1]


def registering(event, number, key=None, **fields):
    """A function that sends the form, which was opened before."""
    said = {"name_cyrillic": "Анна Ковалёва", "audience": "doctor", "consent": "on", "email": f"p{number}@race.example", **fields}
    said["key"] = key or key_of(event)
    return lambda: Client().post(address(event), said)


def cancelling(registration):
    path = f"/ru/masterclasses/places/{registration.token}/"
    return lambda: Client().post(path, {"cancel": "yes"})


def standings(event):
    return sorted(event.registrations.values_list("standing", flat=True))


def positions(event, seat="on_site"):
    return [registration.position for registration in event.registrations.waiting(seat)]


def test_one_of_a_crowd_gets_the_last_place_and_the_others_wait_in_a_row(db):
    event = make_open_event("race", capacity_on_site=1)
    answers = at_once(*(registering(event, number) for number in range(CROWD)))
    assert {answer.status_code for answer in answers} == {302}
    assert standings(event) == ["accepted"] + ["waiting"] * (CROWD - 1)
    assert positions(event) == list(range(1, CROWD))
    mails = OutgoingMail.objects.filter(to__endswith="@race.example")
    assert sorted(mails.values_list("to", flat=True)) == sorted(f"p{number}@race.example" for number in range(CROWD))
    assert Consent.objects.filter(evidence=f"event {event.pk}").count() == CROWD


def test_without_a_waiting_list_as_many_get_in_as_there_are_places(db):
    event = make_open_event("race", capacity_on_site=3, waiting_list=False)
    answers = at_once(*(registering(event, number) for number in range(CROWD)))
    assert sorted(answer.status_code for answer in answers) == [200] * (CROWD - 3) + [302] * 3
    assert standings(event) == ["accepted"] * 3
    refused = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert all("@race.example" in page and "error_summary" in page for page in refused), "nothing typed is lost"


def test_places_on_site_and_online_are_given_out_apart(db):
    event = make_open_event("race", mode="both", capacity_on_site=1, capacity_online=2)
    at_once(*(registering(event, number, seat="online" if number % 2 else "on_site") for number in range(CROWD)))
    assert Registration.objects.taken(event) == {"on_site": 1, "online": 2}
    assert positions(event, "on_site") == [1, 2, 3]
    assert positions(event, "online") == [1, 2]


def test_one_address_in_many_windows_is_one_registration(db):
    event = make_open_event("race")
    answers = at_once(*(registering(event, 0) for _ in range(CROWD)))
    assert sorted(answer.status_code for answer in answers) == [200] * (CROWD - 1) + [302]
    assert standings(event) == ["accepted"]


def test_one_form_sent_many_times_is_one_registration_with_one_answer(db):
    event = make_open_event("race")
    key = key_of(event)
    answers = at_once(*(registering(event, 0, key) for _ in range(CROWD)))
    assert {answer["Location"] for answer in answers} == {f"/ru/masterclasses/places/{event.registrations.get().token}/"}
    assert OutgoingMail.objects.filter(to="p0@race.example").count() == 1


def test_places_given_back_while_a_crowd_comes_go_to_those_who_waited(db):
    event = make_open_event("race", capacity_on_site=2)
    leaving = [make_registration(event, f"leaving{number}@race.example") for number in range(2)]
    waiting = [make_registration(event, f"waiting{number}@race.example", "waiting") for number in range(2)]
    at_once(*(cancelling(registration) for registration in leaving), *(registering(event, number) for number in range(CROWD - 2)))
    assert standings(event) == ["accepted"] * 2 + ["cancelled"] * 2 + ["waiting"] * (CROWD - 2)
    assert {Registration.objects.get(pk=registration.pk).standing for registration in waiting} == {"accepted"}
    assert positions(event) == list(range(1, CROWD - 1))
    for number in range(2):
        assert OutgoingMail.objects.filter(to=f"waiting{number}@race.example").count() == 1


def test_two_clicks_on_cancel_promote_one_person(db):
    event = make_open_event("race", capacity_on_site=1)
    leaving = make_registration(event, "leaving@race.example")
    for number in range(3):
        make_registration(event, f"waiting{number}@race.example", "waiting")
    at_once(*(cancelling(leaving) for _ in range(CROWD)))
    assert standings(event) == ["accepted", "cancelled", "waiting", "waiting"]
    assert OutgoingMail.objects.filter(to="leaving@race.example").count() == 1


def test_more_places_while_a_crowd_comes_are_filled_and_not_overfilled(db):
    event = make_open_event("race", capacity_on_site=1)

    def enlarge():
        fresh = Event.objects.get(pk=event.pk)
        fresh.capacity_on_site = 4
        fresh.save()

    at_once(enlarge, *(registering(event, number) for number in range(CROWD - 1)))
    assert standings(event) == ["accepted"] * 4 + ["waiting"] * (CROWD - 5)


def test_an_event_that_moves_online_while_a_crowd_comes_leaves_nobody_behind(db):
    event = make_open_event("race", capacity_on_site=1, capacity_online=2)
    for number in range(2):
        make_registration(event, f"early{number}@race.example", "waiting" if number else "accepted")

    def move():
        fresh = Event.objects.get(pk=event.pk)
        fresh.state = "moved_online"
        fresh.save()

    _moved, *answers = at_once(move, *(registering(event, number) for number in range(CROWD - 1)))
    stored = 2 + sum(answer.status_code == 302 for answer in answers)
    assert standings(event) == ["accepted"] * 2 + ["waiting"] * (stored - 2)
    assert positions(event, "online") == list(range(1, stored - 1))


def test_the_office_gives_the_last_place_to_one_of_two(db):
    event = make_open_event("race", capacity_on_site=1)
    waiting = [make_registration(event, f"waiting{number}@race.example", "waiting") for number in range(2)]

    def accept(registration):
        try:
            return places.accept(registration).standing
        except places.Full:
            return "full"

    assert sorted(at_once(*(lambda row=row: accept(row) for row in waiting))) == ["accepted", "full"]
    assert standings(event) == ["accepted", "waiting"]
