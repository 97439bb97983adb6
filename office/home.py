"""What the office puts on other pages: news and what closes soon on the home page, news of a section in that section."""

from core.models.pages import HOME_DEPTH
from office import newsroom


def parts(request):
    """What closes soon stands once, under its deadline, and not among the news as well."""
    found = list(newsroom.model().objects.published().newest_and_closing(2 * newsroom.ON_HOME))
    closing = sorted((page for page in found if page.deadline and not page.is_closed), key=lambda page: page.deadline)[: newsroom.ON_HOME]
    news = [page for page in found if page not in closing][: newsroom.ON_HOME]
    return {"news": [newsroom.row_of(page) for page in news], "closing": [newsroom.row_of(page) for page in closing]}


def news_of_page(request, page):
    """The newest of a section; other pages ask nothing."""
    if page.depth != HOME_DEPTH + 1 or page.slug == "news":
        return {}
    return {"news": newsroom.rows(newsroom.model().objects.of_section(page).newest_first(), newsroom.IN_SECTION)}
