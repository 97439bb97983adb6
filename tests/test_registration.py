"""Taking part in an event: the form, places and the waiting list, the own page, the mails; whatever is typed, nothing is lost and nothing doubled."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from core.models import OfficeDetails
from masterclasses import places, reminders
from masterclasses.choices import RegistrationState
from masterclasses.models import Event, Registration
from office.models import Consent, OutgoingMail
from office.retention import purge
from tests.conftest import TODAY, minsk
from tests.events_world import make_certificate, make_event, make_open_event, make_registration
from tests.reading import main, statements, words

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
ANNA = {
    "name_cyrillic": "Анна Ковалёва",
    "name_latin": "Anna Kavaliova",
    "email": "anna@example.org",
    "organisation": "Клиника",
    "audience": "doctor",
    "consent": "on",
}


def address(event, lang="ru"):
    return f"/{lang}/masterclasses/events/{event.slug}/register/"


def key_of(client, event, lang="ru"):
    return re.search(r'name="key" value="([^"]+)"', client.get(address(event, lang)).content.decode())[1]


def send(client, event, lang="ru", **fields):
    """The answer to a form that was just opened."""
    said = {"key": key_of(client, event, lang), **ANNA, **fields}
    return client.post(address(event, lang), {name: value for name, value in said.items() if value is not None})


def problems(answer):
    page = answer.content.decode()
    return words(page.split('class="error_summary"')[1].split("</div>")[0]) if 'class="error_summary"' in page else ""


def ours():
    """The registrations that the test made."""
    return Registration.objects.exclude(event__slug="sutures-lecture")


def mails(to="anna@example.org"):
    return list(OutgoingMail.objects.filter(to=to).order_by("pk"))


@pytest.fixture
def workshop(world):
    return make_open_event()


# --- the form -------------------------------------------------------------------------------------
@BOTH
def test_a_person_registers_and_gets_a_place_a_page_and_a_mail(client, workshop, lang):
    answer = send(client, workshop, lang)
    registration = Registration.objects.get(event=workshop)
    assert (answer.status_code, answer["Location"]) == (302, f"/{lang}/masterclasses/places/{registration.token}/")
    assert (registration.standing, registration.language, registration.seat) == ("accepted", lang, "on_site")
    said = {"ru": ["У вас есть место", "Семинар по швам"], "en": ["You have a place", "Suturing workshop"]}[lang]
    page = words(main(client, answer["Location"]))
    assert all(text in page for text in said)
    (mail,) = mails()
    assert mail.language == lang
    assert said[1] in mail.body
    assert f"/{lang}/masterclasses/places/{registration.token}/" in mail.body
    assert "Анна Ковалёва" in mail.body if lang == "ru" else "Anna Kavaliova" in mail.body


def test_what_is_agreed_to_is_kept_word_for_word(client, workshop):
    page = client.get(address(workshop)).content.decode()
    send(client, workshop, may_share="on")
    event, share = Consent.objects.filter(purpose="event").get(), Consent.objects.filter(purpose="share").get()
    assert event.text in page
    assert share.text in page
    assert "10 июня 2027" in event.text
    assert ours().get().consent == event


@BOTH
def test_the_notice_says_until_when_data_are_kept_before_the_box(client, workshop, lang):
    page = main(client, address(workshop, lang))
    assert workshop.retention_until == date(2027, 6, 10)
    assert {"ru": "10 июня 2027", "en": "10 June 2027"}[lang] in page
    assert page.index('class="privacy"') < page.index('name="may_share"') < page.index('name="consent"')
    assert "checked" not in page


@pytest.mark.parametrize(("lang", "needed"), [("ru", "name_cyrillic"), ("en", "name_latin")])
def test_the_name_in_the_script_of_the_page_is_needed_and_the_other_is_not(client, workshop, lang, needed):
    other = {"name_cyrillic": "name_latin", "name_latin": "name_cyrillic"}[needed]
    assert problems(send(client, workshop, lang, **{needed: ""}))
    assert not ours().exists()
    assert send(client, workshop, lang, **{other: ""}).status_code == 302


@pytest.mark.parametrize(("lang", "names"), [("ru", ["name_cyrillic", "name_latin"]), ("en", ["name_latin", "name_cyrillic"])])
def test_the_needed_name_comes_first_and_the_other_says_what_it_is_for(client, world, workshop, lang, names):
    def form(event):
        return client.get(address(event, lang)).content.decode()

    assert re.findall(r'<input[^>]* name="(name_\w+)"', form(workshop)) == names
    assert f'id="id_{names[1]}_helptext"' in form(workshop)
    assert "_helptext" not in form(make_open_event("uncertified", certifying="none"))


def test_only_those_for_whom_it_is_are_asked_for(client, world):
    event = make_open_event("residents", audience=["resident"])
    assert "Выберите" in problems(send(client, event)) or "Select" in problems(send(client, event))
    assert send(client, event, audience="resident").status_code == 302


def test_one_chooses_where_one_takes_part_only_where_there_is_a_choice(client, world, workshop):
    assert 'name="seat"' not in client.get(address(workshop)).content.decode()
    both_ways = Event.objects.get(slug="heart-masterclass")
    assert problems(send(client, both_ways))
    assert send(client, both_ways, seat="online").status_code == 302
    assert Registration.objects.get(event=both_ways).seat == "online"


def test_a_sample_event_makes_sample_registrations(client, world):
    event = make_open_event("sample-open", is_sample=True)
    send(client, event)
    assert Registration.objects.get(event=event).is_sample


# --- places ---------------------------------------------------------------------------------------
def test_who_comes_too_late_waits_with_a_number(client, workshop):
    for number in range(4):
        send(client, workshop, email=f"p{number}@example.org")
    assert list(ours().values_list("standing", flat=True)) == ["accepted", "accepted", "waiting", "waiting"]
    last = ours().last()
    assert last.position == 2
    assert "2" in words(main(client, f"/ru/masterclasses/places/{last.token}/"))
    assert "Ваш номер в листе ожидания — 2." in mails("p3@example.org")[0].body


def test_without_a_waiting_list_a_full_event_says_so_and_keeps_what_was_typed(client, world):
    event = make_open_event("small", capacity_on_site=1, waiting_list=False)
    key = key_of(client, event)
    make_registration(event, "first@example.org")
    answer = client.post(address(event), {"key": key, **ANNA})
    assert problems(answer)
    assert 'value="anna@example.org"' in answer.content.decode()
    assert Registration.objects.filter(event=event).count() == 1


def test_a_place_that_is_given_back_goes_to_the_first_who_waits_in_their_language(client, workshop):
    first = make_registration(workshop, "first@example.org")
    make_registration(workshop, "second@example.org")
    english = make_registration(workshop, "third@example.org", "waiting", language="en", asked_at=minsk("2026-11-21 10:00"))
    later = make_registration(workshop, "fourth@example.org", "waiting", asked_at=minsk("2026-11-21 11:00"))
    client.post(f"/ru/masterclasses/places/{first.token}/", {"cancel": "yes"})
    english.refresh_from_db()
    later.refresh_from_db()
    assert (english.standing, later.standing, later.position) == ("accepted", "waiting", 1)
    (mail,) = mails("third@example.org")
    assert mail.language == "en"
    assert mail.subject == "A place has become free for you: Suturing workshop"


def test_nobody_overtakes_those_who_wait(client, workshop):
    for number in range(3):
        make_registration(workshop, f"p{number}@example.org", "waiting")
    send(client, workshop)
    assert Registration.objects.get(email="anna@example.org").standing == "waiting"


def test_seats_on_site_and_online_are_counted_apart(client, world):
    event = Event.objects.get(slug="heart-masterclass")  # 2 on site, 1 online
    for number, seat in enumerate(["online", "online", "on_site"]):
        send(client, event, email=f"p{number}@example.org", seat=seat)
    assert list(event.registrations.values_list("standing", flat=True)) == ["accepted", "waiting", "accepted"]


def test_more_places_are_given_out_at_once(django_capture_on_commit_callbacks, workshop):
    for number in range(2):
        make_registration(workshop, f"p{number}@example.org")
    waiting = [make_registration(workshop, f"w{number}@example.org", "waiting") for number in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        workshop.capacity_on_site = 4
        workshop.save()
    assert [Registration.objects.get(pk=row.pk).standing for row in waiting] == ["accepted", "accepted", "waiting"]
    assert len(mails("w0@example.org")) == 1
    with django_capture_on_commit_callbacks(execute=True):
        workshop.capacity_on_site = None
        workshop.save()
    assert Registration.objects.get(pk=waiting[2].pk).standing == "accepted"


@pytest.mark.parametrize("fields", [{"state": "cancelled"}, {"state": "postponed"}, {"starts_on": TODAY, "starts_time": time(11, 59)}])
def test_no_place_is_given_out_at_an_event_that_is_off_or_has_begun(workshop, fields):
    first = make_registration(workshop, "first@example.org")
    make_registration(workshop, "second@example.org")
    waiting = make_registration(workshop, "third@example.org", "waiting")
    for name, value in fields.items():
        setattr(workshop, name, value)
    workshop.save()
    assert places.cancel(first).standing == "cancelled"
    waiting.refresh_from_db()
    assert waiting.standing == "waiting"


@pytest.mark.parametrize(("online", "standings"), [(None, ["accepted"] * 5), (3, ["accepted"] * 3 + ["waiting"] * 2), (1, ["accepted"] + ["waiting"] * 4)])
def test_who_waits_for_a_seat_waits_for_a_place_online_when_the_event_moves_there(django_capture_on_commit_callbacks, client, world, online, standings):
    event = make_open_event(capacity_online=online)
    for number in range(4):
        make_registration(event, f"p{number}@example.org", "accepted" if number < 2 else "waiting")
    with django_capture_on_commit_callbacks(execute=True):
        event.state = "moved_online"
        event.save()
    send(client, event)
    assert list(event.registrations.values_list("standing", flat=True)) == standings
    assert set(event.registrations.values_list("seat", flat=True)) == {"online"}
    assert [row.position for row in event.registrations.waiting("online")] == list(range(1, standings.count("waiting") + 1))


def test_both_kinds_of_seats_stay_what_they_are_when_anything_else_changes(django_capture_on_commit_callbacks, world):
    event = Event.objects.get(slug="heart-masterclass")
    for number, seat in enumerate(["on_site", "online"]):
        make_registration(event, f"p{number}@example.org", seat=seat)
    with django_capture_on_commit_callbacks(execute=True):
        event.starts_on = date(2026, 12, 17)
        event.save()
    assert list(event.registrations.values_list("seat", flat=True)) == ["on_site", "online"]


def test_the_office_gives_a_place_out_of_order_only_if_there_is_one(workshop):
    make_registration(workshop, "a@example.org")
    make_registration(workshop, "b@example.org", "waiting")
    second = make_registration(workshop, "c@example.org", "waiting")
    assert places.accept(second).standing == "accepted"
    third = make_registration(workshop, "d@example.org", "waiting")
    with pytest.raises(places.Full):
        places.accept(third)


def test_the_database_itself_refuses_an_address_twice(workshop):
    make_registration(workshop)
    with pytest.raises(IntegrityError):
        make_registration(workshop)


# --- when ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"registering": "none"}, "none"),
        ({"registering": "elsewhere", "register_url": "https://x.example"}, "elsewhere"),
        ({"registration_opens": minsk("2026-11-22 12:00")}, "open"),
        ({"registration_opens": minsk("2026-11-22 12:01")}, "not_yet"),
        ({"registration_closes": minsk("2026-11-22 12:00")}, "closed"),
        ({"registration_closes": minsk("2026-11-22 12:01")}, "open"),
        ({"state": "cancelled"}, "off"),
        ({"state": "postponed"}, "off"),
        ({"state": "moved_online"}, "open"),
        ({"starts_on": date(2026, 11, 21)}, "over"),
        ({"live": False}, "none"),
    ],
)
def test_whether_one_can_register_follows_the_clock_and_the_state(world, fields, state):
    event = make_open_event("when", **fields)
    assert event.registration_at(minsk("2026-11-22 12:00")) == RegistrationState(state)


def test_registration_closes_when_the_event_begins_to_the_second(world, workshop):
    assert workshop.registration_at(minsk("2026-12-10 10:00") - timedelta(seconds=1)) == "open"
    assert workshop.registration_at(minsk("2026-12-10 10:00")) == "closed"


def test_a_form_that_closes_while_it_is_filled_in_says_so_and_keeps_what_was_typed(client, workshop):
    key = key_of(client, workshop)
    workshop.registration_closes = timezone.now() - timedelta(seconds=1)
    workshop.save()
    answer = client.post(address(workshop), {"key": key, **ANNA})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Регистрация закрыта" in problems(answer)
    assert 'value="anna@example.org"' in page
    assert 'value="Анна Ковалёва"' in page
    assert not ours().exists()


@BOTH
def test_a_closed_form_shows_no_fields_and_leads_back(client, world, lang):
    event = make_open_event("closed", registration_closes=minsk("2026-11-21 10:00"))
    page = main(client, address(event, lang))
    assert 'name="email"' not in page
    assert f'href="/{lang}/masterclasses/events/closed/"' in page


@BOTH
def test_a_full_event_without_a_waiting_list_says_so_instead_of_asking(client, world, lang):
    event = make_open_event("small", capacity_on_site=1, waiting_list=False)
    make_registration(event)
    page = main(client, address(event, lang))
    assert {"ru": "Все места заняты", "en": "All places are taken"}[lang] in page
    assert 'name="email"' not in page


def test_a_kind_without_any_places_is_not_offered(client, world):
    event = make_open_event("only-online", mode="both", capacity_on_site=0, capacity_online=5)
    assert 'name="seat"' not in client.get(address(event)).content.decode()
    send(client, event)
    assert Registration.objects.get(event=event).seat == "online"
    event.capacity_online = 0
    event.save()
    assert 'name="email"' not in main(client, address(event))
    answer = client.post(address(event), {"key": "x", **ANNA})
    assert answer.status_code == 200
    assert Registration.objects.filter(event=event).count() == 1


def test_an_event_without_a_form_leads_to_the_event(client, world):
    event = make_event("plain")
    assert client.get(address(event)).status_code == 302
    assert client.post(address(event), ANNA)["Location"] == "/ru/masterclasses/events/plain/"


@BOTH
def test_the_page_of_the_event_offers_what_can_be_done(client, world, workshop, lang):
    def offer():
        return words(main(client, f"/{lang}/masterclasses/events/workshop/").split('class="offer')[1].split("</div>")[0])

    assert {"ru": "Зарегистрироваться", "en": "Register"}[lang] in offer()
    for number in range(2):
        make_registration(workshop, f"p{number}@example.org")
    assert {"ru": "лист ожидания", "en": "waiting list"}[lang] in offer()
    assert len(statements(client, f"/{lang}/masterclasses/events/workshop/")) <= 12


# --- bad input -----------------------------------------------------------------------------------
def test_the_same_address_twice_is_told_so_and_gets_its_link_again(client, workshop):
    send(client, workshop)
    answer = send(client, workshop, email="ANNA@example.org ", name_latin="Somebody Else")
    assert "уже" in problems(answer)
    assert ours().count() == 1
    _first, again = mails()
    token = ours().get().token
    assert token in again.body
    assert token not in answer.content.decode()


def test_a_form_sent_twice_is_one_registration(client, workshop):
    said = {"key": key_of(client, workshop), **ANNA}
    answers = [client.post(address(workshop), said) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert ours().count() == 1
    assert len(mails()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"name_cyrillic": "<script>alert(1)</script>"},
        {"name_cyrillic": "Anna"},
        {"name_cyrillic": "-"},
        {"name_latin": "Анна"},
        {"name_cyrillic": "А" * 151},
        {"organisation": "x" * 10_000},
        {"question": "x" * 1001},
        {"email": "nobody"},
        {"email": "a\x00b@example.org"},
        {"name_cyrillic": "Анна\x00"},
        {"audience": "emperor"},
        {"country": "ZZ"},
        {"consent": None},
        {"key": "forged"},
        {"trap": "buy"},
    ],
    ids=lambda fields: next(iter(fields)) + str(next(iter(fields.values())))[:8],
)
def test_what_is_wrong_is_said_and_nothing_is_stored_or_lost(client, workshop, fields):
    answer = send(client, workshop, **fields)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert problems(answer)
    assert "<script>alert" not in page
    kept = "Kavaliova" if "name_latin" not in fields else "Ковалёва"
    assert kept in page
    assert not ours().exists()
    assert not mails()


def test_after_the_trap_the_same_person_gets_through(client, workshop):
    page = send(client, workshop, trap="filled by the browser").content.decode()
    assert 'value="filled by the browser"' not in page


@pytest.mark.parametrize("name", ["REGISTRATION_LIMIT_SENDER", "REGISTRATION_LIMIT_EVENT"])
def test_too_many_from_one_network_or_in_all_are_asked_to_wait(client, settings, workshop, name):
    setattr(settings, name, 2)
    answers = [send(client, workshop, email=f"p{number}@example.org") for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 200]
    assert 'value="p2@example.org"' in answers[2].content.decode()
    assert ours().count() == 2


def test_giving_places_back_does_not_make_room_for_a_flood(client, settings, workshop):
    settings.REGISTRATION_LIMIT_SENDER = 2
    for number in range(2):
        client.post(send(client, workshop, email=f"p{number}@example.org")["Location"], {"cancel": "yes"})
    assert send(client, workshop).status_code == 200


def test_an_address_is_not_flooded_with_links(client, workshop):
    send(client, workshop)
    for number in range(8):
        assert problems(send(client, workshop, organisation=f"Клиника {number}"))
    assert len(mails()) == 5


def test_a_forged_seat_is_refused(client, world):
    event = Event.objects.get(slug="heart-masterclass")
    assert problems(send(client, event, seat="throne"))
    only_online = make_open_event("online", mode="online", capacity_on_site=None, capacity_online=3)
    send(client, only_online, seat="on_site")
    assert Registration.objects.get(event=only_online).seat == "online"


@pytest.mark.parametrize("slug", ["nothing", "draft-event", "x" * 130, "sutures-lecture"])
def test_a_forged_event_takes_nobody(client, world, slug):
    answer = client.post(f"/ru/masterclasses/events/{slug}/register/", ANNA)
    assert answer.status_code in (302, 404)
    assert not ours().exists()


# --- the own page --------------------------------------------------------------------------------
def test_the_own_page_is_for_its_owner_only(client, workshop):
    registration = make_registration(workshop)
    path = f"/en/masterclasses/places/{registration.token}/"
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    page = answer.content.decode()
    assert "anna@example.org" not in page
    assert f"about={path}" not in page.replace("%2F", "/")
    for wrong in ("x", "a" * 32, registration.token[:-1], "%00"):
        assert client.get(f"/en/masterclasses/places/{wrong}/").status_code == 404


def test_one_is_asked_before_one_cancels_and_a_link_alone_cancels_nothing(client, workshop):
    registration = make_registration(workshop)
    path = f"/ru/masterclasses/places/{registration.token}/"
    assert 'method="post"' not in main(client, path)
    assert 'method="post"' in main(client, f"{path}?cancel=")
    client.get(f"{path}?cancel=yes")
    client.post(path, {})
    registration.refresh_from_db()
    assert registration.standing == "accepted"


def test_who_cancels_is_forgotten_at_once(client, workshop):
    send(client, workshop, may_share="on", country="JP")
    registration = ours().get()
    path = f"/ru/masterclasses/places/{registration.token}/"
    client.post(path, {"cancel": "yes"})
    registration.refresh_from_db()
    kept = [registration.name_cyrillic, registration.name_latin, registration.email, registration.organisation, registration.question]
    assert set(kept) == {""}
    assert (registration.standing, registration.country, registration.may_share) == ("cancelled", None, False)
    assert list(Consent.objects.filter(purpose__in=["event", "share"]).order_by("pk").values_list("purpose", "given")) == [
        ("event", True), ("share", True), ("event", False), ("share", False),
    ]  # fmt: skip
    assert [mail.subject for mail in mails()] == ["Регистрация отменена: Семинар по швам"]  # the one before it told who had registered
    client.post(path, {"cancel": "yes"})
    assert len(mails()) == 1
    assert "отменена" in words(main(client, path))
    assert send(client, workshop).status_code == 302


@pytest.mark.parametrize(("visibility", "on_page", "in_mail"), [("public", True, True), ("registered", True, True), ("mail", False, True)])
def test_the_joining_link_reaches_those_who_have_a_place(client, world, visibility, on_page, in_mail):
    event = make_open_event("online", mode="online", capacity_on_site=None, join_link="https://video.example/w", link_visibility=visibility)
    answer = send(client, event)
    assert ("video.example" in main(client, answer["Location"])) is on_page
    assert ("video.example" in mails()[0].body) is in_mail
    waiting = make_registration(event, "w@example.org", "waiting", seat="online")
    assert "video.example" not in main(client, f"/ru/masterclasses/places/{waiting.token}/")


# --- changes, reminders, terms --------------------------------------------------------------------
def test_those_who_take_part_are_told_once_of_another_time_and_of_the_end(django_capture_on_commit_callbacks, workshop):
    make_registration(workshop)
    make_registration(workshop, "second@example.org")
    make_registration(workshop, "lee@example.org", "waiting", language="en")
    make_registration(workshop, "", "cancelled")

    def save(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            for name, value in fields.items():
                setattr(workshop, name, value)
            workshop.save()

    save(summary_ru="Другое описание.")
    assert not mails()
    save(starts_on=date(2026, 12, 17))
    save(summary_ru="Ещё одно описание.")
    (mail,) = mails()
    assert "17 декабря 2026" in mail.body
    assert mails("lee@example.org")[0].subject == "Changed: Suturing workshop"
    save(state="cancelled")
    assert mails()[1].subject == "Отменено: Семинар по швам"
    assert "cancelled" in mails("lee@example.org")[1].body
    assert OutgoingMail.objects.filter(to="").count() == 0


def test_what_changed_without_a_form_being_saved_is_told_of_by_the_daily_command(world, workshop):
    registration = make_registration(workshop)
    Event.objects.filter(pk=workshop.pk).update(sequence=3, venue_ru="Клиника № 2")  # as an import writes
    for _ in range(2):
        call_command("remind")
    (mail,) = mails()
    assert "Клиника № 2" in mail.body
    registration.refresh_from_db()
    assert registration.told_sequence == 3


def test_who_waits_is_not_told_of_a_place_when_the_event_is_postponed(django_capture_on_commit_callbacks, workshop):
    make_registration(workshop, language="en")
    make_registration(workshop, "lee@example.org", "waiting", language="en")
    with django_capture_on_commit_callbacks(execute=True):
        workshop.state = "postponed"
        workshop.save()
    assert "You keep your place." in mails()[0].body
    assert "You keep your number on the waiting list." in mails("lee@example.org")[0].body


def test_nobody_is_told_of_changes_in_an_event_that_is_over(django_capture_on_commit_callbacks, world):
    event = make_open_event("over", starts_on=date(2026, 11, 20))
    make_registration(event)
    with django_capture_on_commit_callbacks(execute=True):
        event.venue_ru = "Клиника № 2"
        event.save()
    call_command("remind")
    assert not mails()


def test_those_who_took_part_are_not_cancelled_afterwards(client, world):
    event = make_open_event("over", starts_on=date(2026, 11, 20))
    came, absent = make_registration(event, standing="attended"), make_registration(event, "b@example.org")
    for registration in (came, absent):
        client.post(f"/ru/masterclasses/places/{registration.token}/", {"cancel": "yes"})
        registration.refresh_from_db()
    assert (came.standing, absent.standing) == ("attended", "accepted")


def test_a_draft_tells_nobody(django_capture_on_commit_callbacks, workshop):
    make_registration(workshop)
    with django_capture_on_commit_callbacks(execute=True):
        workshop.starts_on = date(2026, 12, 17)
        workshop.save_revision()
    assert not mails()


def test_the_day_before_everybody_with_a_place_is_reminded_once(world, workshop):
    make_registration(workshop)
    make_registration(workshop, "w@example.org", "waiting")
    off = make_open_event("off", state="cancelled")
    make_registration(off, "off@example.org")
    assert reminders.remind() == 0
    with time_machine.travel("2026-12-09T07:00:00+03:00", tick=False):
        call_command("remind")
        call_command("remind")
    assert len(mails()) == 1
    assert not mails("w@example.org")
    assert not mails("off@example.org")
    assert "Семинар по швам" in mails()[0].subject


def test_data_are_deleted_the_day_after_their_term_and_certificates_stay(world, workshop):
    certificate = make_certificate(make_registration(workshop))
    with time_machine.travel("2027-06-10T12:00:00+03:00", tick=False):
        assert purge()["registrations"] == 0
    with time_machine.travel("2027-06-11T12:00:00+03:00", tick=False):
        assert purge()["registrations"] == 1
    certificate.refresh_from_db()
    assert (certificate.registration, certificate.initials) == (None, "А. К.")


def test_an_event_that_is_moved_past_its_term_gets_a_later_one(world, workshop):
    workshop.starts_on = date(2027, 9, 1)
    workshop.save()
    assert workshop.retention_until == date(2028, 3, 1)


def test_registrations_change_nothing_that_visitors_have_in_memory(client, world, workshop):
    before = OfficeDetails.objects.count(), statements(client, "/ru/masterclasses/")
    make_registration(workshop)
    assert len(statements(client, "/ru/masterclasses/")) == len(before[1])


def test_no_name_of_a_participant_is_in_anything_public(client, world, workshop):
    registration = make_registration(workshop, name_latin="Zinaida Unmistakable", organisation="Unmistakable Clinic")
    make_certificate(registration)
    for path in ["", "masterclasses/", "masterclasses/events/workshop/", "masterclasses/events.ics", "masterclasses/events.atom", "search/?q=Unmistakable"]:
        assert "Zinaida" not in client.get(f"/en/{path}").content.decode()
    assert registration.token not in "".join(client.get(f"/sitemap-{part}.xml").content.decode() for part in ("pages",))


def test_nobody_finds_out_by_guessing_who_takes_part(client, workshop, monkeypatch):
    monkeypatch.setattr("masterclasses.taking_part.GUESSES", 3)
    make_registration(workshop)
    answers = [problems(send(client, workshop)) for _attempt in range(4)]
    assert all("уже зарегистрирован" in answer for answer in answers[:3])
    assert "уже зарегистрирован" not in answers[3]
    assert "уже зарегистрирован" not in problems(send(client, workshop, email="somebody@example.org"))
