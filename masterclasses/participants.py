"""What the office reads of participants: numbers for each event, and the columns of its two files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.columns import code, field, from_table, named
from core.exports import Column
from core.models import Country
from masterclasses import places
from masterclasses.choices import Audience, Seat, Standing
from masterclasses.models import Event, Registration
from masterclasses.models.registration import grouped

MOST = 12  # events above the list

NAMES = (
    Column("name_cyrillic", _("Name in Cyrillic script"), field("name_cyrillic")),
    Column("name_latin", _("Name in Latin script"), field("name_latin")),
    Column("organisation", _("Organisation"), field("organisation")),
    Column("country", _("Country"), code("country"), labels=from_table(Country)),
)
FOR_PARTNERS = (Column("event", _("Event"), lambda row: str(row.event)), *NAMES)  # of those who agreed, and nothing more
FOR_OFFICE = (
    Column("number", "№", field("pk"), "number"),
    Column("event", _("Event"), lambda row: str(row.event)),
    Column("when", _("When"), lambda row: row.event.day_text),
    Column("standing", _("State"), field("standing"), labels=named(Standing.choices)),
    Column("place_in_line", _("Number on the waiting list"), field("number"), "number"),
    Column("seat", _("Takes part"), field("seat"), labels=named(Seat.choices)),
    *NAMES,
    Column("email", _("Mail"), field("email")),
    Column("audience", _("Who"), field("audience"), labels=named(Audience.choices)),
    Column("question", _("Question or wish"), field("question")),
    Column("language", _("Language"), field("language")),
    Column("may_share", _("Partners may see the name"), field("may_share"), "flag"),
    Column("asked_at", _("Registered"), field("asked_at"), "moment"),
    Column("certificate", pgettext_lazy("of an event", "Certificate"), lambda row: grouped(row.certificate.code) if hasattr(row, "certificate") else ""),
    Column("is_sample", _("Sample"), field("is_sample"), "flag"),
)


def numbers():
    """For the newest events with participants: places, those who wait, those who came; two queries."""
    counted = Registration.objects.counted()
    return [row_of(event, counted[event.pk]) for event in Event.objects.with_registrations().newest_first()[:MOST]]


def row_of(event, counts):
    def total(standing):
        return sum(number for (_seat, found), number in counts.items() if found == standing)

    seats = [seat for seat in Seat if seat in places.seats(event) or any(taken == seat for taken, _standing in counts)]
    return {
        "event": event,
        "seats": [{"label": seat.label, "taken": taken(counts, seat), "limit": places.capacity(event, seat)} for seat in seats],
        "waiting": total(Standing.WAITING),
        "attended": total(Standing.ATTENDED),
        "cancelled": total(Standing.CANCELLED),
    }


def taken(counts, seat):
    return counts.get((seat, Standing.ACCEPTED), 0) + counts.get((seat, Standing.ATTENDED), 0)
