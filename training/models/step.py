from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.fields import ChoicesField
from core.models import Row
from training.choices import Actor, Level, Phase
from training.models.levels import LevelledQuerySet


class StepQuerySet(LevelledQuerySet):
    def in_order(self):
        return self.order_by("order", "pk")


class Step(Row):
    """One step on the way from the first question to studies: who does it, how long it takes."""

    phase = models.CharField(_("when"), max_length=10, choices=Phase.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    title = models.CharField(_("what"), max_length=150, blank=True)
    text = models.TextField(_("text"), blank=True)
    actor = models.CharField(_("who"), max_length=14, choices=Actor.choices, default=Actor.APPLICANT)
    duration = models.CharField(_("how long it takes"), max_length=100, blank=True)
    hours_after_arrival = models.PositiveSmallIntegerField(_("due within, hours after arrival"), null=True, blank=True)
    levels = ChoicesField(_("levels"), codes=Level.choices, help_text=_("None: all."))

    name_field = "title"
    objects = StepQuerySet.as_manager()
    search_fields = [index.AutocompleteField("title_ru"), index.AutocompleteField("title_en")]

    class Meta:
        verbose_name, verbose_name_plural = _("step"), _("steps")
        ordering = ["order", "pk"]
