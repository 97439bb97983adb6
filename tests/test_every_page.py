"""Every public address opens in both languages, says what it must and costs no more than it may."""

import json
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import HomePage, SectionPage, SitePage
from partners.models import Agreement, Partner
from tests.conftest import make_agreement, make_partner

ADDRESSES = [
    "",
    "about/",
    "partnership/",
    "partnership/?view=archive",
    "partnership/agreements/",
    "partnership/agreements/?view=archive",
    "partnership/partners/sechenov-university/",
    "partnership/partners/nagasaki-university/",
    "partnership/partners/holzminden-hospital/",
    "partnership/partners/kaunas-university/",
    "partnership/partners/sample-university-chengdu/",
    "partnership/agreements/sechenov-2024/",
    "partnership/agreements/nagasaki-1996/",
    "partnership/agreements/sample-2025/",
    "search/",
    "search/?q=university",
    "display/",
]
BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
MOST_QUERIES = 12


@BOTH
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_opens(client, world, lang, address):
    answer = client.get(f"/{lang}/{address}")
    page = answer.content.decode()
    head = page.split("</head>")[0]
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in page
    assert page.count("<h1") == 1
    assert re.search(r'<meta name="description" content="[^"]+">', head)
    assert head.count('rel="canonical"') == 1
    assert head.count('property="og:title"') == 1
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", page)
    assert "{%" not in page
    assert "{{" not in page


def test_every_page_type_is_opened_here(world):
    types = {page.specific_class for page in SitePage.objects.all()}
    assert types == {model for model in (*SitePage.__subclasses__(), *SectionPage.__subclasses__()) if model.is_creatable}
    assert HomePage in types


@BOTH
def test_structured_data_is_valid_and_speaks_of_no_sample(client, world, lang):
    def blocks(address):
        page = client.get(f"/{lang}/{address}").content.decode()
        return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)]

    types = [block["@type"] for block in blocks("partnership/partners/sechenov-university/")]
    assert types == ["CollegeOrUniversity", "BreadcrumbList", "CollegeOrUniversity"]
    home = blocks("")
    assert home[0]["sameAs"] == "https://ror.org/00p8b0t20"
    crumbs = blocks("partnership/agreements/sechenov-2024/")[1]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert crumbs[-1]["item"] == f"{settings.BASE_URL}/{lang}/partnership/agreements/sechenov-2024/"
    assert [block["@type"] for block in blocks("partnership/partners/sample-university-chengdu/")] == ["CollegeOrUniversity", "BreadcrumbList"]


def test_a_name_cannot_end_a_block_of_structured_data(client, world):
    make_partner("sly", "JP", "</script><script>alert(1)</script>", "Sly</script>")
    page = client.get("/ru/partnership/partners/sly/").content.decode()
    assert "<script>alert" not in page


# --- cost --------------------------------------------------------------------------------------
@pytest.fixture
def many(world):
    """Forty more partners, each with two agreements; enough for two pages of a list."""
    for number in range(40):
        partner = make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}", coordinator_ours=world.asia)
        partner.our_units.set([world.unit])
        partner.save()
        for copy in range(2):
            make_agreement(
                f"agreement-{number}-{copy}",
                partner,
                world.sechenov,
                forms=["student_mobility", "joint_research"],
                isced_f=["0912", "0911"],
                open_ended=True,
                coordinator_ours=world.asia,
            )
    return world


def queries(client, address):
    client.get(address)  # content types are kept from the first request on
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


COSTLY = [
    "",
    "partnership/",
    "partnership/agreements/",
    "partnership/partners/sechenov-university/",
    "partnership/agreements/sechenov-2024/",
    "search/?q=partner",
    "about/",
]


@pytest.mark.parametrize("address", COSTLY)
def test_a_page_costs_few_queries_however_long_its_list(client, world, request, address):
    few = queries(client, f"/en/{address}")
    request.getfixturevalue("many")
    assert Partner.objects.count() > 40
    assert Agreement.objects.count() > 80
    assert queries(client, f"/en/{address}") == few
    assert few <= MOST_QUERIES


def test_narrowing_costs_nothing_more(client, many):
    plain = queries(client, "/en/partnership/")
    assert (
        queries(client, "/en/partnership/?country=JP&kind=university&form=student_mobility&field=0912&status=current&q=partner&sort=agreements&page=2") == plain
    )
