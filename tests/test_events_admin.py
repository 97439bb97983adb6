"""The editing screens of events: menu, filters, forms and their rules, last year's event made new, what seems to be there already, the start page."""

import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import admin_menu
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from core.imports import importables
from core.models import Unit
from masterclasses.models import Certificate, Event, EventPicture, Lecturer, Material, Registration, Session, Speaker
from partners.models import Partner
from tests.conftest import TODAY, minsk
from tests.events_world import SOON, make_event, make_lecturer, make_open_event, make_registration, past
from tests.test_every_screen import BOTH, listed, opens, speak
from tests.training_world import both

DAY = timedelta(days=1)


def screen(model, view="list", *args):
    return reverse(f"wagtailsnippets_masterclasses_{model._meta.model_name}:{view}", args=args)


def clear():
    """Nothing is left of the section's world."""
    for model in (Certificate, Registration, Event, Lecturer):
        model.objects.all().delete()


@pytest.fixture
def clean(world):
    """The world without its events: those of a test are its own."""
    clear()


@pytest.fixture
def sato(clean, world):
    return make_lecturer(partner=world.nagasaki)


def found(desk, words="", model=Event):
    return listed(desk, f"{screen(model)}?{words}", model)


def reader(client, *rights):
    """Somebody with these rights of the section and the entry to the CMS, nothing else."""
    user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights, content_type__app_label="masterclasses"))
    client.force_login(user)
    return client


def errors(answer):
    return answer.context["form"].errors if answer.status_code == 200 else {}


# --- menu and lists ----------------------------------------------------------------------------
def test_events_come_first_in_the_menu_of_the_section(editor, world):
    request = RequestFactory().get("/admin/")
    request.user = editor
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    names = [item.name for item in items]
    assert names.index("partnership") < names.index("masterclasses") < names.index("training") < names.index("mobility")
    group = next(item for item in items if item.name == "masterclasses")
    assert [item.url for item in group.menu.menu_items_for_request(request)][:2] == [screen(Event), screen(Lecturer)]


def test_events_are_narrowed(desk, sato):
    faculty = Unit.objects.get()
    to_come = make_event("to-come", sato, organiser=faculty)
    over = make_event("over", sato, kind="lecture", state="held", starts_on=past(), audience=["teacher"])
    asking = make_open_event(live=False)
    nobody_knows = make_event("some-day", starts_on=None, starts_time=None, ends_time=None, is_sample=True, audience=[])
    assert found(desk) == {to_come.pk, over.pk, asking.pk, nobody_knows.pk}
    assert found(desk, "when=upcoming") == {to_come.pk, asking.pk}
    assert found(desk, "when=past") == {over.pk, nobody_knows.pk}
    assert found(desk, "kind=lecture") == found(desk, "state=held") == found(desk, "audience=teacher") == {over.pk}
    assert found(desk, "audience=student") == {to_come.pk, asking.pk}
    assert found(desk, "registering=form") == found(desk, "live=false") == {asking.pk}
    assert found(desk, f"organiser={faculty.pk}") == {to_come.pk}
    assert found(desk, "is_sample=true") == {nobody_knows.pk}
    assert found(desk, "when=nonsense&audience=nonsense") == found(desk)


def upkeep(question):
    """(what the question finds, what it passes over), as fields of events; relative to the tests' day."""
    week, month = TODAY - 7 * DAY, TODAY - 30 * DAY
    return {
        "without_contact": ([{}, {"state": "moved_online"}], [{"starts_on": TODAY - DAY}, {"state": "cancelled"}, {"live": False}]),
        "soon_unconfirmed": (
            [{"state": "planned", "starts_on": TODAY + 14 * DAY, "starts_time": time(11, 59)}],
            [{"state": "planned", "starts_on": TODAY + 14 * DAY, "starts_time": time(12, 1), "ends_time": None}, {}, {"state": "planned", "live": False}],
        ),
        "still_expected": (
            [{"starts_on": week, "ends_time": time(11, 59)}, {"starts_on": month, "state": "planned"}],
            [{"starts_on": week, "ends_time": time(12, 1)}, {"starts_on": month, "state": "held"}, {"starts_on": month, "state": "cancelled"}],
        ),
        "without_report": (
            [{"starts_on": month, "state": "held"}, {"starts_on": month}],
            [
                {"starts_on": month, "report_en": "Eighty people came."},
                {"starts_on": TODAY - 367 * DAY},
                {"starts_on": month, "state": "postponed"},
                {"starts_on": TODAY - DAY},
            ],
        ),
    }[question]


@pytest.mark.parametrize("question", ["without_contact", "soon_unconfirmed", "still_expected", "without_report"])
def test_a_list_shows_what_waits(desk, clean, question):
    waiting, others = upkeep(question)
    expected = {make_event(f"waiting-{number}", **fields).pk for number, fields in enumerate(waiting)}
    passed_over = {make_event(f"other-{number}", **fields).pk for number, fields in enumerate(others)}
    assert found(desk, f"{question}=true") == expected
    assert found(desk, f"{question}=false") == passed_over


def test_lecturers_are_narrowed_and_their_public_events_counted(desk, sato):
    home = make_lecturer("ivanou", "BY", **both(name=("Пётр Иванов", "Piotr Ivanou")))
    make_event("taught", sato, home, starts_on=past(), state="held")
    make_event("draft", sato, live=False)
    assert found(desk, "visiting=true", Lecturer) == {sato.pk}
    assert found(desk, "visiting=false", Lecturer) == {home.pk}
    assert found(desk, f"country={home.country_id}", Lecturer) == {home.pk}
    assert Lecturer.objects.with_event_count().get(pk=sato.pk).events_total == 1


@pytest.mark.parametrize("model", [Event, Lecturer])
def test_a_list_costs_the_same_however_long(desk, sato, world, model):
    def queries():
        desk.get(screen(model))
        with CaptureQueriesContext(connection) as captured:
            desk.get(screen(model))
        return len(captured)

    make_event("first", sato, organiser=Unit.objects.get(), contact=world.asia)
    few = queries()
    for number in range(12):
        lecturer = make_lecturer(f"lecturer-{number}", "CN", partner=world.sechenov, **both(name=(f"Лектор {number}", f"Lecturer {number}")))
        make_event(f"event-{number}", lecturer, sato, organiser=Unit.objects.get())
    assert queries() == few


def test_the_cms_finds_an_event_by_its_speaker_in_either_script(desk, sato):
    event = make_event("hers", sato)
    make_event("other", **both(title=("Другое", "Another")))
    for query in ("Sato", "Сато"):
        assert listed(desk, f"{reverse('wagtailsnippets_masterclasses_event:list_results')}?q={query}", Event) == {event.pk}


def test_every_list_has_its_import_button(desk, world):
    for name in ("events", "lecturers"):
        assert reverse("import_upload", args=[name]) in desk.get(screen(importables[name].model)).content.decode()


# --- forms -------------------------------------------------------------------------------------
def event_form(*lecturers, **changes):
    texts = [*Event.translated_fields()]
    fields = {
        **{f"{name}_{code}": "" for name in texts for code in ("ru", "en")}, **both(title=("Семинар", "Workshop")),
        "kind": "workshop", "state": "confirmed", "precision": "day", "zone": "Europe/Minsk", "link_visibility": "registered", "registering": "none",
        "certifying": "none", "languages": "all", "slug": "", "starts_on": "2026-12-10", "starts_time": "10:00",
        "speakers": inline_formset([{"lecturer": lecturer.pk, "role": "lecturer"} for lecturer in lecturers]),
        **{name: inline_formset([]) for name in ("sessions", "materials", "pictures")},
    }  # fmt: skip
    return nested_form_data({**fields, **changes})


def test_an_event_is_published_with_speakers_and_programme(desk, sato):
    row = {"title_ru": "Открытие", "title_en": "Opening", "starts": "10:00", "ends": "10:30", "lecturer": sato.pk}
    fields = event_form(sato, **{"action-publish": "1", "sessions": inline_formset([row])}) | {"audience": ["student", "doctor"], "working_languages": ["en"]}
    answer = desk.post(screen(Event, "add"), fields)
    assert answer.status_code == 302, errors(answer)
    event = Event.objects.get()
    assert (event.live, event.slug, event.begins_at, event.audience) == (True, "workshop", minsk("2026-12-10 10:00"), ["student", "doctor"])
    assert [(speaker.lecturer, speaker.role) for speaker in event.speakers.all()] == [(sato, "lecturer")]
    assert [(session.title_en, session.lecturer) for session in event.sessions.all()] == [("Opening", sato)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"ends_time": "09:00"}, "ends_time"),
        ({"ends_on": "2026-12-09"}, "ends_on"),
        ({"precision": "month"}, "starts_time"),
        ({"starts_on": ""}, "starts_time"),
        ({"starts_time": "", "ends_time": "12:00"}, "ends_time"),
        ({"zone": "Minsk"}, "zone"),
        ({"registering": "elsewhere"}, "register_url"),
        ({"registering": "form"}, "mode"),
        ({"registering": "form", "starts_on": "", "starts_time": "", "mode": "online"}, "starts_on"),
        ({"mode": "online", "capacity_on_site": "5"}, "capacity_on_site"),
        ({"mode": "on_site", "capacity_online": "5"}, "capacity_online"),
        ({"registration_opens": "2026-12-02 10:00", "registration_closes": "2026-12-01 10:00"}, "registration_closes"),
        ({"is_free": "true", "fee_amount": "5", "fee_currency": "USD"}, "fee_amount"),
        ({"fee_amount": "5"}, "fee_currency"),
        ({"summary_ru": "[[partner_countries]]"}, "summary_ru"),
        ({"starts_on": "soon"}, "starts_on"),
    ],
)
def test_a_rule_of_an_event_is_told_at_its_field(desk, clean, changes, field):
    answer = desk.post(screen(Event, "add"), event_form(**{"action-publish": "1", **changes}))
    assert field in errors(answer)
    assert not Event.objects.exists()


def test_a_material_is_a_file_or_an_address(desk, clean):
    row = {"title_ru": "Слайды", "title_en": "Slides", "kind": "slides", "language": "", "url": ""}
    answer = desk.post(screen(Event, "add"), event_form(materials=inline_formset([row])))
    assert answer.status_code == 200
    assert "url" in answer.context["form"].formsets["materials"].errors[0]
    assert desk.post(screen(Event, "add"), event_form(materials=inline_formset([{**row, "url": "https://slides.example/"}]))).status_code == 302
    assert Event.objects.get().materials.get().url == "https://slides.example/"


def test_the_same_speaker_twice_in_a_role_is_refused_and_in_another_is_not(desk, sato):
    answer = desk.post(screen(Event, "add"), event_form(sato, sato))
    assert answer.status_code == 200
    assert not Event.objects.exists()
    rows = [{"lecturer": sato.pk, "role": role} for role in ("lecturer", "moderator")]
    assert desk.post(screen(Event, "add"), event_form(speakers=inline_formset(rows))).status_code == 302


def test_a_draft_may_be_incomplete(desk, clean):
    answer = desk.post(screen(Event, "add"), event_form(kind="", title_en="", starts_on="", starts_time=""))
    assert answer.status_code == 302, errors(answer)
    event = Event.objects.get()
    assert (event.live, event.title_ru, event.title_en or "", event.begins_at) == (False, "Семинар", "", None)
    assert desk.get(screen(Event, "edit", event.pk)).status_code == 200
    assert found(desk) == {event.pk}


def test_the_lecturers_form_lists_the_events_and_offers_another(desk, sato):
    event, draft = make_event("hers", sato), make_event("later", sato, live=False, starts_on=date(2027, 1, 5))
    other = make_event("not-hers", **both(title=("Другое", "Another")))
    page = desk.get(screen(Lecturer, "edit", sato.pk)).content.decode()
    assert screen(Event, "edit", event.pk) in page
    assert screen(Event, "edit", draft.pk) in page
    assert screen(Event, "edit", other.pk) not in page
    assert event.when_text in unescape(page)
    assert f'href="{screen(Event, "add")}?lecturer={sato.pk}"' in page
    assert f'name="speakers-0-lecturer" value="{sato.pk}"' in desk.get(f"{screen(Event, 'add')}?lecturer={sato.pk}").content.decode()


@pytest.mark.parametrize("wrong", ["x", "999999", "-1", "9" * 40, "%00", "", "²"])
def test_an_address_that_names_no_lecturer_opens_an_empty_form(desk, world, wrong):
    assert desk.get(f"{screen(Event, 'add')}?lecturer={wrong}").status_code == 200


# --- last year's event made new ----------------------------------------------------------------
@pytest.fixture
def last_year(sato, world):
    """Held last December, with everything that an event can have."""
    event = make_event(
        "winter-school", sato, partners=[world.nagasaki], state="held", mode="both", starts_on=date(2025, 12, 11), ends_on=date(2025, 12, 12),
        registering="form", registration_opens=minsk("2025-11-01 09:00"), registration_closes=minsk("2025-12-01 18:00"), capacity_on_site=20,
        join_link="https://video.example/2025", report_ru="Пришли все.", report_en="All came.", source_url="https://www.bsmu.by/2025", internal_note="Late start",
        organiser=Unit.objects.get(), contact=world.asia, series_ru="Зимняя школа", series_en="Winter school", verified_on=date(2025, 12, 1),
        sessions=[Session(lecturer=sato, starts=time(10), ends=time(11), **both(title=("Первая", "First"))), Session(day=date(2025, 12, 12), **both(title=("Вторая", "Second")))],
        materials=[Material(url="https://slides.example/", **both(title=("Слайды", "Slides")))],
    )  # fmt: skip
    make_registration(event)
    event.sequence, event.previous_start = 3, minsk("2025-12-04 10:00")
    Event.objects.filter(pk=event.pk).update(sequence=3, previous_start=event.previous_start)
    return event


def sent(answer):
    """What a browser sends of the form that it was shown."""
    return dict(querydict_from_html(answer.content.decode(), form_id="w-editor-form").lists())


def copied_form(desk, event):
    """What the screen of the copy holds, as a browser sends it on."""
    answer = desk.get(screen(Event, "copy", event.pk))
    assert answer.status_code == 200
    return answer.content.decode(), sent(answer)


def copy(desk, event, **changes):
    _page, form = copied_form(desk, event)
    answer = desk.post(screen(Event, "add"), {**form, "action-publish": "1", **changes})
    assert answer.status_code == 302, errors(answer)
    return Event.objects.latest("pk")


def test_the_copy_is_a_new_event_on_the_same_day_of_the_week(desk, last_year, sato, world):
    new = copy(desk, last_year)
    assert new.pk != last_year.pk
    assert (new.starts_on, new.ends_on, new.starts_time, new.ends_time) == (date(2026, 12, 10), date(2026, 12, 11), time(10), time(12, 30))
    assert new.starts_on.weekday() == last_year.starts_on.weekday()
    assert (new.registration_opens, new.registration_closes) == (minsk("2026-10-31 09:00"), minsk("2026-11-30 18:00"))
    assert (new.state, new.kind, new.mode, new.capacity_on_site, new.audience) == ("planned", "masterclass", "both", 20, ["student", "doctor"])
    assert (new.organiser, new.contact, new.series_en, list(new.partners.all())) == (last_year.organiser, world.asia, "Winter school", [world.nagasaki])
    assert [field.code for field in new.isced_f.all()] == ["0912"]
    assert [(speaker.lecturer, speaker.role) for speaker in new.speakers.all()] == [(sato, "lecturer")]
    assert [(session.title_en, session.day, session.lecturer) for session in new.sessions.all()] == [
        ("First", None, sato),
        ("Second", date(2026, 12, 11), None),
    ]


def test_the_copy_has_an_identity_and_a_history_of_its_own(desk, last_year):
    new = copy(desk, last_year)
    assert new.public_id != last_year.public_id  # of which the UID of calendars is made
    assert (new.sequence, new.previous_start, new.changed_at) == (0, None, None)
    assert new.slug not in ("", last_year.slug)
    assert new.registrations.count() == 0
    assert new.retention_until == date(2027, 6, 11)
    assert (new.first_published_at.date(), new.verified_on) == (TODAY, None)


def test_what_happened_stays_with_the_other_one(desk, last_year):
    new = copy(desk, last_year)
    assert (new.report_ru or "", new.report_en or "", new.join_link, new.source_url, new.internal_note) == ("", "", "", "", "")
    assert new.materials.count() == new.pictures.count() == 0
    last_year.refresh_from_db()
    assert (last_year.state, last_year.sequence, last_year.report_en, last_year.starts_on) == ("held", 3, "All came.", date(2025, 12, 11))
    assert (last_year.materials.count(), last_year.registrations.count(), last_year.sessions.count(), last_year.speakers.count()) == (1, 1, 2, 1)


def test_opening_the_copy_makes_nothing(desk, last_year):
    before = list(Event.objects.values())
    copied_form(desk, last_year)
    assert list(Event.objects.values()) == before


@BOTH
def test_the_editor_is_told_what_to_check(desk, editor, last_year, lang):
    speak(editor, lang)
    page, _form = copied_form(desk, last_year)
    assert "52" in re.search(r'<li class="info.*?</li>', page, re.S)[0]


def test_an_event_whose_day_is_not_known_moves_by_a_year(desk, clean):
    vague = {"precision": "month", "starts_time": None, "ends_time": None}
    event = make_event("vague", starts_on=date(2026, 1, 1), **vague)
    new = copy(desk, event)
    assert (new.starts_on, new.precision) == (date(2027, 1, 1), "month")


def test_an_event_without_any_date_stays_without(desk, clean):
    new = copy(desk, make_event("some-day", starts_on=None, starts_time=None, ends_time=None), another="on")
    assert new.starts_on is None


def test_a_copied_sample_is_no_sample(desk, clean):
    assert copy(desk, make_event("sample", is_sample=True)).is_sample is False


def test_a_copy_may_stay_a_draft(desk, last_year):
    _page, form = copied_form(desk, last_year)
    assert desk.post(screen(Event, "add"), form).status_code == 302
    assert Event.objects.latest("pk").live is False


def test_who_may_not_add_events_copies_none(client, last_year):
    reading = reader(client, "view_event", "change_event")
    assert reading.get(screen(Event, "copy", last_year.pk)).status_code in (302, 403)
    assert screen(Event, "copy", last_year.pk) not in reading.get(screen(Event)).content.decode()
    assert Event.objects.count() == 1


def test_nothing_is_copied_from_an_event_that_is_not_there(desk, world):
    assert desk.get(screen(Event, "copy", 999999), follow=True).status_code == 404


# --- what seems to be there already --------------------------------------------------------------
def lecturer_form(**changes):
    fields = {f"{name}_{code}": "" for name in Lecturer.translated_fields() for code in ("ru", "en")}
    return {**fields, "native_name": "", "native_lang": "", "languages": "all", "slug": "", **changes}


@pytest.mark.parametrize("names", [("Ханако Сато", "Khanako Sato"), ("Хана Сато", "Sato Hanako"), ("Сато Ханако", "Sato Khanako")])
def test_a_lecturer_seems_to_be_there_already(desk, sato, names):
    fields = lecturer_form(**both(name=names), country=sato.country_id)
    assert "another" in errors(desk.post(screen(Lecturer, "add"), fields))
    assert Lecturer.objects.count() == 1
    assert desk.post(screen(Lecturer, "add"), fields | {"another": "on"}).status_code == 302
    assert Lecturer.objects.count() == 2


def test_somebody_of_another_country_or_name_is_somebody_else(desk, sato):
    china = make_lecturer("liu", "CN", **both(name=("Лю Вэй", "Liu Wei"))).country
    for fields in (lecturer_form(**both(name=("Ханако Сато", "Hanako Sato")), country=china.pk), lecturer_form(**both(name=("Кэн Танака", "Ken Tanaka")))):
        assert desk.post(screen(Lecturer, "add"), fields).status_code == 302


def test_a_lecturer_without_country_may_be_anybody(desk, sato):
    assert "another" in errors(desk.post(screen(Lecturer, "add"), lecturer_form(**both(name=("Ханако Сато", "Hanako Sato")))))


def test_an_event_of_nearly_the_same_title_on_the_same_day_is_asked_about(desk, clean):
    make_event()
    same = both(title=("Мастер-класс по кардиохирургии", "Master class in cardiac surgery"))
    assert "another" in errors(desk.post(screen(Event, "add"), event_form(**same)))
    assert desk.post(screen(Event, "add"), event_form(**same, starts_on="2026-12-11")).status_code == 302
    assert desk.post(screen(Event, "add"), event_form(**same, another="on")).status_code == 302
    assert Event.objects.count() == 3


def test_an_event_that_is_moved_to_the_day_of_its_like_is_asked_about(desk, clean):
    make_event()
    other = make_event("later", starts_on=date(2027, 1, 10))
    form = {**sent(desk.get(screen(Event, "edit", other.pk))), "starts_on": SOON.isoformat()}
    assert "another" in errors(desk.post(screen(Event, "edit", other.pk), form))


# --- the start page, rights ----------------------------------------------------------------------
@BOTH
def test_every_count_of_the_start_page_is_the_length_of_the_list_it_leads_to(desk, editor, clean, world, lang):
    speak(editor, lang)
    for question in ("without_contact", "soon_unconfirmed", "still_expected", "without_report"):
        for number, fields in enumerate(upkeep(question)[0]):
            make_event(f"{question.replace('_', '-')}-{number}", **fields)
    make_event("postponed", state="postponed", owner=world.asia)
    page = opens(desk, "/admin/", lang)
    tasks = {unescape(href): int(number) for href, number in re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong>', page) if "/masterclasses/" in href}
    questions = ["without_contact=true", "soon_unconfirmed=true", "still_expected=true", "without_report=true", "state=postponed"]
    assert set(tasks) == {f"{screen(Event)}?{question}" for question in questions}
    for href, number in tasks.items():
        model = apps.get_model(*href.removeprefix("/admin/snippets/").split("/")[:2])
        assert number == len(listed(desk, href, model)) > 0, href


def test_the_start_page_of_who_may_only_look_says_nothing_of_events(client, clean):
    make_event()
    assert screen(Event) + "?" not in reader(client, "view_event").get("/admin/").content.decode()


def test_a_translator_without_rights_opens_no_screen_of_events(client, sato):
    event = make_event("heart", sato)
    stranger = reader(client)
    for address in (screen(Event), screen(Event, "add"), screen(Event, "edit", event.pk), screen(Event, "copy", event.pk), screen(Lecturer)):
        assert stranger.get(address).status_code in (302, 403)
    assert stranger.post(screen(Event, "add"), event_form()).status_code in (302, 403)
    assert Event.objects.count() == 1


@pytest.mark.parametrize("model", [Event, Lecturer])
def test_the_editors_of_the_demonstration_may_do_everything(editor, model):
    name = model._meta.model_name
    assert editor.has_perms([f"masterclasses.{action}_{name}" for action in ("add", "change", "delete", "view", "publish")])


def test_a_lecturer_who_speaks_somewhere_is_not_deleted(desk, sato):
    make_event("heart", sato)
    desk.post(screen(Lecturer, "delete", sato.pk))
    assert Lecturer.objects.filter(pk=sato.pk).exists()
    assert Speaker.objects.count() == 1
    assert EventPicture.objects.count() == 0


@BOTH
def test_partners_are_ticked_in_the_order_of_the_editors_language(desk, editor, world, lang):
    speak(editor, lang)
    page = opens(desk, screen(Event, "add"), lang)
    labels = [unescape(label).strip() for label in re.findall(r'name="partners"[^>]*>\s*([^<]+)</label>', page)]
    with translation.override(lang):
        assert labels == [partner.title_text[0] for partner in Partner.objects.order_by(f"sort_key_{lang}")]
