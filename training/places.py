"""Where the section's pages stand: once, at fixed addresses."""

from urllib.parse import urlencode

from core.languages import active
from core.nav import home_url


def place(path="", **words):
    """The address of a page of the section in the active language: place("cost/", programme="dentistry")."""
    query = urlencode({name: value for name, value in words.items() if value})
    return f"{home_url(active())}training/{path}{f'?{query}' if query else ''}"
