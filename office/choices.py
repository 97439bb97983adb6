"""Fixed lists of the inbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    REPORT = "report", _("report of a mistake")
    PROPOSAL = "proposal", _("proposal of cooperation")
    QUESTION = "question", _("question")


LETTERS = {Topic.REPORT: "R", Topic.PROPOSAL: "P", Topic.QUESTION: "Q"}  # a reference begins with one


class State(models.TextChoices):
    NEW = "new", _("new")
    ASSIGNED = "assigned", _("being worked on")
    WAITING = "waiting", _("waiting for the sender")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    SPAM = "spam", _("spam")


OPEN = [State.NEW, State.ASSIGNED, State.WAITING, State.ANSWERED]
UNANSWERED = [State.NEW, State.ASSIGNED]


class Outcome(models.TextChoices):
    """How a report of a mistake ended."""

    CORRECTED = "corrected", _("it was put right")
    UNCHANGED = "unchanged", _("it was right as it stood")


class Purpose(models.TextChoices):
    """What a consent was given for."""

    ANSWER = "answer", _("to answer a message")
    EVENT = "event", _("to take part in an event")
    SHARE = "share", _("to name a participant to the partners of an event")
    ALUMNI_CONTACT = "alumni_contact", _("to keep in touch with a graduate")
    ALUMNI_PUBLISH = "alumni_publish", _("to show a graduate in the directory")
    ALUMNI_REPRESENT = "alumni_represent", _("to pass a graduate on to the country’s representative")
