"""Where the section's pages stand: once, at fixed addresses."""

from urllib.parse import urlencode

from core.exports import KINDS
from core.languages import active
from core.nav import home_url


def place(path="", **words):
    """The address of a page of the section in the active language: place("cost/", programme="dentistry")."""
    query = urlencode({name: value for name, value in words.items() if value})
    return f"{home_url(active())}training/{path}{f'?{query}' if query else ''}"


def file_links(name, words):
    """[{label, href}] of the files of what a page shows, under the same words of the address."""
    query = words.urlencode()
    return [{"label": kind.upper(), "href": f"{place(f'{name}.{kind}')}{f'?{query}' if query else ''}"} for kind in KINDS]
