"""Joining, confirming, correcting, leaving: the only code that changes where an entry stands and what was agreed to."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from alumni import consents, mail
from alumni.choices import Source, State, Visibility
from alumni.models.graduate import FIELDS, Graduate
from alumni.models.link import MailedLink
from core.models import ImportRun
from office.models import OutgoingMail
from office.models.consent import Method

TEXTS = [
    "name_cyrillic", "name_latin", "name_then", "email", "phone", "city", "faculty", "study_language", "position", "employer", "biography", "link",
    "legal_basis", "internal_note", "source_url", "sender_key",
]  # fmt: skip
NOTHING = [
    "citizenship_then",
    "country",
    "specialty",
    "entry_year",
    "graduation_year",
    "confirmed_on",
    "owner",
    "form_key",
    "review_due_on",
    *consents.DATES.values(),
]


def join(form_key, ticks, **fields):
    """Takes in a new entry that does not count yet; whoever is known gets a mail instead, and nothing is stored.

    `ticks` are {purpose: [text, language]}. The answer is None for both: nobody learns who is known.
    """
    with transaction.atomic():
        if Graduate.objects.of_form(form_key):
            return
        known = Graduate.objects.of_email(fields["email"])
        if known:
            mail.known(known, MailedLink.make(known)[1])
            return
        try:
            with transaction.atomic():
                graduate = Graduate(form_key=form_key, public=False, source=Source.SELF, state=State.NEW, **fields)
                graduate.pending = ticks
                graduate.save()
        except IntegrityError:  # the same address at the same moment
            return
        mail.confirm(graduate, MailedLink.make(graduate)[1])


def ask_for_link(email, language):
    """A link to the owner of an address; to whom nothing is known of, a mail that says so."""
    with transaction.atomic():
        known = Graduate.objects.of_email(email)
        if known:
            mail.link(known, MailedLink.make(known)[1])
        else:
            mail.unknown(email, language)


@transaction.atomic
def opened(graduate):
    """The owner has opened a mailed link: what was ticked counts from now on, and the entry is confirmed for another term."""
    graduate = locked(graduate)
    for purpose, (text, language) in graduate.pending.items():
        consents.give(graduate, purpose, text, language, Method.MAIL_CODE)
        setattr(graduate, consents.DATES[purpose], localdate())
    graduate.pending = {}
    if graduate.contact_on:
        graduate.state = State.CONFIRMED
        graduate.confirmed_on = localdate()
    graduate.save()
    return graduate


@transaction.atomic
def correct(graduate, visibility, ticks, words, **fields):
    """What the owner writes on their own page; `ticks` are {purpose: yes or no}. Another mail address counts when it is confirmed."""
    graduate = locked(graduate)
    for name, value in fields.items():
        setattr(graduate, name, value)
    graduate.visibility = {name: visibility[name] for name in FIELDS if visibility.get(name) in Visibility.values}
    for purpose, wanted in ticks.items():
        agree(graduate, purpose, wanted, words[purpose])
    graduate.save()
    return graduate


def agree(graduate, purpose, wanted, text):
    """A change of mind, written into the log; nothing where there is none."""
    column = consents.DATES[purpose]
    if wanted and not getattr(graduate, column):
        consents.give(graduate, purpose, text, graduate.language)
        setattr(graduate, column, localdate())
        if purpose == consents.CONTACT:
            graduate.state, graduate.confirmed_on = State.CONFIRMED, localdate()
    elif not wanted and getattr(graduate, column):
        consents.withdraw(graduate, purpose)
        setattr(graduate, column, None)


@transaction.atomic
def hide(graduate):
    """Nothing of it is shown to anybody any more; the entry stays."""
    graduate = locked(graduate)
    graduate.visibility = {}
    for purpose in (consents.PUBLISH, consents.REPRESENT):
        agree(graduate, purpose, False, "")
    graduate.save()
    return graduate


@transaction.atomic
def erase(graduate):
    """The person leaves: everything is emptied at once, also in mails and uploaded lists; the log of consents stays, without name and address."""
    graduate = locked(graduate)
    if graduate.state == State.ERASED:
        return graduate
    for purpose, column in consents.DATES.items():
        if getattr(graduate, column) or purpose == consents.CONTACT:
            consents.withdraw(graduate, purpose)
    mail.left(graduate)
    empty(graduate)
    OutgoingMail.objects.about(mail.subject_of(graduate)).but_the_last().delete()
    graduate.links.all().delete()
    graduate.stories.update(withdrawn_on=localdate())
    for run in ImportRun.objects.with_file("graduates"):
        run.file.delete(save=False)
        run.save(update_fields=["file"])
    return graduate


def empty(graduate):
    for name in TEXTS:
        setattr(graduate, name, "")
    for name in NOTHING:
        setattr(graduate, name, None)
    graduate.visibility, graduate.pending, graduate.willing_to = {}, {}, []
    graduate.state, graduate.public, graduate.verified_by = State.ERASED, False, None
    graduate.save()


def locked(graduate):
    """As it is stored now, and nobody else at it."""
    return Graduate.objects.select_for_update().get(pk=graduate.pk)


def purge(now):
    """Entries whose mail was never opened go after a week, and links that have ended. Answers how many entries went."""
    MailedLink.objects.past(now).delete()
    gone = list(Graduate.objects.unconfirmed(now - timedelta(days=7)))
    for graduate in gone:
        OutgoingMail.objects.about(mail.subject_of(graduate)).delete()
        graduate.delete()
    Graduate.objects.forget_senders(now - timedelta(days=1))
    return len(gone)
