"""A place in words: exactly as the edition gives it, never rounded."""

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from core.languages import active
from rankings.choices import Outcome


def number(value):
    """With the separators of the active language: 1,500; 1 500."""
    return format_decimal(value, locale=active())


def band(first, last):
    """«772», «601–650», '' for none."""
    if not first:
        return ""
    return number(first) if not last or last == first else f"{number(first)}–{number(last)}"


def place_text(result):
    """«601–650 of 1,500»; that there is no place, where there is none."""
    if result.outcome != Outcome.RANKED:
        return str(Outcome(result.outcome).label)
    place = band(result.rank_from, result.rank_to)
    return _("%(place)s of %(all)s") % {"place": place, "all": number(result.participants)} if result.participants else place


def national_text(result):
    return band(result.national_from, result.national_to)
