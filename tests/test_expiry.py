"""Whoever answers for an agreement hears in time that it ends: 180, 90 and 30 days before, once each."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from core.models import OfficeDetails
from office.models import OutgoingMail
from partners.expiry import remind
from partners.models import ExpiryReminder
from tests.conftest import TODAY, make_agreement

END = TODAY + timedelta(days=200)


@pytest.fixture
def ending(world):
    OutgoingMail.objects.all().delete()
    fields = {"signed_on": date(2020, 1, 1), "in_force_from": date(2020, 1, 1), "valid_until": END, "renewal": "none"}
    return make_agreement("ending", world.nagasaki, coordinator_ours=world.asia, **fields)


def told():
    return sorted(ExpiryReminder.objects.values_list("days", flat=True), reverse=True)


def test_each_threshold_is_told_once_however_often_the_command_runs(ending):
    for left in range(200, -3, -1):
        for _twice in range(2):
            remind(END - timedelta(days=left))
    assert told() == [180, 90, 30]
    assert OutgoingMail.objects.filter(to=ending.coordinator_ours.email).count() == 3


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [([181], []), ([180], [180]), ([175], [180]), ([91, 89], [180, 90]), ([170, 20], [180, 30]), ([85], [90]), ([0], [30]), ([-1], [])],
)
def test_missed_days_are_made_up_for_and_nothing_is_told_late_twice(ending, days_left, expected):
    for left in days_left:
        remind(END - timedelta(days=left))
    assert told() == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"renewal": "automatic", "renewal_months": 12},
        {"valid_until": None, "open_ended": True},
        {"valid_until": None},
        {"lifecycle": "suspended"},
        {"lifecycle": "terminated"},
        {"lifecycle": "draft"},
    ],
)
def test_what_does_not_end_is_not_told(ending, changes):
    for name, value in changes.items():
        setattr(ending, name, value)
    ending.save()
    assert remind(END - timedelta(days=100)) == 0


def test_a_renewed_agreement_is_told_of_anew(ending):
    remind(END - timedelta(days=20))
    ending.valid_until = END + timedelta(days=365)
    ending.save()
    assert remind(END - timedelta(days=10)) == 0
    assert remind(END + timedelta(days=365 - 20)) == 1
    assert told() == [30, 30]


def test_coordinator_owner_and_deputy_hear_of_it_each_once(ending, world):
    ending.owner, ending.deputy = world.asia, world.cis
    ending.save()
    remind(END - timedelta(days=20))
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == sorted([world.asia.email, world.cis.email])


def test_the_general_contact_hears_of_what_nobody_answers_for(ending, world):
    ending.coordinator_ours = None
    ending.save()
    remind(END - timedelta(days=20))
    assert OutgoingMail.objects.get().to == OfficeDetails.load().contact.email


def test_where_nobody_can_be_told_nothing_is_taken_for_told(ending):
    ending.coordinator_ours = None
    ending.save()
    details = OfficeDetails.load()
    details.contact = None
    details.save()
    assert remind(END - timedelta(days=20)) == 0
    assert told() == []


def test_the_mail_says_what_ends_when_and_where_to_go(ending):
    remind(END - timedelta(days=21))
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Скоро закончится соглашение: Соглашение ending"
    assert mail.body.startswith("Через 21 день, ")
    assert "Университет Нагасаки" in mail.body
    assert f"/admin/snippets/partners/agreement/edit/{ending.pk}/" in mail.body


def test_the_command_says_how_many(ending, capsys):
    ending.valid_until = TODAY + timedelta(days=10)
    ending.save()
    call_command("remind")
    assert "agreements: 1" in capsys.readouterr().out.strip().split(", ")
