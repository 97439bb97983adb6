"""Journey 5: what the first year and the whole course cost, with dormitory and insurance."""

import re
from decimal import Decimal

import pytest

from tests.e2e.asking import Applicant
from tests.e2e.visiting import LANGUAGES, follow, visit

PROGRAMME = "sample-general-medicine"
LINES = ".estimate_table tbody:not(.sums) tr"


def amounts(text):
    """(least, most, currency) of «4 900 USD», "1,200–1,500 BYN"."""
    digits, currency = re.fullmatch(r"([\d\s,.–]+?)\s*([A-Z]{3})", text.replace("\xa0", " ").strip()).groups()
    found = [Decimal(re.sub(r"[\s,](?=\d{3})", "", part).replace(",", ".").strip()) for part in digits.split("–")]
    return found[0], found[-1], currency


def column(page, rows, number):
    return [amounts(row.locator("td").nth(number).inner_text().partition(":")[2] or row.locator("td").nth(number).inner_text()) for row in rows]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)])
def test_the_lines_add_up_to_one_sum_a_currency(open_page, lang, width, script):
    reader = Applicant(open_page(width, script), lang)
    reader.to_section()
    reader.ask("cost/")
    reader.choose(programme=PROGRAMME, language="en")
    page = reader.page
    assert reader.clicks <= 3
    lines = page.locator(LINES).all()
    assert len(lines) >= 4, "fee, dormitory, insurance and more"
    for line in lines:
        assert line.locator("time").count() == 1, "every line says as of when"
    for number in (0, 1):
        sums = {}
        for low, high, currency in column(page, lines, number):
            before = sums.get(currency, (0, 0))
            sums[currency] = (before[0] + low, before[1] + high)
        told = {currency: (low, high) for low, high, currency in column(page, page.locator(".sums tr:not(.total)").all(), number)}
        assert told == sums


def test_one_sum_of_all_stands_only_beside_the_rate_it_took(open_page):
    page = open_page()
    visit(page, f"/en/training/cost/?programme={PROGRAMME}&language=en")
    total = page.locator(".sums .total")
    assert total.count() == 1
    rate = total.locator(".under").inner_text()
    assert re.search(r"1 USD = [\d.]+ BYN", rate.replace("\xa0", " "))
    assert total.locator("time").count() == 1, "the day of the rate"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_address_reproduces_the_result(open_page, lang):
    page = open_page(360, script=False)
    visit(page, f"/{lang}/training/cost/")
    page.select_option("form.choose [name=programme]", PROGRAMME)
    page.select_option("form.choose [name=language]", "ru")
    page.locator("form.choose [name=with]").first.check()
    follow(page, page.locator("form.choose button"))
    table = page.locator(".estimate_table").inner_text()
    address = page.url
    visit(page, f"/{lang}/")
    visit(page, address)
    assert page.locator(".estimate_table").inner_text() == table
    assert page.locator("form.choose [name=with]").first.is_checked()


def test_a_real_programme_without_a_fee_says_where_to_ask(open_page):
    page = open_page()
    visit(page, "/en/training/cost/?programme=pharmacy")
    assert page.locator(".estimate a[href*='/training/enquiry/']").is_visible()
    assert page.locator(".estimate_table").count() == 0 or "Tuition fee" not in page.locator(".estimate_table").inner_text()
