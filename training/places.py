"""Where the section's pages stand: once, at fixed addresses."""

from functools import partial

from core.exports import KINDS
from core.nav import address_below

place = partial(address_below, "training")  # place("cost/", programme="dentistry")


def file_links(name, words):
    """[{label, href}] of the files of what a page shows, under the same words of the address."""
    query = words.urlencode()
    return [{"label": kind.upper(), "href": f"{place(f'{name}.{kind}')}{f'?{query}' if query else ''}"} for kind in KINDS]
