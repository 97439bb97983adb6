"""Numbers by which a person is known elsewhere, and their addresses."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
check_wikidata = RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata number is Q and digits: Q12345."))
check_address = URLValidator(schemes=["http", "https"])


def check_orcid(text):
    """The form, and the last sign, which is computed from the others (ISO 7064, MOD 11-2)."""
    if not ORCID.fullmatch(text):
        raise ValidationError(_("An ORCID iD looks like this: 0000-0002-1825-0097."))
    digits = text.replace("-", "")
    if digits[-1] != last_sign(digits[:-1]):
        raise ValidationError(_("A digit of this ORCID iD is wrong: the last one does not fit the others."))


def last_sign(digits):
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def check_addresses(text):
    """One address a line."""
    for line in text.split("\n"):
        if line.strip():
            check_address(line.strip())


def orcid_address(number):
    return f"https://orcid.org/{number}"


def wikidata_address(number):
    return f"https://www.wikidata.org/wiki/{number}"
