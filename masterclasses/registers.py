"""The public lists of events and lecturers, and what the page of each shows."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core import calendars
from core.details import text_rows
from core.exports import public
from core.generation import memory
from core.languages import active, text_of
from core.listing import CodesFacet, Facet, Sort, View, Vocabulary, fixed
from core.models import Country, FieldOfStudy
from core.models.contacts import SPOKEN
from core.registers import Register, sources
from masterclasses import choices, columns, happenings, structured, taking_part
from masterclasses.calendar_entries import entry
from masterclasses.event_page import key_facts, lecturer_facts, materials, pictures, programme, speaker_rows, teaching_facts, texts
from masterclasses.models.event import Event
from masterclasses.models.lecturer import Lecturer

KEPT_IN_CALENDARS = timedelta(days=365)  # after its end, so that nobody's calendar loses what is just over


def by_name():
    return [f"sort_key_{active()}"]


def years():
    """{year: year} of what visitors see, the newest first; one query."""
    found = Event.objects.public().order_by("-year").values_list("year", flat=True).distinct()
    return {str(year): str(year) for year in found if year}


SOONEST = Sort("soonest", gettext_lazy("by date, the next first"), lambda: [Event.soonest()])
NEWEST = Sort("newest", gettext_lazy("by date, the newest first"), lambda: [Event.newest()])
BY_TITLE = Sort("title", gettext_lazy("by title"), by_name)


class EventRegister(Register):
    model = Event
    path = ""
    feed_name, calendar_name = "events.atom", "events"
    file_name, columns = "events", public(columns.EVENT)
    title = gettext_lazy("Events")
    search_label = gettext_lazy("Title, lecturer or any word")
    list_template, record_template = "masterclasses/event_list.html", "masterclasses/event.html"
    facets = (
        Facet("kind", gettext_lazy("Kind of event"), "kind", fixed(choices.Kind.choices)),
        CodesFacet("audience", gettext_lazy("For whom"), "audience", fixed(choices.Audience.choices)),
        Facet("field", gettext_lazy("Field"), "isced_f__code", Vocabulary(FieldOfStudy), many=True),
        CodesFacet("language", gettext_lazy("Working language"), "working_languages", fixed(SPOKEN)),
        CodesFacet("interpretation", gettext_lazy("Interpreted into"), "interpretation", fixed(SPOKEN)),
        CodesFacet("captions", gettext_lazy("Live captions in"), "captions", fixed(SPOKEN)),
        Facet("mode", gettext_lazy("How it is held"), "shown_mode", fixed(choices.Mode.choices)),
        Facet("year", gettext_lazy("Year"), "year", years),
        Facet("country", gettext_lazy("Country of the lecturer"), "speakers__lecturer__country__code", Vocabulary(Country), many=True),
    )
    sorts = (SOONEST, BY_TITLE)
    past_sorts = (NEWEST, BY_TITLE)
    views = (
        View("", pgettext_lazy("events", "Upcoming"), "upcoming"),
        View("past", pgettext_lazy("events", "Past"), "past"),
        View("all", pgettext_lazy("events", "All"), "everything"),
    )

    def queryset(self):
        return Event.objects.public().with_speakers()

    def found(self, slug):
        """With all that its page prints, kept in memory: an event has more kinds of parts than a page may ask for."""
        return memory.now().recent(("event", slug), lambda: Event.objects.public().for_page().at(slug))

    def rows_for_files(self):
        return Event.objects.public().for_files()

    def listing(self, request, page, rows=None, views=None):
        """What is over is read from its end; so is everything together."""
        sorts = self.sorts if not request.GET.get("view") else self.past_sorts
        return super().listing(request, page, rows, views, sorts)

    def turns(self):
        return Event.objects.public().next_turn()

    def count_text(self, number):
        return ngettext("%(n)d event", "%(n)d events", number) % {"n": number}

    def list_context(self, listing):
        return {"rows": [event_row(event) for event in listing.rows]}

    def feed_entries(self, rows):
        return happenings.entries(rows)

    def calendar_entries(self, rows):
        """Those whose day is known; the past year's too."""
        kept = rows.on_days().upcoming(timezone.now() - KEPT_IN_CALENDARS)
        return [entry(event) for event in kept.soonest_first().select_related("contact", "owner").prefetch_related(None)]

    def event_calendar(self, request, page, slug):
        """One event as a file."""
        event = self.found(slug)
        return calendars.answer(event.slug, event.title_text[0], [entry(event)]) if event and event.has_day else None

    def record_context(self, event):
        return {
            "facts": key_facts(event),
            "teaching": teaching_facts(event),
            "speakers": speaker_rows(event),
            "programme": programme(event),
            "texts": texts(event),
            "materials": materials(event),
            "pictures": pictures(event),
            "offer": taking_part.offer(event),
            "contact": event.shown_contact,
            "sources": sources(event),
            "calendar_href": f"{event.url}event.ics" if event.has_day and not event.is_over else "",
            "others": [event_row(other) for other in event.others_of_series],
            "postponed_note": _("The new day is not known yet.") if event.state == choices.State.POSTPONED else "",
        }

    def json_ld(self, event):
        return [structured.event(event)]


class LecturerRegister(Register):
    model = Lecturer
    path = "lecturers"
    file_name, columns = "lecturers", public(columns.LECTURER)
    title = gettext_lazy("Lecturers")
    search_label = gettext_lazy("Name or organisation")
    list_template, record_template = "masterclasses/lecturer_list.html", "masterclasses/lecturer.html"
    facets = (
        Facet("country", gettext_lazy("Country"), "country__code", Vocabulary(Country)),
        Facet("year", pgettext_lazy("of events", "Year"), "speeches__event__year", years, many=True, only=Lecturer.at_public_events()),
    )
    sorts = (Sort("name", gettext_lazy("by name"), by_name), Sort("events", gettext_lazy("by number of events"), lambda: ["-events_total", *by_name()]))
    views = (
        View("", pgettext_lazy("lecturers", "All"), "everybody"),
        View("visiting", gettext_lazy("Visiting professors"), "visiting"),
    )

    def queryset(self):
        return Lecturer.objects.public().with_place().with_event_count()

    def turns(self):
        return Event.objects.public().next_turn()

    def count_text(self, number):
        return ngettext("%(n)d lecturer", "%(n)d lecturers", number) % {"n": number}

    def record_context(self, lecturer):
        events = lecturer.public_events()
        return {
            "events": [{**event_row(event), "told": lecturer.part_in(event)} for event in events],
            "sources": sources(lecturer),
            "photo": lecturer.shown_photo,
            "facts": lecturer_facts(lecturer),
            "texts": text_rows(lecturer, (_("About the lecturer"), "biography")),
        }

    def json_ld(self, lecturer):
        return [structured.person(lecturer)]


def event_row(event):
    """One line of a list: when, what, who, where; the label that must be seen first."""
    return {
        "event": event,
        "title": event.title_text,
        "href": event.url,
        "label": event.label,
        "kind": event.get_kind_display(),
        "mode": event.get_shown_mode_display() if event.shown_mode else "",
        "speakers": [text_of(speaker.lecturer, "name") for speaker in event.teachers][:3],
        "more_speakers": max(len(event.teachers) - 3, 0),
        "sample": event.is_sample,
    }
