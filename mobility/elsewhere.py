"""What the section puts on other pages: calls that close soon on the home page, calls of the past in the story of a partner."""

from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import Precision
from core.languages import active, text_of
from mobility.applying import open_now
from mobility.choices import CallState
from mobility.models.call import Call
from partners.timeline import FIELDS, Moment, Source


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


def moment(row):
    title, lang = text_of(SimpleNamespace(**row), "title")
    return Moment(
        on=row["at"],
        precision=Precision.DAY,
        label=_("Call for applications"),
        title=title,
        href=reverse("wagtail_serve", args=[f"{Call.address}/{row['slug']}/"]),
        lang="" if lang == active() else lang,
        sample=row["sample"],
    )


STORY = Source(
    rows=of_partner,
    columns={**{name: name for name in FIELDS}, "on": "closes_at__date", "is_sample": "is_sample", "precision": "slug", "code": "slug"},  # a deadline is a day
    moment=moment,
)
