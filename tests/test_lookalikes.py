"""Partners and agreements that seem to be there already: asked about before saving and in the dry run, never forbidden."""

from datetime import date

import pytest
from wagtail.test.utils.form_data import inline_formset

from core.lookalikes import alike, distinctive
from core.models import Country
from partners.models import Agreement, Partner
from tests.conftest import make_agreement, make_partner
from tests.reading import words
from tests.test_editing import ADD, ADD_AGREEMENT, agreement_form, edit, partner_form
from tests.test_imports import bring_in, csv_of, english, upload  # noqa: F401 (a fixture)

QUESTION = "Не та же ли это запись, что «{}»?"
HEAD = ["name_ru", "name_en", "country", "kind"]


def country(code):
    return {"country": Country.objects.get(code=code).pk}


def asked(answer):
    """The questions of a form that was not saved; [] if it was."""
    if answer.status_code == 302:
        return []
    found = answer.context["form"].errors.get("another", [])
    page = words(answer.content.decode())
    assert all(words(sentence) in page for sentence in found)
    return [str(sentence) for sentence in found]


@pytest.fixture
def dry(desk):
    """A function(rows, kind) -> [(row, question)] of a dry run, as its page says them."""

    def run(head, *rows, kind="partners"):
        answer = upload(desk, csv_of(head, *rows), kind)
        found = [(warning.row, warning.text) for warning in answer.context["plan"].warnings]
        page = words(answer.content.decode())
        assert all(words(sentence) in page for _row, sentence in found)
        assert answer.context["plan"].problems == []
        return found

    return run


# --- names ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сеченовский университет", "Sechenov University"),
        ("Первый МГМУ имени И. М. Сеченова", "I. M. Sechenov First MGMU"),
        ("University of Nagasaki", "Nagasaki University"),
        ("Nagasaky University", "Nagasaki University"),
        ("Университет Нагосаки", "Университет Нагасаки"),
        ("Нагасаки", "Nagasaki University"),
        ("Гродненский государственный медицинский университет", "Гродненский медицинский университет"),
        ("Universität Heidelberg", "Universitat Heidelberg"),
        ("«Харьковский национальный медицинский университет»", "ХАРЬКОВСКИЙ НАЦИОНАЛЬНЫЙ МЕДИЦИНСКИЙ УНИВЕРСИТЕТ"),
    ],
)
def test_names_that_are_probably_of_the_same(one, other):
    assert alike([distinctive(one)], [distinctive(other)])
    assert alike([distinctive(other)], [distinctive(one)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beijing Medical University", "Nanjing Medical University"),
        ("Самаркандский медицинский институт", "Ташкентский медицинский институт"),
        ("ABC", "ABD"),
        ("", ""),
        ("Warsaw University", ""),
    ],
)
def test_names_that_are_of_different_ones(one, other):
    assert not alike([distinctive(one)], [distinctive(other)])


def test_a_name_of_general_words_alone_is_compared_whole():
    assert alike([distinctive("State Medical University")], [distinctive("Medical State University")])
    assert not alike([distinctive("State Medical University")], [distinctive("National Institute of Health")])


# --- in the form ---------------------------------------------------------------------------
@pytest.mark.parametrize("action", ["", "action-publish"], ids=["draft", "live"])
@pytest.mark.parametrize(
    ("names", "of"),
    [
        ({"name_ru": "Сеченовский университет", "name_en": ""}, "sechenov"),
        ({"name_ru": "", "name_en": "Sechenow University"}, "sechenov"),
        ({"name_ru": "Первый МГМУ", "name_en": "First MGMU"}, "sechenov"),
        ({"name_ru": "Что-то", "name_en": "Something", "native_name": "Sechenov"}, "sechenov"),
    ],
    ids=["ru", "en", "former", "native"],
)
def test_a_partner_that_seems_to_be_there_is_asked_about_and_then_saved(desk, world, names, of, action):
    """In either script, by its former name, by its own; drafts too."""
    form = partner_form(**country("RU"), **names, languages="ru" if names["name_ru"] else "en", **({action: "1"} if action else {}))
    assert asked(desk.post(ADD, form)) == [QUESTION.format(getattr(world, of).name_ru)]
    assert Partner.objects.count() == 6
    assert asked(desk.post(ADD, {**form, "another": "on"})) == []
    assert Partner.objects.count() == 7


def test_a_former_name_typed_into_the_form_is_compared_too(desk, world):
    form = partner_form(**country("RU"), former_names=inline_formset([{"name_ru": "Сеченовский университет", "name_en": "", "until_year": "2000"}]))
    assert asked(desk.post(ADD, form)) == [QUESTION.format(world.sechenov.name_ru)]


def test_a_draft_is_a_lookalike_as_well(desk, world):
    assert asked(desk.post(ADD, partner_form(**country("FR"), name_ru="Черновой", name_en="Draft"))) == [QUESTION.format(world.draft.name_ru)]


def test_the_same_name_in_another_country_is_another(desk, world):
    assert asked(desk.post(ADD, partner_form(**country("UZ"), name_ru="Сеченовский университет", name_en="Sechenov University"))) == []


def test_one_that_moves_into_the_country_of_its_twin_is_asked_about(desk, world):
    twin = make_partner("twin", "UZ", "Сеченовский университет", "Sechenov University")
    form = partner_form(slug="twin", name_ru=twin.name_ru, name_en=twin.name_en, **country("UZ"))
    assert asked(desk.post(edit(twin), form)) == []
    assert asked(desk.post(edit(twin), {**form, **{name: str(pk) for name, pk in country("RU").items()}})) == [QUESTION.format(world.sechenov.name_ru)]


def test_nothing_is_asked_when_something_else_changes(desk, world):
    twin = make_partner("twin", "RU", "Сеченовский университет", "Sechenov University")
    form = partner_form(slug="twin", name_ru=twin.name_ru, name_en=twin.name_en, **country("RU"))
    assert asked(desk.post(edit(twin), {**form, "summary_en": "Another text.", "action-publish": "1"})) == []
    assert asked(desk.post(edit(twin), {**form, "name_en": "Sechenov-University"})) == [QUESTION.format(world.sechenov.name_ru)]


def test_a_record_is_no_lookalike_of_itself(desk, world):
    form = partner_form(slug="nagasaki-university", name_ru="Университет г. Нагасаки", name_en="Nagasaki University")
    assert asked(desk.post(edit(world.nagasaki), form)) == []


def test_the_tick_is_not_there_until_something_was_asked(desk, world):
    assert 'name="another"' not in desk.get(ADD).content.decode()
    assert 'name="another"' not in desk.get(edit(world.sechenov)).content.decode()
    answer = desk.post(ADD, partner_form(**country("RU"), name_ru="Сеченовский университет"))
    assert 'name="another"' in answer.content.decode()
    assert "Cardiology." in answer.content.decode(), "nothing typed is lost"


def test_an_equal_identifier_is_refused_whatever_the_name(desk, world):
    answer = desk.post(ADD, partner_form(ror_id=world.sechenov.ror_id, another="on", **{"action-publish": "1"}))
    assert "ror_id" in answer.context["form"].errors


def test_a_form_with_gaps_is_answered_not_broken(desk, world):
    for gaps in ({"country": ""}, {"country": "999999"}, {"name_ru": "", "name_en": ""}, {"kind": "x"}):
        assert desk.post(ADD, partner_form(**gaps)).status_code in (200, 302)
    for gaps in ({"signed_on": "x"}, {"parties": inline_formset([{"partner": ""}])}, {"parties": inline_formset([{"partner": "999999"}])}):
        assert desk.post(ADD_AGREEMENT, agreement_form(world.nagasaki, **gaps)).status_code in (200, 302)


# --- agreements ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"code": "12/2024"}, True),
        ({"code": "13/2024", "kind": "framework", "signed_on": "2024-03-01"}, False),
        ({"code": "", "kind": "framework", "signed_on": "2024-03-01"}, True),
        ({"code": "", "kind": "exchange", "signed_on": "2024-03-01"}, False),
        ({"code": "", "kind": "framework", "signed_on": "2024-03-02"}, False),
        ({"code": "", "kind": "framework"}, False),
    ],
    ids=["number", "other number", "kind and day", "other kind", "other day", "no day"],
)
def test_an_agreement_is_asked_about_by_number_or_by_kind_day_and_partners(desk, world, changes, found):
    form = agreement_form(world.sechenov, **changes)
    assert asked(desk.post(ADD_AGREEMENT, form)) == ([QUESTION.format("Соглашение sechenov-2024")] if found else [])
    if found:
        assert asked(desk.post(ADD_AGREEMENT, {**form, "another": "on"})) == []
    assert Agreement.objects.filter(title_en="Agreement with Akita").exists()


def test_the_same_number_or_day_with_another_partner_is_another(desk, world):
    assert asked(desk.post(ADD_AGREEMENT, agreement_form(world.nagasaki, code="12/2024", signed_on="2024-03-01"))) == []


def test_the_same_day_with_one_partner_more_is_another(desk, world):
    parties = inline_formset([{"partner": partner.pk} for partner in (world.sechenov, world.nagasaki)])
    assert asked(desk.post(ADD_AGREEMENT, agreement_form(None, parties=parties, signed_on="2024-03-01"))) == []


def test_an_agreement_that_gets_the_partner_of_its_twin_is_asked_about(desk, world):
    twin = make_agreement("twin", world.nagasaki, code="12/2024")
    party = twin.parties.get()
    form = agreement_form(None, slug="twin", title_ru="Соглашение twin", title_en="Agreement twin", code="12/2024")
    same = inline_formset([{"id": party.pk, "partner": world.nagasaki.pk}], initial=1)
    assert asked(desk.post(edit(twin), {**form, **flat(same)})) == []
    other = inline_formset([{"id": party.pk, "partner": world.sechenov.pk}], initial=1)
    assert asked(desk.post(edit(twin), {**form, **flat(other)})) == [QUESTION.format("Соглашение sechenov-2024")]


def flat(formset):
    """The fields of the parties, as a form posts them."""
    found = agreement_form(None, parties=formset)
    return {name: value for name, value in found.items() if name.startswith("parties-")}


# --- in the dry run ------------------------------------------------------------------------
def test_a_dry_run_asks_about_those_that_are_there(dry, world):
    rows = [["Сеченовский университет", "", "Россия", "университет"], ["", "Akita University", "JP", "university"], ["", "First MGMU", "RU", "university"]]
    found = QUESTION.format(world.sechenov.name_ru)
    assert dry(HEAD, *rows) == [(2, found), (4, found)]


def test_a_dry_run_asks_about_rows_of_the_same_file(dry, world):
    rows = [["Университет Акиты", "", "JP", "university"], ["", "Akita University", "JP", "university"], ["", "Akita University", "UZ", "university"]]
    assert dry(HEAD, *rows) == [(3, QUESTION.format("Университет Акиты"))]


def test_a_dry_run_asks_nothing_about_what_it_recognises(dry, world):
    assert dry(["address", "city_en"], ["sechenov-university", "X"]) == []
    assert dry(["ror_id", "name_en"], ["https://ror.org/02yqqv993", "Sechenow University"]) == []


def test_a_dry_run_asks_about_one_that_is_renamed_after_another(dry, world):
    make_partner("other", "RU", "Другой университет", "Other University")
    assert dry(["address", "name_en"], ["other", "Sechenow University"]) == [(2, QUESTION.format(world.sechenov.name_ru))]


def test_a_question_does_not_stop_an_import(desk, world):
    assert bring_in(desk, csv_of(HEAD, ["Сеченовский университет", "", "RU", "university"])).created == 1


def test_a_dry_run_asks_about_agreements(dry, world):
    head = ["title_ru", "partners", "kind", "signed_on", "number"]
    rows = [
        ["Первое", "Sechenov University", "framework", "01.03.2024", ""],
        ["Второе", "Nagasaki University", "framework", "01.03.2024", "12/2024"],
        ["Третье", "Nagasaki University; Sechenov University", "exchange", "", "12/2024"],
        ["Четвёртое", "University of Kaunas", "framework", "05.05.2010", "1"],
        ["Пятое", "University of Kaunas", "exchange", "06.05.2010", "2"],
    ]
    old, third = QUESTION.format("Соглашение sechenov-2024"), QUESTION.format("Второе")
    assert dry(head, *rows, kind="agreements") == [(2, old), (4, old), (4, third), (5, QUESTION.format("Соглашение kaunas-2010"))]


def test_the_question_is_in_the_editors_language(desk, english, world):  # noqa: F811
    answer = desk.post(ADD, partner_form(**country("RU"), name_ru="Сеченовский университет"))
    assert f"Is it the same as “{world.sechenov.name_ru}”?" in words(answer.content.decode())
    assert "It is another one: save it all the same" in words(answer.content.decode())


@pytest.mark.parametrize("kind", ["partners", "agreements"])
def test_the_name_of_a_twin_is_text(desk, world, kind):
    """Whoever named it."""
    sly = "<b>Нагано</b>"
    partner = make_partner("sly", "JP", sly, "Nagano University", former_names=[])
    make_agreement("sly-paper", partner, code="7", title_ru=sly, signed_on=date(2026, 1, 1))
    form = partner_form(name_ru="Нагано", name_en="Nagano") if kind == "partners" else agreement_form(partner, code="7")
    page = desk.post(ADD if kind == "partners" else ADD_AGREEMENT, form).content.decode()
    assert "&lt;b&gt;Нагано&lt;/b&gt;»?" in page
    assert f"{sly}»?" not in page
