"""Mails of the day before, to everybody who has a place, and of changes that nobody has been told of yet (those of an import)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from masterclasses import mail, places
from masterclasses.models.registration import Registration

AHEAD = timedelta(hours=36)  # the command runs once a day: nobody is missed, and nobody is told twice


def remind():
    """Write the mails that are due, once each; answers how many reminders."""
    for event_pk in list(Registration.objects.untold()):
        places.follow(event_pk)
    now = timezone.now()
    due = list(Registration.objects.to_remind(now + AHEAD, now).values_list("pk", flat=True))
    return sum(tell(pk) for pk in due)


def tell(pk):
    with transaction.atomic():
        registration = Registration.objects.select_for_update().get(pk=pk)
        if registration.reminded_of == registration.event.begins_at:
            return 0  # another process was quicker
        registration.reminded_of = registration.event.begins_at
        registration.save(update_fields=["reminded_of"])
        mail.reminder(registration)
    return 1
