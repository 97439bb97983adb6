"""The part of a text in which the words of a query stand, with these words marked."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from core.text import token

LENGTH = 180  # characters
BEFORE = 60  # of them before the first word that was looked for
WORD = re.compile(r"[^\W_]+")


def excerpt(lead, text, prefixes):
    """Of the lead if a word stands there, else of the text around the first word; the beginning of the lead where none does."""
    for source in (lead, text):
        if spans := places(source, prefixes):
            return marked(source, spans)
    return Truncator(lead or text).chars(LENGTH)


def places(text, prefixes):
    """[(start, end)] of the words that begin with one of these folded beginnings."""
    return [match.span() for match in WORD.finditer(text) if token(match.group()).startswith(tuple(prefixes))] if prefixes else []


def marked(text, spans):
    """Some of the text, cut between words, with its words in <mark>."""
    start = text.rfind(" ", 0, max(spans[0][0] - BEFORE, 0)) + 1 if spans[0][0] > BEFORE else 0
    end = len(text) if len(text) <= start + LENGTH else max(text.rfind(" ", start, start + LENGTH), spans[0][1])
    parts, at = [], start
    for begin, until in spans:
        if until > end:
            break
        parts.append((text[at:begin], text[begin:until]))
        at = until
    middle = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}{}{}", "… " if start else "", middle, text[at:end], " …" if end < len(text) else "")
