"""The section's first page, and those that answer one question."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alumni import counts
from alumni.choices import OfficerRole
from alumni.models.officer import Officer
from alumni.models.service import Service
from alumni.models.story import Story
from alumni.registers import story_row
from alumni.ways import ways
from core.details import fact_rows
from core.generation import memory
from core.languages import text_of
from core.nav import address_below
from core.templatetags.core_tags import or_unknown, t
from core.text import sort_text

STORIES = 3


def context(request):
    board, representatives = officers()
    stories = list(Story.objects.public().for_rows().newest_first()[:STORIES])
    return {
        "ways": ways(),
        "board": board,
        "representatives": representatives,
        "stories": [story_row(story) for story in stories],
        "stories_href": address_below("alumni", "stories/"),
        "counts": counts.context(),
        "counts_href": address_below("alumni", "countries/"),
    }


def officers():
    """(board, representatives by country): those in office today, so nothing of it is kept in memory beyond the day."""
    rows = memory.now().get("officers of graduates", lambda: list(Officer.objects.public().with_country()))
    board = [officer_row(row) for row in rows if row.role != OfficerRole.REPRESENTATIVE]
    others = [officer_row(row) for row in rows if row.role == OfficerRole.REPRESENTATIVE]
    return sorted(board, key=lambda row: row["order"]), sorted(others, key=lambda row: sort_text(row["country"][0]))


def officer_row(officer):
    return {
        "name": text_of(officer, "name"),
        "role": capfirst(officer.get_role_display()),
        "about": text_of(officer, "about"),
        "country": text_of(officer.country, "name") if officer.country_id else ("", ""),
        "email": officer.email,
        "order": (officer.is_sample, list(OfficerRole).index(OfficerRole(officer.role)), officer.pk),
        "sample": officer.is_sample,
    }


def services(rows):
    """What alumni/service.html prints of each; what nobody says is told to be unknown."""
    return [
        {
            "name": text_of(row, "name"),
            "kind": row.get_kind_display(),
            "facts": fact_rows(
                [
                    (_("Who may ask"), or_unknown(t(row, "who"))),
                    (_("What to send"), or_unknown(t(row, "what_to_send"))),
                    (_("How to ask"), or_unknown(t(row, "how"))),
                    (_("How long it takes"), or_unknown(days_text(row.days))),
                    (_("What it costs"), or_unknown(t(row, "price"))),
                ]
            ),
            "contact": row.shown_contact,
            "source_href": row.source_url,
            "source": row.source_host,
            "sample": row.is_sample,
        }
        for row in rows.public().with_contact().in_order()
    ]


def days_text(days):
    return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days} if days else ""


def for_graduates():
    return services(Service.objects.for_graduates())


def for_employers():
    return services(Service.objects.for_employers())
