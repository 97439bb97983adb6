"""The public list of calls, and what the page of each shows."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core import calendars
from core.exports import public
from core.generation import memory
from core.languages import active
from core.listing import CodesFacet, Facet, Sort, View, Vocabulary, fixed
from core.models import FieldOfStudy
from core.registers import Register, sources
from mobility import choices, columns, happenings, structured
from mobility.applying import applying
from mobility.calendar_entries import entries
from mobility.call_page import call_row, deadlines, eligibility, how_to_apply, key_facts, links, papers, texts
from mobility.models.call import Call
from mobility.ways import CALLS, ways
from partners.choices import Direction
from partners.models import Partner


class StateFacet(Facet):
    """The state is told by the clock at the moment at which it is asked for."""

    def pairs(self, queryset):
        return super().pairs(queryset.with_state())


SOONEST = Sort("soonest", gettext_lazy("by deadline, the next first"), lambda: ["closes_at"])
NEWEST = Sort("newest", gettext_lazy("by deadline, the newest first"), lambda: ["-closes_at"])
BY_TITLE = Sort("title", gettext_lazy("by title"), lambda: [f"sort_key_{active()}"])


class CallRegister(Register):
    model = Call
    path = "calls"
    feed_name, calendar_name = "calls.atom", "calls"
    file_name, columns = "calls", public(columns.CALL)
    title = CALLS["title"]
    search_label = gettext_lazy("Title, partner or any word")
    list_template, record_template = "mobility/call_list.html", "mobility/call.html"
    facets = (
        Facet("direction", gettext_lazy("Direction"), "direction", fixed(Direction.choices)),
        CodesFacet("who", gettext_lazy("For whom"), "who", fixed(choices.Who.choices)),
        Facet("activity", gettext_lazy("Purpose"), "activity", fixed(choices.Activity.choices)),
        Facet("partner", gettext_lazy("Partner"), "partner__slug", Vocabulary(Partner, "slug", named_by="calls")),
        Facet("field", gettext_lazy("Field"), "isced_f__code", Vocabulary(FieldOfStudy), many=True),
        Facet("funding", gettext_lazy("Funding"), "funding", fixed(choices.Funding.choices)),
        StateFacet("state", gettext_lazy("State"), "state_now", fixed(choices.CallState.choices)),
    )
    sorts = (SOONEST, BY_TITLE)
    archive_sorts = (NEWEST, BY_TITLE)
    views = (View("", pgettext_lazy("calls", "Open and upcoming"), "current"), View("archive", gettext_lazy("Archive"), "archive"))

    def queryset(self):
        return Call.objects.public().with_state().with_partner()

    def found(self, slug):
        """With all that its page prints, kept in memory: a call has more kinds of parts than a page may ask for."""
        return memory.now().recent(("call", slug), lambda: Call.objects.public().for_page().at(slug))

    def rows_for_files(self):
        return Call.objects.public().with_state().for_files()

    def listing(self, request, page, rows=None, views=None):
        """The archive is read from its end."""
        sorts = self.archive_sorts if request.GET.get("view") == "archive" else self.sorts
        return super().listing(request, page, rows, views, sorts)

    def turns(self):
        return Call.objects.public().next_turn()

    def count_text(self, number):
        return ngettext("%(n)d call", "%(n)d calls", number) % {"n": number}

    def list_context(self, listing):
        return {"rows": [call_row(call) for call in listing.rows], "ways": ways("calls")}

    def feed_entries(self, rows):
        return happenings.entries(rows)

    def calendar_entries(self, rows):
        """Every deadline of the calls that still have one before them."""
        return [entry for call in rows.in_calendars().soonest_first().with_contact() for entry in entries(call)]

    def dates(self, slug):
        """The deadlines of one call as a file, while one is ahead."""
        call = self.found(slug)
        if not call or call.last_date <= timezone.now():
            raise Http404
        return calendars.answer(call.slug, call.title_text[0], entries(call))

    def record_context(self, call):
        return {
            "apply": applying(call),
            "facts": key_facts(call),
            "eligibility": eligibility(call),
            "deadlines": deadlines(call),
            "papers": papers(call),
            "how": how_to_apply(call),
            "texts": texts(call),
            "links": links(call),
            "contact": call.shown_contact,
            "sources": sources(call),
            "calendar_href": f"{call.url}dates.ics" if call.last_date > timezone.now() else "",
        }

    def json_ld(self, call):
        return structured.call(call)
