"""What a participant agrees to: the exact words, the notice before them, the entries of the log."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from office import consent
from office.choices import Purpose
from office.inbox import operator
from office.models import Consent
from office.views import answering_address


def words(event, office):
    """{consent, share}: the sentences beside the two ticks, in the active language."""
    return {
        "consent": _(
            "I am 16 or older, or the parent or legal representative of the participant, and agree that %(office)s keeps the name, the mail address "
            "and what else I have written here until %(day)s, and uses them for the registration for this event and for mails about it."
        )
        % {"office": office, "day": last_day(event)},
        "share": _("The partners of this event may see my name, organisation and country. I can register without this."),
    }


def last_day(event):
    return date_format(event.retention_until, "DATE_FORMAT") if event.retention_until else ""


def notice(event, details):
    """What must be said before the boxes: pairs of heading and text."""
    email = answering_address(details)
    return [
        (_("Who keeps the data"), operator(details)),
        (_("What for"), _("To give out places, to write to you about this event, and to make out a certificate if you want one. Nothing else.")),
        (
            _("Which data"),
            _("What you type into this form, the language of the page, whether you came. Please send no passport numbers and no medical papers."),
        ),
        (
            _("How long"),
            _("Until %(day)s, then it is deleted; at once if you cancel. Of a certificate only initials, event and dates stay.") % {"day": last_day(event)},
        ),
        (_("Who sees it"), _("Staff of the office who run this event. Partners of the event see name, organisation and country only if you tick that box.")),
        (_("Your rights"), consent.rights_text(email)),
        (_("Under 16"), _("Please let a parent or legal representative register for you.")),
    ]


def give(registration, said):
    """The log's entries that the participant agreed to these words."""
    key = consent.subject_key(registration.email)
    registration.consent = entry(registration, key, Purpose.EVENT, said["consent"])
    if registration.may_share:
        entry(registration, key, Purpose.SHARE, said["share"])


def withdraw(registration):
    """Entries that end what was agreed to, for the same person, though the office may have put the address right since."""
    given = registration.consent
    if not given:
        return
    entry(registration, given.subject_key, Purpose.EVENT, given.text, given=False)
    if registration.may_share:
        entry(registration, given.subject_key, Purpose.SHARE, _("Withdrawn together with the registration."), given=False)


def entry(registration, key, purpose, text, given=True):
    return Consent.objects.create(
        subject_key=key,
        purpose=purpose,
        text=text,
        given=given,
        language=registration.language,
        is_sample=registration.is_sample,
        evidence=f"event {registration.event_id}",
    )
