"""What the public may know of a graduate, in one place: pages, files and structured data print nothing else."""

from core.languages import active, text_of
from core.models.contacts import SPOKEN


def public_facts(graduate):
    """{field: value} of what the person has made public; names in the script of the active language."""
    country, specialty = graduate.shown("country"), graduate.shown("specialty")
    language = graduate.shown("study_language")
    return {
        "name": graduate.name_in(active()),
        "other_name": graduate.name_cyrillic if active() == "en" and graduate.name_latin else graduate.name_latin if graduate.name_cyrillic else "",
        "country": text_of(country, "name")[0] if country else "",
        "city": graduate.shown("city") or "",
        "faculty": graduate.shown("faculty") or "",
        "year": graduate.shown("graduation_year"),
        "language": str(dict(SPOKEN).get(language, "")) if language else "",
        "specialty": text_of(specialty, "name")[0] if specialty else "",
        "position": graduate.shown("position") or "",
        "employer": graduate.shown("employer") or "",
        "biography": graduate.shown("biography") or "",
        "link": graduate.shown("link") or "",
        "sample": graduate.is_sample,
    }
