"""The exact words of every consent and of the notice before it. What a person ticked is kept word for word (models/consent.py)."""

import hashlib
import hmac

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.choices import Purpose


def subject_key(email):
    """A person's key in the log of consents: an address cannot be read from it, the same address gives the same key."""
    return hmac.new(settings.CONSENT_SECRET.encode(), email.strip().lower().encode(), hashlib.sha256).hexdigest()


def months():
    return round(settings.ENQUIRY_RETENTION_DAYS / 30.44)


def text_of_consent(purpose, office):
    """The sentence beside the tick, in the active language. `office` is the operator's name."""
    if purpose == Purpose.ANSWER:
        term = ngettext("%(n)d month", "%(n)d months", months()) % {"n": months()}
        return _(
            "I am 16 or older and I agree that %(office)s uses my name and mail address to answer this message and keeps them for %(term)s after it is closed."
        ) % {"office": office, "term": term}
    raise ValueError(purpose)


def notice(office, email, nameless):
    """What must be said before the box: operator, purpose, data, term, rights. Pairs of heading and text.

    `nameless`: the form may be sent without name and address, which is the way for readers under 16.
    """
    term = ngettext("%(n)d month", "%(n)d months", months()) % {"n": months()}
    whom = _("the address %(email)s") % {"email": email} if email else _("the contacts on the department's page")
    rows = [
        (_("Who keeps the data"), office),
        (_("What for"), _("To answer your message. Nothing else: no newsletters, no profiles.")),
        (_("Which data"), _("What you type into this form and the language of the page. Please send no passport numbers and no medical papers.")),
        (_("How long"), _("Until %(term)s after your message is closed; then it is deleted.") % {"term": term}),
        (_("Who sees it"), _("Staff of the office who deal with your message. It is not passed on to anyone else or abroad.")),
        (_("Your rights"), _("Ask what is kept, have it corrected or deleted, or withdraw your consent at any time: write to %(whom)s.") % {"whom": whom}),
    ]
    under_16 = _("Please leave name and mail empty, or let a parent write for you.") if nameless else _("Please let a parent write for you.")
    return [*rows, (_("Under 16"), under_16)]
