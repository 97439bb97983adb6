"""What the office puts on other pages: news and what closes soon on the home page, news of a section in that section."""

from core.models.pages import HOME_DEPTH
from office import newsroom


def parts(request):
    news = newsroom.model().objects
    return {"news": newsroom.rows(news.newest_first(), newsroom.ON_HOME), "closing": newsroom.rows(news.closing_soon(), newsroom.ON_HOME)}


def news_of_page(request, page):
    """The newest of a section; other pages ask nothing."""
    if page.depth != HOME_DEPTH + 1 or page.slug == "news":
        return {}
    return {"news": newsroom.rows(newsroom.model().objects.of_section(page).newest_first(), newsroom.IN_SECTION)}
