"""Mails to participants, each in the language in which the person registered. Written down first, sent by the outbox."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import text_of
from core.meta import absolute
from core.nav import address_below
from masterclasses.calendar_entries import place
from masterclasses.choices import Standing
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
            "place": place(event),
            "join_link": join_link(registration, event),
            "event_href": absolute(event.get_url(registration.language)),
            "own_href": absolute(own_path(registration)),
            **more,
        }
        body = render(f"masterclasses/mail/{name}.txt", registration.language, context)
        return outbox.put(registration.email, subject(context["title"])[:250], body, registration.language, reply_to=contact.email if contact else "")


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
    if OutgoingMail.objects.filter(to=registration.email, created_at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return None
    return send("again", registration, lambda title: _("Your registration: %(title)s") % {"title": title}, position=registration.position)


def promoted(registration):
    return send("promoted", registration, lambda title: _("A place has become free for you: %(title)s") % {"title": title})


def cancelled(registration, by_office=False):
    return send("cancelled", registration, lambda title: _("Registration cancelled: %(title)s") % {"title": title}, by_office=by_office)


def changed(registration, event):
    def subject(title):
        label = str(event.label_text).capitalize() if event.label else _("Changed")
        return f"{label}: {title}"

    return send("changed", registration, subject, event)


def reminder(registration):
    return send("reminder", registration, lambda title: _("Soon: %(title)s") % {"title": title})


def certified(registration):
    return send("certified", registration, lambda title: _("Your certificate: %(title)s") % {"title": title})
