"""Fixed lists of the section. Where a standard has a word, it stands beside the value: schema.org, RFC 5545."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    MASTERCLASS = "masterclass", _("masterclass")
    WORKSHOP = "workshop", _("workshop")
    LECTURE = "lecture", _("lecture")
    COURSE = "course", _("course of lectures")
    VIDEOCONFERENCE = "videoconference", _("videoconference")
    CONFERENCE = "conference", _("conference or forum")
    TRAINING = "training", pgettext_lazy("kind of event", "training")
    VISIT = "visit", pgettext_lazy("kind of event", "visit")


class Audience(models.TextChoices):
    STUDENT = "student", _("students")
    MASTER = "master", _("master’s students")
    RESIDENT = "resident", _("residents")
    DOCTORAL = "doctoral", _("doctoral students")
    TEACHER = "teacher", _("teaching staff")
    DOCTOR = "doctor", _("doctors and pharmacists")
    GRADUATE = "graduate", _("graduates of the university")
    PUBLIC = "public", _("everybody")


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    ONLINE = "online", pgettext_lazy("how an event is held", "online")
    BOTH = "both", _("on site and online")


ATTENDANCE = {  # schema.org eventAttendanceMode
    Mode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Mode.BOTH: "https://schema.org/MixedEventAttendanceMode",
}


class State(models.TextChoices):
    """What the office says of an event; whether it is over is told by the clock."""

    PLANNED = "planned", pgettext_lazy("state of an event", "planned")
    CONFIRMED = "confirmed", pgettext_lazy("state of an event", "confirmed")
    POSTPONED = "postponed", pgettext_lazy("state of an event", "postponed")
    MOVED_ONLINE = "moved_online", pgettext_lazy("state of an event", "moved online")
    CANCELLED = "cancelled", pgettext_lazy("state of an event", "cancelled")
    HELD = "held", pgettext_lazy("state of an event", "held")


LABELLED = [State.POSTPONED, State.MOVED_ONLINE, State.CANCELLED]  # what a visitor must see before anything else
OFF = [State.POSTPONED, State.CANCELLED]  # does not take place at the time that is shown
ICAL_STATUS = {State.PLANNED: "TENTATIVE", State.POSTPONED: "CANCELLED", State.CANCELLED: "CANCELLED"}  # all others: CONFIRMED
EVENT_STATUS = {  # schema.org eventStatus; all others: EventScheduled
    State.POSTPONED: "EventPostponed",
    State.MOVED_ONLINE: "EventMovedOnline",
    State.CANCELLED: "EventCancelled",
}


class JoinLink(models.TextChoices):
    """Who sees the address by which one joins online."""

    PUBLIC = "public", _("everybody, on the page and in calendars")
    REGISTERED = "registered", _("those who have a place, on their own page")
    MAIL = "mail", _("those who have a place, by mail only")


class Registering(models.TextChoices):
    """How one registers."""

    NONE = "none", _("no registration")
    FORM = "form", _("by the form on this site")
    ELSEWHERE = "elsewhere", _("elsewhere: by the address below")


class RegistrationState(models.TextChoices):
    """Whether one can register now: told by the clock and the state of the event."""

    NONE = "none", _("no registration")
    ELSEWHERE = "elsewhere", _("registration elsewhere")
    NOT_YET = "not_yet", _("registration is not open yet")
    OPEN = "open", _("registration is open")
    CLOSED = "closed", _("registration is closed")
    OFF = "off", _("the event does not take place then")
    OVER = "over", _("the event is over")


class Certifying(models.TextChoices):
    NONE = "none", _("none")
    ATTENDANCE = "attendance", _("certificate of attendance")
    COMPLETION = "completion", _("certificate of completion")


class Role(models.TextChoices):
    LECTURER = "lecturer", _("lecturer")
    TRAINER = "trainer", pgettext_lazy("role at an event", "leads the class")
    MODERATOR = "moderator", _("moderator")
    GUEST = "guest", pgettext_lazy("role at an event", "guest")
    INTERPRETER = "interpreter", _("interpreter")


TEACHING = [Role.LECTURER, Role.TRAINER]


class MaterialKind(models.TextChoices):
    SLIDES = "slides", _("slides")
    RECORDING = "recording", _("recording")
    HANDOUT = "handout", _("handout")
    ARTICLE = "article", _("article about it")


class Seat(models.TextChoices):
    """Where a participant takes part."""

    ON_SITE = "on_site", _("on site")
    ONLINE = "online", pgettext_lazy("how an event is held", "online")


class Standing(models.TextChoices):
    """Where a registration stands."""

    WAITING = "waiting", _("on the waiting list")
    ACCEPTED = "accepted", _("has a place")
    ATTENDED = "attended", _("took part")
    CANCELLED = "cancelled", pgettext_lazy("a registration", "cancelled")


TAKING = [Standing.ACCEPTED, Standing.ATTENDED]  # these take up a place
ACTIVE = [Standing.WAITING, *TAKING]
