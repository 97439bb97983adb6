"""The fact sheet and the agreements as partners' programs read them: EWP's names, and schemas that a file must hold to."""

import copy
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from core.models import OfficeDetails
from mobility.models import FactSheet, SheetInfo, SheetRequirement
from partners.models import Agreement, Condition, OtherId
from tests.conftest import make_agreement, make_partner
from tests.mobility_world import make_condition, make_sheet
from tests.training_world import both

LANGUAGES = pytest.mark.parametrize("lang", ["ru", "en"])
SHEET, AGREEMENTS = "fact-sheet", "agreements-ewp"


def read(client, address):
    """An answer as JSON, streamed or not."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return json.loads(answer.getvalue())


def validator(client, name):
    schema = read(client, f"/en/mobility/{name}-schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(client, name, data):
    return [f"{error.json_path}: {error.message}" for error in validator(client, name).iter_errors(data)]


def sheet_in(client, address="/en/mobility/fact-sheet.json"):
    (sheet,) = read(client, address)["factsheet-response"]["factsheet"]
    return sheet


def iias(client, lang="en"):
    return read(client, f"/{lang}/mobility/agreements-ewp.json")["iias-get-response"]["iia"]


@pytest.fixture
def full(world):
    """Every element of both files stands in them at least once."""
    sheet = FactSheet.objects.get(academic_year="2026/2027")
    sheet.verified_on = date(2026, 11, 1)
    sheet.catalogue_url_en, sheet.calendar_url_ru = "https://www.bsmu.by/courses", "https://www.bsmu.by/calendar"
    texts = {"grading": ("От 1 до 10.", "From 1 to 10."), "languages": ("Русский, английский.", "Russian, English."), "academic_calendar": ("Два.", "Two.")}
    for name, value in both(**texts).items():
        setattr(sheet, name, value)
    sheet.infos = [
        *sheet.infos.all(),
        SheetInfo(kind="emergency", phone="103, 112", **both(name=("Скорая", "Ambulance"), details=("Круглосуточно.", "Day and night."))),
        SheetInfo(kind="housing", **both(page=("https://www.bsmu.by/dom", "https://www.bsmu.by/house"))),
    ]
    sheet.requirements = [
        *sheet.requirements.all(),
        SheetRequirement(kind="motivation_letter", **both(page=("https://www.bsmu.by/ru", "https://www.bsmu.by/en"))),
        SheetRequirement(kind="other", **both(name=("Снимок", "X-ray"), details=("Цифровой.", "Digital."))),
    ]
    sheet.save()
    sechenov = world.sechenov
    sechenov.other_ids = [OtherId(scheme="wikidata", value="Q1"), OtherId(scheme="schac", value="Sechenov.ru")]
    sechenov.save()
    world.asia.phones = "+375 17 000-00-01, 000-00-02 (ext. 3)"
    world.asia.save()
    units = both(sending_unit=("Факультет", "Faculty"), receiving_unit=("Кафедра", "Department"), other_terms=("Без платы.", "No fee."))
    make_condition(world.mobility, activity="staff-teaching", days_per_year="14.50", blended=None, **units)
    make_condition(world.mobility, activity="staff-training", blended=None, language_skills="")
    make_condition(world.mobility, activity="student-traineeship", months_per_year="8.00", eqf_levels=["7", "8"], isced_f="0912; 0911")


# --- what the schemas let pass, what not ----------------------------------------------------------
@LANGUAGES
@pytest.mark.parametrize("name", [SHEET, AGREEMENTS])
def test_the_files_hold_to_their_schemas(client, full, name, lang):
    data = read(client, f"/{lang}/mobility/{name}.json")
    assert faults(client, name, data) == []
    assert data["about"]["language"] == lang
    assert data["about"]["schema"].endswith(f"/{lang}/mobility/{name}-schema.json")


@pytest.mark.parametrize("name", [SHEET, AGREEMENTS])
def test_every_element_that_a_schema_names_stands_in_a_full_file(client, full, name):
    """So that no line of a schema is untried."""
    data = read(client, f"/en/mobility/{name}.json")
    written = set(re.findall(r'"([\w:-]+)":', json.dumps(data)))
    assert elements(validator(client, name).schema) - written == set()


def elements(part):
    """The names of all properties in a schema."""
    if isinstance(part, list):
        return {name for row in part for name in elements(row)}
    if not isinstance(part, dict):
        return set()
    return {*part.get("properties", ()), *(name for row in part.values() for name in elements(row))}


def broken(sheet_or_iia, place, value):
    """A copy in which one place, given as keys, holds something else; `...` takes it away."""
    found = copy.deepcopy(sheet_or_iia)
    *way, last = place
    part = found
    for key in way:
        part = part[key]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return found


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["decision-weeks-limit"], "4"),
        (["decision-weeks-limit"], 0),
        (["tor-weeks-limit"], ...),
        (["tor-weeks-limit"], 2.5),
        (["calendar", "student-nominations", "autumn-term"], "05-01"),
        (["calendar", "student-nominations", "autumn-term"], "--02-30"),
        (["calendar", "student-nominations", "autumn-term"], "2027-05-01"),
        (["calendar", "student-applications"], ...),
        (["calendar", "student-applications", "summer-term"], "--06-01"),
        (["hei-id"], "Belarusian State Medical University"),
        (["application-info"], {}),
        (["housing-info", "email"], "nobody"),
        (["housing-info", "phone-number"], "+375170000001"),
        (["housing-info", "phone-number"], {"e164": "8 017 000-00-01"}),
        (["visa-info", "website-url"], [{"value": "visa.html"}]),
        (["accessibility", 0, "type"], "lift"),
        (["additional-requirement", 0, "name"], ...),
        (["additional-info", 0, "type"], ...),
        (["x-confirmed-on"], "yesterday"),
        (["x-confirmed-on"], "2026-02-30"),
        (["housing_info"], {"email": "a@b.cd"}),
    ],
)
def test_a_broken_fact_sheet_is_refused(client, full, place, value):
    data = read(client, "/en/mobility/fact-sheet.json")
    data["factsheet-response"]["factsheet"] = [broken(sheet_in(client), place, value)]
    assert faults(client, SHEET, data)


STUDIES = ["cooperation-conditions", "student-studies-mobility-spec", 0]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["partner"], []),
        (["partner", 1], ...),
        (["partner", 0, "iia-id"], ...),
        (["partner", 0, "iia-id"], "with blanks in it"),
        (["partner", 0, "contact", 0, "contact-name"], ...),
        (["partner", 1, "signing-date"], "spring 2024"),
        (["partner", 1], {"iia-code": "1"}),
        (["in-effect"], "true"),
        (["cooperation-conditions"], {}),
        (["cooperation-conditions", "student-studies"], []),
        ([*STUDIES, "blended"], ...),
        ([*STUDIES, "mobilities-per-year"], 0),
        ([*STUDIES, "recommended-language-skill"], ...),
        ([*STUDIES, "recommended-language-skill", 0, "cefr-level"], "B3"),
        ([*STUDIES, "subject-area", 0, "isced-f-code"], "091"),
        ([*STUDIES, "receiving-first-academic-year-id"], "2025"),
        ([*STUDIES, "total-days-per-year"], 5),
        ([*STUDIES, "eqf-level"], [9]),
        ([*STUDIES, "sending-hei-id"], "Sechenov University"),
        (["cooperation-conditions", "staff-teacher-mobility-spec", 0, "total-days-per-year"], 0),
        (["cooperation-conditions", "staff-training-mobility-spec", 0, "blended"], False),
        (["x-sample"], "no"),
    ],
)
def test_broken_agreements_are_refused(client, full, place, value):
    data = read(client, "/en/mobility/agreements-ewp.json")
    data["iias-get-response"]["iia"] = [broken(iias(client)[0], place, value)]
    assert faults(client, AGREEMENTS, data)


# --- the fact sheet ------------------------------------------------------------------------------
def test_the_sheet_has_ewps_elements(client, world):
    sheet = sheet_in(client)
    assert sheet["hei-id"] == "bsmu.by"
    assert sheet["calendar"] == {
        "student-nominations": {"autumn-term": "--05-01", "spring-term": "--10-15"},
        "student-applications": {"autumn-term": "--06-01", "spring-term": "--11-15"},
    }
    assert (sheet["decision-weeks-limit"], sheet["tor-weeks-limit"]) == (4, 5)
    assert sheet["housing-info"] == {"email": "housing@office.example", "phone-number": {"e164": "+375170000001"}}
    assert sheet["application-info"]["email"] == "asia@office.example"
    assert sheet["application-info"]["phone-number"] == {"e164": "+375170000001"}
    assert [page["xml:lang"] for page in sheet["application-info"]["website-url"]] == ["en", "ru"]
    assert sheet["additional-requirement"] == [{"name": "Health certificate", "details": "Not older than a month."}]
    (lift,) = sheet["accessibility"]
    assert (lift["type"], lift["name"], lift["description"]) == ("infrastructure", "Lift", "In building 1.")
    assert (sheet["x-academic-year"], sheet["x-sample"]) == ("2026/2027", False)


def test_papers_of_a_known_kind_have_ewps_own_names_in_every_language(client, full):
    for lang, details in (("en", "X-ray. Digital."), ("ru", "Снимок. Цифровой.")):
        _health, letter, other = sheet_in(client, f"/{lang}/mobility/fact-sheet.json")["additional-requirement"]
        assert (letter["name"], letter["details"]) == ("Motivation letter", "")
        assert [page["xml:lang"] for page in letter["information-website"]] == ["en", "ru"]
        assert (other["name"], other["details"]) == ("Other document", details)


def test_what_ewp_has_no_element_for_stands_among_the_additional_information(client, full):
    infos = sheet_in(client)["additional-info"]
    assert [info["type"] for info in infos] == ["Ambulance", "Housing", "Course catalogue", "Academic calendar"]
    assert infos[0]["info"] == {"phone-number": {"other-format": "103, 112"}, "x-details": "Day and night."}
    assert infos[2]["info"]["website-url"] == [{"value": "https://www.bsmu.by/courses", "xml:lang": "en"}]


def test_each_year_has_a_file_of_its_own(client, world):
    assert sheet_in(client)["x-academic-year"] == "2026/2027"
    assert sheet_in(client, "/en/mobility/fact-sheet/2025-2026.json")["x-academic-year"] == "2025/2026"
    assert sheet_in(client, "/en/mobility/fact-sheet.json?year=2025/2026")["x-academic-year"] == "2025/2026"
    assert sheet_in(client, "/en/mobility/fact-sheet.json?year=2025-2026")["x-academic-year"] == "2025/2026"


@pytest.mark.parametrize(
    "address",
    [
        "fact-sheet.json?year=1999/2000",
        "fact-sheet.json?year=<script>",
        "fact-sheet.json?year=2026%00",
        "fact-sheet.json?year=2025/2026/2027",
        "fact-sheet.json?year=" + "9" * 500,
        "fact-sheet/2031-2032.json",
        "fact-sheet/2025-2026.xlsx",
        "fact-sheet/none.json",
        "agreements-ewp/2025-2026.json",
        "fact-sheet-schema.csv",
        "others-schema.json",
    ],
)
def test_there_is_no_other_file(client, world, address):
    assert client.get(f"/en/mobility/{address}").status_code == 404


def test_without_any_sheet_the_file_is_empty_and_holds_to_the_schema(client, world):
    FactSheet.objects.all().delete()
    data = read(client, "/en/mobility/fact-sheet.json")
    assert data["factsheet-response"] == {"factsheet": []}
    assert faults(client, SHEET, data) == []


def test_a_sheet_with_the_minimum_leaves_out_what_nobody_knows(client, world):
    details = OfficeDetails.load()
    details.website, details.contact = "", None
    details.save()
    FactSheet.objects.all().delete()
    FactSheet(academic_year="2026/2027", decision_weeks=3, transcript_weeks=4).save()
    data = read(client, "/ru/mobility/fact-sheet.json")
    assert faults(client, SHEET, data) == []
    (sheet,) = data["factsheet-response"]["factsheet"]
    assert set(sheet) == {"decision-weeks-limit", "tor-weeks-limit", "application-info", "x-academic-year", "x-sample"}


def test_a_draft_sheet_is_in_no_file(client, world):
    make_sheet("2027/2028", public=False)
    assert client.get("/en/mobility/fact-sheet/2027-2028.json").status_code == 404
    FactSheet.objects.filter(public=True).delete()
    assert read(client, "/en/mobility/fact-sheet.json")["factsheet-response"] == {"factsheet": []}


# --- agreements ----------------------------------------------------------------------------------
def test_an_agreement_has_two_sides_and_its_conditions(client, full, world):
    (found,) = iias(client)
    ours, theirs = found["partner"]
    assert (ours["hei-id"], ours["iia-id"], ours["iia-code"], ours["signing-date"]) == ("bsmu.by", str(world.mobility.public_id), "12/2024", "2024-03-01")
    assert ours["contact"][0]["contact-name"][0] == {"value": "Coordinator for Asia", "xml:lang": "en"}
    assert (theirs["hei-id"], theirs["x-ror-id"]) == ("sechenov.ru", "https://ror.org/02yqqv993")
    assert theirs["x-name"][0] == {"value": "Sechenov University", "xml:lang": "en"}
    assert (found["in-effect"], found["x-sample"]) == (True, False)
    assert list(found["cooperation-conditions"]) == [
        "student-studies-mobility-spec",
        "student-traineeship-mobility-spec",
        "staff-teacher-mobility-spec",
        "staff-training-mobility-spec",
    ]
    (studies,) = found["cooperation-conditions"]["student-studies-mobility-spec"]
    assert studies == {
        "sending-hei-id": "sechenov.ru",
        "receiving-hei-id": "bsmu.by",
        "receiving-first-academic-year-id": "2025/2026",
        "receiving-last-academic-year-id": "2028/2029",
        "mobilities-per-year": 4,
        "recommended-language-skill": [{"language": "en", "cefr-level": "B2"}],
        "subject-area": [{"isced-f-code": "0912"}],
        "blended": False,
        "x-direction": "incoming",
    }
    (practice,) = found["cooperation-conditions"]["student-traineeship-mobility-spec"]
    assert (practice["sending-hei-id"], practice["receiving-hei-id"], practice["x-direction"]) == ("bsmu.by", "sechenov.ru", "outgoing")
    assert (practice["total-months-per-year"], practice["eqf-level"]) == (8, [7, 8])
    (teaching,) = found["cooperation-conditions"]["staff-teacher-mobility-spec"]
    assert (teaching["total-days-per-year"], teaching["x-receiving-unit"], teaching["other-info-terms"]) == (14.5, "Department", "No fee.")
    assert "blended" not in teaching


def test_the_file_counts_what_the_agreements_page_counts(client, full, world):
    (found,) = iias(client)
    specifications = [row for rows in found["cooperation-conditions"].values() for row in rows]
    rows = Condition.objects.filter(agreement=world.mobility)
    assert sum(row["mobilities-per-year"] for row in specifications) == sum(row.places_per_year for row in rows)
    address = found["x-page"][0]["value"].partition("/en/")[2]
    assert client.get(f"/en/{address}").content.decode().count('data-label="Places a year"') == len(specifications)


def test_without_an_identifier_nothing_is_invented(client, world):
    (found,) = iias(client)
    (studies,) = found["cooperation-conditions"]["student-studies-mobility-spec"]
    assert "hei-id" not in found["partner"][1]
    assert "sending-hei-id" not in studies
    assert (studies["receiving-hei-id"], studies["x-direction"]) == ("bsmu.by", "incoming")


@pytest.mark.parametrize("value", ["not a domain", "urn:schac:x", "localhost", "-x.by", ""])
def test_an_identifier_that_is_none_is_left_out(client, world, value):
    world.sechenov.other_ids = [OtherId(scheme="schac", value=value)]
    world.sechenov.save()
    assert "hei-id" not in iias(client)[0]["partner"][1]


def agreement_with(slug, *partners, **fields):
    agreement = make_agreement(slug, *partners, **fields)
    make_condition(agreement)
    return agreement


def test_only_public_agreements_of_two_that_have_not_ended_are_listed(client, world):
    agreement_with("draft", world.kaunas, lifecycle="draft", open_ended=True)
    agreement_with("not-live", world.kaunas, live=False, open_ended=True)
    agreement_with("over", world.kaunas, valid_until="2020-01-01")
    agreement_with("suspended", world.kaunas, lifecycle="suspended")
    agreement_with("of-three", world.kaunas, world.nagasaki, open_ended=True)
    agreement_with("of-nobody", open_ended=True)
    agreement_with("with-a-draft", world.draft, open_ended=True)
    make_agreement("without-conditions", world.kaunas, open_ended=True)
    assert len(iias(client)) == 1
    agreement_with("unconfirmed", world.nagasaki)
    agreement_with("talks", world.kaunas, lifecycle="negotiation")
    agreement_with("invented", world.sample, open_ended=True, is_sample=True)
    found = {row["x-page"][0]["value"].split("/")[-2]: row for row in iias(client)}
    assert set(found) == {"sechenov-2024", "unconfirmed", "talks", "invented"}
    assert [slug for slug, row in found.items() if not row["in-effect"]] == ["talks"]
    assert [slug for slug, row in found.items() if row["x-sample"]] == ["invented"]
    assert faults(client, AGREEMENTS, read(client, "/en/mobility/agreements-ewp.json")) == []


def test_a_day_known_to_the_year_only_is_no_signing_date(client, world):
    agreement_with("old", world.nagasaki, signed_on="1996-01-01", signed_precision="year", valid_until="2030-01-01")
    old = next(row for row in iias(client) if row["x-page"][0]["value"].endswith("/old/"))
    assert "signing-date" not in old["partner"][0]


def test_nothing_internal_is_in_the_file(client, world):
    secrets = {"internal_note": "SECRET", "coordinator_theirs": "SECRET", "end_reason": "SECRET", "scan": "SECRET.pdf", "our_signatory_en": "SECRET"}
    agreement = agreement_with("secrets", world.nagasaki, open_ended=True, coordinator_ours=world.keeper, **secrets)
    agreement.parties.update(signatory_en="SECRET")
    text = client.get("/en/mobility/agreements-ewp.json").getvalue().decode()
    assert "secrets" in text
    assert "SECRET" not in text
    assert "keeper" not in text.lower()


def test_the_file_is_written_in_pieces_and_costs_the_same_however_long(client, world):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            answer = client.get("/en/mobility/agreements-ewp.json")
            assert answer.streaming
            number = len(json.loads(answer.getvalue())["iias-get-response"]["iia"])
        return len(captured), number

    queries()
    few, one = queries()
    for number in range(30):
        partner = make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}")
        agreement_with(f"agreement-{number}", partner, open_ended=True, coordinator_ours=world.asia)
    assert queries() == (few, one + 30)


def test_no_agreement_at_all_is_a_file_too(client, world):
    Agreement.objects.all().update(live=False)
    data = read(client, "/en/mobility/agreements-ewp.json")
    assert data["iias-get-response"] == {"iia": []}
    assert faults(client, AGREEMENTS, data) == []


@pytest.mark.parametrize("name", [SHEET, AGREEMENTS])
def test_a_schema_says_where_its_names_come_from(client, world, name):
    answer = client.get(f"/ru/mobility/{name}-schema.json")
    schema = json.loads(answer.content)
    assert answer["Content-Type"] == "application/schema+json"
    assert schema["$id"].endswith(f"/ru/mobility/{name}-schema.json")
    assert re.search(r"https://github\.com/erasmus-without-paper/ewp-specs-api-\w+/tree/stable-v\d", schema["description"])
