"""Every address that a reader can reach by links, in both languages: it opens, and nothing on it leads nowhere."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.e2e.visiting import LANGUAGES, sitemap

NOT_OURS = ("/admin/", "/documents/")
ONCE = ("about", "next")  # words of an address that make a variant of one page for every other page: one example is opened
LOADED = {"link": "href", "script": "src", "img": "src", "source": "srcset", "iframe": "src", "use": "href"}  # what a browser fetches by itself
NO_LOAD = {"canonical", "alternate"}  # kinds of <link> that only tell


class Page(HTMLParser):
    """The links of a page, what it loads, and the places in it that a link can name."""

    def __init__(self, html):
        super().__init__()
        self.links, self.loads, self.names, self.shows_keys = [], [], set(), "[[" in html
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.names.add(attributes.get("id"))
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag in LOADED and attributes.get(LOADED[tag]) and not NO_LOAD & set((attributes.get("rel") or "").split()):
            self.loads.append(attributes[LOADED[tag]].split()[0])


def variant(address):
    """Addresses that differ only in a word of ONCE are one."""
    parts = urlsplit(address)
    return re.sub(rf"\b({'|'.join(ONCE)})=[^&]*", r"\1=", parts.path + "?" + parts.query)


@pytest.fixture(scope="module")
def crawled(contexts, site):
    """{address: (status, content type, parsed page or None, the first page that led there)}"""
    fetch = contexts().request
    found, waiting, seen = {}, [(f"/{lang}/", "") for lang in LANGUAGES], set()
    waiting += [(urlsplit(address).path, "/sitemap.xml") for address in re.findall(r"<loc>(.*?)</loc>", sitemap(fetch))]
    while waiting:
        address, origin = waiting.pop()
        if variant(address) in seen:
            continue
        seen.add(variant(address))
        answer = fetch.get(address, max_redirects=0)
        kind = answer.headers.get("content-type", "")
        page = Page(answer.text()) if kind.startswith("text/html") else None
        found[address] = (answer.status, kind, page, origin)
        for link in page.links if page else ():
            target = urlsplit(urljoin(site.url + address, link))
            further = not target.query or "?" not in address  # filters of filters have no end
            if target.netloc == urlsplit(site.url).netloc and not target.path.startswith(NOT_OURS) and further:
                waiting.append((target.path + (f"?{target.query}" if target.query else ""), address))
    return found


def test_every_link_leads_somewhere(crawled):
    assert len(crawled) > 300
    dead = [f"{address} ({status}), linked from {origin}" for address, (status, _kind, _page, origin) in crawled.items() if status != 200]
    assert dead == []


def test_every_section_of_both_languages_was_reached(crawled):
    paths = {urlsplit(address).path for address in crawled}
    for lang in LANGUAGES:
        assert {f"/{lang}/{path}" for path in ("", "department/", "news/", "partnership/", "partnership/propose/", "report/")} <= paths


def test_every_link_to_a_place_in_a_page_finds_it(crawled):
    missing = []
    for address, (_status, _kind, page, _origin) in crawled.items():
        for link in page.links if page else ():
            target, place = urldefrag(urljoin(address, link))
            there = crawled.get(target)
            if place and there and there[2] and place not in there[2].names:
                missing.append(f"{address}: {link}")
    assert missing == []


def test_no_page_loads_anything_from_elsewhere(crawled, site):
    foreign = {
        (address, load)
        for address, (_status, _kind, page, _origin) in crawled.items()
        for load in (page.loads if page else ())
        if urlsplit(urljoin(site.url, load)).netloc != urlsplit(site.url).netloc and not load.startswith("data:")
    }
    assert foreign == set()


def test_no_fact_is_printed_by_its_key(crawled):
    assert [address for address, (_status, _kind, page, _origin) in crawled.items() if page and page.shows_keys] == []
