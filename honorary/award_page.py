"""What the page of an honorary doctor or professor says."""

from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.details import fact_rows, text_rows
from core.languages import IN_LANGUAGE, text_of
from core.nav import address_below
from core.templatetags.core_tags import day, or_unknown, said, t
from core.text import host_of
from honorary.choices import State


def key_facts(award):
    """What became of the title, and who decided."""
    return fact_rows(
        [
            (pgettext("a title", "Conferred"), conferred(award)),
            (pgettext("a title", "Withdrawn"), day(award.withdrawn_on, award.withdrawn_precision) if award.state == State.WITHDRAWN else ""),
            (_("Decision"), decision(award)),
            (_("Ceremony"), ceremony(award)),
            (_("Grounds"), "" if any(award.grounds_in_languages()) else or_unknown("")),
        ]
    )


def conferred(award):
    """The day; nothing of a title that never was."""
    return day(award.conferred_on, award.conferred_precision) if award.is_held or award.state == State.WITHDRAWN else ""


def decision(award):
    """Whose, when, under which number."""
    body = t(award, "decision_body")
    number = _("No. %(number)s") % {"number": award.decision_no} if award.decision_no else ""
    when = day(award.decided_on, award.decided_precision) if award.decided_on else ""
    parts = [(part,) for part in (body, when, number) if part]
    return format_html_join(", ", "{}", parts) if parts else or_unknown("")


def ceremony(award):
    event = award.shown_ceremony
    if not event:
        return ""
    link = format_html('<a href="{}">{}</a>', event.url, said(event.title_text))
    return format_html('{} <span class="under">{}</span>', link, event.day_text) if event.day_text else link


def person_facts(award):
    """The person: where from, in which field, where else one reads about them."""
    partner = award.shown_partner
    country = format_html('<a href="{}">{}</a>', address_below("honorary", country=award.country.code), t(award.country, "name"))
    return fact_rows(
        [
            (_("Country at that time"), country),
            (_("Organisation at that time"), or_unknown(t(award, "affiliation_then"))),
            (_("Our partner"), format_html('<a href="{}">{}</a>', partner.url, t(partner, "name")) if partner else ""),
            (_("Field"), "; ".join(text_of(field, "name")[0] for field in award.isced_f.all())),
            (_("Year of death"), award.died_in),
            *((name, outside(address, number)) for name, number, address in award.elsewhere),
        ]
    )


def outside(address, text):
    return format_html('<a href="{}" rel="external noopener">{}</a>', address, text)


def names(award):
    """The forms on the diploma beside the one above the page, and the native one."""
    rows = [{"label": capfirst(IN_LANGUAGE[code]), "text": name, "lang": code} for name, code in award.other_names()]
    native = {"label": _("In its own script"), "text": award.native_name, "lang": award.native_lang}
    return [*rows, native] if award.native_name else rows


def texts(award):
    return text_rows(
        award,
        (_("What the title was given for"), "grounds"),
        (_("Contribution to our university"), "contribution"),
        (_("Biography"), "biography"),
    )


def sources(award):
    return [{"title": host_of(address), "href": address} for address in award.sources]


def award_row(award):
    """One line of the register."""
    return {
        "title": award.title_text,
        "href": award.url,
        "label": award.label,
        "state": award.label_text,
        "honour": award.get_title_display(),
        "native": (award.native_name, award.native_lang),
        "year": award.year,
        "country": text_of(award.country, "name"),
        "organisation": text_of(award, "affiliation_then"),
        "sample": award.is_sample,
    }
