"""Every kind of public page, in each language, keeps the promises that hold for all of them."""

import csv

import pytest

from tests.e2e.instance import ROOT
from tests.e2e.visiting import LANGUAGES, follow, visit, watched

FIRST_VISIT = 150 * 1024  # bytes, fonts included
NARROW = 320  # CSS pixels
BELOW = {"propose": "partnership/propose"}  # pages that do not stand right below the home page
with (ROOT / "demo/sourced/pages.csv").open(encoding="utf-8", newline="") as _file:
    EDITORIAL = sorted({row["page"] for row in csv.DictReader(_file)} - {"home"})

ADDRESSES = [
    "",
    *(f"{BELOW.get(slug, slug)}/" for slug in EDITORIAL),
    "news/?year=2023&section=mobility",
    "news/?q=zzzz",
    "news/nanjing-exchange-2025/",
    "news/sample-school-surabaya/",
    "report/",
    "report/?about=/en/partnership/agreements/sample-chengdu-exchange-2024/",
    "training/programmes/",
    "training/programmes/?q=zzzz",
    "training/programmes/sample-general-medicine/",
    "training/programmes/sample-general-medicine/sheet/",
    "training/programmes/pharmacy/",
    "training/fees/",
    "training/cost/?programme=sample-general-medicine&language=en",
    "training/checklist/?country=NG&programme=sample-general-medicine",
    "training/checklist/?country=RU&programme=general-medicine",
    "training/invitation/?country=TM",
    "training/entry/?country=IN",
    "training/recognition/",
    "training/recognition/?country=IN&programme=sample-general-medicine",
    "training/route/?language=en&known=some&school=yes",
    "training/arrival/?on=2027-08-25",
    "training/scholarships/",
    "training/compare/?programme=sample-general-medicine&programme=sample-dentistry&programme=pharmacy",
    "training/representatives/",
    "training/enquiry/",
    "training/enquiry/?under16=1",
    "masterclasses/?view=past",
    "masterclasses/?q=zzzz",
    "masterclasses/events/sample-laparoscopy-masterclass/",
    "masterclasses/events/sample-tropics-course-1/",
    "masterclasses/events/sample-dengue-workshop/",
    "masterclasses/events/dental-forum-2024/",
    "masterclasses/events/sample-suturing-school/register/",
    "masterclasses/lecturers/",
    "masterclasses/lecturers/kyoichi-ono/",
    "masterclasses/certificates/",
    "honorary/?q=zzzz",
    "honorary/?sort=name",
    "honorary/charles-ruud/",
    "honorary/sample-exampleson/",
    "honorary/sample-withdrawn/",
    "honorary/sample-emptiest/",
    "rankings/round-university-ranking/",
    "rankings/sample-ranking/",
    "rankings/sample-empty-ranking/",
    "alumni/directory/",
    "alumni/directory/?q=zzzz",
    "alumni/countries/",
    "alumni/stories/",
    "alumni/stories/sample-clinic-in-beirut/",
    "alumni/stories/sample-short/",
    "alumni/help/",
    "alumni/verify/",
    "alumni/join/",
    "alumni/me/",
    "mobility/calls/",
    "mobility/calls/?q=zzzz",
    "mobility/calls/sample-chengdu-incoming/",
    "mobility/numbers/",
    "mobility/reports/",
    "mobility/fact-sheet/",
    "mobility/fact-sheet/2025-2026/",
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


@pytest.mark.parametrize("form", ["report/", "partnership/propose/", "training/enquiry/"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_looks_right_when_something_is_wrong_and_when_it_is_sent(open_page, lang, form):
    page = open_page()
    visit(page, f"/{lang}/{form}")
    page.fill("[name=email]", "nonsense")
    follow(page, page.locator(".message_form button"))
    assert page.locator(".error_summary li").count() >= 2
    assert page.locator(".has_errors").count() == page.locator(".error_summary a").count(), "each at its field too"
    assert overflow(page) <= 0
    answers = {"text": "x" * 300, "email": "reader@example.org", "name": "Reader", "organisation": "Sample Hospital"}
    for name, value in answers.items():
        if page.locator(f"[name={name}]").count():
            page.fill(f"[name={name}]", value)
    if page.locator("[name=country]").count():
        page.select_option("[name=country]", "UZ")
    page.check("[name=consent]")
    follow(page, page.locator(".message_form button"))
    assert page.locator(".reference strong").is_visible()
    assert overflow(page) <= 0


@pytest.mark.parametrize(
    "address",
    [
        "",
        "department/",
        "news/",
        "partnership/",
        "partnership/propose/",
        "partnership/partners/nagasaki-university/",
        "training/",
        "training/programmes/sample-general-medicine/",
        "training/checklist/?country=NG&programme=sample-general-medicine",
        "training/recognition/?country=IN&programme=sample-general-medicine",
    ],
)
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
