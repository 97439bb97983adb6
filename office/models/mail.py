from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES

CLAIM = timedelta(minutes=10)  # after which a mail that someone began to send and never finished is anyone's again


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up=False)

    def due(self, now=None):
        """May be tried now, and nobody is at it."""
        now = now or timezone.now()
        return self.waiting().filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM), not_before__lte=now)

    def sent(self):
        return self.exclude(sent_at=None)

    def done(self):
        """Sent or given up: they need not be kept for sending."""
        return self.exclude(sent_at=None, given_up=False)

    def failed(self):
        return self.filter(given_up=True)

    def to_address(self, address, since):
        return self.filter(to=address, created_at__gt=since)

    def written_since(self, moment):
        return self.filter(created_at__gt=moment)

    def about_any(self, beginning):
        """All mails whose subjects begin alike."""
        return self.filter(about__startswith=beginning)

    def about(self, subject):
        """All mails of one registration or the like."""
        return self.filter(about=subject)

    def but_the_last(self):
        last = self.order_by("-pk").values_list("pk", flat=True).first()
        return self.exclude(pk=last)

    def claim(self, pk):
        """Take one for sending; False when another process was quicker. One UPDATE, so two can never both have it."""
        return self.due().filter(pk=pk).update(claimed_at=timezone.now(), attempts=F("attempts") + 1) == 1


class OutgoingMail(models.Model):
    """A mail that is written down before anyone tries to send it. Personal data: deleted some time after it was sent."""

    to = models.EmailField(_("to"))
    reply_to = models.EmailField(_("answers go to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=5, choices=list(NAMES.items()))
    enquiry = models.ForeignKey("office.Enquiry", models.CASCADE, null=True, blank=True, verbose_name=_("message"), related_name="mails")
    about = models.CharField(max_length=60, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    not_before = models.DateTimeField(_("next attempt"), default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up = models.BooleanField(_("given up"), default=False, help_text=_("Take the tick away to try again."))

    objects = OutgoingMailQuerySet.as_manager()
    wagtail_reference_index_ignore = True
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = _("mail"), _("outgoing mail")
        ordering = ["-created_at", "pk"]
        default_permissions = ("change", "view")

    def __str__(self):
        """No personal data: it becomes the label of log entries."""
        return f"№ {self.pk}"
