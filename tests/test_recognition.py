"""The recognition ledger: nothing without evidence, nothing past its day, a regulator's rules beside our numbers."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from tests.conftest import minsk
from tests.reading import main, words
from tests.training_world import both, make_condition, make_statement
from training.choices import Met
from training.leaves.recognition import compared, ledger
from training.models import RecognitionStatement
from training.published import Published

PAGE = "/en/training/recognition/"


def statement(client, country, programme=""):
    """The text of the statements of a country."""
    address = f"{PAGE}?country={country}{f'&programme={programme}' if programme else ''}"
    return words(main(client, address).split('class="ledger')[1].split("</section>")[0])


def test_a_statement_says_who_what_how_we_know_and_when(client, world):
    text = statement(client, "IN")
    for part in ("Medical Commission", "Accepted after an examination", "What the graduate still has to do: An examination.", "Evidence"):
        assert part in text, part
    assert "Checked on 1 October 2026 · looked at again by 30 March 2027" in text


@pytest.mark.parametrize(
    ("moment", "label"),
    [("2027-03-30 23:59:59", "Accepted after an examination"), ("2027-03-31 00:00:00", "Being re-checked")],
)
def test_past_its_day_the_public_row_is_being_rechecked(client, world, moment, label):
    """Checked on 1 October 2026, looked at again after 180 days: 30 March 2027."""
    with time_machine.travel(minsk(moment), tick=False):
        india = RecognitionStatement.objects.get(country__code="IN")
        assert india.is_past_recheck() == (label == "Being re-checked")
        assert (india in RecognitionStatement.objects.past_recheck()) == india.is_past_recheck()
        text = statement(client, "IN")
        assert label in text
        assert (("Accepted after an examination") in text) == (label != "Being re-checked")
        assert label in words(main(client, "/en/training/programmes/general-medicine/"))


def test_a_country_nobody_has_asked_is_not_confirmed(client, world):
    assert "Not confirmed: nothing is on file for this country." in words(main(client, f"{PAGE}?country=FR"))
    assert "World Directory" in words(main(client, f"{PAGE}?country=FR")), "what is international stands below"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"status": "accepted", "evidence_url": ""}, "evidence_url"),
        ({"status": "listed", "evidence_url": ""}, "evidence_url"),
        ({"status": "case_by_case", "evidence_url": ""}, "evidence_url"),
        ({"status": "not_confirmed", "evidence_url": ""}, None),
        ({"status": "accepted", **both(graduate_must=("", ""))}, "graduate_must_ru"),
        ({"status": "listed", **both(graduate_must=("", ""))}, None),
        ({"scope": "programme"}, "programme"),
        ({"authority_ru": "", "authority_en": ""}, "authority_ru"),
        ({"authority_en": ""}, "authority_en"),
    ],
)
def test_no_statement_without_evidence(world, fields, wrong):
    known = {"authority_url": "https://a.example", "evidence_url": "https://a.example/list", "checked_on": date(2026, 11, 1), "status": "accepted"}
    texts = both(authority=("Совет", "Council"), graduate_must=("Ничего.", "Nothing."))
    found = RecognitionStatement(**{**known, **texts, **fields}).all_problems(lambda name: ())
    assert [field for field, _text in found] == ([wrong] if wrong else [])


def test_a_statement_about_the_university_is_not_about_one_programme(world):
    row = make_statement("CN")
    row.programme = world.medicine
    assert [field for field, _text in row.all_problems(lambda name: ())] == ["programme"]


def test_a_statement_about_one_programme_stands_with_it_alone(world):
    row = make_statement("CN", scope="programme", programme=world.medicine)
    published = Published()
    assert row in ledger(published, world.medicine)
    assert row not in ledger(published, world.course)
    assert row in ledger(published, None)


@pytest.mark.parametrize("name", ["by_link", "draft_course"])
def test_a_statement_about_a_programme_that_nobody_finds_stands_nowhere(client, world, name):
    make_statement("CN", scope="programme", programme=getattr(world, name), **both(authority=("Тайная", "Secret Board")))
    for address in (PAGE, f"{PAGE}?country=CN"):
        assert "Secret Board" not in client.get(address).content.decode()
    assert b"Secret Board" not in b"".join(client.get("/en/training/recognition.json").streaming_content)


def test_a_sample_statement_says_nothing_of_a_real_programme(world):
    row = make_statement("CN", is_sample=True)
    assert row not in ledger(Published(), world.medicine)
    assert row in ledger(Published(), world.invented_course)


# --- a regulator's rules -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("measure", "fields", "programme", "ours", "met"),
    [
        ("duration_months", {"threshold": 54}, {"duration_months": 72}, "72", "yes"),
        ("duration_months", {"threshold": 72}, {"duration_months": 72}, "72", "yes"),
        ("duration_months", {"threshold": 73}, {"duration_months": 72}, "72", "no"),
        ("internship_months", {"threshold": 12}, {"internship_months": None}, "", "unknown"),
        ("internship_months", {"threshold": 12}, {"internship_months": 0}, "0", "no"),
        ("clinical_months", {"threshold": None}, {"clinical_months": 24}, "24", "unknown"),
        ("whole_course_here", {"threshold": None}, {"whole_course_here": True}, "Yes", "yes"),
        ("whole_course_here", {"threshold": None}, {"whole_course_here": False}, "No", "no"),
        ("whole_course_here", {"threshold": None}, {"whole_course_here": None}, "", "unknown"),
        ("english", {"threshold": None}, {}, "Yes", "yes"),
        ("other", {"threshold": None, "our_value_en": "a syllabus", "met": "no"}, {}, "a syllabus", "no"),
    ],
)
def test_a_rule_stands_beside_our_value(client, world, measure, fields, programme, ours, met):
    for name, value in programme.items():
        setattr(world.medicine, name, value)
    with translation.override("en"):
        row = compared(make_condition(measure, **fields), world.medicine)
    assert (row["ours"], row["met"]) == (ours, met)


def test_without_a_programme_nothing_is_compared(world):
    assert compared(make_condition(), None)["met"] == Met.UNKNOWN


def test_the_table_of_rules_names_the_programme_it_speaks_of(client, world):
    text = statement(client, "IN", "general-medicine")
    assert "General Medicine Rule Ours Met At least 54 months of teaching 60 Yes" in text
    assert "Choose a programme above to see its values." in statement(client, "IN")
