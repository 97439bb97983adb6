"""Contacts are roles: what visitors read of them, whom they lead to, what an address book takes."""

import json
import re
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.models import Contact, Holiday, OfficeDetails, OpeningHours
from core.models.contacts import TASKS
from office import vcard
from tests.conftest import TODAY, make_contact
from tests.reading import main, words

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])


def department(client, lang="en"):
    return main(client, f"/{lang}/department/")


def card(page, contact):
    """The HTML of one contact's card."""
    return page.split(f'id="contact-{contact.pk}"')[1].split("</li>\n    \n")[0].split('id="contact-')[0]


# --- on the department's page --------------------------------------------------------------------
@BOTH
def test_a_card_says_who_speaks_what_when_and_where(client, world, lang):
    text = words(card(department(client, lang), world.asia))
    said = {
        "ru": ["Координатор по Азии", "Лечебный факультет", "Кабинет 1", "пн–чт 9:00–13:00, 14:00–17:00", "пт 9:00–13:00"],
        "en": ["Coordinator for Asia", "Faculty of General Medicine", "Room 1", "Mon–Thu 9:00–13:00, 14:00–17:00", "Fri 9:00–13:00"],
    }
    for part in [*said[lang], "asia@office.example", "+375 17 000-00-01", "+375 17 000-00-02"]:
        assert part in text
    assert {"ru": "русский, английский, китайский", "en": "Russian, English, Chinese"}[lang].lower() in text.lower()


def test_its_mail_and_phones_can_be_used_by_a_tap(client, world):
    found = card(department(client), world.asia)
    for href in ["mailto:asia@office.example", "tel:+375170000001", "tel:+375170000002", f"/en/department/contacts/{world.asia.pk}.vcf"]:
        assert f'href="{href}"' in found


@BOTH
def test_who_stands_in_is_named_by_the_role_and_led_to(client, world, lang):
    found = card(department(client, lang), world.asia)
    assert f'href="#contact-{world.cis.pk}"' in found
    assert {"ru": "Координатор по СНГ", "en": "Coordinator for CIS countries"}[lang] in words(found)
    assert "#contact-" not in card(department(client, lang), world.cis)


def test_a_deputy_who_is_not_public_is_not_named(client, world):
    Contact.objects.filter(pk=world.asia.pk).update(deputy=world.keeper)
    assert "archive" not in words(card(department(client), world.asia))


@BOTH
def test_every_wish_that_somebody_answers_for_leads_to_all_who_do(client, world, lang):
    page = department(client, lang)
    block = page.split('id="i-want-to"')[1].split("</section>")[0]
    rows = {words(row.split("</dt>")[0]): re.findall(r'href="#contact-(\d+)"', row) for row in block.split("<dt>")[1:]}
    names = dict(TASKS)
    with override(lang):
        expected = {"apply": [world.reception], "agreement": [world.asia, world.cis], "nomination": [world.asia]}
        assert list(rows) == [str(names[code]) for code, _label in TASKS if code in expected], "in the order of the list, without empty ones"
        assert {label: sorted(found) for label, found in rows.items()} == {
            str(names[code]): sorted(str(contact.pk) for contact in contacts) for code, contacts in expected.items()
        }
    for pk in {pk for found in rows.values() for pk in found}:
        assert f'id="contact-{pk}"' in page


@BOTH
def test_days_with_other_hours_of_the_next_two_months_are_told(client, world, lang):
    Holiday.objects.create(day=date(2026, 12, 31), name_ru="Короткий день", name_en="Short day", opens=time(9), closes=time(13, 30))
    text = words(department(client, lang))
    assert {"ru": "25 декабря 2026 г.", "en": "25 December 2026"}[lang] in text
    assert {"ru": "Рождество", "en": "Christmas"}[lang] in text
    assert "9:00–13:30" in text


def test_two_months_begin_today(db):
    days = [TODAY.fromordinal(TODAY.toordinal() + number) for number in (-1, 0, 60, 61)]
    Holiday.objects.all().delete()
    for day in days:
        Holiday.objects.create(day=day)
    assert [row.day for row in Holiday.objects.coming()] == days[1:3]


def test_what_no_source_says_of_the_place_is_said_to_be_unknown(client, world):
    place = department(client).split('class="place', 1)[1].split("</section>")[0]
    assert "83 Dzerzhinski Avenue, Minsk" in words(place)
    assert place.count('class="unknown"') == 2, "the way there and the step-free entrance"
    details = OfficeDetails.load()
    details.access_en, details.step_free = "Second floor\nTrolleybus 35", False
    details.save()
    place = department(client).split('class="place', 1)[1].split("</section>")[0]
    assert "Second floor" in place
    assert 'class="unknown"' not in place


def test_search_engines_learn_the_points_of_contact_but_no_sample_ones(client, world):
    Contact.objects.filter(pk=world.cis.pk).update(is_sample=True)
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get("/en/department/").content.decode(), re.DOTALL)
    points = {block["contactType"]: block for block in map(json.loads, found) if block["@type"] == "ContactPoint"}
    assert set(points) == {"Coordinator for Asia", "Reception"}
    assert points["Coordinator for Asia"]["availableLanguage"] == ["ru", "en", "zh"]
    hours = points["Coordinator for Asia"]["hoursAvailable"]
    assert [(len(slot["dayOfWeek"]), slot["opens"], slot["closes"]) for slot in hours] == [(4, "09:00", "13:00"), (4, "14:00", "17:00"), (1, "09:00", "13:00")]


def test_a_coordinators_hours_stand_on_the_pages_of_what_they_answer_for(client, world):
    contact = client.get("/en/partnership/agreements/sechenov-2024/").content.decode().split('class="contact', 1)[1].split("</section>")[0]
    assert "Mon–Thu 9:00–13:00, 14:00–17:00" in words(contact)
    assert "Room 1" in words(contact)


@pytest.mark.parametrize(("lang", "named"), [("ru", "Приёмная"), ("en", "Reception")])
def test_the_general_contact_is_named_at_the_foot_of_every_page(client, world, lang, named):
    for address in ["", "about/", "search/", "nothing/", "news/exchange/"]:
        foot = client.get(f"/{lang}/{address}").content.decode().split("</main>")[1]
        assert named in foot
        assert 'href="mailto:reception@office.example"' in foot


def test_who_answers_for_a_page_is_named_there_instead(client, world):
    world.about.owner_contact = world.asia
    world.about.save()
    foot = client.get("/en/about/").content.decode().split("</main>")[1]
    assert "Coordinator for Asia" in foot
    assert "reception@office.example" not in foot


# --- who is not public -----------------------------------------------------------------------------
EVERYWHERE = ["", "about/", "department/", "news/exchange/", "partnership/partners/nagasaki-university/", "partnership/agreements/sechenov-2024/", "report/"]


def test_nothing_of_a_contact_that_is_not_public_stands_on_any_page(client, world):
    details = OfficeDetails.load()
    details.contact = world.keeper
    details.save()
    for page in (world.about, world.department, world.exchange, world.home):
        page.owner_contact = world.keeper
        page.save()
    for record in (world.nagasaki, world.mobility):
        record.owner = record.coordinator_ours = world.keeper
        record.save()
    Contact.objects.filter(pk=world.asia.pk).update(deputy=world.keeper)
    for lang in ("ru", "en"):
        for address in EVERYWHERE:
            page = client.get(f"/{lang}/{address}").content.decode()
            for secret in ("keeper@office.example", "000-00-09", "375170000009", "Хранитель", "Keeper"):
                assert secret not in page, (lang, address)


@pytest.mark.parametrize("number", ["hidden", "0", "99999", "9" * 30])
def test_there_is_no_address_book_card_of_who_is_not_public_or_not_there(client, world, number):
    number = world.keeper.pk if number == "hidden" else number
    assert client.get(f"/en/department/contacts/{number}.vcf").status_code == 404


# --- in an address book ------------------------------------------------------------------------------
def lines(answer):
    """The card's lines, unfolded: {name: [values]}."""
    text = answer.content.decode()
    assert text.endswith("\r\n")
    rows = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (rows[0], rows[1], rows[-1]) == ("BEGIN:VCARD", "VERSION:4.0", "END:VCARD")
    found = {}
    for row in rows:
        name, value = row.split(":", 1)
        found.setdefault(name, []).append(value)
    return found


def open_card(client, contact, lang="en"):
    return client.get(f"/{lang}/department/contacts/{contact.pk}.vcf")


def test_a_card_is_sent_as_a_file_for_an_address_book(client, world):
    answer = open_card(client, world.asia)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[\w-]+\.vcf"', answer["Content-Disposition"])
    assert not answer.cookies


def test_a_card_holds_what_the_page_says(client, world):
    found = lines(open_card(client, world.asia))
    assert found["FN"] == ["Coordinator for Asia"]
    assert found["KIND"] == ["group"]
    assert found["EMAIL"] == ["asia@office.example"]
    assert [value.replace("-", "") for value in found["TEL;VALUE=uri"]] == ["tel:+375170000001", "tel:+375170000002"]
    assert found["ORG"] == ["Belarusian State Medical University;Faculty of General Medicine"]
    assert found["ADR"] == [";Room 1;83 Dzerzhinski Avenue\\, Minsk;;;;"]
    assert found["NOTE"] == ["Mon–Thu 9:00–13:00\\, 14:00–17:00\\; Fri 9:00–13:00"]
    assert [found[f"LANG;PREF={number}"] for number in (1, 2, 3)] == [["ru"], ["en"], ["zh"]]
    assert found["URL"][0].endswith(f"/en/department/#contact-{world.asia.pk}")


def test_a_role_with_a_person_is_a_card_of_the_person(client, world):
    Contact.objects.filter(pk=world.asia.pk).update(person_ru="Ольга Иванова", person_en="Olga Ivanova")
    found = lines(open_card(client, world.asia, "ru"))
    assert (found["KIND"], found["FN"], found["TITLE"]) == (["individual"], ["Ольга Иванова"], ["Координатор по Азии"])


def test_a_card_keeps_its_identity_in_both_languages_and_after_a_change(client, world):
    before = lines(open_card(client, world.asia, "ru"))["UID"]
    Contact.objects.filter(pk=world.asia.pk).update(role_en="Desk for Asia", email="new@office.example")
    assert lines(open_card(client, world.asia, "en"))["UID"] == before
    assert lines(open_card(client, world.cis))["UID"] != before


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut(client, world):
    role = "Координатор по очень длинному списку стран Центральной, Восточной и Юго-Восточной Азии 😀 и Океании"
    Contact.objects.filter(pk=world.asia.pk).update(role_ru=role)
    answer = open_card(client, world.asia, "ru")
    rows = answer.content.split(b"\r\n")
    assert max(map(len, rows)) <= 75
    assert any(row.startswith(b" ") for row in rows)
    for row in rows:
        row.decode()  # a cut letter would be no UTF-8
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    assert lines(answer)["FN"] == [role.replace(",", "\\,")]


@pytest.mark.parametrize(
    ("text", "written"),
    [("a,b", r"a\,b"), ("a;b", r"a\;b"), ("a\\b", r"a\\b"), ("a\nb", r"a\nb"), ("a\r\nb", r"a\nb"), ("a\\,b", r"a\\\,b"), ("a:b", "a:b")],
)
def test_special_characters_are_escaped(text, written):
    assert vcard.escape(text) == written


@pytest.mark.parametrize("text", ["", "x" * 75, "x" * 76, "x" * 149, "x" * 150, "я" * 100, "ы😀" * 40])
def test_folding_can_be_undone(text):
    folded = vcard.fold(text)
    assert folded.replace("\r\n ", "") == text
    assert all(len(row.encode()) <= 75 for row in folded.split("\r\n"))


# --- the editing form -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("slot", "field"),
    [
        ({"first_day": 5, "last_day": 1, "opens": time(9), "closes": time(13)}, "last_day"),
        ({"first_day": 1, "last_day": 5, "opens": time(13), "closes": time(9)}, "closes"),
        ({"first_day": 1, "last_day": 5, "opens": time(9), "closes": time(9)}, "closes"),
        ({"first_day": 0, "last_day": 5, "opens": time(9), "closes": time(13)}, "first_day"),
        ({"first_day": 1, "last_day": 8, "opens": time(9), "closes": time(13)}, "last_day"),
    ],
)
def test_hours_that_cannot_be_are_refused(world, slot, field):
    with pytest.raises(ValidationError) as refused:
        OpeningHours(contact=world.asia, **slot).full_clean()
    assert field in refused.value.message_dict


@pytest.mark.parametrize("times", [{"opens": time(9)}, {"closes": time(9)}, {"opens": time(13), "closes": time(9)}])
def test_a_day_with_other_hours_has_both_times_or_none(db, times):
    with pytest.raises(ValidationError):
        Holiday(day=TODAY, **times).full_clean()
    Holiday(day=TODAY).full_clean()


def test_an_editor_adds_a_contact_with_hours_who_acts_in_it(desk, client, editor, world):
    fields = {
        "role_ru": "Дежурный", "role_en": "Desk officer", "person_ru": "", "person_en": "", "unit": "", "email": "desk@office.example", "phones": "",
        "messengers": "Telegram @desk", "room_ru": "", "room_en": "", "deputy": "", "public": "on",
        "hours": inline_formset([{"first_day": "1", "last_day": "1", "opens": "9:00", "closes": "10:30"}]),
    }  # fmt: skip
    ticked = {"languages": ["ru", "be"], "tasks": ["press"], "staff": [editor.pk]}
    assert desk.post(reverse("wagtailsnippets_core_contact:add"), {**nested_form_data(fields), **ticked}).status_code == 302
    contact = Contact.objects.get(email="desk@office.example")
    assert list(contact.staff.all()) == [editor]
    assert contact.languages == ["ru", "be"]
    text = words(card(department(client), contact))
    assert "Mon 9:00–10:30" in text
    assert "Telegram @desk" in text


def test_who_acts_in_a_role_or_for_it_is_known(editor, world):
    assert list(Contact.objects.of_staff(editor)) == []
    world.cis.staff.add(editor)
    assert set(Contact.objects.of_staff(editor)) == {world.cis, world.asia}, "as the deputy too"
    world.asia.staff.add(editor)
    assert Contact.objects.of_staff(editor).count() == 2


def test_hours_in_the_order_they_were_given_are_grouped_by_days(db):
    contact = make_contact("Роль", "Role", "role@office.example", (1, 5, 9, 13), (6, 6, 10, 12), (1, 5, 14, 17))
    with override("en"):
        assert Contact.objects.get(pk=contact.pk).hours_lines == [("Mon–Fri", "9:00–13:00, 14:00–17:00"), ("Sat", "10:00–12:00")]


@pytest.mark.parametrize(("lang", "said"), [("ru", "пока не опубликовало здесь свои контакты"), ("en", "has not published its contacts here yet")])
def test_a_department_without_contacts_says_so(client, world, lang, said):
    assert said not in client.get(f"/{lang}/department/").content.decode()
    Contact.objects.update(public=False)
    page = client.get(f"/{lang}/department/").content.decode()
    assert said in page
    assert 'class="intents' not in page
