from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from core.languages import CODES, NAMES, active


class SiteImage(AbstractImage):
    """A picture with a text alternative in each language, or marked as decoration."""

    alt = models.CharField(_("text alternative"), max_length=250, blank=True, help_text=_("What the picture tells someone who cannot see it."))
    decorative = models.BooleanField(_("decoration only"), default=False, help_text=_("Tells nothing that the text does not; read aloud as nothing."))
    permission_note = models.CharField(_("permission"), max_length=250, blank=True, help_text=_("Who took it and who allowed its use. Never published."))

    admin_form_fields = ("title", "file", "collection", *(f"alt_{code}" for code in CODES), "decorative", "permission_note", "tags")

    class Meta:
        verbose_name, verbose_name_plural = _("picture"), _("pictures")

    def clean(self):
        super().clean()
        if self.decorative:
            return
        gaps = [code for code in CODES if not getattr(self, f"alt_{code}")]
        if gaps:
            raise ValidationError({f"alt_{code}": _("Describe the picture, or tick “decoration only”.") for code in gaps})

    @property
    def default_alt_text(self):
        """In the language being shown; '' for decoration."""
        return "" if self.decorative else getattr(self, f"alt_{active()}") or ""


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SiteDocument(AbstractDocument):
    """A file to download: its language is part of what a reader is told before opening it."""

    language = models.CharField(_("language of the document"), max_length=5, choices=list(NAMES.items()), blank=True)
    dated = models.DateField(_("date of the document"), null=True, blank=True)
    permission_note = models.CharField(_("permission"), max_length=250, blank=True, help_text=_("Who allowed its publication. Never published."))

    admin_form_fields = ("title", "file", "collection", "language", "dated", "permission_note", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name, verbose_name_plural = _("document"), _("documents")
