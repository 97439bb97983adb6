"""Rankings with their editions; memberships, accreditations and listings."""

from rankings.models.affiliation import Affiliation
from rankings.models.page import RankingsPage
from rankings.models.ranking import Ranking
from rankings.models.result import RankingResult

__all__ = ["Affiliation", "Ranking", "RankingResult", "RankingsPage"]
