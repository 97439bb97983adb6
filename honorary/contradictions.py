"""What contradicts itself in an award: (field, function(award) -> is it wrong, what is said at the field)."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.choices import Precision
from honorary.choices import NEVER_CONFERRED, State

PARTS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}  # of a date that are known
TO_COME = _("This day is still to come.")


def comes_before(award, first, second):
    """Is the day of `first` before that of `second`, as far as both are known?"""
    one, other = getattr(award, f"{first}_on"), getattr(award, f"{second}_on")
    if not one or not other:
        return False
    known = min(PARTS[getattr(award, f"{name}_precision")] for name in (first, second))
    return one.timetuple()[:known] < other.timetuple()[:known]


def is_to_come(day):
    return bool(day and day > localdate())


def died_before_conferring(award):
    return bool(award.died_in and award.conferred_on and award.died_in < award.conferred_on.year)


def died_after_conferring(award):
    return bool(award.died_in and award.conferred_on and award.died_in > award.conferred_on.year)


CONTRADICTIONS = (
    ("decided_on", lambda award: is_to_come(award.decided_on), TO_COME),
    (
        "conferred_on",
        lambda award: award.conferred_on and award.state in NEVER_CONFERRED,
        _("Of this state no title was conferred. Take the day away, or choose another state."),
    ),
    (
        "conferred_on",
        lambda award: is_to_come(award.conferred_on) and award.state not in NEVER_CONFERRED,
        _("This day is still to come. Until then the title is decided; the ceremony can be chosen already."),
    ),
    ("conferred_on", lambda award: comes_before(award, "conferred", "decided"), _("Conferred before it was decided.")),
    ("withdrawn_on", lambda award: award.withdrawn_on and award.state != State.WITHDRAWN, _("Choose the state “withdrawn” too.")),
    ("withdrawn_on", lambda award: is_to_come(award.withdrawn_on), TO_COME),
    ("withdrawn_on", lambda award: comes_before(award, "withdrawn", "conferred"), _("Withdrawn before it was conferred.")),
    ("withdrawn_on", lambda award: comes_before(award, "withdrawn", "decided"), _("Withdrawn before it was decided.")),
    ("died_in", lambda award: award.died_in and award.died_in > localdate().year, _("This year is still to come.")),
    (
        "state",
        lambda award: award.state == State.CONFERRED and died_before_conferring(award),
        _("The person died before: choose “conferred posthumously”."),
    ),
    ("died_in", lambda award: award.state == State.POSTHUMOUS and died_after_conferring(award), _("The person was alive when the title was conferred.")),
)
