"""The fact sheet for partner universities: which one an address means, what its page prints, its calendar."""

from datetime import date

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import calendars
from core.academic_year import academic_year, following
from core.days import deadline
from core.generation import memory
from core.languages import active, text_of
from core.meta import leaf_context, sitemap_entries, stamp
from core.models import OfficeDetails
from core.text import clean, host_of
from mobility import ewp
from mobility.choices import InfoKind, Term
from mobility.models.sheet import LEAP_YEAR, FactSheet, day_for
from mobility.places import place
from partners.choices import Direction

TITLE = gettext_lazy("Fact sheet for partner universities")
LEAD = gettext_lazy("For mobility offices: when to nominate and apply, what to send, when we answer, and who helps with housing, visa and insurance.")
DATES = {"nominations": ("nominations_by", gettext_lazy("Nominations by")), "applications": ("applications_by", gettext_lazy("Applications by"))}
ASKED = (InfoKind.HOUSING, InfoKind.VISA, InfoKind.INSURANCE)  # what every office asks: said to be unknown where it is
YEARS_AHEAD = 3  # of academic years that the next date of a term may belong to: after the last day for one, the next counts
TERMS = list(Term.values)


# --- which one -----------------------------------------------------------------------------------
def published():
    """All that visitors may see, the newest first, kept in memory until something changes; nobody may change them."""
    return memory.now().get(("mobility", "fact sheets"), lambda: list(FactSheet.objects.public().newest_first().with_parts()))


def choose(sheets, year=""):
    """The sheet of a year ("2025/2026", "2025-2026"), else that of the running academic year, else the newest; None while there is none."""
    wanted = year.replace("-", "/") or academic_year()
    found = next((sheet for sheet in sheets if sheet.academic_year == wanted), None)
    if year and not found:
        raise Http404
    return found or next(iter(sheets), None)


def asked_year(request):
    return clean(request.GET.get("year"))


# --- answers -------------------------------------------------------------------------------------
def answer(request, page, year=""):
    sheets = published()
    sheet = choose(sheets, year)
    title = f"{TITLE}, {sheet.academic_year}" if sheet else TITLE
    path = f"fact-sheet/{year}/" if year else "fact-sheet/"
    details = OfficeDetails.load(request)
    names = {**page.frame_context(request), **leaf_context(request, page, path, title, LEAD), "heading": title, "lead": LEAD}
    names |= {"contact": ewp.contact_of(sheet, details), "calls_href": place("calls/", direction=Direction.INCOMING)}
    if not sheet:
        return TemplateResponse(request, "mobility/fact_sheet_none.html", names)
    told = {"stamp": stamp(sheet.updated_at, sheet.verified_on, sheet.owner, sheet.review_due_on)}
    return TemplateResponse(request, "mobility/fact_sheet.html", {**names, **told, **context(sheet, sheets), **places_of(sheet, year)})


def file(request, year=""):
    """The same sheet as JSON; a list without any while there is none."""
    sheet = choose(published(), year or asked_year(request))
    return ewp.fact_sheets_file(request, [sheet] if sheet else [])


def calendar(request):
    """The next dates of the sheet as a calendar file; without any where its year is over."""
    sheets = published()
    sheet = choose(sheets, asked_year(request))
    entries = [entry(sheet, cell) for row in term_rows(sheet, sheets) for cell in row["dates"] if cell["next"]] if sheet else []
    return calendars.answer("fact-sheet", str(TITLE), entries)


def entry(sheet, cell):
    return calendars.Entry(
        name=f"fact-sheet/{cell['year'].replace('/', '-')}/{cell['term']}/{cell['name']}",
        on=cell["next"],
        title=f"{cell['label']}: {cell['term_label']} {cell['year']}",
        href=place(f"fact-sheet/{sheet.year_slug}/"),
        changed=sheet.updated_at,
        sequence=int(sheet.updated_at.timestamp()) // 60,  # no number is kept: minutes rise by themselves
    )


def sitemap(page):
    """The page of the running year, and each year's own; samples are not named."""
    paths = ["fact-sheet/", *(f"fact-sheet/{sheet.year_slug}/" for sheet in published() if not sheet.is_sample)]
    rows = [sitemap_entries({code: place(path, code) for code in page.shown_codes}, page.last_published_at) for path in paths]
    return [entry for row in rows for entry in row]


# --- what the page prints ------------------------------------------------------------------------
def context(sheet, sheets):
    return {
        "sheet": sheet,
        "terms": term_rows(sheet, sheets),
        "weeks": weeks(sheet),
        "papers": [paper_row(row) for row in sheet.requirements.all()],
        "help": help_rows(sheet),
        "access": [{**reach(row), "heading": text_of(row, "name"), "kind": capfirst(row.get_kind_display())} for row in sheet.accessibility.all()],
        "studies": studies(sheet),
        "is_past": not sheet.is_current,
        "current": newer(sheet, sheets),
        "others": [other_row(other) for other in sheets if other is not sheet],
    }


def places_of(sheet, year):
    """Where the same sheet stands for software: at the lasting address of its year where that was asked for."""
    json_path = f"fact-sheet/{sheet.year_slug}.json" if year else "fact-sheet.json"
    return {
        "json_href": place(json_path),
        "schema_href": place("fact-sheet-schema.json"),
        "calendar_href": place("fact-sheet.ics", year=sheet.academic_year if year else "") if sheet.is_current else "",
    }


def term_rows(sheet, sheets):
    """A row for each term, autumn first, with both its dates."""
    terms = sorted(sheet.terms.all(), key=lambda term: TERMS.index(term.term))
    later = any(other.academic_year > sheet.academic_year for other in sheets)
    years = academic_years(sheet.academic_year, 1 if later else YEARS_AHEAD) if sheet.is_current else []
    return [{"label": capfirst(term.get_term_display()), "dates": [date_cell(sheet, term, name, years) for name in DATES]} for term in terms]


def academic_years(year, number):
    years = [year]
    while len(years) < number:
        years.append(following(years[-1]))
    return years


def date_cell(sheet, term, name, years):
    """A day of every year, and when it comes next: `next` is None where nobody can be named any more under this sheet."""
    column, label = DATES[name]
    month_day = getattr(term, column)
    now = timezone.now()
    coming = ((deadline(day_for(month_day, term.term, year)), year) for year in years)
    moment, year = next((found for found in coming if found[0] > now), (None, sheet.academic_year))
    told = {"term": term.term, "term_label": term.get_term_display(), "name": name, "label": label, "year": year}
    return {**told, "day": date_format(date.fromisoformat(f"{LEAP_YEAR}-{month_day}"), "j E"), "next": moment, "over": bool(years) and not moment}


def weeks(sheet):
    """[(a number with its word, for what)]"""
    rows = [
        (sheet.decision_weeks, _("until we decide on an application")),
        (sheet.transcript_weeks, _("until the transcript of records is sent, after the end of assessment")),
    ]
    return [(ngettext("%(n)d week", "%(n)d weeks", number) % {"n": number}, text) for number, text in rows]


def paper_row(row):
    kind, name = capfirst(row.get_kind_display()), text_of(row, "name")
    return {"name": name if name[0] else (kind, active()), "kind": kind if name[0] else "", "details": text_of(row, "details"), "page": page_of(row)}


def help_rows(sheet):
    """Whom to ask about what, in the order of the kinds; what is always asked and not known is said to be so."""
    infos = list(sheet.infos.all())
    rows = [(kind, info) for kind in InfoKind for info in infos if info.kind == kind]
    missing = [(kind, None) for kind in ASKED if kind not in {found for found, _info in rows}]
    rows = sorted([*rows, *missing], key=lambda row: list(InfoKind).index(row[0]))
    return [{"heading": heading(kind, info), **(reach(info) if info else {"unknown": True})} for kind, info in rows]


def heading(kind, info):
    name = text_of(info, "name") if info else ("", "")
    return name if name[0] else (capfirst(kind.label), active())


def reach(row):
    return {"details": text_of(row, "details"), "email": row.email, "phone": row.phone, "page": page_of(row)}


def page_of(obj, column="page"):
    """{href, host, lang} of a page about it, in the reader's language where there is one; None without any."""
    href, lang = text_of(obj, column)
    return {"href": href, "host": host_of(href), "lang": "" if lang == active() else lang} if href else None


def studies(sheet):
    rows = [
        (_("Languages"), "languages", ""),
        (_("Grading"), "grading", ""),
        (_("Academic calendar"), "academic_calendar", "calendar_url"),
        (_("Course catalogue"), "", "catalogue_url"),
    ]
    return [{"label": label, "text": text_of(sheet, text) if text else ("", ""), "page": link and page_of(sheet, link)} for label, text, link in rows]


def newer(sheet, sheets):
    """The sheet that holds instead of one of a past year, as a link; None while there is none."""
    found = choose(sheets)
    return other_row(found) if found is not sheet and found.academic_year > sheet.academic_year else None


def other_row(sheet):
    return {"year": sheet.academic_year, "href": place(f"fact-sheet/{sheet.year_slug}/"), "sample": sheet.is_sample}
