"""The editing screen of honorary titles: its rules, filters, the question about somebody who is there already, the start page."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.test.utils.form_data import nested_form_data

from core.models import Country, SiteImage
from honorary import desk as honorary_desk
from honorary.models import Award
from tests.honorary_world import make_award, named
from tests.test_every_screen import BOTH, listed, opens, speak
from tests.test_files import picture
from tests.training_world import both

LIST, ADD = reverse("wagtailsnippets_honorary_award:list"), reverse("wagtailsnippets_honorary_award:add")
NO_GROUNDS = both(grounds=("", ""))


@pytest.fixture
def clean(world):
    """The world without its honorary titles: those of a test are its own."""
    Award.objects.all().delete()


def form(**changes):
    fields = {
        **named("Новиков", "Newman", given_name=("Пол", "Paul")), **both(prefix=("", ""), affiliation_then=("", ""), contribution=("", ""), biography=("", "")),
        **both(grounds=("За педиатрию.", "For paediatrics."), decision_body=("Совет", "Council")),
        "title": "doctor", "state": "conferred", "country": Country.objects.get(code="CA").pk, "slug": "", "languages": "all",
        "decided_precision": "day", "conferred_precision": "year", "withdrawn_precision": "day", "conferred_on": "2020-01-01",
    }  # fmt: skip
    return nested_form_data({**fields, **changes})


def publish(desk, address=ADD, **changes):
    return desk.post(address, form(**{**changes, "action-publish": "1"}))


def errors(answer):
    return answer.context["form"].errors


def found(desk, words):
    return {Award.objects.get(pk=pk).slug for pk in listed(desk, f"{LIST}?{words}", Award)}


# --- the form ----------------------------------------------------------------------------------
def test_a_new_title_is_on_the_site_when_it_is_published(desk, client, clean):
    assert publish(desk).status_code == 302
    award = Award.objects.get()
    assert (award.slug, award.year, award.decade, award.full_name_ru) == ("paul-newman", 2020, 2020, "Пол Новиков")
    assert "Пол Новиков" in client.get("/ru/honorary/paul-newman/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (NO_GROUNDS, "grounds_ru"),
        ({"family_name_en": ""}, "family_name_en"),
        ({"country": ""}, "country"),
        ({"state": ""}, "state"),
        ({"title": "king"}, "title"),
        ({"state": "decided"}, "conferred_on"),
        ({"conferred_on": "tomorrow"}, "conferred_on"),
        ({"conferred_on": "0020-01-01"}, "conferred_on"),
        ({"died_in": "1066"}, "died_in"),
        ({"died_in": "99999999999"}, "died_in"),
        ({"orcid": "0000-0002-1825-0098"}, "orcid"),
        ({"wikidata": "42"}, "wikidata"),
        ({"more_sources": "not an address"}, "more_sources"),
        ({"grounds_en": "x" * 1001}, "grounds_en"),
        ({"biography_ru": "[[partner_countries]]"}, "biography_ru"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(desk, clean, changes, field):
    answer = publish(desk, **changes)
    assert field in errors(answer)
    assert "Новиков" in answer.content.decode()
    assert not Award.objects.exists()


@pytest.mark.parametrize("changes", [{**NO_GROUNDS, "source_url": "https://www.bsmu.by/x"}, {**NO_GROUNDS, "state": "decided", "conferred_on": ""}])
def test_grounds_may_be_unknown_of_what_a_public_source_tells_or_is_not_conferred_yet(desk, clean, changes):
    assert publish(desk, **changes).status_code == 302


def test_a_draft_may_lack_nearly_everything(desk, clean):
    assert desk.post(ADD, form(**NO_GROUNDS, family_name_en="", given_name_en="")).status_code == 302
    assert not Award.objects.get().live


def test_somebody_who_is_there_already_is_asked_about_but_may_have_the_other_title(desk, clean):
    make_award("newman", **named("Новиков", "Newman", given_name=("Пол", "Paul")))
    assert "another" in errors(publish(desk))
    assert publish(desk, title="professor").status_code == 302
    assert publish(desk, another="on").status_code == 302
    assert Award.objects.count() == 3


def test_the_menu_leads_to_the_list(editor, world):
    request = RequestFactory().get("/admin/")
    request.user = editor
    assert next(item.url for item in admin_menu.menu_items_for_request(request) if item.name == "honorary") == LIST


# --- the list ----------------------------------------------------------------------------------
@pytest.fixture
def many(clean, world):
    make_award("complete")
    make_award("undecided", decided_on=None, conferred_on=None, source_url="https://www.bsmu.by/x", **NO_GROUNDS, **named("Один", "One"))
    make_award("waiting", state="decided", decided_on=date(2025, 11, 22), conferred_on=None, **named("Два", "Two"))
    make_award("fresh", state="decided", decided_on=date(2025, 11, 23), conferred_on=None, **named("Три", "Three"))
    image = SiteImage.objects.create(title="Portrait", file=picture(), alt_ru="Портрет", alt_en="Portrait")
    make_award("hidden", portrait=image, **named("Четыре", "Four"))
    make_award("allowed", portrait=image, photo_permission="By letter", **named("Пять", "Five"))
    make_award("half", grounds_en="", **named("Шесть", "Six"))
    make_award("russian", languages="ru", grounds_en="", **named("Семь", ""))
    make_award("latin", languages="en-first", **named("", "Eight"))
    make_award("draft", live=False, **NO_GROUNDS, **named("Девять", "Nine"))


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("without_decision=true", {"undecided"}),
        ("decided_long_ago=true", {"waiting"}),
        ("without_permission=true", {"hidden"}),
        ("without_grounds=true", {"undecided", "half"}),
        ("untranslated=true", {"latin"}),
        ("state=decided", {"waiting", "fresh"}),
        ("state=decided&decided_long_ago=false", {"fresh"}),
        ("title=professor", set()),
        ("live=false", {"draft"}),
        ("q=Three", {"fresh"}),
        ("q=Институт&title=doctor&live=false", {"draft"}),
    ],
)
def test_the_list_is_narrowed_to_what_is_to_be_done(desk, many, words, slugs):
    assert found(desk, words) == slugs


@BOTH
def test_the_start_page_counts_what_the_lists_show(desk, editor, many, lang):
    speak(editor, lang)
    tasks = {task.href: task.count for task in honorary_desk.tasks(editor)}
    assert sorted(tasks.values()) == [1, 1, 2]
    page = opens(desk, "/admin/", lang)
    for href, number in tasks.items():
        assert len(listed(desk, href, Award)) == number
        assert href in page


def test_who_may_not_change_titles_has_nothing_to_do_with_them(client, many):
    reader = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    assert honorary_desk.tasks(reader) == []
    assert client.get(LIST).status_code in (302, 403)


def test_the_list_costs_the_same_however_long(desk, world):
    def queries():
        desk.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    few = queries()
    for number in range(12):
        make_award(f"award-{number}", partner=world.nagasaki, **named(f"Имя{number}", f"Name{number}"))
    assert queries() == few


def test_the_search_of_the_cms_reads_both_scripts(desk, world):
    for query in ("Sato", "Сато", "花子", "佐藤花子"):
        slugs = found(desk, f"q={query}")
        assert slugs == ({"sato-hanako"} if query != "花子" else set()), query
