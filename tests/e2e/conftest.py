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
        report.sections.append(("the server's log", site.log.read_text()[-4000:]))
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
    """The served demonstration: url, editor, password, log."""
    with running(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(site, browser):
    """Opens an empty page of a new visitor: `width` in CSS pixels, `script` on or off, and any option of a browser context."""
    contexts = []

    def open_page(width=1280, script=True, **options):
        context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}, java_script_enabled=script, **options)
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def signed_in(site, browser):
    """The cookies of the demonstration's editor."""
    context = browser.new_context(base_url=site.url)
    sign_in(context.new_page(), site)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def interface():
    """The language in which the CMS speaks to the editor; a test may ask for the other one."""
    return "ru"


@pytest.fixture
def desk(open_page, signed_in, interface):
    """A page of the signed-in editor."""
    return open_page(storage_state=signed_in, locale=interface)
