"""Fixed lists of the section, each value with its name and, where a reader needs it, one line of explanation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerKind(models.TextChoices):
    UNIVERSITY = "university", _("university")
    HOSPITAL = "hospital", _("hospital or clinic")
    RESEARCH_INSTITUTE = "research_institute", _("research institute or centre")
    AUTHORITY = "authority", _("public authority")
    ASSOCIATION = "association", _("association or foundation")
    COMPANY = "company", _("company")
    INTERNATIONAL_BODY = "international_body", _("international body")


SCHEMA_TYPES = {  # schema.org
    PartnerKind.UNIVERSITY: "CollegeOrUniversity",
    PartnerKind.HOSPITAL: "Hospital",
    PartnerKind.RESEARCH_INSTITUTE: "ResearchOrganization",
    PartnerKind.AUTHORITY: "GovernmentOrganization",
}


class Basis(models.TextChoices):
    """How the link with the partner is known where no agreement is published."""

    AGREEMENT = "agreement", _("an agreement is named")
    LISTED = "listed", _("listed by the university as a partner")
    MOBILITY = "mobility", _("named as a partner in academic mobility")
    DEPARTMENT = "department", _("cooperation of a department")
    JOINT_EVENT = "joint_event", _("joint event")
    FRAMEWORK = "framework", _("part of a wider framework")
    TALKS = "talks", _("talks")


class PartnerStatus(models.TextChoices):
    CURRENT = "current", _("agreement in force")
    NOT_CONFIRMED = "not_confirmed", _("agreement, validity not confirmed")
    LISTED = "listed", _("listed, agreement details not published")
    PROSPECTIVE = "prospective", _("contacts, no agreement")
    PAST = "past", _("past cooperation")


class AgreementKind(models.TextChoices):
    FRAMEWORK = "framework", _("framework agreement")
    MEMORANDUM = "memorandum", _("memorandum of understanding")
    EXCHANGE = "exchange", _("exchange agreement")
    ERASMUS = "erasmus", _("Erasmus-type agreement")
    DEGREE = "degree", _("joint or double degree")
    CLINICAL = "clinical", _("clinical training agreement")
    ADMISSION = "admission", _("agreement on the training of students")
    RESEARCH = "research", _("research agreement")
    PROTOCOL = "protocol", _("protocol to another agreement")
    OTHER = "other", _("other agreement")


KIND_EXPLAINED = {
    AgreementKind.FRAMEWORK: _("Names the areas in which both sides want to work together; details are agreed in protocols."),
    AgreementKind.MEMORANDUM: _("States an intention to cooperate; it binds neither side to act."),
    AgreementKind.EXCHANGE: _("Sets how many students or staff each side receives and on what terms."),
    AgreementKind.ERASMUS: _("Exchange under the rules and with the quotas of a mobility programme of the Erasmus type."),
    AgreementKind.DEGREE: _("A course taught by both universities that ends in a joint degree or in two."),
    AgreementKind.CLINICAL: _("Lets students or doctors train at the clinics of the other side."),
    AgreementKind.ADMISSION: _("Regulates how students sent by the other side are admitted and taught."),
    AgreementKind.RESEARCH: _("Covers joint research, its results and who may publish them."),
    AgreementKind.PROTOCOL: _("Adds particular terms to an agreement already signed."),
    AgreementKind.OTHER: _("An arrangement that fits none of the usual kinds."),
}


class Lifecycle(models.TextChoices):
    """The only state that is typed; what visitors see is computed from it and the dates."""

    DRAFT = "draft", pgettext_lazy("state of an agreement", "draft")
    NEGOTIATION = "negotiation", _("in negotiation")
    SIGNED = "signed", _("signed")
    SUSPENDED = "suspended", _("suspended")
    TERMINATED = "terminated", _("terminated")


PUBLISHED_STATES = [state.value for state in Lifecycle if state != Lifecycle.DRAFT]


class Status(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of an agreement", "draft")
    IN_PREPARATION = "in_preparation", _("in preparation")
    IN_FORCE = "in_force", _("in force")
    EXPIRING = "expiring", _("ends soon")
    NOT_CONFIRMED = "not_confirmed", _("validity not confirmed")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")


class RenewalRule(models.TextChoices):
    NONE = "none", _("no renewal")
    AUTOMATIC = "automatic", _("renewed automatically")
    BY_AGREEMENT = "by_agreement", _("renewed by agreement of the parties")


class Waiver(models.TextChoices):
    NONE = "none", _("no waiver")
    MUTUAL = "mutual", _("mutual waiver")
    PARTIAL = "partial", _("partial waiver")


class Activity(models.TextChoices):
    """What the people of a cooperation condition do: the four kinds of mobility of EWP IIA v7."""

    STUDENT_STUDIES = "student-studies", _("students: study")
    STUDENT_TRAINEESHIP = "student-traineeship", _("students: practical training")
    STAFF_TEACHING = "staff-teaching", _("staff: teaching")
    STAFF_TRAINING = "staff-training", _("staff: training")


class Direction(models.TextChoices):
    """Seen from here: who comes to Minsk, who leaves it."""

    INCOMING = "incoming", _("incoming")
    OUTGOING = "outgoing", _("outgoing")


EQF = [("5", _("short cycle (EQF 5)")), ("6", _("bachelor (EQF 6)")), ("7", _("master, specialist (EQF 7)")), ("8", _("doctorate (EQF 8)"))]
