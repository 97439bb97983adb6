"""Mails that an agreement ends in 180, 90 and 30 days, once each, to whoever answers for it.

The command may run twice a day or miss a week: what was told is written down together with the mail, and a threshold that was
missed is told as soon as the command runs again, unless a nearer one has come meanwhile.
"""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import DEFAULT
from core.models import OfficeDetails
from office import outbox
from partners.choices import Status
from partners.models import Agreement, ExpiryReminder
from partners.status import current_end

THRESHOLDS = (30, 90, 180)  # days before the end, the nearest first


def remind(today=None):
    """Write the mails that are due; answers how many agreements were told of."""
    today = today or localdate()
    ending = Agreement.objects.with_status(today).filter(status_now=Status.EXPIRING)
    return sum(tell(agreement, today) for agreement in ending.select_related("coordinator_ours", "owner", "deputy"))


def tell(agreement, today):
    """One mail to each address, if this threshold was not told yet; answers whether it was told now."""
    end = current_end(agreement, today)
    days = next((days for days in THRESHOLDS if (end - today).days <= days), None)
    addresses = recipients(agreement)
    if not days or not addresses:
        return False
    with transaction.atomic():
        _row, new = ExpiryReminder.objects.get_or_create(agreement=agreement, ends_on=end, days=days)
        for address in addresses if new else ():
            write(address, agreement, end, (end - today).days)
    return new


def recipients(agreement):
    """Mailboxes of coordinator, owner and deputy, each once; the general contact where nobody is named."""
    named = (agreement.coordinator_ours, agreement.owner, agreement.deputy)
    if found := list(dict.fromkeys(contact.email for contact in named if contact and contact.email)):
        return found
    general = OfficeDetails.load().contact
    return [general.email] if general and general.email else []


def write(address, agreement, end, left):
    with override(DEFAULT):
        href = settings.BASE_URL + reverse("wagtailsnippets_partners_agreement:edit", args=[agreement.pk])
        body = render_to_string("partners/mail/expiry.txt", {"agreement": agreement, "end": end, "left": left, "href": href})
        outbox.put(address, _("An agreement ends soon: %(title)s") % {"title": str(agreement)[:150]}, body.strip() + "\n", DEFAULT)
