"""Giving out places: the only code that changes where a registration stands.

Everything happens while the event's row is locked (on SQLite the whole transaction is), so that two people never get the last place,
whatever the number of processes.
"""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from masterclasses import consents, mail
from masterclasses.choices import TAKING, Mode, Registering, RegistrationState, Seat, Standing
from masterclasses.models.event import Event
from masterclasses.models.registration import Registration
from office.models import OutgoingMail

PERSONAL = ("name_cyrillic", "name_latin", "email", "organisation", "question")  # the sender's key goes the next day (retention.py)
OPEN_ENDED = (Standing.WAITING, Standing.ACCEPTED)  # what can still be cancelled


class Refused(Exception):
    """One cannot register (any more)."""


class Full(Refused):
    """No place is left, and there is no waiting list."""


class Already(Refused):
    """This address is registered for this event."""

    def __init__(self, registration):
        super().__init__()
        self.registration = registration


def kinds(event):
    """Where the event is held."""
    if event.is_online_only:
        return [Seat.ONLINE]
    return [Seat.ON_SITE, Seat.ONLINE] if event.mode == Mode.BOTH else [Seat.ON_SITE]


def seats(event):
    """How one can take part; a kind with no places at all is not offered."""
    return [seat for seat in kinds(event) if capacity(event, seat) != 0]


def capacity(event, seat):
    """Places of a kind, None where there is no limit."""
    return event.capacity_on_site if seat == Seat.ON_SITE else event.capacity_online


def left(event, taken):
    """{seat: places left, None without a limit}; `taken` is {seat: how many have a place}."""
    return {seat: None if (limit := capacity(event, seat)) is None else max(limit - taken.get(seat, 0), 0) for seat in seats(event)}


def taken(event):
    """{seat: how many have a place}; one query."""
    return Registration.objects.taken(event)


@contextmanager
def locked(event_pk):
    """The event as it is stored, and nobody else at it until the block ends."""
    with transaction.atomic():
        yield Event.objects.select_for_update().get(pk=event_pk)


def register(event, form_key, after, **fields):
    """A place or a number on the waiting list; the same form sent again answers the same registration.

    `after(registration)` runs in the same transaction (consent). Raises Refused, Full or Already, and has stored nothing then.
    """
    said_until = event.retention_until  # by the event as the words were made of it; the office may have written another day since
    try:
        with locked(event.pk) as event:
            if known := Registration.objects.of_form(form_key):
                return known
            refuse(event, fields["email"], fields["seat"])
            reseat(event)
            registration = Registration(event=event, form_key=form_key, standing=standing_for(event, fields["seat"]), is_sample=event.is_sample, **fields)
            registration.told_sequence, registration.keep_until = event.sequence, said_until
            after(registration)
            registration.save()
            mail.registered(registration)
            return registration
    except IntegrityError:  # the same form, or the same address, at the same moment in spite of all
        known = Registration.objects.of_form(form_key) or Registration.objects.of_address(event, fields["email"])
        if not known:
            raise
        if known.form_key == form_key:
            return known
        raise Already(known) from None


def refuse(event, email, seat):
    if event.registration_at() != RegistrationState.OPEN:
        raise Refused
    if seat not in seats(event):
        raise Full
    if known := Registration.objects.of_address(event, email):
        raise Already(known)


def standing_for(event, seat):
    """Nobody overtakes those who wait."""
    free = left(event, taken(event))[seat]
    if free is None or (free and not event.registrations.waiting(seat).exists()):
        return Standing.ACCEPTED
    if not event.waiting_list:
        raise Full
    return Standing.WAITING


def can_cancel(registration, event):
    return registration.standing in OPEN_ENDED and not event.is_over


def cancel(registration, by_office=False):
    """Gives the place back and empties the person's data; the next one waiting gets it. Of what is over or cancelled it leaves everything."""
    with locked(registration.event_id) as event:
        registration = fresh(registration)
        if can_cancel(registration, event):
            mail.cancelled(registration, by_office)
            consents.withdraw(registration)
            registration.standing = Standing.CANCELLED
            forget(registration)
            give_out(event)
    return registration


def fresh(registration):
    """As it is stored now, and nobody else at it."""
    return Registration.objects.select_for_update().get(pk=registration.pk)


def forget(registration):
    """Nothing of the person stays but that somebody had registered."""
    for name in PERSONAL:
        setattr(registration, name, "")
    registration.country, registration.may_share, registration.told = None, False, {}
    registration.save()
    OutgoingMail.objects.about(mail.subject_of(registration)).but_the_last().delete()  # that one says that it is cancelled


def accept(registration):
    """The office gives a place to somebody who waits, whatever the order. Raises Full where none is left."""
    with locked(registration.event_id) as event:
        registration = fresh(registration)
        if registration.standing == Standing.WAITING and gives_places(event):
            if left(event, taken(event)).get(registration.seat, 0) == 0:
                raise Full
            promote(registration)
    return registration


def attended(registration, was_there=True):
    """Took part, or had a place and did not come; before the event begins nobody did, and a certificate that holds says that one did."""
    with locked(registration.event_id) as event:
        registration = fresh(registration)
        has_begun = bool(event.begins_at and event.begins_at <= timezone.now())
        if was_there and has_begun and registration.standing == Standing.ACCEPTED:
            move(registration, Standing.ATTENDED)
        elif not was_there and registration.standing == Standing.ATTENDED and not registration.is_certified:
            move(registration, Standing.ACCEPTED)
    return registration


def correct(registration, **fields):
    """What the office puts right in a name or address; nothing comes back to a registration that was cancelled. Raises Already."""
    with locked(registration.event_id) as event:
        registration = fresh(registration)
        known = Registration.objects.of_address(event, fields.get("email", ""))
        if known and known != registration:
            raise Already(known)
        if registration.standing != Standing.CANCELLED:
            for name, value in fields.items():
                setattr(registration, name, value)
            registration.save(update_fields=[*fields, "changed_at"])
    return registration


def move(registration, standing):
    registration.standing = standing
    registration.save(update_fields=["standing", "changed_at"])


def goes_on(event):
    """Public, at the time that is shown, and not over."""
    return event.live and event.takes_place and not event.is_over


def gives_places(event):
    """Are free places still given to those who wait? Until it begins, and as long as one can register."""
    if event.registering != Registering.FORM or not goes_on(event):
        return False
    return event.begins_at > timezone.now() or event.registration_at() == RegistrationState.OPEN


def give_out(event):
    """Free places to those who wait, first come first served; answers how many. Call it with the event locked."""
    if goes_on(event):
        reseat(event)  # also where nobody can register any more: people come to where it is held
    if not gives_places(event):
        return 0
    number = 0
    for seat, free in left(event, taken(event)).items():
        waiting = event.registrations.waiting(seat)
        for registration in waiting if free is None else waiting[:free]:
            promote(registration)
            number += 1
    return number


def reseat(event):
    """Everybody to the kind of place they asked for, or to the one that is left when an event moves online, or into a room."""
    held = kinds(event)
    for wished in Seat:
        seat = wished if wished in held else held[0]
        event.registrations.active().not_attended().filter(wished_seat=wished).exclude(seat=seat).update(seat=seat)
    for seat in held:
        put_back(event, seat)


def put_back(event, seat):
    """To the waiting list, whoever came last, if there are more people than places: an event that moves has others."""
    limit = capacity(event, seat)
    over = event.registrations.taking(seat).count() - limit if limit is not None else 0
    for registration in event.registrations.taking(seat).not_attended().latest_first()[: max(over, 0)]:
        move(registration, Standing.WAITING)
        mail.put_back(registration, event, is_hopeful=gives_places(event))


def promote(registration):
    move(registration, Standing.ACCEPTED)
    mail.promoted(registration)


def follow(event_pk):
    """After an event has changed: more places are given out, and those who take part are told of another time or place."""
    with locked(event_pk) as event:
        give_out(event)
        if event.live and not event.is_over:
            for registration in event.registrations.to_tell(event.sequence):
                mail.changed(registration, event)
                registration.told_sequence = event.sequence
                registration.save(update_fields=["told_sequence"])


def event_saved(instance, created, **kwargs):
    """A signal's receiver; acts when the event is stored for good."""
    if not created:
        transaction.on_commit(lambda: follow_if_needed(instance.pk))


def follow_if_needed(event_pk):
    if Registration.objects.active().filter(event=event_pk).exists():
        follow(event_pk)


def registration_deleted(instance, **kwargs):
    """A signal's receiver: its mails go with it, and whoever waits gets the place."""
    OutgoingMail.objects.about(mail.subject_of(instance)).done().delete()
    if instance.standing in TAKING:
        transaction.on_commit(lambda: follow_if_needed(instance.event_id))
