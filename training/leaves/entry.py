"""Entry rules by country of schooling."""

from django.utils.translation import gettext as _

from core.languages import text_of
from core.text import sort_text
from training.asked import Asked, select
from training.choices import Level
from training.leaves.checklist import notice_row
from training.places import place


def context(request, page, published):
    asked = Asked(request.GET, published)
    country = asked.country
    there = {rule.country_id: rule.country for rule in published.entry_rules}
    known = sorted(there.values(), key=lambda country: sort_text(text_of(country, "name")[0]))
    names = {
        "fields": [select("country", _("Country of schooling"), asked.country_options(), _("Choose a country"))],
        "wrong": asked.wrong,
        "country": None,
        "known": [{"title": text_of(row, "name")[0], "href": place("entry/", country=row.code)} for row in known],
    }
    if not country:
        return names
    return {
        **names,
        "country": text_of(country, "name")[0],
        "rules": [rule_row(rule) for rule in published.entry_rules_for(country)],
        "notices": [notice_row(notice) for notice in published.notices_for(country)],
        "ask_href": place("enquiry/", country=country.code),
        "checklist_href": place("checklist/", country=country.code),
    }


def rule_row(rule):
    rows = [(_("Minimum"), text_of(rule, "minimum")), (_("Subjects"), text_of(rule, "subjects")), (_("Remark"), text_of(rule, "note"))]
    return {
        "title": text_of(rule, "certificate"),
        "native": rule.certificate_native,
        "native_lang": rule.native_lang,
        "facts": [{"label": label, "text": text, "lang": lang} for label, (text, lang) in rows if text],
        "about": ", ".join([*filter(None, [rule.academic_year]), *(str(Level(level).label) for level in rule.levels)]),
        "checked_on": rule.verified_on,
        "source": rule.source_url,
        "host": rule.source_host,
        "sample": rule.is_sample,
    }
