"""What contradicts itself in an event: (field, function(event) -> is it wrong, what is said at the field)."""

from django.utils.translation import gettext_lazy as _

from masterclasses import times
from masterclasses.choices import Registering, Seat

END_FIRST = _("The event would end before it begins.")


def ends_first(event):
    begins, over = times.span(event)
    return bool(begins and over and over <= begins)


def closes_late(event):
    over = times.span(event)[1]
    return bool(event.registration_closes and over and event.registration_closes > over)


MORE_PEOPLE = _("More people than that have a place already. Cancel registrations first.")


def is_below(event, seat):
    """Fewer places of a kind than people who have one; when an event moves to another kind, the last go to the waiting list instead."""
    limit = event.capacity_on_site if seat == Seat.ON_SITE else event.capacity_online
    return limit is not None and event.has_participants and event.registrations.taking(seat).count() > limit


CONTRADICTIONS = [
    ("ends_on", lambda event: ends_first(event) and not event.ends_time, END_FIRST),
    ("ends_time", lambda event: ends_first(event) and event.ends_time, END_FIRST),
    ("starts_on", lambda event: event.ends_on and not event.starts_on, _("When does it begin?")),
    ("starts_time", lambda event: event.starts_time and not event.has_day, _("A time needs a day.")),
    ("ends_time", lambda event: event.ends_time and not event.starts_time, _("When does it begin?")),
    (
        "registration_closes",
        lambda event: event.registration_opens and event.registration_closes and event.registration_closes <= event.registration_opens,
        _("Registration would close before it opens."),
    ),
    (
        "registration_closes",
        closes_late,
        _("Registration would close after the event is over."),
    ),
    ("capacity_on_site", lambda event: is_below(event, Seat.ON_SITE), MORE_PEOPLE),
    ("capacity_online", lambda event: is_below(event, Seat.ONLINE), MORE_PEOPLE),
    ("register_url", lambda event: event.registering == Registering.ELSEWHERE and not event.register_url, _("Where does one register?")),
    ("starts_on", lambda event: event.registering == Registering.FORM and not event.has_day, _("Nobody can register for a day that is not known.")),
    ("fee_amount", lambda event: event.is_free and event.fee_amount, _("It is free of charge: then there is no fee.")),
    ("fee_currency", lambda event: event.fee_amount and not event.fee_currency, _("In which currency?")),
]
