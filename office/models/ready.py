"""Answers that the office gives again and again, written once in each language."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import ChoicesField
from core.languages import CODES, DEFAULT
from office.choices import Topic

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class ReadyAnswerQuerySet(models.QuerySet):
    def for_topic(self, topic):
        """A list of those for messages of this topic, and of those for any."""
        return [answer for answer in self if not answer.topics or topic in answer.topics]


class ReadyAnswer(models.Model):
    """A text that staff put into an answer and look through before it goes."""

    title = models.CharField(_("title"), max_length=150, help_text=_("For colleagues; never sent."))
    text = models.TextField(
        _("text"), blank=True,
        help_text=_("{name}, {reference}, {programme} and {site} (the address of this site) are filled in. The mail has its greeting and signature already."),
    )  # fmt: skip
    topics = ChoicesField(_("for messages of these topics"), codes=Topic.choices, help_text=_("None ticked: for all."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = ReadyAnswerQuerySet.as_manager()
    unseen = True

    class Meta:
        verbose_name, verbose_name_plural = _("ready answer"), _("ready answers")
        ordering = ["title_ru", "pk"]

    def __str__(self):
        return self.title_ru or self.title_en or f"№ {self.pk}"

    def clean(self):
        if not any(getattr(self, f"text_{code}") for code in CODES):
            raise ValidationError({f"text_{DEFAULT}": _("Write the text in one language at least.")})

    def text_for(self, enquiry):
        """The text in the sender's language, '' where there is none; a word in braces that stands for nothing known stays as it is."""
        known = {"name": enquiry.name, "reference": enquiry.reference, "programme": enquiry.about_title, "site": settings.BASE_URL}
        return PLACEHOLDER.sub(lambda found: known.get(found[1]) or found[0], getattr(self, f"text_{enquiry.language}", "") or "")

    @property
    def topics_text(self):
        return ", ".join(str(label) for label in self._meta.get_field("topics").labels(self.topics))
