"""Names of people in two scripts, as visitors type them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SIGNS = r" '‘’ʻʼ.()\-‐"  # apostrophes of Uzbek and Belarusian too
CYRILLIC = re.compile(rf"(?=.*\w)[\u0400-\u04ff{SIGNS}]+")
LATIN = re.compile(rf"(?=.*\w)[A-Za-z\u00c0-\u024f\u1e00-\u1eff{SIGNS}]+")
LETTERS = {
    "name_cyrillic": (CYRILLIC, _("Write the name in Cyrillic letters, without digits or symbols.")),
    "name_latin": (LATIN, _("Write the name in Latin letters, without digits or symbols.")),
}


def check_names(form, data):
    """Each name in its own script, composed as one sign where some machines write two."""
    for name, (letters, text) in LETTERS.items():
        if name in form.fields:
            data[name] = unicodedata.normalize("NFC", data.get(name) or "")
            if data[name] and not letters.fullmatch(data[name]):
                form.add_error(name, ValidationError(text))
