"""The one inbox: reports of mistakes, proposals of cooperation, questions. Personal data: never revisioned, deleted after its term."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from core.languages import NAMES
from core.models import Contact, Holiday
from office.choices import LETTERS, OPEN, UNANSWERED, Outcome, State, Topic

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no letter or digit that is taken for another


def new_reference(topic):
    """A short name for a message that can be read out on the phone and not guessed: R-7K3M9QX2."""
    return f"{LETTERS[Topic(topic)]}-{''.join(secrets.choice(ALPHABET) for _ in range(8))}"


def working_day(start, days):
    """The day that is so many working days after another: weekends and days on which the office is closed do not count."""
    closed = set(Holiday.objects.filter(opens=None, day__gt=start).values_list("day", flat=True))
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in closed
    return day


class EnquiryQuerySet(models.QuerySet):
    def open(self):
        """Not closed, and no spam."""
        return self.filter(state__in=OPEN)

    def unanswered(self):
        """Nobody has answered yet, and someone should."""
        return self.filter(state__in=UNANSWERED)

    def late(self, today=None):
        """Unanswered past the promised day."""
        return self.unanswered().filter(due_on__lt=today or localdate())

    def unassigned(self):
        return self.unanswered().filter(assignee=None)

    def for_user(self, user):
        """Unanswered, and sent to a role in which this user acts."""
        return self.unanswered().filter(assignee__in=Contact.objects.of_staff(user).values("pk"))

    def expired(self, today=None):
        """Past their term: to be deleted."""
        return self.filter(retention_until__lt=today or localdate())

    def of_sender(self, key, since):
        return self.filter(sender_key=key, received_at__gte=since)

    def questions_answered(self, since, until):
        """(received, first answered) of every question first answered between two moments; no samples, no spam."""
        questions = self.filter(topic=Topic.QUESTION, is_sample=False).exclude(state=State.SPAM)
        return questions.filter(first_reply_at__gte=since, first_reply_at__lte=until).order_by().values_list("received_at", "first_reply_at")


class Enquiry(index.Indexed, models.Model):
    """One message to the office."""

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    topic = models.CharField(_("topic"), max_length=8, choices=Topic.choices)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.NEW)
    assignee = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("goes to"), related_name="enquiries")
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices, blank=True, help_text=_("Of a report: how it ended. Closes it."))
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    country = models.ForeignKey("core.Country", models.SET_NULL, null=True, blank=True, verbose_name=_("country"), related_name="+")
    organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    wanted = models.CharField(_("what is wanted"), max_length=150, blank=True)
    start = models.CharField(_("beginning of studies"), max_length=40, blank=True)
    is_minor = models.BooleanField(_("under 16"), default=False, help_text=_("Only an address for the answer is kept."))
    language = models.CharField(_("language"), max_length=5, choices=list(NAMES.items()))
    text = models.TextField(_("text"))
    about_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    about_id = models.CharField(max_length=40, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    about_title = models.CharField(pgettext_lazy("what a message is about", "about"), max_length=400, blank=True)
    about_path = models.CharField(_("address"), max_length=500, blank=True)
    consent = models.ForeignKey("office.Consent", models.PROTECT, null=True, blank=True, verbose_name=_("consent"), related_name="+")
    form_key = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 (NULL where no form was sent: unique)
    sender_key = models.CharField(max_length=64, blank=True, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    due_on = models.DateField(_("answer promised by"), null=True, blank=True)
    first_reply_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    retention_until = models.DateField(_("deleted after"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = EnquiryQuerySet.as_manager()
    search_fields = [index.AutocompleteField("reference")]
    wagtail_reference_index_ignore = True
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = _("message"), _("messages")
        ordering = ["-received_at", "pk"]
        default_permissions = ("change", "delete", "view")  # messages come from forms only

    def __str__(self):
        """No personal data: it becomes the label of log entries, which outlive the message."""
        return self.reference

    def save(self, *args, **kwargs):
        self.reference = self.reference or new_reference(self.topic)
        super().save(*args, **kwargs)

    # --- its life ----------------------------------------------------------------------------
    def set_due(self, reply_days):
        """The promised day, counted from today; none where nothing is promised."""
        self.due_on = working_day(localdate(self.received_at), reply_days) if reply_days else None

    def follow_state(self):
        """Times and terms that go with the state; a message that is opened again loses its term."""
        if self.state == State.ANSWERED:
            self.mark_answered()
        if self.state in OPEN:
            self.closed_at = self.retention_until = None
        else:
            self.closed_at = self.closed_at or timezone.now()
            days = settings.SPAM_RETENTION_DAYS if self.state == State.SPAM else settings.ENQUIRY_RETENTION_DAYS
            self.retention_until = localdate(self.closed_at) + timedelta(days=days)

    def mark_answered(self):
        self.first_reply_at = self.first_reply_at or timezone.now()

    def correct(self, user):
        """The reported mistake is put right: the page or record is confirmed today, and feeds tell."""
        if self.about:
            self.about.confirm(user, corrected=True)

    # --- what lists show -----------------------------------------------------------------------
    @property
    def is_late(self):
        return bool(self.state in UNANSWERED and self.due_on and self.due_on < localdate())

    @property
    def days_left(self):
        """Until the promised day, negative when it is past; None when answered or nothing was promised."""
        return (self.due_on - localdate()).days if self.due_on and self.state in UNANSWERED else None

    @property
    def names_its_subject(self):
        """Whether `about_path` is what the message is about; of a question about nothing in particular it is the page with the form."""
        return bool(self.about_title) or self.topic == Topic.REPORT

    @property
    def sender(self):
        return ", ".join(filter(None, [self.name, self.organisation])) or "—"


class EnquiryNote(models.Model):
    """What staff wrote about a message, or back to its sender."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="notes")
    author = models.ForeignKey("core.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    sent = models.BooleanField(default=False)  # went to the sender by mail

    wagtail_reference_index_ignore = True
    unseen = True

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.enquiry_id} {self.at:%Y-%m-%d}"
