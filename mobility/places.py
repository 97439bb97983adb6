"""Where the section's pages stand: once, at fixed addresses."""

from urllib.parse import urlencode

from core.languages import active
from core.nav import home_url


def place(path="", lang=None, **words):
    """The address of a page of the section, in the active language unless another is named: place("calls/", direction="incoming")."""
    query = urlencode({name: value for name, value in words.items() if value})
    return f"{home_url(lang or active())}mobility/{path}{f'?{query}' if query else ''}"
