from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def shown(self, now=None):
        """On show at a moment, the most urgent first."""
        now = now or timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now).order_by("-tone", "ends_at")


class Notice(models.Model):
    """A banner at the head of every page; it goes by itself."""

    class Tone(models.TextChoices):
        INFORMATION = "information", _("for information")
        WARNING = "warning", _("urgent")

    text = models.CharField(_("text"), max_length=250)
    link = models.CharField(
        _("leads to"), max_length=300, blank=True,
        help_text=_("An address of this site without the language (news/new-rules/), or a full one (https://…)."),
    )  # fmt: skip
    tone = models.CharField(_("kind"), max_length=11, choices=Tone.choices, default=Tone.INFORMATION)
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now, help_text=_("Minsk time."))
    ends_at = models.DateTimeField(_("shown until"), help_text=_("Minsk time. It goes by itself."))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        ordering = ["-ends_at", "pk"]

    def __str__(self):
        return self.text_ru or self.text_en or f"№ {self.pk}"

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It would end before it begins.")})
        if self.link and not self.link.startswith(("https://", "http://")) and (":" in self.link or self.link.startswith("//")):
            raise ValidationError({"link": _("Write an address of this site, or a full one that begins with https://")})

    def href(self, lang):
        """The link in one language, '' where there is none."""
        if not self.link or self.link.startswith(("https://", "http://")):
            return self.link
        path = self.link.lstrip("/")
        return f"/{lang}/{path}" if not path or path.endswith("/") or "#" in path or "?" in path else f"/{lang}/{path}/"

    @property
    def is_shown(self):
        return self.starts_at <= timezone.now() < self.ends_at
