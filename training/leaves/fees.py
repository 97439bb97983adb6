"""What a year costs: every open programme with its fees, or where to ask."""

from django.utils.translation import gettext as _

from core.academic_year import academic_year
from core.templatetags.core_tags import t
from training.asked import Asked, option, select
from training.choices import IN_STUDY_LANGUAGE, Level
from training.money_rows import fee_table
from training.places import file_links, place


def context(request, page, published):
    asked = Asked(request.GET, published)
    years, year, language, level = filters(asked)
    rows = [programme_row(programme, chosen(published, programme, year, language)) for programme in programmes_of(published, level, language)]
    fields = [
        select("year", _("Academic year"), [option(value, value, value == year) for value in years], _("All years")),
        select("language", _("Language of teaching"), language_options(language), _("Any language")),
        select("level", _("Level"), level_options(published, level), _("All levels")),
    ]
    return {
        "fields": fields,
        "wrong": asked.wrong,
        "rows": [row for row in rows if row["fees"]],
        "without": [row for row in rows if not row["fees"]],
        "files": file_links("fees", request.GET),
    }


def filters(asked):
    """(years there are, chosen year, language, level)"""
    years = sorted({fee.academic_year for fee in asked.published.fees if fee.academic_year >= academic_year()})
    year = asked.look_up("year", {year: year for year in years}, _("No fees are published for the academic year that the address names."))
    language = asked.look_up("language", {code: code for code in IN_STUDY_LANGUAGE}, _("The address names a language in which nothing is taught."))
    return years, year, language, asked.look_up("level", {level.value: level for level in Level}, _("The address names a level that we do not know."))


def programmes_of(published, level, language):
    return [programme for programme in published.open_programmes if level in (None, programme.level) and taught(programme, language)]


def chosen(published, programme, year, language):
    """The fees of a programme that pass the filters."""
    return [fee for fee in published.fees_of(programme) if year in (None, fee.academic_year) and language in (None, fee.language)]


def for_file(request, published):
    """The fees that the page shows under the same filters."""
    _years, year, language, level = filters(Asked(request.GET, published))
    return [fee for programme in programmes_of(published, level, language) for fee in chosen(published, programme, year, language)]


def taught(programme, language):
    return language is None or language in programme.languages_taught


def level_options(published, chosen):
    """Levels at which there is something."""
    there = {programme.level for programme in published.open_programmes}
    return [option(level.value, level.label, level == chosen) for level in Level if level.value in there]


def language_options(chosen):
    return [option(code, label, code == chosen) for code, label in IN_STUDY_LANGUAGE.items()]


def programme_row(programme, fees):
    return {
        "title": t(programme, "name"),
        "href": programme.url,
        "level": programme.get_level_display(),
        "sample": programme.is_sample,
        **fee_table(fees),
        "ask_href": place("enquiry/", programme=programme.slug),
    }
