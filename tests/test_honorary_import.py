"""Honorary titles from a spreadsheet: what comes out goes in unchanged, bad cells are named, nobody comes twice."""

from datetime import date

import pytest
from django.db.models import QuerySet
from django.utils import translation

from core.imports import importables, sheets
from honorary.models import Award
from tests.honorary_world import make_award, named
from tests.test_every_screen import speak
from tests.test_imports import bring_in, complaints, csv_of, numbers, said, upload
from tests.test_rows_import import exported, judged
from tests.training_world import both

KIND = "honorary"
HEAD = ["title", "state", "family_name_ru", "family_name_en", "given_name_ru", "given_name_en", "country", "conferred_on", "grounds_ru", "grounds_en"]
PAUL = ["doctor", "conferred", "Новиков", "Newman", "Пол", "Paul", "CA", "2020", "За педиатрию.", "For paediatrics."]


@pytest.fixture
def english(editor):
    speak(editor, "en")
    translation.activate("en")


@pytest.fixture
def rich(world):
    """One with everything that a file may get wrong, beside those of the world."""
    return make_award(
        "full", "JP", ("0912", "0911"), partner=world.draft, ceremony=Award.objects.get(slug="sato-hanako").ceremony, state="withdrawn", title="professor",
        withdrawn_on=date(2020, 3, 1), withdrawn_precision="month", conferred_on=date(2013, 1, 1), conferred_precision="year", died_in=2021,
        orcid="0000-0002-1694-233X", wikidata="Q42", diploma_no="=1+1", internal_note="Ask again", owner=world.asia, photo_permission="By letter",
        more_sources="https://one.example/a\nhttps://two.example/b", native_name="満田; 全", native_lang="ja", family_first=True,
        **named("Полный | Пример", "Fullson; X", given_name=("Всё", "All"), other_name=("Ильич", "I.")),
        **both(biography=("Первая\n\nвторая", "First\n\nsecond"), contribution=("Вклад", "Work"), prefix=("Академик", "Academician")),
    )  # fmt: skip


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_file_of_the_list_changes_nothing_when_it_is_imported(desk, editor, rich, lang, form, live):
    speak(editor, lang)
    content = exported(desk, KIND, form)
    speak(editor, "en" if lang == "ru" else "ru")
    dry = upload(desk, content, KIND, live)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, Award.objects.count())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_file_that_visitors_download_changes_nothing_when_it_is_imported(desk, client, rich, lang, form):
    dry = upload(desk, b"".join(client.get(f"/{lang}/honorary/honorary.{form}").streaming_content), KIND, live=True)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, Award.objects.public().count())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_the_cms_gives_out_makes_the_same_elsewhere(desk, rich, form):
    content = exported(desk, KIND, form)
    meanings = importables[KIND].meanings().values()

    def told():
        return {award.slug: {meaning.name: str(meaning.show(meaning.get(award))) for meaning in meanings} for award in Award.objects.all()}

    before = told()
    Award.objects.all().delete()
    assert bring_in(desk, content, KIND).created == len(before)
    assert told() == before


def test_a_second_import_without_addresses_finds_everybody_there(desk, rich):
    table = sheets.read(exported(desk, KIND))
    lasting = [index for index, name in enumerate(table.header) if name != "страница"]
    kept = csv_of(*[[cells[index] if index < len(cells) else "" for index in lasting] for cells in (table.header, *(cells for _number, cells in table.rows))])
    dry = upload(desk, kept, KIND)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, len(table.rows))


def test_imported_twice_somebody_is_there_once(desk, client, world):
    before = Award.objects.count()
    run = bring_in(desk, csv_of(HEAD, PAUL), KIND, live=True)
    assert (run.created, run.updated) == (1, 0)
    award = Award.objects.get(slug="paul-newman")
    assert (award.year, award.conferred_precision, award.full_name_en) == (2020, "year", "Paul Newman")
    assert numbers(upload(desk, csv_of(HEAD, PAUL), KIND, live=True)) == (0, 0, 1)
    assert Award.objects.count() == before + 1
    assert "Пол Новиков" in client.get("/ru/honorary/?q=newman").content.decode()


def test_the_same_person_may_have_both_titles(desk, world):
    bring_in(desk, csv_of(HEAD, PAUL), KIND)
    assert bring_in(desk, csv_of(HEAD, ["professor", *PAUL[1:]]), KIND).created == 1


def test_the_same_person_in_two_rows_is_a_mistake(desk, english, world):
    assert said(upload(desk, csv_of(HEAD, PAUL, PAUL), KIND)) == ["Row 2 is about the same record."]


def test_nearly_the_same_name_is_asked_about(desk, english, world):
    row = ["doctor", "conferred", "Премеров", "Samplessonn", "Джон", "John", *PAUL[6:]]
    assert [problem.text for problem in upload(desk, csv_of(HEAD, row), KIND).context["plan"].warnings] == ["Is it the same as “Джон Примеров”?"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"title": "king"}, "Not in the list"),
        ({"state": "maybe"}, "Not in the list"),
        ({"country": "Atlantis"}, "Not found"),
        ({"conferred_on": "32.01.2020"}, "This is not a date"),
        ({"conferred_on": "2030"}, "still to come"),
        ({"state": "decided"}, "no title was conferred"),
        ({"died_in": "soon"}, "not a number"),
        ({"died_in": "1850"}, "greater than or equal"),
        ({"orcid": "0000-0002-1825-0098"}, "the last one does not fit"),
        ({"wikidata": "Q0"}, "A Wikidata number"),
        ({"ceremony": "no such event"}, "Not in the list"),
        ({"partner": "no such partner"}, "Not in the list"),
        ({"more_sources": "nowhere"}, "valid URL"),
        ({"grounds_ru": "", "grounds_en": ""}, "Say what the title was given for"),
        ({"grounds_en": "x" * 1001}, "Too long"),
        ({"biography_en": "[[partner_countries]]"}, "Facts are printed"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_a_reason(english, world, cells, sentence):
    found = judged(KIND, **{**dict(zip(HEAD, PAUL, strict=True)), **cells})
    assert isinstance(found, list), found
    assert sentence in " ".join(found)


def test_a_name_in_one_script_waits_for_the_other(english, world):
    assert judged(KIND, **{**dict(zip(HEAD, PAUL, strict=True)), "family_name_en": "", "given_name_en": ""}).languages == "ru-first"


def test_a_file_of_somebody_else_leaves_everything_as_it_was(desk, english, world):
    def stored():
        return list(QuerySet(Award).order_by("pk").values())

    before = stored()
    for content in (b"", b"\x00\xff", csv_of(["name", "colour"], ["x", "red"])):
        assert upload(desk, content, KIND).status_code == 200
    assert stored() == before
