"""Mails to participants, each in the language in which the person registered. Written down first, sent by the outbox."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from core.languages import text_of
from core.meta import absolute
from core.nav import address_below
from masterclasses.calendar_entries import place
from masterclasses.choices import Mode, Seat, Standing
from masterclasses.told import differs, told
from office import outbox
from office.mail import render
from office.models import OutgoingMail

MOST_AN_HOUR = 5  # mails to one address, before it is asked for yet another


def own_path(registration):
    """The participant's own page, in their language."""
    return address_below("masterclasses", f"places/{registration.token}/", registration.language)


def send(name, registration, subject, event=None, **more):
    """One mail: `subject` is a function of the event's title, called in the person's language."""
    if not registration.email:
        return None
    event = event or registration.event
    with override(registration.language):
        contact = event.shown_contact
        context = {
            "registration": registration,
            "event": event,
            "title": text_of(event, "title")[0],
            "place": place(event) if registration.seat == Seat.ON_SITE else str(Seat.ONLINE.label).capitalize(),
            "seat": Seat(registration.seat).label if event.mode == Mode.BOTH and not event.is_online_only else "",
            "join_link": join_link(registration, event),
            "event_href": absolute(event.get_url(registration.language)),
            "own_href": absolute(own_path(registration)),
            **more,
        }
        body = render(f"masterclasses/mail/{name}.txt", registration.language, context)
        registration.told = told(registration, event, context["join_link"])
        if registration.pk:
            registration.save(update_fields=["told"])
        reply_to, about = contact.email if contact else "", subject_of(registration)
        return outbox.put(registration.email, subject(context["title"])[:250], body, registration.language, reply_to=reply_to, about=about)


def subject_of(registration):
    """What its mails are about: by this they are deleted with it."""
    return f"registration {registration.pk}"


def join_link(registration, event):
    """For those who have a place, unless everybody reads it on the page anyway."""
    allowed = event.join_link and event.takes_place and registration.standing == Standing.ACCEPTED
    return event.join_link if allowed else ""


def registered(registration):
    """A place, or a number on the waiting list."""
    if registration.standing == Standing.WAITING:
        return send("waiting", registration, lambda title: _("You are on the waiting list: %(title)s") % {"title": title}, position=registration.position)
    return send("accepted", registration, lambda title: _("You have a place: %(title)s") % {"title": title})


def again(registration):
    """Somebody has typed the address of a person who is registered: the link once more, unless mails to it become a nuisance."""
    return (
        None
        if is_nuisance(registration)
        else send("again", registration, lambda title: _("Your registration: %(title)s") % {"title": title}, position=registration.position)
    )


def link(registration):
    """The office sends the link to the own page once more; None if that would become a nuisance."""
    if is_nuisance(registration):
        return None
    number = fresh_position(registration)
    return send("link", registration, lambda title: _("Your registration: %(title)s") % {"title": title}, position=number)


def is_nuisance(registration):
    return OutgoingMail.objects.to_address(registration.email, timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR


def put_back(registration, event, is_hopeful):
    """The event has fewer places since it moved; `is_hopeful` says whether a free one is still given to those who wait."""
    more = {"position": fresh_position(registration), "is_hopeful": is_hopeful}
    return send("put_back", registration, lambda title: _("You are on the waiting list now: %(title)s") % {"title": title}, event, **more)


def fresh_position(registration):
    return type(registration).objects.with_number().get(pk=registration.pk).number


def promoted(registration):
    return send("promoted", registration, lambda title: _("A place has become free for you: %(title)s") % {"title": title})


def cancelled(registration, by_office=False):
    return send("cancelled", registration, lambda title: _("Registration cancelled: %(title)s") % {"title": title}, by_office=by_office)


def changed(registration, event):
    """If what the person was told holds no longer."""
    if not differs(registration.told, told(registration, event, join_link(registration, event)), registration.language):
        return None

    def subject(title):
        label = str(event.label_text).capitalize() if event.label else pgettext("an event", "Changed")
        return f"{label}: {title}"

    return send("changed", registration, subject, event)


def reminder(registration):
    return send("reminder", registration, lambda title: _("Soon: %(title)s") % {"title": title})


def certified(registration):
    return send("certified", registration, lambda title: _("Your certificate: %(title)s") % {"title": title})


def ended(registration):
    """The term that was agreed to is over before the event is."""
    return send("ended", registration, lambda title: _("Registration ended: %(title)s") % {"title": title})
