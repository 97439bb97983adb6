"""An event. What is computed from its dates stands in masterclasses/times.py, what is asked of many in questions.py, who speaks in speaker.py."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.choices import Precision
from core.days import moment_text
from core.fields import ChoicesField
from core.languages import CODES, active, text_of
from core.models import Contact, Record
from core.models.contacts import SPOKEN
from core.money import Currency, money
from masterclasses import changes, times
from masterclasses.choices import LABELLED, OFF, Audience, Certifying, JoinLink, Kind, Mode, Registering, RegistrationState, Role, State
from masterclasses.contradictions import CONTRADICTIONS
from masterclasses.forms import EventForm
from masterclasses.models.questions import EventQuerySet

zones = cache(available_timezones)  # it searches the disk


def check_zone(name):
    if name not in zones():
        raise ValidationError(_("Not the name of a time zone: %(name)s. Write it as Europe/Minsk or Asia/Tokyo."), params={"name": name})


class Event(Record):
    """A masterclass, workshop, lecture, videoconference, conference or visit."""

    title = models.CharField(_("title"), max_length=250, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    description = models.TextField(_("about the event"), blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.PLANNED,
        help_text=_("Postponed: the day below does not hold and the new one is not known. When it is, enter it and choose “confirmed”."),
    )  # fmt: skip
    series = models.CharField(
        _("series"), max_length=150, blank=True, help_text=_("The same words in every event of a series, as in “School of young surgeons”.")
    )
    isced_f = ParentalManyToManyField("core.FieldOfStudy", blank=True, verbose_name=_("fields (ISCED-F)"), related_name="events")
    topics = models.CharField(_("topics"), max_length=250, blank=True, help_text=_("Separated by semicolons."))
    audience = ChoicesField(_("for whom"), codes=Audience.choices)
    # --- when --------------------------------------------------------------------------------
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    starts_time = models.TimeField(_("begins at"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the same day."))
    ends_time = models.TimeField(_("ends at"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default=times.MINSK, validators=[check_zone], help_text=_("Of the times above."))
    # --- where -------------------------------------------------------------------------------
    mode = models.CharField(_("how it is held"), max_length=7, choices=Mode.choices, blank=True)
    away = models.BooleanField(_("not at our university"), default=False, help_text=_("People of ours take part in an event elsewhere."))
    venue = models.CharField(_("place"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    address_line = models.CharField(_("address"), max_length=250, blank=True)
    step_free = models.BooleanField(_("step-free access"), null=True, blank=True)
    join_link = models.URLField(_("address for joining online"), max_length=500, blank=True)
    link_visibility = models.CharField(_("who sees this address"), max_length=10, choices=JoinLink.choices, default=JoinLink.REGISTERED)
    # --- in which language -------------------------------------------------------------------
    working_languages = ChoicesField(_("working languages"), codes=SPOKEN)
    interpretation = ChoicesField(_("interpreted into"), codes=SPOKEN)
    captions = ChoicesField(_("live captions in"), codes=SPOKEN)
    # --- who ---------------------------------------------------------------------------------
    partners = ParentalManyToManyField("partners.Partner", blank=True, verbose_name=_("partners"), related_name="events")
    organiser = models.ForeignKey("core.Unit", models.SET_NULL, null=True, blank=True, verbose_name=_("organised by"), related_name="+")
    contact = models.ForeignKey("core.Contact", models.SET_NULL, null=True, blank=True, verbose_name=_("contact"), related_name="+")
    # --- taking part -------------------------------------------------------------------------
    registering = models.CharField(_("registration"), max_length=9, choices=Registering.choices, default=Registering.NONE)
    register_url = models.URLField(_("address of the registration"), max_length=500, blank=True)
    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True, help_text=_("Minsk time. Empty: at once."))
    registration_closes = models.DateTimeField(_("registration closes"), null=True, blank=True, help_text=_("Minsk time. Empty: when the event begins."))
    capacity_on_site = models.PositiveIntegerField(_("places on site"), null=True, blank=True, help_text=_("Empty: without a limit."))
    capacity_online = models.PositiveIntegerField(_("places online"), null=True, blank=True, help_text=_("Empty: without a limit."))
    waiting_list = models.BooleanField(_("with a waiting list"), default=True, help_text=_("Whoever comes too late gets the next place that becomes free."))
    retention_until = models.DateField(_("data of participants are deleted after"), null=True, blank=True, help_text=_("Empty: six months after the end."))
    is_free = models.BooleanField(_("free of charge"), null=True, blank=True)
    fee_amount = models.DecimalField(
        pgettext_lazy("of an event", "fee"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0.01)]
    )
    fee_currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    credit_hours = models.CharField(_("credit hours"), max_length=200, blank=True, help_text=_("Of further medical education, if any."))
    certifying = models.CharField(pgettext_lazy("of an event", "certificate"), max_length=10, choices=Certifying.choices, default=Certifying.NONE)
    report = models.TextField(_("report"), blank=True, help_text=_("After the event: what was done, who came."))
    # --- computed ----------------------------------------------------------------------------
    begins_at = models.DateTimeField(null=True, editable=False, db_index=True)
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    previous_start = models.DateTimeField(null=True, editable=False)
    previous_is_timed = models.BooleanField(default=False, editable=False)
    shown_mode = models.CharField(max_length=7, choices=Mode.choices, blank=True, editable=False, db_index=True)

    address = "masterclasses/events"
    name_field = "title"
    known_by = ("slug", *(f"title_{code}" for code in CODES))
    base_form_class = EventForm
    objects = EventQuerySet.as_manager()
    search_fields = [index.AutocompleteField(f"title_{code}") for code in CODES]

    class Meta:
        verbose_name, verbose_name_plural = _("event"), _("events")

    def clean(self):
        """What contradicts itself; what is not known yet may stay empty."""
        super().clean()
        if wrong := {field: text for field, is_wrong, text in CONTRADICTIONS if is_wrong(self)}:
            raise ValidationError(wrong)

    def search_texts(self):
        texts = [getattr(self, f"{name}_{code}") for name in ("title", "subtitle", "topics", "series") for code in CODES]
        people = [getattr(speaker.lecturer, f"name_{code}") for speaker in self.speakers.all() for code in CODES]
        return [*texts, *people]

    # --- saving ------------------------------------------------------------------------------
    def settle(self):
        super().settle()
        self.begins_at, self.over_at = times.span(self)
        self.year = self.starts_on and self.starts_on.year
        if self.over_at and times.is_too_early(self.retention_until, self) and (self.registering == Registering.FORM or self.has_participants):
            self.retention_until = times.default_retention(self)
        self.shown_mode = Mode.ONLINE if self.is_online_only else self.mode
        changes.follow(self)

    # --- participants ------------------------------------------------------------------------
    @property
    def has_participants(self):
        """Has anybody registered, though they may have cancelled?"""
        return bool(self.pk and self.registrations.exists())

    def why_not_deleted(self):
        """A sentence for the office, '' where nothing stands against it."""
        if not self.has_participants and not self.certificates.exists():
            return ""
        return _("People have registered for this event, or hold certificates of it. Cancel it instead: they are told.")

    def why_not_unpublished(self):
        waiting = self.pk and not self.is_over and self.takes_place and self.registrations.active().exists()
        return _("People are registered for this event and would not be told. Cancel or postpone it instead: then they are.") if waiting else ""

    # --- what is computed --------------------------------------------------------------------
    @property
    def registration_ends_at(self):
        """The moment that was set, else the beginning; of an event known to the month or year only, the end of that."""
        return self.registration_closes or (self.begins_at if self.has_day else self.over_at)

    def registration_at(self, now=None):
        """Whether one can register at a moment."""
        now = now or timezone.now()
        if self.registering == Registering.NONE or not self.live:
            return RegistrationState.NONE
        if self.over_at is None or self.over_at <= now:
            return RegistrationState.OVER
        if not self.takes_place:
            return RegistrationState.OFF
        if self.registration_ends_at <= now:
            return RegistrationState.CLOSED
        if self.registration_opens and self.registration_opens > now:
            return RegistrationState.NOT_YET
        return RegistrationState.ELSEWHERE if self.registering == Registering.ELSEWHERE else RegistrationState.OPEN

    @property
    def is_timed(self):
        """Is the minute known at which it begins?"""
        return bool(self.starts_time and self.starts_on and self.precision == Precision.DAY)

    @property
    def has_day(self):
        return bool(self.starts_on and self.precision == Precision.DAY)

    @property
    def is_over(self):
        return self.over_at is None or self.over_at <= timezone.now()

    @property
    def is_running(self):
        return bool(self.is_timed and self.begins_at <= timezone.now() < self.over_at and self.takes_place)

    @property
    def takes_place(self):
        return self.state not in OFF

    @property
    def is_online_only(self):
        """Held, or moved, online: nobody comes."""
        return self.mode == Mode.ONLINE or self.state == State.MOVED_ONLINE

    @property
    def label(self):
        """The state where it must be seen before anything else, else None."""
        return State(self.state) if self.state in LABELLED and (not self.is_over or self.state in OFF) else None

    @property
    def label_text(self):
        return self.label.label if self.label else ""

    @property
    def when_text(self):
        """The day or days, time and zone, as exactly as they are known; '' for an unknown day."""
        return times.when_text(self)

    @property
    def day_text(self):
        return times.day_text(self)

    @property
    def clock_text(self):
        """The times in Minsk with the zone, '' where none is known."""
        return times.clock_text(self)

    @property
    def first_day_text(self):
        """The first day alone, as exactly as it is known: for lists of the office."""
        return Precision(self.precision).shown(self.starts_on) if self.starts_on else ""

    @property
    def public_link(self):
        """The address for joining, if everybody may have it."""
        return self.join_link if self.link_visibility == JoinLink.PUBLIC and self.takes_place else ""

    @property
    def shown_contact(self):
        return Contact.shown(self.contact or self.owner)

    @property
    def fee_text(self):
        if self.fee_amount:
            return money(self.fee_amount, self.fee_currency)
        return _("free of charge") if self.is_free else ""

    @property
    def previous(self):
        """From when a rescheduled event was moved: a moment, a day if no time was known, or None."""
        if not self.previous_start or self.previous_is_timed:
            return self.previous_start
        return times.day_there(self.previous_start, self.zone)

    @property
    def moved_text(self):
        if not self.previous or not self.takes_place:
            return ""
        shown = moment_text(self.previous) if self.previous_is_timed else date_format(self.previous, "DATE_FORMAT")
        return _("Moved from %(moment)s") % {"moment": shown}

    def public_partners(self):
        """The partners that visitors see, with those of a preview."""
        return [partner for partner in self.partners.all() if partner.live]

    @cached_property
    def others_of_series(self):
        """The public events of the same series, the newest first."""
        return list(Event.objects.public().in_series(self).with_speakers().newest_first()) if self.pk else []

    @staticmethod
    def soonest():
        """For ordering: what is known to the month or year only comes when that is over, after the days in it."""
        return models.Case(models.When(precision=Precision.DAY, then="begins_at"), default="over_at")

    @staticmethod
    def newest():
        """For ordering: the newest first, those without a day last."""
        return models.F("begins_at").desc(nulls_last=True)

    @property
    def teachers(self):
        return [speaker for speaker in self.speakers.all() if speaker.role != Role.INTERPRETER]

    def search_kind(self):
        return self.get_kind_display()

    def search_excerpt(self):
        return " · ".join(filter(None, [str(self.label_text), self.when_text, text_of(self, "summary")[0]]))

    def meta_description(self):
        return text_of(self, "summary", active())[0] or ", ".join(filter(None, [self.get_kind_display(), self.when_text]))
