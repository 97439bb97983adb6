import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES
from office.choices import Purpose


class Method(models.TextChoices):
    TICK = "tick", _("box ticked in a form")
    MAIL_CODE = "mail_code", _("link in a mail opened")
    PAPER = "paper", _("on paper")


class ConsentQuerySet(models.QuerySet):
    def newest(self, subject_key, purpose):
        """What a person said last about a purpose, or None."""
        return self.filter(subject_key=subject_key, purpose=purpose).order_by("-at", "-pk").first()


class Consent(models.Model):
    """One "yes", or the end of one, word for word. Rows are only ever added: a withdrawal is a row of its own.

    The person is a keyed hash of the mail address (office/consent.py), so that the log may outlive the data.
    """

    subject_key = models.CharField(_("person"), max_length=64, db_index=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    given = models.BooleanField(_("given"), default=True, help_text=_("No: withdrawn."))
    text = models.TextField(_("exact text"))
    version = models.CharField(_("version of the text"), max_length=12, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=list(NAMES.items()))
    method = models.CharField(_("how"), max_length=9, choices=Method.choices, default=Method.TICK)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    evidence = models.CharField(_("evidence"), max_length=120, blank=True)

    objects = ConsentQuerySet.as_manager()
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = _("consent"), _("log of consents")
        ordering = ["-at", "pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.get_purpose_display()}, {self.evidence}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A consent is written once and never changed.")
        self.version = hashlib.sha256(self.text.encode()).hexdigest()[:12]
        super().save(*args, **kwargs)
