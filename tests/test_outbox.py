"""Mail is written down first and sent later; a mail server that refuses loses nothing, and nothing is sent twice."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Kept
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data

from office import outbox
from office.models import OutgoingMail
from office.models.mail import CLAIM

WAITS = [1, 5, 15, 60, 240, 720, 1440, 1440, 1440]  # minutes


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("[Errno 111] Connection refused " + "x" * 500)


class Particular(Kept):
    """One that does not know one of the recipients."""

    def send_messages(self, messages):
        if any("unknown@" in to for message in messages for to in message.to):
            raise ValueError("550 no such user")
        return super().send_messages(messages)


class Killed(BaseEmailBackend):
    """The process ends in the middle of sending."""

    def send_messages(self, messages):
        raise KeyboardInterrupt


class Slow(Kept):
    """While it takes its time over the first mail, another process looks for mail to send."""

    sent_by_the_other = None

    def send_messages(self, messages):
        if Slow.sent_by_the_other is None:
            Slow.sent_by_the_other = 0
            Slow.sent_by_the_other = outbox.send_due()
        return super().send_messages(messages)


def server(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


@pytest.fixture
def letter(db):
    """The only mail there is."""
    OutgoingMail.objects.all().delete()
    return outbox.put("lee@partner.example", "Your message\r\n R-7K3M9QX2", "Hello 😀\n", "en", reply_to="asia@office.example")


def fresh(letter):
    return OutgoingMail.objects.get(pk=letter.pk)


def test_a_mail_is_sent_once_as_it_was_written(letter):
    assert outbox.send_due() == 1
    assert outbox.send_due() == 0
    (sent,) = django_mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["lee@partner.example"], "Your message R-7K3M9QX2", "Hello 😀\n")
    assert (sent.from_email, sent.reply_to) == (django_settings.DEFAULT_FROM_EMAIL, ["asia@office.example"])
    headers = sent.message()
    assert (headers["Content-Language"], headers["Auto-Submitted"]) == ("en", "auto-generated")
    assert fresh(letter).sent_at
    assert (fresh(letter).attempts, fresh(letter).claimed_at, fresh(letter).last_error) == (1, None, "")


def test_a_refused_mail_is_tried_again_at_the_times_of_the_table_and_then_given_up(letter, settings, caplog):
    server(settings, Refusing)
    at = timezone.now()
    for attempt, minutes in enumerate(WAITS, 1):
        with time_machine.travel(at - timedelta(seconds=1), tick=False):
            assert outbox.send_due() == 0
            assert fresh(letter).attempts == attempt - 1, "not before its time"
        with time_machine.travel(at, tick=False):
            assert outbox.send_due() == 0
            assert fresh(letter).attempts == attempt
            assert (fresh(letter).not_before, fresh(letter).given_up) == (at + timedelta(minutes=minutes), False)
        at += timedelta(minutes=minutes)
    with time_machine.travel(at, tick=False):
        outbox.send_due()
        assert (fresh(letter).attempts, fresh(letter).given_up) == (10, True)
        assert list(OutgoingMail.objects.failed()) == [letter]
    with time_machine.travel(at + timedelta(days=365)):
        outbox.send_due()
        assert fresh(letter).attempts == 10
    assert "ConnectionRefusedError" in fresh(letter).last_error
    assert "lee@partner.example" not in caplog.text, "no address in the server's log"


def test_a_mail_that_was_refused_leaves_when_the_server_is_back(letter, settings):
    server(settings, Refusing)
    outbox.send_due()
    server(settings, Particular)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert outbox.send_due() == 1
    assert (fresh(letter).attempts, fresh(letter).last_error) == (2, "")


def test_a_mail_that_was_given_up_is_tried_again_when_an_editor_says_so(desk, letter, settings):
    OutgoingMail.objects.update(given_up=True, attempts=10, last_error="550")
    assert outbox.send_due() == 0
    address = reverse("wagtailsnippets_office_outgoingmail:edit", args=[letter.pk])
    assert "550" in desk.get(address).content.decode()
    assert desk.post(address, nested_form_data({"to": "thief@evil.example", "body": "changed"})).status_code == 302
    assert (fresh(letter).given_up, fresh(letter).to, fresh(letter).body) == (False, "lee@partner.example", "Hello 😀\n")
    assert outbox.send_due() == 1


def test_one_bad_address_stops_no_other_mail(letter, settings):
    server(settings, Particular)
    outbox.put("unknown@partner.example", "x", "x", "en")
    outbox.put("third@partner.example", "x", "x", "ru")
    assert outbox.send_due() == 2
    assert {message.to[0] for message in django_mail.outbox} == {"lee@partner.example", "third@partner.example"}
    assert OutgoingMail.objects.waiting().get().to == "unknown@partner.example"


def test_the_longest_waiting_leave_first_and_no_more_than_fifty_at_once(letter):
    for number in range(55):
        OutgoingMail.objects.create(to=f"{number}@x.example", subject="x", body="x", language="en", not_before=timezone.now() - timedelta(hours=number))
    assert outbox.send_due() == 50
    assert django_mail.outbox[0].to == ["54@x.example"]
    assert outbox.send_due() == 6


# --- several processes -----------------------------------------------------------------------------------
def test_of_two_processes_only_one_gets_a_mail(letter):
    assert OutgoingMail.objects.claim(letter.pk)
    assert not OutgoingMail.objects.claim(letter.pk)
    assert outbox.send_due() == 0


def test_a_second_process_sends_nothing_that_the_first_is_sending(letter, settings):
    for number in range(3):
        outbox.put(f"{number}@partner.example", "x", "x", "en")
    server(settings, Slow)
    Slow.sent_by_the_other = None
    assert outbox.send_due() == 1
    assert Slow.sent_by_the_other == 3, "it took what was free"
    assert sorted(message.to[0] for message in django_mail.outbox) == ["0@partner.example", "1@partner.example", "2@partner.example", "lee@partner.example"]


def test_what_a_process_left_behind_is_taken_again_after_ten_minutes(letter, settings):
    server(settings, Killed)
    with pytest.raises(KeyboardInterrupt):
        outbox.send_due()
    assert fresh(letter).claimed_at
    server(settings, Particular)
    with time_machine.travel(timezone.now() + CLAIM - timedelta(minutes=1)):
        assert outbox.send_due() == 0
    with time_machine.travel(timezone.now() + CLAIM + timedelta(minutes=1)):
        assert outbox.send_due() == 1


def test_a_server_that_never_answers_is_left_before_another_process_takes_the_mail():
    assert django_settings.EMAIL_TIMEOUT
    assert timedelta(seconds=django_settings.EMAIL_TIMEOUT) < CLAIM


def test_a_mail_deleted_meanwhile_stops_no_other(letter, settings):
    """Someone deletes the message it belongs to, just as it is taken."""
    other = outbox.put("other@partner.example", "x", "x", "en")
    OutgoingMail.objects.filter(pk=letter.pk).update(not_before=timezone.now() - timedelta(minutes=1))

    def delete(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and '"claimed_at"' in sql and letter.pk in params:
            OutgoingMail.objects.filter(pk=letter.pk).delete()
        return answer

    with connection.execute_wrapper(delete):
        assert outbox.send_due() == 1
    assert fresh(other).sent_at


# --- the command -------------------------------------------------------------------------------------------
def test_the_command_sends_what_is_due_and_says_how_many(letter, capsys):
    outbox.put("later@partner.example", "x", "x", "en")
    OutgoingMail.objects.filter(to="later@partner.example").update(not_before=timezone.now() + timedelta(hours=1))
    call_command("outbox")
    assert "1" in capsys.readouterr().out
    assert len(django_mail.outbox) == 1


class EnoughRounds(Exception):
    """Ends what would go on for ever."""


def test_a_round_that_fails_is_logged_and_the_next_one_sends(letter, monkeypatch, caplog):
    rounds = []

    def sleep(seconds):
        rounds.append(seconds)
        if len(rounds) == 2:
            raise EnoughRounds

    def broken(execute, sql, params, many, context):
        if not rounds:
            raise OperationalError("the database is away")
        return execute(sql, params, many, context)

    monkeypatch.setattr("time.sleep", sleep)
    monkeypatch.setattr("office.outbox.close_old_connections", lambda: None)  # Django's: it would end the test's transaction
    with connection.execute_wrapper(broken), pytest.raises(EnoughRounds):
        call_command("outbox", every=7)
    assert rounds == [7, 7]
    assert "the database is away" in caplog.text
    assert fresh(letter).sent_at


def test_the_server_looks_for_mail_by_itself_unless_cron_does(settings, monkeypatch):
    started = []
    monkeypatch.setattr("threading.Thread.start", lambda thread: started.append((thread.name, thread.daemon)))
    settings.OUTBOX_SECONDS = 0
    outbox.send_in_background()
    settings.OUTBOX_SECONDS = 20
    outbox.send_in_background()
    assert started == [("outbox", True)]
