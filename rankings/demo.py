"""The section's part of the demonstration content: a file for each kind of row (core/demo/loader.py says how they are read)."""

from core.demo import Loader, rows
from partners.models import Partner
from rankings.models import Affiliation, Ranking, RankingResult

MODELS = [RankingResult, Ranking, Affiliation]  # in the order in which samples are removed
RESPONSIBLE = "agreements-desk"


def load(folder, contacts):
    loader = Loader(folder, contacts, RESPONSIBLE)
    loader.knows(Partner)
    for row in rows(folder, "rankings"):
        loader.record(Ranking, row)
    for row in rows(folder, "ranking_results"):
        loader.row(RankingResult, row)
    for row in rows(folder, "affiliations"):
        loader.row(Affiliation, row)
