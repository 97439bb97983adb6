"""Addresses below a section page that are no pages of the tree, such as the answer to one question: the site search finds them too."""

from collections import defaultdict
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import CODES
from core.text import index_text, query_prefixes


def found(query, ways):
    """Hits of the site search: every word of the query begins a word of what a page is called, is asked or answers, in any language.

    `ways` is a function() -> [{path, title, question, lead, href}] in the active language.
    """
    prefixes = query_prefixes(query)
    keys = search_keys(ways)
    return [hit(row) for row in ways() if prefixes and all(f" {prefix}" in keys[row["path"]] for prefix in prefixes)]


def hit(row):
    return {"title": row["title"], "lang": "", "href": row["href"], "hreflang": "", "kind": _("page"), "excerpt": row["question"], "sample": False}


@cache
def search_keys(ways):
    """{path: the folded words of its page in all languages}, as records have theirs."""
    texts = defaultdict(list)
    for code in CODES:
        with override(code):
            for row in ways():
                texts[row["path"]] += [str(row["title"]), str(row["question"]), str(row["lead"])]
    return {path: index_text(*own) for path, own in texts.items()}
