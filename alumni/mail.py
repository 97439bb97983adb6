"""Mails to graduates, each in the language of their entry. Written down first, sent by the outbox, deleted with the entry."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.meta import absolute
from core.nav import address_below
from office import outbox
from office.mail import render
from office.models import OutgoingMail

SUBJECT = "graduate "  # how the subjects of these mails begin
LEFT = "graduates who left"
MOST = 5  # mails to one address in a day that somebody can cause who knows it


def subject_of(graduate):
    """What its mails are about: by this they are deleted with it."""
    return f"{SUBJECT}{graduate.pk}"


def own_path(token, language):
    """The graduate's own page behind a mailed link."""
    return address_below("alumni", f"me/{token}/", language)


def send(name, graduate, subject, token="", **more):
    if not graduate.email:
        return None
    return write(name, graduate.email, graduate.language, subject, about=subject_of(graduate), name_of=graduate.name_in(graduate.language), token=token, **more)


def write(name, email, language, subject, about="", name_of="", token="", **more):
    """`subject` is a function, called in the person's language."""
    with override(language):
        context = {
            "name": name_of,
            "own_href": absolute(own_path(token, language)) if token else "",
            "join_href": absolute(address_below("alumni", "join/", language)),
            "link_href": absolute(address_below("alumni", "me/", language)),
            **more,
        }
        return outbox.put(email, subject(), render(f"alumni/mail/{name}.txt", language, context), language, about=about)


def confirm(graduate, token):
    return send("confirm", graduate, lambda: _("Please confirm that you join the association"), token)


def known(graduate, token):
    """Somebody has typed the address of a graduate who is in already."""
    return send("known", graduate, lambda: _("You are in the association already"), token)


def link(graduate, token):
    return send("link", graduate, lambda: _("The link to your entry"), token)


def unknown(email, language):
    """Nothing is known of this address; the form answered as it answers everybody."""
    return write("unknown", email, language, lambda: _("No entry with this address"), about=f"{SUBJECT}unknown")


def ask_again(graduate, token):
    return send("ask_again", graduate, lambda: _("Is your entry still right?"), token, until=graduate.confirm_by)


def left(graduate):
    """Without the name, and not about the entry: it goes with the next purge after it was sent."""
    return write("left", graduate.email, graduate.language, lambda: _("You have left the association"), about=LEFT) if graduate.email else None


# --- how many ------------------------------------------------------------------------------------
def are_enough(email):
    """Has an address had as many of these mails as one may cause it in a day?"""
    return OutgoingMail.objects.to_address(email, timezone.now() - timedelta(days=1)).about_any(SUBJECT).count() >= MOST


def within_an_hour():
    return OutgoingMail.objects.written_since(timezone.now() - timedelta(hours=1)).about_any(SUBJECT).count()
