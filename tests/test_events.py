"""Events as visitors read them: when, where, who speaks; what is cancelled is seen first; times are Minsk's."""

import json
import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from masterclasses.models import Event, Lecturer, Material, Session, Speaker
from tests.conftest import minsk
from tests.events_world import SOON, make_event, make_lecturer
from tests.reading import main, words
from tests.training_world import both

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])


def address(event, lang="en"):
    return f"/{lang}/masterclasses/events/{event.slug}/"


def listed(client, words="", lang="en"):
    """The addresses of the events that the list shows, in order."""
    return re.findall(r'<th role="rowheader".*?href="/\w\w/masterclasses/events/([\w-]+)/"', main(client, f"/{lang}/masterclasses/{words}"), re.DOTALL)


# --- when --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "russian", "english"),
    [
        ({}, "10 декабря 2026 г., 10:00–12:30 (Минск, UTC+3)", "10 December 2026, 10:00–12:30 (Minsk, UTC+3)"),
        ({"ends_time": None}, "10 декабря 2026 г., 10:00 (Минск, UTC+3)", "10 December 2026, 10:00 (Minsk, UTC+3)"),
        ({"starts_time": None, "ends_time": None}, "10 декабря 2026 г.", "10 December 2026"),
        ({"starts_time": None, "ends_time": None, "ends_on": date(2026, 12, 12)}, "10–12 декабря 2026 г.", "10–12 December 2026"),
        ({"starts_time": None, "ends_time": None, "ends_on": date(2027, 1, 2)}, "10 декабря 2026 г. – 2 января 2027 г.", "10 December 2026 – 2 January 2027"),
        ({"starts_time": None, "ends_time": None, "precision": "month"}, "Декабрь 2026", "December 2026"),
        ({"starts_time": None, "ends_time": None, "precision": "year"}, "2026", "2026"),
        ({"starts_on": None, "starts_time": None, "ends_time": None}, "", ""),
        ({"zone": "Asia/Tokyo"}, "10 декабря 2026 г., 04:00–06:30 (Минск, UTC+3)", "10 December 2026, 04:00–06:30 (Minsk, UTC+3)"),
        ({"zone": "Asia/Tokyo", "starts_time": time(1), "ends_time": time(3)}, "9 декабря 2026 г., 19:00", "9 December 2026, 19:00"),
    ],
)
def test_a_day_is_said_as_exactly_as_it_is_known(world, fields, russian, english):
    event = make_event("when", **fields)
    with override("ru"):
        assert event.when_text.startswith(russian)
    with override("en"):
        assert event.when_text.startswith(english)
    assert bool(event.when_text) is bool(english)


def test_an_event_is_over_at_its_last_second_in_its_own_zone(world):
    event = make_event("tokyo", zone="Asia/Tokyo", starts_on=date(2026, 12, 31), starts_time=time(22), ends_on=date(2027, 1, 1), ends_time=time(1))
    over = minsk("2026-12-31 19:00")
    assert event.over_at == over
    for moment, is_over in [(over - timedelta(seconds=1), False), (over, True), (over + timedelta(seconds=1), True)]:
        with time_machine.travel(moment, tick=False):
            assert Event.objects.get(pk=event.pk).is_over is is_over
            assert Event.objects.upcoming().filter(pk=event.pk).exists() is not is_over
            assert Event.objects.past().filter(pk=event.pk).exists() is is_over


def test_a_whole_day_lasts_until_midnight_in_minsk(world):
    event = make_event("day", starts_time=None, ends_time=None, starts_on=date(2026, 12, 31))
    assert event.over_at == minsk("2027-01-01 00:00")
    month = make_event("month", starts_time=None, ends_time=None, starts_on=date(2028, 2, 1), precision="month")
    assert month.over_at == minsk("2028-03-01 00:00")


def test_the_list_lets_go_of_an_event_when_it_ends_though_nothing_was_saved(client, world):
    end = minsk("2026-12-10 12:30")
    assert end == Event.objects.get(slug="heart-masterclass").over_at
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert "heart-masterclass" in listed(client)
    with time_machine.travel(end, tick=False):
        assert "heart-masterclass" not in listed(client)
        assert listed(client, "?view=past")[0] == "heart-masterclass"


# --- what contradicts itself ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_time": time(9)}, {"ends_time"}),
        ({"ends_time": None, "starts_time": None, "ends_on": date(2026, 12, 9)}, {"ends_on"}),
        ({"starts_on": None, "starts_time": None, "ends_time": None, "ends_on": SOON}, {"starts_on"}),
        ({"precision": "month"}, {"starts_time"}),
        ({"starts_time": None}, {"ends_time"}),
        ({"zone": "Minsk"}, {"zone"}),
        ({"registering": "elsewhere"}, {"register_url"}),
        ({"registering": "form", "starts_on": None, "starts_time": None, "ends_time": None}, {"starts_on"}),
        ({"registration_opens": minsk("2026-12-02 10:00"), "registration_closes": minsk("2026-12-01 10:00")}, {"registration_closes"}),
        ({"is_free": True, "fee_amount": 5, "fee_currency": "BYN"}, {"fee_amount"}),
        ({"is_free": None, "fee_amount": 5}, {"fee_currency"}),
        ({}, set()),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(world, fields, wrong):
    event = make_event("odd")
    for name, value in fields.items():
        setattr(event, name, value)
    found = set()
    try:
        event.full_clean()
    except ValidationError as error:
        found = set(error.message_dict)
    assert found == wrong


# --- the list ------------------------------------------------------------------------------------
def test_what_comes_stands_in_its_order_and_what_is_past_from_its_end(client, world):
    make_event("later", starts_on=date(2027, 1, 20))
    make_event("sooner", starts_on=date(2026, 11, 30))
    assert listed(client) == ["sooner", "heart-masterclass", "sample-workshop", "later"]
    assert listed(client, "?view=past") == ["sutures-lecture", "forum-2024"]
    make_event("undated", starts_on=None, starts_time=None, ends_time=None)
    assert listed(client, "?view=past")[-1] == "undated"
    assert len(listed(client, "?view=all")) == 7


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kind=lecture", {"sutures-lecture"}),
        ("kind=conference", {"forum-2024"}),
        ("audience=doctor&language=en", {"heart-masterclass", "sutures-lecture", "forum-2024", "sample-workshop"}),
        ("audience=resident", {"for-residents"}),
        ("language=de", {"for-residents"}),
        ("interpretation=zh", {"for-residents"}),
        ("captions=ru", {"for-residents"}),
        ("captions=en", set()),
        ("captions=xx", {"heart-masterclass", "sutures-lecture", "forum-2024", "sample-workshop", "for-residents"}),  # no such language: ignored
        ("mode=both", {"heart-masterclass"}),
        ("year=2024", {"forum-2024"}),
        ("year=1999", {"heart-masterclass", "sutures-lecture", "forum-2024", "sample-workshop", "for-residents"}),
        ("country=JP", {"heart-masterclass", "sutures-lecture"}),
        ("field=0911", {"for-residents"}),
        ("q=Сато", {"heart-masterclass", "sutures-lecture"}),
        ("q=sutures", {"sutures-lecture"}),
    ],
)
def test_the_list_is_narrowed(client, world, words, found):
    make_event(
        "for-residents", audience=["resident"], working_languages=["de"], interpretation=["zh"], captions=["ru"], isced_f=["0911"],
        **both(title=("Для ординаторов", "For residents")),
    )  # fmt: skip
    assert set(listed(client, f"?view=all&{words}")) == found


def test_what_is_not_published_is_nowhere(client, world):
    assert "draft-event" not in listed(client, "?view=all")
    assert client.get("/en/masterclasses/events/draft-event/").status_code == 404
    for name in ("events.ics", "events.atom", "events.json"):
        answer = client.get(f"/en/masterclasses/{name}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"raft" not in body


# --- the page ------------------------------------------------------------------------------------
@BOTH
@pytest.mark.parametrize(
    ("state", "labels"),
    [("cancelled", ("Отменено", "Cancelled")), ("postponed", ("Отложено", "Postponed")), ("moved_online", ("Перенесено в онлайн", "Moved online"))],
)
def test_what_happened_to_an_event_is_said_everywhere_before_anything_else(client, world, lang, state, labels):
    label = labels[lang == "en"]
    event = make_event("changed", state=state, first_published_at=timezone.now(), **both(title=("Изменённое", "Changed one")))
    page = client.get(address(event, lang)).content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert title.startswith(f"{label}: ")
    assert page.index(f">{label}<") < page.index("<h1")
    row = main(client, f"/{lang}/masterclasses/?q=changed").split("<tbody")[1]
    assert label in words(row)
    assert f"SUMMARY:{label}: " in client.get(f"/{lang}/masterclasses/events.ics").content.decode()


@BOTH
def test_the_page_says_when_where_who_and_in_which_language(client, world, lang):
    page = words(main(client, f"/{lang}/masterclasses/events/heart-masterclass/"))
    told = {
        "ru": [
            "Мастер-класс по кардиохирургии",
            "Минск, UTC+3",
            "Главный корпус",
            "Ханако Сато",
            "Университет Нагасаки",
            "английский",
            "бесплатно",
            "Координатор по Азии",
        ],
        "en": [
            "Masterclass in cardiac surgery",
            "Minsk, UTC+3",
            "Main building",
            "Hanako Sato",
            "Nagasaki University",
            "English",
            "Russian",
            "free of charge",
            "Coordinator for Asia",
        ],
    }[lang]
    for said in told:
        assert said.lower() in page.lower(), said


def test_the_machines_time_is_beside_the_words(client, world):
    page = client.get("/en/masterclasses/events/heart-masterclass/").content.decode()
    assert '<time datetime="2026-12-10T10:00:00+03:00" data-until="2026-12-10T12:30:00+03:00"' in page
    assert "own_time" in page


def test_the_time_at_another_place_stands_beside_that_of_minsk(client, world):
    event = make_event("tokyo", zone="Asia/Tokyo")
    assert "10:00–12:30 at the place (Asia/Tokyo)" in words(main(client, address(event)))


def test_a_joining_link_is_shown_to_everybody_only_if_it_is_for_everybody(client, world):
    event = Event.objects.get(slug="heart-masterclass")
    places = [address(event), "/en/masterclasses/events.ics", f"{address(event)}event.ics", "/en/masterclasses/events.atom", "/en/masterclasses/"]
    for place in places:
        assert "video.example" not in client.get(place).content.decode(), place
    event.link_visibility = "public"
    event.save()
    shown = ["video.example" in client.get(place).content.decode() for place in places]
    assert shown == [True, True, True, False, False]
    event.state = "cancelled"
    event.save()
    assert not any("video.example" in client.get(place).content.decode() for place in places)


def test_the_programme_is_told_day_by_day(client, world):
    sato = Lecturer.objects.get(slug="sato")
    sessions = [
        Session(starts=time(9), ends=time(10), lecturer=sato, **both(title=("Введение", "Introduction"))),
        Session(day=SOON + timedelta(days=1), starts=time(11), **both(title=("Практика", "Practice"), others=("все", "everybody"), room=("204", "204"))),
    ]
    event = make_event("two-days", sessions=sessions, ends_on=SOON + timedelta(days=1))
    told = words(main(client, address(event)).split('class="section sessions">')[1].split("</section>")[0])
    assert told == "Programme 10 December 2026 09:00–10:00 Introduction Hanako Sato 11 December 2026 11:00 Practice everybody 204 Times in Minsk (UTC+3)"


def test_materials_are_shown_from_their_day_on_and_say_whether_there_are_captions(client, world):
    materials = [
        Material(kind="recording", url="https://video.example/1", language="en", captions=["ru"], **both(title=("Запись", "Recording"))),
        Material(kind="recording", url="https://video.example/2", **both(title=("Без титров", "Without"))),
        Material(kind="slides", url="https://files.example/3", publish_on=date(2026, 11, 23), **both(title=("Завтра", "Tomorrow"))),
    ]
    event = make_event("told", materials=materials)
    page = words(main(client, address(event)))
    assert "Recording, video.example, English, captions: Russian" in page
    assert "Recording, video.example, no captions" in page
    assert "Tomorrow" not in page
    with time_machine.travel("2026-11-23T00:00:01+03:00", tick=False):
        assert "Tomorrow" in words(main(client, address(event)))


def test_a_material_is_a_file_or_an_address(world):
    with pytest.raises(ValidationError):
        Material(title_ru="x").clean()
    Material(title_ru="x", url="https://files.example/3").clean()


def test_an_event_of_which_nothing_but_the_name_is_known_has_a_page(client, world):
    event = Event(slug="bare", title_en="Bare", kind="visit", languages="en-first", live=True)
    event.save()
    for lang in ("ru", "en"):
        answer = client.get(address(event, lang))
        assert answer.status_code == 200
        assert "Bare" in answer.content.decode()
    assert "not published" in words(main(client, address(event)))


def test_events_of_a_series_lead_to_each_other(client, world):
    series = both(series=("Школа хирургов", "School of surgeons"))
    first = make_event("school-1", starts_on=date(2026, 5, 1), **series, **both(title=("Школа: май", "School: May")))
    second = make_event("school-2", **series, **both(title=("Школа: декабрь", "School: December")))
    assert "School: May" in words(main(client, address(second)))
    assert "School: December" in words(main(client, address(first)))
    assert "School:" not in words(main(client, "/en/masterclasses/events/heart-masterclass/"))


def test_structured_data_says_what_the_page_shows(client, world):
    def data(event):
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address(event)).content.decode(), re.DOTALL)
        return next(block for block in map(json.loads, blocks) if block["@type"] == "EducationEvent")

    event = Event.objects.get(slug="heart-masterclass")
    found = data(event)
    assert found["startDate"] == "2026-12-10T10:00:00+03:00"
    assert found["endDate"] == "2026-12-10T12:30:00+03:00"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert found["location"] == [{"@type": "Place", "name": "Main building"}]
    assert found["performer"] == [{"@type": "Person", "name": "Hanako Sato", "affiliation": {"@type": "Organization", "name": "Nagasaki University"}}]
    assert found["maximumPhysicalAttendeeCapacity"] == 2
    event.starts_on, event.state = date(2026, 12, 11), "confirmed"
    event.save()
    assert data(event)["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data(event)["previousStartDate"].startswith("2026-12-10T")
    event.state = "cancelled"
    event.save()
    assert data(event)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_moved_event_says_from_when(client, world):
    event = Event.objects.get(slug="heart-masterclass")
    event.starts_on = date(2026, 12, 17)
    event.save()
    assert "Moved from 10 December 2026, 10:00 (Minsk, UTC+3)" in words(main(client, address(event)))


# --- lecturers -------------------------------------------------------------------------------------
def test_a_lecturer_has_a_page_across_the_years(client, world):
    page = words(main(client, "/en/masterclasses/lecturers/sato/"))
    assert "professor of surgery" in page
    assert page.index("Masterclass in cardiac surgery") < page.index("Lecture on sutures")
    assert "Nagasaki University" in page
    assert "Japan" in page


def test_lecturers_are_found_by_country_and_year_and_visiting_ones_have_taught_in_minsk(client, world):
    def found(query):
        return re.findall(r'href="/en/masterclasses/lecturers/([\w-]+)/"', main(client, f"/en/masterclasses/lecturers/{query}").split("<tbody")[-1])

    online = make_lecturer("online", "CN", **both(name=("Ли", "Li")))
    make_event("video", online, mode="online", starts_on=date(2026, 2, 2))
    assert set(found("")) == {"sato", "ivanou", "online"}
    assert found("?country=JP") == ["sato"]
    assert found("?view=visiting") == ["sato"]
    assert found("?year=2026&country=CN") == ["online"]
    assert found("?sort=events")[0] == "sato"


def test_a_photograph_is_shown_only_with_permission(world):
    lecturer = make_lecturer("shown")
    assert lecturer.shown_photo is None


def test_a_speaker_may_have_worked_elsewhere_then(client, world):
    event = make_event("then")
    event.speakers = [Speaker(lecturer=Lecturer.objects.get(slug="sato"), **both(affiliation=("Клиника Осаки", "Osaka Clinic"), topic=("Швы", "Sutures")))]
    event.save()
    page = main(client, address(event)).split('class="section speakers"')[1].split("</section>")[0]
    assert "Osaka Clinic" in page
    assert "/partners/nagasaki-university/" not in page
    assert "Sutures" in page


# --- elsewhere ---------------------------------------------------------------------------------------
@BOTH
def test_the_home_page_names_what_comes_and_what_closes(client, world, lang):
    page = words(main(client, f"/{lang}/"))
    title = {"ru": "Мастер-класс по кардиохирургии", "en": "Masterclass in cardiac surgery"}[lang]
    heading = {"ru": "Ближайшие события", "en": "Coming events"}[lang]
    assert heading in page
    assert title in page.split(heading)[1]
    with time_machine.travel("2026-11-28T12:00:00+03:00", tick=False):
        assert title in words(main(client, f"/{lang}/").split('class="closing')[1].split("</section>")[0])
    with time_machine.travel("2026-12-10T10:00:00+03:00", tick=False):
        assert title not in main(client, f"/{lang}/").split('class="closing')[-1].split("</section>")[0]


@BOTH
def test_the_search_finds_events_and_lecturers(client, world, lang):
    page = main(client, f"/{lang}/search/?q=Sato")
    assert f"/{lang}/masterclasses/lecturers/sato/" in page
    assert f"/{lang}/masterclasses/events/heart-masterclass/" in page


def test_a_former_address_leads_to_the_event(client, world):
    event = Event.objects.get(slug="heart-masterclass")
    event.slug = "heart"
    event.save()
    answer = client.get("/ru/masterclasses/events/heart-masterclass/")
    assert (answer.status_code, answer["Location"]) == (301, "/ru/masterclasses/events/heart/")


@pytest.mark.parametrize("query", ["?kind=%00", "?year=abc&page=-1", "?view=nothing", "?sort=x&audience=x&country=ZZ", "?q=" + "x" * 300])
def test_nothing_in_an_address_breaks_the_list(client, world, query):
    for name in ("", "lecturers/", "events.ics", "events.atom", "events.csv"):
        assert client.get(f"/en/masterclasses/{name}{query}").status_code == 200
