"""What templates need to print: a text in the right language, a date as precise as its source, structured data."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.choices import Precision
from core.languages import active, text_of

register = template.Library()
MACHINE = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def t(obj, name):
    """The text in the language being shown; a text of another language is marked with its own `lang`."""
    if not obj:
        return ""
    if hasattr(obj, "column"):  # a page: Wagtail's own columns have no suffix in the first language
        return obj.text(name)
    return said(text_of(obj, name))


@register.simple_tag
def said(found):
    """The same for what `text_of` has answered: (text, language)."""
    text, lang = found or ("", active())
    return text if not text or lang == active() else format_html('<span lang="{}" class="other-language">{}</span>', lang, text)


@register.filter
def dialled(phone):
    """A phone number as a link needs it: +375170000000."""
    return "".join(letter for letter in str(phone) if letter not in " ()-")


def unknown():
    return format_html('<span class="unknown">{}</span>', _("not published"))


@register.simple_tag
def day(value, precision="day"):
    """A date as exact as it is known: <time> with day, month or year."""
    if not value:
        return unknown()
    known = Precision(precision) if precision in Precision else Precision.DAY
    return format_html('<time datetime="{}">{}</time>', value.strftime(MACHINE[known]), known.shown(value))


@register.simple_tag
def or_unknown(value):
    return value if value or value == 0 else unknown()


@register.simple_tag
def json_ld(data):
    """A block of structured data; `<` is escaped, so that no text can end the block."""
    text = json.dumps(data, ensure_ascii=False, default=str).translate(JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped above)
