"""The register of honorary doctors and professors, and the page of each."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from core.demo import rows as demo_rows
from core.exports import public
from core.models import SiteDocument, SiteImage
from honorary.choices import State
from honorary.columns import AWARD
from honorary.identifiers import check_addresses, check_orcid, check_wikidata
from honorary.models import Award, HonoraryPage
from tests.events_world import make_event
from tests.honorary_world import make_award, named
from tests.reading import main, sitemap, words
from tests.test_files import picture
from tests.training_world import both

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
LIST = "/en/honorary/"


def names_in(page):
    """The names in the rows of the register, in their order."""
    return [words(cell) for cell in re.findall(r'<th role="rowheader" scope="row">.*?<a[^>]*>(.*?)</a>', page, re.DOTALL)]


def listed(client, query="", lang="en"):
    return names_in(main(client, f"/{lang}/honorary/{query}"))


def facts(client, address):
    page = main(client, address)
    return {words(label): words(value) for label, value in re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL)}


def json_ld(client, address):
    head = client.get(address).content.decode().split("</head>")[0]
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)]


# --- the register ------------------------------------------------------------------------------
def test_the_register_goes_decade_by_decade_and_says_which_years_are_not_known(client, world):
    page = main(client, LIST)
    decades = [words(title) for title in re.findall(r'<th role="rowheader" scope="rowgroup"[^>]*>(.*?)</th>', page)]
    assert decades == ["2020s", "2010s", "1990s", "Year not published"]
    found = names_in(page)
    assert found[:2] == ["Decidenko", "Sato Hanako"]
    assert found[-2:] == ["Ilyich Staroverov", "Silentson"]
    assert "Draftson" not in found
    assert "8 honorary titles" in page


def test_by_name_there_are_no_decades(client, world):
    page = main(client, f"{LIST}?sort=name")
    assert 'scope="rowgroup"' not in page
    assert names_in(page) == ["Decidenko", "Declinov", "Sampleov", "John Samplesson", "Sato Hanako", "Silentson", "Ilyich Staroverov", "Withdrawnov"]


def test_names_stand_in_the_script_of_the_page(client, world):
    assert "Ханако" in words(main(client, "/ru/honorary/"))
    russian, english = listed(client, lang="ru"), listed(client)
    assert "Сато Ханако" in russian
    assert "Джон Примеров" in russian
    assert len(russian) == len(english) == 8


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?title=professor", ["Sato Hanako"]),
        ("?decade=1990", ["Ilyich Staroverov"]),
        ("?year=2012", ["John Samplesson", "Declinov", "Sampleov", "Withdrawnov"]),
        ("?country=CA&sort=name", ["John Samplesson", "Sampleov"]),
        ("?country=CA&state=conferred&year=2012&sort=name", ["John Samplesson", "Sampleov"]),
        ("?state=withdrawn", ["Withdrawnov"]),
        ("?state=posthumous", ["Ilyich Staroverov"]),
        ("?state=declined", ["Declinov"]),
        ("?state=decided", ["Decidenko"]),
        ("?field=0911", []),
        ("?country=JP&decade=1990", []),
    ],
)
def test_a_filter_leaves_whom_it_names(client, world, query, found):
    if "field" in query:
        found = ["John Samplesson"]
        award = Award.objects.get(slug="samplesson")
        award.isced_f = list(award.isced_f.model.objects.filter(code__in=["0911", "0912"]))
        award.save()
    assert sorted(listed(client, query)) == sorted(found)


@pytest.mark.parametrize("query", ["?year=x", "?decade=1995", "?state=nonsense", "?title=king", "?country=ZZ", "?page=99", "?sort=size", "?q=%00", "?view=all"])
def test_nothing_in_an_address_breaks_the_list(client, world, query):
    assert client.get(f"{LIST}{query}").status_code == 200


@pytest.mark.parametrize("query", ["Сато", "sato", "Ханако", "hanako sato", "佐藤花子"])
@BOTH
def test_somebody_is_found_by_every_form_of_the_name(client, world, lang, query):
    expected = {"ru": ["Сато Ханако"], "en": ["Sato Hanako"]}[lang]
    assert listed(client, f"?q={query}", lang) == expected


def test_the_search_box_finds_people_by_their_name_their_grounds_and_their_partner(client, world):
    make_award("heart", "JP", partner=world.nagasaki, **named("Кардио", "Cardio"), **both(grounds=("За клапаны", "For valvuloplasty")))
    for query in ("Сато", "valvuloplasty", "nagasaki"):
        assert "/en/honorary/" in main(client, f"/en/search/?q={query}"), query
    assert "Honorary doctor" in words(main(client, "/en/search/?q=cardio&kind=honorary.award"))
    assert "/en/honorary/draft-award/" not in main(client, "/en/search/?q=Draftson")


def test_a_short_list_has_no_links_to_further_pages_and_a_long_one_keeps_its_decades(client, world):
    for number in range(30):
        make_award(f"many-{number}", decided_on=date(1970, 1, 1), conferred_on=date(1970 + number % 2, 5, 1), **named(f"Многий{number}", f"Manyson{number:02}"))
    first, second = main(client, LIST), main(client, f"{LIST}?page=2")
    assert "1970s" in first
    assert "1970s" in second
    assert len(names_in(first)) == 25
    assert not set(names_in(first)) & set(names_in(second))


# --- the page of the section -------------------------------------------------------------------
def test_without_a_regulation_the_page_says_so_and_whom_to_ask(client, world):
    text = words(main(client, LIST))
    assert "The regulation is not published." in text
    assert "reception@office.example" in text


def test_a_regulation_is_linked_with_what_kind_of_file_it_is(client, world):
    page = HonoraryPage.objects.get()
    page.regulation = SiteDocument.objects.create(title="Regulation on honorary titles", file=ContentFile(b"%PDF-1.4", name="regulation.pdf"), language="ru")
    page.owner_contact = world.asia
    page.save()
    text = words(main(client, LIST))
    assert "Regulation on honorary titles (PDF" in text
    assert "in Russian" in text
    assert "is not published" not in text
    assert "asia@office.example" in text


# --- the page of a person ----------------------------------------------------------------------
def test_the_page_says_what_is_known(client, world):
    found = facts(client, "/en/honorary/sato-hanako/")
    assert found["Conferred"] == "5 March 2026"
    assert found["Decision"] == "University council, 1 February 2026 , No. 3"
    assert found["Ceremony"] == "Lecture on sutures 5 March 2026"
    assert found["Country at that time"] == "Japan"
    assert found["Organisation at that time"] == "Institute of Ottawa"
    assert found["Our partner"] == "Nagasaki University"
    assert found["In Russian"] == "Сато Ханако"
    assert found["In its own script"] == "佐藤花子"
    page = main(client, "/en/honorary/sato-hanako/")
    assert re.search(r"<h1>\s*Sato Hanako", page)
    assert '<p class="subtitle" lang="ja">佐藤花子</p>' in page
    assert "Honorary professor, 2026" in words(page)
    assert "For a contribution to cardiology." in page


def test_what_no_source_says_is_not_published(client, world):
    found = facts(client, "/en/honorary/unknown-year/")
    assert [found[label] for label in ("Conferred", "Decision", "Grounds", "Organisation at that time")] == ["not published"] * 4
    assert "Ceremony" not in found
    assert "www.bsmu.by" in main(client, "/en/honorary/unknown-year/")


def test_of_a_year_no_day_is_made_up(client, world):
    assert facts(client, "/en/honorary/oldman/")["Conferred"] == "1996"
    assert facts(client, "/en/honorary/oldman/")["Year of death"] == "1994"


@pytest.mark.parametrize(
    ("slug", "label", "sentence"),
    [
        ("decided", "Decided", "it has not been conferred yet"),
        ("oldman", "Conferred posthumously", "after the person’s death"),
        ("declined", "Declined", "did not accept it"),
        ("withdrawn", "Withdrawn", "does not hold it any more"),
    ],
)
def test_every_unusual_state_is_said_first_of_all(client, world, slug, label, sentence):
    answer = client.get(f"/en/honorary/{slug}/").content.decode()
    text = words(answer.split("<main")[1])
    assert text.index(label) < text.index("Honorary doctor")
    assert sentence in text
    assert f"<title>{label}: " in answer
    assert label in words(main(client, f"{LIST}?state={Award.objects.get(slug=slug).state}"))


def test_a_conferred_title_has_no_label(client, world):
    assert 'class="status' not in main(client, "/en/honorary/samplesson/")


def test_a_withdrawn_title_keeps_its_page_with_both_days(client, world):
    found = facts(client, "/en/honorary/withdrawn/")
    assert (found["Conferred"], found["Withdrawn"]) == ("12 May 2012", "29 November 2017")


def test_a_title_that_never_was_has_no_day_of_conferring(client, world):
    for slug in ("declined", "decided"):
        assert "Conferred" not in facts(client, f"/en/honorary/{slug}/")


@pytest.mark.parametrize("slug", ["draft-award", "no-such-person"])
def test_who_is_not_published_has_no_page(client, world, slug):
    assert client.get(f"/en/honorary/{slug}/").status_code == 404


def test_a_former_address_leads_to_the_new_one(client, world):
    award = Award.objects.get(slug="samplesson")
    award.slug = "john-samplesson"
    award.save()
    for lang in ("ru", "en"):
        answer = client.get(f"/{lang}/honorary/samplesson/")
        assert (answer.status_code, answer["Location"]) == (301, f"/{lang}/honorary/john-samplesson/")


def test_a_name_known_in_one_script_is_marked_in_the_other_language(client, world):
    make_award("latin-only", languages="en-first", **named("", "Latinson", given_name=("", "Ann")))
    page = main(client, "/ru/honorary/latin-only/")
    assert '<span lang="en" class="other-language">Ann Latinson</span>' in page
    assert "Ann Latinson" in words(main(client, "/ru/honorary/"))


def test_the_address_is_made_from_the_whole_latin_name(db):
    award = make_award("", **named("Ли", "Li", given_name=("Вэй", "Wei")), family_first=True)
    assert award.slug == "li-wei"
    assert str(award) == "Ли Вэй"


@pytest.fixture
def pictured(world):
    award = Award.objects.get(slug="samplesson")
    award.portrait = SiteImage.objects.create(title="Portrait", file=picture(), alt_ru="Портрет", alt_en="John Samplesson at a desk")
    award.save()
    return award


def test_a_portrait_is_shown_only_with_its_permission(client, pictured):
    assert "John Samplesson at a desk" not in main(client, "/en/honorary/samplesson/")
    pictured.photo_permission = "By letter of 3 May 2012"
    pictured.save()
    page = main(client, "/en/honorary/samplesson/")
    assert 'alt="John Samplesson at a desk"' in page
    assert "By letter" not in page


# --- both directions ---------------------------------------------------------------------------
@BOTH
def test_partner_and_ceremony_lead_to_the_person_and_back(client, world, lang):
    person = main(client, f"/{lang}/honorary/sato-hanako/")
    for address in ("partnership/partners/nagasaki-university/", "masterclasses/events/sutures-lecture/"):
        assert f'href="/{lang}/{address}"' in person
        assert f'href="/{lang}/honorary/sato-hanako/"' in main(client, f"/{lang}/{address}")
    assert f'href="/{lang}/honorary/?country=JP"' in person


def test_the_story_of_a_partner_tells_when_the_title_was_conferred(client, world):
    story = main(client, "/en/partnership/partners/nagasaki-university/").split("timeline")[1]
    assert "Honorary professor" in words(story)
    make_award("waiting", "JP", partner=world.nagasaki, state="decided", conferred_on=None, **named("Ждан", "Waitson"))
    page = words(main(client, "/en/partnership/partners/nagasaki-university/"))
    assert "Waitson Honorary doctor, 2012 (decided)" in page


def test_partner_and_ceremony_that_are_not_public_are_passed_over_in_silence(client, world):
    hidden = Award.objects.get(slug="sato-hanako")
    hidden.partner = world.draft
    hidden.save()
    hidden.ceremony.__class__.objects.filter(pk=hidden.ceremony.pk).update(live=False)
    found = facts(client, "/en/honorary/sato-hanako/")
    assert "Our partner" not in found
    assert "Ceremony" not in found
    told = b"".join(client.get("/en/honorary/honorary.json").streaming_content)
    assert b"draft-university" not in told
    assert b"sutures-lecture" not in told


def test_a_deleted_event_leaves_the_title(world):
    award = Award.objects.get(slug="sato-hanako")
    award.ceremony = make_event("forgotten")
    award.save()
    award.ceremony.delete()
    award.refresh_from_db()
    assert award.ceremony is None


# --- for machines ------------------------------------------------------------------------------
def test_structured_data_say_what_the_page_says(client, world):
    award = Award.objects.get(slug="sato-hanako")
    award.orcid, award.wikidata = "0000-0002-1825-0097", "Q42"
    award.save()
    person = json_ld(client, "/en/honorary/sato-hanako/")[-1]
    assert person["@type"] == "Person"
    assert (person["name"], person["familyName"], person["givenName"]) == ("Sato Hanako", "Sato", "Hanako")
    assert person["alternateName"] == ["Сато Ханако", "佐藤花子"]
    assert person["award"] == "Honorary professor, 2026"
    assert person["affiliation"] == {"@type": "Organization", "name": "Institute of Ottawa"}
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://www.wikidata.org/wiki/Q42"]


@pytest.mark.parametrize("slug", ["withdrawn", "declined", "decided"])
def test_nobody_is_given_an_award_that_they_do_not_hold(client, world, slug):
    assert "award" not in json_ld(client, f"/en/honorary/{slug}/")[-1]


def test_samples_are_marked_and_no_machine_is_told_of_them(client, world):
    page = main(client, "/en/honorary/sample-award/")
    assert 'class="sample"' in page
    assert [block["@type"] for block in json_ld(client, "/en/honorary/sample-award/")] == ["CollegeOrUniversity", "BreadcrumbList"]
    entries = sitemap(client)
    assert "/en/honorary/samplesson/" in entries
    assert "sample-award" not in entries
    assert "draft-award" not in entries


def test_the_feed_tells_of_new_titles_and_of_those_withdrawn(client, world):
    feed = client.get("/en/honorary/honorary.atom")
    assert feed.status_code == 200
    text = feed.content.decode()
    assert "<title>John Samplesson</title>" in text
    assert "<title>Withdrawn: Withdrawnov</title>" in text
    assert "Draftson" not in text
    assert "Samplesson" not in client.get("/en/honorary/honorary.atom?country=JP").content.decode()


def table(client, lang="en", query=""):
    text = b"".join(client.get(f"/{lang}/honorary/honorary.csv{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if lang == "ru" else ","))


@pytest.mark.parametrize("query", ["", "?sort=name", "?state=conferred&sort=oldest", "?q=sato"])
def test_the_files_hold_what_the_register_shows_in_the_same_order(client, world, query):
    shown = re.findall(r'<th role="rowheader" scope="row">.*?<a href="([^"]+)"', main(client, f"{LIST}{query}"), re.DOTALL)
    assert [row["page"].split("//", 1)[1].partition("/")[2] for row in table(client, query=query)] == [href.lstrip("/") for href in shown]
    records = json.loads(b"".join(client.get(f"/en/honorary/honorary.json{query}").streaming_content))["records"]
    assert len(records) == len(shown)


def test_a_file_holds_names_in_both_scripts_and_nothing_internal(client, world):
    Award.objects.filter(slug="samplesson").update(diploma_no="D-7", internal_note="secret", photo_permission="letter")
    row = next(row for row in table(client) if "samplesson" in row["page"])
    assert {"Примеров", "Samplesson", "honorary doctor", "conferred", "2012-05-12"} <= set(row.values())
    assert not {"D-7", "secret", "letter"} & set(row.values())
    assert "diploma_no" not in {column.name for column in public(AWARD)}


def test_the_schema_describes_the_file(client, world):
    jsonschema = pytest.importorskip("jsonschema")
    schema = client.get("/en/honorary/honorary-schema.json").json()
    data = json.loads(b"".join(client.get("/en/honorary/honorary.json").streaming_content))
    jsonschema.validate(data, schema)
    assert data["about"]["schema"].endswith("/en/honorary/honorary-schema.json")


def test_a_file_of_another_kind_is_not_there(client, world):
    assert client.get("/en/honorary/honorary.pdf").status_code == 404


# --- what must hold ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"state": "decided"}, "conferred_on"),
        ({"state": "declined"}, "conferred_on"),
        ({"conferred_on": date(2027, 1, 1)}, "conferred_on"),
        ({"conferred_on": date(2012, 2, 29)}, "conferred_on"),
        ({"decided_on": date(2027, 1, 1), "conferred_on": None}, "decided_on"),
        ({"withdrawn_on": date(2015, 1, 1)}, "withdrawn_on"),
        ({"state": "withdrawn", "withdrawn_on": date(2012, 5, 1)}, "withdrawn_on"),
        ({"state": "withdrawn", "withdrawn_on": date(2027, 1, 1)}, "withdrawn_on"),
        ({"died_in": 2027}, "died_in"),
        ({"died_in": 2010}, "state"),
        ({"died_in": 2020, "state": "posthumous"}, "died_in"),
    ],
)
def test_what_contradicts_itself_is_said_at_the_field(db, fields, field):
    award = make_award("other")
    for name, value in fields.items():
        setattr(award, name, value)
    with pytest.raises(ValidationError) as error:
        award.clean()
    assert list(error.value.message_dict) == [field]


@pytest.mark.parametrize(
    "fields",
    [
        {"conferred_on": date(2012, 1, 1), "conferred_precision": "year"},
        {"conferred_on": date(2012, 3, 1), "conferred_precision": "month", "decided_on": date(2012, 3, 20)},
        {"state": "decided", "conferred_on": None},
        {"state": "posthumous", "died_in": 2012},
        {"died_in": 2012},
        {"state": "withdrawn", "withdrawn_on": None},
    ],
)
def test_what_is_known_in_part_contradicts_nothing(db, fields):
    award = make_award("other", **fields)
    award.clean()
    assert award.title_text == ("Джон Примеров", "ru")


@pytest.mark.parametrize("number", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_a_true_orcid_is_taken(number):
    assert check_orcid(number) is None


@pytest.mark.parametrize(
    "number", ["0000-0002-1825-0098", "0000-0002-1694-2330", "0000000218250097", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-009x", ""]
)
def test_an_orcid_with_a_slip_of_the_pen_is_refused(number):
    with pytest.raises(ValidationError):
        check_orcid(number)


@pytest.mark.parametrize("number", ["42", "Q", "Q042", "q42", "Q42 ", "https://www.wikidata.org/wiki/Q42"])
def test_what_is_no_number_of_wikidata_is_refused(number):
    with pytest.raises(ValidationError):
        check_wikidata(number)


def test_further_sources_are_addresses_one_a_line():
    assert check_addresses("https://a.example/x\r\n\r\nhttp://b.example\n") is None
    with pytest.raises(ValidationError):
        check_addresses("https://a.example\njavascript:alert(1)")


def test_every_source_is_named(client, world):
    Award.objects.filter(slug="samplesson").update(source_url="https://one.example/a", more_sources="https://two.example/b\r\nhttps://three.example/c")
    page = main(client, "/en/honorary/samplesson/")
    assert [f'href="https://{host}"' in page for host in ("one.example/a", "two.example/b", "three.example/c")] == [True] * 3


# --- the demonstration -------------------------------------------------------------------------
def test_the_only_real_person_of_the_demonstration_has_a_source_and_nothing_invented():
    (row,) = demo_rows("sourced", "awards")
    assert row["slug"] == "charles-ruud"
    assert row["source_url"].startswith("https://www.bsmu.by/")
    assert not any(
        row[name] for name in ("decided_on", "conferred_on", "decision_no", "grounds_ru", "grounds_en", "biography_ru", "ceremony", "affiliation_then_en")
    )


def test_the_samples_show_every_state_and_hang_on_samples_only():
    rows = demo_rows("sample", "awards")
    assert {row["state"] for row in rows} == set(State.values)
    assert len({(row["conferred_on"] or row["decided_on"])[:3] for row in rows}) >= 5
    for row in rows:
        assert row["slug"].startswith("sample-")
        assert all(not row[name] or row[name].startswith("sample-") for name in ("partner", "ceremony"))
        assert not row["orcid"]
        assert not row["wikidata"]
        assert not row["source_url"]


def test_previews_open_in_both_languages(desk, world):
    award = Award.objects.get(slug="sato-hanako")
    for lang, name in (("ru", "Сато Ханако"), ("en", "Sato Hanako")):
        award.save_revision()
        answer = desk.get(reverse("wagtailsnippets_honorary_award:revisions_view", args=[award.pk, award.latest_revision_id]) + f"?mode={lang}")
        assert answer.status_code == 200
        assert name in answer.content.decode()
