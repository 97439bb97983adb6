"""Structured data of partners and agreements (schema.org); sample rows have none."""

from core.languages import CODES, text_of
from core.meta import absolute
from partners.choices import SCHEMA_TYPES


def organisation(partner):
    names = [getattr(partner, f"name_{code}") for code in CODES]
    others = [name for name in [*names, partner.native_name] if name and name != partner.title_text[0]]
    city, country = text_of(partner, "city")[0], partner.country.code
    data = {
        "@type": SCHEMA_TYPES.get(partner.kind, "Organization"),
        "name": partner.title_text[0],
        "alternateName": others,
        "url": text_of(partner, "website")[0],
        "sameAs": partner.ror_id,
        "identifier": partner.ror_id,
        "address": {"@type": "PostalAddress", "addressCountry": country, **({"addressLocality": city} if city else {})},
    }
    return {"@context": "https://schema.org", **{key: value for key, value in data.items() if value}}


def agreement(agreement):
    """An agreement has no type of its own in schema.org; a page about it that names the organisations has."""
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": agreement.title_text[0],
        "url": absolute(agreement.url),
        "about": [{"@type": SCHEMA_TYPES.get(partner.kind, "Organization"), "name": partner.title_text[0]} for partner in agreement.partners],
    }
