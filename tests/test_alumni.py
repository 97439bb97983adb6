"""Graduates as visitors read of them: the directory of those who said yes, counts that single nobody out, stories, help."""

import csv
import io
import json
import re
from datetime import date

import pytest
import time_machine

from alumni import retention
from alumni.models import Graduate, Officer
from core import generation
from core.models import Country, FormerSlug, SearchEntry
from tests.alumni_world import make_graduate, make_listed, make_officer, make_story
from tests.conftest import minsk
from tests.reading import main, words
from tests.training_world import both

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
DIRECTORY = "/en/alumni/directory/"


def body(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


# --- the directory -----------------------------------------------------------------------------
def test_the_directory_names_those_who_said_yes_with_what_they_opened(client, world):
    page = words(main(client, DIRECTORY))
    assert "1 graduate" in page
    assert "Sam Public" in page
    assert "Lebanon" in page
    assert "1998" in page
    assert "Cedar Clinic" not in page
    assert "Beirut" not in page


def test_each_field_is_open_or_not_by_itself(client, world):
    graduate = Graduate.objects.get(name_latin="Sam Public")
    for field, said in {"city": "Beirut", "employer": "Cedar Clinic", "position": "surgeon"}.items():
        assert said not in main(client, DIRECTORY)
        graduate.visibility = {**graduate.visibility, field: "public"}
        graduate.save()
        assert said in main(client, DIRECTORY)
        graduate.visibility = {**graduate.visibility, field: "association"}
        graduate.save()
        assert said not in main(client, DIRECTORY)


@pytest.mark.parametrize(
    "fields", [{"publish_on": None}, {"public": False}, {"state": "to_confirm"}, {"state": "restricted"}, {"state": "archived"}, {"state": "new"}]
)
def test_who_does_not_agree_or_does_not_hold_is_not_in_it(client, world, fields):
    graduate = Graduate.objects.get(name_latin="Sam Public")
    for name, value in fields.items():
        setattr(graduate, name, value)
    graduate.save()
    assert "Sam Public" not in main(client, DIRECTORY)
    assert graduate.public_key == ""
    assert Graduate.objects.public().count() == 0


def test_a_hidden_field_is_no_way_to_find_somebody(client, world):
    for query in ("?q=Cedar", "?q=Beirut", "?field=0912", "?q=surgeon"):
        assert "Sam Public" not in main(client, f"{DIRECTORY}{query}") or query == "?field=0912"
    assert "0912" not in main(client, DIRECTORY)
    assert "Sam Public" in main(client, f"{DIRECTORY}?q=public&country=LB&year=1998")


@BOTH
def test_a_name_is_found_in_either_script(client, world, lang):
    make_listed("Samir Kovalev", name_cyrillic="Самир Ковалёв")
    for query in ("Kovalev", "ковалев", "Ковалёва"):
        assert {"ru": "Самир Ковалёв", "en": "Samir Kovalev"}[lang] in main(client, f"/{lang}/alumni/directory/?q={query}")


def test_the_file_holds_what_the_page_shows(client, world):
    make_listed("Ann Open", shown=("country", "city", "employer", "position", "graduation_year", "specialty"))
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(body(client.get("/en/alumni/directory.csv"))))}
    assert set(rows) == {"Sam Public", "Ann Open"}
    assert (rows["Sam Public"]["city"], rows["Sam Public"]["place of work"]) == ("", "")
    assert (rows["Ann Open"]["city"], rows["Ann Open"]["place of work"], rows["Ann Open"]["post"]) == ("Beirut", "Cedar Clinic", "surgeon")


def test_structured_data_name_who_said_yes(client, world):
    make_listed("Sample Person", is_sample=True)
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(DIRECTORY).content.decode(), re.DOTALL)
    (found,) = [block for block in map(json.loads, blocks) if block["@type"] == "ItemList"]
    assert [person["name"] for person in found["itemListElement"]] == ["Sam Public"]
    assert found["itemListElement"][0]["homeLocation"]["name"] == "Lebanon"
    assert "worksFor" not in found["itemListElement"][0]


# --- counts ------------------------------------------------------------------------------------
def people(number, country, **fields):
    for index in range(number):
        make_graduate(f"Person {country} {index}", country, **fields)


def test_a_country_is_named_from_five_people_up(client, world):
    people(1, "LB")
    people(12, "CN")
    people(5, "IN")
    page = words(main(client, "/en/alumni/countries/"))
    assert "Lebanon" not in page, "four with the three of the world"
    people(1, "SY")
    Graduate.objects.filter(name_latin__startswith="Person SY").update(country=Country.objects.get(code="LB"))
    generation.bump()
    page = words(main(client, "/en/alumni/countries/"))
    assert "China from 10" in page
    assert ("Lebanon from 5" in page) != ("India from 5" in page), "the other one is in the row of the others, which is never empty"
    assert "Other countries together at least 5 All at least 20" in page


def test_fewer_than_five_elsewhere_take_the_smallest_country_with_them(client, world):
    """Four of one country would be told by subtraction."""
    people(2, "LB")
    people(12, "CN")
    people(4, "IN")
    page = words(main(client, "/en/alumni/countries/"))
    assert "China from 10 Other countries together at least 5 All at least 15" in page
    assert "Lebanon" not in page
    assert "India" not in page


def test_small_countries_are_one_row_when_together_they_are_five(client, world):
    people(7, "LB")
    people(3, "IN")
    people(2, "CN")
    page = words(main(client, "/en/alumni/countries/"))
    assert "Lebanon from 5" in page or "Lebanon from 10" in page
    assert "Other countries together at least 5" in page
    assert "India" not in page
    assert "China" not in page


def test_nothing_is_named_while_there_are_too_few(client, world):
    assert "There are too few members yet" in main(client, "/en/alumni/countries/")


def test_consent_to_the_directory_is_not_needed_to_count_and_archived_ones_do_not(client, world):
    people(3, "CN", contact_on=None)
    people(9, "CN", state="archived", email="")
    assert "China" not in main(client, "/en/alumni/countries/")


# --- the first page, help, stories -----------------------------------------------------------------
@BOTH
def test_the_first_page_says_who_speaks_for_the_association(client, world, lang):
    page = words(main(client, f"/{lang}/alumni/"))
    assert {"ru": "Иван Председатель", "en": "Ivan Chair"}[lang] in page
    assert "lebanon@association.example" in page
    assert "Former Officer" not in page
    assert "Бывший" not in page


@pytest.mark.parametrize(
    "fields", [{"consent_on": None}, {"consent_on": date(2026, 11, 23)}, {"since": date(2026, 11, 23)}, {"until": date(2026, 11, 21)}, {"public": False}]
)
def test_an_officer_is_named_with_consent_and_in_office_only(client, world, fields):
    make_officer("board", **fields, **both(name=("Не назван", "Not Named")))
    assert "Not Named" not in main(client, "/en/alumni/")
    assert not Officer.objects.public().filter(name_en="Not Named").exists()


def test_employers_read_whom_to_ask_and_what_is_not_known(client, world):
    page = words(main(client, "/en/alumni/verify/"))
    assert "Verification of a diploma" in page
    assert "How to ask By mail." in page
    assert "How long it takes not published" in page
    assert "Transcript of records" not in page
    assert "Transcript of records" in words(main(client, "/en/alumni/help/"))
    assert "reception@office.example" in page or "@office.example" in page


@BOTH
def test_a_story_is_told_while_its_person_agrees(client, world, lang):
    assert client.get(f"/{lang}/alumni/stories/a-clinic/").status_code == 200
    assert client.get(f"/{lang}/alumni/stories/withdrawn/").status_code == 404
    assert "Withdrawn story" not in main(client, f"/{lang}/alumni/stories/")


def test_a_consent_that_runs_out_ends_a_story_at_midnight(client, world):
    story = make_story("until-today", consent_until=date(2026, 11, 22), **both(title=("До сегодня", "Until today")))
    assert client.get("/en/alumni/stories/until-today/").status_code == 200
    assert "Until today" in main(client, "/en/search/?q=until+today")
    with time_machine.travel(minsk("2026-11-23 00:01"), tick=False):
        assert client.get("/en/alumni/stories/until-today/").status_code == 404
        assert "/alumni/stories/until-today/" not in main(client, "/en/search/?q=until+today")
    assert story.public_until == minsk("2026-11-22 23:59")


def test_a_story_from_a_public_source_needs_no_consent(client, world):
    make_story("sourced", consent_on=None, from_source=True, source_url="https://example.org/story", **both(title=("Из газеты", "From a paper")))
    assert "example.org" in words(main(client, "/en/alumni/stories/sourced/"))


def test_a_withdrawn_story_is_emptied_with_its_old_versions(world):
    story = make_story("to-empty", withdrawn_on=date(2026, 11, 1), **both(title=("Опустеет", "To be emptied"), person=("Имя", "A Name")))
    story.save_revision()
    story.slug = "other-address"
    story.save()
    assert str(story) == f"№ {story.pk}"
    assert retention.purge_stories(minsk("2026-12-01 12:00")) == 0
    assert retention.purge_stories(minsk("2026-12-02 12:00")) == 2, "the one of the world too"
    story.refresh_from_db()
    assert {story.title_en, story.person_en, story.text_en, story.consent_evidence} == {""}
    assert (story.live, story.slug, story.revisions.count()) == (False, f"withdrawn-{story.pk}", 0)
    assert not FormerSlug.objects.filter(slug__in=["to-empty", "other-address"]).exists()


def test_a_photograph_needs_a_permission(world):
    assert make_story("pictured", photo_permission="").shown_photo is None


def test_the_search_finds_stories_and_answers_but_no_graduate(client, world):
    assert "/en/alumni/stories/a-clinic/" in main(client, "/en/search/?q=clinic+beirut")
    assert "/en/alumni/verify/" in main(client, "/en/search/?q=diploma")
    assert "directory" not in main(client, "/en/search/?q=Lina+Hidden")
    assert not SearchEntry.objects.filter(model="alumni.graduate").exists()


@pytest.mark.parametrize("query", ["?country=ZZ", "?year=nonsense", "?q=%00", "?page=999", "?sort=zz", "?field=0912&field=0911"])
def test_nothing_in_an_address_breaks_the_directory(client, world, query):
    assert client.get(f"{DIRECTORY}{query}").status_code == 200
