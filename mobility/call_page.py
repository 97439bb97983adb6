"""What lists and the page of a call say: who may go where and what for, how many places there are, who pays, until when."""

from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.days import moment_text
from core.details import fact_rows, text_rows
from core.languages import text_of
from core.models.contacts import SPOKEN
from core.richtext import document_link
from core.templatetags.core_tags import day, or_unknown, said, t
from mobility.choices import CallState
from mobility.places import place
from mobility.ways import SHEET
from partners.choices import Direction


def listed(call, name):
    """The names of the codes of one field, «студенты, ординаторы»."""
    return ", ".join(map(str, call._meta.get_field(name).labels(getattr(call, name))))


def lines(call, name):
    """A longer text as a cell prints it."""
    return linebreaksbr(t(call, name))


# --- one row of a list ---------------------------------------------------------------------------
def call_row(call):
    partner = call.shown_partner
    return {
        "title": call.title_text,
        "href": call.url,
        "sample": call.is_sample,
        "kind": f"{capfirst(call.get_activity_display())}, {call.get_direction_display()}",
        "who": listed(call, "who"),
        "partner": partner and {"name": text_of(partner, "name"), "country": text_of(partner.country, "name")[0]},
        "places": places_text(call),
        "funding": funding_text(call),
        "until": until(call),
    }


def until(call):
    """What mobility/until.html prints: the deadline of an open call; in words, when another will open or has closed."""
    state, closes = call.state, moment_text(call.closes_at)
    if state == CallState.ANNOUNCED:
        texts = [_("Applications open on %(day)s") % {"day": moment_text(call.opens_at)}, f"{_('Applications until')}: {closes}"]
        return {"state": state, "deadline": None, "texts": texts}
    if state == CallState.CLOSED:
        return {"state": state, "deadline": None, "texts": [_("Applications closed on %(day)s") % {"day": closes}]}
    return {"state": state, "deadline": timezone.localtime(call.closes_at), "texts": []}


def places_text(call):
    number, _from_agreement = call.places_shown
    return ngettext("%(n)d place", "%(n)d places", number) % {"n": number} if number else ""


def funding_text(call):
    """«грант, 500 EUR»; '' where nobody says who pays."""
    return ", ".join(filter(None, [call.get_funding_display(), call.grant_text]))


# --- the page ------------------------------------------------------------------------------------
def key_facts(call):
    return fact_rows(
        [
            (_("Direction"), capfirst(call.get_direction_display())),
            (_("Purpose"), capfirst(call.get_activity_display())),
            (_("For whom"), or_unknown(capfirst(listed(call, "who")))),
            (_("Partner"), partner_link(call)),
            (_("Where"), where(call)),
            (_("Mobility programme"), t(call, "programme_name")),
            (pgettext("time spent abroad", "Stay"), or_unknown(stay(call))),
            (_("Places"), or_unknown(places(call))),
            (_("Funding"), or_unknown(funding(call))),
        ]
    )


def partner_link(call):
    partner = call.shown_partner
    return format_html('<a href="{}">{}</a>', partner.url, t(partner, "name")) if partner else ""


def where(call):
    """The city to which one goes."""
    if call.direction == Direction.INCOMING:
        return _("Minsk")
    partner = call.shown_partner
    return ", ".join(filter(None, [text_of(partner, "city")[0], text_of(partner.country, "name")[0]])) if partner else ""


def stay(call):
    """From when to when, and how long."""
    length = t(call, "length")
    if not call.period_from and not call.period_to:
        return length
    period = format_html("{} – {}", day(call.period_from), day(call.period_to))
    return under(period, length) if length else period


def under(value, note):
    return format_html('{}<span class="under">{}</span>', value, note)


def places(call):
    """The number, and from where it is known."""
    number, from_agreement = call.places_shown
    if not from_agreement:
        return number
    agreement = call.shown_agreement
    link = agreement and format_html('<a href="{}">{}</a>', agreement.url, t(agreement, "title"))
    return under(number, format_html("{}{}", _("a year, from the conditions of the agreement"), format_html(": {}", link) if link else ""))


def funding(call):
    found = capfirst(funding_text(call))
    return under(found, lines(call, "covers")) if t(call, "covers") else found


def eligibility(call):
    """Who may apply, as data."""
    fields = [f"{field.code} {text_of(field, 'name')[0]}" for field in call.isced_f.all()]
    return fact_rows(
        [
            (_("Languages (CEFR)"), or_unknown(languages_text(call))),
            (_("Levels of study"), capfirst(listed(call, "eqf_levels"))),
            (_("Year of study"), years_text(call)),
            (_("Fields (ISCED-F)"), "; ".join(fields)),
            (_("Other requirements"), lines(call, "other_eligibility")),
        ]
    )


def languages_text(call):
    """«английский B2, русский A2»."""
    names = dict(SPOKEN)
    return capfirst(", ".join(f"{names[code]} {level}".strip() for code, level in call.languages_asked))


def years_text(call):
    first, last = call.year_from, call.year_to
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("%(n)d and later") % {"n": first}
    return _("up to %(n)d") % {"n": last} if last else ""


def deadlines(call, now=None):
    """Every date of the call in its order; how much time is left of those to come."""
    now = now or timezone.now()
    known = [
        (_("Applications from"), call.opens_at),
        (_("Nominations by"), call.nomination_by),
        (_("Applications until"), call.closes_at),
        (_("Results by"), call.result_by),
    ]
    found = sorted(((at, label) for label, at in known if at), key=lambda row: row[0])
    return [{"label": label, "at": timezone.localtime(at), "is_ahead": at > now} for at, label in found]


def papers(call):
    """What one sends: the kind, more exactly, the form to fill in."""
    return [
        {
            "kind": paper.get_kind_display(),
            "name": said(text_of(paper, "name")),
            "form": document_link(paper.template, _("Form to fill in")) if paper.template else "",
        }
        for paper in call.papers.all()
    ]


def texts(call):
    """The longer texts; the result is told once the call is closed."""
    result = [(pgettext("heading of a call", "Result"), "result_note")] if call.state == CallState.CLOSED else []
    return text_rows(call, (pgettext("heading of a call", "About the call"), "description"), *result)


def how_to_apply(call):
    return text_rows(call, (_("How to apply"), "how_to_apply", "how"))


def links(call):
    """What a reader of the call may want next."""
    partner, agreement = call.shown_partner, call.shown_agreement
    known = [
        (agreement and t(agreement, "title"), agreement and agreement.url),
        (partner and _("Other calls with this partner"), partner and place("calls/", partner=partner.slug)),
        (call.direction == Direction.INCOMING and SHEET["title"], place("fact-sheet/")),
    ]
    return [{"title": title, "href": href} for title, href in known if title]
