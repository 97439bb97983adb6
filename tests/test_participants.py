"""What the office does with participants: sees, narrows, marks, cancels, gives out places and certificates, hands on what was agreed to."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterclasses.models import Certificate, Registration
from office.models import Consent, OutgoingMail
from tests.conftest import TODAY
from tests.events_world import make_certificate, make_open_event, make_registration
from tests.reading import words

LIST = reverse("wagtailsnippets_masterclasses_registration:list")


def edit_address(row):
    return reverse(f"wagtailsnippets_masterclasses_{row._meta.model_name}:edit", args=[row.pk])


def decide(desk, registration, decision="", **fields):
    """The editing form, saved."""
    names = ("name_cyrillic", "name_latin", "email", "organisation")
    said = {**{name: getattr(registration, name) for name in names}, "decision": decision, **fields}
    answer = desk.post(edit_address(registration), said)
    registration.refresh_from_db()
    return answer


def act(desk, action, *registrations, confirm=True):
    """A bulk action on some of the list."""
    chosen = "&".join(f"id={registration.pk}" for registration in registrations)
    address = f"{reverse('wagtail_bulk_action', args=['masterclasses', 'registration', action])}?{chosen}&next={LIST}"
    answer = desk.post(address, follow=True) if confirm else desk.get(address)
    for registration in registrations:
        registration.refresh_from_db()
    return answer.content.decode()


def listed(desk, query=""):
    page = desk.get(f"{LIST}?{query}").content.decode()
    return {registration for registration in Registration.objects.all() if f'href="{edit_address(registration)}' in page}


def rows_of(desk, query):
    lines = b"".join(desk.get(f"{LIST}?{query}&export=csv").streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(lines), delimiter=";"))


@pytest.fixture
def held(world):
    """A workshop of yesterday with two places."""
    return make_open_event("held", starts_on=date(2026, 11, 21))


@pytest.fixture
def coming(world):
    return make_open_event("coming")


# --- the list --------------------------------------------------------------------------------------
def test_the_list_is_narrowed_by_event_state_seat_and_group(desk, coming, held):
    one = make_registration(coming, audience="student")
    two = make_registration(coming, "b@example.org", "waiting", seat="online")
    three = make_registration(held, "c@example.org", "attended")
    known = Registration.objects.exclude(event__in=[coming, held]).get()
    assert listed(desk) == {one, two, three, known}
    assert listed(desk, f"event={coming.pk}") == {one, two}
    assert listed(desk, f"event={coming.pk}&standing=waiting") == {two}
    assert listed(desk, "seat=online") == {two}
    assert listed(desk, "audience=student") == {one}
    assert listed(desk, "to_certify=true") == {three}
    assert listed(desk, "event=999999") == {one, two, three, known}
    assert listed(desk, "q=ковал") == {one, two, three}
    assert listed(desk, "q=c@example.org") == {three}


def test_numbers_for_each_event_stand_above_the_list(desk, coming):
    make_registration(coming)
    for number in range(3):
        make_registration(coming, f"w{number}@example.org", "waiting")
    make_registration(coming, "", "cancelled")
    page = desk.get(LIST).content.decode()
    row = page.split(f'href="?event={coming.pk}"')[1].split("</tr>")[0]
    found = words(f"<a{row}")
    assert found.startswith("Семинар по швам 10 декабря 2026")
    assert found.split(":")[1].split()[0] == "1", "taken"
    assert found.split()[-3:] == ["3", "0", "1"], "waiting, came, cancelled"


def test_the_number_on_the_waiting_list_does_not_depend_on_the_filter(desk, coming):
    for number, audience in enumerate(["student", "doctor", "student"]):
        make_registration(coming, f"w{number}@example.org", "waiting", audience=audience)
    found = [row[4] for row in rows_of(desk, f"event={coming.pk}&audience=student")[1:]]
    assert sorted(found) == ["1", "3"]


def test_the_list_costs_the_same_however_long(desk, coming):
    def queries():
        desk.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    make_registration(coming, "a@example.org", "waiting")
    few = queries()
    for number in range(20):
        make_registration(coming, f"w{number}@example.org", "waiting")
    assert queries() == few


# --- files -----------------------------------------------------------------------------------------
def test_the_office_gets_everything_with_what_was_agreed_to(desk, coming):
    make_registration(coming, organisation="=HYPERLINK(1)", question="Когда?", may_share=True)
    header, row = rows_of(desk, f"event={coming.pk}")
    for cell in ["Семинар по швам", "Анна Ковалёва", "Anna Kavaliova", "'=HYPERLINK(1)", "anna@example.org", "Когда?", "да"]:
        assert cell in row, cell
    assert len(header) == len(row)


def test_partners_get_name_organisation_and_country_of_those_who_agreed(desk, coming):
    make_registration(coming, "yes@example.org", may_share=True, organisation="Клиника", name_cyrillic="Да Согласен")
    make_registration(coming, "no@example.org", may_share=False, name_cyrillic="Нет Против")
    make_registration(coming, "", "cancelled", name_cyrillic="", name_latin="")
    answer = desk.get(f"{LIST}?event={coming.pk}&export=xlsx&for=partners")
    assert "participants-for-partners.xlsx" in answer["Content-Disposition"]
    header, *rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.rows]
    assert len(header) == 5
    assert rows == [["Семинар по швам", "Да Согласен", "Anna Kavaliova", "Клиника", None]]


def test_the_list_offers_both_kinds_of_files(desk, coming):
    page = desk.get(f"{LIST}?event={coming.pk}").content.decode()
    for kind in ("xlsx", "csv"):
        assert f"event={coming.pk}&amp;export={kind}&amp;for=partners" in page


# --- one registration --------------------------------------------------------------------------------
def test_a_name_is_put_right_also_on_the_certificate(desk, held):
    registration = make_registration(held)
    certificate = make_certificate(registration, initials="А. К. / A. K.")
    assert decide(desk, registration, name_latin="Hanna Kavaliova").status_code == 302
    certificate.refresh_from_db()
    assert certificate.initials == "А. К. / H. K."
    assert registration.standing == "attended"


@pytest.mark.parametrize(
    "fields", [{"email": "b@example.org"}, {"email": ""}, {"email": "nobody"}, {"name_cyrillic": "", "name_latin": ""}, {"decision": "fly"}]
)
def test_what_cannot_be_is_said_in_the_form(desk, coming, fields):
    registration = make_registration(coming)
    make_registration(coming, "b@example.org")
    answer = decide(desk, registration, **fields)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert (registration.email, registration.name_latin) == ("anna@example.org", "Anna Kavaliova")


def test_somebody_who_waits_gets_a_place_out_of_order_if_there_is_one(desk, coming):
    first, second = (make_registration(coming, f"{name}@example.org", "waiting") for name in ("first", "second"))
    assert decide(desk, second, "accept").status_code == 302
    assert (first.standing, second.standing) == ("waiting", "accepted")
    assert OutgoingMail.objects.filter(to="second@example.org").count() == 1
    make_registration(coming, "third@example.org")
    answer = decide(desk, first, "accept", name_latin="Changed Too")
    assert answer.status_code == 200
    assert first.standing == "waiting"
    assert first.name_latin == "Anna Kavaliova", "all or nothing"


def test_the_office_cancels_tells_the_person_and_gives_the_place_on(desk, coming):
    registration, other = make_registration(coming), make_registration(coming, "b@example.org")
    waiting = make_registration(coming, "w@example.org", "waiting", language="en")
    decide(desk, registration, "cancel")
    waiting.refresh_from_db()
    assert (registration.standing, registration.email, other.standing, waiting.standing) == ("cancelled", "", "accepted", "accepted")
    assert OutgoingMail.objects.get(to="anna@example.org").language == "ru"
    assert OutgoingMail.objects.get(to="w@example.org").language == "en"


def test_nothing_comes_back_into_a_cancelled_registration(desk, coming):
    registration = make_registration(coming)
    page = desk.get(edit_address(registration)).content.decode()
    assert "anna@example.org" in page
    decide(desk, registration, "cancel")
    decide(desk, registration, name_cyrillic="Анна Ковалёва", email="anna@example.org")
    assert (registration.standing, registration.name_cyrillic, registration.email) == ("cancelled", "", "")


def test_nobody_took_part_before_it_began(desk, coming, held):
    early, late = make_registration(coming), make_registration(held)
    decide(desk, early, "attend")
    decide(desk, late, "attend")
    assert (early.standing, late.standing) == ("accepted", "attended")
    decide(desk, late, "absent")
    assert late.standing == "accepted"


def test_the_link_is_sent_once_more(desk, coming):
    registration = make_registration(coming)
    decide(desk, registration, "link")
    assert registration.token in OutgoingMail.objects.get(to="anna@example.org").body


def test_a_certificate_is_offered_only_where_there_can_be_one(desk, held, coming):
    registration = make_registration(held, "a@example.org", "attended")
    assert 'value="certify"' in desk.get(edit_address(registration)).content.decode()
    decide(desk, registration, "certify")
    assert registration.certificate.initials == "А. К. / A. K."
    assert 'value="certify"' not in desk.get(edit_address(registration)).content.decode()
    assert 'value="certify"' not in desk.get(edit_address(make_registration(coming))).content.decode()


def test_consent_and_event_are_shown_and_cannot_be_changed(desk, coming, held):
    registration = make_registration(coming, may_share=False)
    decide(desk, registration, may_share="on", event=held.pk, standing="attended", seat="online", question="x")
    assert (registration.may_share, registration.event, registration.standing, registration.seat, registration.question) == (
        False, coming, "accepted", "on_site", "",
    )  # fmt: skip


# --- several at once -----------------------------------------------------------------------------------
def test_all_who_came_are_marked_and_certified_in_two_steps(desk, held):
    came = [make_registration(held, f"p{number}@example.org") for number in range(2)]
    waited = make_registration(held, "w@example.org", "waiting")
    act(desk, "attend", *came, waited)
    assert [row.standing for row in (*came, waited)] == ["attended", "attended", "waiting"]
    act(desk, "certify", *came, waited)
    assert {row.event for row in Certificate.objects.filter(registration__in=came)} == {held}
    assert Certificate.objects.count() == 1 + 2
    act(desk, "certify", *came)
    assert Certificate.objects.count() == 1 + 2
    assert OutgoingMail.objects.filter(to__startswith="p").count() == 2


def test_before_it_is_done_the_names_are_shown_and_nothing_is_changed(desk, held):
    registration = make_registration(held)
    page = act(desk, "attend", registration, confirm=False)
    assert "Анна Ковалёва / Anna Kavaliova" in page
    assert registration.standing == "accepted"


def test_several_are_cancelled_and_the_next_ones_get_their_places(desk, coming):
    leaving = [make_registration(coming, f"p{number}@example.org") for number in range(2)]
    waiting = [make_registration(coming, f"w{number}@example.org", "waiting") for number in range(3)]
    act(desk, "cancel", *leaving)
    for row in waiting:
        row.refresh_from_db()
    assert [row.standing for row in (*leaving, *waiting)] == ["cancelled", "cancelled", "accepted", "accepted", "waiting"]


def test_all_in_the_listing_are_those_that_its_filter_leaves(desk, held):
    ours, other = make_registration(held), make_registration(make_open_event("other", starts_on=date(2026, 11, 20)), "b@example.org")
    address = reverse("wagtail_bulk_action", args=["masterclasses", "registration", "attend"])
    desk.post(f"{address}?id=all&next={LIST}%3Fevent%3D{held.pk}")
    ours.refresh_from_db()
    other.refresh_from_db()
    assert (ours.standing, other.standing) == ("attended", "accepted")


@pytest.mark.parametrize("at_once", [True, False])
def test_what_is_deleted_gives_its_place_to_the_next(desk, coming, django_capture_on_commit_callbacks, at_once):
    first = make_registration(coming)
    make_registration(coming, "b@example.org")
    waiting = make_registration(coming, "w@example.org", "waiting")
    addresses = {
        True: f"{reverse('wagtail_bulk_action', args=['masterclasses', 'registration', 'delete'])}?id={first.pk}",
        False: reverse("wagtailsnippets_masterclasses_registration:delete", args=[first.pk]),
    }
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(addresses[at_once])
    waiting.refresh_from_db()
    assert not Registration.objects.filter(pk=first.pk).exists()
    assert waiting.standing == "accepted"


# --- certificates ----------------------------------------------------------------------------------------
def test_a_certificate_is_revoked_with_a_reason(desk, held):
    certificate = make_certificate(make_registration(held))
    address = edit_address(certificate)
    assert desk.post(address, {"revoked_on": "2026-11-22", "revoked_why": ""}).status_code == 200
    assert desk.post(address, {"revoked_on": "2027-01-01", "revoked_why": "Early."}).status_code == 200
    certificate.refresh_from_db()
    assert certificate.revoked_on is None
    assert desk.post(address, {"revoked_on": "2026-11-22", "revoked_why": "Was not there."}).status_code == 302
    certificate.refresh_from_db()
    assert (certificate.revoked_on, certificate.revoked_why, certificate.initials) == (TODAY, "Was not there.", "А. К.")


def test_a_certificate_is_found_by_number_and_by_name(desk, held):
    certificate = make_certificate(make_registration(held))
    address = reverse("wagtailsnippets_masterclasses_certificate:list")
    for query in [certificate.code, "ковалёва", "Kavaliova", f"&event={held.pk}", "&revoked=false"]:
        assert edit_address(certificate) in desk.get(f"{address}?q={query}").content.decode(), query
    assert edit_address(certificate) not in desk.get(f"{address}?revoked=true").content.decode()


# --- rights ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("model", "action"), [("registration", "add"), ("certificate", "add"), ("certificate", "delete")])
def test_not_even_who_manages_everything_makes_one_up_or_deletes_a_certificate(client, held, model, action):
    make_certificate(make_registration(held))
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse"))
    known = {"registration": Registration, "certificate": Certificate}[model]
    before = list(known.objects.values())
    address = reverse(f"wagtailsnippets_masterclasses_{model}:{action}", args=[known.objects.first().pk] if action == "delete" else [])
    assert client.get(address).status_code in (302, 403, 404)
    client.post(address)
    assert list(known.objects.values()) == before


def test_who_may_only_see_participants_changes_nothing(client, coming):
    registration = make_registration(coming)
    reader = get_user_model().objects.create_user("reader", "reader@office.example", "correct horse")
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_registration"]))
    client.force_login(reader)
    assert client.get(LIST).status_code == 200
    act(client, "cancel", registration)
    decide(client, registration, "cancel")
    assert registration.standing == "accepted"


def test_a_stranger_reads_no_participant(client, coming):
    make_registration(coming)
    for address in [LIST, f"{LIST}?export=csv", f"{LIST}?export=csv&for=partners"]:
        assert client.get(address).status_code == 302


def test_the_log_of_consents_outlives_a_cancelled_registration(desk, client, coming):
    consent = Consent.objects.create(subject_key="k" * 64, purpose="event", text="I agree.", language="ru", evidence=f"event {coming.pk}")
    registration = make_registration(coming, consent=consent, may_share=True)
    decide(desk, registration, "cancel", email="other@example.org")
    log = Consent.objects.filter(subject_key="k" * 64).order_by("pk").values_list("purpose", "given")
    assert list(log) == [("event", True), ("event", False), ("share", False)], "of the same person, though the address was put right"
