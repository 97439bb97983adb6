"""Fixed lists that several sections use."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month and year")
    YEAR = "year", _("year only")

    def shown(self, day):
        """A date as exactly as it is known, in the active language: 1 March 2024, March 2024, 2024."""
        return date_format(day, {Precision.DAY: "DATE_FORMAT", Precision.MONTH: "YEAR_MONTH_FORMAT", Precision.YEAR: "Y"}[self])


class Qualifier(models.TextChoices):
    """How exactly a number is meant."""

    EXACT = "exact", _("exact")
    MORE_THAN = "more_than", _("more than")
    ABOUT = "about", _("about")
    ALMOST = "almost", _("almost")
