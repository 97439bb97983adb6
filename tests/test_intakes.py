"""When one may apply: the state of an intake to the second in Minsk, in Python, in SQL, in every button and on the home page."""

from datetime import date

import pytest
import time_machine
import vobject

from core.days import add_months, beginning, deadline
from tests.conftest import minsk
from tests.reading import main, words
from tests.training_world import make_intake, make_programme
from training.applying import applying, nearest
from training.choices import IntakeState
from training.models import Intake

# opens 2 November 2026, closes 16 August 2027
MOMENTS = [
    ("2026-11-01 23:59:59", "announced"),
    ("2026-11-02 00:00:00", "open"),
    ("2026-12-31 23:59:59", "open"),
    ("2027-01-01 00:00:00", "open"),
    ("2027-08-02 23:58:59", "open"),
    ("2027-08-02 23:59:00", "closing"),
    ("2027-08-16 23:58:59", "closing"),
    ("2027-08-16 23:59:00", "closed"),
    ("2027-08-17 00:00:00", "closed"),
]
# opens on New Year's Day, closes on New Year's Eve
ACROSS_YEARS = [
    ("2026-12-31 23:59:59", "announced"),
    ("2027-01-01 00:00:00", "open"),
    ("2027-12-17 23:58:59", "open"),
    ("2027-12-17 23:59:00", "closing"),
    ("2027-12-31 23:58:59", "closing"),
    ("2027-12-31 23:59:00", "closed"),
    ("2028-01-01 00:00:00", "closed"),
]


@pytest.fixture
def intake(world):
    return Intake.objects.get()


def check(intake, moment, state):
    now = minsk(moment)
    assert intake.state_at(now) == state
    for other in IntakeState:
        assert (intake in Intake.objects.in_state(other, now)) == (other == state), other


@pytest.mark.parametrize(("moment", "state"), MOMENTS)
def test_an_intake_changes_its_state_at_its_second(intake, moment, state):
    check(intake, moment, state)


@pytest.mark.parametrize(("moment", "state"), ACROSS_YEARS)
def test_so_it_does_across_the_end_of_a_year(world, moment, state):
    days = {"application_opens": date(2027, 1, 1), "application_closes": date(2027, 12, 31), "studies_start": date(2028, 2, 1)}
    check(make_intake(world.course, **days, invitation_request_by=None, arrive_by=None), moment, state)


def test_an_intake_of_one_day_is_open_that_day(world):
    day = {"application_opens": date(2027, 5, 5), "application_closes": date(2027, 5, 5)}
    intake = make_intake(world.course, **day, invitation_request_by=None)
    for moment, state in [("2027-05-04 23:59:59", "announced"), ("2027-05-05 00:00:00", "closing"), ("2027-05-05 23:59:00", "closed")]:
        check(intake, moment, state)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2027, 8, 31), -6, date(2027, 2, 28)),
        (date(2028, 8, 31), -6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 1, 15), -3, date(2026, 10, 15)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_are_added_within_the_calendar(day, months, found):
    assert add_months(day, months) == found


def test_a_deadline_is_a_minute_before_midnight_in_minsk():
    assert deadline(date(2027, 7, 15)).isoformat() == "2027-07-15T23:59:00+03:00"
    assert beginning(date(2027, 7, 15)).isoformat() == "2027-07-15T00:00:00+03:00"


# --- what the button says ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("moment", "state", "button", "leads"),
    [
        ("2026-11-01 12:00", "announced", "Prepare the papers", "/en/training/checklist/?programme=general-medicine&start=2027-09"),
        ("2026-11-22 12:00", "open", "Apply", "/en/training/checklist/?programme=general-medicine&start=2027-09"),
        ("2027-08-16 23:58:59", "closing", "Apply", "/en/training/checklist/?programme=general-medicine&start=2027-09"),
        ("2027-08-16 23:59:00", "closed", "Ask the office", "/en/training/enquiry/?programme=general-medicine"),
    ],
)
def test_the_button_follows_the_intake(client, world, moment, state, button, leads):
    with time_machine.travel(minsk(moment), tick=False):
        page = main(client, "/en/training/programmes/general-medicine/")
        apply = page.split('class="apply ')[1].split("</div>")[0]
        assert apply.startswith(state)
        assert button in apply
        assert f'href="{leads.replace("&", "&amp;")}"' in apply
        listed = main(client, "/en/training/programmes/?q=medicine")
        assert f'class="apply {state}"' in listed
        compared = words(main(client, "/en/training/compare/?programme=general-medicine&programme=preparatory-russian"))
        assert ("Applications closed on" in compared) == (state == "closed")


def test_an_application_address_of_its_own_is_where_the_button_leads(client, intake):
    intake.apply_url = "https://apply.office.example/"
    intake.save()
    assert 'href="https://apply.office.example/"' in main(client, "/en/training/programmes/general-medicine/")


@pytest.mark.parametrize(
    ("state", "says"),
    [("no_new", "Takes no new students"), ("archived", "No longer taught")],
)
def test_a_programme_that_takes_nobody_says_so_whatever_its_dates(client, world, state, says):
    world.medicine.state = state
    world.medicine.save()
    assert says in words(main(client, "/en/training/programmes/general-medicine/"))


def test_without_dates_it_says_so_and_where_to_ask(client, world):
    page = main(client, "/en/training/programmes/preparatory-russian/")
    assert "Dates not published yet" in words(page)
    assert 'href="/en/training/enquiry/?programme=preparatory-russian"' in page


def test_the_intake_that_matters_is_open_before_announced_before_closed(world):
    past = make_intake(world.course, application_opens=date(2026, 1, 1), application_closes=date(2026, 3, 1), studies_start=date(2026, 9, 1))
    coming = make_intake(world.course, application_opens=date(2027, 1, 1), application_closes=date(2027, 3, 1))
    long = make_intake(world.course, application_closes=date(2027, 8, 1))
    short = make_intake(world.course, application_closes=date(2027, 4, 1))
    now = minsk("2026-11-22 12:00")
    assert nearest([past, coming, long, short], now) == short, "the first to close"
    assert nearest([past, coming], now) == coming
    assert nearest([past], now) == past
    assert nearest([], now) is None


def test_a_draft_is_nobodys_business(client, intake):
    intake.public = False
    intake.save()
    assert "Dates not published yet" in words(main(client, "/en/training/programmes/general-medicine/"))


def test_an_intake_for_everybody_goes_before_one_for_few(client, world):
    """A transfer that closes first is not what an applicant reads on the button."""
    few = {"application_closes": date(2026, 12, 31), "invitation_request_by": None, "arrive_by": None, "studies_start": date(2027, 2, 8)}
    transfer = make_intake(world.medicine, category="transfer", **few)
    prepared = make_intake(world.course, category="prepared", **few)
    now = minsk("2026-11-22 12:00")
    assert nearest([transfer, Intake.objects.get(category="all")], now).category == "all"
    assert nearest([prepared], now) == prepared, "where there is no other"
    page = words(main(client, "/en/training/programmes/general-medicine/"))
    assert "Applications open until 16 August 2027 Autumn 2027, all applicants" in page


@pytest.mark.parametrize("fields", [{"state": "by_link"}, {"state": "no_new"}, {"live": False}])
def test_dates_of_a_programme_that_is_offered_to_nobody_stand_nowhere(client, world, fields):
    intake = Intake.objects.get()
    intake.label_en = "Hidden intake"
    intake.save()
    for name, value in fields.items():
        setattr(world.medicine, name, value)
    world.medicine.save()
    with time_machine.travel(minsk("2027-08-10 12:00"), tick=False):
        assert "Hidden intake" not in client.get("/en/").content.decode()
    assert "Hidden intake" not in client.get("/en/training/invitation/?country=TM").content.decode()
    assert "Hidden intake" not in client.get("/en/training/invitation.ics?country=TM").content.decode()


def test_applying_is_told_in_both_languages(world):
    assert applying(world.medicine, [Intake.objects.get()])["text"].startswith("Приём документов")


# --- the home page -----------------------------------------------------------------------------------
def test_what_closes_within_a_fortnight_stands_on_the_home_page(client, world):
    with time_machine.travel(minsk("2027-08-02 23:58:59"), tick=False):
        assert "Autumn 2027" not in words(main(client, "/en/"))
    with time_machine.travel(minsk("2027-08-02 23:59:00"), tick=False):
        page = main(client, "/en/")
        assert "General Medicine: Autumn 2027" in words(page)
        assert 'datetime="2027-08-16T23:59:00+03:00"' in page
    with time_machine.travel(minsk("2027-08-16 23:59:00"), tick=False):
        assert "Autumn 2027" not in words(main(client, "/en/"))


def test_an_intake_of_several_programmes_stands_there_once(client, world):
    make_intake(world.medicine, world.course, application_closes=date(2026, 11, 30), label_ru="Зима", label_en="Winter")
    page = words(main(client, "/en/"))
    assert page.count("Winter") == 1
    assert "Medicine: Winter" not in page


# --- calendar files --------------------------------------------------------------------------------------
def entries(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {entry.summary.value: entry for entry in vobject.readOne(answer.content.decode()).vevent_list}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_dates_of_a_programme_are_the_same_instants_in_every_language(client, world, lang):
    found = {entry.uid.value: entry.dtstart.value for entry in entries(client, f"/{lang}/training/programmes/general-medicine/dates.ics").values()}
    intake = Intake.objects.get()
    assert found[f"intake-{intake.public_id}-closes@bsmu.by"] == minsk("2027-08-16 23:59")
    assert found[f"intake-{intake.public_id}-invitation@bsmu.by"] == minsk("2027-07-15 23:59")
    assert found[f"intake-{intake.public_id}-starts@bsmu.by"] == date(2027, 9, 1)


def test_a_calendar_file_says_its_zone(client, world):
    text = client.get("/en/training/programmes/general-medicine/dates.ics").content.decode()
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Minsk" in text
    assert "DTSTART;TZID=Europe/Minsk:20270816T235900" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_programme_without_dates_has_no_calendar(client, world):
    assert client.get("/en/training/programmes/preparatory-russian/dates.ics").status_code == 404
    assert client.get("/en/training/programmes/nonsense/dates.ics").status_code == 404
    assert client.get("/en/training/programmes/draft-course/dates.ics").status_code == 404


def test_what_has_begun_is_told_no_more(client, world):
    programme = make_programme("other", name_ru="Иная", name_en="Other")
    make_intake(programme, application_opens=date(2026, 1, 1), application_closes=date(2026, 8, 1), studies_start=date(2026, 9, 1), invitation_request_by=None)
    assert client.get("/en/training/programmes/other/dates.ics").status_code == 404
