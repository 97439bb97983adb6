"""Events and lecturers from a spreadsheet: what comes out goes in unchanged, speakers and programme stand in cells, what is private stays here."""

import json
from datetime import date, time
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from core.exports import public
from core.imports import importables, sheets
from core.models import Unit
from masterclasses import columns
from masterclasses.models import Event, Lecturer, Material, Session, Speaker
from tests.conftest import minsk
from tests.events_world import make_event, make_lecturer, make_open_event, past
from tests.test_events_admin import clear, reader
from tests.test_every_screen import BOTH, speak
from tests.test_imports import bring_in, checked, complaints, confirm, csv_of, numbers, said, upload, xlsx_of
from tests.test_rows_import import exported, judged
from tests.training_world import both

KINDS = ["events", "lecturers"]


@pytest.fixture
def english(editor):
    speak(editor, "en")
    translation.activate("en")


@pytest.fixture
def sato(world):
    """Alone with what a test adds."""
    clear()
    return make_lecturer(partner=world.nagasaki)


@pytest.fixture
def rich(sato, world):
    """Events and lecturers with everything that a file may get wrong."""
    liu = make_lecturer("liu", "CN", native_name="刘伟", native_lang="zh", **both(name=("Лю Вэй", "Liu Wei"), affiliation=("Больница; №1", "Hospital | 1")))
    namesake = make_lecturer("sato-2", "FR", website="https://orcid.example/2", **both(name=("Ханако Сато", "Hanako Sato")))
    make_lecturer("only-latin", "IN", languages="en-first", name_ru="", name_en="Ravi Nair", live=False, photo_permission="mail of 3 May", internal_note="=1+1")
    topic = both(topic=("Швы; узлы", "Sutures, knots"), affiliation=("Клиника", "Clinic"))
    event = make_event(
        "full", kind="workshop", mode="both", ends_on=date(2026, 12, 11), zone="Asia/Tokyo", partners=[world.nagasaki, world.draft], contact=world.asia,
        owner=world.cis, organiser=Unit.objects.get(), registering="form", registration_opens=minsk("2026-11-01 00:00"), is_free=None, fee_currency="EUR",
        registration_closes=minsk("2026-12-09 18:30"), capacity_on_site=30, capacity_online=100, waiting_list=False, fee_amount=Decimal("12.50"),
        join_link="https://video.example/secret", link_visibility="mail", captions=["en", "ru"], isced_f=["0912", "0911"], certifying="attendance",
        internal_note="Ask again", series_ru="Школа", series_en="School", report_ru="Первая строка\nвторая; третья", step_free=True,
        sessions=[
            Session(starts=time(10), ends=time(11), lecturer=liu, **both(title=("Открытие | начало", "Opening"), room=("Зал 1", "Hall 1"))),
            Session(day=date(2026, 12, 11), starts=time(9), others_ru="ещё двое", others_en="two more", **both(title=("Второй день", "Day two"))),
            Session(**both(title=("Разное", "And more"))),
            Session(title_ru="Только по-русски", starts=time(12)),
        ],
        materials=[Material(url="https://slides.example/1", **both(title=("Слайды", "Slides")))],
    )  # fmt: skip
    event.speakers = [Speaker(lecturer=liu, role="trainer", **topic), Speaker(lecturer=namesake, role="guest"), Speaker(lecturer=sato, topic_ru="Тема")]
    event.save()
    make_event("year-only", sato, starts_on=date(2024, 1, 1), precision="year", starts_time=None, ends_time=None, state="held")
    make_event("month", starts_on=date(2024, 5, 1), precision="month", starts_time=None, ends_time=None, languages="ru-first", title_en="", live=False)
    make_event("unknown", starts_on=None, starts_time=None, ends_time=None, audience=[], mode="", working_languages=[], isced_f=[])
    make_open_event("elsewhere", liu, registering="elsewhere", register_url="https://forms.example/", registration_closes=minsk("2026-12-01 23:59"))
    return event


# --- what comes out goes in --------------------------------------------------------------------
@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_file_of_a_list_changes_nothing_when_it_is_imported(desk, editor, rich, kind, lang, form, live):
    """Its columns and lines in one language, read by an editor who works in the other."""
    speak(editor, lang)
    content = exported(desk, kind, form)
    speak(editor, "en" if lang == "ru" else "ru")
    dry = upload(desk, content, kind, live)
    assert complaints(dry) == []
    assert [(row.number, row.changes) for row in dry.context["plan"].rows if row.changes] == []
    assert numbers(dry) == (0, 0, importables[kind].model.objects.count())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(("kind", "place"), [("events", "events"), ("lecturers", "lecturers")])
def test_a_file_that_visitors_download_changes_nothing_when_it_is_imported(desk, client, rich, kind, place, lang, form):
    for view in ("", "?view=past") if kind == "events" else ("",):
        dry = upload(desk, b"".join(client.get(f"/{lang}/masterclasses/{place}.{form}{view}").streaming_content), kind, live=True)
        assert complaints(dry) == []
        assert [(row.number, row.changes) for row in dry.context["plan"].rows if row.changes] == []
        assert dry.context["plan"].rows
        assert not dry.context["plan"].new


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_cms_gives_out_makes_the_same_records_elsewhere(desk, rich, kind, form):
    content, model = exported(desk, kind, form), importables[kind].model
    meanings = importables[kind].meanings().values()

    def told():
        return {record.slug: {meaning.name: str(meaning.show(meaning.get(record))) for meaning in meanings} for record in model.objects.all()}

    before = told()
    Event.objects.all().delete()
    if kind == "lecturers":
        Lecturer.objects.all().delete()
    run = bring_in(desk, content, kind)
    assert (run.created, run.updated) == (len(before), 0)
    assert told() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_import_without_addresses_finds_everything_there(desk, rich, kind):
    Lecturer.objects.filter(slug="sato-2").update(name_ru="Хироси Сато", name_en="Hiroshi Sato", sort_key_ru="хироси сато", sort_key_en="hiroshi sato")
    table = sheets.read(exported(desk, kind))
    lasting = [index for index, name in enumerate(table.header) if name != "страница"]
    kept = csv_of(*[[cells[index] if index < len(cells) else "" for index in lasting] for cells in (table.header, *(cells for _number, cells in table.rows))])
    dry = upload(desk, kept, kind)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, len(table.rows))


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_the_template_says_what_goes_into_every_column(desk, editor, rich, kind, lang):
    speak(editor, lang)
    assert desk.get(reverse("import_template", args=[kind])).status_code == 200
    assert all(meaning.explain() for meaning in importables[kind].meanings().values())


# --- what visitors get -------------------------------------------------------------------------
def json_of(client, place, lang="en", words=""):
    records = json.loads(b"".join(client.get(f"/{lang}/masterclasses/{place}.json{words}").streaming_content))["records"]
    return {record["address"].rstrip("/").rpartition("/")[2]: record for record in records}


def test_the_files_of_visitors_hold_nothing_internal(rich):
    for named in (columns.EVENT, columns.LECTURER):
        names = {column.name for column in public(named)}
        assert not names & {"internal_note", "kept_until", "link_visibility", "owner", "review_due_on", "photo_permission", "contact_of_event"}


@pytest.mark.parametrize(("visibility", "shown"), [("public", True), ("registered", False), ("mail", False)])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_address_for_joining_is_given_out_only_where_everybody_may_have_it(client, desk, rich, visibility, shown, form):
    rich.link_visibility = visibility
    rich.save()
    answer = client.get(f"/en/masterclasses/events.{form}")
    assert (b"https://video.example/secret" in b"".join(answer.streaming_content)) is shown
    assert b"https://video.example/secret" in exported(desk, "events")


def test_no_file_of_visitors_names_an_internal_note_or_a_hidden_partner(client, rich):
    for form in ("csv", "json"):
        content = b"".join(client.get(f"/ru/masterclasses/events.{form}").streaming_content).decode()
        assert "Ask again" not in content
        assert "Черновой университет" not in content
        assert "draft-university" not in content


def test_json_has_both_languages_of_what_stands_inside(client, rich):
    event = json_of(client, "events")["full"]
    assert event["speakers"][0] == {
        "name": {"ru": "Лю Вэй", "en": "Liu Wei"}, "role": "trainer", "topic": {"ru": "Швы; узлы", "en": "Sutures, knots"},
        "organisation": {"ru": "Клиника", "en": "Clinic"}, "country": "CN",
    }  # fmt: skip
    assert event["programme"][1]["day"] == "2026-12-11"
    assert event["programme"][0]["lecturer"] == {"ru": "Лю Вэй", "en": "Liu Wei"}
    assert event["materials"] == [
        {"title": {"ru": "Слайды", "en": "Slides"}, "kind": "slides", "address": "https://slides.example/1", "language": "", "captions": []}
    ]
    assert (event["registration_closes"], event["starts_on"], event["starts_time"], event["partners"]) == (
        "2026-12-09T18:30:00+03:00", "2026-12-10", "10:00", ["nagasaki-university"],
    )  # fmt: skip


def test_a_material_is_in_no_file_before_its_day(client, sato):
    make_event("later", sato, materials=[Material(url="https://slides.example/1", publish_on=date(2026, 12, 20), **both(title=("Слайды", "Slides")))])
    assert json_of(client, "events")["later"]["materials"] == []


def test_a_lecturer_whose_partner_is_hidden_has_none_in_the_file(client, sato, world):
    make_lecturer("hidden", "FR", partner=world.draft, **both(name=("Жан", "Jean")))
    found = json_of(client, "lecturers")
    assert (found["sato"]["partner"], found["hidden"]["partner"]) == ("nagasaki-university", "")


# --- new and changed -----------------------------------------------------------------------------
NEW = {
    "title_ru": "Лекция о сердце", "title_en": "Lecture on the heart", "kind": "lecture", "state": "planned", "starts_on": "12.01.2027", "starts_time": "9:30",
    "speakers": "Hanako Sato | lecturer | Клапаны", "programme": "9:30–10:15 | Клапаны | Ханако Сато\n10:30 | Вопросы", "fields": "0912",
    "working_languages": "английский; ru", "partners": "Nagasaki University", "registration_closes": "11.01.2027 18:00", "places_on_site": "50",
}  # fmt: skip


@pytest.mark.parametrize("live", [False, True], ids=["draft", "public"])
def test_a_new_event_with_everything_in_its_cells(desk, editor, sato, world, live):
    run = bring_in(desk, csv_of(list(NEW), list(NEW.values())), "events", live)
    event = Event.objects.get()
    assert (run.created, event.live, event.begins_at, event.slug) == (1, live, minsk("2027-01-12 09:30"), "lecture-on-the-heart")
    speaker = event.speakers.get()
    assert (speaker.lecturer, speaker.role, speaker.topic_ru, speaker.topic_en or "") == (sato, "lecturer", "Клапаны", "")
    assert [(one.title_ru, one.starts, one.ends, one.lecturer) for one in event.sessions.all()] == [
        ("Клапаны", time(9, 30), time(10, 15), sato), ("Вопросы", time(10, 30), None, None),
    ]  # fmt: skip
    assert (event.working_languages, list(event.partners.all()), event.registration_closes) == (["ru", "en"], [world.nagasaki], minsk("2027-01-11 18:00"))
    assert set(ModelLogEntry.objects.for_instance(event).values_list("action", flat=True)) == {"wagtail.create", *(["wagtail.publish"] if live else [])}
    assert numbers(upload(desk, csv_of(list(NEW), list(NEW.values())), "events", live)) == (0, 0, 1)


@pytest.mark.parametrize(("cell", "day", "precision"), [("2024", date(2024, 1, 1), "year"), ("05.2024", date(2024, 5, 1), "month")])
def test_the_day_of_an_event_may_be_known_less_exactly(sato, cell, day, precision):
    event = judged("events", title_ru="Форум", title_en="Forum", kind="conference", starts_on=cell)
    assert (event.starts_on, event.precision) == (day, precision)


def test_speakers_are_changed_by_their_lines_and_keep_the_other_language(desk, english, rich, sato):
    cell = "Liu Wei | leads the class | Knots only | Clinic\nSato (Nagasaki)"
    dry = upload(desk, csv_of(["address", "speakers"], ["full", cell]), "events", True)
    assert "Sato (Nagasaki)" in said(dry)[0]
    cell = "Liu Wei | leads the class | Knots only | Clinic\nsato | moderator | Topic"
    bring_in(desk, csv_of(["address", "speakers"], ["full", cell]), "events", True)
    first, second = rich.speakers.order_by("sort_order")
    assert (first.topic_en, first.topic_ru, first.affiliation_ru, first.role) == ("Knots only", "Швы; узлы", "Клиника", "trainer")
    assert (second.lecturer, second.role, second.topic_en, second.topic_ru) == (sato, "moderator", "Topic", "Тема")


def test_the_programme_is_changed_by_its_lines_and_keeps_the_other_language(desk, english, rich):
    cell = "10:30–11:30 | Opening\n2026-12-11 09:00 | The second day | | two more\n14:00 | Farewell"
    before = {session.title_ru: session.pk for session in rich.sessions.all()}
    bring_in(desk, csv_of(["address", "programme"], ["full", cell]), "events", True)
    first, second, third = rich.sessions.order_by("sort_order")
    assert (first.pk, first.starts, first.title_ru, first.lecturer, first.room_ru) == (before["Открытие | начало"], time(10, 30), "Открытие | начало", None, "")
    assert (second.pk, second.title_en, second.title_ru) == (before["Второй день"], "The second day", "Второй день")
    assert (third.title_en, third.title_ru or "", third.starts) == ("Farewell", "", time(14))


def test_an_empty_cell_leaves_and_a_hyphen_empties(desk, rich):
    bring_in(desk, csv_of(["address", "speakers", "programme", "registration_closes", "ends_time"], ["full", "-", "", "-", "-"]), "events", True)
    rich.refresh_from_db()
    assert (rich.speakers.count(), rich.sessions.count(), rich.registration_closes, rich.ends_time) == (0, 4, None, None)


def test_a_hidden_partner_stays_whatever_the_cell_says(desk, rich, world):
    bring_in(desk, csv_of(["address", "partners"], ["full", "University of Kaunas"]), "events", True)
    assert set(rich.partners.all()) == {world.kaunas, world.draft}


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("speakers", "Nobody", "Not in the list. Possible: Ravi Nair; Лю Вэй; Ханако Сато"),
        ("speakers", "Hanako Sato", "Several are called so: Hanako Sato. Write the address or the code instead."),
        ("speakers", "Liu Wei | king", "Not in the list. Possible:"),
        ("speakers", "Liu Wei\nЛю Вэй", "A speaker is there twice in the same role."),
        ("speakers", "Liu Wei | lecturer | a | b | c", "There are too many parts between “|”"),
        ("speakers", f"Liu Wei | lecturer | {'x' * 251}", "Too long: 251 characters, at most 250."),
        ("programme", "10:00–11:00", "Not understood: 10:00–11:00. Write: 10:00–11:00 | title | lecturer."),
        ("programme", "soon | Opening", "Not understood: soon | Opening."),
        ("programme", "25:00 | Opening", "This is not a time. Write 14:30."),
        ("programme", "11:00–10:00 | Opening", "A session would end before it begins: 11:00–10:00 | Opening."),
        ("programme", "2026-13-01 10:00 | Opening", "This is not a date."),
        ("programme", "10:00 | Opening | Nobody", "Not in the list. Possible: Ravi Nair"),
        ("starts_time", "25:00", "This is not a time. Write 14:30."),
        ("starts_time", "noon", "This is not a time. Write 14:30."),
        ("registration_closes", "01.12.2026", "Write day and time in Minsk: 31.12.2026 23:59."),
        ("registration_closes", "31.02.2026 10:00", "This is not a date."),
        ("registration_closes", "01.12.2026 24:30", "This is not a time."),
        ("registration_closes", "01.11.2025 10:00", "Registration would close before it opens."),
        ("ends_on", "2025-01-01", "The event would end before it begins."),
        ("zone", "Minsk", "Not the name of a time zone: Minsk."),
        ("kind", "party", "Not in the list. Possible:"),
        ("kind", "-", "This field cannot be blank."),
        ("free", "yes", "It is free of charge: then there is no fee."),
        ("summary_en", "[[partner_countries]]", "Facts are printed in the blocks of the text only."),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_row_and_column(desk, english, rich, column, cell, sentence):
    dry = upload(desk, csv_of(["address", column], ["full", cell]), "events", True)
    assert any(row == 2 and text.startswith(sentence) for row, _place, text in complaints(dry)), complaints(dry)
    assert Event.objects.get(slug="full").speakers.count() == 3


def test_a_moment_may_be_a_date_of_excel_with_its_time(desk, rich):
    content = xlsx_of(["address", "registration_closes", "starts_time"], ["full", minsk("2026-12-08 17:15").replace(tzinfo=None), time(9, 45)])
    bring_in(desk, content, "events", True)
    rich.refresh_from_db()
    assert (rich.registration_closes, rich.starts_time) == (minsk("2026-12-08 17:15"), time(9, 45))


def test_seconds_that_no_cell_holds_stay(desk, rich):
    Event.objects.filter(pk=rich.pk).update(registration_closes=minsk("2026-12-09 18:30:59"))
    dry = upload(desk, exported(desk, "events"), "events")
    assert numbers(dry) == (0, 0, Event.objects.count())


def test_a_changed_time_of_a_public_event_is_news_to_calendars(desk, rich):
    """The same as in the form: the number rises, and from when it was moved is kept."""
    bring_in(desk, csv_of(["address", "starts_on"], ["full", "10.12.2026"]), "events", True)
    rich.refresh_from_db()
    assert (rich.sequence, rich.previous_start) == (0, None)
    was = rich.begins_at
    bring_in(desk, csv_of(["address", "starts_on"], ["full", "09.12.2026"]), "events", True)
    rich.refresh_from_db()
    assert (rich.sequence, rich.previous_start) == (1, was)


# --- which record --------------------------------------------------------------------------------
def test_an_event_of_last_year_with_the_same_title_is_another(desk, english, sato):
    make_event("last-year", starts_on=past(365))
    head = ["title_ru", "title_en", "kind", "starts_on"]
    dry = upload(desk, csv_of(head, ["Мастер-класс по кардиохирургии", "Masterclass in cardiac surgery", "masterclass", "10.12.2026"]), "events")
    assert numbers(dry) == (1, 0, 0)
    confirm(desk, dry)
    assert Event.objects.count() == 2


def test_what_seems_to_be_there_is_asked_about_in_the_dry_run(desk, english, sato):
    make_event()
    events = checked("events", ["title_en", "kind", "starts_on"], ["Master class in cardiac surgery", "masterclass", "10.12.2026"])
    assert [warning.text for warning in events.warnings] == ["Is it the same as “Мастер-класс по кардиохирургии”?"]
    lecturers = checked("lecturers", ["name_ru", "country"], ["Ханака Сато", "JP"], ["Ханака Сатоо", "JP"], ["Пётр Иванов", "BY"])
    assert [(warning.row, warning.text) for warning in lecturers.warnings] == [
        (2, "Is it the same as “Ханако Сато”?"), (3, "Is it the same as “Ханако Сато”?"), (3, "Is it the same as “Ханака Сато”?"),
    ]  # fmt: skip


def test_who_may_not_add_and_change_events_may_not_import_them(client, sato):
    reading = reader(client, "view_event", "change_event")
    assert reading.get("/admin/").status_code == 200
    assert upload(reading, csv_of(list(NEW), list(NEW.values())), "events").status_code in (302, 403) or not Event.objects.exists()
    assert not Event.objects.exists()


# --- what it costs -------------------------------------------------------------------------------
def more(number, world, sato):
    """So many events and lecturers with everything that is fetched for them."""
    for one in range(number):
        lecturer = make_lecturer(f"lecturer-{one}", "CN", partner=world.sechenov, **both(name=(f"Лектор {one}", f"Lecturer {one}")))
        sessions = [Session(lecturer=lecturer, **both(title=("Первая", "First")))]
        event = make_event(f"event-{one}", lecturer, sato, partners=[world.nagasaki], contact=world.asia, organiser=Unit.objects.get(), sessions=sessions)
        event.materials = [Material(url="https://slides.example/1", **both(title=("Слайды", "Slides")))]
        event.save()


def costs(ask):
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_visitors_costs_the_same_however_long(client, sato, world, kind, form):
    def ask():
        b"".join(client.get(f"/en/masterclasses/{kind}.{form}").streaming_content)

    more(2, world, sato)
    few = costs(ask)
    Event.objects.all().delete()
    Lecturer.objects.exclude(pk=sato.pk).delete()
    more(15, world, sato)
    assert costs(ask) == few


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_the_cms_and_its_dry_run_cost_the_same_however_long(desk, sato, world, kind):
    def ask():
        return exported(desk, kind)

    def check_it():
        table = sheets.read(ask())
        plan = checked(kind, table.header, *(cells for _number, cells in table.rows))
        assert plan.problems == []

    more(2, world, sato)
    few = costs(ask), costs(check_it)
    Event.objects.all().delete()
    Lecturer.objects.exclude(pk=sato.pk).delete()
    more(15, world, sato)
    assert (costs(ask), costs(check_it)) == few
