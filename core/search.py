"""The search box: pages and every registered kind of record, in both languages."""

from django.db.models import Count, Window
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import registry
from core.languages import CODES, active
from core.meta import view_context
from core.models import SitePage
from core.nav import tree
from core.text import clean, query_prefixes

PER_GROUP = 20
EXCERPT = 180  # characters


def search(request):
    q = clean(request.GET.get("q"))
    request.search_query = q
    groups = [group for group in (page_hits(request, q), *record_hits(q)) if group["hits"]] if query_prefixes(q) else []
    total = sum(group["total"] for group in groups)
    title = _("Search: %(query)s") % {"query": q} if q else _("Search")
    context = {
        "q": q,
        "groups": groups,
        "total": total,
        "count_text": ngettext("%(n)d result", "%(n)d results", total) % {"n": total} if q else "",
        "hint": _("Nothing was found. Try fewer words or another spelling; Russian and Latin letters both work.") if q and not total else "",
        **view_context(request, title),
    }
    return TemplateResponse(request, "core/search.html", context)


def record_hits(q):
    """A group for each kind of record that the sections registered; each row of the one query knows how many there are in all."""
    for model, label in registry.searchables:
        found = model.objects.public().matching(q).for_rows().best_first(q).annotate(in_all=Window(Count("pk")))
        rows = list(found[:PER_GROUP])
        total = rows[0].in_all if rows else 0
        more_href = model.register_url(q=q) if total > len(rows) else ""
        yield {"label": label, "hits": [record_hit(row) for row in rows], "total": total, "more_href": more_href}


def record_hit(record):
    title, lang = record.title_text
    return {
        "title": title,
        "lang": lang if lang != active() else "",
        "href": record.url,
        "kind": record.search_kind(),
        "excerpt": Truncator(record.search_excerpt()).chars(EXCERPT),
        "sample": record.is_sample,
    }


def page_hits(request, q):
    pages = tree(request)
    found = SitePage.objects.live().open_to_all().exclude(shown="").matching(q)
    titles = [SitePage.column(name, code) for name in ("title", "summary") for code in CODES]
    rows = list(found.order_by("path").values_list("pk", "path", "depth", "url_path", "shown", "show_in_menus", "content_type_id", *titles))
    more = [hit for finder in registry.page_finders for hit in finder(q)]
    return {"label": _("Pages"), "hits": [*(page_hit(pages, pages.item(*row)) for row in rows[:PER_GROUP]), *more], "total": len(rows) + len(more)}


def page_hit(pages, item):
    lang = active() if active() in item.shown else item.shown[0]
    return {
        "title": item.titles[lang],
        "lang": lang if lang != active() else "",
        "href": pages.url(item, lang),
        "kind": item.model.search_kind(),
        "excerpt": Truncator(item.summaries[lang]).chars(EXCERPT),
        "sample": False,
    }
