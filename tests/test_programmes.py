"""Programmes: who sees which, what each costs, what search engines are told, the files of the list, comparing two."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from core import generation
from core.models import Country, FieldOfStudy
from tests.conftest import TODAY
from tests.reading import main, sitemap, words
from tests.training_world import both, make_fee, make_programme, make_statement
from training.models import Fee, Programme
from training.money_rows import fee_for

LIST = "/en/training/programmes/"
PAGE = f"{LIST}general-medicine/"


def listed(client, address=LIST):
    return re.findall(r'<a href="/en/training/programmes/([\w-]+)/">', main(client, address).split('class="rows')[1])


def structured(client, address):
    page = client.get(address).content.decode()
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)]
    return next((block for block in blocks if block["@type"] == "EducationalOccupationalProgram"), None)


# --- who sees what -------------------------------------------------------------------------------
def test_the_list_shows_what_is_taught_by_level(client, world):
    assert listed(client) == ["preparatory-russian", "sample-course", "general-medicine"]


def test_what_is_no_longer_taught_stands_in_the_archive(client, world):
    assert listed(client, f"{LIST}?view=archive") == ["old-course"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_programme_by_address_opens_and_is_found_nowhere(client, world, lang):
    assert client.get(f"/{lang}/training/programmes/by-link/").status_code == 200
    for address in ("training/", "training/programmes/", "training/fees/", "training/compare/", "training/cost/", "search/?q=address", "training/enquiry/"):
        assert "by-link" not in client.get(f"/{lang}/{address}").content.decode(), address
    assert "by-link" not in sitemap(client)
    assert "By its address only" not in b"".join(client.get("/en/training/programmes.json").streaming_content).decode()


def test_a_draft_opens_for_nobody(client, world):
    for address in (f"{LIST}draft-course/", f"{LIST}draft-course/sheet/", f"{LIST}draft-course/dates.ics", f"{LIST}nonsense/", "/en/training/nonsense/"):
        assert client.get(address).status_code == 404


def test_a_former_address_leads_on_in_both_languages(client, world):
    world.medicine.slug = "medicine"
    world.medicine.save()
    for lang in ("ru", "en"):
        for tail in ("", "sheet/"):
            answer = client.get(f"/{lang}/training/programmes/general-medicine/{tail}")
            assert (answer.status_code, answer["Location"]) == (301, f"/{lang}/training/programmes/medicine/")


@pytest.mark.parametrize(
    ("query", "found"),
    [("level=degree", {"general-medicine", "sample-course"}), ("language=ru&level=preparatory", {"preparatory-russian"}), ("q=лечебное", {"general-medicine"})],
)
def test_filters_and_search_narrow_the_list(client, world, query, found):
    assert set(listed(client, f"{LIST}?{query}")) == found


def test_programmes_are_found_by_the_site_search_in_either_script(client, world):
    for query in ("medicine", "лечебное дело", "Lechebnoe"):
        assert "/en/training/programmes/general-medicine/" in main(client, f"/en/search/?q={query}")


def test_a_programme_known_in_russian_only_says_so_in_english(client, world):
    make_programme("pediatrics", languages=[], name_ru="Педиатрия", name_en="", summary_ru="", summary_en="")
    Programme.objects.filter(slug="pediatrics").update(languages="ru-first")
    Programme.objects.get(slug="pediatrics").save()
    page = client.get(f"{LIST}pediatrics/").content.decode()
    assert '<span lang="ru" class="other-language">Педиатрия</span>' in page
    assert 'class="notice"' in page.split("<main")[1]
    assert 'hreflang="en"' not in page.split("</head>")[0]


def test_the_fullest_and_the_emptiest_say_what_is_known(client, world):
    full = words(main(client, PAGE))
    for part in ("6 years", "60 months", "24 months", "12 months", "Physician", "B2 at entry (CEFR), the university tests it itself", "Coordinator for Asia"):
        assert part in full, part
    empty = make_programme("bare", languages=[], level="short", eqf="", mode="", duration_months=None, teaching_months=None, whole_course_here=None)
    page = words(main(client, f"{LIST}{empty.slug}/"))
    assert "not published" in page
    assert "The fee is not published." in page


def test_a_name_in_another_language_says_so_wherever_it_stands(client, world):
    world.medicine.name_en, world.medicine.languages = "", "ru-first"
    world.medicine.save()
    marked = '<span lang="ru" class="other-language">Лечебное дело</span>'
    one, two = "?programme=general-medicine", "?programme=general-medicine&programme=preparatory-russian"
    for path in ("", "fees/", f"cost/{one}", f"checklist/{one}", f"compare/{two}", f"recognition/{one}"):
        assert marked in main(client, f"/en/training/{path}"), path


# --- fees --------------------------------------------------------------------------------------------
def test_the_fee_of_whoever_applies_now_stands_first(client, world):
    """The next intake begins in 2027/2028."""
    first = words(main(client, PAGE).split('class="main_fees"')[1].split("</ul>")[0])
    assert "5,200.50 USD a year" in first
    assert "12,600 BYN a year" in first
    assert "2027/2028 · in English · Checked on 2 November 2026" in first
    assert "5,000" not in first


def test_all_fees_from_this_year_on_stand_in_the_table_by_year_language_and_group(client, world):
    make_fee(world.medicine, "en", academic_year="2025/2026", amount=Decimal(4000))
    table = words(main(client, PAGE).split("fee_table")[1].split("</table>")[0])
    for part in ("2026/2027, in English", "5,000 USD", "citizens of: India, Sri Lanka", "4,800 USD", "15 September 2026"):
        assert part in table, part
    assert "4,000" not in table


@pytest.mark.parametrize(("lang", "text"), [("ru", "5\xa0200,50\xa0USD"), ("en", "5,200.50\xa0USD")])
def test_money_is_written_as_each_language_does(client, world, lang, text):
    assert text in client.get(f"/{lang}/training/programmes/general-medicine/").content.decode()


@pytest.mark.parametrize(("code", "amount"), [("IN", "4800"), ("LK", "4800"), ("TM", "5200.50"), (None, "5200.50")])
def test_the_fee_of_a_country_goes_before_the_common_one(world, code, amount):
    fees = list(Fee.objects.filter(programme=world.medicine))
    found = fee_for(fees, code and Country.objects.get(code=code), "en", "2027/2028")
    assert found.amount == Decimal(amount)
    assert fee_for(fees, None, "be", "2027/2028") is None


def test_a_second_public_fee_for_the_same_offer_is_refused_by_the_database(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_fee(world.medicine, "en", academic_year="2027/2028", amount=Decimal(1))
    make_fee(world.medicine, "en", academic_year="2027/2028", amount=Decimal(1), public=False)
    make_fee(world.medicine, "en", academic_year="2027/2028", amount=Decimal(1), applicant_group="compatriots")


@pytest.mark.parametrize(
    ("fields", "countries", "wrong"),
    [
        ({"applicant_group": "countries"}, [], "countries"),
        ({"applicant_group": "all"}, ["CN"], "countries"),
        ({"applicant_group": "countries"}, ["LK", "CN"], "countries"),
        ({"applicant_group": "countries"}, ["CN"], None),
        ({"language": "be"}, [], "language"),
        ({"valid_through": date(2026, 1, 1)}, [], "valid_through"),
        ({"includes_en": ""}, [], "includes_en"),
        ({"includes_en": "", "public": False}, [], None),
        ({"includes_en": "[[partner_countries]]"}, [], "includes_en"),
    ],
)
def test_the_rules_of_a_fee(world, fields, countries, wrong):
    known = {"academic_year": "2027/2028", "applicant_group": "compatriots", "amount": 1, "currency": "USD", "valid_from": TODAY, "language": "en"}
    fee = Fee(programme=world.medicine, **{**known, **both(includes=("Всё", "All")), **fields})
    found = [field for field, _text in fee.all_problems(lambda name: list(Country.objects.filter(code__in=countries)))]
    assert found == ([wrong] if wrong else [])


def test_the_page_of_fees_names_every_programme_with_its_fee_or_where_to_ask(client, world):
    page = main(client, "/en/training/fees/")
    assert "5,200.50" in page
    without = page.split('class="without')[1]
    assert 'href="/en/training/enquiry/?programme=preparatory-russian"' in without
    assert "general-medicine" not in without
    narrowed = words(main(client, "/en/training/fees/?year=2026/2027&language=en"))
    assert "5,000" in narrowed
    assert "5,200.50" not in narrowed
    assert "No programme fits" in words(main(client, "/en/training/fees/?level=doctoral"))


def test_nothing_internal_of_a_fee_is_on_any_page(client, world):
    fee = Fee.objects.get(programme=world.medicine, academic_year="2027/2028", language="en", applicant_group="all")
    fee.order_no, fee.order_date, fee.internal_note = "ORDER-777", date(2026, 5, 5), "between us"
    fee.save()
    for address in (PAGE, f"{PAGE}sheet/", "/en/training/fees/", "/en/training/cost/?programme=general-medicine&language=en"):
        page = client.get(address).content.decode()
        assert "ORDER-777" not in page
        assert "between us" not in page


# --- what search engines are told ----------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_offers_are_the_fees_on_the_page(client, world, lang):
    address = f"/{lang}/training/programmes/general-medicine/"
    offers = {(offer["price"], offer["priceCurrency"]) for offer in structured(client, address)["offers"]}
    assert offers == {("5000", "USD"), ("5200.50", "USD"), ("4800", "USD"), ("12600", "BYN")}
    shown = main(client, address).replace("\xa0", "").replace(",", ".").replace(" ", "")
    for price, currency in offers:
        written = price if lang == "ru" else f"{price[:-3] if '.' in price else price}"
        assert written.replace(".", "")[:4] in shown.replace(".", ""), (price, currency)


def test_an_offer_that_has_ended_and_one_of_a_draft_are_no_offers(client, world):
    fees = {fee.amount: fee for fee in Fee.objects.filter(programme=world.medicine)}
    fees[Decimal("5000.00")].valid_through = date(2026, 11, 21)
    fees[Decimal("5000.00")].save()
    fees[Decimal("12600.00")].public = False
    fees[Decimal("12600.00")].save()
    assert {offer["price"] for offer in structured(client, PAGE)["offers"]} == {"5200.50", "4800"}


def test_an_offer_for_some_countries_says_which_and_dates_are_those_of_the_intake(client, world):
    told = structured(client, PAGE)
    assert next(offer for offer in told["offers"] if offer["price"] == "4800")["eligibleRegion"] == ["IN", "LK"]
    assert told["applicationDeadline"] == "2027-08-16"
    assert told["timeToComplete"] == "P72M"
    assert told["educationalProgramMode"] == "full-time"


def test_a_programme_that_takes_nobody_offers_nothing(client, world):
    world.medicine.state = "no_new"
    world.medicine.save()
    told = structured(client, PAGE)
    assert not {"offers", "applicationDeadline", "startDate"} & set(told)


def test_a_sample_tells_them_nothing(client, world):
    assert structured(client, f"{LIST}sample-course/") is None
    assert "sample-course" not in sitemap(client)


def test_only_who_accepts_the_diploma_is_said_to_recognise_it(client, world):
    make_statement("CN", status="accepted", **both(authority=("Комиссия Китая", "Commission of China")))
    bodies = structured(client, PAGE)["educationalCredentialAwarded"]["recognizedBy"]
    assert [body["name"] for body in bodies] == ["Commission of China"], "not by a directory, an examination, or what is being re-checked"


# --- files ----------------------------------------------------------------------------------------------
def test_the_files_hold_what_the_list_shows_and_nothing_internal(client, world):
    world.medicine.internal_note = "between us"
    world.medicine.isced_f = FieldOfStudy.objects.get(code="0912")
    world.medicine.save()
    told = json.loads(b"".join(client.get("/en/training/programmes.json?level=degree").streaming_content))
    assert {row["address"].rstrip("/").rpartition("/")[2] for row in told["records"]} == {"general-medicine", "sample-course"}
    text = json.dumps(told, ensure_ascii=False)
    assert "between us" not in text
    assert "note" not in told["records"][0]
    schema = client.get("/en/training/programmes-schema.json").json()
    assert set(schema["properties"]["records"]["items"]["properties"]) == set(told["records"][0])
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/en/training/programmes.xlsx?level=degree").streaming_content)))
    assert book.active.max_row == 3
    text = b"".join(client.get("/ru/training/programmes.csv").streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text), delimiter=";"))) == 1 + 3


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("name", "query", "rows"),
    [
        ("fees", "", 4),
        ("fees", "?year=2027/2028&language=en", 2),
        ("fees", "?level=preparatory", 0),
        ("recognition", "", 3),
        ("recognition", "?country=IN&programme=general-medicine", 2),
        ("costs", "", 3),
    ],
)
def test_what_a_page_of_money_or_recognition_shows_is_a_file_too(client, world, lang, name, query, rows):
    """Without the sample's own fee under a filter, and without anything internal."""
    Fee.objects.filter(is_sample=True).update(public=False)
    generation.bump()
    told = json.loads(b"".join(client.get(f"/{lang}/training/{name}.json{query}").streaming_content))
    assert len(told["records"]) == rows
    schema = client.get(f"/{lang}/training/{name}-schema.json").json()["properties"]["records"]["items"]["properties"]
    for row in told["records"]:
        assert set(row) == set(schema)
        assert not {"order_no", "order_date", "internal_note", "owner"} & set(row)
    for kind in ("csv", "xlsx"):
        assert client.get(f"/{lang}/training/{name}.{kind}{query}").status_code == 200


def test_a_statement_past_its_day_is_being_rechecked_in_the_file_too(client, world):
    told = json.loads(b"".join(client.get("/en/training/recognition.json?country=LK").streaming_content))["records"]
    assert [row["status_now"] for row in told if row["country"] == "LK"] == ["recheck"]
    assert "accepted" not in json.dumps(told)


@pytest.mark.parametrize(
    ("query", "path"),
    [("visa", "invitation"), ("виза", "invitation"), ("fees", "fees"), ("стоимость", "fees"), ("scholarship", "scholarships"), ("agent", "representatives")],
)
def test_the_pages_of_the_section_are_found_by_the_site_search(client, world, query, path):
    for lang in ("ru", "en"):
        assert f'href="/{lang}/training/{path}/"' in main(client, f"/{lang}/search/?q={query}")


# --- side by side -------------------------------------------------------------------------------------------
def test_two_programmes_stand_side_by_side_and_a_fourth_is_left_out(client, world):
    page = main(client, "/en/training/compare/?programme=general-medicine&programme=preparatory-russian")
    assert page.count('<th scope="col">') == 2
    text = words(page)
    assert "5,200.50 USD a year (English, 2027/2028)" in text
    assert "10 months" in text
    four = "&".join(f"programme={slug}" for slug in ("general-medicine", "preparatory-russian", "sample-course", "old-course"))
    page = main(client, f"/en/training/compare/?{four}")
    assert page.count('<th scope="col">') == 3
    assert "Three programmes stand side by side at most" in words(page)


def test_one_programme_waits_for_a_second(client, world):
    assert "Choose a second programme" in words(main(client, "/en/training/compare/?programme=general-medicine"))


def test_the_sheet_holds_the_fees_of_one_year(client, world):
    page = words(main(client, f"{PAGE}sheet/"))
    assert "5,200.50" in page
    assert "5,000 USD" not in page
    assert "Printed on 22 November 2026" in page
    assert "Accepted after an examination: India" in page
    assert "Being re-checked: Sri Lanka" in page


# --- the section's own pages ---------------------------------------------------------------------------------
def test_every_page_of_the_section_is_in_the_sitemap_in_both_languages(client, world):
    listed = sitemap(client)
    for path in ("", "programmes/", "fees/", "cost/", "checklist/", "recognition/", "invitation/", "entry/", "arrival/", "representatives/", "enquiry/"):
        for lang in ("ru", "en"):
            assert f"/{lang}/training/{path}</loc>" in listed, path


def test_a_page_below_the_section_names_its_other_language(client, world):
    head = client.get("/en/training/recognition/?country=IN").content.decode().split("</head>")[0]
    assert re.search(r'hreflang="ru" href="[^"]+/ru/training/recognition/"', head)
    assert re.search(r'rel="canonical" href="[^"]+/en/training/recognition/"', head)


def test_the_first_page_asks_for_the_country_once_and_names_what_is_open(client, world):
    page = main(client, "/en/training/")
    assert page.count("<select") == 1
    assert page.count("formaction=") == 4
    assert "General Medicine" in page.split('class="open_now')[1]
