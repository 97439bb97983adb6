"""The cost estimate: every line as of a day, one sum a currency, a single sum only beside a dated rate."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from core.money import money, money_range
from tests.reading import main, words
from tests.training_world import both, make_cost, make_fee, make_intake, make_programme, make_rate
from training.leaves.cost import line, rate_between, subtotals, total
from training.models import ExchangeRate, ExtraCost, Fee

PAGE = "/en/training/cost/?programme=general-medicine&language=en"


def estimate(client, address=PAGE):
    return words(main(client, address).split('class="estimate')[1])


def test_the_fee_is_that_of_the_year_one_would_begin_and_of_ones_country(client, world):
    assert "Tuition fee, 2027/2028 5,200.50 USD a year" in estimate(client)
    assert "4,800 USD a year" in estimate(client, f"{PAGE}&country=LK")
    assert "Tuition fee, 2026/2027 5,000 USD a year" in estimate(client, f"{PAGE}&year=2026/2027")


def test_months_and_terms_are_multiplied_and_once_stays_once(client, world):
    make_cost(kind="invitation", amount_from=Decimal(70), amount_to=None, per="once", times_a_year=None)
    make_cost(kind="other", amount_from=Decimal(15), amount_to=None, per="term", times_a_year=None)
    text = estimate(client)
    assert "40–90 BYN a month × 10" in text
    assert "400–900 BYN 2,400–5,400 BYN" in text, "ten months, six years"
    assert "70 BYN once" in text
    assert "70 BYN 70 BYN" in text
    assert "15 BYN a term × 2" in text
    assert "30 BYN 180 BYN" in text


def test_there_is_one_sum_for_each_currency(client, world):
    text = estimate(client)
    assert "In all, USD 5,320.50 USD 31,923 USD" in text, "fee and insurance"
    assert "In all, BYN 400–900 BYN 2,400–5,400 BYN" in text


def test_what_not_everybody_pays_is_counted_on_wish(client, world):
    visa = ExtraCost.objects.get(kind="visa")
    assert "Visa 60 USD once" not in estimate(client).split("As of")[1]
    ticked = estimate(client, f"{PAGE}&with={visa.pk}")
    assert "In all, USD 5,380.50 USD 31,983 USD" in ticked
    assert f'value="{visa.pk}" checked' in main(client, f"{PAGE}&with={visa.pk}")
    assert estimate(client, f"{PAGE}&with=nonsense&with=999999") == estimate(client)


def test_a_single_sum_stands_beside_its_rate_and_day(client, world):
    text = estimate(client)
    assert "All together, about 1 USD = 3.2761 BYN, 20 November 2026 , www.nbrb.by" in text
    assert "5,443–5,595 USD" in text, "5320.50 + 400 / 3.2761 to 5320.50 + 900 / 3.2761"


@pytest.mark.parametrize("public", [True, False])
def test_without_a_public_rate_there_is_no_single_sum(client, world, public):
    rate = ExchangeRate.objects.get()
    rate.public = public
    rate.save()
    assert ("All together" in estimate(client)) == public


def test_a_sample_rate_converts_nothing_real(client, world):
    ExchangeRate.objects.get().delete()
    make_rate(is_sample=True)
    assert "All together" not in estimate(client)
    assert "All together" in estimate(client, "/en/training/cost/?programme=sample-course&language=en")


def test_the_newest_rate_counts_in_either_direction(world):
    make_rate(rate=Decimal(4), as_of=date(2026, 11, 22))
    rates = list(ExchangeRate.objects.public().newest_first())
    assert rate_between(rates, "USD", "BYN")[1] == 4
    assert rate_between(rates, "BYN", "USD")[1] == Decimal("0.25")
    assert rate_between(rates, "EUR", "USD") is None


def test_one_missing_rate_is_enough_for_no_single_sum(world):
    costs = [make_cost(currency=currency, amount_to=None) for currency in ("USD", "BYN", "EUR")]
    lines = [line(cost, world.medicine, "x", cost.amount_from, cost.amount_from, cost.as_of, "") for cost in costs]
    assert total(lines, list(ExchangeRate.objects.all())) is None
    assert total(lines[:2], list(ExchangeRate.objects.all()))["first"]
    assert total(lines[:1], list(ExchangeRate.objects.all())) is None, "nothing to convert"
    assert [row["currency"] for row in subtotals(lines)] == ["USD", "BYN", "EUR"]


@pytest.mark.parametrize(("months", "years"), [(72, 6), (66, 6), (10, 1), (12, 1), (13, 2), (None, None)])
def test_a_course_takes_whole_academic_years(world, months, years):
    programme = make_programme("length", duration_months=months)
    assert programme.years == years
    cost = make_cost(per="year", times_a_year=None, amount_from=Decimal(10), amount_to=None)
    found = line(cost, programme, "x", cost.amount_from, cost.amount_from, cost.as_of, "")
    assert found.whole_low == (10 * years if years else None)


def test_where_the_length_is_unknown_the_whole_course_is_too(client, world):
    programme = make_programme("unknown-length", duration_months=None)
    make_fee(programme, "en", academic_year="2027/2028")
    make_intake(programme)
    text = estimate(client, "/en/training/cost/?programme=unknown-length&language=en")
    assert "5,000 USD not published" in text


def test_a_programme_without_a_fee_says_so_and_where_to_ask(client, world):
    page = main(client, "/en/training/cost/?programme=preparatory-russian")
    assert "The fee is not published: the lines below are without it." in words(page)
    assert 'href="/en/training/enquiry/?programme=preparatory-russian"' in page
    assert "Tuition fee" not in page


def test_every_line_and_source_has_its_day(client, world):
    table = main(client, PAGE).split("estimate_table")[1].split('class="sums"')[0].split("<tbody")[1]
    assert table.count("<tr") == table.count("<time") == 3


def test_a_fee_that_nobody_has_confirmed_is_as_of_its_first_day(client, world):
    make_fee(world.course, "ru", academic_year="2027/2028", valid_from=date(2027, 9, 1), **both(includes=("", "")), instalments_ru="", instalments_en="")
    assert "5,000 USD 5,000 USD 1 September 2027" in estimate(client, "/en/training/cost/?programme=preparatory-russian")


def test_a_fee_past_its_last_day_is_no_fee(client, world):
    for fee in Fee.objects.filter(programme=world.medicine, academic_year="2027/2028"):
        fee.valid_through = date(2026, 11, 21)
        fee.save()
    assert "Tuition fee, 2026/2027 5,000 USD" in estimate(client), "the newest that holds"


def test_a_course_shorter_than_a_year_pays_its_months_only(world):
    programme = make_programme("short", duration_months=3)
    cost = make_cost(amount_to=None)
    assert line(cost, programme, "x", cost.amount_from, cost.amount_from, cost.as_of, "").low == cost.amount_from * 3


@pytest.mark.parametrize(
    ("per", "times", "wrong"), [("year", 2, True), ("once", 2, True), ("term", 3, False), ("month", 10, False), ("year", 1, False), ("year", None, False)]
)
def test_only_terms_and_months_come_several_times(per, times, wrong):
    cost = ExtraCost(kind="other", amount_from=Decimal(1), currency="USD", per=per, times_a_year=times, as_of=date(2026, 11, 1))
    assert bool(cost.all_problems(lambda name: ())) == wrong


@pytest.mark.parametrize(("day", "field"), [(date(2026, 11, 23), "as_of"), (date(1026, 11, 22), "as_of"), (date(2026, 11, 22), None)])
def test_a_rate_of_tomorrow_or_of_another_age_is_refused(day, field):
    rate = ExchangeRate(base="USD", quote="BYN", rate=Decimal(3), as_of=day, source_url="https://www.nbrb.by/")
    assert [name for name, _text in rate.all_problems(lambda name: ())] == ([field] if field else [])


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [("5", None, "5 USD"), ("5", "5", "5 USD"), ("5", "6.50", "5–6.50 USD"), ("1234567.89", None, "1,234,567.89 USD"), ("0.5", "1", "0.50–1 USD")],
)
def test_amounts_are_written_with_hundredths_only_where_there_are_any(low, high, text):
    with translation.override("en"):
        assert money_range(Decimal(low), high and Decimal(high), "USD").replace("\xa0", " ") == text
        assert money(Decimal(low), "USD") == money_range(Decimal(low), None, "USD")
