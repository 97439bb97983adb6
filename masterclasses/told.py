"""What a participant was told of the event: only what differs from it for them is worth a mail."""

from django.utils.translation import override

from core.languages import CODES
from masterclasses.calendar_entries import place
from masterclasses.choices import OFF, Seat, State


def told(registration, event, join_link):
    """{begins, over, state, place by language, link}: what a mail about the event says to this person."""
    state = event.state if event.state in (*OFF, State.MOVED_ONLINE) else ""
    return {
        "begins": event.begins_at and event.begins_at.isoformat(),
        "over": event.over_at and event.over_at.isoformat(),
        "timed": event.is_timed,
        "state": state,
        "seat": registration.seat,
        "place": {} if registration.seat == Seat.ONLINE else {code: place_in(event, code) for code in CODES},
        "link": join_link,
    }


def place_in(event, code):
    """In this language only: what a translator fills in later is no news."""
    with override(code):
        return place(event) if any(getattr(event, f"{name}_{code}") for name in ("venue", "room", "address_line")) else ""


def differs(before, now, lang):
    """Was anything told that holds no longer, or is a link or a first place new? The place as it is told in a language."""
    if not before:  # registered before this was kept
        return True
    if any(before.get(name) != now[name] for name in now if name != "place"):
        return True
    old, new = before.get("place", {}), now["place"]
    if not any(old.values()):
        return any(new.values())
    compared = [lang] if old.get(lang) else [code for code in old if old[code]]
    return any(old[code] != new.get(code, "") for code in compared)
