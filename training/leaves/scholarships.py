"""Scholarships by citizenship and level, or plainly that there are none this year."""

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.academic_year import academic_year
from core.languages import text_of
from training.asked import Asked, option, select
from training.choices import Level
from training.places import place


def context(request, page, published):
    asked = Asked(request.GET, published)
    country = asked.country
    level = asked.look_up("level", {level.value: level for level in Level}, _("The address names a level that we do not know."))
    running = [row for row in published.scholarships if row.academic_year >= academic_year()]
    rows = [row for row in running if fits(row, country, level)]
    return {
        "fields": [
            select("country", _("Citizenship"), asked.country_options(), pgettext("citizenship", "Any")),
            select("level", _("Level"), [option(value.value, value.label, value == level) for value in Level], _("All levels")),
        ],
        "wrong": asked.wrong,
        "none_at_all": not running,
        "rows": [scholarship_row(row) for row in rows],
        "ask_href": place("enquiry/", country=country and country.code),
    }


def fits(row, country, level):
    countries = row.countries.all()
    return (country is None or not countries or country in countries) and (level is None or not row.levels or level.value in row.levels)


def scholarship_row(row):
    over = row.deadline and row.deadline_at <= timezone.now()
    return {
        "title": text_of(row, "name"),
        "funder": text_of(row, "funder"),
        "year": row.academic_year,
        "levels": [str(Level(level).label) for level in row.levels],
        "countries": ", ".join(sorted(text_of(country, "name")[0] for country in row.countries.all())),
        "amount": row.amount_text,
        "per": row.get_per_display() if row.per else "",
        "covers": text_of(row, "covers"),
        "how": text_of(row, "how"),
        "deadline": localtime(row.deadline_at) if row.deadline and not over else None,
        "over": row.deadline if over else None,
        "source": row.source_url,
        "host": row.source_host,
        "sample": row.is_sample,
    }
