"""What the conditions of an agreement say, in words: one row of the table each, and in a line how many people go and come."""

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.academic_year import academic_year
from core.languages import active, text_of
from core.models.contacts import SPOKEN
from partners.choices import EQF, Activity, Direction


def condition_row(condition):
    """One row of the table of conditions; '' where the agreement says nothing."""
    levels, spoken = dict(EQF), dict(SPOKEN)
    return {
        "who": condition.get_activity_display(),
        "way": condition.get_direction_display(),
        "places": condition.places_per_year,
        "time": duration(condition),
        "years": academic_years(condition),
        "fields": ", ".join(condition.field_codes),
        "levels": ", ".join(str(levels[code]) for code in condition.eqf_levels if code in levels),
        "languages": ", ".join(f"{spoken[code]} {level}".strip() for code, level in condition.languages),
        "units": " → ".join(filter(None, [text_of(condition, "sending_unit")[0], text_of(condition, "receiving_unit")[0]])),
        "blended": _("partly online") if condition.blended else "",
        "terms": text_of(condition, "other_terms")[0],
    }


def duration(condition):
    if condition.months_per_year:
        return _("%(n)s months a year in all") % {"n": format_decimal(condition.months_per_year, locale=active())}
    return _("%(n)s days a year in all") % {"n": format_decimal(condition.days_per_year, locale=active())} if condition.days_per_year else ""


def academic_years(condition):
    first, last = condition.first_academic_year, condition.last_academic_year
    return first if first == last else f"{first} – {last}"


def places_a_year(conditions, today=None):
    """{direction: places} in the running academic year, else in the first to come; empty when all of it is over."""
    running = academic_year(today)
    ahead = [condition for condition in conditions if condition.last_academic_year >= running]
    year = max(running, min((condition.first_academic_year for condition in ahead), default=running))
    places = dict.fromkeys(Direction, 0)
    for condition in ahead:
        if condition.first_academic_year <= year:
            places[Direction(condition.direction)] += condition.places_per_year
    return {direction: number for direction, number in places.items() if number}


def places_text(conditions, today=None):
    """The same as one phrase: "8 places a year incoming, 8 outgoing"."""
    places = places_a_year(conditions, today)
    if not places:
        return ""
    (first, number), *others = places.items()
    begins = ngettext("%(n)d place a year %(way)s", "%(n)d places a year %(way)s", number) % {"n": number, "way": first.label}
    return ", ".join([begins, *(f"{number} {direction.label}" for direction, number in others)])


def as_number(value):
    """A decimal as JSON can hold it, or None."""
    return None if value is None else float(value)


def condition_data(condition):
    """A condition as the JSON file has it, in the shape and with the codes of EWP IIA v7."""
    return {
        "activity": condition.activity,
        "direction": condition.direction,
        "mobilities_per_year": condition.places_per_year,
        "receiving_first_academic_year_id": condition.first_academic_year,
        "receiving_last_academic_year_id": condition.last_academic_year,
        "total_months_per_year": as_number(condition.months_per_year),
        "total_days_per_year": as_number(condition.days_per_year),
        "blended": condition.blended,
        "eqf_level": [int(code) for code in condition.eqf_levels],
        "isced_f_code": condition.field_codes,
        "recommended_language_skill": [{"language": code, "cefr_level": level or None} for code, level in condition.languages],
        "sending_ounit": text_of(condition, "sending_unit")[0],
        "receiving_ounit": text_of(condition, "receiving_unit")[0],
        "other_info_terms": text_of(condition, "other_terms")[0],
    }


YEAR = {"type": "string", "pattern": "^20\\d\\d/20\\d\\d$"}
SKILL_SCHEMA = {
    "type": "object",
    "properties": {"language": {"type": "string", "description": "ISO 639-1"}, "cefr_level": {"type": ["string", "null"], "pattern": "^[ABC][12]$"}},
    "required": ["language", "cefr_level"],
}
CONDITION = {
    "activity": {"enum": Activity.values},
    "direction": {"enum": Direction.values, "description": "seen from this university"},
    "mobilities_per_year": {"type": "integer", "minimum": 1},
    "receiving_first_academic_year_id": YEAR,
    "receiving_last_academic_year_id": YEAR,
    "total_months_per_year": {"type": ["number", "null"], "description": "students, all places together"},
    "total_days_per_year": {"type": ["number", "null"], "description": "staff, all places together"},
    "blended": {"type": ["boolean", "null"]},
    "eqf_level": {"type": "array", "items": {"type": "integer", "minimum": 5, "maximum": 8}},
    "isced_f_code": {"type": "array", "items": {"type": "string", "pattern": "^\\d{4}$"}},
    "recommended_language_skill": {"type": "array", "items": SKILL_SCHEMA},
    "sending_ounit": {"type": "string"},
    "receiving_ounit": {"type": "string"},
    "other_info_terms": {"type": "string"},
}
CONDITIONS_SCHEMA = {"type": "array", "items": {"type": "object", "properties": CONDITION, "required": list(CONDITION), "additionalProperties": False}}
