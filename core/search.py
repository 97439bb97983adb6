"""The search box: pages and every registered kind of record, in both languages and both scripts."""

from collections import Counter
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from core import registry, search_index, spelling
from core.excerpts import excerpt
from core.languages import active
from core.meta import view_context
from core.models import SearchEntry
from core.nav import home_url
from core.paging import page_links
from core.text import clean, index_text, query_prefixes

PER_PAGE = 20
PAGES = "pages"
PAGE_MODEL = search_index.PAGE._meta.label_lower
GROUPS = {PAGES: pgettext_lazy("search", "Pages"), "news": gettext_lazy("News")}


def search(request):
    q = clean(request.GET.get("q"))
    request.search_query = q
    hits, prefixes, note = find(q)
    chosen = request.GET.get("kind", "")
    kinds = Counter(kind for kind, _hit in hits)
    narrowed = [hit for hit in hits if hit[0] == chosen] if chosen in kinds else hits
    page = Paginator(narrowed, PER_PAGE).get_page(request.GET.get("page"))
    words = {"q": q, **({"kind": chosen} if chosen in kinds else {})}
    context = {
        "q": q,
        "note": note if hits else "",
        "register_href": register_href(chosen, q) if hits else "",
        "kinds": kind_links(kinds, q, chosen) if len(kinds) > 1 else [],
        "hits": shown_hits(page, prefixes),
        "pages": page_links(page, lambda number: address(**words, page=number)),
        "count_text": ngettext("%(n)d result", "%(n)d results", len(narrowed)) % {"n": len(narrowed)} if q else "",
        "hint": _("Nothing was found. Try fewer words or another spelling; Russian and Latin letters both work.") if q and not hits else "",
        **view_context(request, _("Search: %(query)s") % {"query": q} if q else _("Search")),
    }
    return TemplateResponse(request, "core/search.html", context)


def address(**words):
    return f"{reverse('search')}?{urlencode(words)}"


# --- finding -----------------------------------------------------------------------------------
def find(q):
    """([(kind, key of an entry or a hit ready to print)], the folded beginnings of words that were looked for, a note).

    Every word must be there; where nothing holds all of them: the other keyboard layout, the likest words, then most of the words.
    """
    prefixes, swapped = query_prefixes(q), spelling.other_layout(q)
    if not prefixes:
        return [], [], ""
    entries = search_index.current().showing(timezone.now())
    if found := with_leaves(q, entries.holding(prefixes)):
        return found, prefixes, ""
    if found := with_leaves(swapped, entries.holding(query_prefixes(swapped))):
        return found, query_prefixes(swapped), _("Shown is what was found for “%(query)s”.") % {"query": swapped}
    likest = spelling.corrected(q)
    if found := entries.holding(likest):
        return found, likest, _("Nothing is spelt like that. Shown is what is spelt nearly so.")
    found = entries.holding(prefixes, at_least=(len(prefixes) + 1) // 2) if len(prefixes) > 2 else []
    return found, prefixes, _("Nothing holds all of these words. Shown is what holds most of them.")


def with_leaves(query, found):
    """Addresses that are neither pages of the tree nor records stand first, if their title holds the first word, else last."""
    first, last = [], []
    for hit in (hit for finder in registry.page_finders for hit in finder(query)):
        in_title = all(f" {prefix}" in index_text(str(hit["title"])) for prefix in query_prefixes(query))
        (first if in_title else last).append((PAGES, hit))
    return [*first, *found, *last]


# --- showing -----------------------------------------------------------------------------------
def shown_hits(page, prefixes):
    """What components/hit.html prints of each hit of a page; one query."""
    entries = SearchEntry.objects.in_bulk([what for _kind, what in page if isinstance(what, int)])
    return [entry_hit(entries[what], prefixes) if isinstance(what, int) else what for _kind, what in page if not isinstance(what, int) or what in entries]


def entry_hit(entry, prefixes):
    lang = active() if active() in entry.told else next(iter(entry.told))
    told = entry.told[lang]
    answers_in = lang if entry.model == PAGE_MODEL else active()  # a record has its page in every language, a page of the tree has not
    return {
        "title": told["title"],
        "lang": lang if lang != active() else "",
        "href": f"{home_url(answers_in)}{entry.path}",
        "hreflang": answers_in if answers_in != active() else "",
        "kind": told["kind"],
        "excerpt": excerpt(told["lead"], told["text"], prefixes),
        "sample": entry.is_sample,
    }


def register_href(kind, q):
    """The register of the chosen kind, where one narrows further."""
    return next((model.register_url(q=q) for model, _label, _follows in registry.searchables if model._meta.label_lower == kind), "")


def kind_links(kinds, q, chosen):
    """What components/tabs.html prints: every kind that was found, with its number."""
    labels = {**GROUPS, **{model._meta.label_lower: label for model, label, _follows in registry.searchables}}
    total = {"title": _("All: %(n)s") % {"n": sum(kinds.values())}, "href": address(q=q), "current": chosen not in kinds}
    named = [(label, kind) for kind, label in labels.items() if kind in kinds]
    return [total, *({"title": f"{capfirst(label)}: {kinds[kind]}", "href": address(q=q, kind=kind), "current": kind == chosen} for label, kind in named)]
