"""Opening a page as a reader does, and what must hold for every page that is opened."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
STATE = "JSON.stringify([innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, location.href, document.documentElement.outerHTML])"
CLEAN = set()  # what axe has passed in this run: the same page at the same width is not measured twice
LANGUAGES = ["ru", "en"]
OTHER = {"ru": "en", "en": "ru"}


def visit(page, address, status=200):
    """Open an address (below the site's own) and check what every page promises; answers the response."""
    with watched(page) as seen:
        response = page.goto(address)
        check(page, response, seen, status)
    return response


def follow(page, link, status=200):
    """Click a link or a button that leads to another page, and check that page in the same way."""
    with watched(page) as seen:
        with page.expect_navigation() as navigation:
            link.click()
        check(page, navigation.value, seen, status)
    return navigation.value


@contextmanager
def watched(page):
    """{"errors": what the console said, "requests": all requests} while the block runs."""
    seen = {"errors": [], "requests": []}

    def note_console(message):
        if message.type == "error":
            seen["errors"].append((message.text, (message.location or {}).get("url", "")))

    def note_exception(error):
        seen["errors"].append((str(error), page.url))

    def note_request(request):
        seen["requests"].append(request)

    handlers = {"console": note_console, "pageerror": note_exception, "request": note_request}
    for event, handler in handlers.items():
        page.on(event, handler)
    try:
        yield seen
    finally:
        for event, handler in handlers.items():
            page.remove_listener(event, handler)


def check(page, response, seen, status):
    here = urlsplit(page.url)
    assert response.status == status, f"{page.url} answered {response.status}"
    assert page.locator("html").get_attribute("lang") == here.path.split("/")[1], "the page's language is that of its address"
    assert page.locator("h1").count() == 1, "one main heading"
    assert axe(page) == [], f"accessibility of {page.url}"
    elsewhere = {urlsplit(request.url).netloc for request in seen["requests"] if request.url.startswith("http")} - {here.netloc}
    assert not elsewhere, f"{page.url} asks other hosts: {elsewhere}"
    # Chromium writes the page's own 404 to the console; that one is wanted.
    errors = [text for text, place in seen["errors"] if not (status == 404 and urlsplit(place).path == here.path)]
    assert not errors, f"{page.url} wrote to the console: {errors}"


def axe(page):
    """Violations of WCAG 2.2 A and AA, one line each. axe cannot run where script is off; the page is the same there."""
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        return []
    state = page.evaluate(STATE)
    if state in CLEAN:
        return []
    found = Axe().run(page, options=WCAG).response["violations"]
    if not found:
        CLEAN.add(state)
    return [f"{rule['id']} ({rule['impact']}): {[node['target'][0] for node in rule['nodes']][:3]}" for rule in found]


def sitemap(request):
    """All parts that the index of the sitemap names, one after the other; `request` is of a page or context."""
    answer = request.get("/sitemap.xml")
    assert answer.status == 200
    parts = [request.get(address) for address in re.findall(r"<loc>(.*?)</loc>", answer.text())]
    assert parts
    assert {part.status for part in parts} == {200}
    return "".join(part.text() for part in parts)
