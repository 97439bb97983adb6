"""The public lists of the section: the directory of those who said yes, and the stories."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from alumni import columns, structured
from alumni.entry import public_facts
from alumni.models.graduate import Graduate
from alumni.models.story import Story
from core.details import fact_rows, text_rows
from core.exports import public
from core.languages import active, text_of
from core.listing import Facet, Sort, View, Vocabulary
from core.models import Country, FieldOfStudy
from core.registers import Register, sources
from core.templatetags.core_tags import t


def by_name():
    return [f"sort_key_{active()}"]


def years():
    """{year: year} of the entries that say it, the newest first; one query."""
    found = Graduate.objects.public().exclude(public_year=None).order_by("-public_year").values_list("public_year", flat=True).distinct()
    return {str(year): str(year) for year in found}


class DirectoryRegister(Register):
    """Everything here is read from what the graduates have made public (`alumni.entry`, the columns `public_…`)."""

    model = Graduate
    path = "directory"
    title = gettext_lazy("Directory")
    search_label = gettext_lazy("Name, place of work or any word")
    file_name, columns = "directory", public(columns.DIRECTORY)
    list_template = "alumni/directory.html"
    facets = (
        Facet("country", gettext_lazy("Country"), "public_country__code", Vocabulary(Country)),
        Facet("field", gettext_lazy("Field"), "public_specialty__code", Vocabulary(FieldOfStudy)),
        Facet("year", gettext_lazy("Year of graduation"), "public_year", years),
    )
    sorts = (
        Sort("name", gettext_lazy("by name"), by_name),
        Sort("newest", gettext_lazy("by year, the newest first"), lambda: ["-public_year", *by_name()]),
    )
    views = (View("", pgettext_lazy("graduates", "All"), "all"),)

    def queryset(self):
        return Graduate.objects.public().for_rows()

    def count_text(self, number):
        return ngettext("%(n)d graduate", "%(n)d graduates", number) % {"n": number}

    def list_context(self, listing):
        return {"rows": [public_facts(graduate) for graduate in listing.rows]}

    def list(self, request, page):
        response = super().list(request, page)
        response.context_data["meta"]["json_ld"] += structured.directory(response.context_data["listing"].rows)
        return response


class StoryRegister(Register):
    model = Story
    path = "stories"
    title = gettext_lazy("Stories of graduates")
    search_label = gettext_lazy("Name or any word")
    file_name, columns = "stories", public(columns.STORY)
    list_template, record_template = "alumni/story_list.html", "alumni/story.html"
    facets = (
        Facet("country", gettext_lazy("Country"), "country__code", Vocabulary(Country)),
        Facet("field", gettext_lazy("Field"), "specialty__code", Vocabulary(FieldOfStudy)),
    )
    sorts = (Sort("newest", gettext_lazy("the newest first"), lambda: ["-first_published_at"]), Sort("title", gettext_lazy("by title"), by_name))
    views = (View("", pgettext_lazy("stories", "All"), "all"),)

    def queryset(self):
        return Story.objects.public().for_rows()

    def count_text(self, number):
        return ngettext("%(n)d story", "%(n)d stories", number) % {"n": number}

    def list_context(self, listing):
        return {"rows": [story_row(story) for story in listing.rows]}

    def record_context(self, story):
        return {
            "facts": fact_rows(
                [
                    (_("Graduate"), t(story, "person")),
                    (_("Post and place of work"), t(story, "post")),
                    (_("Country"), t(story.country, "name") if story.country_id else ""),
                    (_("Graduated in"), str(story.graduation_year or "")),
                    (_("Field"), t(story.specialty, "name") if story.specialty_id else ""),
                ]
            ),
            "texts": text_rows(story, (_("The story"), "text")),
            "quote": text_of(story, "quote"),
            "photo": story.shown_photo,
            "sources": sources(story),
        }

    def json_ld(self, story):
        return [structured.story(story)]


def story_row(story):
    return {
        "title": story.title_text,
        "href": story.url,
        "person": text_of(story, "person"),
        "summary": text_of(story, "summary"),
        "country": text_of(story.country, "name") if story.country_id else None,
        "year": story.graduation_year,
        "photo": story.shown_photo,
        "sample": story.is_sample,
    }
