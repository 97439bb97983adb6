"""What people tell who went or came; only while they agree to it, so nothing of it is kept in memory."""

from django.core.paginator import Paginator
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.languages import active, text_of
from core.paging import page_links
from core.text import clean, sort_text
from mobility.models.report import ExchangeReport
from mobility.places import place
from mobility.ways import REPORTS, answer, select

PER_PAGE = 10
LONGEST = 120  # characters of one word of an address


def page(request, section):
    reports = list(ExchangeReport.objects.public().with_partner().newest_first())
    fields = [
        field(request, "direction", _("Direction"), _("Both directions"), [(row.direction, capfirst(row.get_direction_display())) for row in reports]),
        field(request, "partner", _("Partner"), _("All partners"), [partner_of(row) for row in reports]),
        field(request, "country", _("Country"), _("All countries"), [country_of(row) for row in reports]),
    ]
    passing = [row for place, row in enumerate(reports) if all(field["chosen"] in ("", field["values"][place]) for field in fields)]
    paged = Paginator(passing, PER_PAGE).get_page(request.GET.get("page"))
    chosen = {field["name"]: field["chosen"] for field in fields}
    names = {
        "fields": [field for field in fields if len(field["options"]) > 1],
        "any": bool(reports),
        "rows": [report_row(report) for report in paged],
        "pages": page_links(paged, lambda number: place("reports/", **chosen, page=number)),
        "all_href": place("reports/"),
    }
    return answer(request, section, REPORTS, "mobility/reports.html", names)


def partner_of(report):
    partner = report.shown_partner
    return (partner.slug, text_of(partner, "name")[0]) if partner else ("", "")


def country_of(report):
    country = report.shown_country
    return (country.code, text_of(country, "name")[0]) if country else ("", "")


def field(request, name, label, empty, pairs):
    """One list to choose from; `pairs` are (value, text) of each report. What no report has is passed over in an address."""
    known = {value: text for value, text in pairs if value}
    asked = clean(request.GET.get(name), LONGEST)
    chosen = asked if asked in known else ""
    options = sorted(known.items(), key=lambda item: sort_text(item[1]))
    return {**select(name, label, empty, options, chosen), "chosen": chosen, "values": [value for value, _text in pairs]}


def report_row(report):
    partner, country = report.shown_partner, report.shown_country
    return {
        "title": text_of(report, "title"),
        "author": text_of(report, "author"),
        "about": f"{capfirst(report.get_activity_display())}, {report.get_direction_display()}",
        "partner": partner and {"name": text_of(partner, "name"), "href": partner.url},
        "country": country and text_of(country, "name"),
        "from": report.stayed_from,
        "to": report.stayed_to,
        "text": told(report, "text"),
        "advice": told(report, "advice"),
        "sample": report.is_sample,
    }


def told(report, name):
    text, lang = text_of(report, name)
    return {"text": text, "lang": "" if lang == active() else lang} if text else None
