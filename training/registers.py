"""The public list of programmes, and what a programme's page and its print sheet show."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from core import calendars
from core.exports import public
from core.languages import active, text_of
from core.listing import Facet, Sort, View, Vocabulary, fixed
from core.models import Contact, FieldOfStudy
from core.registers import Register, sources
from training import columns, structured
from training.applying import applying, nearest
from training.choices import STUDY_LANGUAGES, Level
from training.intake_rows import calendar_entries, intake_row
from training.leaves import ways
from training.leaves.recognition import ledger, statement_line
from training.models.programme import Programme
from training.money_rows import entry_year, fee_for, fee_row, fee_table
from training.places import place
from training.programme_facts import duration_text, key_facts, languages_text, texts, variant_rows
from training.published import Published


def by_name():
    return [f"sort_key_{active()}"]


class ProgrammeRegister(Register):
    model = Programme
    path = "programmes"
    file_name, columns = "programmes", public(columns.PROGRAMME)
    title = gettext_lazy("Programmes")
    search_label = gettext_lazy("Name or any word")
    list_template, record_template = "training/programme_list.html", "training/programme.html"
    facets = (
        Facet("level", gettext_lazy("Level"), "level", fixed(Level.choices)),
        Facet("language", gettext_lazy("Language of teaching"), "variants__language", fixed(STUDY_LANGUAGES), many=True),
        Facet("field", gettext_lazy("Field"), "isced_f__code", Vocabulary(FieldOfStudy)),
    )
    sorts = (
        Sort("level", gettext_lazy("by level"), lambda: ["level_order", *by_name()]),
        Sort("name", gettext_lazy("by name"), by_name),
    )
    views = (View("", gettext_lazy("Current"), "current"), View("archive", gettext_lazy("Archive"), "archive"))

    def queryset(self):
        return Programme.objects.public().with_level_order().with_variants()

    def reachable(self):
        """Those by address only have a page too, and stand in no list."""
        return Programme.objects.reachable().with_variants()

    def count_text(self, number):
        return ngettext("%(n)d programme", "%(n)d programmes", number) % {"n": number}

    def list_context(self, listing):
        published = Published(listing.kept)
        return {"rows": [list_row(programme, published) for programme in listing.rows], "compare_href": place("compare/"), "ways": ways("programmes")}

    def found(self, slug):
        return self.reachable().filter(slug=slug).first()

    def sheet(self, request, page, slug):
        """One page of paper for parents and embassies."""
        programme = self.found(slug)
        if not programme:
            return self.moved(slug)
        response = self.draw(request, page, programme)
        response.template_name = "training/sheet.html"
        names = response.context_data
        year = names["year"]
        names["meta"]["json_ld"] = []
        names |= {
            "printed_on": timezone.localdate(),
            "fees": [row for row in names["fees"] if row["year"] == year],
            "by_status": by_status(names["recognition"]),
        }
        return response

    def calendar(self, request, slug):
        """The dates of its coming intakes."""
        programme = self.found(slug)
        if not programme:
            raise Http404
        intakes = [intake for intake in Published().intakes_of(programme) if intake.studies_start >= timezone.localdate()]
        title = text_of(programme, "name")[0]
        if not intakes:
            raise Http404
        entries = [entry for intake in intakes for entry in calendar_entries(intake, title, programme.url)]
        return calendars.answer(programme.slug, title, entries)

    def record_context(self, programme):
        published = Published()
        fees, intakes = published.fees_of(programme), published.intakes_of(programme)
        statements = ledger(published, programme)
        coming = [intake for intake in intakes if intake.studies_start >= timezone.localdate()]
        year = entry_year(intakes, fees)
        return {
            "year": year,
            "facts": key_facts(programme),
            "variants": variant_rows(programme),
            "texts": texts(programme),
            "apply": applying(programme, intakes),
            **fee_table(fees),
            "main_fees": [fee_row(fee) for language in programme.languages_taught if (fee := fee_for(fees, None, language, year))],
            "intakes": [intake_row(intake) for intake in coming],
            "recognition": [statement_line(statement, programme) for statement in statements],
            "contact": Contact.shown(programme.owner),
            "sources": sources(programme),
            "links": links(programme),
        }

    def json_ld(self, programme):
        published = Published()
        return [structured.programme(programme, published.fees_of(programme), nearest(published.intakes_of(programme)), published.statements)]


def by_status(rows):
    """[(status, countries)]: the ledger in a few lines of paper."""
    found = {}
    for row in rows:
        found.setdefault(row["label"], []).append(row["country"] if row["of_country"] else row["authority"][0])
    return list(found.items())


def links(programme):
    """Where the same programme is asked other questions."""
    return {
        "cost": place("cost/", programme=programme.slug),
        "checklist": place("checklist/", programme=programme.slug),
        "recognition": place("recognition/", programme=programme.slug),
        "compare": place("compare/", programme=programme.slug),
        "enquiry": place("enquiry/", programme=programme.slug),
        "sheet": f"{programme.url}sheet/",
        "calendar": f"{programme.url}dates.ics",
    }


def list_row(programme, published):
    """One row of the list: what it is, what it costs for somebody who applies now, whether one may."""
    fees, intakes = published.fees_of(programme), published.intakes_of(programme)
    year = entry_year(intakes, fees)
    own = [fee for language in programme.languages_taught if (fee := fee_for(fees, None, language, year))]
    return {
        "programme": programme,
        "languages": languages_text(programme),
        "length": duration_text(programme),
        "fees": [fee_row(fee) for fee in own],
        "ask_href": place("enquiry/", programme=programme.slug),
        "apply": applying(programme, intakes),
    }
