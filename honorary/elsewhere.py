"""What the section puts on other pages: whom the university honours, on the page of their partner and of their ceremony; the story of a partner."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.generation import memory
from honorary.choices import Title
from honorary.models import Award
from partners.models import Partner
from partners.timeline import Source

Event = Award._meta.get_field("ceremony").related_model


def people(record):
    """A list for the page of a partner or of an event; one query, kept in memory."""
    if not record.pk or not isinstance(record, (Partner, Event)):
        return []
    awards = Award.objects.public().of_partner(record) if isinstance(record, Partner) else Award.objects.public().at_ceremony(record)
    found = memory.now().recent(("honorary", record._meta.label, record.pk), lambda: list(awards.newest_first()))
    title = _("Honorary doctors and professors") if isinstance(record, Partner) else _("Honorary titles conferred")
    return [{"title": title, "rows": [person(award) for award in found]}] if found else []


def person(award):
    state = f" ({award.label_text})" if award.label else ""
    return {"title": award.title_text, "href": award.url, "note": capfirst(f"{award.title_and_year()}{state}"), "sample": award.is_sample}


def of_partner(partner):
    return Award.objects.public().held().of_partner(partner)


STORY = Source(
    rows=of_partner,
    columns={
        "on": "conferred_on",
        "precision": "conferred_precision",
        "code": "title",
        "title_ru": "full_name_ru",
        "title_en": "full_name_en",
    },
    label=lambda title: capfirst(Title(title).label),
    address=Award.address,
)
