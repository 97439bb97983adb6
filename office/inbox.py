"""How a message gets in: checked, stored with its consent, then mails are written down. One function for every form of every section."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import active, text_of
from core.models import OfficeDetails
from core.visitors import sender_key
from office import consent, mail
from office.choices import Purpose, State
from office.models import Consent, Enquiry

receipts = signing.Signer(salt="office.receipt", sep=".")


class TooMany(Exception):
    """More messages in an hour than one sender, or all together, may send."""


def operator(details):
    """Who keeps the data, in the active language."""
    return text_of(details, "university")[0]


def consent_text(details, minor=False):
    return consent.text_of_consent(Purpose.ANSWER, operator(details), minor)


def check_rate(key):
    hour_ago = timezone.now() - timedelta(hours=1)
    if Enquiry.objects.of_sender(key, hour_ago).count() >= settings.FORM_LIMIT_SENDER:
        raise TooMany
    if Enquiry.objects.filter(received_at__gte=hour_ago).count() >= settings.FORM_LIMIT_ALL:
        raise TooMany


def receive(request, form, topic, *, assignee=None, **fields):
    """Store what a valid form says and answer the message; the same form sent again answers the same message.

    Raises TooMany before anything is stored.
    """
    form_key = form.form_key()
    if stored := Enquiry.objects.filter(form_key=form_key).first():
        return stored
    sender, details = sender_key(request), OfficeDetails.load(request)
    check_rate(sender)
    enquiry = Enquiry(
        topic=topic,
        language=active(),
        form_key=form_key,
        sender_key=sender,
        state=State.SPAM if form.is_spam else State.NEW,
        assignee=assignee or details.contact,
        **what_is_kept(request, form, fields),
    )
    enquiry.set_due(details.reply_days)
    enquiry.follow_state()
    try:
        return keep(enquiry, form.fields["consent"].label)
    except IntegrityError:  # sent twice at the same moment
        return Enquiry.objects.get(form_key=form_key)


def what_is_kept(request, form, fields):
    """What is kept of what was said; of someone under 16 the text, the address for the answer and the page with the form, whatever else was sent."""
    names = ("text", "email") if form.minor else ("text", "name", "email")
    said = {name: form.cleaned_data.get(name, "") for name in names}
    return {**said, "is_minor": True, "about_path": request.path} if form.minor else {**said, **fields}


@transaction.atomic
def keep(enquiry, text):
    """Message, consent and the mails to come, all or nothing."""
    if enquiry.email:
        enquiry.consent = consent_of(enquiry, text)
    enquiry.save()
    if enquiry.state != State.SPAM:
        mail.received(enquiry)
        mail.assigned(enquiry)
    return enquiry


def consent_of(enquiry, text):
    """The log's entry that the sender agreed to these words."""
    key = consent.subject_key(enquiry.email)
    return Consent.objects.create(subject_key=key, purpose=Purpose.ANSWER, text=text, language=enquiry.language, is_sample=enquiry.is_sample)


def receipt(enquiry):
    """A word for the address of the page that shows the reference number; not to be guessed."""
    return receipts.sign(enquiry.reference)


def reference_of(token):
    """The reference number in a receipt, None for anything else."""
    try:
        return receipts.unsign(token)
    except signing.BadSignature:
        return None


def too_many_text():
    return _("Many messages came from your network within an hour. Nothing you typed is lost: please send it again in an hour, or write to us by mail.")
