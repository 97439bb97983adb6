"""What the page of a record lists, in the shapes that components/facts.html and components/texts.html print."""

from django.utils.html import format_html

from core.languages import active, text_of
from core.text import host_of


def fact_rows(pairs):
    """Label and value of what is known."""
    return [{"label": label, "value": value} for label, value in pairs if value]


def text_rows(record, *named):
    """The longer texts that are there: `named` are (heading, field) or (heading, field, anchor); a text of another language says which."""
    found = (text_row(record, *words) for words in named)
    return [row for row in found if row["text"]]


def text_row(record, heading, name, anchor=""):
    text, lang = text_of(record, name)
    return {"heading": heading, "text": text, "lang": "" if lang == active() else lang, "anchor": anchor}


def site_link(url):
    """Somebody else's site, named by its host."""
    return format_html('<a href="{}" rel="external noopener">{}</a>', url, host_of(url))
