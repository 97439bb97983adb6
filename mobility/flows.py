"""Who came and who went, year by year: the table, and the sums by country of which the drawing and its own table tell."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import facts
from core.choices import Qualifier
from core.generation import memory
from core.languages import text_of
from core.text import clean, host_of, sort_text
from mobility.choices import Group
from mobility.flow_chart import chart
from mobility.models.flow import MobilityFlow
from mobility.ways import NUMBERS, answer, select
from partners.choices import Direction

LONGEST = 12  # characters of a year in an address


@dataclass(frozen=True)
class Quantity:
    """So many people, and how exactly that is meant."""

    number: Decimal
    qualifier: str = Qualifier.EXACT

    @property
    def text(self):
        return facts.phrase(self)

    def __add__(self, other):
        """Together with more of them: as exact as the less exact of both."""
        kinds = {self.qualifier, other.qualifier} - {Qualifier.EXACT}
        return Quantity(self.number + other.number, kinds.pop() if len(kinds) == 1 else Qualifier.ABOUT if kinds else Qualifier.EXACT)


def page(request, section):
    flows = memory.now().get(("mobility", "flows"), known)
    yearly = [flow for flow in flows if flow.is_of_one_year]
    years = sorted({flow.year for flow in yearly}, reverse=True)
    asked = clean(request.GET.get("year"), LONGEST)
    year = next((year for year in years if str(year) == asked), None)
    shown = [flow for flow in yearly if year in (None, flow.year)]
    sums = by_country(shown)
    names = {
        "fields": [select("year", _("Year"), _("All years"), [(str(year), str(year)) for year in years], asked)] if len(years) > 1 else [],
        "wrong": [_("No numbers are published for the year in the address.")] if asked and not year else [],
        "year": year,
        "countries": sums,
        "chart": chart(sums),
        "lines": lines(shown),
        "several": lines([flow for flow in flows if not flow.is_of_one_year]) if year is None else [],
    }
    return answer(request, section, NUMBERS, "mobility/numbers.html", names)


def known():
    """What visitors may see and what has a number; nobody may change it."""
    return [flow for flow in MobilityFlow.objects.public().with_numbers().newest_first() if flow.value]


def quantity(flow):
    return Quantity(Decimal(flow.value.number), flow.value.qualifier)


# --- the table -----------------------------------------------------------------------------------
def lines(flows):
    """One line for each country, partner, group and span of years, with what is known of each way."""
    found = {}
    for flow in flows:
        line = found.setdefault((flow.year, flow.year_from, flow.shown_country, flow.partner, flow.group), blank(flow))
        line[flow.direction or "together"].append(cell(flow))
    return sorted(found.values(), key=in_order)


def in_order(line):
    """The newest first, then by country, what is known of the country as a whole before its partners."""
    return -line["year"], sort_text(line["country"][0]), line["partner"]["name"][0] if line["partner"] else "", line["who"]


def blank(flow):
    country, partner = flow.shown_country, flow.shown_partner
    return {
        "year": flow.year,
        "span": str(flow.year) if flow.is_of_one_year else f"{flow.year_from}–{flow.year}",
        "country": text_of(country, "name") if country else ("", ""),
        "partner": partner and {"name": text_of(partner, "name"), "href": partner.url},
        "who": capfirst(str(flow.get_group_display())),
        **{way: [] for way in (*Direction.values, "together")},
    }


def cell(flow):
    value = flow.value
    source = text_of(value, "source")[0] or host_of(value.source_url)
    note = text_of(flow, "note")[0] or text_of(value, "note")[0]
    return {"text": quantity(flow).text, "source": source, "source_href": value.source_url, "note": note, "sample": flow.is_sample}


# --- sums by country -----------------------------------------------------------------------------
def by_country(flows):
    """[{country, incoming, outgoing}]: sums of what each single year has of each way, most people first; nobody is counted twice."""
    groups = defaultdict(list)
    for flow in without_needless_samples(flows):
        if flow.direction:
            groups[flow.year, flow.shown_country, flow.direction].append(flow)
    sums, samples = defaultdict(dict), set()
    for (_year, country, direction), own in groups.items():
        for flow in widest(own):
            before = sums[country].get(direction)
            sums[country][direction] = before + quantity(flow) if before else quantity(flow)
            samples |= {country} if flow.is_sample else set()
    rows = [{**named(country), **{way: own.get(way) for way in Direction.values}, "sample": country in samples} for country, own in sums.items()]
    return sorted(rows, key=lambda row: (-sum(row[way].number for way in Direction.values if row[way]), sort_text(row["country"][0])))


def without_needless_samples(flows):
    """A sample counts for a country only while nothing real is known of it."""
    real = {flow.shown_country for flow in flows if not flow.is_sample}
    return [flow for flow in flows if not flow.is_sample or flow.shown_country not in real]


def widest(flows):
    """Of numbers that count the same people: the country as a whole before its partners, everybody together before the groups."""
    partners = defaultdict(list)
    for flow in flows:
        partners[flow.partner_id].append(flow)
    counted = [partners[None]] if None in partners else partners.values()
    return [flow for own in counted for flow in ([one for one in own if one.group == Group.PERSONS] or own)]


def named(country):
    return {"country": text_of(country, "name") if country else ("", "")}
