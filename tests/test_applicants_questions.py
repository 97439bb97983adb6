"""The question form of applicants, the way without one (route, arrival, scholarships)."""

from datetime import date

import pytest

from core.models import Country
from office.forms import new_key
from office.models import Consent, Enquiry, OutgoingMail
from tests.reading import main, words
from tests.training_world import both, make_programme, make_scholarship, make_step
from training.leaves.route import REACHED, reaches
from training.models import Scholarship

FORM = "/en/training/enquiry/"
SAID = {
    "text": "Is there a hostel?", "country": "LK", "programme": "general-medicine", "study_language": "en", "start": "2027/2028",
    "name": "Sample Applicant", "email": "applicant@colombo.example", "consent": "on",
}  # fmt: skip


def send(client, address=FORM, **but):
    said = {**SAID, "key": new_key(), **but}
    return client.post(address, {name: value for name, value in said.items() if value is not None})


def last():
    return Enquiry.objects.get(topic="question")


def test_a_question_is_stored_with_all_it_takes_to_answer_it(client, world):
    answer = send(client)
    assert answer.status_code == 302
    found = last()
    assert found.reference.startswith("Q-")
    assert (found.country.code, found.start, found.wanted) == ("LK", "2027/2028", "General Medicine, in English")
    assert (found.about, found.about_path) == (world.medicine, "/en/training/programmes/general-medicine/")
    assert found.assignee == world.asia, "who answers for the programme"
    assert found.consent.text in words(main(client, FORM))
    assert found.due_on == date(2026, 11, 27)
    assert OutgoingMail.objects.filter(to="applicant@colombo.example", language="en").exists()


@pytest.mark.parametrize("slug", ["by-link", "old-course"])
def test_a_question_keeps_the_programme_it_came_from_though_nobody_else_can_choose_it(client, world, slug):
    assert f'value="{slug}" selected' in main(client, f"{FORM}?programme={slug}")
    send(client, programme=slug)
    assert last().about.slug == slug


def test_the_beginning_of_studies_comes_along_from_the_checklist(client, world):
    assert 'value="2027/2028" selected' in main(client, f"{FORM}?programme=general-medicine&start=2027-09")


def test_a_question_about_no_programme_goes_to_whoever_admits(client, world):
    send(client, programme="", study_language="", start="")
    assert last().assignee == world.reception
    assert last().about is None
    assert last().about_path == FORM


def test_else_to_the_officer_of_the_country(client, world):
    world.reception.tasks = []
    world.reception.save()
    Country.objects.filter(code="LK").update(officer=world.cis)
    send(client, programme="")
    assert last().assignee == world.cis


@pytest.mark.parametrize(
    ("but", "wrong"),
    [
        ({"country": ""}, "country"), ({"country": "ZZ"}, "country"), ({"programme": "draft-course"}, "programme"), ({"programme": "nonsense"}, "programme"),
        ({"study_language": "fr"}, "study_language"), ({"start": "1999/2000"}, "start"), ({"email": "no"}, "email"), ({"name": ""}, "name"),
        ({"text": ""}, "text"), ({"text": "x" * 5001}, "text"), ({"consent": None}, "consent"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, world, but, wrong):
    answer = send(client, **but)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="#id_{wrong}"' in page.split('class="error_summary"')[1].split("</div>")[0]
    assert not Enquiry.objects.filter(topic="question").exists()
    if wrong != "text":
        assert "Is there a hostel?" in page
    if wrong != "name":
        assert 'value="Sample Applicant"' in page


def test_a_script_in_a_name_stays_a_name(client, world):
    send(client, name="<script>alert(1)</script>")
    assert last().name == "<script>alert(1)</script>"
    assert "<script>alert" not in client.get(send(client, name="<script>alert(1)</script>", text="Again").url).content.decode()


def test_the_address_fills_in_what_it_knows(client, world):
    page = main(client, f"{FORM}?programme=general-medicine&country=IN&language=en")
    for value in ("general-medicine", "IN", "en"):
        assert f'value="{value}" selected' in page


def test_a_reader_under_16_leaves_a_text_and_an_address(client, world):
    answer = send(client, f"{FORM}?under16=1")
    assert answer.status_code == 302
    found = last()
    assert found.is_minor
    assert (found.name, found.country, found.wanted, found.start, found.about) == ("", None, "", "", None)
    assert "parent or legal representative" in found.consent.text
    assert Consent.objects.filter(text__contains="Sample Applicant").count() == 0
    assert not OutgoingMail.objects.filter(body__contains="Sample Applicant").exists()


def test_each_form_leads_to_the_other(client, world):
    assert f'href="{FORM}?under16=1"' in main(client, FORM)
    assert f'href="{FORM}"' in main(client, f"{FORM}?under16=1")


def test_no_cookie_is_set_for_asking(client, world):
    client.get(FORM)
    send(client)
    assert not client.cookies


# --- which route ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "known", "school", "title", "leads"),
    [
        ("en", "fluent", "yes", "Direct entry", "general-medicine"),
        ("en", "well", "yes", "Preparatory course in English", None),
        ("en", "some", "yes", "Preparatory course in Russian", "preparatory-russian"),
        ("en", "none", "yes", "Preparatory course in Russian", "preparatory-russian"),
        ("ru", "fluent", "yes", "Direct entry", "general-medicine"),
        ("ru", "well", "yes", "Direct entry", "general-medicine"),
        ("ru", "some", "yes", "Preparatory course in Russian", "preparatory-russian"),
        ("ru", "none", "yes", "Preparatory course in Russian", "preparatory-russian"),
        ("ru", "fluent", "no", "First finish school", None),
    ],
)
def test_three_answers_lead_to_a_route(client, world, language, known, school, title, leads):
    """General Medicine asks for B1 in Russian and B2 in English."""
    page = main(client, f"/en/training/route/?language={language}&known={known}&school={school}")
    section = page.split('class="route section"')[1].split("</section>")[0]
    assert f"<h2>{title}</h2>" in section
    assert (f"/en/training/programmes/{leads}/" in section) if leads else ("/training/programmes/" not in section)


def test_a_level_reaches_what_is_not_above_it():
    assert [level for level in ("", "A1", "A2", "B1", "B2", "C1") if reaches("well", level)] == ["", "A1", "A2", "B1"]
    assert set(REACHED) == {"none", "some", "well", "fluent"}


def test_two_answers_are_no_route_yet(client, world):
    assert 'class="route section"' not in main(client, "/en/training/route/?language=en&known=fluent")


# --- arrival ---------------------------------------------------------------------------------------------
def test_a_day_of_arrival_makes_days_of_terms(client, world):
    page = words(main(client, "/en/training/arrival/?on=2026-12-30"))
    assert "within 48 hours after arrival: by 1 January 2027" in page
    assert "within 48 hours after arrival" in words(main(client, "/en/training/arrival/"))


@pytest.mark.parametrize("day", ["2027-02-30", "tomorrow", "9999-12-31", "0001-01-01", "2027-01-01T00:00"])
def test_what_is_no_day_is_said_or_passed_over(client, world, day):
    assert client.get(f"/en/training/arrival/?on={day}").status_code == 200


def test_steps_stand_in_their_order_under_their_phase(client, world):
    make_step(order=20, **both(title=("Второй", "Second")))
    make_step(order=10, **both(title=("Первый", "First")))
    make_step(order=1, public=False, **both(title=("Черновик", "Draft step")))
    page = words(main(client, "/en/training/arrival/"))
    assert page.index("Before you travel") < page.index("First") < page.index("Second") < page.index("In the first days") < page.index("Register")
    assert "Draft step" not in page


# --- scholarships -------------------------------------------------------------------------------------------
def test_scholarships_fit_citizenship_and_level_or_the_page_says_plainly_that_there_are_none(client, world):
    make_scholarship(["IN"], levels=["master"], **both(name=("Для Индии", "For India")))
    address = "/en/training/scholarships/"
    assert "For India" in words(main(client, f"{address}?country=IN&level=master"))
    assert "For India" not in words(main(client, f"{address}?country=TM"))
    assert "None of the scholarships of this year" in words(main(client, f"{address}?country=TM&level=doctoral"))
    for row in Scholarship.objects.all():
        row.academic_year = "2025/2026"
        row.save()
    assert "There are no scholarships or discounts for foreign students this academic year." in words(main(client, address))


def test_a_scholarship_whose_day_is_over_says_so(client, world):
    Scholarship.objects.get().delete()
    make_scholarship(deadline=date(2026, 11, 21))
    assert "Applications ended on 21 November 2026" in words(main(client, "/en/training/scholarships/"))


def test_a_new_programme_is_offered_in_every_form_at_once(client, world):
    make_programme("nursing", **both(name=("Сестринское дело", "Nursing")))
    for path in ("cost", "checklist", "compare", "enquiry", "recognition"):
        assert "Nursing" in main(client, f"/en/training/{path}/"), path
