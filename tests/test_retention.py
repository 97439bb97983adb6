"""Personal data go when their term is over; the log of consents, which names nobody, stays and is only added to."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import timezone

from office.models import Consent, Enquiry, OutgoingMail
from office.retention import purge
from tests.conftest import TODAY


def make(state="closed", **fields):
    message = Enquiry(topic="question", language="en", text="When?", name="Ana", email="ana@x.example", state=state, **fields)
    message.save()
    return message


@pytest.mark.parametrize(("until", "stays"), [(TODAY - timedelta(days=1), False), (TODAY, True), (TODAY + timedelta(days=1), True), (None, True)])
def test_a_message_goes_the_day_after_its_term(world, until, stays):
    message = make(retention_until=until)
    message.notes.create(text="Ana called.")
    OutgoingMail.objects.create(to="ana@x.example", subject="x", body="x", language="en", enquiry=message)
    gone = purge()
    assert gone["messages"] == (0 if stays else 1)
    assert Enquiry.objects.filter(pk=message.pk).exists() == stays
    assert OutgoingMail.objects.filter(to="ana@x.example").exists() == stays, "a mail that was never sent goes with it"


@pytest.mark.parametrize(("state", "days"), [("closed", 365), ("spam", 30)])
def test_what_is_closed_today_is_gone_the_day_after_its_last(world, state, days):
    message = make(state)
    message.follow_state()
    message.save()
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        purge()
        assert Enquiry.objects.filter(pk=message.pk).exists()
    with time_machine.travel(timezone.now() + timedelta(days=days + 1)):
        purge()
        assert not Enquiry.objects.filter(pk=message.pk).exists()


@pytest.mark.parametrize("state", ["new", "assigned", "waiting", "answered"])
def test_what_is_still_open_stays_however_old(world, state):
    message = make(state, received_at=timezone.now() - timedelta(days=5000))
    message.follow_state()
    message.save()
    purge()
    assert Enquiry.objects.filter(pk=message.pk).exists()


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_the_copy_of_a_mail_goes_a_month_after_it_was_sent(world, days, stays):
    OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(days=days))
    assert purge()["mails"] == (0 if stays else 1)
    assert OutgoingMail.objects.exists() == stays
    assert Enquiry.objects.filter(pk=world.message.pk).exists()


def test_a_mail_that_waits_stays(world):
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=300))
    purge()
    assert OutgoingMail.objects.filter(pk=world.mail.pk).exists()


def test_a_mail_that_was_given_up_does_not_stay_for_ever(world):
    """It holds an address and a text as any other."""
    OutgoingMail.objects.update(given_up=True, enquiry=None, created_at=timezone.now() - timedelta(days=800), not_before=timezone.now() - timedelta(days=800))
    purge()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(("hours", "stays"), [(23, True), (25, False)])
def test_the_senders_key_is_forgotten_after_a_day(world, hours, stays):
    message = make("new", sender_key="k" * 64, received_at=timezone.now() - timedelta(hours=hours))
    assert purge()["sender keys"] == (0 if stays else 1)
    message.refresh_from_db()
    assert bool(message.sender_key) == stays
    assert message.text == "When?"


def test_the_consent_stays_when_the_message_goes(world):
    Enquiry.objects.update(state="closed", retention_until=date(2026, 1, 1))
    before = list(Consent.objects.values())
    purge()
    assert not Enquiry.objects.exists()
    assert list(Consent.objects.values()) == before
    assert "lee@partner.example" not in str(before)


def test_the_log_of_consents_is_only_added_to(world):
    consent = world.consent
    consent.text = "I agree to everything."
    with pytest.raises(TypeError):
        consent.save()
    with pytest.raises(ProtectedError):
        consent.delete()
    assert Consent.objects.get().text == "I agree."
    withdrawn = Consent.objects.create(subject_key=consent.subject_key, purpose="answer", given=False, text="I agree.", language="en")
    assert Consent.objects.filter(subject_key=consent.subject_key).count() == 2
    assert withdrawn.version == Consent.objects.get(pk=consent.pk).version, "the same words have the same version"


def test_the_command_says_what_went(world, capsys):
    make(retention_until=date(2026, 1, 1))
    OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(days=60))
    call_command("purge")
    said = capsys.readouterr().out
    assert "messages: 1" in said
    assert "mails: 1" in said
    call_command("purge")
    assert "messages: 0" in capsys.readouterr().out
