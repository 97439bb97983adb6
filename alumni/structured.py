"""Structured data (schema.org): graduates who said yes, with what they made public, and nothing of samples."""

from alumni.entry import public_facts
from core.languages import text_of
from core.meta import absolute

CONTEXT = {"@context": "https://schema.org"}
UNIVERSITY = {"@type": "CollegeOrUniversity", "sameAs": "https://ror.org/00p8b0t20"}


def directory(graduates):
    people = [person(graduate) for graduate in graduates if not graduate.is_sample]
    return [{**CONTEXT, "@type": "ItemList", "itemListElement": people}] if people else []


def person(graduate):
    facts = public_facts(graduate)
    known = {
        "@type": "Person",
        "name": facts["name"],
        "alternateName": facts["other_name"],
        "jobTitle": facts["position"],
        "worksFor": {"@type": "Organization", "name": facts["employer"]} if facts["employer"] else None,
        "homeLocation": {"@type": "Place", "name": ", ".join(filter(None, [facts["city"], facts["country"]]))} if facts["city"] or facts["country"] else None,
        "url": facts["link"],
        "alumniOf": UNIVERSITY,
    }
    return {key: value for key, value in known.items() if value}


def story(record):
    known = {
        "@type": "Article",
        "headline": record.title_text[0],
        "description": text_of(record, "summary")[0],
        "url": absolute(record.url),
        "about": {"@type": "Person", "name": text_of(record, "person")[0], "jobTitle": text_of(record, "post")[0], "alumniOf": UNIVERSITY},
    }
    return {**CONTEXT, **{key: value for key, value in known.items() if value}}
