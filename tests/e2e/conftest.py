"""A served site and a real browser. No test here touches the database: what an editor does, the browser does."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.editing import sign_in
from tests.e2e.instance import running

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TIMEOUT = 10_000  # milliseconds for one step in the browser


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: opens the site in Chromium")


def pytest_collection_modifyitems(items):
    """Browser tests come last: Playwright keeps an event loop in this thread, and Django's database refuses to work beside one."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    items[:] = [item for item in items if item not in set(ours)] + ours


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failed test shows what the server wrote last."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and site:
        report.sections.append(("the server's log", site.last_words()))
    return report


@pytest.fixture(autouse=True)
def the_day():
    """The site lives in another process and in today; a frozen day here would stop the browser's timeouts."""


@pytest.fixture(scope="session")
def chromium():
    """The browser's path; without one nothing here runs, which CI takes for a failure."""
    if path := shutil.which("chromium"):
        return path
    missing = "NO BROWSER TESTS WERE RUN: Chromium is missing (Debian: apt-get install chromium)."
    return pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """The served demonstration: url, editor, password."""
    with running(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def contexts(site, browser):
    """Browser contexts by their options: tests that want the same kind of visitor share one, and its cache."""
    made = {}

    def context(**options):
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(base_url=site.url, **options)
            made[key].set_default_timeout(TIMEOUT)
        return made[key]

    return context


@pytest.fixture
def open_page(contexts):
    """A page of a visitor without cookies: `width` in CSS pixels, `script` on or off, options of a browser context.

    A page that an earlier test is done with is taken again: for each new one Chromium starts two processes.
    """
    pages = []

    def open_page(width=1280, script=True, **options):
        context = contexts(java_script_enabled=script, **options)
        page = next((page for page in context.pages if page not in pages), None) or context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.context.clear_cookies()


@pytest.fixture
def interface():
    """The language in which the CMS speaks to the editor; a test may ask for the other one."""
    return "ru"


@pytest.fixture
def desk(site, contexts, interface):
    """A page of the demonstration's editor, signed in once for each language."""
    context = contexts(locale=interface)
    page = context.new_page()
    if not context.cookies():
        sign_in(page, site)
    yield page
    page.close()
