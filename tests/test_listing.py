"""Search, narrow, sort and page; and every way to break an address."""

import re

import pytest
from django.conf import settings

REGISTER, AGREEMENTS = "/en/partnership/", "/en/partnership/agreements/"


def slugs(client, address):
    """The records a list links to, in order."""
    page = client.get(address).content.decode().split("<main")[1]
    return list(dict.fromkeys(re.findall(r"/partnership/(?:partners|agreements)/([\w-]+)/", page)))


def options(client, address, facet):
    """{value: what it says} of one filter."""
    page = client.get(address).content.decode()
    select = re.search(rf'<select[^>]*name="{facet}".*?</select>', page, re.DOTALL).group()
    return {value: " ".join(text.split()) for value, text in re.findall(r'<option value="([^"]+)"[^>]*>(.*?)</option>', select, re.DOTALL)}


def test_the_register_lists_what_is_public_and_not_past(client, world):
    assert slugs(client, REGISTER) == ["holzminden-hospital", "nagasaki-university", "sample-university-chengdu", "sechenov-university"]
    assert slugs(client, f"{REGISTER}?view=archive") == ["kaunas-university"]


def test_drafts_are_nowhere(client, world):
    for address in [
        REGISTER,
        f"{REGISTER}?view=archive",
        AGREEMENTS,
        f"{AGREEMENTS}?view=archive",
        "/en/search/?q=draft",
        "/en/partnership/partners/sechenov-university/",
        "/sitemap-partner.xml",
        "/sitemap-agreement.xml",
    ]:
        page = client.get(address).content.decode()
        assert "draft-university" not in page
        assert "secret-draft" not in page
    assert client.get("/en/partnership/partners/draft-university/").status_code == 404
    assert client.get("/en/partnership/agreements/secret-draft/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=RU", ["sechenov-university"]),
        ("country=RU&country=JP", ["nagasaki-university", "sechenov-university"]),
        ("region=eastern-asia", ["nagasaki-university", "sample-university-chengdu"]),
        ("kind=hospital", ["holzminden-hospital"]),
        ("field=0912", ["sechenov-university"]),
        ("form=student_mobility", ["sample-university-chengdu", "sechenov-university"]),
        ("status=not_confirmed", ["nagasaki-university"]),
        ("status=listed", ["holzminden-hospital"]),
        ("country=RU&kind=hospital", []),
        ("q=сеченова", ["sechenov-university"]),
        ("q=Sechenov", ["sechenov-university"]),
        ("q=МГМУ", ["sechenov-university"]),
        ("q=長崎", ["nagasaki-university"]),
        ("q=москва", ["sechenov-university"]),
        ("q=universities", ["nagasaki-university", "sample-university-chengdu", "sechenov-university"]),
        ("sort=agreements", ["nagasaki-university", "sample-university-chengdu", "sechenov-university", "holzminden-hospital"]),
    ],
)
def test_each_filter_leaves_what_it_says(client, world, query, found):
    assert slugs(client, f"{REGISTER}?{query}") == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["sample-2025", "sechenov-2024", "nagasaki-1996"]),
        ("view=archive", ["kaunas-2010"]),
        ("country=RU", ["sechenov-2024"]),
        ("form=student_mobility&country=CN", ["sample-2025"]),
        ("status=in_force", ["sample-2025", "sechenov-2024"]),
        ("q=сеченов 12/2024", ["sechenov-2024"]),
        ("q=Нагасаки", ["nagasaki-1996"]),
        ("sort=oldest", ["nagasaki-1996", "sechenov-2024", "sample-2025"]),
    ],
)
def test_agreements_are_found_by_their_own_words_and_by_their_partners(client, world, query, found):
    listed = [
        slug
        for slug in slugs(client, f"{AGREEMENTS}?{query}")
        if slug not in {"sechenov-university", "nagasaki-university", "sample-university-chengdu", "kaunas-university"}
    ]
    assert listed == found


def test_no_option_leads_to_an_empty_page(client, world):
    for address in (REGISTER, AGREEMENTS, f"{REGISTER}?country=JP"):
        for facet in ("country", "region", "kind", "field", "form", "status"):
            for value in options(client, address, facet):
                joined = "&" if "?" in address else "?"
                if facet not in address:
                    assert slugs(client, f"{address}{joined}{facet}={value}"), (address, facet, value)


def test_options_count_under_the_other_filters(client, world):
    assert options(client, REGISTER, "country")["RU"].endswith("(1)") or "1" in options(client, REGISTER, "country")["RU"]
    assert set(options(client, f"{REGISTER}?kind=hospital", "country")) == {"DE"}
    assert set(options(client, f"{REGISTER}?country=RU", "country")) >= {"RU", "JP", "DE", "CN"}


def test_active_filters_are_chips_that_can_be_taken_away(client, world):
    page = client.get(f"{REGISTER}?country=RU&country=JP&q=university").content.decode()
    assert 'href="/en/partnership/?q=university&amp;country=JP"' in page
    assert 'href="/en/partnership/?country=RU&amp;country=JP"' in page


def test_an_empty_list_says_what_to_do(client, world):
    page = client.get(f"{REGISTER}?q=нетакого").content.decode()
    assert 'class="empty' in page
    assert 'href="/en/partnership/"' in page.split('class="empty')[1]


BROKEN = [
    "page=x", "page=0", "page=-1", "page=99999999999999999999", "page=", "country=ZZ", "country=", "country=%00", "q=%00", "q=%27%22%3C%3E", "q=%F0%9F%98%80",
    "q=%25_%5C", "q=%ED%A0%80", "q=%FF%FE", "sort=nonsense", "view=nonsense", "status=%27%20OR%201=1", "field=0912&field=zzzz", "kind[]=x", "&&&==&", "q=" + "я" * 600,
    "country=" + "&country=".join(["RU"] * 300), "%", "q=%", "a" * 3900, "q=" + "(" * 3000, "form=\t", "q=\u202e",
]  # fmt: skip


@pytest.mark.parametrize("query", BROKEN)
@pytest.mark.parametrize("address", [REGISTER, AGREEMENTS, "/ru/search/", "/ru/", "/en/partnership/partners/sechenov-university/", "/ru/display/"])
def test_no_query_string_breaks_a_page(client, world, address, query):
    assert client.get(f"{address}?{query}").status_code in (200, 404)


@pytest.mark.parametrize("address", [REGISTER, "/ru/search/", "/admin/login/", "/sitemap.xml", "/sitemap-pages.xml", "/"])
def test_a_query_string_over_the_limit_is_refused(client, world, address):
    assert client.get(f"{address}?q={'%D1%8F' * 4000}").status_code in (200, 302)
    assert client.get(f"{address}?q={'a' * settings.QUERY_STRING_LIMIT}").status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        "/ru/%00/",
        "/%00",
        "/ru/partnership/partners/%00/",
        "/ru/" + "a/" * 500,
        "/ru/партнёры/",
        "/ru/%FF/",
        "/media/%00",
        "/media/../bsmu_intl/settings.py",
        "/private/x",
        "/de/",
        "/ru/partnership/partners/" + "x" * 300 + "/",
    ],
)
def test_no_path_breaks_the_site(client, world, path):
    assert client.get(path).status_code in (302, 403, 404)
