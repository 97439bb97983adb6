"""What the inbox puts on the editor's start page."""

from django.urls import reverse
from django.utils.translation import ngettext

from core.desk import Task
from office.models import Enquiry, OutgoingMail


def tasks(user):
    if not user.has_perm("office.change_enquiry"):
        return []
    inbox, outbox = reverse("wagtailsnippets_office_enquiry:list"), reverse("wagtailsnippets_office_outgoingmail:list")
    late, own = Enquiry.objects.late().count(), Enquiry.objects.for_user(user).count()
    nobodys, failed = Enquiry.objects.unassigned().count(), OutgoingMail.objects.failed().count()
    return [
        Task(late, ngettext("message waits longer than promised", "messages wait longer than promised", late), f"{inbox}?late=true", urgent=True),
        Task(own, ngettext("message for you", "messages for you", own), f"{inbox}?mine=true"),
        Task(nobodys, ngettext("message that nobody has taken", "messages that nobody has taken", nobodys), f"{inbox}?unassigned=true"),
        Task(failed, ngettext("mail could not be sent", "mails could not be sent", failed), f"{outbox}?given_up=true", urgent=True),
    ]
