"""Joining the association, and one's own entry behind a mailed link: nothing counts unconfirmed, nothing opens twice, nothing outlives a withdrawal."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from alumni import consents, membership, reminders
from alumni.models import Graduate, MailedLink
from core.models import ImportRun
from office.consent import subject_key
from office.models import Consent, OutgoingMail
from tests.alumni_world import make_graduate, make_listed, make_story
from tests.conftest import minsk
from tests.reading import main, words
from tests.test_every_screen import speak
from tests.test_imports import bring_in, complaints, csv_of, numbers, upload

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
ANNA = {"name_latin": "Anna Kavaliova", "email": "Anna@Example.org", "country": "LB", "graduation_year": "1999", "specialty": "0912", "consent": "on"}


def join(client, lang="en", **fields):
    page = client.get(f"/{lang}/alumni/join/").content.decode()
    said = {"key": re.search(r'name="key" value="([^"]+)"', page)[1], **ANNA, **fields}
    return client.post(f"/{lang}/alumni/join/", {name: value for name, value in said.items() if value is not None})


def ask(client, email, lang="en"):
    page = client.get(f"/{lang}/alumni/me/").content.decode()
    return client.post(f"/{lang}/alumni/me/", {"key": re.search(r'name="key" value="([^"]+)"', page)[1], "email": email})


def mails(to="anna@example.org"):
    return list(OutgoingMail.objects.filter(to=to).order_by("pk"))


def path_in(mail):
    return re.search(r"https?://[^/\s]+(/\w\w/alumni/me/[\w-]+/)", mail.body)[1]


def anna():
    return Graduate.objects.get(email="anna@example.org")


def opened(client, path):
    """The path, opened with the button."""
    assert client.post(path).status_code == 302
    return path


def form_of(client, path):
    """What the own page's form holds, as a browser would send it."""
    page = client.get(path).content.decode().split('class="message_form own_entry"')[1].split("</form>")[0]
    said = dict(re.findall(r'<input type="(?:text|hidden|number|url)" name="(\w+)"(?: value="([^"]*)")?', page))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        said[name] = chosen[1] if chosen else ""
    said |= dict.fromkeys(re.findall(r'<input type="checkbox" name="(\w+)"[^>]* checked', page), "on")
    said["biography"] = re.search(r'<textarea name="biography".*?>\s*(.*?)</textarea>', page, re.DOTALL)[1]
    return said


# --- joining -----------------------------------------------------------------------------------
@BOTH
def test_nothing_counts_before_the_mail_is_opened(client, world, lang):
    answer = join(client, lang, publish="on")
    assert (answer.status_code, answer["Location"]) == (302, f"/{lang}/alumni/join/?sent=1")
    graduate = anna()
    assert (graduate.state, graduate.contact_on, graduate.publish_on, graduate.public) == ("new", None, None, False)
    assert not Consent.objects.filter(subject_key=subject_key("anna@example.org")).exists()
    assert not Graduate.objects.counted().filter(pk=graduate.pk).exists()
    (mail,) = mails()
    assert mail.language == lang
    path = path_in(mail)
    assert client.get(path).status_code == 200, "looking at the address opens nothing"
    assert anna().state == "new"
    opened(client, path)
    assert (anna().state, anna().contact_on, anna().publish_on) == ("confirmed", date(2026, 11, 22), date(2026, 11, 22))


def test_each_consent_is_in_the_log_word_for_word(client, world):
    join(client, "ru", publish="on", language="ru")
    opened(client, path_in(mails()[0]))
    log = Consent.objects.filter(subject_key=subject_key("anna@example.org")).order_by("pk")
    assert [(row.purpose, row.given, row.language, row.method) for row in log] == [
        ("alumni_contact", True, "ru", "mail_code"), ("alumni_publish", True, "ru", "mail_code"),
    ]  # fmt: skip
    page = words(main(client, "/ru/alumni/join/"))
    assert all(" ".join(row.text.split()) in page for row in log)
    assert "anna" not in "".join(f"{row.text}{row.evidence}{row}" for row in log).lower()


def test_the_directory_needs_the_office_too(client, world):
    join(client, publish="on")
    opened(client, path_in(mails()[0]))
    assert "Anna Kavaliova" not in main(client, "/en/alumni/directory/")
    graduate = anna()
    graduate.public = True
    graduate.save()
    page = main(client, "/en/alumni/directory/")
    assert "Anna Kavaliova" in page
    assert "Lebanon" not in page.split("Anna Kavaliova")[1].split("</tr>")[0], "hidden until she opens it"


def test_an_entry_whose_mail_is_never_opened_goes_after_a_week(client, world):
    join(client)
    with time_machine.travel(minsk("2026-11-29 11:59"), tick=False):
        assert membership.purge(timezone.now()) == 0
    with time_machine.travel(minsk("2026-11-30 12:01"), tick=False):
        assert membership.purge(timezone.now()) == 1
    assert not Graduate.objects.filter(email="anna@example.org").exists()
    assert mails() == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"consent": None}, "Tick the box"),
        ({"email": "anna"}, "address"),
        ({"email": None}, "required"),
        ({"name_latin": ""}, "Write your name in Latin or in Cyrillic letters."),
        ({"name_latin": "<script>alert(1)</script>"}, "without digits or symbols"),
        ({"name_latin": "x" * 10_000}, "150"),
        ({"graduation_year": "2030"}, "still to come"),
        ({"graduation_year": "1500"}, "1921"),
        ({"graduation_year": "nonsense"}, "number"),
        ({"country": "ZZ"}, "valid choice"),
        ({"specialty": "9' OR 1"}, "valid choice"),
        ({"trap": "x"}, "hidden from people"),
    ],
)
def test_bad_input_gets_a_clear_answer_and_loses_nothing(client, world, fields, wrong):
    answer = join(client, **fields)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert wrong in words(page.split('class="error_summary"')[1].split("</form>")[0])
    if "name_latin" not in fields:
        assert 'value="Anna Kavaliova"' in page
    assert not Graduate.objects.filter(email="anna@example.org").exists()
    assert mails() == []


@pytest.mark.parametrize("value", ["\x00", "a\x00b", "\u202e", "‮🙂"])
def test_control_characters_break_nothing(client, world, value):
    assert join(client, name_latin=f"Anna{value}").status_code in (200, 302)
    assert ask(client, f"anna{value}@example.org").status_code in (200, 302)


def test_the_same_form_sent_twice_is_one_entry_and_one_mail(client, world):
    page = client.get("/en/alumni/join/").content.decode()
    said = {"key": re.search(r'name="key" value="([^"]+)"', page)[1], **ANNA}
    assert [client.post("/en/alumni/join/", said).status_code for _ in range(2)] == [302, 302]
    assert (Graduate.objects.filter(email="anna@example.org").count(), len(mails())) == (1, 1)


def test_very_many_entries_from_one_network_are_refused_for_an_hour(client, world, settings):
    settings.FORM_LIMIT_SENDER = 1
    join(client)
    assert "Many messages" in join(client, email="ben@example.org").content.decode()


# --- nobody learns who is known --------------------------------------------------------------------
def test_a_known_address_gets_the_same_answer_and_its_owner_a_mail(client, world):
    known = make_graduate("Known Person", email="known@example.org")
    new, old = join(client, email="new@example.org"), join(client, email="known@example.org", name_latin="Somebody Else")
    assert (new.status_code, new["Location"]) == (old.status_code, old["Location"])
    known.refresh_from_db()
    assert known.name_latin == "Known Person"
    (mail,) = mails("known@example.org")
    assert "You are in the association already" in mail.body
    assert len(mails("new@example.org")) == 1


def test_asking_for_a_link_tells_nobody_whether_there_is_an_entry(client, world):
    make_graduate("Known Person", email="known@example.org")
    answers = [ask(client, email) for email in ("known@example.org", "stranger@example.org")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert "works once" in mails("known@example.org")[0].body
    assert "no such entry" in mails("stranger@example.org")[0].body


def test_neither_form_works_longer_for_a_known_address(client, world):
    """About the same work is done: a query or two more or less, never another page or no mail."""
    make_graduate("Known Person", email="known@example.org")
    keys = [re.search(r'name="key" value="([^"]+)"', client.get("/en/alumni/me/").content.decode())[1] for _ in range(2)]
    costs = []
    for email, key in zip(("known@example.org", "stranger@example.org"), keys, strict=True):
        with CaptureQueriesContext(connection) as queries:
            client.post("/en/alumni/me/", {"key": key, "email": email})
        costs.append(len(queries))
    assert abs(costs[0] - costs[1]) <= 3


def test_links_are_not_sent_without_end(client, world):
    for _ in range(10):
        assert ask(client, "stranger@example.org").status_code == 302
    assert "Many messages" in ask(client, "stranger@example.org").content.decode()


# --- links -----------------------------------------------------------------------------------------
@pytest.fixture
def link(client, world):
    graduate = make_listed("Anna Kavaliova", email="anna@example.org")
    return graduate, f"/en/alumni/me/{MailedLink.make(graduate)[1]}/"


def test_a_link_opens_once_for_the_browser_that_pressed_the_button(client, link):
    graduate, path = link
    opened(client, path)
    assert "Anna Kavaliova" in client.get(path).content.decode()
    client.cookies.clear()
    answer = client.get(path)
    assert (answer.status_code, "Anna" in answer.content.decode()) == (404, False)
    assert client.post(path).status_code == 404
    assert graduate.links.get().opened_at is not None


def test_another_cookie_opens_nothing(client, link):
    _graduate, path = link
    opened(client, path)
    client.cookies["graduate"] = "x" * 32
    assert client.get(path).status_code == 404


def test_a_link_ends(client, link):
    _graduate, path = link
    with time_machine.travel(minsk("2026-11-25 12:01"), tick=False):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_what_was_opened_closes_after_an_hour(client, link):
    _graduate, path = link
    opened(client, path)
    with time_machine.travel(minsk("2026-11-22 12:59"), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(minsk("2026-11-22 13:01"), tick=False):
        assert client.get(path).status_code == 404


def test_the_database_holds_no_token(world, link):
    _graduate, path = link
    token = path.split("/")[-2]
    row = MailedLink.objects.get()
    assert token not in {str(getattr(row, field.name)) for field in row._meta.fields}


@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 500, "..", "%00", "'", "<b>"])
def test_guessed_links_all_get_the_same_words(client, world, token):
    answer = client.get(f"/en/alumni/me/{token}/")
    assert answer.status_code == 404
    if "This link does not open anything" in answer.content.decode():
        assert "no-store" in answer["Cache-Control"]


def test_the_own_page_is_kept_from_machines(client, link):
    _graduate, path = link
    opened(client, path)
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert path.split("/")[-2] not in answer.content.decode().split("</head>")[0]
    cookie = client.cookies["graduate"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Lax", "/", 3600)


# --- one's own entry ---------------------------------------------------------------------------------
def test_a_graduate_corrects_the_entry_and_decides_who_sees_it(client, link):
    graduate, path = link
    opened(client, path)
    said = form_of(client, path)
    assert said["name_latin"] == "Anna Kavaliova"
    answer = client.post(
        path, {**said, "action": "save", "employer": "New Clinic", "who_employer": "public", "who_city": "association", "biography": "Three\r\nlines."}
    )
    assert answer["Location"].endswith("?done=saved")
    graduate.refresh_from_db()
    assert (graduate.employer, graduate.visibility["employer"], graduate.visibility["city"]) == ("New Clinic", "public", "association")
    assert "Anna" not in main(client, "/en/alumni/directory/"), "words that nobody of the office has seen"
    assert "yours has not been looked at yet" in client.get(path).content.decode()
    graduate.public = True
    graduate.save()
    assert "New Clinic" in main(client, "/en/alumni/directory/")
    assert "Beirut" not in main(client, "/en/alumni/directory/")


def test_saving_the_page_as_it_is_changes_nothing(client, link):
    graduate, path = link
    opened(client, path)
    graduate.refresh_from_db()
    before = {field.name: getattr(graduate, field.name) for field in graduate._meta.fields if field.name not in ("updated_at", "visibility")}
    client.post(path, {**form_of(client, path), "action": "save"})
    graduate.refresh_from_db()
    assert {name: getattr(graduate, name) for name in before} == before
    assert Consent.objects.filter(subject_key=subject_key("anna@example.org")).count() == 0


def test_a_change_of_mind_is_written_into_the_log(client, link):
    graduate, path = link
    opened(client, path)
    said = {**form_of(client, path), "action": "save"}
    client.post(path, {name: value for name, value in said.items() if name != "publish"} | {"represent": "on"})
    graduate.refresh_from_db()
    assert (graduate.publish_on, graduate.represent_on) == (None, date(2026, 11, 22))
    log = Consent.objects.filter(subject_key=subject_key("anna@example.org")).order_by("pk").values_list("purpose", "given")
    assert list(log) == [("alumni_publish", False), ("alumni_represent", True)]
    assert "Anna Kavaliova" not in main(client, "/en/alumni/directory/")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"graduation_year": "2030"}, "still to come"),
        ({"entry_year": "2020"}, "Later than the year of graduation."),
        ({"link": "javascript:alert(1)"}, "valid URL"),
        ({"name_latin": "", "name_cyrillic": ""}, "Write your name"),
        ({"who_city": "everybody"}, "valid choice"),
        ({"biography": "x" * 2000}, "1500"),
        ({"language": "de"}, "valid choice"),
    ],
)
def test_bad_input_on_the_own_page_loses_nothing(client, link, fields, wrong):
    graduate, path = link
    opened(client, path)
    answer = client.post(path, {**form_of(client, path), "action": "save", "employer": "Typed Clinic", **fields})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert wrong in words(page)
    assert "Typed Clinic" in page
    graduate.refresh_from_db()
    assert graduate.employer == "Cedar Clinic"


def test_a_graduate_hides_everything(client, link):
    graduate, path = link
    opened(client, path)
    client.post(path, {"action": "hide"})
    graduate.refresh_from_db()
    assert (graduate.visibility, graduate.publish_on, graduate.represent_on, graduate.state) == ({}, None, None, "confirmed")
    assert "Anna Kavaliova" not in main(client, "/en/alumni/directory/")


def test_a_graduate_takes_the_data_along(client, link):
    _graduate, path = link
    opened(client, path)
    answer = client.post(path, {"action": "export"})
    data = json.loads(answer.content)
    assert (data["name_latin"], data["email"], data["country"], data["phone"]) == ("Anna Kavaliova", "anna@example.org", "LB", "+961-000")
    assert "attachment" in answer["Content-Disposition"]


# --- leaving -----------------------------------------------------------------------------------------
def leave(client, path):
    opened(client, path)
    assert client.get(f"{path}?leave=1").status_code == 200
    return client.post(path, {"action": "leave", "sure": "yes"})


def test_leaving_takes_two_steps(client, link):
    graduate, path = link
    opened(client, path)
    client.post(path, {"action": "leave"})
    graduate.refresh_from_db()
    assert graduate.email == "anna@example.org"


def test_leaving_empties_everything_at_once_but_the_log(client, link):
    graduate, path = link
    consents.give(graduate, consents.CONTACT, "I agree.", "en")
    graduate.phone, graduate.name_then, graduate.biography, graduate.internal_note = "+961-1", "Old Name", "Told.", "Called twice."
    graduate.save()
    answer = leave(client, path)
    assert "Your entry is empty now." in answer.content.decode()
    graduate.refresh_from_db()
    kept = {str(getattr(graduate, field.name)) for field in graduate._meta.fields}
    assert not kept & {"Anna Kavaliova", "anna@example.org", "+961-1", "Old Name", "Told.", "Called twice.", "Cedar Clinic", "Beirut", "surgeon"}
    assert (graduate.state, graduate.country, graduate.graduation_year, graduate.visibility) == ("erased", None, None, {})
    log = Consent.objects.filter(subject_key=subject_key("anna@example.org")).order_by("pk")
    assert [(row.purpose, row.given) for row in log] == [("alumni_contact", True), ("alumni_contact", False), ("alumni_publish", False)]
    assert client.get(path).status_code == 404


def test_nothing_of_the_person_outlives_the_withdrawal(client, desk, link, world):
    """No mail but the last, no revision, no label of a log, no uploaded list, no reference."""
    graduate, path = link
    run = bring_in(desk, csv_of(["name_latin", "email", "legal_basis", "source_of_entry"], ["Anna K", "list@example.org", "Order 5", "archive"]), "graduates")
    story = make_story("of-anna", graduate=graduate)
    ask(client, "anna@example.org")
    desk.get(reverse("wagtailsnippets_alumni_graduate:edit", args=[graduate.pk]))
    client.logout()
    leave(client, path)
    (last,) = mails()
    assert last.subject == "You have left the association"
    labels = " ".join(ModelLogEntry.objects.values_list("label", flat=True))
    assert "Anna" not in labels
    assert "Kavaliova" not in labels
    assert not Revision.objects.filter(object_str__contains="Kavaliova").exists()
    assert not ReferenceIndex.objects.filter(content_type__model="graduate").exists()
    run.refresh_from_db()
    assert not run.file
    assert not ImportRun.objects.with_file("graduates").exists()
    story.refresh_from_db()
    assert story.withdrawn_on == date(2026, 11, 22)


def test_who_has_left_is_not_brought_back_by_a_list_but_by_themselves(client, desk, editor, link, world):
    _graduate, path = link
    leave(client, path)
    speak(editor, "en")
    header = ["name_latin", "email", "graduation_year", "legal_basis", "source_of_entry"]
    row = ["Anna Kavaliova", " ANNA@example.org", "1999", "Order 5", "archive"]
    assert any("has withdrawn from the association" in text for text in map(str, complaints(upload(desk, csv_of(header, row), "graduates", live=True))))
    assert not Graduate.objects.filter(email="anna@example.org").exists()
    client.logout()
    join(client)
    opened(client, path_in(mails()[-1]))
    assert anna().state == "confirmed"
    assert not consents.has_withdrawn("anna@example.org")


def test_the_address_of_who_left_is_free_again(client, link):
    _graduate, path = link
    leave(client, path)
    join(client)
    assert Graduate.objects.filter(state="erased").count() == 1
    assert anna().state == "new"


# --- every two years ---------------------------------------------------------------------------------
def test_a_graduate_is_asked_again_after_two_years_then_hidden_then_archived(client, world):
    graduate = make_listed("Anna Kavaliova", email="anna@example.org", confirmed_on=date(2024, 12, 22))
    assert graduate.confirm_by == date(2026, 12, 22)
    assert (reminders.remind(), reminders.remind()) == (1, 0)
    assert "Is your entry still right?" in mails()[0].subject
    with time_machine.travel(minsk("2026-12-23 10:00"), tick=False):
        reminders.remind()
        graduate.refresh_from_db()
        assert (graduate.state, "Anna" in main(client, "/en/alumni/directory/")) == ("to_confirm", False)
        assert Graduate.objects.counted().filter(pk=graduate.pk).exists()
    with time_machine.travel(minsk("2027-03-23 10:00"), tick=False):
        reminders.remind()
        graduate.refresh_from_db()
        assert graduate.state == "archived"
        path = f"/en/alumni/me/{MailedLink.make(graduate)[1]}/"
        opened(client, path)
        graduate.refresh_from_db()
        assert (graduate.state, graduate.confirm_by) == ("confirmed", date(2029, 3, 23))


def test_the_commands_run_and_say_what_they_did(world, capsys):
    call_command("remind")
    call_command("purge")
    told = capsys.readouterr().out
    assert "graduates" in told


def test_links_that_ended_are_deleted_the_day_after(world):
    MailedLink.make(make_graduate("Anna Kavaliova"))
    membership.purge(timezone.now() + timedelta(days=3, hours=23))
    assert MailedLink.objects.count() == 1
    membership.purge(timezone.now() + timedelta(days=4, hours=1))
    assert MailedLink.objects.count() == 0


# --- the office --------------------------------------------------------------------------------------
def test_a_list_needs_a_legal_basis_and_counts_for_nothing(desk, editor, world):
    speak(editor, "en")
    header = ["name_latin", "email", "graduation_year", "country", "source_of_entry", "legal_basis"]
    dry = upload(desk, csv_of(header, ["Ben List", "ben@example.org", "1999", "Lebanon", "archive", ""]), "graduates", live=True)
    assert any("On which basis" in str(text) for text in complaints(dry))
    content = csv_of(header, ["Ben List", "ben@example.org", "1999", "Lebanon", "archive", "Order 5 of 2020"])
    run = bring_in(desk, content, "graduates", True)
    graduate = Graduate.objects.get(email="ben@example.org")
    assert (run.created, graduate.state, graduate.contact_on, graduate.publish_on) == (1, "restricted", None, None)
    assert not Graduate.objects.counted().filter(pk=graduate.pk).exists()
    assert numbers(upload(desk, content, "graduates", live=True)) == (0, 0, 1)


def test_a_list_changes_nothing_that_a_graduate_has_written(desk, editor, world):
    speak(editor, "en")
    graduate = make_graduate("Ben Own", email="ben@example.org")
    header, row = ["name_latin", "email", "graduation_year"], ["Ben Own", "ben@example.org", "1998"]
    assert numbers(upload(desk, csv_of(header, row), "graduates", live=True)) == (0, 0, 1)
    dry = upload(desk, csv_of(["name_latin", "email", "graduation_year", "post"], ["Ben Own", "ben@example.org", "1997", "dentist"]), "graduates", live=True)
    assert any("The graduate keeps this entry" in str(text) for text in complaints(dry))
    graduate.refresh_from_db()
    assert (graduate.graduation_year, graduate.position) == (1998, "surgeon")


def test_who_stands_on_a_list_may_come_by_themselves(client, world):
    graduate = make_graduate(
        "Ben List", email="ben@example.org", source="archive", legal_basis="Order 5", state="restricted", contact_on=None, confirmed_on=None
    )
    path = opened(client, f"/en/alumni/me/{MailedLink.make(graduate)[1]}/")
    graduate.refresh_from_db()
    assert graduate.state == "restricted"
    client.post(path, {**form_of(client, path), "action": "save", "consent": "on"})
    graduate.refresh_from_db()
    assert (graduate.state, graduate.contact_on, graduate.confirmed_on) == ("confirmed", date(2026, 11, 22), date(2026, 11, 22))


def test_the_office_looks_at_who_wants_to_be_listed(desk, world):
    page = desk.get(f"{reverse('wagtailsnippets_alumni_graduate:list')}?to_check=true").content.decode()
    assert "Waits Unseen" in page
    assert "Sam Public" not in page
