"""A register: the public list of one kind of record, and a page for each, both drawn by a section page."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import calendars, exports, feeds, meta, registry
from core.languages import IN_LANGUAGE, active, text_of
from core.listing import Listing, View
from core.models.office import OfficeDetails
from core.models.records import FormerSlug
from core.nav import home_url, tree
from core.text import host_of

EVERYTHING = (View("", "", "all"),)


def sources(record):
    """What components/sources.html prints."""
    return [{"title": host_of(record.source_url), "href": record.source_url}] if record.source_url else []


def about_file(request, title, page_href, schema_href):
    """What a JSON file says of itself."""
    return {
        "title": str(title),
        "page": meta.absolute(page_href),
        "schema": meta.absolute(schema_href),
        "language": active(),
        "written": timezone.now().isoformat(timespec="seconds"),
        "source": text_of(OfficeDetails.load(request), "university")[0],
    }


class Register:
    """Subclass it once per kind of record: the model, its facets, sorts and views, two templates.

    `path` is the list's place below the section page ("" for the section page itself).
    """

    model = None
    path = ""
    title = ""
    list_template = record_template = ""
    search_label = gettext_lazy("Name, city or any word")
    feed_name = ""  # "agreements.atom", below the section page
    calendar_name = ""  # "events": events.ics stands there, to be subscribed to
    file_name = ""  # "agreements": agreements.csv, .xlsx and .json stand there too, described by agreements-schema.json
    columns = ()  # of these files: core.exports.Column
    facets = sorts = views = ()

    def section_url(self, request, page):
        """The section page's path in the active language; a preview may show a page that is not live yet."""
        pages = tree(request)
        item = pages.by_path.get(page.path)
        return pages.url(item, active()) if item else f"{home_url(active())}{page.fixed_slug}/"

    def url(self, request, page):
        base = self.section_url(request, page)
        return f"{base}{self.path}/" if self.path else base

    def queryset(self):
        """Public records with everything a row prints."""
        return self.model.objects.public()

    def count_text(self, number):
        raise NotImplementedError

    def turns(self):
        """When the clock alone next moves a record to another part of the list, None for never within a day."""
        return None

    def record_context(self, record):
        """What the record's own template prints, beyond the record."""
        raise NotImplementedError

    def json_ld(self, record):
        return []

    def feed_entries(self, rows):
        """What has happened to the records of a queryset, as `core.feeds.Entry`; a register with a feed says so."""
        raise NotImplementedError

    def calendar_entries(self, rows):
        """The records of a queryset in a calendar, as `core.calendars.Entry`; a register with a calendar says so."""
        raise NotImplementedError

    # --- answers ---------------------------------------------------------------------------
    def listing(self, request, page, rows=None, views=None, sorts=None):
        """What the address asks for; `rows` is `queryset` with more that whoever prints them needs."""
        path = self.url(request, page)
        views = views or self.views
        rows = self.queryset() if rows is None else rows
        parts = {"facets": self.facets, "sorts": sorts or self.sorts, "views": views}
        return Listing(rows, request.GET, name=self.model._meta.label, path=path, count_text=self.count_text, turns=self.turns, **parts)

    def feed(self, request, page):
        """What happened lately to the records that the same filters show; those in the archive too."""
        listing = self.listing(request, page, views=EVERYTHING)
        entries = self.feed_entries(listing.narrowed())
        return feeds.atom(request, title=self.narrowed_title(listing), subtitle=page.text("summary"), page_href=listing.href(view=""), entries=entries)

    def calendar(self, request, page):
        """The same records as a calendar to subscribe to."""
        listing = self.listing(request, page, views=EVERYTHING)
        return calendars.answer(self.calendar_name, self.narrowed_title(listing), self.calendar_entries(listing.narrowed()))

    def narrowed_title(self, listing):
        """What the filters of an address leave, in words."""
        return " · ".join([str(self.title), *(chip["label"] for chip in listing.chips)])

    def rows_for_list(self):
        """`queryset` with everything that a row of the page prints beyond what other pages do."""
        return self.queryset()

    def list_context(self, listing):
        """What the list's own template prints, beyond the listing."""
        return {}

    def rows_for_files(self):
        """`queryset` with everything that the columns of a file read."""
        return self.queryset()

    def file(self, request, page, kind):
        """What the page shows under the same filters, all pages of it, as a file."""
        listing = self.listing(request, page, self.rows_for_files())
        about = about_file(request, self.title, listing.href(), f"{self.section_url(request, page)}{self.file_name}-schema.json")
        return exports.answer(self.file_name, kind, self.columns, listing.sorted(), about)

    def schema(self, request, page):
        return exports.schema(str(self.title), meta.absolute(request.path), self.columns)

    def files(self, request, page, listing):
        """[{label, href}] of the files of this list."""
        place = self.section_url(request, page)
        return [{"label": kind.upper(), "href": listing.file_href(f"{self.file_name}.{kind}", place)} for kind in exports.KINDS] if self.file_name else []

    def list(self, request, page):
        listing = self.listing(request, page, self.rows_for_list())
        registers = page.registers.values() if len(page.registers) > 1 else ()
        tabs = [{"title": register.title, "href": register.url(request, page), "current": register is self} for register in registers]
        heading = {"heading": self.title, "lead": ""} if self.path else {"heading": page.text("title"), "lead": page.text("summary")}
        context = page.frame_context(request) if self.path else page.get_context(request)
        names = {**context, **self.list_meta(request, page), **heading}
        feed_href = listing.feed_href(self.feed_name, self.section_url(request, page)) if self.feed_name else ""
        calendar_href = listing.feed_href(f"{self.calendar_name}.ics", self.section_url(request, page)) if self.calendar_name else ""
        subscribe = {"feed_href": feed_href, "calendar_href": calendar_href}
        more = {"views": listing.views, "tabs": tabs, "search_label": self.search_label, "files": self.files(request, page, listing), **subscribe}
        return TemplateResponse(request, self.list_template, {**names, "listing": listing, **more, **self.list_context(listing)})

    def list_meta(self, request, page):
        """The section page's own names for its first register; for the others the list has an address of its own."""
        if not self.path:
            return {}
        return meta.leaf_context(request, page, f"{self.path}/", self.title)

    def found(self, slug):
        """The record that has a page at this address, None where there is none."""
        return self.queryset().filter(slug=slug).first()

    def record(self, request, page, slug):
        record = self.found(slug)
        return self.draw(request, page, record) if record else self.moved(slug)

    def moved(self, slug):
        """To where the record of a former address is now."""
        former = FormerSlug.find(self.model, slug)
        if not former:
            raise Http404
        return HttpResponsePermanentRedirect(former.url)

    def draw(self, request, page, record):
        note = "" if record.is_shown_in(active()) or not record.shown_codes else self.language_note(record)
        context = {
            "page": page,
            "self": page,
            "record": record,
            self.model._meta.model_name: record,
            "language_note": note,
            "related": registry.record_parts(record),
            **meta.record_context(request, page, record, self, self.json_ld(record)),
            **self.record_context(record),
        }
        return TemplateResponse(request, self.record_template, context)

    def language_note(self, record):
        found = str(IN_LANGUAGE[record.shown_codes[0]])
        return _("The name %(in_wanted)s is not known yet; it is given %(in_found)s.") % {"in_wanted": IN_LANGUAGE[active()], "in_found": found}

    def sitemap(self, page):
        """The list itself where it has an address of its own; its records stand in a part of their own (`core.sitemaps`)."""
        urls = {code: f"/{code}/{page.fixed_slug}/{self.path}/" for code in page.shown_codes} if self.path else {}
        return meta.sitemap_entries(urls, page.last_published_at)
