"""The addresses below the section's page that are no records: what each is called, asks and answers."""

from django.utils.translation import gettext_lazy as _

import core.leaves
from core.meta import sitemap_entries
from core.nav import address_below

JOIN = {"path": "join", "title": _("Join the association"), "question": _("How do I become a member, and who will see my data?"), "lead": ""}
DIRECTORY = {"path": "directory", "title": _("Directory"), "question": _("Which graduates work where?"), "lead": ""}
COUNTRIES = {
    "path": "countries",
    "title": _("Graduates by country"),
    "question": _("In which countries do graduates live?"),
    "lead": _(
        "Members of the association by the country they live in. Countries with fewer than five are not named, and numbers are given in steps of five: so that nobody can be singled out."
    ),
}
HELP = {
    "path": "help",
    "title": _("Help for graduates"),
    "question": _("How do I get a transcript, a duplicate or a certificate of study? What if my name has changed?"),
    "lead": _(
        "What the university does for its graduates: who may ask, what to send, how long it takes. What no source says is told to be unknown: ask the contact."
    ),
}
VERIFY = {
    "path": "verify",
    "title": _("For regulators and employers"),
    "question": _("How do I find out whether a diploma of this university is real?"),
    "lead": _("Whom to ask whether a diploma was issued, what to send, how long the answer takes."),
}
OWN = {"path": "me", "title": _("Your entry"), "question": _("How do I see, correct or withdraw what is kept of me?"), "lead": ""}
LEAVES = (JOIN, COUNTRIES, HELP, VERIFY)


def ways(current=""):
    """Links to all of them, for the reader of another."""
    rows = (JOIN, OWN, DIRECTORY, COUNTRIES, HELP, VERIFY)
    return [{**row, "href": address_below("alumni", f"{row['path']}/"), "current": row["path"] == current} for row in rows]


def found(query):
    """Hits of the site search among them."""
    return core.leaves.found(query, ways)


def sitemap(page):
    addresses = ({code: f"/{code}/{page.fixed_slug}/{way['path']}/" for code in page.shown_codes} for way in LEAVES)
    return [entry for urls in addresses for entry in sitemap_entries(urls, page.last_published_at)]
