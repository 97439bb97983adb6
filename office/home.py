"""What the office puts on other pages: news and what closes soon on the home page, news of a section in that section."""

from core import registry
from core.models.pages import HOME_DEPTH
from office import newsroom


def parts(request):
    """What closes soon stands once, under its deadline, and not among the news as well."""
    found = list(newsroom.model().objects.published().newest_and_closing(2 * newsroom.ON_HOME))
    open_news = [page for page in found if page.deadline and not page.is_closed]
    rows = [*((newsroom.row_of(page), page) for page in open_news), *((row, None) for source in registry.closings for row in source())]
    closing = sorted(rows, key=lambda row: row[0]["deadline"])[: newsroom.ON_HOME]
    shown = [page for _row, page in closing]
    news = [page for page in found if page not in shown][: newsroom.ON_HOME]
    return {"news": [newsroom.row_of(page) for page in news], "closing": [row for row, _page in closing]}


def news_of_page(request, page):
    """The newest of a section; other pages ask nothing."""
    if page.depth != HOME_DEPTH + 1 or page.slug == "news":
        return {}
    return {"news": newsroom.rows(newsroom.model().objects.of_section(page).newest_first(), newsroom.IN_SECTION)}
