"""The section's page: rankings with their newest places and all their editions, then three lists that are never mixed."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from core.generation import memory
from core.languages import CODES, active, text_of
from core.nav import address_below
from core.paging import page_links
from rankings import structured
from rankings.choices import Kind, Scope
from rankings.models.affiliation import Affiliation
from rankings.models.ranking import Ranking
from rankings.tables import organisation_row, result_row

PER_PAGE = 50  # rows of the table of editions


def known():
    """(rankings with their editions, organisations) that visitors may see, the samples last; kept in memory until something changes."""
    return list(Ranking.objects.public().with_results().samples_last()), list(Affiliation.objects.public().with_links().samples_last())


def context(request):
    rankings, organisations = memory.now().get(("rankings", active()), known)
    results = [(ranking, result) for ranking in rankings for result in ranking.results.all()]
    paged = Paginator(results, PER_PAGE).get_page(request.GET.get("page"))
    current = [row for row in organisations if not row.has_ended]
    return {
        "rankings": [ranking_row(ranking) for ranking in sorted(rankings, key=lambda one: (one.is_sample, not one.results.all()))],
        "results": [{**result_row(result), "ranking": text_of(ranking, "name"), "href": ranking.url} for ranking, result in paged],
        "result_pages": page_links(paged, lambda number: f"{address_below('rankings')}?page={number}#editions"),
        "lists": [group(kind, [row for row in current if row.kind == kind]) for kind in Kind],
        "ended": [{**organisation_row(row), "kind": row.get_kind_display()} for row in organisations if row.has_ended],
        "result_files": files("rankings"),
        "organisation_files": files("organisations"),
    }


def ranking_row(ranking):
    """With the newest edition of each series."""
    newest = {}
    for result in ranking.results.all():
        newest.setdefault(result.series, result)
    return {
        "name": text_of(ranking, "name"),
        "href": ranking.url,
        "measures": text_of(ranking, "measures"),
        "newest": [result_row(result) for result in sorted(newest.values(), key=lambda result: list(Scope).index(result.scope))],
        "sample": ranking.is_sample,
    }


def group(kind, rows):
    headings = {
        Kind.MEMBERSHIP: (_("Memberships"), _("Organisations of which the university is a member."), _("No membership is published yet.")),
        Kind.ACCREDITATION: (
            _("Accreditations"),
            _("An agency has examined the university or a programme, and says so for a term."),
            _("No accreditation is published yet."),
        ),
        Kind.LISTING: (
            _("Listings"),
            _("The university stands in a directory. A listing is no accreditation: it says that the university exists and what it teaches."),
            _("No listing is published yet."),
        ),
        Kind.LINK: (_("Cooperation"), _("Working together or exchanging information, without membership or accreditation."), ""),
    }
    heading, lead, empty = headings[kind]
    return {"anchor": kind.value, "heading": heading, "lead": lead, "rows": [organisation_row(row) for row in rows], "empty": empty}


def files(name):
    return [{"label": kind.upper(), "href": address_below("rankings", f"{name}.{kind}")} for kind in ("csv", "xlsx", "json")]


def json_ld():
    """The university with what it belongs to and is accredited by; samples and what has ended are left out."""
    _rankings, organisations = memory.now().get(("rankings", active()), known)
    return structured.university([row for row in organisations if not row.has_ended and not row.is_sample])


def names():
    """What the search box finds the page by."""
    rows = [*Affiliation.objects.public(), *Ranking.objects.public()]
    return [name for row in rows for name in (*(getattr(row, f"name_{code}") for code in CODES), getattr(row, "acronym", "")) if name]
