"""What an agreement lays down for people who go and come: checked when it is typed, shown on its page in both languages."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from partners.models import Condition
from tests.test_editing import agreement_form

PLACES = {
    "activity": "student-studies",
    "direction": "incoming",
    "places_per_year": 4,
    "first_academic_year": "2024/2025",
    "last_academic_year": "2028/2029",
    "months_per_year": "20",
    "blended": False,
    "eqf_levels": ["7"],
    "isced_f": "0912; 0911",
    "language_skills": "en B2; ru A2",
}


def condition(agreement, **fields):
    return Condition(agreement=agreement, **{**PLACES, **fields})


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", ["Студенты: учёба, к нам", "2024/2025 – 2028/2029", "всего 20 мес. в год", "английский B2, русский A2", "0912, 0911", "Плата не взимается."]),
        ("en", ["Students: study, incoming", "2024/2025 – 2028/2029", "20 months a year in all", "English B2, Russian A2", "0912, 0911", "No fee."]),
    ],
)
def test_the_agreement_says_who_which_way_how_many_and_in_which_language(client, world, lang, said):
    condition(world.mobility, other_terms_ru="Плата не взимается.", other_terms_en="No fee.").save()
    page = client.get(f"/{lang}/partnership/agreements/sechenov-2024/").content.decode()
    table = " ".join(page.split('class="conditions')[1].split("</section>")[0].split())
    for text in said:
        assert text in table
    assert ">4</td>" in table


def test_an_agreement_without_conditions_shows_no_empty_table(client, world):
    assert 'class="conditions' not in client.get("/en/partnership/agreements/nagasaki-1996/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_academic_year": "2023/2024"}, "last_academic_year"),
        ({"first_academic_year": "2024/2026"}, "first_academic_year"),
        ({"first_academic_year": "2024"}, "first_academic_year"),
        ({"places_per_year": 0}, "places_per_year"),
        ({"months_per_year": "0"}, "months_per_year"),
        ({"days_per_year": "5"}, "days_per_year"),
        ({"activity": "staff-training", "blended": None}, "months_per_year"),
        ({"blended": None}, "blended"),
        ({"language_skills": ""}, "language_skills"),
        ({"language_skills": "English"}, "language_skills"),
        ({"language_skills": "en B9"}, "language_skills"),
        ({"language_skills": "xx B1"}, "language_skills"),
        ({"isced_f": "912"}, "isced_f"),
        ({"eqf_levels": ["9"]}, "eqf_levels"),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(world, changes, field):
    with pytest.raises(ValidationError) as refused:
        condition(world.mobility, **changes).full_clean()
    assert field in refused.value.message_dict


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"language_skills": "en; ru B1"},
        {"isced_f": ""},
        {"activity": "staff-training", "blended": None, "months_per_year": None, "days_per_year": "10", "language_skills": ""},
    ],
)
def test_what_may_be_is_taken(world, changes):
    condition(world.mobility, **changes).full_clean()


def test_an_editor_adds_a_condition_to_an_agreement(desk, client, world):
    row = {name: value for name, value in PLACES.items() if name != "eqf_levels"}
    form = agreement_form(world.sechenov, slug="sechenov-2024", conditions=inline_formset([{**row, "blended": "false"}]))
    answer = desk.post(reverse("wagtailsnippets_partners_agreement:edit", args=[world.mobility.pk]), {**form, "action-publish": "1"})
    assert answer.status_code == 302
    assert [condition.activity for condition in world.mobility.conditions.all()] == ["student-studies", "student-studies"]
    assert world.mobility.conditions.latest("pk").places_per_year == 4
    assert "Students: study, incoming" in client.get("/en/partnership/agreements/sechenov-2024/").content.decode()
