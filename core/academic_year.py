"""Academic years as the office writes them: "2026/2027"."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

FIRST_MONTH = 9  # in which an academic year begins
ACADEMIC_YEAR = RegexValidator(r"^20\d\d/20\d\d$", _("An academic year looks like 2026/2027."))


def check_academic_year(text):
    ACADEMIC_YEAR(text)
    if int(text[5:]) != int(text[:4]) + 1:
        raise ValidationError(ACADEMIC_YEAR.message)


def named(first):
    """The academic year that begins in a calendar year."""
    return f"{first}/{first + 1}"


def academic_year(today=None):
    """The academic year of a day (Minsk)."""
    today = today or localdate()
    return named(today.year if today.month >= FIRST_MONTH else today.year - 1)


def following(year):
    """The academic year after this one."""
    return named(int(year[:4]) + 1)
