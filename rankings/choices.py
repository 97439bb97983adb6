"""Fixed lists of the section."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    """Among whom a ranking places the university."""

    WORLD = "world", pgettext_lazy("scope of a ranking", "world")
    REGION = "region", _("region of the world")
    COUNTRY = "country", pgettext_lazy("scope of a ranking", "Belarus")
    SUBJECT = "subject", pgettext_lazy("scope of a ranking", "subject")
    IMPACT = "impact", _("social impact")


class Outcome(models.TextChoices):
    """What an edition says of the university."""

    RANKED = "ranked", _("has a place")
    NOT_RANKED = "not_ranked", _("not ranked")
    UNKNOWN = "unknown", _("place not published")


class Kind(models.TextChoices):
    """Kinds that are never mixed: none of them stands for another."""

    MEMBERSHIP = "membership", _("membership")
    ACCREDITATION = "accreditation", _("accreditation")
    LISTING = "listing", pgettext_lazy("in a directory", "listing")
    LINK = "link", _("cooperation without membership")


class Membership(models.TextChoices):
    FULL = "full", pgettext_lazy("member", "full member")
    ASSOCIATE = "associate", pgettext_lazy("member", "associate member")
    FOUNDING = "founding", pgettext_lazy("member", "founding member")
    OBSERVER = "observer", pgettext_lazy("member", "observer")


class About(models.TextChoices):
    """What of the university it is about."""

    INSTITUTION = "institution", _("the whole university")
    FACULTY = "faculty", _("a faculty")
    PROGRAMME = "programme", _("a programme")
