"""The office and the association: screens, what waits, what it may decide, what it may hand on."""

import csv
import io
import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alumni.models import Graduate, Officer, Service, Story
from core import desk as start_page
from core.imports import importables, sheets
from core.models import Country
from office.consent import subject_key
from office.models import Consent
from tests.alumni_world import make_graduate, make_listed, make_officer, make_service, make_story
from tests.test_events_admin import errors, sent
from tests.test_every_screen import BOTH, listed, opens, speak
from tests.test_imports import complaints, csv_of, numbers, upload
from tests.test_rows_import import exported

MODELS = [Graduate, Story, Officer, Service]
KINDS = ["alumni-officers", "alumni-services"]


def screen(model, view="list", *args):
    return reverse(f"wagtailsnippets_alumni_{model._meta.model_name}:{view}", args=args)


def saved(desk, graduate, **changes):
    """The editing form as it stands, sent on with some changes."""
    said = sent(desk.get(screen(Graduate, "edit", graduate.pk)))
    answer = desk.post(screen(Graduate, "edit", graduate.pk), {**said, **changes})
    graduate.refresh_from_db()
    return answer


@BOTH
@pytest.mark.parametrize("model", MODELS)
def test_every_screen_opens(desk, editor, world, lang, model):
    speak(editor, lang)
    row = model.objects.first()
    for view, args in (("list", []), ("add", []), ("edit", [row.pk]), ("history", [row.pk]), ("delete", [row.pk])):
        opens(desk, screen(model, view, *args), lang)


def test_lists_are_narrowed_to_what_waits(desk, world):
    waiting = Graduate.objects.get(name_latin="Waits Unseen")
    assert listed(desk, f"{screen(Graduate)}?to_check=true", Graduate) == {waiting.pk}
    assert listed(desk, f"{screen(Graduate)}?state=archived", Graduate) == {Graduate.objects.get(name_latin="Gone Archived").pk}
    assert listed(desk, f"{screen(Story)}?without_consent=true", Story) == {Story.objects.get(slug="withdrawn").pk}
    assert listed(desk, f"{screen(Officer)}?over=true", Officer) == {Officer.objects.get(name_en="Former Officer").pk}


def test_every_count_of_the_start_page_is_the_length_of_its_list(desk, editor, world):
    make_service(review_due_on=date(2026, 11, 21))
    tasks = [task for task in start_page.tasks(editor) if "/alumni/" in task.href]
    assert len(tasks) == 4
    for task in tasks:
        model = apps.get_model("alumni", re.search(r"/alumni/(\w+)/", task.href)[1])
        assert task.count == len(listed(desk, task.href, model)), task.href


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_the_same_however_long(desk, world, model):
    make = {
        Graduate: lambda number: make_listed(f"Person {number}"),
        Story: lambda number: make_story(f"story-{number}"),
        Officer: lambda number: make_officer("representative", country=Country.objects.get(code="LB")),
        Service: lambda number: make_service(contact=world.asia),
    }[model]
    costs = []
    for made in (range(2), range(2, 12)):
        for number in made:
            make(number)
        desk.get(screen(model))
        with CaptureQueriesContext(connection) as queries:
            desk.get(screen(model))
        costs.append(len(queries))
    assert costs[0] == costs[1]


# --- what the office decides -------------------------------------------------------------------
def test_the_office_lets_an_entry_into_the_directory(client, desk, world):
    graduate = Graduate.objects.get(name_latin="Waits Unseen")
    answer = saved(desk, graduate, public="on")
    assert answer.status_code == 302, errors(answer)
    assert "Waits Unseen" in client.get("/en/alumni/directory/").content.decode()


def test_the_office_cannot_publish_who_did_not_agree(client, desk, world):
    graduate = Graduate.objects.get(name_latin="Lina Hidden")
    saved(desk, graduate, public="on")
    assert graduate.public
    assert "Lina Hidden" not in client.get("/en/alumni/directory/").content.decode()
    for forged in ("publish_on", "visibility", "state", "contact_on"):
        saved(desk, graduate, **{forged: "2026-01-01"})
    assert (graduate.publish_on, graduate.state) == (None, "confirmed")


def test_the_office_restricts_an_entry_and_uses_it_again(client, desk, world):
    graduate = Graduate.objects.get(name_latin="Sam Public")
    saved(desk, graduate, decision="restrict")
    assert graduate.state == "restricted"
    assert "Sam Public" not in client.get("/en/alumni/directory/").content.decode()
    saved(desk, graduate, decision="release")
    assert graduate.state == "confirmed"


def test_the_office_erases_at_a_written_wish(desk, world):
    graduate = Graduate.objects.get(name_latin="Sam Public")
    email = graduate.email
    saved(desk, graduate, decision="erase")
    assert (graduate.state, graduate.name_latin, graduate.email) == ("erased", "", "")
    assert not Consent.objects.newest(subject_key(email), "alumni_contact").given
    assert errors(saved(desk, graduate, name_latin="Back Again"))


@pytest.mark.parametrize("decision", ["nonsense", "release", "x" * 500])
def test_a_forged_decision_changes_nothing(desk, world, decision):
    graduate = Graduate.objects.get(name_latin="Sam Public")
    assert "decision" in errors(saved(desk, graduate, decision=decision))
    assert graduate.state == "confirmed"


# --- what may be handed on -----------------------------------------------------------------------
def test_a_representative_gets_those_of_the_country_who_agreed_and_what_they_marked(desk, world):
    lebanon = Country.objects.get(code="LB")
    make_graduate("Passed On", represent_on=date(2026, 3, 1), visibility={"city": "association", "employer": "public"}, phone="+961-999")
    make_graduate("Of India", country="IN", represent_on=date(2026, 3, 1))
    address = f"{screen(Graduate)}?country={lebanon.pk}&export=csv&for=representative"
    text = b"".join(desk.get(address).streaming_content).decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert {"Passed On", "passed.on@example.org", "Beirut", "Cedar Clinic"} <= set(row)
    assert not {"surgeon", "+961-999", "1998"} & set(row)
    assert "Для представителя" in desk.get(f"{screen(Graduate)}?country={lebanon.pk}").content.decode()
    assert "Сначала выберите страну" in desk.get(f"{screen(Graduate)}?export=csv&for=representative", follow=True).content.decode()


def test_who_may_not_see_graduates_gets_no_file_of_them(client, world):
    user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for address in (screen(Graduate), f"{screen(Graduate)}?export=csv", screen(Graduate, "edit", Graduate.objects.first().pk)):
        assert client.get(address).status_code in (302, 403), address


# --- stories, officers, services -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"consent_evidence": ""}, "consent_evidence"),
        ({"from_source": "on", "source_url": ""}, "source_url"),
        ({"consent_on": "2026-11-23"}, "consent_on"),
        ({"title_ru": "", "title_en": ""}, "title_ru"),
    ],
)
def test_a_story_needs_its_consent_on_file(desk, world, fields, wrong):
    story = Story.objects.get(slug="a-clinic")
    said = sent(desk.get(screen(Story, "edit", story.pk)))
    answer = desk.post(screen(Story, "edit", story.pk), {**said, **fields, "action-publish": "1"})
    assert wrong in errors(answer)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_file_of_a_list_changes_nothing_when_it_is_imported(desk, editor, world, kind, lang):
    speak(editor, lang)
    content = exported(desk, kind, "xlsx")
    dry = upload(desk, content, kind, live=True)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, importables[kind].model.objects.count())


def test_the_file_of_graduates_changes_nothing_when_it_is_imported(desk, editor, world):
    content = exported(desk, "graduates", "csv")
    dry = upload(desk, content, "graduates", live=True)
    assert complaints(dry) == []
    assert numbers(dry)[:2] == (0, 0)
    assert len(sheets.read(content).rows) == Graduate.objects.count()


@BOTH
@pytest.mark.parametrize("kind", ["graduates", *KINDS])
def test_the_template_says_what_goes_into_every_column(desk, editor, world, kind, lang):
    speak(editor, lang)
    assert desk.get(reverse("import_template", args=[kind])).status_code == 200
    assert all(meaning.explain() for meaning in importables[kind].meanings().values())


def test_a_new_service_comes_from_a_sheet(desk, editor, world):
    speak(editor, "en")
    content = csv_of(["kind", "name_ru", "name_en"], ["transcript", "Выписка 2", "Transcript 2"])
    assert numbers(upload(desk, content, "alumni-services", live=True)) == (1, 0, 0)
