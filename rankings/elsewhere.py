"""What the section does for others: the search box finds its page by the names of organisations."""

from core import search_index
from core.models import SitePage
from rankings.models import RankingsPage


def found_by_name(**kwargs):
    """A signal's receiver."""
    search_index.changed(SitePage, set(RankingsPage.objects.values_list("pk", flat=True)))
