"""The editing screens of rankings and organisations, their files and imports, the start page."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data

from core import desk as start_page
from core.imports import importables, sheets
from core.models import SiteImage
from rankings.models import Affiliation, Ranking, RankingResult
from tests.rankings_world import make_affiliation, make_ranking, make_result, without_place
from tests.test_events_admin import errors
from tests.test_every_screen import BOTH, listed, opens, speak
from tests.test_imports import bring_in, complaints, csv_of, numbers, upload
from tests.test_rows_import import exported
from tests.training_world import both

MODELS = [Ranking, RankingResult, Affiliation]
KINDS = ["rankings", "ranking-editions", "organisations"]


def screen(model, view="list", *args):
    return reverse(f"wagtailsnippets_rankings_{model._meta.model_name}:{view}", args=args)


@pytest.fixture
def clean(world):
    for model in (RankingResult, Ranking, Affiliation):
        model.objects.all().delete()


@pytest.fixture
def rich(clean, world):
    """Rows with everything that a file may get wrong."""
    ranking = make_ranking(owner=world.asia, internal_note="=1+1", **both(usage_note=("Первая\nвторая", "First\nsecond")))
    make_result(ranking, 2024, score="12.500", metric_ru="цитирование", metric_en="citations", scope="subject", subject_ru="Медицина", subject_en="Medicine")
    make_result(ranking, 2025, edition="2025/2026", published_on=date(2025, 10, 1), comment_ru="Так; и так", comment_en="So; and so")
    without_place(ranking, 2023, public=False)
    make_affiliation(partner=world.nagasaki, our_representative=world.asia, membership="observer", since=date(1998, 1, 1), acronym="UU")
    make_affiliation(
        "accreditation", "KZ", certificate_no="17", issued_on=date(2024, 3, 15), valid_until=date(2029, 3, 14), **both(name=("Агентство", "Agency"))
    )
    make_affiliation("listing", public=False, checked_on=None, **both(name=("Список", "List")))


@BOTH
@pytest.mark.parametrize("model", MODELS)
def test_every_screen_opens(desk, editor, world, lang, model):
    speak(editor, lang)
    row = model.objects.first()
    for view, args in (("list", []), ("add", []), ("edit", [row.pk]), ("history", [row.pk]), ("delete", [row.pk])):
        opens(desk, screen(model, view, *args), lang)


def test_lists_are_narrowed_to_what_waits(desk, clean):
    fresh, old, empty = make_ranking("fresh"), make_ranking("old"), make_ranking("empty")
    make_result(fresh, 2025)
    stale = make_result(old, 2013, checked_on=date(2025, 11, 21))
    gone = without_place(old, 2012)
    assert listed(desk, f"{screen(Ranking)}?stale=true", Ranking) == {old.pk}
    assert listed(desk, f"{screen(Ranking)}?without_editions=true", Ranking) == {empty.pk}
    assert listed(desk, f"{screen(RankingResult)}?unchecked=true", RankingResult) == {stale.pk}
    assert listed(desk, f"{screen(RankingResult)}?outcome=not_ranked", RankingResult) == {gone.pk}
    assert listed(desk, f"{screen(RankingResult)}?ranking={fresh.pk}&year=2025", RankingResult) == {fresh.results.get().pk}
    image = SiteImage(title="Logo", decorative=True, file=get_test_image_file("logo.png"))
    image.save()
    logo, ending = make_affiliation(logo=image), make_affiliation("accreditation", valid_until=date(2027, 1, 1))
    ended = make_affiliation(until=date(2020, 1, 1))
    assert listed(desk, f"{screen(Affiliation)}?logo_without_permission=true", Affiliation) == {logo.pk}
    assert listed(desk, f"{screen(Affiliation)}?ending=true", Affiliation) == {ending.pk}
    assert listed(desk, f"{screen(Affiliation)}?ended=true", Affiliation) == {ended.pk}
    assert listed(desk, f"{screen(Affiliation)}?kind=accreditation", Affiliation) == {ending.pk}


def test_every_count_of_the_start_page_is_the_length_of_its_list(desk, editor, clean, rf):
    old = make_ranking("old")
    make_result(old, 2013, checked_on=date(2025, 1, 1), review_due_on=date(2026, 11, 21))
    make_ranking("empty")
    image = SiteImage(title="Logo", decorative=True, file=get_test_image_file("logo.png"))
    image.save()
    make_affiliation("accreditation", valid_until=date(2027, 1, 1), logo=image, checked_on=date(2025, 1, 1), review_due_on=date(2026, 11, 21))
    tasks = [task for task in start_page.tasks(editor) if "/rankings/" in task.href and task.count]
    assert len(tasks) == 8
    for task in tasks:
        model = apps.get_model("rankings", re.search(r"/rankings/(\w+)/", task.href)[1])
        assert task.count == len(listed(desk, task.href, model)), task.href


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_the_same_however_long(desk, clean, world, model):
    def make(number):
        ranking = make_ranking(f"r{number}")
        make_result(ranking, owner=world.asia)
        make_affiliation(partner=world.nagasaki, our_representative=world.asia)

    make(0)
    desk.get(screen(model))
    costs = []
    for numbers_made in (range(1, 2), range(2, 12)):
        for number in numbers_made:
            make(number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(screen(model))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_public_ranking_says_what_it_measures(desk, clean):
    fields = {**{f"{name}_{code}": "" for name in Ranking.translated_fields() for code in ("ru", "en")}, **both(name=("Рейтинг", "Ranking"))}
    form = nested_form_data({**fields, "languages": "all", "slug": "", "action-publish": "1"})
    assert set(errors(desk.post(screen(Ranking, "add"), form))) == {"measures_ru", "measures_en"}
    answer = desk.post(screen(Ranking, "add"), form | both(measures=("Сайты.", "Sites.")))
    assert answer.status_code == 302, errors(answer)
    assert Ranking.objects.get().slug == "ranking"


def test_an_edition_is_written_down_in_the_form(desk, clean):
    ranking = make_ranking()
    empty = {f"{name}_{code}": "" for name in RankingResult.translated_fields() for code in ("ru", "en")}
    said = {"ranking": ranking.pk, "year": 2025, "scope": "world", "outcome": "ranked", "rank_from": 601, "rank_to": 650, "participants": 1500, "public": "on"}
    answer = desk.post(screen(RankingResult, "add"), {**empty, **said, "checked_on": "2026-11-01", "source_url": ""})
    assert set(errors(answer)) == {"source_url"}
    answer = desk.post(screen(RankingResult, "add"), {**empty, **said, "checked_on": "2026-11-01", "source_url": "https://ranking.example/2025"})
    assert answer.status_code == 302, errors(answer)
    assert RankingResult.objects.get().as_of == date(2025, 12, 31)


# --- files and imports -----------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_file_of_a_list_changes_nothing_when_it_is_imported(desk, editor, rich, kind, lang, form):
    speak(editor, lang)
    content = exported(desk, kind, form)
    speak(editor, "en" if lang == "ru" else "ru")
    dry = upload(desk, content, kind, live=True)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, importables[kind].model.objects.count())


@pytest.mark.parametrize("kind", KINDS[1:])
def test_what_the_cms_gives_out_makes_the_same_elsewhere(desk, rich, kind):
    content, model = exported(desk, kind, "csv"), importables[kind].model
    meanings = [meaning for meaning in importables[kind].meanings().values() if meaning.name != "public_id"]

    def told():
        return {row.public_id: {meaning.name: str(meaning.show(meaning.get(row))) for meaning in meanings} for row in model.objects.all()}

    before = told()
    model.objects.all().delete()
    run = bring_in(desk, content, kind)
    assert (run.created, run.updated) == (len(before), 0)
    assert told() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_import_without_addresses_and_keys_finds_everything_there(desk, rich, kind):
    found = sheets.read(exported(desk, kind))
    lasting = [index for index, name in enumerate(found.header) if name not in ("страница", "ключ строки")]
    rows = [found.header, *(cells for _number, cells in found.rows)]
    dry = upload(desk, csv_of(*[[cells[index] if index < len(cells) else "" for index in lasting] for cells in rows]), kind)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, len(found.rows))


def test_rules_hold_in_an_import_too(desk, editor, clean):
    speak(editor, "en")
    make_ranking()
    header = ["ranking", "year", "outcome", "rank_from", "rank_to", "participants", "checked_on", "source"]
    right = ["World Ranking", "2025", "ranked", "601", "650", "1500", "01.11.2026", "https://ranking.example/"]
    assert numbers(upload(desk, csv_of(header, right), "ranking-editions", live=True)) == (1, 0, 0)
    for column, value in (("rank_to", "600"), ("participants", "640"), ("outcome", "not_ranked"), ("source", ""), ("ranking", "Nobody’s")):
        wrong = [value if name == column else cell for name, cell in zip(header, right, strict=True)]
        assert complaints(upload(desk, csv_of(header, wrong), "ranking-editions", live=True)), column


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_the_template_says_what_goes_into_every_column(desk, editor, world, kind, lang):
    speak(editor, lang)
    assert desk.get(reverse("import_template", args=[kind])).status_code == 200
    assert all(meaning.explain() for meaning in importables[kind].meanings().values())
