"""Formatted text in print: facts by their key, and links to documents that say what opens (type, size, language, date)."""

import re

from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import expand_db_html

from core import facts
from core.languages import IN_LANGUAGE

NOTED = re.compile(r'(<a [^>]*?) data-file="([^"]*)"([^>]*>)(.*?)(</a>)', re.DOTALL)
UNITS = [(1024 * 1024, "MB"), (1024, "KB")]


def html_of(source, found):
    """Stored rich text as HTML, with the facts `found` {key: Fact} in it."""
    html = NOTED.sub(r'\1\3\4 <span class="file_note">(\2)</span>\5', expand_db_html(source))
    return mark_safe(facts.expand(html, found))  # noqa: S308 (Wagtail keeps only what the editor's features allow)


class NotedDocumentLink(DocumentLinkHandler):
    """Wagtail's link to a document, carrying what `html_of` prints behind its text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [cls.tag(document) for document in cls.get_many(attrs_list)]

    @staticmethod
    def tag(document):
        return f'<a href="{escape(document.url)}" data-file="{escape(file_note(document))}">' if document else "<a>"


def file_note(document):
    """«PDF, 240 KB, in English, 12 May 2026»: what a reader should know before opening it; only what is known."""
    parts = [
        document.file_extension.upper(),
        size_text(document.get_file_size()),
        str(IN_LANGUAGE.get(document.language, "")),
        date_format(document.dated, "DATE_FORMAT") if document.dated else "",
    ]
    return ", ".join(filter(None, parts))


def size_text(size):
    """Bytes as KB or MB, '' when unknown."""
    if not size:
        return ""
    divisor, unit = next((row for row in UNITS if size >= row[0]), UNITS[-1])
    number = max(round(size / divisor), 1)
    return _("%(n)d MB") % {"n": number} if unit == "MB" else _("%(n)d KB") % {"n": number}


def document_link(document, text=""):
    """A link to a document with the same remark, for facts lists and tables."""
    return format_html('<a href="{}">{} <span class="file_note">({})</span></a>', document.url, text or document.title, file_note(document))
