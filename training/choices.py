"""Fixed lists of the section, in the words of the field: ISCED levels of study, CEFR, kinds of papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    PREPARATORY = "preparatory", _("preparatory course")
    DEGREE = "degree", _("degree in medicine, dentistry or pharmacy")
    MASTER = "master", _("master’s studies")
    RESIDENCY = "residency", _("clinical residency")
    DOCTORAL = "doctoral", _("doctoral studies")
    FURTHER = "further", _("further training")
    SHORT = "short", _("short course")


class Mode(models.TextChoices):
    FULL_TIME = "full_time", _("full-time")
    PART_TIME = "part_time", _("part-time")
    DISTANCE = "distance", _("distance learning")


class ProgrammeState(models.TextChoices):
    """The only state that is typed; whether one may apply is computed from the intakes."""

    OPEN = "open", _("open to the public")
    BY_LINK = "by_link", _("only for those who have the address")
    NO_NEW = "no_new", _("takes no new students")
    ARCHIVED = "archived", _("no longer taught")


STUDY_LANGUAGES = [("ru", _("Russian")), ("en", _("English")), ("be", _("Belarusian"))]  # ISO 639-1
IN_STUDY_LANGUAGE = {
    "ru": pgettext_lazy("language of teaching", "in Russian"),
    "en": pgettext_lazy("language of teaching", "in English"),
    "be": pgettext_lazy("language of teaching", "in Belarusian"),
}
CEFR = [(level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2")]


class Group(models.TextChoices):
    """Whom a fee is for."""

    ALL = "all", pgettext_lazy("applicants", "all foreign applicants")
    COUNTRIES = "countries", _("citizens of certain countries")
    COMPATRIOTS = "compatriots", _("people of Belarusian origin")


class Per(models.TextChoices):
    YEAR = "year", _("a year")
    TERM = "term", _("a term")
    MONTH = "month", _("a month")
    ONCE = "once", _("once")


TIMES = {Per.YEAR: 1, Per.TERM: 2, Per.MONTH: 12}  # in a year, where the row says nothing else


class CostKind(models.TextChoices):
    DORMITORY = "dormitory", _("dormitory")
    INSURANCE = "insurance", _("medical insurance")
    MEDICAL_CHECK = "medical_check", _("medical check")
    INVITATION = "invitation", _("invitation")
    VISA = "visa", _("visa")
    LEGALISATION = "legalisation", _("translation and legalisation of papers")
    REGISTRATION = "registration", _("registration and residence permit")
    LIVING = "living", _("food and transport")
    OTHER = "other", pgettext_lazy("kind of cost", "other")


class Category(models.TextChoices):
    """For which applicants an intake is."""

    ALL = "all", _("all applicants")
    VISA = "visa", _("applicants who need an invitation and a visa")
    VISA_FREE = "visa_free", _("applicants who need no visa")
    PREPARED = "prepared", _("graduates of the preparatory department")
    TRANSFER = "transfer", _("transfer from another university")


class IntakeState(models.TextChoices):
    ANNOUNCED = "announced", _("not open yet")
    OPEN = "open", _("open for applications")
    CLOSING = "closing", _("closes soon")
    CLOSED = "closed", pgettext_lazy("state of an intake", "closed")


CLOSING_DAYS = 14


class Reach(models.TextChoices):
    """For the citizens of which countries a rule holds."""

    ALL = "all", _("all countries")
    ONLY = "only", _("only the countries named")
    EXCEPT = "except", _("all but the countries named")


class Stage(models.TextChoices):
    """When a paper is asked for, in this order."""

    INVITATION = "invitation", _("for the invitation")
    VISA = "visa", _("for the visa")
    ARRIVAL = "arrival", _("on arrival")
    ENROLMENT = "enrolment", _("for enrolment")


class Form(models.TextChoices):
    ORIGINAL = "original", _("original")
    COPY = "copy", pgettext_lazy("of a paper", "copy")
    BOTH = "both", _("original and copies")


class Translation(models.TextChoices):
    NONE = "none", _("no translation")
    ANYWHERE = "anywhere", _("translated into Russian and notarised, in any country")
    BELARUS = "belarus", _("translated into Russian and notarised in Belarus")


class Legalisation(models.TextChoices):
    NONE = "none", _("no legalisation")
    APOSTILLE = "apostille", _("apostille")
    CONSULAR = "consular", _("consular legalisation")
    TREATY = "treaty", _("no legalisation, by treaty")


class Scope(models.TextChoices):
    INSTITUTION = "institution", _("the university")
    PROGRAMME = "programme", _("one programme")


class RecognitionStatus(models.TextChoices):
    LISTED = "listed", _("listed in a directory")
    ACCEPTED = "accepted", _("accepted")
    EXAMINATION = "examination", _("accepted after an examination")
    CASE_BY_CASE = "case_by_case", _("decided case by case")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")


RECHECK = "recheck"
RECHECK_LABEL = _("being re-checked")


class Measure(models.TextChoices):
    """What a regulator's condition is held against: a number of the programme, or something the office writes."""

    TOTAL = "duration_months", _("length of the course, months")
    TEACHING = "teaching_months", _("teaching, months")
    CLINICAL = "clinical_months", _("clinical training, months")
    INTERNSHIP = "internship_months", _("internship, months")
    WHOLE_HERE = "whole_course_here", _("the whole course at one university")
    ENGLISH = "english", _("taught in English")
    OTHER = "other", pgettext_lazy("condition of a regulator", "something else")


NUMBERS = (Measure.TOTAL, Measure.TEACHING, Measure.CLINICAL, Measure.INTERNSHIP)


class Met(models.TextChoices):
    YES = "yes", pgettext_lazy("a condition is met", "yes")
    NO = "no", pgettext_lazy("a condition is met", "no")
    UNKNOWN = "unknown", _("not known")


class Phase(models.TextChoices):
    BEFORE = "before", _("before you travel")
    ON_ARRIVAL = "on_arrival", _("in the first days")
    LIVING = "living", _("while you study")


class Actor(models.TextChoices):
    APPLICANT = "applicant", _("you")
    REPRESENTATIVE = "representative", _("your representative in Belarus")
    UNIVERSITY = "university", _("the university")
    AUTHORITY = "authority", _("a state authority")


class RepresentativeState(models.TextChoices):
    VALID = "valid", _("valid")
    NOT_YET = "not_yet", _("not valid yet")
    EXPIRED = "expired", pgettext_lazy("letter of authority", "expired")
    WITHDRAWN = "withdrawn", _("withdrawn")


EXPIRING_DAYS = 30  # how long before a letter of authority ends the office is told


class Known(models.TextChoices):
    """How well an applicant knows a language."""

    NONE = "none", _("not at all")
    SOME = "some", _("a little (A1–A2)")
    WELL = "well", _("well (B1)")
    FLUENT = "fluent", _("fluently (B2 or more)")
