"""Forms: what visitors send to the office (`VisitorForm` and its kinds), and what staff do with it (`EnquiryDeskForm`)."""

import hashlib
import secrets

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.addresses import clean_path
from core.languages import IN_LANGUAGE, text_of
from office import mail
from office.choices import OPEN, Outcome, State
from office.models import ReadyAnswer

signer = signing.TimestampSigner(salt="office.form")
TEXT_LIMIT = 5000


def new_key():
    """A one-time key for a form that is about to be shown."""
    return signer.sign(secrets.token_urlsafe(12))


class TextField(forms.CharField):
    """Counts the end of a line as browsers do: as one character, though two are sent."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class VisitorForm(forms.Form):
    """What every form of visitors has: an address, consent, and three guards.

    `key` names one showing of the form, so that sending it twice stores it once; `trap` is invisible to people; the consent's words
    come from office/consent.py and are given as `consent_text`.
    """

    minor = False
    email = forms.EmailField(label=_("Your mail address"), max_length=200, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    consent = forms.BooleanField(error_messages={"required": _("Tick the box, or we may not keep your address.")})
    trap = forms.CharField(required=False, label=_("Leave this field empty"), widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, consent_text, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent_text

    def clean_key(self):
        """The key's own part; a stale or forged one asks to send again with a new one."""
        try:
            return signer.unsign(self.cleaned_data["key"], max_age=settings.FORM_HOURS * 3600)
        except signing.BadSignature:
            raise ValidationError(_("This form was open for too long. Nothing is lost: please press “Send” once more.")) from None

    @property
    def is_spam(self):
        return bool(self.cleaned_data.get("trap"))

    def form_key(self):
        """Equal for the same showing with the same content, so that a changed text is a new message."""
        said = "\x1f".join(f"{name}={self.cleaned_data[name]}" for name in sorted(self.cleaned_data) if name != "key")
        return hashlib.sha256(f"{self.cleaned_data['key']}\x1f{said}".encode()).hexdigest()


class MessageForm(VisitorForm):
    """A message to the office: a text, and who sends it. One with `minor = True` is for people under 16: it asks for no name."""

    text = TextField(label=_("Your message"), max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 7}))
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["text", "name", "email", "consent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.minor:
            self.fields.pop("name", None)


class ReportForm(MessageForm):
    """What is wrong on a page. Name and mail only for those who want an answer."""

    field_order = ["text", "name", "email", "consent"]
    about = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What is wrong or out of date?")
        self.fields["text"].help_text = _("If you know it, say what would be right and where that can be read.")
        for name in ("name", "email", "consent"):
            self.fields[name].required = False
        self.fields["email"].help_text = _("Only if you want an answer.")

    def clean_about(self):
        return clean_path(self.cleaned_data["about"])

    def clean(self):
        data = super().clean()
        if (data.get("name") or data.get("email")) and not data.get("consent"):
            self.add_error("consent", self.fields["consent"].error_messages["required"])
        if data.get("name") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give an address to which we can answer, or leave the name empty too."))
        return data


class EnquiryDeskForm(WagtailAdminModelForm):
    """What staff do with a message: assign it, note something, answer by mail, close it.

    A ready answer only fills in the answer, where that is empty; the form is then shown again, and nothing is saved or sent.
    """

    is_filled_in = False
    ready = forms.ChoiceField(label=_("Ready answer"), required=False, help_text=_("Save to put it into an empty answer; you see it before it goes."))
    answer = forms.CharField(
        label=_("Answer to the sender"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Goes out by mail when you save, under greeting and reference number."),
    )
    note = forms.CharField(label=_("Note for colleagues"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ready_answers = {str(answer.pk): answer for answer in ReadyAnswer.objects.for_topic(self.instance.topic)}
        self.fields["ready"].choices = [("", "—"), *((key, text_of(answer, "title")[0]) for key, answer in self.ready_answers.items())]

    def clean(self):
        data = super().clean()
        chosen = self.ready_answers.get(data.get("ready"))
        wants_filling = chosen and not data.get("answer")
        if (data.get("answer") or wants_filling) and not self.instance.email:
            self.add_error("ready" if wants_filling else "answer", _("The sender left no mail address."))
        elif wants_filling:
            self.fill_in(chosen.text_for(self.instance))
        if data.get("outcome") == Outcome.CORRECTED and self.instance.about is None:
            self.add_error("outcome", _("What the report was about is not there any more."))
        return data

    def fill_in(self, text):
        """The text of the ready answer into the field, for staff to look through."""
        if not text:
            self.add_error("ready", _("This ready answer has no text %(language)s.") % {"language": IN_LANGUAGE[self.instance.language]})
            return
        self.data = self.data.copy()
        self.data["answer"], self.data["ready"] = text, ""
        self.is_filled_in = True
        self.add_error("ready", _("The ready answer is in the field below: look through it and save."))

    def save(self, commit=True):
        enquiry = self.instance
        if "outcome" in self.changed_data and enquiry.outcome:
            enquiry.state = State.CLOSED
        elif self.cleaned_data.get("answer") and enquiry.state in (State.NEW, State.ASSIGNED):
            enquiry.state = State.ANSWERED
        if self.cleaned_data.get("answer"):
            enquiry.mark_answered()
        if enquiry.state in OPEN:
            enquiry.outcome = ""  # opened again: it has not ended
        enquiry.follow_state()
        saved = super().save(commit)
        if commit:
            self.write_down(saved)
        return saved

    def write_down(self, enquiry):
        """The note, the answer with its mail, and the confirmation of what was put right."""
        user = self.for_user
        if note := self.cleaned_data.get("note"):
            enquiry.notes.create(author=user, text=note)
        if answer := self.cleaned_data.get("answer"):
            enquiry.notes.create(author=user, text=answer, sent=True)
            mail.answer(enquiry, answer)
        if "outcome" in self.changed_data and enquiry.outcome == Outcome.CORRECTED:
            enquiry.correct(user)
