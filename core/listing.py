"""Search, narrow, count, sort and page a list of records, from the words of an address.

Nothing in an address can break a list: unknown names and values are ignored, pages out of range answer with the nearest.
The cost is fixed whatever the size of the list: one query for the state of the content, one for the rows of the page. What the filters
leave, and how many, is told from memory (`core.standing`); `narrowed()` says the same as a queryset, for files and feeds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.generation import memory
from core.languages import active
from core.paging import page_links
from core.standing import Standing
from core.text import clean, sort_text

PER_PAGE = 25
MAX_VALUES = 20  # of one facet in one address


@dataclass(frozen=True)
class Vocabulary:
    """The names of a facet's values as they stand in a table: all facets of a list read theirs in one query."""

    model: type
    value: str = "code"
    label: Callable = lambda: f"name_{active()}"  # the column that holds the name in the active language
    named_by: str = ""  # only the public rows that others name: the name by which the model reaches those others

    def rows(self, facet):
        found = QuerySet(self.model).order_by()  # a plain one: modeltranslation's own changes the order of the columns
        names = {"facet_name": Value(facet, CharField()), "facet_value": Cast(F(self.value), CharField()), "facet_label": Cast(F(self.label()), CharField())}
        rows = found.annotate(**names).values_list("facet_name", "facet_value", "facet_label")
        return rows.filter(**{f"{self.named_by}__isnull": False}, live=True).distinct() if self.named_by else rows


def names_of(facets):
    """{facet: {value: name}}; names from tables come by one query and are sorted as words are."""
    found = {facet.name: {} for facet in facets}
    queries = [facet.names.rows(facet.name) for facet in facets if isinstance(facet.names, Vocabulary)]
    rows = queries[0].union(*queries[1:], all=True) if queries else ()
    for name, value, label in sorted(rows, key=lambda row: sort_text(row[2])):
        found[name][value] = label or value
    return {facet.name: found[facet.name] if isinstance(facet.names, Vocabulary) else facet.names() for facet in facets}


def fixed(pairs):
    """The names of a fixed list, capitalised for a menu."""
    return lambda: {value: capfirst(label) for value, label in pairs}


@dataclass(frozen=True)
class Facet:
    """One filter: a name in the address, a label, the column it looks at, the names of its values.

    `names` is a Vocabulary or answers {value: name in the active language}; values without a name are unknown and ignored.
    `many` says that a record may have several values; `only` restricts which related rows count.
    """

    name: str
    label: str
    column: str
    names: Callable | Vocabulary
    many: bool = False
    only: Q | None = None

    def narrow(self, queryset, values):
        condition = Q(**{f"{self.column}__in": values}) & (self.only or Q())
        if not self.many:
            return queryset.filter(condition)
        return queryset.filter(pk__in=queryset.model._base_manager.filter(condition).values("pk"))

    def pairs(self, queryset):
        """(primary key, value) of every record that has one."""
        rows = queryset.filter(self.only) if self.only else queryset
        rows = rows.order_by().annotate(facet_value=Cast(F(self.column), CharField())).filter(facet_value__isnull=False)
        return ((row["pk"], row["facet_value"]) for row in rows.values("pk", "facet_value").distinct())


class CodesFacet(Facet):
    """A filter over a `core.fields.ChoicesField`: a record has as many values as codes."""

    def narrow(self, queryset, values):
        having = [Q(facet_codes__contains=f'"{value}"') for value in values]
        return queryset.alias(facet_codes=Cast(F(self.column), TextField())).filter(reduce(or_, having))

    def pairs(self, queryset):
        return ((pk, code) for pk, codes in queryset.order_by().values_list("pk", self.column) for code in codes or ())


@dataclass(frozen=True)
class Sort:
    name: str
    label: str
    order: Callable  # answers the fields to order by, in the active language


@dataclass(frozen=True)
class View:
    """A part of the register under its own tab: the method of the queryset that answers it."""

    name: str
    label: str
    method: str


class Listing:
    """One list as one address asks for it; what templates print."""

    def __init__(self, queryset, params, *, name, facets, sorts, views, path, count_text, turns=None):
        """`name` tells this list from all others of the site: what is kept in memory under it is the same for every reader.

        `turns` answers the moment at which a record changes its part of the list by the clock alone, None for none.
        """
        self.turns = turns
        self.base, self.params, self.path = queryset, params, path
        self.facets, self.all_sorts, self.all_views = facets, sorts, views
        self.count_words = count_text
        self.q = clean(params.get("q"))
        self.sort = next((sort for sort in sorts if sort.name == params.get("sort")), sorts[0])
        self.view = next((view for view in views if view.name == params.get("view")), views[0])
        self.name = name
        self.kept = memory.now()
        self.names = self.kept.get(("names", name, active()), lambda: names_of(facets))
        self.chosen = {facet.name: self.values(facet) for facet in facets}

    def values(self, facet):
        known = self.names[facet.name]
        return list(dict.fromkeys(value for value in self.params.getlist(facet.name)[:MAX_VALUES] if value in known))

    # --- as a queryset ---------------------------------------------------------------------
    def narrowed(self):
        """The records that pass every filter."""
        rows = getattr(self.base, self.view.method)()
        rows = rows.matching(self.q) if self.q else rows
        for facet in self.facets:
            if self.chosen[facet.name]:
                rows = facet.narrow(rows, self.chosen[facet.name])
        return rows

    def sorted(self):
        return self.narrowed().order_by(*self.sort.order(), "pk")

    # --- rows ------------------------------------------------------------------------------
    @cached_property
    def standing(self):
        return self.kept.get(("standing", self.name), lambda: Standing(self.base, self.facets, self.all_views), until=self.turns)

    @cached_property
    def searched(self):
        """The bits of this part of the list, and of the words that were searched for."""
        bits = self.standing.views[self.view.name]
        return bits & self.standing.matching(self.q) if self.q else bits

    def passing(self, but=None):
        """The bits of the records that pass every filter, leaving out one facet's own."""
        bits = self.searched
        for facet in self.facets:
            if self.chosen[facet.name] and facet is not but:
                bits &= self.standing.any_of(facet.name, self.chosen[facet.name])
        return bits

    @cached_property
    def page(self):
        """A page out of range is the last one."""
        page = Paginator(self.standing.in_order(self.sort, self.passing()), PER_PAGE).get_page(self.params.get("page"))
        found = self.base.in_bulk(page.object_list)
        page.object_list = [found[pk] for pk in page.object_list if pk in found]
        return page

    @property
    def rows(self):
        return self.page.object_list

    @cached_property
    def total(self):
        return self.page.paginator.count

    @property
    def count_text(self):
        return self.count_words(self.total)

    # --- the form --------------------------------------------------------------------------
    @cached_property
    def counts(self):
        """{facet: {value: number}}; each facet counts under the filters of the others, so that no option leads to an empty page."""
        return {facet.name: self.standing.counts(facet.name, self.passing(but=facet)) for facet in self.facets}

    @cached_property
    def fields(self):
        return [self.field(facet) for facet in self.facets]

    def field(self, facet):
        chosen, names = self.chosen[facet.name], self.names[facet.name]
        counts = {**dict.fromkeys(chosen, 0), **self.counts[facet.name]}
        known = sorted((value for value in counts if value in names), key=list(names).index)
        options = [{"value": value, "label": names[value], "count": counts[value], "selected": value in chosen} for value in known]
        return {"name": facet.name, "label": facet.label, "options": options, "active": bool(chosen)}

    @property
    def hidden(self):
        kept = {"view": self.view.name, "sort": self.sort.name if self.sort is not self.all_sorts[0] else ""}
        return [(name, value) for name, value in kept.items() if value]

    @cached_property
    def chips(self):
        rows = [{"label": f"{_('Search')}: {self.q}", "href": self.href(q="")}] if self.q else []
        for facet in self.facets:
            for value in self.chosen[facet.name]:
                rest = [other for other in self.chosen[facet.name] if other != value]
                rows.append({"label": f"{facet.label}: {self.names[facet.name][value]}", "href": self.href(**{facet.name: rest})})
        return rows

    # --- links -----------------------------------------------------------------------------
    def href(self, **changes):
        """This list's address with some words changed; '' and [] drop a word. Changing anything starts at the first page."""
        words = {"view": self.view.name, "q": self.q, **self.chosen, "sort": dict(self.hidden).get("sort", ""), "page": "", **changes}
        query = urlencode({name: value for name, value in words.items() if value}, doseq=True)
        return f"{self.path}?{query}" if query else self.path

    def file_href(self, name, folder="", **changes):
        """The file of what this list shows, all its pages; some words changed as `href` does."""
        query = self.href(**changes).partition("?")[2]
        return f"{folder or self.path}{name}?{query}" if query else f"{folder or self.path}{name}"

    def feed_href(self, name, folder=""):
        """The feed of the same filters, whatever part and order of the list is open."""
        return self.file_href(name, folder, sort="", view="")

    @property
    def clear_href(self):
        return f"{self.path}?{urlencode({'view': self.view.name})}" if self.view.name else self.path

    @property
    def sorts(self):
        first = self.all_sorts[0]
        return [{"label": sort.label, "current": sort is self.sort, "href": self.href(sort="" if sort is first else sort.name)} for sort in self.all_sorts]

    @property
    def views(self):
        return [{"title": view.label, "current": view is self.view, "href": self.href(view=view.name)} for view in self.all_views]

    @cached_property
    def pages(self):
        """Links to the pages, None when there is only one."""
        return page_links(self.page, lambda number: self.href(page=number))

    @property
    def empty_hint(self):
        if self.q or any(self.chosen.values()):
            return _("Nothing matches all of this. Take away a filter or try another spelling; Russian and Latin letters both work.")
        return _("There are no public records here yet.")
