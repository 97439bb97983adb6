"""Academic mobility, its first page, numbers and reports."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from mobility import retention
from mobility.flow_chart import MINSK, TALLEST, THINNEST, WIDTH, chart
from mobility.flows import Quantity, by_country
from mobility.models import Call, ExchangeReport, MobilityFlow
from tests.conftest import make_fact, make_partner, minsk
from tests.mobility_world import both, make_call, make_flow, make_report
from tests.reading import main, words

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
PAGE, NUMBERS, REPORTS = "/en/mobility/", "/en/mobility/numbers/", "/en/mobility/reports/"


# --- the first page --------------------------------------------------------------------------------
def test_what_is_open_stands_first_the_first_to_close_first(client, world):
    make_call("soon", closes_at=minsk("2026-11-25 23:59"))
    make_call("not-open-yet", opens_at=minsk("2026-11-23 00:00"), closes_at=minsk("2026-11-24 23:59"))
    found = re.findall(r'href="/en/mobility/calls/([\w-]+)/"', main(client, PAGE).split("open_now")[1].split("</section>")[0])
    assert found == ["soon", "nagasaki-practice", "sample-call", "term-in-minsk"]


@BOTH
def test_when_nothing_is_open_it_says_what_to_do(client, world, lang):
    Call.objects.all().delete()
    page = main(client, f"/{lang}/mobility/").split("open_now")[1].split("</section>")[0]
    assert f'href="/{lang}/mobility/calls/?view=archive"' in page
    assert f'href="/{lang}/mobility/calls/"' in page


@BOTH
def test_it_leads_to_all_there_is_and_to_the_proposal_form(client, world, lang):
    page = main(client, f"/{lang}/mobility/")
    ways = [
        "mobility/calls/", "mobility/fact-sheet/", "mobility/reports/", "mobility/numbers/", "partnership/?form=student_mobility", "partnership/?form=staff_mobility",
        "partnership/agreements/?form=student_mobility", "partnership/propose/?kind=exchange",
    ]  # fmt: skip
    for way in ways:
        assert f'href="/{lang}/{way}"' in page, way
        assert client.get(f"/{lang}/{way}").status_code == 200


def test_visiting_professors_and_what_they_taught(client, world):
    page = main(client, PAGE)
    told = words(page.split('class="section visiting"')[1].split("</section>")[0])
    assert "Lecture on sutures" in told
    assert "Nagasaki University, Japan" in told


@pytest.mark.parametrize("query", ["numbers", "числа мобильность", "exchange reports", "отчёты"])
def test_its_pages_are_found_by_the_site_search(client, world, query):
    found = main(client, f"/en/search/?q={query}")
    assert "/en/mobility/numbers/" in found or "/en/mobility/reports/" in found or query in ("числа мобильность", "отчёты")


# --- numbers: the table ------------------------------------------------------------------------------
def lines(client, address=NUMBERS, table=0):
    """Rows of one of the tables by year, as words."""
    found = main(client, address).split('class="rows flow_lines"')[1:]
    return [words(row) for row in re.findall(r'<tr role="row">(.*?)</tr>', found[table].split("</table>")[0], re.DOTALL)[1:]] if len(found) > table else []


def test_the_table_names_country_year_group_way_and_source(client, world):
    make_flow("JP", direction="incoming", number=2, partner=world.nagasaki, qualifier="more_than", **both(note=("весной", "in spring")))
    assert lines(client) == [
        "China 2025 Students 5 source : www.bsmu.by –",
        "Japan 2025 Students – 3 source : www.bsmu.by",
        "Japan Nagasaki University 2025 Students more than 2 source : www.bsmu.by in spring –",
    ]
    assert 'href="https://www.bsmu.by/mobility"' in main(client, NUMBERS)


@pytest.mark.parametrize(("lang", "told"), [("en", "almost 26 source : The university's page"), ("ru", "почти 26 источник : Страница университета")])
def test_a_number_that_a_fact_holds_is_told_with_its_source(client, world, lang, told):
    fact = make_fact(
        "mobility_in",
        {"number": 20, "as_of": date(2021, 1, 1)},
        {"number": 26, "qualifier": "almost", "as_of": date(2022, 1, 1), "source_url": "https://a.example/"},
    )
    make_flow("RU", direction="incoming", year=2022, number=None, fact=fact)
    found = lines(client, f"/{lang}/mobility/numbers/?year=2022")
    assert len(found) == 1
    assert told in found[0]


def test_numbers_of_several_years_stand_apart_and_are_no_part_of_the_sums(client, world):
    make_flow("DE", year=2016, year_from=2007, number=35)
    assert lines(client, table=1) == ["Germany 2007–2016 Students – 35 source : www.bsmu.by"]
    assert "Germany" not in "".join(lines(client))
    assert "Germany" not in sums(client)


def test_a_number_of_both_ways_together_is_told_as_such_and_is_no_part_of_the_sums(client, world):
    make_flow("PL", direction="", number=350, qualifier="about", group="persons")
    assert "Poland 2025 All together Both directions together: about 350 source : www.bsmu.by" in lines(client)
    assert "Poland" not in sums(client)


def test_drafts_and_facts_without_a_number_are_not_told(client, world):
    make_flow("FR", public=False)
    words_only = make_fact("in_words", {"text_ru": "много", "text_en": "many", "as_of": date(2025, 1, 1)})
    MobilityFlow.objects.create(country=None, year=2025, direction="incoming", group="staff", fact=words_only)
    assert len(lines(client)) == 2


@pytest.mark.parametrize(("query", "told"), [("year=2025", 2), ("year=2024", 1)])
def test_one_year_can_be_chosen(client, world, query, told):
    make_flow("DE", year=2024)
    make_flow("DE", year=2016, year_from=2007, number=35)
    assert len(lines(client, f"{NUMBERS}?{query}")) == told
    assert not lines(client, f"{NUMBERS}?{query}", table=1)


@pytest.mark.parametrize("year", ["1999", "abc", "%00", "-2025", "2025.5", "99999999999999", "2025%27--", "²⁰²⁵"])
def test_a_year_without_numbers_is_told_and_passed_over(client, world, year):
    page = main(client, f"{NUMBERS}?year={year}")
    assert "No numbers are published for the year" in words(page) or year in ("%00",)
    assert len(lines(client, f"{NUMBERS}?year={year}")) == 2


def test_without_any_number_it_says_so(client, world):
    MobilityFlow.objects.all().delete()
    page = main(client, NUMBERS)
    assert "No numbers are published yet." in words(page)
    assert "<svg" not in page.split("<h1")[1]


# --- numbers: the drawing ------------------------------------------------------------------------------
def sums(client, address=NUMBERS):
    """{country: (incoming, outgoing)} of the table beside the drawing."""
    table = main(client, address).split('class="flow_sums"')[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    return {words(cells[0]): (words(cells[1]), words(cells[2])) for row in rows if (cells := re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL))}


def drawing(client, address=NUMBERS):
    """{(way, country): number} of the labels in the drawing."""
    picture = main(client, address).split('class="flow_chart"')[1].split("</svg>")[0]
    found = re.findall(r'<text class="(incoming|outgoing)"[^>]*>(.*?) <tspan class="number">(.*?)</tspan>', picture)
    return {(way, country): words(number) for way, country, number in found}


@BOTH
@pytest.mark.parametrize("query", ["", "?year=2025", "?year=2024"])
def test_the_drawing_has_the_same_numbers_as_its_table(client, world, lang, query):
    make_flow("JP", direction="incoming", year=2024, number=7, qualifier="about")
    make_flow("JP", direction="incoming", year=2025, number=2)
    make_flow("DE", direction="outgoing", year=2024, number=1200, qualifier="more_than")
    make_flow(None, direction="incoming", year=2024, number=1)
    address = f"/{lang}/mobility/numbers/{query}"
    drawn, table = drawing(client, address), sums(client, address)
    told = {(way, country): cell for country, cells in table.items() for way, cell in zip(("incoming", "outgoing"), cells, strict=True) if cell != "–"}
    assert drawn == told
    assert len(drawn) == {"": 5, "?year=2025": 3, "?year=2024": 3}[query]


def test_sums_are_as_exact_as_what_they_are_made_of(client, world):
    make_flow("JP", year=2024, number=7, qualifier="about")
    make_flow("JP", year=2023, number=1, qualifier="more_than")
    make_flow("CN", direction="incoming", year=2024, number=10, qualifier="more_than")
    assert sums(client) == {"China": ("more than 15", "–"), "Japan": ("–", "about 11")}
    assert (Quantity(Decimal(1)) + Quantity(Decimal(2))).text == "3"


def test_everybody_together_goes_before_the_groups_of_the_same_people(world):
    MobilityFlow.objects.all().delete()
    make_flow("JP", number=3)
    make_flow("JP", number=2, group="staff")
    make_flow("JP", number=6, group="persons")
    make_flow("JP", number=4, partner=world.nagasaki)
    rows = by_country(MobilityFlow.objects.public().with_numbers())
    assert [row["outgoing"].number for row in rows] == [6]


def test_a_partner_is_counted_only_where_the_country_as_a_whole_is_not(world):
    MobilityFlow.objects.all().delete()
    make_flow("JP", number=4, partner=world.nagasaki)
    make_flow("JP", number=30)
    make_flow("JP", year=2024, number=7, partner=world.nagasaki)
    rows = by_country(MobilityFlow.objects.public().with_numbers())
    assert [row["outgoing"].number for row in rows] == [37]


def test_samples_are_summed_only_where_nothing_real_is_known_and_are_marked(client, world):
    MobilityFlow.objects.all().delete()
    make_flow("JP", number=4)
    make_flow("JP", year=2024, number=500, is_sample=True)
    make_flow("CN", number=9, is_sample=True)
    rows = by_country(MobilityFlow.objects.public().with_numbers())
    assert [(row["country"][0], row["outgoing"].number, row["sample"]) for row in rows] == [("Китай", 9, True), ("Япония", 4, False)]
    assert "China (sample)" in drawing(client, NUMBERS).__str__()


def test_the_drawing_says_in_words_what_it_shows_and_is_no_list_of_its_own(client, world):
    picture = main(client, NUMBERS).split('class="flow_chart"')[1].split("</svg>")[0]
    assert 'role="img"' in picture
    assert "people came to Minsk from 1 country, people went from Minsk to 1 country" in picture


def test_ribbons_are_as_wide_as_their_numbers_and_meet_at_minsk():
    def row(name, incoming=None, outgoing=None):
        return {"country": (name, "en"), **{way: number and Quantity(Decimal(number)) for way, number in (("incoming", incoming), ("outgoing", outgoing))}}

    drawn = chart([row("A", 90, 1), row("B", 10)])
    widths = {}
    for band in drawn["bands"]:
        numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", band["path"])]
        top, bottom = numbers[1], numbers[-2] if band["path"].endswith("H0Z") or band["path"].endswith(f"H{WIDTH}Z") else None
        widths[band["way"], band["name"]] = round(bottom - top, 1)
    assert widths == {("incoming", "A"): round(TALLEST * 0.9, 1), ("incoming", "B"): round(TALLEST * 0.1, 1), ("outgoing", "A"): THINNEST}
    assert drawn["minsk"]["x"] == MINSK[0]
    assert float(drawn["minsk"]["height"]) == TALLEST
    assert all(0 <= float(band["y"]) <= float(drawn["height"]) for band in drawn["bands"])


# --- reports -------------------------------------------------------------------------------------------
def titles(client, address=REPORTS):
    return re.findall(r"<h2>([^<]+?) *</h2>", main(client, address).split('class="reports"')[1].split('class="ways')[0])


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ["Three weeks in Nagasaki", "A student of year 5", "Nagasaki University", "Japan", "2 February 2026 – 22 February 2026", "I saw operations."]),
        ("ru", ["Три недели в Нагасаки", "Студент 5 курса", "Университет Нагасаки", "Япония", "2 февраля 2026 г. – 22 февраля 2026 г.", "Я видел операции."]),
    ],
)
def test_a_report_names_its_author_as_they_wish_with_period_partner_and_text(client, world, lang, told):
    page = words(main(client, f"/{lang}/mobility/reports/"))
    for text in told:
        assert text in page, text
    assert f'href="/{lang}/partnership/partners/nagasaki-university/"' in main(client, f"/{lang}/mobility/reports/")


@pytest.mark.parametrize(
    "fields",
    [
        {"consent_on": None},
        {"consent_on": date(2026, 11, 23)},
        {"consent_until": date(2026, 11, 21)},
        {"withdrawn_on": date(2026, 11, 1)},
        {"public": False},
    ],
)
def test_a_report_without_consent_is_shown_nowhere(client, world, fields):
    make_report(world.sechenov, **both(title=("Тайный отчёт", "Secret report"), author=("Мария Тайная", "Maria Secret"), text=("Тайна", "A secret")), **fields)
    for address in (
        "mobility/reports/",
        "mobility/reports/?partner=sechenov-university",
        "mobility/",
        "search/?q=Secret",
        "mobility/calls.atom",
        "sitemap.xml",
        "",
    ):
        for lang in ("ru", "en"):
            page = client.get(f"/{lang}/{address}").content.decode()
            assert "Secret" not in page.replace("?q=Secret", "").replace('value="Secret"', "").replace("Search: Secret", "") or "search" in address, address
            assert "Тайн" not in page
            assert "Maria Secret" not in page
    assert "sechenov-university" not in main(client, REPORTS), "nobody can choose what is not there"


def test_consent_holds_through_its_last_day(client, world):
    make_report(consent_until=date(2026, 11, 22), **both(title=("До сегодня", "Until today")))
    assert "Until today" in titles(client)


def test_authors_are_found_by_no_search(client, world):
    assert "Three weeks in Nagasaki" not in main(client, "/en/search/?q=weeks")
    assert "A student of year 5" not in main(client, "/en/search/?q=student")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["From China", "Three weeks in Nagasaki"]),
        ("?direction=incoming", ["From China"]),
        ("?partner=nagasaki-university", ["Three weeks in Nagasaki"]),
        ("?country=CN", ["From China"]),
        ("?country=JP&direction=incoming", []),
        ("?country=ZZ&direction=x&partner=%00&page=x", ["From China", "Three weeks in Nagasaki"]),
        ("?page=-5", ["From China", "Three weeks in Nagasaki"]),
    ],
)
def test_reports_can_be_chosen_and_forged_choices_are_passed_over(client, world, query, found):
    report = make_report(direction="incoming", stayed_to=date(2026, 5, 1), **both(title=("Из Китая", "From China")))
    report.country = world.nagasaki.country.__class__.objects.get(code="CN")
    report.save()
    assert titles(client, f"{REPORTS}{query}") == found
    if not found:
        assert "No reports match this choice." in words(main(client, f"{REPORTS}{query}"))


def test_a_partner_that_visitors_do_not_see_is_not_named(client, world):
    secret = make_partner("secret", "PL", "Тайный", "Hidden University", live=False)
    make_report(secret, **both(title=("Польша", "A stay")))
    page = main(client, REPORTS)
    assert "Hidden University" not in page
    assert "Poland" in page


def test_many_reports_stand_on_several_pages_under_the_same_choice(client, world):
    for number in range(12):
        make_report(world.nagasaki, **both(title=(f"Отчёт {number}", f"Report {number}")))
    page = main(client, f"{REPORTS}?country=JP")
    assert len(titles(client, f"{REPORTS}?country=JP")) == 10
    assert f'href="{REPORTS}?country=JP&amp;page=2"' in page
    assert len(titles(client, f"{REPORTS}?country=JP&page=2")) == 3
    assert len(titles(client, f"{REPORTS}?country=JP&page=99")) == 3


def test_without_any_report_it_says_when_there_will_be(client, world):
    ExchangeReport.objects.all().delete()
    assert "No reports have been published yet." in words(main(client, REPORTS))


def test_a_text_in_one_language_is_marked_in_the_other(client, world):
    make_report(**both(title=("Только русский", ""), text=("Первый абзац.\n\nВторой.", ""), advice=("Совет.", "")))
    page = main(client, REPORTS)
    assert '<div class="prose" lang="ru"><p>Первый абзац.</p>' in page
    assert get_user_model().objects.count() == 0, "the page knows no accounts"


# --- the end of what people told -------------------------------------------------------------------
def test_a_report_is_emptied_a_month_after_its_author_withdrew(client, world):
    report = make_report(world.nagasaki, withdrawn_on=date(2026, 11, 22), internal_note="Anna", **both(text=("Втайне.", "In secret.")))
    assert "In secret." not in main(client, "/en/mobility/reports/")
    assert retention.purge(minsk("2026-12-22 12:00")) == 0
    assert retention.purge(minsk("2026-12-23 12:00")) == 1
    report.refresh_from_db()
    assert {report.text_ru, report.text_en, report.author_en, report.title_ru, report.consent_evidence, report.internal_note} == {""}
    assert (report.who, report.stayed_to, report.public) == ("student", date(2026, 2, 22), False)
    assert retention.purge(minsk("2026-12-24 12:00")) == 0


def test_the_log_of_a_report_that_was_emptied_forgets_its_title(world):
    report = make_report(withdrawn_on=date(2026, 11, 22))
    log(report, "wagtail.edit")
    retention.purge(minsk("2026-12-23 12:00"))
    entry = ModelLogEntry.objects.for_instance(report).get()
    assert (entry.label, entry.action) == (f"№ {report.pk}", "wagtail.edit")


def test_a_consent_that_runs_out_ends_a_report_and_is_told_before(world):
    report = make_report(world.nagasaki, consent_until=date(2026, 12, 20))
    assert list(ExchangeReport.objects.ending(date(2026, 12, 22))) == [report]
    assert retention.purge(minsk("2027-01-19 12:00")) == 0
    assert retention.purge(minsk("2027-01-20 12:00")) == 1
