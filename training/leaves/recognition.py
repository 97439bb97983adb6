"""The recognition ledger, and a regulator's rules beside our numbers."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.languages import text_of
from core.templatetags.core_tags import t
from core.text import sort_text
from training.asked import Asked, select
from training.choices import NUMBERS, Measure, Met, Scope
from training.places import file_links, place
from training.published import real_or_sample


def context(request, page, published):
    asked = Asked(request.GET, published)
    country, programme = asked.country, asked.programme
    statements = ledger(published, programme)
    chosen = of_country(statements, country)
    international = [statement for statement in statements if not statement.country_id] if country else []
    return {
        "fields": [
            select("country", _("Country where the diploma is to be used"), asked.country_options(), _("All countries")),
            select("programme", _("Programme"), asked.programme_options(), _("Any programme")),
        ],
        "wrong": asked.wrong,
        "country": country and text_of(country, "name")[0],
        "programme": programme and {"title": t(programme, "name"), "href": programme.url, "sample": programme.is_sample},
        "rows": [statement_row(statement, programme) for statement in chosen],
        "international": [statement_row(statement, programme) for statement in international],
        "ask_href": place("enquiry/", country=country and country.code, programme=programme and programme.slug),
        "files": file_links("recognition", request.GET),
    }


def of_country(statements, country):
    return [statement for statement in statements if country is None or statement.country_id == country.pk]


def for_file(request, published):
    """The statements that the page shows under the same filters."""
    asked = Asked(request.GET, published)
    statements = ledger(published, asked.programme)
    international = [statement for statement in statements if not statement.country_id] if asked.country else []
    return [*of_country(statements, asked.country), *international]


def ledger(published, programme):
    """What is said of the university and of this programme (of all that visitors can find, where none is chosen): international first, then by country."""
    about = {programme.pk} if programme else {row.pk for row in published.programmes if row.is_listed}
    found = [row for row in published.statements if row.scope == Scope.INSTITUTION or row.programme_id in about]
    return sorted(real_or_sample(found, programme), key=lambda row: (row.country_id is not None, country_key(row), sort_text(text_of(row, "authority")[0])))


def country_key(statement):
    return sort_text(text_of(statement.country, "name")[0]) if statement.country else ""


def statement_row(statement, programme=None):
    """What templates/training/statement.html prints."""
    about = statement.programme or programme
    return {
        "anchor": f"recognition-{statement.pk}",
        "country": text_of(statement.country, "name")[0] if statement.country else _("International"),
        "of_country": statement.country is not None,
        "authority": text_of(statement, "authority"),
        "authority_href": statement.authority_url,
        "about": {"title": t(about, "name"), "href": about.url} if statement.programme else None,
        "status": statement.status_now,
        "label": statement.status_label,
        "must": text_of(statement, "graduate_must"),
        "register_id": statement.register_id,
        "evidence": statement.evidence_url,
        "checked_on": statement.checked_on,
        "recheck_on": statement.recheck_on,
        "sample": statement.is_sample,
        "rules": [compared(condition, about) for condition in statement.conditions.all()],
        "compared_with": text_of(about, "name")[0] if about else "",
    }


def statement_line(statement, programme):
    """One row of the table on a programme's page; the whole statement stands in the ledger."""
    code = statement.country.code if statement.country else None
    return {
        **statement_row(statement),
        "href": f"{place('recognition/', country=code, programme=programme.slug)}#recognition-{statement.pk}",
    }


def compared(condition, programme):
    """One rule of the regulator beside our value: `met` is "yes", "no" or "unknown"."""
    value, met = our_value(condition, programme)
    return {"rule": text_of(condition, "requirement"), "ours": value, "met": met, "met_label": Met(met).label}


def our_value(condition, programme):
    if condition.measure == Measure.OTHER:
        return text_of(condition, "our_value")[0], condition.met
    if programme is None:
        return "", Met.UNKNOWN
    if condition.measure in NUMBERS:
        months = getattr(programme, condition.measure)
        known = months is not None and condition.threshold is not None
        return ("" if months is None else str(months)), (Met.YES if months >= condition.threshold else Met.NO) if known else Met.UNKNOWN
    holds = programme.whole_course_here if condition.measure == Measure.WHOLE_HERE else in_english(programme)
    return {True: (capfirst(_("yes")), Met.YES), False: (capfirst(_("no")), Met.NO), None: ("", Met.UNKNOWN)}[holds]


def in_english(programme):
    """None where no source names a language."""
    return "en" in programme.languages_taught if programme.languages_taught else None
