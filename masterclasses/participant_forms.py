"""What the office does with one registration: puts a name or address right, and decides one thing."""

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from masterclasses import certificates, mail, places
from masterclasses.choices import Certifying, Standing

NAMES = ("name_cyrillic", "name_latin", "email", "organisation")


class Decision(models.TextChoices):
    ATTEND = "attend", _("took part")
    ABSENT = "absent", _("did not come after all")
    ACCEPT = "accept", _("gets a place now, whatever the order")
    CANCEL = "cancel", _("cancel: data are deleted, a mail is sent")
    LINK = "link", _("send the link to the own page once more")
    CERTIFY = "certify", _("issue the certificate")


OFFERED = {
    Standing.WAITING: [Decision.ACCEPT, Decision.LINK, Decision.CANCEL],
    Standing.ACCEPTED: [Decision.ATTEND, Decision.LINK, Decision.CANCEL],
    Standing.ATTENDED: [Decision.CERTIFY, Decision.LINK, Decision.ABSENT],
    Standing.CANCELLED: [],
}
DOES = {  # function(registration)
    Decision.ATTEND: places.attended,
    Decision.ABSENT: lambda registration: places.attended(registration, was_there=False),
    Decision.ACCEPT: places.accept,
    Decision.CANCEL: lambda registration: places.cancel(registration, by_office=True),
    Decision.LINK: mail.link,
    Decision.CERTIFY: lambda registration: certificates.issue([registration]),
}


MISSED = {  # why a decision changed nothing
    Decision.ATTEND: _("Nobody has taken part before the event begins, nor without a place."),
    Decision.ABSENT: _("A certificate says that this person took part. Revoke it first."),
    Decision.ACCEPT: _("No places are given out for this event any more."),
    Decision.CANCEL: _("The event is over, or the person took part: the registration stays until its term."),
    Decision.LINK: _("Five mails went to this address within the hour. Try again later."),
    Decision.CERTIFY: _("There is nothing to certify."),
}


class Missed(Exception):
    """A decision that changed nothing."""


class RegistrationDeskForm(WagtailAdminModelForm):
    decision = forms.ChoiceField(label=_("What happens now"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        registration = self.instance
        offered = OFFERED[Standing(registration.standing)]
        if registration.event.certifying == Certifying.NONE or hasattr(registration, "certificate"):
            offered = [decision for decision in offered if decision != Decision.CERTIFY]
        self.fields["decision"].choices = [("", "—"), *((decision.value, decision.label) for decision in offered)]

    def clean(self):
        data = super().clean()
        if self.instance.standing != Standing.CANCELLED:
            if not (data.get("name_cyrillic") or data.get("name_latin")):
                self.add_error("name_cyrillic", _("One of the two names is needed."))
            if "email" not in self.errors and not data.get("email"):
                self.add_error("email", _("Without it nobody can be told of changes."))
        return data

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    @transaction.atomic
    def save(self, commit=True):
        """Raises places.Full, places.Already for an address that is registered, or Missed; nothing is saved then."""
        registration = places.correct(self.instance, **{name: self.cleaned_data[name] for name in NAMES})
        certificates.follow_name(registration)
        if decision := self.cleaned_data.get("decision"):
            decide(registration, Decision(decision))
        self.instance.refresh_from_db()
        return self.instance


def decide(registration, decision):
    """Raises Missed where it changes nothing."""
    before = registration.standing
    done = DOES[decision](registration)
    is_done = bool(done) if decision in (Decision.LINK, Decision.CERTIFY) else done.standing != before
    if not is_done:
        raise Missed(MISSED[decision])
