"""What the files in the shape of EWP are made of: identifiers, texts with their language, phones."""

import re

from core.languages import CODES
from core.templatetags.core_tags import dialled
from core.text import host_of

ENGLISH_FIRST = sorted(CODES, key=lambda code: code != "en")
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
E164 = re.compile(r"\+[0-9]{1,15}")


def known(fields, keep=()):
    """Without what is not known; no and nought are known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}) or name in keep}


def hei_id(text):
    """A SCHAC identifier, which is a domain: of a site's address as well; '' where the text holds none."""
    host = host_of(text or "").strip().lower().partition(":")[0].removeprefix("www.")
    return host if DOMAIN.fullmatch(host) else ""


def marked(text, code):
    """A text or an address with its language."""
    return {"value": text, "xml:lang": code}


def in_languages(obj, column):
    """Every language that it has; EWP wants English first."""
    return [marked(text, code) for code in ENGLISH_FIRST if (text := getattr(obj, f"{column}_{code}"))]


def phone(text):
    number = dialled(text)
    return {"e164": number} if E164.fullmatch(number) else {"other-format": text}


def reach(email, numbers):
    """Mail and the first phone: an InformationEntry has one of each."""
    return {"email": email, "phone-number": next((phone(number) for number in numbers if number), None)}
