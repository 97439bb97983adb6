"""Every screen of the CMS opens in both interface languages, for an editor as for the one who manages everything."""

import io
import re
from datetime import timedelta
from html import unescape

import openpyxl
import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from core.models import Fact, ImportRun, SitePage
from office.models import Consent, Enquiry, OutgoingMail
from partners.models import Partner
from tests.conftest import TODAY, make_agreement, make_contact, make_fact, make_partner

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])


def speak(user, lang):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": lang})


def name(model):
    return f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"


def opens(desk, address, lang):
    answer = desk.get(address)
    assert answer.status_code == 200, address
    assert f'lang="{lang}"' in answer.content.decode()[:400]
    return answer.content.decode()


def may(model, action):
    return action in model._meta.default_permissions


@BOTH
@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.model_name)
def test_lists_forms_searches_and_exports_of_every_record_open(desk, editor, world, lang, model):
    speak(editor, lang)
    screen = name(model)
    opens(desk, reverse(f"{screen}:list"), lang)
    for query in ["Сеченов", 'a"b', "%", "(", "😀", "'"]:
        opens(desk, reverse(f"{screen}:list") + f"?q={query}", lang)
    row = model._default_manager.first()
    if may(model, "add"):
        opens(desk, reverse(f"{screen}:add"), lang)
    opens(desk, reverse(f"{screen}:{'edit' if may(model, 'change') else 'inspect'}", args=[row.pk]), lang)
    for kind in ("xlsx", "csv"):
        assert desk.get(reverse(f"{screen}:list") + f"?export={kind}").status_code == 200


@pytest.mark.parametrize("model", [Enquiry, OutgoingMail, Consent, ImportRun])
@pytest.mark.parametrize(("action", "right"), [("add", "add"), ("edit", "change"), ("delete", "delete")])
def test_no_screen_does_to_a_message_a_mail_or_a_consent_what_its_rights_do_not_name(desk, world, model, action, right):
    screen, before = name(model), model.objects.values().get()
    address = reverse(f"{screen}:{action}", args=[] if action == "add" else [before["id"]])
    if may(model, right):
        assert desk.get(address).status_code == 200
        return
    assert desk.get(address).status_code in (302, 403)
    desk.post(address)
    assert list(model.objects.values()) == [before]
    assert f'href="{address}' not in desk.get(reverse(f"{screen}:list")).content.decode()


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_not_even_who_manages_everything_changes_the_log_of_consents(client, world, action):
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse"))
    before = Consent.objects.values().get()
    world.message.delete()  # while it is there, it protects its consent
    address = reverse(f"{name(Consent)}:{action}", args=[world.consent.pk])
    fields = {field: str(value or "") for field, value in before.items() if field != "valid_until"}
    client.post(address, {**fields, "text": "Other words."})
    assert list(Consent.objects.values()) == [before]
    assert client.get(address).status_code in (302, 403, 404)


@BOTH
def test_the_form_of_every_page_opens(desk, editor, world, lang):
    speak(editor, lang)
    for page in SitePage.objects.all():
        form = opens(desk, reverse("wagtailadmin_pages:edit", args=[page.pk]), lang)
        assert 'name="title"' in form
        assert 'name="title_en"' in form


@BOTH
@pytest.mark.parametrize(
    "screen",
    [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailimages:index",
        "wagtailimages:add",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtailredirects:index",
        "wagtailadmin_account",
    ],
)
def test_the_other_screens_open(client, world, lang, screen):
    boss = get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse")
    speak(boss, lang)
    client.force_login(boss)
    opens(client, reverse(screen), lang)


def test_the_office_details_are_a_form_for_those_who_manage_the_site(client, world):
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse"))
    answer = client.get("/admin/settings/core/officedetails/", follow=True)
    assert 'name="university_en"' in answer.content.decode()


@pytest.mark.parametrize("model", ["partners_partner", "partners_agreement", "office_enquiry", "core_fact"])
def test_a_list_of_the_cms_costs_the_same_however_long(desk, world, model):
    address = reverse(f"wagtailsnippets_{model}:list")

    def queries():
        desk.get(address)
        with CaptureQueriesContext(connection) as captured:
            desk.get(address)
        return len(captured)

    few = queries()
    for number in range(12):
        partner = make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}")
        make_agreement(f"agreement-{number}", partner, open_ended=True)
        make_fact(f"fact_{number}", {"number": 1}, {"number": 2})
        assignee = make_contact(f"Роль {number}", f"Role {number}", f"role{number}@office.example")
        Enquiry.objects.create(topic="question", language="en", text="When?", assignee=assignee, country=partner.country)
    assert queries() == few


def test_an_export_holds_both_languages_and_marks_samples(desk, world):
    answer = desk.get(reverse("wagtailsnippets_partners_partner:list") + "?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    header, *rows = [[cell.value for cell in row] for row in book.active.rows]
    assert len(rows) == 6
    assert {"Сеченовский университет имени И. М. Сеченова", "Sechenov University"} <= {cell for row in rows for cell in row}
    sample = next(row for row in rows if any("/sample-university-chengdu/" in str(cell) for cell in row))
    real = next(row for row in rows if any("/sechenov-university/" in str(cell) for cell in row))
    marked = [column for column, pair in enumerate(zip(sample, real, strict=True)) if pair == ("да", "нет")]
    assert len(marked) == 1, header


# --- what waits for whom -----------------------------------------------------------------------
INBOX = reverse("wagtailsnippets_office_enquiry:list")


def listed(desk, address, model):
    """The primary keys of the rows a list shows."""
    page = desk.get(address).content.decode()
    return {int(pk) for pk in re.findall(rf'href="/admin/snippets/{model._meta.app_label}/{model._meta.model_name}/edit/(\d+)/', page)}


@pytest.fixture
def messages(world, officer):
    """A message in every state of waiting, by name. The editor acts as the coordinator for Asia."""
    known = {"topic": "question", "language": "en", "text": "When?"}
    made = {
        "mine": Enquiry(assignee=world.asia, due_on=TODAY, **known),
        "late": Enquiry(assignee=world.cis, due_on=TODAY - timedelta(days=1), **known),
        "mine_and_late": Enquiry(assignee=world.asia, state="assigned", due_on=TODAY - timedelta(days=1), **known),
        "nobodys": Enquiry(**known),
        "waiting": Enquiry(assignee=world.asia, state="waiting", due_on=TODAY - timedelta(days=9), **known),
        "answered": Enquiry(assignee=world.asia, state="answered", due_on=TODAY - timedelta(days=9), **known),
        "closed": Enquiry(assignee=world.asia, state="closed", due_on=TODAY - timedelta(days=9), **known),
        "spam": Enquiry(state="spam", due_on=TODAY - timedelta(days=9), **known),
    }
    for message in made.values():
        message.save()
    return {**{name: message.pk for name, message in made.items()}, "known": world.message.pk}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mine=true", {"known", "mine", "mine_and_late"}),
        ("late=true", {"late", "mine_and_late"}),
        ("mine=true&late=true", {"mine_and_late"}),
        ("unassigned=true", {"nobodys"}),
        ("late=false&unassigned=false", {"known", "mine", "waiting", "answered", "closed", "spam"}),
        ("state=spam", {"spam"}),
        ("topic=report", {"known"}),
        ("mine=nonsense", {"known", "mine", "late", "mine_and_late", "nobodys", "waiting", "answered", "closed", "spam"}),
    ],
)
def test_the_inbox_is_narrowed_to_what_waits(desk, messages, words, found):
    assert listed(desk, f"{INBOX}?{words}", Enquiry) == {messages[name] for name in found}


def test_a_deputy_finds_the_messages_too(desk, messages, editor, world):
    """The coordinator for the CIS stands in for the one for Asia."""
    world.asia.staff.clear()
    assert listed(desk, f"{INBOX}?mine=true", Enquiry) == set()
    world.cis.staff.add(editor)
    assert listed(desk, f"{INBOX}?mine=true", Enquiry) == {messages[name] for name in ("known", "mine", "late", "mine_and_late")}


def test_the_fact_list_shows_what_is_past_its_review(desk, world):
    address = reverse("wagtailsnippets_core_fact:list")
    assert listed(desk, f"{address}?overdue=true", Fact) == {world.countries.pk}
    assert listed(desk, f"{address}?overdue=false", Fact) == set(Fact.objects.exclude(pk=world.countries.pk).values_list("pk", flat=True))


@BOTH
def test_every_count_of_the_start_page_is_the_length_of_the_list_it_leads_to(desk, editor, messages, world, lang):
    speak(editor, lang)
    OutgoingMail.objects.update(given_up=True)
    make_agreement("ending", world.sechenov, valid_until=TODAY + timedelta(days=30))
    page = opens(desk, "/admin/", lang)
    tasks = {unescape(href): int(number) for href, number in re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong>', page)}
    lists = {href.partition("?")[0].removeprefix("/admin/snippets/").strip("/") for href in tasks}
    of_sections = {"training/recognitionstatement", "training/programme", "masterclasses/event", "mobility/call", "honorary/award", "rankings/ranking"}
    of_graduates = {"alumni/graduate", "alumni/story", "alumni/officer"}
    assert lists == {"office/enquiry", "office/outgoingmail", "core/fact", "partners/agreement"} | of_sections | of_graduates
    # a statement to re-check; programmes without a fee, without an intake; an event without contact; calls without contact, without a result; an honorary title without
    # grounds; an old ranking; a graduate to look at, a story without consent, an officer out of office
    assert len(tasks) == 6 + 3 + 1 + 2 + 1 + 1 + 3
    for href, number in tasks.items():
        model = apps.get_model(*href.removeprefix("/admin/snippets/").split("/")[:2])
        assert number == len(listed(desk, href, model)) > 0, href
        assert number < model.objects.count() or model is OutgoingMail, href


def test_the_start_page_of_who_may_do_nothing_shows_nothing_to_do(client, world, messages):
    """A translator who may only enter the CMS sees no figures of the inbox."""
    reader = get_user_model().objects.create_user("reader", "reader@office.example", "correct horse")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    page = client.get("/admin/").content.decode()
    assert "desk" in page
    assert "office/enquiry" not in page
    assert client.get(INBOX).status_code in (302, 403)


def test_an_export_of_the_inbox_holds_what_the_filter_left(desk, messages):
    answer = desk.get(f"{INBOX}?late=true&export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 2


def test_an_export_gives_no_spreadsheet_a_formula_to_run(desk, world):
    """What a stranger typed is text in the office's spreadsheet."""
    Enquiry.objects.create(topic="question", language="en", text="x", name='=HYPERLINK("http://evil.example")')
    book = openpyxl.load_workbook(io.BytesIO(b"".join(desk.get(f"{INBOX}?export=xlsx").streaming_content)))
    assert {cell.data_type for row in book.active.rows for cell in row} & {"f"} == set()


def test_filters_of_the_cms_find_by_status(desk, world):
    page = desk.get(reverse("wagtailsnippets_partners_partner:list") + "?status=listed").content.decode()
    assert "Krankenhaus Holzminden" in page
    assert "Университет Нагасаки" not in page
    page = desk.get(reverse("wagtailsnippets_partners_agreement:list") + "?status=ended").content.decode()
    assert "kaunas-2010" in page
    assert "sechenov-2024" not in page


def test_the_cms_finds_a_partner_in_either_script(desk, world):
    for query in ["Sechenov", "сеченова", "Сеченов"]:
        page = desk.get(reverse("wagtailsnippets_partners_partner:list_results") + f"?q={query}").content.decode()
        assert "Сеченовский университет" in page
        assert "Нагасаки" not in page


def test_a_stranger_sees_no_screen(client, world):
    for address in ["/admin/", reverse("wagtailsnippets_partners_partner:list"), "/admin/pages/"]:
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


# --- forged keys -------------------------------------------------------------------------------
@pytest.mark.parametrize("key", ["zz", "9" * 30, "-1", "1e3"])
def test_no_forged_key_breaks_a_list_a_chooser_or_a_form(desk, world, key):
    for model in get_snippet_models():
        names = [model._meta.app_label, model._meta.model_name]
        chooser = f"wagtailsnippetchoosers_{'_'.join(names)}"
        places = [reverse("wagtail_bulk_action", args=[*names, "delete"]), reverse(f"{chooser}:chosen", args=[key]), reverse(f"{chooser}:chosen_multiple")]
        assert {desk.get(place, {"id": key}).status_code for place in places} <= {200, 302, 404}, names
    for field in ("partner", "country", "photo", "owner"):
        assert desk.post(reverse("wagtailsnippets_masterclasses_lecturer:add"), {field: key}).status_code == 200, "nothing was stored"


def test_a_chooser_still_answers_with_what_was_chosen(desk, world):
    chooser, keys = "wagtailsnippetchoosers_partners_partner", list(Partner.objects.values_list("pk", flat=True)[:2])
    assert desk.get(reverse(f"{chooser}:chosen", args=[keys[0]])).json()["result"]["id"] == str(keys[0])
    several = desk.get(reverse(f"{chooser}:chosen_multiple"), {"id": [*keys, "zz"]}).json()["result"]
    assert {row["id"] for row in several} == set(map(str, keys))
