"""The addresses below the section's page that are no records: what each is called, asks and answers."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import core.leaves
from core.meta import leaf_context, sitemap_entries
from mobility import fact_sheets
from mobility.places import place

CALLS = {"path": "calls", "title": pgettext_lazy("to apply", "Calls"), "question": _("Where can I go, who can come, and what is the deadline?"), "lead": ""}
SHEET = {
    "path": "fact-sheet",
    "title": fact_sheets.TITLE,
    "question": _("When does a partner’s office nominate people, and what do they send?"),
    "lead": fact_sheets.LEAD,
}
REPORTS = {
    "path": "reports",
    "title": _("Exchange reports"),
    "question": _("What do people say who have been there?"),
    "lead": _("Students, doctors and teachers describe their stay, each named as they wish, with advice for those who go next."),
}
NUMBERS = {
    "path": "numbers",
    "title": _("Mobility in numbers"),
    "question": _("How many people come and go, from and to which countries?"),
    "lead": _("Only published numbers, each with its year and source. Public sources hold no complete series: some years and countries are missing."),
}
OWN = (REPORTS, NUMBERS)  # whose place in the sitemap nobody else names


def ways(current=""):
    """Links to all of them, for the reader of another."""
    rows = (CALLS, SHEET, REPORTS, NUMBERS)
    return [{**row, "href": place(f"{row['path']}/"), "current": row["path"] == current} for row in rows]


def found(query):
    """Hits of the site search among them."""
    return core.leaves.found(query, ways)


def answer(request, page, way, template, names):
    """The page of one way, within the frame of the section."""
    path, title, lead = f"{way['path']}/", way["title"], way["lead"]
    frame = {**page.frame_context(request), **leaf_context(request, page, path, title, lead)}
    return TemplateResponse(request, template, {**frame, "heading": title, "lead": lead, "ways": ways(way["path"]), **names})


def sitemap(page):
    addresses = ({code: f"/{code}/{page.fixed_slug}/{way['path']}/" for code in page.shown_codes} for way in OWN)
    return [entry for urls in addresses for entry in sitemap_entries(urls, page.last_published_at)]


def select(name, label, empty, pairs, chosen):
    """What components/choose.html prints: one list to choose from; `empty` names the choice of nothing."""
    return {"name": name, "label": label, "empty": empty, "options": [{"value": value, "label": text, "selected": value == chosen} for value, text in pairs]}
