"""Partners and agreements that seem to be there already: a warning before saving and in the dry run of an import."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.languages import CODES
from core.lookalikes import alike, distinctive
from partners.models.agreement import Agreement, Party
from partners.models.partner import FormerName, Partner

TITLES = [f"title_{code}" for code in CODES]
NAMES = [f"name_{code}" for code in CODES]
OWN = ["native_name", *NAMES]


def like_partners(partners):
    """{number in the list: sentences}, each looked for among those that are there and those before it in the list."""
    countries = {partner.country_id for partner in partners}
    there = defaultdict(list)
    for pk, country, title, names in names_in(countries):
        there[country].append((pk, title, names))
    found = {}
    for number, partner in enumerate(partners):
        own = {
            distinctive(name)
            for name in [*(getattr(partner, name) for name in OWN), *(getattr(row, name) for row in partner.former_names.all() for name in NAMES)]
            if name
        }
        twins = [title for pk, title, names in there[partner.country_id] if (pk is None or pk != partner.pk) and alike(own, names)]
        if twins:
            found[number] = [_("Is it the same as “%(name)s”?") % {"name": title} for title in twins[:3]]
        if not partner.pk:
            there[partner.country_id].append((None, str(partner), own))
    return found


def names_in(countries):
    """(primary key, country, title, distinctive names) of the partners in these countries; two queries."""
    former = defaultdict(list)
    for row in QuerySet(FormerName).filter(partner__country__in=countries).values("partner", *NAMES):
        former[row["partner"]] += [row[name] for name in NAMES]
    for row in QuerySet(Partner).filter(country__in=countries).values("pk", "country", *OWN):
        names = {distinctive(name) for name in [*(row[name] for name in OWN), *former[row["pk"]]] if name}
        yield row["pk"], row["country"], next((row[name] for name in NAMES if row[name]), ""), names


def like_agreements(agreements):
    """{number in the list: sentences}: another paper of the same kind, of the same day, with the same partners; or of the same number with one of them."""
    there = defaultdict(dict)  # {partner: {key of a paper: the paper}}
    for paper in papers_of({party.partner_id for agreement in agreements for party in agreement.parties.all()}):
        file_under(there, paper.pk, paper)
    found = {}
    for number, agreement in enumerate(agreements):
        sides = frozenset(party.partner_id for party in agreement.parties.all())
        own = Paper(agreement.pk, str(agreement), agreement.code, agreement.kind, agreement.signed_on, sides)
        known = {key: paper for partner in sides for key, paper in there[partner].items() if not (paper.pk and paper.pk == own.pk)}
        if twins := [paper.title for paper in known.values() if same_paper(own, paper)]:
            found[number] = [_("Is it the same as “%(name)s”?") % {"name": title} for title in twins[:3]]
        if not own.pk:
            file_under(there, f"row {number}", own)
    return found


@dataclass(frozen=True)
class Paper:
    pk: int | None
    title: str
    code: str
    kind: str
    signed_on: date | None
    sides: frozenset  # primary keys of the partners


def file_under(there, key, paper):
    for partner in paper.sides:
        there[partner][key] = paper


def papers_of(partners):
    """The agreements with any of these partners; two queries."""
    sides = defaultdict(set)
    for agreement, partner in Party.objects.filter(agreement__parties__partner__in=partners).values_list("agreement", "partner"):
        sides[agreement].add(partner)
    rows = QuerySet(Agreement).filter(parties__partner__in=partners).distinct().values("pk", "code", "kind", "signed_on", *TITLES)
    for row in rows:
        title = next((row[name] for name in TITLES if row[name]), "")
        yield Paper(row["pk"], title, row["code"], row["kind"], row["signed_on"], frozenset(sides[row["pk"]]))


def same_paper(one, other):
    """The same number with one partner at least; where one has no number, the same kind, day and partners."""
    if one.code and other.code:
        return one.code == other.code
    return bool(one.signed_on) and (one.kind, one.signed_on, one.sides) == (other.kind, other.signed_on, other.sides)
