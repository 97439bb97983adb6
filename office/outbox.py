"""Sends what lies in the outbox; a refused mail is tried again later, and kept when it is given up."""

import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections
from django.utils import timezone

from office.models import OutgoingMail

logger = logging.getLogger(__name__)
WAITS = [1, 5, 15, 60, 240, 720, 1440, 1440, 1440]  # minutes after each failed attempt; then it is given up
TOO_MANY = 30  # attempts, those that an editor asked for included: processes died over it
AT_ONCE = 50


def put(to, subject, body, language, enquiry=None, reply_to="", about=""):
    """Write a mail down; it leaves with the next round. `about` names what it is deleted with."""
    return OutgoingMail.objects.create(to=to, subject=" ".join(subject.split()), body=body, language=language, enquiry=enquiry, reply_to=reply_to, about=about)


def send_due():
    """Try everything that is due; answers how many were sent. Safe to run in several processes at once."""
    sent = 0
    for pk in OutgoingMail.objects.due().order_by("not_before").values_list("pk", flat=True)[:AT_ONCE]:
        if OutgoingMail.objects.claim(pk):
            mail = OutgoingMail.objects.filter(pk=pk).first()  # none: it was deleted with its message at this very moment
            sent += bool(mail) and attempt(mail)
    return sent


def attempt(mail):
    """One try, counted when the mail was claimed; answers whether the mail server took it."""
    if mail.attempts > TOO_MANY:
        return put_off(mail, RuntimeError("The sending process ended each time."))
    headers = {"Content-Language": mail.language, "Auto-Submitted": "auto-generated"}
    message = EmailMessage(mail.subject, mail.body, to=[mail.to], reply_to=[mail.reply_to] if mail.reply_to else None, headers=headers)
    try:
        message.send()
    except Exception as error:
        return put_off(mail, error)
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), claimed_at=None, last_error="")
    return True


def put_off(mail, error):
    """Write down what went wrong and when to try again; after the last time it is given up. Answers False: it was not sent."""
    wait = WAITS[mail.attempts - 1] if mail.attempts <= len(WAITS) else None
    logger.warning("Mail %s was not taken (attempt %s): %s", mail.pk, mail.attempts, type(error).__name__)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        claimed_at=None,
        last_error=f"{type(error).__name__}: {error}"[:300],
        not_before=timezone.now() + timedelta(minutes=wait or 0),
        given_up=wait is None,
    )
    return False


def send_every(seconds):
    """Until the process ends; a round that fails is logged, and the next one comes."""
    while True:
        close_old_connections()
        try:
            send_due()
        except Exception:
            logger.exception("A round of the outbox failed.")
        time.sleep(seconds)


def send_in_background():
    """A thread of this process sends what is due (`OUTBOX_SECONDS`; 0: cron does, by `manage.py outbox`)."""
    if settings.OUTBOX_SECONDS:
        threading.Thread(target=send_every, args=[settings.OUTBOX_SECONDS], name="outbox", daemon=True).start()
