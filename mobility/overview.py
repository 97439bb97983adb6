"""The section's first page: what is open now, the ways to everything else."""

from django.utils.translation import gettext as _

from mobility.applying import open_now
from mobility.call_page import call_row
from mobility.places import place
from mobility.ways import ways
from partners.models import Agreement, Partner

SHOWN = 6


def context(request):
    return {
        "open_now": [call_row(call) for call in open_now()[:SHOWN]],
        "calls_href": place("calls/"),
        "archive_href": place("calls/", view="archive"),
        "ways": ways(),
        "partner_ways": [
            {"title": _("Partners with exchange of students"), "href": Partner.register_url(form="student_mobility")},
            {"title": _("Partners with exchange of staff"), "href": Partner.register_url(form="staff_mobility")},
            {"title": _("Agreements on the exchange of students"), "href": Agreement.register_url(form="student_mobility")},
        ],
    }
