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
    each(Graduate.objects.run_out(today), lambda graduate: put(graduate, State.TO_CONFIRM))
    each(Graduate.objects.silent(today - SILENT), lambda graduate: put(graduate, State.ARCHIVED))
    return each(Graduate.objects.to_remind(today + AHEAD), ask)


def each(graduates, do):
    """One by one, each looked at again under a lock: who has confirmed or left meanwhile is not touched. Answers how many it were."""
    number = 0
    for pk in list(graduates.values_list("pk", flat=True)):
        with transaction.atomic():
            graduate = graduates.select_for_update().filter(pk=pk).first()
            if graduate:
                do(graduate)
                number += 1
    return number


def put(graduate, state):
    graduate.state = state
    graduate.save()


def ask(graduate):
    graduate.asked_again_for = graduate.confirm_by
    graduate.save()
    mail.ask_again(graduate, MailedLink.make(graduate)[1])
