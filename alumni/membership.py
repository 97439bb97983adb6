"""Joining, confirming, correcting, leaving: the only code that changes where an entry stands and what was agreed to."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from alumni import consents, mail, retention
from alumni.choices import Source, State, Visibility
from alumni.models.graduate import FIELDS, Graduate
from alumni.models.link import MailedLink
from core.models import ImportRun
from office.models import OutgoingMail
from office.models.consent import Method

TEXTS = [
    "name_cyrillic", "name_latin", "name_then", "email", "phone", "city", "faculty", "study_language", "position", "employer", "biography", "link",
    "legal_basis", "internal_note", "source_url",
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


LOOKED_AT = ["name_cyrillic", "name_latin", "position", "employer", "biography", "link"]  # what anybody could write anything into


def join(form_key, ticks, **fields):
    """Takes in a new entry that does not count yet; whoever is known gets a mail instead, and nothing is stored.

    `ticks` are {purpose: [text, language]}. The answer is None for both: nobody learns who is known.
    """
    with transaction.atomic():
        if Graduate.objects.of_form(form_key) or mail.are_enough(fields["email"]):
            return
        known = Graduate.objects.select_for_update().of_email(fields["email"])
        if known and known.state != State.NEW:
            mail.known(known, MailedLink.make(known)[1])
            return
        graduate = known or Graduate(public=False, source=Source.SELF, state=State.NEW)
        if write(graduate, form_key, ticks, fields):
            mail.confirm(graduate, MailedLink.make(graduate)[1])


def write(graduate, form_key, ticks, fields):
    """What was sent last stands, so that the owner of the address confirms their own words, whoever was quicker. False: the address came in at this moment."""
    for name, value in fields.items():
        setattr(graduate, name, value)
    graduate.form_key, graduate.pending, graduate.created_at = form_key, ticks, timezone.now()
    try:
        with transaction.atomic():
            graduate.save()
    except IntegrityError:
        return False
    return True


def ask_for_link(email, language):
    """A link to the owner of an address; to whom nothing is known of, a mail that says so."""
    with transaction.atomic():
        if mail.are_enough(email):
            return
        known = Graduate.objects.of_email(email)
        if known:
            mail.link(known, MailedLink.make(known)[1])
        else:
            mail.unknown(email, language)


@transaction.atomic
def opened(graduate):
    """The owner has opened a mailed link: what was ticked counts from now on, and the entry is confirmed for another term."""
    graduate = locked(graduate)
    held_back = graduate.state == State.RESTRICTED and consents.CONTACT not in graduate.pending
    for purpose, (text, language) in graduate.pending.items():
        consents.give(graduate, purpose, text, language, Method.MAIL_CODE)
        setattr(graduate, consents.DATES[purpose], localdate())
    graduate.pending = {}
    if graduate.contact_on and not held_back:
        graduate.state = State.CONFIRMED
        graduate.confirmed_on = localdate()
    graduate.save()
    return graduate


@transaction.atomic
def correct(graduate, visibility, ticks, words, **fields):
    """What the owner writes on their own page; `ticks` are {purpose: yes or no}. Words that the office has not seen are looked at before they are shown."""
    graduate = locked(graduate)
    if any((fields.get(name) or "") != (getattr(graduate, name) or "") for name in LOOKED_AT):
        graduate.public = False
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
    forget(graduate)
    empty(graduate)
    graduate.links.all().delete()
    return graduate


def forget(graduate):
    """What there is of a person beside the entry: mails, stories, uploaded lists."""
    OutgoingMail.objects.about(mail.subject_of(graduate)).delete()
    for story in graduate.stories.all():
        story.withdrawn_on = localdate()
        retention.empty(story)
    for run in ImportRun.objects.with_file("graduates"):
        run.file.delete(save=False)
        run.save(update_fields=["file"])


def deleted(sender, instance, **kwargs):
    """The office deletes an entry: no list brings the person back."""
    if instance.contact_on and instance.email and not instance.is_sample:
        consents.withdraw(instance, consents.CONTACT, Method.PAPER)
        forget(instance)


@transaction.atomic
def restrict(graduate, restricted=True):
    """The office stops using an entry, or goes on: a question about it is open, or the person asked for it."""
    graduate = locked(graduate)
    if restricted and graduate.state not in (State.ERASED, State.NEW):
        graduate.state = State.RESTRICTED
    elif not restricted and graduate.state == State.RESTRICTED and graduate.contact_on:
        graduate.state = State.CONFIRMED
    graduate.save()
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
    OutgoingMail.objects.about(mail.LEFT).sent().delete()
    return len(gone)
