"""Every two years a graduate is asked again; without an answer the entry is hidden, then archived. For `manage.py remind`, once a day."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from alumni import mail
from alumni.choices import State
from alumni.models import Graduate, MailedLink

AHEAD = timedelta(days=30)  # before the term ends
SILENT = timedelta(days=90)  # after it ended


def remind():
    """Answers how many were asked again."""
    today = localdate()
    for graduate in Graduate.objects.run_out(today):
        put(graduate, State.TO_CONFIRM)
    for graduate in Graduate.objects.silent(today - SILENT):
        put(graduate, State.ARCHIVED)
    return sum(ask(pk) for pk in list(Graduate.objects.to_remind(today + AHEAD).values_list("pk", flat=True)))


def put(graduate, state):
    graduate.state = state
    graduate.save()


def ask(pk):
    with transaction.atomic():
        graduate = Graduate.objects.select_for_update().get(pk=pk)
        if graduate.asked_again_for == graduate.confirm_by:
            return 0  # another process was quicker
        graduate.asked_again_for = graduate.confirm_by
        graduate.save()
        mail.ask_again(graduate, MailedLink.make(graduate)[1])
    return 1
