"""When an event changes, or the office decides: nobody is told what is not so, nobody is lost, and no data outlive what was agreed to."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from masterclasses import mail, places, reminders, retention
from masterclasses.models import Event, Lecturer, Registration
from office.models import OutgoingMail
from partners.models import Partner
from tests.conftest import minsk
from tests.events_world import make_certificate, make_event, make_lecturer, make_open_event, make_registration
from tests.reading import main, words
from tests.test_events import address
from tests.test_participants import decide, rows_of
from tests.test_registration import mails, ours, problems, send
from tests.training_world import both


@pytest.fixture
def workshop(world):
    return make_open_event()


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Saves an event with other fields, and does what follows."""

    def save(event, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            for name, value in fields.items():
                setattr(event, name, value)
            event.save()
        return Event.objects.get(pk=event.pk)

    return save


def bodies(to="anna@example.org"):
    return [mail.body for mail in mails(to)]


# --- where one takes part ------------------------------------------------------------------------
def test_who_takes_part_online_is_not_sent_to_a_room(client, world):
    event = make_open_event("both", mode="both", capacity_online=5, join_link="https://video.example/w", **both(room=("204", "204")))
    send(client, event, "en", seat="online")
    send(client, event, "en", seat="on_site", email="ben@example.org")
    (online,), (on_site,) = bodies(), bodies("ben@example.org")
    assert "You take part: online" in online
    assert "Where: Online" in online
    assert "204" not in online
    assert "You take part: on site" in on_site
    assert "Where: Main building, 204" in on_site


# --- fewer places --------------------------------------------------------------------------------
class TestAnEventThatLosesAKindOfPlace:
    @pytest.fixture
    def event(self, world):
        event = make_open_event("both", mode="both", capacity_on_site=1, capacity_online=5)
        for number in range(5):
            make_registration(event, f"p{number}@example.org", seat="on_site" if number == 0 else "online", asked_at=timezone.now() + timedelta(minutes=number))
        return event

    def test_keeps_as_many_as_there_are_places_and_tells_the_others(self, event, publish):
        publish(event, mode="on_site")
        assert list(event.registrations.order_by("asked_at").values_list("standing", flat=True)) == ["accepted"] + ["waiting"] * 4
        assert set(event.registrations.values_list("seat", flat=True)) == {"on_site"}
        assert OutgoingMail.objects.get(to="p4@example.org", subject__startswith="Теперь вы в списке ожидания")
        assert not OutgoingMail.objects.filter(to="p0@example.org", subject__startswith="Теперь").exists()

    def test_gives_everybody_their_own_kind_again_when_it_comes_back(self, event, publish):
        event = publish(event, state="moved_online")
        assert set(event.registrations.values_list("seat", flat=True)) == {"online"}
        publish(event, state="confirmed")
        assert list(event.registrations.order_by("asked_at").values_list("seat", flat=True)) == ["on_site"] + ["online"] * 4
        assert set(event.registrations.values_list("standing", flat=True)) == {"accepted"}

    def test_may_not_have_fewer_places_than_people_without_moving(self, event):
        event.capacity_online = 3
        with pytest.raises(Exception, match=r"capacity_online") as refused:
            event.full_clean()
        assert set(refused.value.message_dict) == {"capacity_online"}


# --- while it runs ---------------------------------------------------------------------------------
def test_a_place_given_back_after_the_beginning_goes_to_who_waits_while_one_can_register(world):
    event = make_open_event("course", starts_on=date(2026, 11, 21), ends_on=date(2027, 5, 1), capacity_on_site=1, registration_closes=minsk("2027-03-01 00:00"))
    first, second = make_registration(event), make_registration(event, "ben@example.org", "waiting")
    places.cancel(first)
    second.refresh_from_db()
    assert second.standing == "accepted"


def test_registration_may_not_close_after_the_event(world):
    event = make_open_event(registration_closes=minsk("2026-12-20 00:00"))
    with pytest.raises(Exception, match="registration_closes"):
        event.full_clean()


# --- mails that are worth it -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "fields",
    [{"link_visibility": "mail"}, {"state": "planned"}, {"venue_en": "The main building"}, {"capacity_on_site": 9}],
)
def test_nobody_is_written_to_when_nothing_has_changed_for_them(client, publish, workshop, fields):
    send(client, workshop, "ru")
    publish(Event.objects.get(pk=workshop.pk), **fields)
    assert len(mails()) == 1


@pytest.mark.parametrize(
    "fields",
    [{"starts_on": date(2026, 12, 11)}, {"ends_time": time(14)}, {"state": "cancelled"}, {"venue_ru": "Новый корпус"}, {"state": "moved_online"}],
)
def test_who_has_a_place_is_told_of_another_time_or_place(client, publish, workshop, fields):
    send(client, workshop, "ru")
    publish(Event.objects.get(pk=workshop.pk), **fields)
    assert len(mails()) == 2


def test_a_joining_link_that_comes_later_is_sent_once(client, publish, world):
    event = make_open_event("online", mode="online")
    send(client, event)
    event = publish(Event.objects.get(pk=event.pk), join_link="https://video.example/new")
    publish(event, summary_ru="Другие слова.")
    assert ["https://video.example/new" in body for body in bodies()] == [False, True]


def test_a_person_is_reminded_of_the_new_day_too(client, publish, workshop):
    send(client, workshop)
    with time_machine.travel(minsk("2026-12-09 12:00"), tick=False):
        assert (reminders.remind(), reminders.remind()) == (1, 0)
        publish(Event.objects.get(pk=workshop.pk), starts_on=date(2026, 12, 20))
    with time_machine.travel(minsk("2026-12-19 12:00"), tick=False):
        assert (reminders.remind(), reminders.remind()) == (1, 0)
    assert [mail.subject.split(":")[0] for mail in mails()] == ["У вас есть место", "Скоро", "Изменено", "Скоро"]


# --- terms -------------------------------------------------------------------------------------------
class TestData:
    def test_go_on_the_day_that_was_said_whatever_the_office_writes_later(self, client, workshop):
        send(client, workshop)
        said = ours().get().keep_until
        assert said == Event.objects.get(pk=workshop.pk).retention_until
        Event.objects.filter(pk=workshop.pk).update(retention_until=date(2035, 1, 1))
        assert not Registration.objects.expired(said).filter(event=workshop).exists()
        assert Registration.objects.expired(said + timedelta(days=1)).filter(event=workshop).exists()

    def test_keep_their_term_when_registration_is_shut_or_the_day_is_gone(self, client, workshop):
        send(client, workshop)
        event = Event.objects.get(pk=workshop.pk)
        event.registering, event.retention_until = "none", None
        event.save()
        assert event.retention_until == date(2027, 6, 10)

    def test_without_any_term_go_after_a_year_and_a_half(self, workshop):
        make_registration(workshop)
        Event.objects.filter(pk=workshop.pk).update(retention_until=None)
        assert not Registration.objects.expired().filter(event=workshop).exists()
        with time_machine.travel(minsk("2028-06-01 12:00"), tick=False):
            assert Registration.objects.expired().filter(event=workshop).exists()

    def test_that_end_before_the_event_are_deleted_with_a_word_to_the_person(self, client, workshop):
        send(client, workshop)
        Event.objects.filter(pk=workshop.pk).update(starts_on=date(2028, 1, 1), begins_at=minsk("2028-01-01 10:00"), over_at=minsk("2028-01-01 12:00"))
        with time_machine.travel(minsk("2027-07-01 12:00"), tick=False):
            retention.purge(timezone.now())
        assert not ours().exists()
        assert mails()[-1].subject == "Запись окончена: Семинар по швам"

    def test_of_who_cancels_leave_the_outbox_too(self, client, workshop):
        send(client, workshop)
        places.cancel(ours().get())
        (last,) = mails()
        assert last.subject.startswith("Регистрация отменена")


# --- the office ----------------------------------------------------------------------------------------
class TestTheOffice:
    @pytest.mark.parametrize(
        ("fields", "standing", "decision", "why"),
        [
            ({}, "accepted", "attend", "До начала события и без места участвовать нельзя."),
            ({"starts_on": date(2026, 11, 20)}, "waiting", "accept", "Места на это событие больше не распределяются."),
            ({"starts_on": date(2026, 11, 20)}, "accepted", "cancel", "Событие закончилось, или человек участвовал"),
        ],
    )
    def test_is_told_why_a_decision_changed_nothing(self, desk, workshop, fields, standing, decision, why):
        event = make_open_event("other", **fields)
        registration = make_registration(event, standing=standing)
        assert why in decide(desk, registration, decision).content.decode()
        assert registration.standing == standing

    def test_is_told_that_a_certificate_stands_against_an_absence(self, desk, world):
        registration = make_certificate(make_registration(make_open_event("held", starts_on=date(2026, 11, 20)))).registration
        assert "Сначала отзовите его." in decide(desk, registration, "absent").content.decode()

    def test_is_told_when_too_many_mails_went_to_an_address(self, desk, workshop):
        registration = make_registration(workshop)
        answers = [decide(desk, registration, "link").status_code for _ in range(mail.MOST_AN_HOUR)]
        assert answers == [302] * mail.MOST_AN_HOUR
        assert "ушло пять писем" in decide(desk, registration, "link").content.decode()

    def test_sends_the_link_to_who_took_part_with_words_that_fit(self, desk, world):
        registration = make_certificate(make_registration(make_open_event("held", starts_on=date(2026, 11, 20)), language="en")).registration
        decide(desk, registration, "link")
        (body,) = bodies()
        assert "this is the address of the page of your registration" in body
        assert "Nothing has changed" not in body

    def test_may_not_delete_an_event_with_participants_or_certificates(self, desk, workshop):
        make_registration(workshop)
        deletion = reverse("wagtailsnippets_masterclasses_event:delete", args=[workshop.pk])
        assert "Вместо удаления отмените его" in desk.post(deletion, follow=True).content.decode()
        several = f"{reverse('wagtail_bulk_action', args=['masterclasses', 'event', 'delete'])}?id={workshop.pk}"
        assert "Вместо удаления отмените его" in desk.post(several, follow=True).content.decode()
        assert Event.objects.filter(pk=workshop.pk).exists()
        free = make_event("free")
        desk.post(reverse("wagtailsnippets_masterclasses_event:delete", args=[free.pk]))
        assert not Event.objects.filter(pk=free.pk).exists()

    def test_may_not_take_an_event_off_the_site_behind_the_backs_of_its_participants(self, desk, workshop):
        registration = make_registration(workshop)
        unpublish = reverse("wagtailsnippets_masterclasses_event:unpublish", args=[workshop.pk])
        assert "Отмените или отложите его" in desk.post(unpublish, follow=True).content.decode()
        assert Event.objects.get(pk=workshop.pk).live
        places.cancel(registration)
        desk.post(unpublish)
        assert not Event.objects.get(pk=workshop.pk).live

    def test_hands_on_one_event_only_and_of_it_those_with_a_place(self, desk, workshop):
        other = make_open_event("other")
        make_registration(workshop, "a@example.org", may_share=True, name_latin="Has Place")
        make_registration(workshop, "b@example.org", "waiting", may_share=True, name_latin="Still Waits")
        make_registration(other, "c@example.org", may_share=True, name_latin="Goes Elsewhere")
        names = {cell for row in rows_of(desk, f"event={workshop.pk}&for=partners") for cell in row}
        assert "Has Place" in names
        assert not names & {"Still Waits", "Goes Elsewhere"}
        mixed = desk.get(f"{reverse('wagtailsnippets_masterclasses_registration:list')}?for=partners&export=csv", follow=True)
        assert "Сначала выберите событие в фильтрах" in mixed.content.decode()
        assert "Для партнёров" not in desk.get(reverse("wagtailsnippets_masterclasses_registration:list")).content.decode()

    @pytest.mark.parametrize("key", ["zz", "9" * 30, "-1", "", "1e3", "٣"])
    @pytest.mark.parametrize("action", ["attend", "certify", "cancel"])
    def test_meets_no_fault_where_a_key_is_forged(self, desk, workshop, action, key):
        address = f"{reverse('wagtail_bulk_action', args=['masterclasses', 'registration', action])}?id={key}"
        assert desk.get(address).status_code in (200, 302, 404)
        assert desk.post(address).status_code in (200, 302, 404)


# --- what is public ------------------------------------------------------------------------------------
def test_a_partner_that_is_not_public_is_not_named_through_its_lecturer(client, world):
    hidden = Partner.objects.get(slug="nagasaki-university")
    lecturer = make_lecturer("quiet", partner=hidden, **both(affiliation=("Клиника", "A clinic")))
    event = make_event("quiet-event", lecturer)
    hidden.live = False
    hidden.save()
    make_event("quiet-past", lecturer, starts_on=date(2026, 10, 1))
    section = "/en/masterclasses/"
    files = [f"{section}{name}" for name in ("events.json", "events.csv", "events.atom", "events.ics", "lecturers.json", "lecturers.csv")]
    for place in (address(event), f"{section}lecturers/quiet/", f"{section}lecturers/", *files, "/en/mobility/", "/en/search/?q=Sato"):
        page = client.get(place)
        text = (b"".join(page.streaming_content) if page.streaming else page.content).decode()
        assert "Nagasaki University" not in text, place
    assert "A clinic" in words(main(client, address(event)))
    assert Lecturer.objects.get(slug="quiet").partner == hidden


def test_an_address_that_only_its_owner_knows_stands_in_no_head(client, workshop):
    answer = send(client, workshop, "en")
    token = answer["Location"].rstrip("/").rsplit("/", 1)[1]
    page = client.get(answer["Location"]).content.decode()
    head, body = page.split("</head>")
    assert token not in head
    assert token in body
    crumbs, foot = body.split("<main")[0].split('class="crumbs"')[1], body.split("<footer")[1]
    assert "/en/masterclasses/" in crumbs, "the way to the section stays"
    assert token not in crumbs
    assert words(foot.split('class="print_only">')[1].split("</p>")[0]) == "22 November 2026"
    code = make_certificate(make_registration(make_open_event("held", starts_on=date(2026, 11, 20)), "b@example.org")).code
    assert code not in client.get(f"/en/masterclasses/certificates/{code}/").content.decode().split("</head>")[0]


@pytest.mark.parametrize("name", ["Gʻofur Oʻgʻli", "Jose\u0301 Nu\u0301n\u0303ez", "Anne\u2010Marie Dupont", "O‘g‘li", "D’Arcy"])
def test_names_are_taken_as_people_write_them(client, workshop, name):
    assert send(client, workshop, "en", name_latin=name).status_code == 302
    assert ours().get().name_latin == {"J": "José Núñez"}.get(name[0], name)


@pytest.mark.parametrize("name", ["Дар\u02bcя Аб\u2019ёмава", "Фа\u0438\u0306зулло \u0413\u2018уломов"])
def test_so_are_those_in_cyrillic_letters(client, workshop, name):
    assert send(client, workshop, name_cyrillic=name).status_code == 302
    assert ours().get().name_cyrillic == name.replace("\u0438\u0306", "\u0439")


def test_a_congress_is_not_shut_by_another_event(client, settings, workshop):
    settings.REGISTRATION_LIMIT_EVENT = 1
    make_registration(make_open_event("other"), "x@example.org")
    assert send(client, workshop).status_code == 302
    assert "Many messages" in problems(send(client, workshop, "en", email="second@example.org"))
