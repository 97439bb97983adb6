"""The end of participants' data: deleted after the day that the event names; certificates stay, without a name."""

from datetime import timedelta

from django.utils.timezone import localdate

from masterclasses import mail, places
from masterclasses.models.registration import Registration


def purge(now):
    """Answers how many registrations were deleted; sender keys are emptied after a day."""
    Registration.objects.exclude(sender_key="").filter(asked_at__lt=now - timedelta(days=1)).update(sender_key="")
    expired = list(Registration.objects.expired(localdate(now)).select_related("event"))
    for registration in expired:
        if places.can_cancel(registration, registration.event):
            mail.ended(registration)
        registration.delete()
    return len(expired)
