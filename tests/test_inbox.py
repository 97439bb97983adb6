"""The inbox: what a visitor sends is stored once, with the consent, and reaches whoever answers for it; nothing typed is ever lost."""

import re
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex

from core import addresses, visitors
from core.models import Contact, Country, Holiday, OfficeDetails
from office import inbox
from office.consent import subject_key, text_of_consent
from office.models import Consent, Enquiry, OutgoingMail
from office.models.enquiry import ALPHABET, working_day
from partners.models import Agreement
from tests.conftest import TODAY, minsk
from tests.reading import words

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
FORMS = pytest.mark.parametrize("form", ["report/", "partnership/propose/"])
RECORD = "/en/partnership/agreements/sechenov-2024/"
PERSON = {"name": "Ли Вэй", "email": "lee.wei@partner.example", "consent": "on"}
REPORT = {"text": "Номер соглашения другой."}
PROPOSAL = {"organisation": "Больница «Образец»", "country": "UZ", "kind": "clinical", "text": "Практика студентов.", **PERSON}


def fields_of(page):
    """{name: value} of the form's hidden fields on a page."""
    form = page.split('class="message_form"')[1].split("</form>")[0]
    hidden = [tag for tag in re.findall(r"<input [^>]*>", form) if 'type="hidden"' in tag]
    return {re.search(r'name="([^"]*)"', tag)[1]: unescape((re.search(r'value="([^"]*)"', tag) or ["", ""])[1]) for tag in hidden}


def fill_in(client, address, **typed):
    """The form as it was shown, filled in."""
    return {**fields_of(client.get(address).content.decode()), **typed}


def send(client, address, **typed):
    return client.post(address.partition("?")[0], fill_in(client, address, **typed))


def new():
    """The message that came in during this test."""
    return Enquiry.objects.exclude(name="Lee Wei").get()


def count():
    return Enquiry.objects.exclude(name="Lee Wei").count()


def typed_of(form):
    return REPORT if form == "report/" else PROPOSAL


def summary(page):
    """The addresses inside the error summary, and its text."""
    block = page.split('class="error_summary"')[1].split("</div>")[0]
    return re.findall(r'href="#([^"]+)"', block), words(block)


# --- it comes in ----------------------------------------------------------------------------------
@BOTH
def test_a_report_is_stored_with_what_it_is_about_and_the_exact_words_of_the_consent(client, world, lang):
    address = f"/{lang}/report/?about=/{lang}/partnership/agreements/sechenov-2024/"
    shown = words(client.get(address).content.decode())
    answer = send(client, address, **REPORT, **PERSON)
    message = new()
    assert answer.status_code == 302
    assert re.fullmatch(rf"R-[{ALPHABET}]{{8}}", message.reference)
    assert (message.topic, message.state, message.language, message.text) == ("report", "new", lang, REPORT["text"])
    assert (message.name, message.email) == (PERSON["name"], PERSON["email"])
    assert (message.about, message.about_path) == (world.mobility, f"/{lang}/partnership/agreements/sechenov-2024/")
    assert message.about_title == {"ru": "Соглашение sechenov-2024", "en": "Agreement sechenov-2024"}[lang]
    assert (message.consent.language, message.consent.given, message.consent.method) == (lang, True, "tick")
    assert message.consent.text in shown, "word for word what stood beside the box"
    assert {"ru": "Белорусский государственный медицинский университет", "en": "Belarusian State Medical University"}[lang] in message.consent.text
    assert message.consent.subject_key == subject_key("LEE.WEI@partner.example ")
    assert PERSON["email"] not in str(Consent.objects.filter(pk=message.consent_id).values())


@BOTH
def test_a_proposal_is_stored_with_who_proposes_what(client, world, lang):
    assert send(client, f"/{lang}/partnership/propose/", **PROPOSAL).status_code == 302
    message = new()
    assert message.reference.startswith("P-")
    assert (message.topic, message.language, message.organisation) == ("proposal", lang, PROPOSAL["organisation"])
    assert message.country.code == "UZ"
    assert message.wanted
    assert message.consent.text


def test_a_report_needs_no_name_no_mail_and_no_consent(client, world):
    send(client, "/en/report/", **REPORT)
    assert (new().consent, new().name, new().email) == (None, "", "")
    assert [mail.to for mail in new().mails.all()] == ["reception@office.example"]


def test_the_kind_in_the_address_is_chosen_in_the_form(client, world):
    page = client.get("/en/partnership/propose/?kind=exchange").content.decode()
    assert re.search(r'<option value="exchange" selected>', page)
    assert "selected" not in client.get("/en/partnership/propose/?kind=nonsense").content.decode().split('name="kind"')[1].split("</select>")[0].replace(
        '<option value="" selected>', ""
    )


@FORMS
def test_a_form_works_without_any_cookie(world, form):
    """A browser that keeps none, and Django's own check switched on."""
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(f"/ru/{form}")
    answer = browser.post(f"/ru/{form}", {**fields_of(shown.content.decode()), **typed_of(form)})
    receipt = browser.get(answer["Location"])
    assert [page.status_code for page in (shown, answer, receipt)] == [200, 302, 200]
    assert not browser.cookies
    assert count() == 1


@FORMS
def test_what_happens_to_the_data_is_said_before_the_box_and_the_box_is_empty(client, world, form):
    page = client.get(f"/en/{form}").content.decode()
    notice, box = page.split('class="privacy"')[1].split("</section>")[0], re.search(r'<input[^>]*name="consent"[^>]*>', page)
    assert page.index('class="privacy"') < box.start()
    assert "checked" not in box[0]
    for said in ["Belarusian State Medical University", "12 months", "reception@office.example"]:
        assert said in words(notice)


@BOTH
def test_the_receipt_shows_the_number_and_when_we_answer(client, world, lang):
    answer = client.get(send(client, f"/{lang}/report/?about={RECORD}", **REPORT, **PERSON)["Location"])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'class="reference".*?<strong>(.*?)</strong>', page, re.DOTALL)[1] == new().reference
    assert new().due_on == date(2026, 11, 27), "five working days after a Sunday"
    assert 'datetime="2026-11-27"' in page
    assert f'href="{RECORD}"' in page
    for secret in (PERSON["name"], PERSON["email"], REPORT["text"]):
        assert secret not in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("made_up", ["{reference}", "{reference}.x", "{reference}.{signature}x", "R-23456789", "x", "{other}", "%00", "я" * 50])
def test_the_address_of_a_receipt_cannot_be_guessed(client, world, made_up):
    location = send(client, "/en/report/", **REPORT)["Location"]
    reference, _, signature = location.strip("/").split("/")[-1].partition(".")
    other = signing.Signer(salt="something else", sep=".").sign(reference)
    assert client.get(location).status_code == 200
    assert client.get(f"/en/sent/{made_up.format(reference=reference, signature=signature, other=other)}/").status_code == 404


def test_a_receipt_ends_with_its_message(client, world):
    location = send(client, "/en/report/", **REPORT)["Location"]
    new().delete()
    assert client.get(location).status_code == 404


# --- what was typed wrongly --------------------------------------------------------------------------
LONG = "ж" * 10_000


@pytest.mark.parametrize(
    ("form", "changes", "field"),
    [
        ("report/", {"text": ""}, "text"),
        ("report/", {"text": "   \n "}, "text"),
        ("report/", {"text": LONG}, "text"),
        ("report/", {"text": "a\x00b"}, "text"),
        ("report/", {"email": "nonsense", "consent": "on"}, "email"),
        ("report/", {"email": "a@b.example"}, "consent"),
        ("report/", {"name": "Ли Вэй", "consent": "on"}, "email"),
        ("report/", {"name": "Ли Вэй"}, "email"),
        ("report/", {"name": LONG, "email": "a@b.example", "consent": "on"}, "name"),
        ("report/", {"name": "a\x00b", "email": "a@b.example", "consent": "on"}, "name"),
        ("partnership/propose/", {"organisation": ""}, "organisation"),
        ("partnership/propose/", {"organisation": LONG}, "organisation"),
        ("partnership/propose/", {"country": ""}, "country"),
        ("partnership/propose/", {"country": "ZZ"}, "country"),
        ("partnership/propose/", {"country": "a\x00"}, "country"),
        ("partnership/propose/", {"kind": "nonsense"}, "kind"),
        ("partnership/propose/", {"text": ""}, "text"),
        ("partnership/propose/", {"name": ""}, "name"),
        ("partnership/propose/", {"email": ""}, "email"),
        ("partnership/propose/", {"email": "a@b"}, "email"),
        ("partnership/propose/", {"email": "a@b.example\nBcc: x@y.example"}, "email"),
        ("partnership/propose/", {"consent": ""}, "consent"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(client, world, form, changes, field):
    typed = {"text": "Остальное остаётся 😀.", **(PROPOSAL if form != "report/" else {}), **changes}
    answer = client.post(f"/ru/{form}", fill_in(client, f"/ru/{form}", **typed))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert count() == 0
    assert not OutgoingMail.objects.exclude(to="lee@partner.example").exists()
    ids, _text = summary(page)
    assert f"id_{field}" in ids
    for target in ids:
        assert f'id="{target}"' in page, "the summary leads to the field"
    kept = answer.context["form"]
    for name, value in typed.items():
        assert kept[name].value() == (bool(value) if name == "consent" else value), name
    for value in (typed["text"], typed.get("organisation", ""), typed.get("name", ""), typed.get("email", "")):
        assert value.strip() in unescape(page)
    assert page.split("<title>")[1].split("</title>")[0] != client.get(f"/ru/{form}").content.decode().split("<title>")[1].split("</title>")[0]


def test_an_empty_form_names_every_field_it_needs(client, world):
    ids, text = summary(client.post("/ru/partnership/propose/", fill_in(client, "/ru/partnership/propose/")).content.decode())
    assert ids == [f"id_{name}" for name in ("organisation", "country", "text", "name", "email", "consent")], "in the order of the form"
    assert "Ваша организация" in text


@pytest.mark.parametrize(
    "text", ["😀" * 100, "<script>alert(1)</script>", "x" * 5000, "' OR 1=1 --", "{{ 7|add:7 }}", "%(x)s {0} %s", "\u202e\u2066 rtl", "a\n\n\nb", "ё" * 4999]
)
def test_any_text_is_stored_as_it_was_typed_and_shown_as_text(client, desk, world, text):
    assert send(client, "/en/report/", text=text, **PERSON).status_code == 302
    assert new().text.replace("\r\n", "\n") == text
    page = desk.get(reverse("wagtailsnippets_office_enquiry:edit", args=[new().pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert text.split("\n")[0][:50] in unescape(page)


def test_as_much_as_a_browser_lets_one_type_is_taken(client, world):
    """Browsers count the end of a line as one character and send two."""
    page = client.get("/en/report/").content.decode()
    limit = int(re.search(r'<textarea[^>]*maxlength="(\d+)"', page)[1])
    text = ("x" * 9 + "\r\n") * (limit // 10)
    assert send(client, "/en/report/", text=text).status_code == 302


# --- twice, late, forged -----------------------------------------------------------------------------
@FORMS
def test_the_same_form_sent_twice_is_one_message_with_one_receipt(client, world, form):
    filled = fill_in(client, f"/ru/{form}", **typed_of(form))
    first, second = client.post(f"/ru/{form}", filled), client.post(f"/ru/{form}", filled)
    assert first["Location"] == second["Location"]
    assert count() == 1
    assert new().mails.count() == (1 if form == "report/" else 2)


def test_another_text_or_another_showing_of_the_form_is_another_message(client, world):
    filled = fill_in(client, "/ru/report/", **REPORT)
    places = {client.post("/ru/report/", {**filled, **changes})["Location"] for changes in ({}, {"text": "Другое."}, PERSON)}
    places.add(send(client, "/ru/report/", **REPORT)["Location"])
    assert len(places) == 4
    assert count() == 4


@contextmanager
def another_process_is_quicker(message):
    """It stores the same message after we have looked for it and before we store ours."""
    waiting = [message]

    def store(execute, sql, params, many, context):
        if "COUNT(" in sql and waiting:
            Enquiry.objects.bulk_create([waiting.pop()])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(store):
        yield
    assert not waiting


def test_the_same_form_sent_twice_at_the_same_moment_is_one_message(client, world):
    filled = fill_in(client, "/ru/report/", **REPORT)
    first = client.post("/ru/report/", filled)["Location"]
    message = new()
    Enquiry.objects.filter(pk=message.pk).delete()
    with another_process_is_quicker(message):
        assert client.post("/ru/report/", filled)["Location"] == first
    assert new().pk == message.pk
    assert OutgoingMail.objects.count() == 1, "ours wrote none"


@pytest.mark.parametrize(
    "key", ["", "x", "x:y:z", "a" * 5000, "\x00", pytest.param(signing.TimestampSigner(salt="other").sign("x"), id="signed for something else")]
)
@FORMS
def test_a_forged_key_asks_to_send_again_and_keeps_everything(client, world, form, key):
    filled = {**fill_in(client, f"/en/{form}", **typed_of(form)), "key": key}
    answer = client.post(f"/en/{form}", filled)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert count() == 0
    ids, text = summary(page)
    assert ids == []
    assert text
    again = {**filled, **fields_of(page)}
    assert again["key"] != key
    assert {name: value for name, value in again.items() if name != "key"} == {name: value for name, value in filled.items() if name != "key"}
    assert client.post(f"/en/{form}", again).status_code == 302
    assert new().text == typed_of(form)["text"]


@pytest.mark.parametrize(("hours", "status"), [(23.9, 302), (25, 200)])
def test_a_form_stays_open_for_a_day(client, world, hours, status):
    filled = fill_in(client, "/en/report/", **REPORT)
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        answer = client.post("/en/report/", filled)
        assert answer.status_code == status
        if status == 200:
            again = {**filled, **fields_of(answer.content.decode())}
            assert client.post("/en/report/", again).status_code == 302
    assert new().text == REPORT["text"]


# --- against abuse -------------------------------------------------------------------------------------
@FORMS
def test_who_fills_in_the_invisible_field_is_kept_as_spam_and_hears_nothing(client, world, form):
    answer = send(client, f"/en/{form}", **typed_of(form), trap="https://buy.example")
    assert client.get(answer["Location"]).status_code == 200, "and does not learn it"
    message = new()
    assert (message.state, message.mails.count()) == ("spam", 0)
    assert message.retention_until == TODAY + timedelta(days=django_settings.SPAM_RETENTION_DAYS)
    assert message not in Enquiry.objects.unanswered()
    assert message not in Enquiry.objects.late(date(2030, 1, 1))


def test_an_hour_takes_so_many_messages_from_one_address_and_loses_none(client, world, settings):
    settings.FORM_LIMIT_SENDER = 3
    for number in range(3):
        assert send(client, "/en/report/", text=f"Message {number}").status_code == 302
    filled = fill_in(client, "/en/report/", text="The fourth", **PERSON)
    answer = client.post("/en/report/", filled)
    assert answer.status_code == 200
    assert count() == 3
    ids, text = summary(answer.content.decode())
    assert (ids, bool(text)) == ([], True)
    assert answer.context["form"]["text"].value() == "The fourth"
    assert Client(REMOTE_ADDR="192.0.2.7").post("/en/report/", filled).status_code == 302, "another address"
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        again = {**filled, **fields_of(answer.content.decode()), "text": "The fourth, later"}
        assert client.post("/en/report/", again).status_code == 302


def test_an_hour_takes_so_many_messages_in_all(world, settings):
    settings.FORM_LIMIT_ALL = 2
    statuses = [send(Client(REMOTE_ADDR=f"192.0.2.{number}"), "/en/report/", text="Flood").status_code for number in range(4)]
    assert statuses == [302, 302, 200, 200]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "", "192.0.2.1"),
        (0, "10.0.0.9", "192.0.2.1"),
        (1, "10.0.0.9", "10.0.0.9"),
        (1, "6.6.6.6, 10.0.0.9", "10.0.0.9"),
        (2, "6.6.6.6, 10.0.0.9, 172.16.0.1", "10.0.0.9"),
        (2, "10.0.0.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, " , ,", "192.0.2.1"),
    ],
)
def test_whose_address_counts_behind_web_servers(rf, settings, proxies, forwarded, found):
    """What a visitor writes into the header counts for nothing."""
    settings.PROXIES = proxies
    assert visitors.address(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)) == found


def test_an_address_is_kept_as_a_key_that_changes_every_day(client, world, rf):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    key = visitors.sender_key(request)
    with time_machine.travel("2026-11-23T12:00:00+03:00"):
        assert visitors.sender_key(request) != key
    send(Client(REMOTE_ADDR="192.0.2.1"), "/en/report/", **REPORT)
    assert new().sender_key == key
    assert "192.0.2.1" not in str(Enquiry.objects.filter(pk=new().pk).values())


# --- what it is about -----------------------------------------------------------------------------------
FOREIGN = [
    "https://evil.example/x", "https://evil.example/en/about/", "//evil.example/en/about/", "/\\evil.example", "\\\\evil.example\\en", "javascript:alert(1)",
    "data:text/html,x", "http://[", "//[", "http://ex℀mple/", "x", "/", "//", "/de/about/", "/admin/", "/private/x", "😀", "/en/../../etc/passwd",
    "/en/" + "a/" * 400, "mailto:a@b.example", " ", "?", "#",
]  # fmt: skip


@pytest.mark.parametrize("about", FOREIGN)
def test_only_what_stands_on_this_site_is_shown_as_a_link(client, world, about):
    """In the address of the form, in the form itself and on the receipt."""
    page = client.get("/en/report/", {"about": about})
    assert page.status_code == 200
    assert 'class="about_what"' not in page.content.decode()
    answer = client.post("/en/report/", {**fields_of(client.get("/en/report/").content.decode()), **REPORT, "about": about})
    assert answer.status_code == 302
    assert (new().about, new().about_title) == (None, "")
    own = {f"/{part}" for part in ("en/", "ru/", "static/")}
    for html in (page.content.decode(), client.get(answer["Location"]).content.decode()):
        inside = html.split("<main")[1].split("</main>")[0]
        for href in re.findall(r'href="([^"]*)"', inside):
            assert href.startswith("#") or any(href.startswith(part) for part in own), href
            assert len(about) < 3 or about not in unescape(href), href


@pytest.mark.parametrize("name", ["about", "key"])
def test_a_nul_byte_in_what_a_visitor_does_not_see_loses_no_message(client, world, name):
    filled = {**fill_in(client, "/en/report/", **REPORT), name: "/en\x00/about/"}
    answer = client.post("/en/report/", filled)
    if name == "key":
        answer = client.post("/en/report/", {**filled, **fields_of(answer.content.decode())})
    assert answer.status_code == 302
    assert new().text == REPORT["text"]


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("/en/about/", "about"),
        ("/ru/about", "about"),
        ("/en/about/?x=1#top", "about"),
        ("/en/news/exchange/", "exchange"),
        ("/en/partnership/", "partnership"),
        ("/en/", "home"),
        ("/en/partnership/propose/", "propose"),
        ("/en/partnership/partners/nagasaki-university/", "nagasaki-university"),
        ("/en/partnership/agreements/sechenov-2024/?sort=x", "sechenov-2024"),
        ("/en/partnership/partners/draft-university/", None),
        ("/en/partnership/agreements/secret-draft/", None),
        ("/en/partnership/partners/none/", None),
        ("/en/none/", None),
        ("/en/search/", None),
    ],
)
def test_pages_and_public_records_are_found_by_their_address(world, rf, about, found):
    item = addresses.find(rf.get("/en/report/"), about)
    assert (item and item.slug) == found


@BOTH
def test_a_page_reports_by_itself_what_it_is_about(client, world, lang):
    """The link at the foot of every page."""
    for address, title in [(f"/{lang}/about/", {"ru": "Об отделе", "en": "About the office"}[lang]), (f"/{lang}/news/exchange/", None), (f"/{lang}/", None)]:
        foot = client.get(address).content.decode().split("</main>")[1]
        href = unescape(re.search(r'href="(/\w+/report/\?about=[^"]*)"', foot)[1])
        page = client.get(href).content.decode().split("<main")[1].split("</main>")[0]
        assert f'href="{address}"' in page
        assert title is None or title in page


# --- whom it goes to --------------------------------------------------------------------------------------
def assignee_of(client, about):
    send(client, f"/en/report/?about={about}", **REPORT)
    return Enquiry.objects.exclude(name="Lee Wei").latest("pk").assignee


def test_a_report_goes_to_the_owner_else_to_the_coordinator_else_to_the_general_contact(client, world):
    assert assignee_of(client, "/en/partnership/agreements/nagasaki-1996/") == world.reception
    assert assignee_of(client, RECORD) == world.asia
    Agreement.objects.filter(pk=world.mobility.pk).update(owner=world.cis)
    assert assignee_of(client, RECORD) == world.cis
    assert assignee_of(client, "/en/about/") == world.reception
    world.about.owner_contact = world.keeper
    world.about.save()
    assert assignee_of(client, "/en/about/") == world.keeper, "who need not be shown to visitors"
    OfficeDetails.objects.update(contact=None)
    assert assignee_of(client, "") is None


def test_a_proposal_goes_to_the_officer_for_the_country(client, world):
    send(client, "/ru/partnership/propose/", **PROPOSAL)
    assert new().assignee == world.cis
    new().delete()
    send(client, "/ru/partnership/propose/", **{**PROPOSAL, "country": "BR"})
    assert new().assignee == world.reception


# --- mails -------------------------------------------------------------------------------------------------
def mails(message):
    return {mail.to: mail for mail in message.mails.all()}


@BOTH
def test_the_sender_gets_the_number_by_mail_in_the_language_of_the_page(client, world, lang):
    send(client, f"/{lang}/report/?about=/{lang}/partnership/agreements/sechenov-2024/", text="Text 12", name="Lee", email="lee@x.example", consent="on")
    mail = mails(new())["lee@x.example"]
    assert mail.language == lang
    assert new().reference in mail.subject
    for part in [new().reference, "Text 12", f"{django_settings.BASE_URL}/{lang}/partnership/agreements/sechenov-2024/"]:
        assert part in mail.body
    assert {"ru": "27 ноября 2026 г.", "en": "27 November 2026"}[lang] in mail.body
    assert bool(re.search("[а-яё]", mail.subject + mail.body)) == (lang == "ru")
    assert "\n\n\n" not in mail.body


def test_who_answers_for_it_is_told_without_personal_data(client, world):
    send(client, "/en/partnership/propose/", **PROPOSAL)
    mail = mails(new())["cis@office.example"]
    assert new().reference in mail.subject
    assert f"{django_settings.BASE_URL}{reverse('wagtailsnippets_office_enquiry:edit', args=[new().pk])}" in mail.body
    for secret in (PERSON["name"], PERSON["email"], PROPOSAL["organisation"], PROPOSAL["text"]):
        assert secret not in mail.subject + mail.body


def test_nobody_is_written_to_who_has_no_mailbox(client, world):
    Contact.objects.update(email="")
    send(client, "/en/report/", **REPORT)
    assert new().mails.count() == 0
    assert new().assignee == world.reception


def test_a_subject_stays_one_line(client, world):
    send(client, "/en/report/", **{**REPORT, **PERSON, "name": "Lee\r\nBcc: x@y.example"})
    for mail in new().mails.all():
        assert "\n" not in mail.subject
        assert "\r" not in mail.subject


# --- what staff do with it ------------------------------------------------------------------------------------
def edit(message):
    return reverse("wagtailsnippets_office_enquiry:edit", args=[message.pk])


def work(desk, message, **changes):
    message.refresh_from_db()
    fields = {"assignee": message.assignee_id or "", "state": message.state, "outcome": message.outcome, "answer": "", "note": ""}
    answer = desk.post(edit(message), {**fields, **changes})
    message.refresh_from_db()
    return answer


def test_the_message_shows_everything_and_leads_to_what_it_is_about(desk, world):
    page = desk.get(edit(world.message)).content.decode()
    for part in ["The number is wrong.", "Lee Wei", "lee@partner.example", world.message.reference, "I agree.", RECORD]:
        assert part in unescape(page)
    assert f'href="{reverse("wagtailsnippets_partners_agreement:edit", args=[world.mobility.pk])}"' in page


def test_a_corrected_record_is_confirmed_today_in_public_and_in_its_draft(desk, client, editor, world):
    draft = Agreement.objects.get(pk=world.mobility.pk)
    draft.title_en = "A title still to come"
    draft.save_revision()
    assert work(desk, world.message, outcome="corrected").status_code == 302
    record = Agreement.objects.get(pk=world.mobility.pk)
    for version in (record, record.get_latest_revision_as_object()):
        assert (version.verified_on, version.verified_by) == (TODAY, editor)
    assert record.title_en == "Agreement sechenov-2024"
    assert record.get_latest_revision_as_object().title_en == "A title still to come"
    assert record.has_unpublished_changes
    assert "A title still to come" not in client.get(RECORD).content.decode()
    assert 'datetime="2026-11-22"' in client.get(RECORD).content.decode().split('class="stamp"')[1]
    assert (world.message.state, world.message.closed_at.date()) == ("closed", TODAY)
    assert world.message.retention_until == TODAY + timedelta(days=django_settings.ENQUIRY_RETENTION_DAYS)


def test_publishing_the_draft_later_keeps_the_confirmation(desk, client, world):
    draft = Agreement.objects.get(pk=world.mobility.pk)
    draft.title_en = "A title still to come"
    revision = draft.save_revision()
    work(desk, world.message, outcome="corrected")
    revision.refresh_from_db()
    revision.publish()
    record = Agreement.objects.get(pk=world.mobility.pk)
    assert (record.title_en, record.verified_on) == ("A title still to come", TODAY)
    assert record.corrected_at


def test_a_corrected_page_is_confirmed_too(desk, client, world):
    world.about.title_en = "Still to come"
    world.about.save_revision()
    send(client, "/en/report/?about=/en/about/", **REPORT)
    message = new()
    work(desk, message, outcome="corrected")
    page = type(world.about).objects.get(pk=world.about.pk)
    for version in (page, page.get_latest_revision_as_object()):
        assert version.verified_on == TODAY
    assert page.title_en == "About the office"
    assert 'datetime="2026-11-22"' in client.get("/en/about/").content.decode().split('class="stamp"')[1]


def test_what_was_right_all_along_is_closed_and_nothing_is_confirmed(desk, world):
    work(desk, world.message, outcome="unchanged")
    assert world.message.state == "closed"
    assert Agreement.objects.get(pk=world.mobility.pk).verified_on is None


def test_saving_again_confirms_nothing_again(desk, world):
    work(desk, world.message, outcome="corrected")
    Agreement.objects.filter(pk=world.mobility.pk).update(verified_on=date(2026, 1, 1))
    work(desk, world.message, note="Done.")
    assert Agreement.objects.get(pk=world.mobility.pk).verified_on == date(2026, 1, 1)


def test_what_is_gone_cannot_be_put_right(desk, world):
    world.mobility.delete()
    answer = work(desk, world.message, outcome="corrected", note="Набрано")
    assert "outcome" in answer.context["form"].errors
    assert "Набрано" in answer.content.decode()
    assert world.message.state == "new"


def test_an_answer_goes_out_by_mail_and_stops_the_clock(desk, editor, world):
    work(desk, world.message, answer="It is 12/2025 now.\n\nThank you.")
    assert world.message.state == "answered"
    assert world.message.first_reply_at.date() == TODAY
    mail = world.message.mails.exclude(pk=world.mail.pk).get()
    assert (mail.to, mail.language) == ("lee@partner.example", "en")
    for part in ["Lee Wei", "It is 12/2025 now.\n\nThank you.", world.message.reference, "International Relations Department"]:
        assert part in mail.body
    assert world.message.reference in mail.subject
    assert [(note.sent, note.author) for note in world.message.notes.all()] == [(True, editor)]
    assert "Thank you." in desk.get(edit(world.message)).content.decode()


def test_an_answer_can_close_the_message_at_once_and_a_second_one_keeps_the_first_time(desk, world):
    work(desk, world.message, answer="Yes.", state="closed")
    assert (world.message.state, bool(world.message.first_reply_at)) == ("closed", True)
    first = world.message.first_reply_at
    with time_machine.travel("2026-11-24T12:00:00+03:00"):
        work(desk, world.message, answer="And more.")
    assert world.message.first_reply_at == first


def test_who_left_no_address_gets_no_answer(desk, client, world):
    send(client, "/en/report/", **REPORT)
    message = new()
    answer = work(desk, message, answer="Thank you.")
    assert "answer" in answer.context["form"].errors
    assert "Thank you." in answer.content.decode()
    assert (message.notes.count(), message.state) == (0, "new")


def test_a_note_stays_inside(desk, world):
    work(desk, world.message, note="Спросить декана.")
    assert [(note.text, note.sent) for note in world.message.notes.all()] == [("Спросить декана.", False)]
    assert world.message.mails.count() == 1
    assert world.message.state == "new"


def test_what_a_visitor_wrote_cannot_be_changed(desk, world):
    work(desk, world.message, text="Other words", name="Somebody", email="x@y.example", reference="R-XXXXXXXX", language="ru")
    before = world.message
    assert (before.text, before.name, before.email, before.language) == ("The number is wrong.", "Lee Wei", "lee@partner.example", "en")
    assert before.reference != "R-XXXXXXXX"


def everything_logged():
    return str([list(model.objects.values()) for model in (ModelLogEntry, PageLogEntry)]) + str(
        [entry.label for model in (ModelLogEntry, PageLogEntry) for entry in model.objects.all()]
    )


def test_no_log_and_no_index_holds_personal_data(desk, client, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, f"/en/report/?about={RECORD}", **REPORT, **PERSON)
        message = new()
        work(desk, message, answer="Dear Ли Вэй, thank you.", note="Ли Вэй called.")
        work(desk, message, outcome="corrected")
        desk.post(reverse("wagtailsnippets_office_enquiry:delete", args=[message.pk]))
    assert not Enquiry.objects.filter(pk=message.pk).exists()
    logged = everything_logged()
    assert message.reference in logged, "that something happened is logged"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtailsearch_indexentry")
        logged += str(cursor.fetchall())
    logged += str(list(ReferenceIndex.objects.values()))
    for secret in (PERSON["name"], PERSON["email"], REPORT["text"], "thank you"):
        assert secret not in logged
    assert not OutgoingMail.objects.filter(to=PERSON["email"]).exists()
    assert Consent.objects.filter(subject_key=subject_key(PERSON["email"])).exists(), "the consent stays"


# --- its clock and its term --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # a Sunday
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # a Friday
        (date(2026, 11, 21), 5, date(2026, 11, 27)),  # a Saturday
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # a Monday
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas on a Friday
        (date(2026, 12, 18), 5, date(2026, 12, 28)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 12, 31), 60, date(2027, 3, 25)),
    ],
)
def test_working_days_leave_out_weekends_and_days_on_which_the_office_is_closed(world, start, days, end):
    assert working_day(start, days) == end


def test_a_day_with_shorter_hours_is_a_working_day(world):
    Holiday.objects.update(opens="09:00", closes="12:00")
    assert working_day(date(2026, 12, 24), 1) == date(2026, 12, 25)


def test_nothing_is_promised_where_no_time_is_set(client, world):
    OfficeDetails.objects.update(reply_days=None)
    answer = send(client, "/en/report/", **REPORT, **PERSON)
    assert new().due_on is None
    assert not new().is_late
    assert new().days_left is None
    page = client.get(answer["Location"]).content.decode()
    assert "<time" not in page.split("<main")[1].split("</main>")[0]


def test_the_promised_day_counts_from_minsk_midnight(client, world):
    with time_machine.travel("2026-11-24T22:30:00+00:00"):  # half past one on Wednesday in Minsk
        send(client, "/en/report/", **REPORT)
    assert new().due_on == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("state", "due_on", "late", "left"),
    [
        ("new", TODAY - timedelta(days=1), True, -1),
        ("assigned", TODAY - timedelta(days=2), True, -2),
        ("new", TODAY, False, 0),
        ("new", TODAY + timedelta(days=1), False, 1),
        ("waiting", TODAY - timedelta(days=1), False, None),
        ("answered", TODAY - timedelta(days=1), False, None),
        ("closed", TODAY - timedelta(days=1), False, None),
        ("spam", TODAY - timedelta(days=1), False, None),
        ("new", None, False, None),
    ],
)
def test_a_message_is_late_the_day_after_the_promised_one_until_it_is_answered(world, state, due_on, late, left):
    Enquiry.objects.update(state=state, due_on=due_on)
    message = Enquiry.objects.get()
    assert (message.is_late, message.days_left) == (late, left)
    assert list(Enquiry.objects.late()) == ([message] if late else [])


@pytest.mark.parametrize(
    ("states", "closed", "days"),
    [
        (["assigned"], False, None),
        (["answered"], False, None),
        (["closed"], True, 365),
        (["spam"], True, 30),
        (["closed", "assigned"], False, None),
        (["closed", "closed"], True, 365),
        (["closed", "spam"], True, 30),
        (["spam", "closed"], True, 365),
        (["closed", "new", "closed"], True, 365),
    ],
)
def test_the_term_follows_the_state(world, states, closed, days):
    message = world.message
    for state in states:
        message.state = state
        message.follow_state()
    assert bool(message.closed_at) == closed
    assert message.retention_until == (TODAY + timedelta(days=days) if days else None)


def test_a_message_can_be_opened_again(desk, world):
    work(desk, world.message, outcome="unchanged")
    work(desk, world.message, state="assigned")
    assert world.message.state == "assigned"
    assert world.message.retention_until is None


def test_a_reference_is_made_of_characters_that_cannot_be_mistaken(db):
    assert not set(ALPHABET) & set("01OIL")
    made = {Enquiry.objects.create(topic=topic, language="en", text="x").reference for topic in ("report", "proposal", "question") for _ in range(20)}
    assert len(made) == 60
    assert {reference[:2] for reference in made} == {"R-", "P-", "Q-"}


def test_the_words_of_a_consent_name_who_keeps_the_data_and_for_how_long(settings, world):
    settings.ENQUIRY_RETENTION_DAYS = 31
    text = text_of_consent("answer", "The University")
    assert "The University" in text
    assert "1 месяц" in text or "1 month" in text
    with pytest.raises(ValueError, match="newsletter"):
        text_of_consent("newsletter", "The University")


def test_a_consent_names_a_person_by_a_key_only_we_can_make(settings):
    key = subject_key("lee@partner.example")
    assert re.fullmatch("[0-9a-f]{64}", key)
    assert subject_key(" LEE@partner.example ") == key
    settings.CONSENT_SECRET = "another"
    assert subject_key("lee@partner.example") != key


def test_too_many_is_raised_before_anything_is_stored(client, world, settings, rf):
    settings.FORM_LIMIT_SENDER = 0
    before = (Enquiry.objects.count(), Consent.objects.count(), OutgoingMail.objects.count())
    assert send(client, "/en/report/", **REPORT, **PERSON).status_code == 200
    with pytest.raises(inbox.TooMany):
        inbox.check_rate("x")
    assert (Enquiry.objects.count(), Consent.objects.count(), OutgoingMail.objects.count()) == before


def test_the_form_offers_every_country_sorted_as_its_readers_sort(client, world):
    page = client.get("/ru/partnership/propose/").content.decode().split('name="country"')[1].split("</select>")[0]
    values = re.findall(r'<option value="([^"]*)"', page)
    assert values[0] == ""
    assert len(values) == 1 + Country.objects.count()
    names = [unescape(name) for name in re.findall(r'<option value="[A-Z]{2}"[^>]*>([^<]*)<', page)]
    assert names.index("Австрия") < names.index("Беларусь") < names.index("Япония")


def test_a_message_received_in_the_last_minute_of_the_day_has_minsk_dates(client, world):
    with time_machine.travel(minsk("2026-11-23 23:59")):
        send(client, "/en/report/", **REPORT, trap="x")
    assert new().retention_until == date(2026, 12, 23)
