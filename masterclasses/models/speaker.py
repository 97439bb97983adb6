"""Who speaks at an event, and the lines of its programme."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.languages import CODES, text_of
from core.models.parts import Part
from masterclasses.choices import TEACHING, Role
from masterclasses.contradictions import END_FIRST
from masterclasses.models.event import Event

HOME = "BY"  # ISO 3166-1


class SpeakerQuerySet(models.QuerySet):
    def visiting(self, now=None):
        """People from abroad who taught in Minsk, at public events: the newest first, samples last."""
        taught = self.filter(role__in=TEACHING, event__in=Event.objects.public().held_here(now), lecturer__live=True)
        abroad = taught.exclude(lecturer__country=None).exclude(lecturer__country__code=HOME)
        return abroad.select_related("event", "lecturer__partner", "lecturer__country").order_by(
            "event__is_sample", models.F("event__begins_at").desc(nulls_last=True), "pk"
        )


class Speaker(Part):
    """Who does what at an event, and where that person worked then."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="speakers")
    lecturer = models.ForeignKey("masterclasses.Lecturer", models.PROTECT, verbose_name=_("lecturer"), related_name="speeches")
    role = models.CharField(_("role"), max_length=11, choices=Role.choices, default=Role.LECTURER)
    topic = models.CharField(_("topic"), max_length=250, blank=True)
    affiliation = models.CharField(_("organisation at that time"), max_length=250, blank=True, help_text=_("Only where it was another one than now."))

    objects = SpeakerQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("speaker"), _("speakers")
        constraints = [models.UniqueConstraint(fields=["event", "lecturer", "role"], name="a_speaker_once_in_a_role")]

    def __str__(self):
        return str(self.lecturer)

    @property
    def organisation(self):
        """(name, language) of where the person worked then."""
        then = text_of(self, "affiliation")
        return then if then[0] else self.lecturer.organisation


class Session(Part):
    """A line of the programme."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(_("title"), max_length=250)
    day = models.DateField(_("day"), null=True, blank=True, help_text=_("Empty: the first day."))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    lecturer = models.ForeignKey("masterclasses.Lecturer", models.SET_NULL, null=True, blank=True, verbose_name=_("lecturer"), related_name="sessions")
    others = models.CharField(_("also speaking"), max_length=250, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("session"), _("programme")

    def __str__(self):
        return str(getattr(self, f"title_{CODES[0]}", "") or self.pk)

    def clean(self):
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": END_FIRST})
