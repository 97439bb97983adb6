"""Every kind of public page, in each language, keeps the promises that hold for all of them."""

import csv

import pytest

from tests.e2e.instance import ROOT
from tests.e2e.visiting import LANGUAGES, visit, watched

FIRST_VISIT = 150 * 1024  # bytes, fonts included
NARROW = 320  # CSS pixels
with (ROOT / "demo/sourced/pages.csv").open(encoding="utf-8", newline="") as _file:
    EDITORIAL = sorted({row["page"] for row in csv.DictReader(_file)} - {"home"})

ADDRESSES = [
    "",
    *(f"{slug}/" for slug in EDITORIAL),
    "partnership/?view=archive",
    "partnership/agreements/",
    "partnership/partners/nagasaki-university/",
    "partnership/partners/sample-medical-university-chengdu/",
    "partnership/agreements/nanjing-2022/",
    "partnership/agreements/sample-chengdu-exchange-2024/",
    "search/?q=Сеченов",
    "search/?q=zzzz",
    "display/",
]
MISSING = "partnership/partners/no-such-partner/"
SCHEMES = {
    "dark": {"color_scheme": "dark"},
    "light on a dark device": {"color_scheme": "dark", "cookie": "scheme:light"},
    "high contrast": {"cookie": "scheme:white-on-black"},
}


@pytest.mark.parametrize("address", [*ADDRESSES, MISSING])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_looks_right(open_page, lang, address):
    page = open_page()
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    with watched(page) as seen:
        visit(page, f"/{lang}/{address}", status=404 if address == MISSING else 200)
        assert transferred(page, seen["requests"]) < FIRST_VISIT, "a first visit stays small"
    assert overflow(page) <= 0, f"nothing is wider than {NARROW} px"


def transferred(page, requests):
    """Bytes of a first visit, compressed as they came, when the fonts are there too."""
    page.evaluate("document.fonts.ready.then(() => true)")
    sizes = [request.sizes() for request in requests if request.response()]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


def overflow(page):
    page.set_viewport_size({"width": NARROW, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("address", ["", "partnership/", "partnership/partners/nagasaki-university/"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_is_legible(open_page, site, scheme, address):
    options = dict(SCHEMES[scheme])
    cookie = options.pop("cookie", "")
    page = open_page(**options)
    if cookie:
        page.context.add_cookies([{"name": "display", "value": cookie, "url": site.url}])
    visit(page, f"/ru/{address}")
    chosen = cookie.partition(":")[2] or "auto"
    assert page.locator("html").get_attribute("data-scheme") == chosen
