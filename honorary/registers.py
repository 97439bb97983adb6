"""The public list of honorary doctors and professors, and what the page of each shows."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core.days import YEARS
from core.exports import public
from core.generation import memory
from core.languages import active
from core.listing import Facet, Sort, View, Vocabulary, fixed
from core.models import Country, FieldOfStudy
from core.registers import Register
from honorary import choices, columns, happenings, structured
from honorary.award_page import award_row, key_facts, names, person_facts, sources, texts
from honorary.models.award import Award
from honorary.models.questions import newest, oldest


def by_name():
    return [f"sort_key_{active()}", f"given_name_{active()}"]


def decade_text(decade):
    """«1990s»; a decade that is not known says so."""
    return _("%(decade)ds") % {"decade": decade} if decade else _("Year not published")


def decades():
    return {str(year): decade_text(year) for year in reversed(YEARS) if year % 10 == 0}


def years():
    return {str(year): str(year) for year in reversed(YEARS)}


class AwardRegister(Register):
    model = Award
    path = ""
    feed_name = "honorary.atom"
    file_name, columns = "honorary", public(columns.AWARD)
    title = gettext_lazy("Honorary doctors and professors")
    search_label = gettext_lazy("Name, in any script, or organisation")
    list_template, record_template = "honorary/award_list.html", "honorary/award.html"
    facets = (
        Facet("title", pgettext_lazy("an honour", "Title"), "title", fixed(choices.Title.choices)),
        Facet("decade", gettext_lazy("Decade"), "decade", decades),
        Facet("year", gettext_lazy("Year"), "year", years),
        Facet("country", gettext_lazy("Country"), "country__code", Vocabulary(Country)),
        Facet("field", gettext_lazy("Field"), "isced_f__code", Vocabulary(FieldOfStudy), many=True),
        Facet("state", gettext_lazy("State"), "state", fixed(choices.State.choices)),
    )
    sorts = (
        Sort("newest", gettext_lazy("newest first"), lambda: [*newest(), *by_name()]),
        Sort("oldest", gettext_lazy("oldest first"), lambda: [*oldest(), *by_name()]),
        Sort("name", pgettext_lazy("of people", "by name"), by_name),
    )
    views = (View("", "", "everybody"),)

    def queryset(self):
        return Award.objects.public().with_place()

    def found(self, slug):
        """With all that its page prints, kept in memory."""
        return memory.now().recent(("award", slug), lambda: Award.objects.public().for_page().filter(slug=slug).first())

    def rows_for_files(self):
        return Award.objects.public().for_files()

    def count_text(self, number):
        return ngettext("%(n)d honorary title", "%(n)d honorary titles", number) % {"n": number}

    def list_context(self, listing):
        """Decade by decade where the list is in the order of years."""
        by_decade = groupby(listing.rows, key=lambda award: award.decade)
        groups = [("", listing.rows)] if listing.sort.name == "name" else [(decade_text(decade), list(rows)) for decade, rows in by_decade]
        return {"groups": [(title, [award_row(award) for award in rows]) for title, rows in groups], "views": ()}

    def feed_entries(self, rows):
        return happenings.entries(rows)

    def record_context(self, award):
        return {
            "facts": key_facts(award),
            "person": person_facts(award),
            "texts": texts(award),
            "names": names(award),
            "portrait": award.shown_portrait,
            "contact": award.shown_contact,
            "sources": sources(award),
        }

    def json_ld(self, award):
        return [structured.person(award)]
