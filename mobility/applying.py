"""Whether one may apply now: from the clock, said once and printed everywhere in the same words."""

from django.utils.translation import gettext as _

from core.generation import memory
from core.languages import text_of
from mobility.call_page import until
from mobility.choices import CallState
from mobility.models.call import Call
from mobility.places import place

MOST = 50  # calls of which the first pages know


def applying(call):
    """What mobility/apply.html prints: the state, from when and until when, where the button leads and what it says."""
    known = {**until(call), "href": "", "button": ""}
    if known["state"] == CallState.CLOSED:
        return {**known, "href": place("calls/"), "button": _("Other calls")}
    if known["deadline"]:
        here = "#how" if text_of(call, "how_to_apply")[0] else ""
        return {**known, "href": call.apply_url or here, "button": _("Apply")}
    return known


def open_now():
    """Calls that take applications, the first to close first; read once until the next of them opens or closes."""
    calls = Call.objects.public()
    found = memory.now().get("open calls", lambda: list(calls.taking_applications().with_partner().soonest_first()[:MOST]), until=calls.next_turn)
    return [call for call in found if call.takes_applications]
