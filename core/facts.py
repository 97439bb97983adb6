"""Facts in print: `[[key]]` in a text, a number with its qualifier, a figure with its source.

A number that the public reads is written down once, as a fact with sourced values (core/models/fact.py); pages name it by its key.
"""

import re

from babel.numbers import format_decimal
from django.apps import apps
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.choices import Precision
from core.languages import active, text_of

MARK = re.compile(r"\[\[\s*([^\[\]]*?)\s*\]\]")


def keys_in(text):
    """The keys a text names, in order, each once."""
    return list(dict.fromkeys(MARK.findall(text or "")))


def unknown_keys(text):
    """Those of them that are no fact; one query."""
    keys = keys_in(text)
    known = apps.get_model("core", "Fact").objects.filter(key__in=keys).values_list("key", flat=True) if keys else ()
    return [key for key in keys if key not in set(known)]


def find(keys, known=()):
    """{key: Fact with its values}; one query for any number of keys, none for none. Facts that are `known` are not read again."""
    wanted = {*keys, *(fact.key for fact in known)}
    values = apps.get_model("core", "FactValue").objects.filter(fact__key__in=wanted).select_related("fact") if wanted else ()
    by_key = {}
    for value in values:
        by_key.setdefault(value.fact.key, []).append(value)
    found = {key: own[0].fact for key, own in by_key.items()} | {fact.key: fact for fact in known}
    for fact in [*known, *found.values()]:
        fact.values = by_key.get(fact.key, [])
    return found


def expand(html, facts):
    """The text with every `[[key]]` replaced by qualifier and number; a fact that is gone leaves a mark, never its key."""
    return MARK.sub(lambda match: printed(facts.get(match[1])), html)


def printed(fact):
    """Qualifier and number that stay on one line: «более 25»; a fact without a current value says that it is not known."""
    value = fact and fact.current_value
    if not value:
        return format_html('<span class="unknown">{}</span>', _("no figure known"))
    return format_html('<span class="quantity">{}</span>', phrase(value))


def qualifier(value):
    """The word before the number in the active language, '' for an exact one."""
    words = {
        "more_than": pgettext("before a number: more than 25", "more than"),
        "about": pgettext("before a number: about 25", "about"),
        "almost": pgettext("before a number: almost 25", "almost"),
    }
    return words.get(value.qualifier, "") if value.number is not None else ""


def amount(value):
    """The number with the language's own separators, or the words that stand for one."""
    return format_decimal(value.number.normalize(), locale=active()) if value.number is not None else text_of(value, "text")[0]


def phrase(value):
    """Both together: «более 25»."""
    return " ".join(filter(None, [qualifier(value), amount(value)]))


def origin(value):
    """When a value holds and who says so; a source without a date is told as such."""
    date = Precision(value.precision).shown(value.as_of) if value.as_of else _("undated")
    return {"date": date, "source": text_of(value, "source")[0], "source_href": value.source_url, "note": text_of(value, "note")[0]}


def figure(fact):
    """What components/figure.html prints of a fact with a current value."""
    value = fact.current_value
    return {
        "qualifier": qualifier(value),
        "value": amount(value),
        "is_text": value.number is None,
        "label": text_of(fact, "unit")[0],
        **origin(value),
    }


def history(facts):
    """Rows of the table of all values of these facts, the newest of each first; what differs between sources stays visible."""
    return [
        {
            "label": text_of(fact, "label")[0],
            "value": phrase(value),
            **origin(value),
            "current": value.current,
        }
        for fact in facts
        for value in sorted(fact.values.all(), key=lambda value: (not value.current, -(value.as_of.toordinal() if value.as_of else 0)))
    ]
