"""Fixed lists that several sections use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month and year")
    YEAR = "year", _("year only")


class Qualifier(models.TextChoices):
    """How exactly a number is meant."""

    EXACT = "exact", _("exact")
    MORE_THAN = "more_than", _("more than")
    ABOUT = "about", _("about")
    ALMOST = "almost", _("almost")
