"""What stays after an event: files, recordings, pictures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.fields import ChoicesField
from core.models.contacts import SPOKEN
from core.models.parts import Part
from masterclasses.choices import MaterialKind
from masterclasses.models.event import Event


class Material(Part):
    """Slides, a recording, a handout: a file here or an address elsewhere."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=9, choices=MaterialKind.choices, default=MaterialKind.SLIDES)
    document = models.ForeignKey("core.SiteDocument", models.SET_NULL, null=True, blank=True, verbose_name=_("file"), related_name="+")
    url = models.URLField(_("address"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=SPOKEN, blank=True)
    captions = ChoicesField(_("captions in"), codes=SPOKEN)
    publish_on = models.DateField(_("shown from"), null=True, blank=True, help_text=_("Empty: at once."))

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("material"), _("materials")

    def __str__(self):
        return str(self.title or self.pk)

    def clean(self):
        super().clean()
        if bool(self.document_id) == bool(self.url):
            raise ValidationError({"url": _("Choose a file or give an address, one of the two.")})

    @property
    def is_public(self):
        return self.publish_on is None or self.publish_on <= localdate()


class EventPicture(Part):
    """A photograph of the event; its description for those who do not see it stands with the picture."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("core.SiteImage", models.CASCADE, verbose_name=_("picture"), related_name="+")
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("picture"), _("pictures")

    def __str__(self):
        return str(self.image)
