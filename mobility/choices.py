"""Fixed lists of the section, in the words of EWP where it has one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Activity(models.TextChoices):
    STUDIES = "studies", pgettext_lazy("what one goes for", "studies")
    TRAINEESHIP = "traineeship", _("clinical practice or traineeship")
    TEACHING = "teaching", pgettext_lazy("what one goes for", "teaching")
    TRAINING = "training", _("staff training")
    RESEARCH = "research", pgettext_lazy("what one goes for", "research")
    SUMMER_SCHOOL = "summer_school", _("summer school")


class Who(models.TextChoices):
    STUDENT = "student", _("students")
    MASTER = "master", _("master’s students")
    RESIDENT = "resident", _("residents")
    DOCTORAL = "doctoral", _("doctoral students")
    TEACHER = "teacher", _("teaching staff")
    RESEARCHER = "researcher", _("researchers")
    STAFF = "staff", _("administrative staff")


class Funding(models.TextChoices):
    NONE = "none", _("participants pay their own costs")
    WAIVER = "waiver", _("no tuition fee")
    GRANT = "grant", _("grant")
    FULL = "full", _("all costs covered")


class CallState(models.TextChoices):
    ANNOUNCED = "announced", _("not open yet")
    OPEN = "open", _("open for applications")
    CLOSING = "closing", _("closes soon")
    CLOSED = "closed", pgettext_lazy("state of a call", "closed")


CLOSING_DAYS = 14


class PaperKind(models.TextChoices):
    """What applicants send."""

    MOTIVATION = "motivation_letter", _("motivation letter")
    TRANSCRIPT = "transcript_of_records", _("transcript of records")
    LANGUAGE = "language_certificate", _("language certificate")
    REFERENCE = "reference_letter", _("reference letter")
    PORTFOLIO = "portfolio", _("portfolio")
    CV = "cv", _("CV")
    OTHER = "other", pgettext_lazy("kind of paper", "other")


EWP_PAPERS = {  # EWP factsheet: names that must be written exactly so; they are what applicants send as a file
    PaperKind.MOTIVATION: "Motivation letter",
    PaperKind.TRANSCRIPT: "Transcript of Records",
    PaperKind.LANGUAGE: "Language certificate",
    PaperKind.REFERENCE: "Reference letter",
    PaperKind.PORTFOLIO: "Portfolio",
    PaperKind.CV: "CV",
    PaperKind.OTHER: "Other document",
}


class Term(models.TextChoices):
    """Whose dates a fact sheet names; EWP knows two."""

    AUTUMN = "autumn", _("autumn term")
    SPRING = "spring", _("spring term")


class InfoKind(models.TextChoices):
    """What a partner's office asks whom about."""

    HOUSING = "housing", _("housing")
    VISA = "visa", pgettext_lazy("subject of information", "invitation and visa")
    INSURANCE = "insurance", _("insurance")
    EMERGENCY = "emergency", _("emergencies")
    OTHER = "other", pgettext_lazy("subject of information", "other")


class AccessKind(models.TextChoices):
    """EWP: what is there, or what is done, for people with special needs."""

    INFRASTRUCTURE = "infrastructure", _("building and equipment")
    SERVICE = "service", pgettext_lazy("for people with special needs", "service")


class Group(models.TextChoices):
    """Who is counted in the yearly table."""

    STUDENTS = "students", _("students")
    DOCTORS = "doctors", _("doctors and residents")
    STAFF = "staff", _("staff")
    PERSONS = "persons", _("all together")
