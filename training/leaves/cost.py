"""The cost estimate: lines with "as of", one subtotal per currency, a single total only where the office has entered a dated, sourced rate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.languages import active, text_of
from core.money import money, money_range
from core.templatetags.core_tags import t
from training.asked import Asked, option, select
from training.choices import IN_STUDY_LANGUAGE, CostKind, Per
from training.money_rows import due, entry_year, fee_for
from training.places import place
from training.published import real_or_sample


@dataclass(frozen=True)
class Line:
    """One line: between which amounts it lies in the first year and in the whole course."""

    label: str
    rule: str  # "4 900 USD a year"
    low: Decimal
    high: Decimal
    whole_low: Decimal | None  # None where the length of the course is not known
    whole_high: Decimal | None
    currency: str
    as_of: date | None
    note: str
    source: str
    sample: bool

    @property
    def first(self):
        return money_range(self.low, self.high, self.currency)

    @property
    def whole(self):
        return money_range(self.whole_low, self.whole_high, self.currency) if self.whole_low is not None else ""


def context(request, page, published):
    asked = Asked(request.GET, published)
    programme, country = asked.programme, asked.country
    names = {"fields": fields(asked), "wrong": asked.wrong, "programme": None}
    if not programme:
        return {**names, "extras": extras(published, request.GET, None)}
    fees = published.fees_of(programme)
    years = sorted({fee.academic_year for fee in fees})
    year = asked.look_up("year", {year: year for year in years}, _("No fee is published for the academic year that the address names."))
    year = year or entry_year(published.intakes_of(programme), fees)
    fee = fee_for(fees, country, asked.language, year)
    costs = real_or_sample(published.costs, programme)
    chosen = [cost for cost in costs if not cost.optional or str(cost.pk) in request.GET.getlist("with")]
    lines = [*([fee_line(fee, programme)] if fee else []), *(cost_line(cost, programme) for cost in chosen)]
    return {
        **names,
        "fields": [*fields(asked), select("year", _("Academic year"), [option(value, value, value == year) for value in years])] if years else fields(asked),
        "extras": extras(published, request.GET, programme),
        "programme": {"title": t(programme, "name"), "href": programme.url, "sample": programme.is_sample, "years": years_text(programme)},
        "year": year,
        "language": IN_STUDY_LANGUAGE.get(asked.language, ""),
        "no_fee": not fee,
        "ask_href": place("enquiry/", programme=programme.slug),
        "lines": lines,
        "whole_known": bool(programme.years),
        "subtotals": subtotals(lines),
        "total": total(lines, real_or_sample(published.rates, programme)),
    }


def fields(asked):
    return [
        select("programme", _("Programme"), asked.programme_options(), _("Choose a programme")),
        select("language", _("Language of teaching"), asked.language_options()),
        select("country", _("Citizenship"), asked.country_options(), pgettext("citizenship", "Any")),
    ]


def extras(published, words, programme):
    """What not everybody pays, as boxes to tick."""
    ticked = words.getlist("with")
    costs = [cost for cost in real_or_sample(published.costs, programme) if cost.optional]
    return [
        {"value": str(cost.pk), "label": capfirst(str(cost.get_kind_display())), "text": f"{cost.amount_text} {due(cost)}", "ticked": str(cost.pk) in ticked}
        for cost in costs
    ]


def years_text(programme):
    return ngettext("%(n)d year", "%(n)d years", programme.years) % {"n": programme.years} if programme.years else ""


def fee_line(fee, programme):
    label = _("Tuition fee, %(year)s") % {"year": fee.academic_year}
    return line(fee, programme, label, fee.amount, fee.amount, fee.verified_on or fee.valid_from, text_of(fee, "includes")[0])


def cost_line(cost, programme):
    label = capfirst(str(CostKind(cost.kind).label))
    return line(cost, programme, label, cost.amount_from, cost.amount_to or cost.amount_from, cost.as_of, text_of(cost, "note")[0])


def line(row, programme, label, low, high, as_of, note):
    """Once is once; everything else is due as often in each year of the course, at the prices of today."""
    years = 1 if row.per == Per.ONCE else programme.years
    times = min(row.times, programme.duration_months or row.times) if row.per == Per.MONTH else row.times
    rule = f"{row.amount_text} {due(row)}"
    if row.per in (Per.MONTH, Per.TERM):
        rule = f"{rule} × {times}"
    whole = (low * times * years, high * times * years) if years else (None, None)
    return Line(label, rule, low * times, high * times, *whole, row.currency, as_of, note, row.source_url, row.is_sample)


def subtotals(lines):
    """One row a currency: the first year, the whole course ('' where the length of the course is not known)."""
    rows = []
    for currency in dict.fromkeys(line.currency for line in lines):
        own = [line for line in lines if line.currency == currency]
        low, high = sum(line.low for line in own), sum(line.high for line in own)
        whole = ""
        if all(line.whole_low is not None for line in own):
            whole = money_range(sum(line.whole_low for line in own), sum(line.whole_high for line in own), currency)
        rows.append({"currency": currency, "first": money_range(low, high, currency), "whole": whole})
    return rows


def total(lines, rates):
    """One sum in the currency of the first line, with the rates it took; None where a rate is missing or nothing has to be converted."""
    currencies = list(dict.fromkeys(line.currency for line in lines))
    if len(currencies) < 2:
        return None
    target = currencies[0]
    used = {currency: rate_between(rates, currency, target) for currency in currencies[1:]}
    if not all(used.values()):
        return None
    factor = {target: Decimal(1), **{currency: found[1] for currency, found in used.items()}}
    low, high = (sum(getattr(line, name) * factor[line.currency] for line in lines) for name in ("low", "high"))
    whole = ""
    if all(line.whole_low is not None for line in lines):
        whole_low, whole_high = (sum(getattr(line, name) * factor[line.currency] for line in lines) for name in ("whole_low", "whole_high"))
        whole = money_range(rounded(whole_low), rounded(whole_high), target)
    return {"first": money_range(rounded(low), rounded(high), target), "whole": whole, "rates": [rate_row(rate) for rate, _factor in used.values()]}


def rate_between(rates, currency, target):
    """(the newest rate between two currencies, by what an amount is multiplied), None where the office has entered none."""
    for rate in rates:
        if (rate.base, rate.quote) == (currency, target):
            return rate, rate.rate
        if (rate.base, rate.quote) == (target, currency):
            return rate, 1 / rate.rate
    return None


def rounded(amount):
    return amount.quantize(Decimal(1))


def rate_row(rate):
    return {
        "text": f"{money(Decimal(1), rate.base)} = {money_of_rate(rate)}",
        "as_of": rate.as_of,
        "source": rate.source_url,
        "host": rate.source_host,
        "sample": rate.is_sample,
    }


def money_of_rate(rate):
    """With all the digits that the office entered."""
    return f"{format_decimal(rate.rate.normalize(), format='#,##0.######', locale=active())}\xa0{rate.quote}"
