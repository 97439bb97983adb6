"""The exact words of every consent and of the notice before it. What a person ticked is kept word for word (models/consent.py)."""

import hashlib
import hmac

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.choices import Purpose


def subject_key(email):
    """A person's key in the log of consents: an address cannot be read from it, the same address gives the same key."""
    return hmac.new(settings.CONSENT_SECRET.encode(), email.strip().lower().encode(), hashlib.sha256).hexdigest()


def months():
    return round(settings.ENQUIRY_RETENTION_DAYS / 30.44)


def term_text():
    return ngettext("%(n)d month", "%(n)d months", months()) % {"n": months()}


def whom(email):
    return _("the address %(email)s") % {"email": email} if email else _("the contacts on the department's page")


def rights_text(email):
    return _("Ask what is kept, have it corrected or deleted, or withdraw your consent at any time: write to %(whom)s.") % {"whom": whom(email)}


def text_of_consent(purpose, office, minor=False):
    """The sentence beside the tick, in the active language. `office` is the operator's name; for a `minor` a parent gives it."""
    if purpose != Purpose.ANSWER:
        raise ValueError(purpose)
    text = (
        _(
            "I am the parent or legal representative of a person under 16 and agree that %(office)s uses this mail address to answer this message "
            "and keeps it for %(term)s after it is closed."
        )
        if minor
        else _(
            "I am 16 or older and I agree that %(office)s uses my name and mail address to answer this message and keeps them for %(term)s after it is closed."
        )
    )
    return text % {"office": office, "term": term_text()}


def notice(office, email, nameless=False, minor=False, minor_href=""):
    """What must be said before the box: operator, purpose, data, term, rights. Pairs of heading and text.

    The way for readers under 16: `nameless`, the form may be sent without name and address; `minor`, this is their own short form;
    `minor_href`, the address of that form.
    """
    rows = [
        (_("Who keeps the data"), office),
        (_("What for"), _("To answer your message. Nothing else: no newsletters, no profiles.")),
        (_("Which data"), data_text(minor)),
        (_("How long"), _("Until %(term)s after your message is closed; then it is deleted.") % {"term": term_text()}),
        (_("Who sees it"), _("Staff of the office who deal with your message. It is not passed on to anyone else or abroad.")),
        (_("Your rights"), rights_text(email)),
    ]
    return [*rows, (_("Under 16"), under_16_text(nameless, minor, minor_href))]


def data_text(minor):
    if minor:
        return _("Only the text, the mail address for the answer and the language of the page: no name, no country. Please write nothing about your health.")
    return _("What you type into this form and the language of the page. Please send no passport numbers and no medical papers.")


def under_16_text(nameless, minor, minor_href):
    if minor:
        return _("This form is for you. Let a parent or legal representative read it and tick the box.")
    if minor_href:
        words = _('Please use the <a href="{href}">short form</a>: it asks for an address for the answer and for nothing else about you.')
        return format_html(words, href=minor_href)
    return _("Please leave name and mail empty, or let a parent write for you.") if nameless else _("Please let a parent write for you.")
