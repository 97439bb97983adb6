"""Calls, numbers and reports from a spreadsheet: what comes out goes in unchanged, papers stand in a cell, what is private stays here."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from core.exports import public
from core.imports import importables, sheets
from core.models import Country, Fact
from mobility import columns, retention
from mobility.models import Call, CallPaper, ExchangeReport, FactSheet, MobilityFlow
from tests.conftest import make_fact, minsk
from tests.mobility_world import make_call, make_condition, make_flow, make_report
from tests.test_every_screen import BOTH, speak
from tests.test_imports import bring_in, checked, complaints, csv_of, numbers, upload, xlsx_of
from tests.test_mobility_admin import reader
from tests.test_rows_import import PUBLIC_ONLY, exported, judged
from tests.training_world import both

ROWS = ["mobility-numbers", "exchange-reports"]
ALL = ["calls", *ROWS]


@pytest.fixture
def english(editor):
    speak(editor, "en")
    translation.activate("en")


@pytest.fixture
def clean(world):
    for model in (Call, FactSheet, ExchangeReport, MobilityFlow):
        model.objects.all().delete()


@pytest.fixture
def rich(clean, world):
    """Calls and rows with everything that a file may get wrong."""
    call = make_call(
        "full", world.draft, agreement=world.mobility, condition=make_condition(world.mobility), contact=world.asia, owner=world.cis, isced_f=["0912", "0911"],
        nomination_by=minsk("2026-12-01 00:00"), result_by=minsk("2027-01-20 18:30"), funding="grant", grant_amount=Decimal("500.50"), grant_currency="EUR",
        eqf_levels=["7", "8"], places=3, who=["student", "resident"], internal_note="=1+1", source_url="https://www.bsmu.by/calls", review_due_on=date(2027, 1, 1),
        **both(covers=("Жильё; питание", "Housing, food"), other_eligibility=("Первая\nвторая", "First\nsecond"), programme_name=("Обмен", "Exchange")),
    )  # fmt: skip
    call.papers = [CallPaper(kind="cv"), CallPaper(kind="other", **both(name=("Фото | цветное; два", "Photograph"))), CallPaper(kind="other", name_ru="Анкета")]
    call.save()
    make_call("plain", papers=[], opens_at=None, year_from=None, year_to=None, isced_f=[], places=None, closes_at=minsk("2026-12-20 12:00"), live=False)
    make_call("told", world.nagasaki, opens_at=None, closes_at=minsk("2026-03-01 18:00"), result_note_ru="Трое", result_note_en="Three")
    make_flow("JP", partner=world.nagasaki, **both(note=("Только врачи", "Doctors only")))
    make_flow("CN", number=None, fact=make_fact("from_china", {"number": 40, "as_of": date(2025, 1, 1)}), direction="incoming", group="persons")
    make_flow(None, year_from=2020, direction="", group="staff", qualifier="about", public=False, owner=world.asia)
    make_report(world.nagasaki, internal_note="Ask again", **both(advice=("Берите зонт; и сапоги", "Take an umbrella")))
    make_report(None, country=Country.objects.get(code="CN"), public=False, consent_on=None, consent_evidence="", stayed_to=date(2026, 5, 1), title_en="")
    return call


# --- what comes out goes in --------------------------------------------------------------------
@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ALL)
def test_the_file_of_a_list_changes_nothing_when_it_is_imported(desk, editor, rich, kind, lang, form, live):
    """Its columns in one language, read by an editor who works in the other."""
    speak(editor, lang)
    content = exported(desk, kind, form)
    speak(editor, "en" if lang == "ru" else "ru")
    dry = upload(desk, content, kind, live)
    assert complaints(dry) == []
    assert [(row.number, row.changes) for row in dry.context["plan"].rows if row.changes] == []
    assert numbers(dry) == (0, 0, importables[kind].model.objects.count())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_file_that_visitors_download_changes_nothing_when_it_is_imported(desk, client, rich, lang, form):
    for view in ("", "?view=archive"):
        dry = upload(desk, b"".join(client.get(f"/{lang}/mobility/calls.{form}{view}").streaming_content), "calls", live=True)
        assert complaints(dry) == []
        assert [(row.number, row.changes) for row in dry.context["plan"].rows if row.changes] == []
        assert dry.context["plan"].rows
        assert not dry.context["plan"].new


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ALL)
def test_what_the_cms_gives_out_makes_the_same_elsewhere(desk, rich, kind, form):
    content, model = exported(desk, kind, form), importables[kind].model
    meanings = [meaning for meaning in importables[kind].meanings().values() if meaning.name != "public_id"]

    def told():
        rows = model.objects.all()
        key = "slug" if kind == "calls" else "public_id"
        return {getattr(row, key): {meaning.name: str(meaning.show(meaning.get(row))) for meaning in meanings} for row in rows}

    before = told()
    model.objects.all().delete()
    run = bring_in(desk, content, kind)
    assert (run.created, run.updated) == (len(before), 0)
    assert told() == before


@pytest.mark.parametrize("kind", ALL)
def test_a_second_import_without_addresses_and_keys_finds_everything_there(desk, rich, kind):
    table = sheets.read(exported(desk, kind))
    lasting = [index for index, name in enumerate(table.header) if name not in ("страница", "ключ строки")]
    kept = csv_of(*[[cells[index] if index < len(cells) else "" for index in lasting] for cells in (table.header, *(cells for _number, cells in table.rows))])
    dry = upload(desk, kept, kind)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, len(table.rows))


def test_a_report_that_was_emptied_keeps_its_place_in_the_file(desk, rich):
    make_report(withdrawn_on=date(2026, 1, 1))
    assert retention.purge(minsk("2026-11-22 12:00")) == 1
    dry = upload(desk, exported(desk, "exchange-reports"), "exchange-reports")
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, ExchangeReport.objects.count())


@BOTH
@pytest.mark.parametrize("kind", ALL)
def test_the_template_says_what_goes_into_every_column(desk, editor, rich, kind, lang):
    speak(editor, lang)
    assert desk.get(reverse("import_template", args=[kind])).status_code == 200
    assert all(meaning.explain() for meaning in importables[kind].meanings().values())


# --- what visitors get -------------------------------------------------------------------------
def shown(call, name):
    """What the visitors' column of a name says."""
    return next(column for column in public(columns.CALL) if column.name == name).plain(call)


def test_the_files_of_visitors_hold_nothing_internal(rich):
    assert not {column.name for column in public(columns.CALL)} & {"internal_note", "owner", "review_due_on", "contact_of_call", "own_places"}
    assert public(columns.REPORT) == public(columns.FLOW) == public(columns.SHEET) == ()


def test_visitors_are_told_no_hidden_partner_and_no_result_before_the_end(rich, world):
    assert shown(rich, "partner") == ""
    assert shown(rich, "agreement").endswith("/agreements/sechenov-2024/")
    rich.agreement = world.secret
    assert shown(rich, "agreement") == ""
    rich.result_note_en = "Three"
    assert shown(rich, "result_note_en") == ""
    assert shown(Call.objects.get(slug="told"), "result_note_en") == "Three"


def test_places_and_state_are_told_as_on_the_page(rich):
    assert (shown(rich, "places"), shown(rich, "state"), shown(rich, "closes_at")) == (3, "open", "2026-12-15T23:59:00+03:00")
    rich.places = None
    assert shown(rich, "places") == 4
    assert shown(rich, "papers")[1] == {"kind": "other", "name": {"ru": "Фото | цветное; два", "en": "Photograph"}}


# --- new and changed ---------------------------------------------------------------------------
NEW = {
    "calls": {
        "title_ru": "Летняя школа", "title_en": "Summer school", "direction": "incoming", "activity": "summer_school", "who": "student; resident",
        "partner": "Nagasaki University", "closes_at": "01.05.2027 23:59", "languages": "en B2; ru A2", "papers": "cv; motivation_letter", "fields": "0912",
    },
    "mobility-numbers": {"year": "2024", "direction": "incoming", "country": "Китай", "group": "students", "number": "12", "source": "https://www.bsmu.by/"},
    "exchange-reports": {"title_ru": "В Минске", "title_en": "In Minsk", "who": "student", "direction": "incoming", "activity": "studies", "stayed_to": "01.02.2026",
        "consent_on": "01.03.2026", "consent_evidence": "mail"},
}  # fmt: skip


@pytest.mark.parametrize("live", [False, True], ids=["draft", "public"])
@pytest.mark.parametrize("kind", ALL)
def test_a_new_row_is_shown_when_it_is_published_at_once_and_a_draft_otherwise(desk, clean, kind, live):
    content = csv_of(list(NEW[kind]), list(NEW[kind].values()))
    run = bring_in(desk, content, kind, live)
    row = importables[kind].model.objects.get()
    assert (run.created, row.live if kind == "calls" else row.public) == (1, live)
    if kind == "calls":
        assert (row.closes_at, [paper.kind for paper in row.papers.all()]) == (minsk("2027-05-01 23:59"), ["cv", "motivation_letter"])
    assert numbers(upload(desk, content, kind, live)) == (0, 0, 1)


@pytest.mark.parametrize("kind", ALL)
def test_what_a_new_row_needs_is_asked_for(english, clean, kind):
    for name in [column.name for column, meaning in importables[kind].meanings().items() if meaning.required]:
        found = judged(kind, **{column: value for column, value in NEW[kind].items() if column != name})
        assert "This is needed for a new record." in found, name


def test_papers_are_changed_by_their_lines_and_keep_form_and_other_language(desk, english, rich):
    before = [paper.pk for paper in rich.papers.order_by("sort_order")]
    bring_in(desk, csv_of(["address", "papers"], ["full", "other | Photo\nCV\nportfolio"]), "calls", True)
    first, second, third = rich.papers.order_by("sort_order")
    assert (first.pk, first.name_en, first.name_ru) == (before[1], "Photo", "Фото | цветное; два")
    assert (second.pk, third.kind) == (before[0], "portfolio")


@pytest.mark.parametrize(
    ("kind", "cells", "sentence"),
    [
        ("calls", {"papers": "cake"}, "Not in the list. Possible:"),
        ("calls", {"papers": "other | a | b"}, "There are too many parts between “|”: other | a | b."),
        ("calls", {"closes_at": "01.05.2027"}, "Write day and time in Minsk: 31.12.2026 23:59. If Excel changes it, format the cell as text."),
        ("calls", {"opens_at": "01.06.2027 10:00"}, "Applications would end before they begin."),
        ("calls", {"languages": "english"}, "Write a language code and a level"),
        ("calls", {"partner": "Nobody"}, "Not in the list. Possible:"),
        ("calls", {"agreement": "nowhere"}, "Not in the list. Possible:"),
        ("calls", {"currency": "XYZ"}, "Not in the list. Possible:"),
        ("calls", {"grant": "500"}, "In which currency?"),
        ("calls", {"year_from": "9"}, ""),
        ("mobility-numbers", {"number": "-"}, "Give a number or choose a fact, one of the two."),
        ("mobility-numbers", {"number": "-1"}, ""),
        ("mobility-numbers", {"year": "2027"}, "The year cannot be right."),
        ("mobility-numbers", {"fact": "partner_countries"}, "Give a number or choose a fact, one of the two."),
        ("mobility-numbers", {"number": "-", "fact": "world_directory"}, "This fact has no number for this year."),
        ("exchange-reports", {"consent_on": "01.03.2027"}, "This day is still to come."),
        ("exchange-reports", {"consent_on": "-"}, "Without consent it stays a draft"),
        ("exchange-reports", {"consent_evidence": "-"}, "Where is the consent kept?"),
        ("exchange-reports", {"text_ru": "Операции."}, "A text in this language is needed too."),
        ("exchange-reports", {"stayed_from": "01.03.2026"}, "The stay would end before it begins."),
    ],
)
def test_what_breaks_a_rule_is_told_by_its_column(english, clean, world, kind, cells, sentence):
    found = judged(kind, **{**NEW[kind], **cells})
    assert isinstance(found, list)
    assert any(text.startswith(sentence) for text in found), found


def test_a_call_of_last_year_with_the_same_title_is_another(english, clean):
    make_call("last", opens_at=None, closes_at=minsk("2026-03-01 23:59"))
    plan = checked(
        "calls", ["title_en", "direction", "activity", "closes_at"], ["Clinical practice in Nagasaki", "outgoing", "traineeship", "2027-03-01 23:59"]
    )
    assert (len(plan.new), plan.problems, plan.warnings) == (1, [], [])


def test_what_seems_to_be_there_is_asked_about_in_the_dry_run(english, clean):
    make_call()
    plan = checked("calls", ["title_en", "direction", "activity", "closes_at"], ["Clinical practise, Nagasaki", "outgoing", "traineeship", "2026-12-15 12:00"])
    assert [warning.text for warning in plan.warnings] == ["Is it the same as “Клиническая практика в Нагасаки”?"]


def test_a_changed_deadline_of_a_public_call_is_news_to_calendars(desk, rich):
    bring_in(desk, csv_of(["address", "closes_at"], ["full", "16.12.2026 23:59"]), "calls", True)
    rich.refresh_from_db()
    assert (rich.sequence, rich.closes_at) == (1, minsk("2026-12-16 23:59"))


def test_a_deadline_may_be_a_date_of_excel_with_its_time(desk, rich):
    bring_in(desk, xlsx_of(["address", "closes_at"], ["full", minsk("2026-12-17 18:00").replace(tzinfo=None)]), "calls", True)
    rich.refresh_from_db()
    assert rich.closes_at == minsk("2026-12-17 18:00")


def test_a_row_that_visitors_see_is_changed_at_once_or_not_at_all(desk, english, clean):
    flow = make_flow("JP")
    content = csv_of(["key", "number"], [flow.public_id, "4"])
    assert complaints(upload(desk, content, "mobility-numbers")) == [(2, "", PUBLIC_ONLY)]
    bring_in(desk, content, "mobility-numbers", live=True)
    flow.refresh_from_db()
    assert flow.number == 4


@pytest.mark.parametrize("rights", [(), ("add_call",), ("change_call", "view_call")])
def test_who_may_not_add_and_change_calls_may_not_import_them(client, clean, rights):
    assert reader(client, *rights).get(reverse("import_upload", args=["calls"])).status_code in (302, 403, 404)


def test_there_is_no_import_of_fact_sheets(desk, world):
    assert not any(importable.model is FactSheet for importable in importables.values())
    assert desk.get(reverse("import_upload", args=["fact-sheets"]), follow=True).status_code == 404


# --- what it costs -------------------------------------------------------------------------------
def costs(ask):
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.mark.parametrize("kind", ALL)
def test_a_file_of_the_cms_and_its_dry_run_cost_the_same_however_long(desk, clean, world, kind):
    def more(number):
        for one in range(number):
            title = both(title=(f"Набор {one}", f"Call {one}"))
            make_call(f"call-{one}", world.nagasaki, agreement=world.mobility, contact=world.asia, owner=world.cis, **title)
            make_flow("CN", year=2000 + one, number=None, fact=make_fact(f"fact_{one}", {"number": 1, "as_of": date(2000 + one, 1, 1)}), partner=world.kaunas)
            make_report(world.nagasaki, owner=world.cis, **title)

    def ask():
        return exported(desk, kind)

    def check_it():
        table = sheets.read(ask())
        assert checked(kind, table.header, *(cells for _number, cells in table.rows), live=True).problems == []

    more(2)
    few = costs(ask), costs(check_it)
    for model in (Call, ExchangeReport, MobilityFlow, Fact):
        model.objects.exclude(key="partner_countries").delete() if model is Fact else model.objects.all().delete()
    more(12)
    assert (costs(ask), costs(check_it)) == few


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_of_visitors_costs_the_same_however_long(client, clean, world, form):
    def ask():
        b"".join(client.get(f"/en/mobility/calls.{form}").streaming_content)

    def more(numbers):
        for one in numbers:
            make_call(f"call-{one}", world.nagasaki, agreement=world.mobility, condition=condition, contact=world.asia)

    condition = make_condition(world.mobility)
    more(range(2))
    few = costs(ask)
    more(range(2, 14))
    assert costs(ask) == few
