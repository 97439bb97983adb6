"""What the section puts on other pages: calls that close soon on the home page, calls of the past in the story of a partner."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Precision
from mobility.applying import open_now
from mobility.choices import CallState
from mobility.models.call import Call
from partners.timeline import Source


def closing_soon():
    """Rows for the home page: calls that close within a fortnight."""
    return [
        {"title": call.title_text[0], "href": call.url, "deadline": timezone.localtime(call.closes_at), "sample": call.is_sample}
        for call in open_now()
        if call.state == CallState.CLOSING
    ]


# --- the story of a partner --------------------------------------------------------------------
def of_partner(partner):
    return Call.objects.public().closed_with(partner)


STORY = Source(
    rows=of_partner,
    columns={"on": "closes_at__date", "precision": "slug", "code": "slug"},  # it has neither: a deadline is a day
    label=lambda _code: _("Call for applications"),
    address=Call.address,
    precision=Precision.DAY,
)
