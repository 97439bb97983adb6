"""The site's languages, and the text of an object in one of them.

Everything here loops over `settings.LANGUAGES`; a third language needs no change in this file.
"""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODES = [code for code, _ in settings.LANGUAGES]
NAMES = dict(settings.LANGUAGES)
DEFAULT = CODES[0]
IN_LANGUAGE = settings.LANGUAGE_LABELS  # {code: "in English"}, for sentences


def active():
    """The language being shown: one of CODES, whatever the thread was left with."""
    code = (get_language() or DEFAULT)[:2]
    return code if code in CODES else DEFAULT


def others(code):
    return [other for other in CODES if other != code]


def text_of(obj, name, lang=None):
    """(text, language it is written in): the wanted language, else the first other that has it, else ("", wanted)."""
    wanted = lang or active()
    for code in (wanted, *others(wanted)):
        if text := getattr(obj, f"{name}_{code}", None):
            return text, code
    return "", wanted


def pack(codes):
    """Codes as they are stored in a column: ' ru en ', so that ' en ' can be looked for inside."""
    return f" {' '.join(codes)} " if codes else ""


def language_choices():
    """What an editor may want of a page or record; a callable, so that a new language needs no migration of choices."""
    only = [(code, format_lazy("{}: {}", _("Only one language"), NAMES[code])) for code in CODES]
    first = [(f"{code}-first", format_lazy("{}: {}", _("One language now, the others later"), NAMES[code])) for code in CODES]
    return [("all", _("All languages")), *only, *first]


def wanted(choice):
    """(languages that may be shown, languages that must be complete before the first publication)."""
    if choice in CODES:
        return [choice], [choice]
    if choice.endswith("-first"):
        return CODES, [choice.removesuffix("-first")]
    return CODES, CODES
