"""The mails of the inbox, each in its reader's language. They are written down first and sent by the outbox."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import DEFAULT
from core.models import Contact, OfficeDetails
from office import outbox


def render(name, lang, context):
    """A mail's text, from its template; blank lines that the template needed are folded."""
    details = OfficeDetails.load()
    names = {"office": getattr(details, f"name_{lang}") or "", "university": getattr(details, f"university_{lang}") or "", "site": settings.BASE_URL}
    lines = render_to_string(name, {**names, **context}).strip().splitlines()
    return "\n".join(line for number, line in enumerate(lines) if line.strip() or (number and lines[number - 1].strip())) + "\n"


def mailbox(enquiry):
    """Whom the sender writes back to: the public mailbox of the role that has the message."""
    shown = Contact.shown(enquiry.assignee)
    return shown.email if shown else ""


def received(enquiry):
    """To the sender: the reference number, what they wrote, when we answer."""
    if not enquiry.email:
        return None
    with override(enquiry.language):
        subject = _("We have your message: %(reference)s") % {"reference": enquiry.reference}
        body = render("office/mail/received.txt", enquiry.language, {"enquiry": enquiry})
    return outbox.put(enquiry.email, subject, body, enquiry.language, enquiry, reply_to=mailbox(enquiry))


def assigned(enquiry):
    """To the role it goes to: that something came. No personal data leaves the CMS."""
    if not (enquiry.assignee and enquiry.assignee.email):
        return None
    with override(DEFAULT):
        subject = _("%(topic)s: %(reference)s") % {"topic": enquiry.get_topic_display().capitalize(), "reference": enquiry.reference}
        href = settings.BASE_URL + reverse("wagtailsnippets_office_enquiry:edit", args=[enquiry.pk])
        body = render("office/mail/assigned.txt", DEFAULT, {"enquiry": enquiry, "href": href})
    return outbox.put(enquiry.assignee.email, subject, body, DEFAULT, enquiry)


def answer(enquiry, text):
    """To the sender: what the office answers."""
    with override(enquiry.language):
        subject = _("Your message %(reference)s") % {"reference": enquiry.reference}
        body = render("office/mail/answer.txt", enquiry.language, {"enquiry": enquiry, "answer": text})
    return outbox.put(enquiry.email, subject, body, enquiry.language, enquiry, reply_to=mailbox(enquiry))
