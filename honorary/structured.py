"""Structured data of an honorary doctor or professor (schema.org): what is shown on the page, and nothing else; samples have none."""

from django.utils.text import capfirst

from core.languages import CODES, text_of
from core.meta import absolute


def person(award):
    name, lang = award.title_text
    known = {
        "@type": "Person",
        "name": name,
        "familyName": getattr(award, f"family_name_{lang}"),
        "givenName": getattr(award, f"given_name_{lang}"),
        "additionalName": getattr(award, f"other_name_{lang}"),
        "honorificPrefix": text_of(award, "prefix")[0],
        "alternateName": [other for other in dict.fromkeys([*(award.full_name(code) for code in CODES), award.native_name]) if other and other != name],
        "award": capfirst(award.title_and_year()) if award.is_held else "",
        "affiliation": affiliation(award),
        "sameAs": [address for _name, _number, address in award.elsewhere],
        "deathDate": str(award.died_in or ""),
        "image": absolute(award.shown_portrait.file.url) if award.shown_portrait else "",
        "url": absolute(award.url),
    }
    return {"@context": "https://schema.org", **{key: value for key, value in known.items() if value}}


def affiliation(award):
    """Where the person worked then, else the partner that they are linked with."""
    name = text_of(award, "affiliation_then")[0] or (text_of(award.shown_partner, "name")[0] if award.shown_partner else "")
    return {"@type": "Organization", "name": name} if name else None
