"""Rankings and organisations as visitors read them: every edition, exactly as its source has it; three kinds that are never mixed."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from jsonschema import Draft202012Validator
from wagtail.images.tests.utils import get_test_image_file

from core.models import Country, SiteImage
from rankings import history
from rankings.models import Affiliation, Ranking, RankingResult
from rankings.places import national_text, place_text
from tests.rankings_world import make_affiliation, make_ranking, make_result, without_place
from tests.reading import main, words
from tests.training_world import both

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
PAGE = "/en/rankings/"


def body(answer):
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def table(client, address=PAGE):
    """The rows of the table of editions, each a list of the texts of its cells."""
    found = main(client, address).split('class="rows results"')[1].split("</table>")[0].split("<tbody")[1]
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in found.split("<tr")[1:]]


def section(client, anchor, lang="en"):
    return words(main(client, f"/{lang}/rankings/").split(f'id="{anchor}"')[1].split("</section>")[0])


# --- places ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "english", "russian"),
    [
        ({"rank_from": 601, "rank_to": 650}, "601–650 of 1,500", "601–650 из 1\xa0500"),
        ({"rank_from": 1501, "rank_to": None, "participants": 2000}, "1,501 of 2,000", "1\xa0501 из 2\xa0000"),
        ({"rank_from": 772, "rank_to": 772, "participants": None}, "772", "772"),
        ({"rank_from": None, "rank_to": None, "outcome": "not_ranked"}, "not ranked", "места нет"),
        ({"rank_from": None, "rank_to": None, "outcome": "unknown"}, "place not published", "место не опубликовано"),
    ],
)
def test_a_place_is_said_exactly_as_the_edition_has_it(world, fields, english, russian):
    result = make_result(make_ranking("other"), 2018, **fields)
    for lang, text in (("en", english), ("ru", russian)):
        with override(lang):
            assert place_text(result) == text


def test_a_band_in_the_country_is_a_band_too(world):
    with override("en"):
        assert national_text(make_result(make_ranking("other"), 2018, national_from=3, national_to=4)) == "3–4"
        assert national_text(make_result(make_ranking("another"), 2018, national_from=None)) == ""


# --- the page ----------------------------------------------------------------------------------
def test_all_editions_are_told_also_those_without_a_place(client, world):
    rows = [row for row in table(client) if row[0].startswith("World Ranking")]
    assert [(row[1], row[3]) for row in rows] == [
        ("2025", "601–650 of 1,500"),
        ("2024", "700 of 1,500"),
        ("2022", "not ranked"),
        ("2021", "801–1,000 of 1,500"),
    ]
    assert rows[0][2:] == ["World", "601–650 of 1,500", "2", "ranking.example", "1 November 2026"]


@BOTH
def test_the_newest_place_stands_first_with_what_the_ranking_measures(client, world, lang):
    first = section(client, "rankings", lang)
    said = {"ru": ["Преподавание и науку.", "Мир, 2025 601–650 из 1\xa0500"], "en": ["Teaching and research.", "World, 2025 601–650 of 1,500"]}[lang]
    assert all(text.replace("\xa0", " ") in first.replace("\xa0", " ") for text in said)
    assert "Draft" not in first


def test_of_one_year_the_world_stands_before_a_subject(client, world):
    ranking = make_ranking("broad", **both(name=("Широкий", "Broad Ranking")))
    make_result(ranking, 2025, scope="subject", subject_ru="Медицина", subject_en="Medicine", edition="2025/2026", published_on=date(2026, 1, 1))
    make_result(ranking, 2024)
    words_of = section(client, "rankings").split("Broad Ranking")[1]
    assert words_of.index("World, 2024") < words_of.index("Subject: Medicine, 2025/2026")


def test_a_long_table_has_pages_and_the_file_holds_them_all(client, world):
    ranking = make_ranking("long")
    for year in range(1990, 1990 + 50):
        row = make_result(ranking, min(year, 2026), edition=f"{year}")
        row.save()
    pages = [table(client, f"{PAGE}?page={number}") for number in (1, 2)]
    assert [len(rows) for rows in pages] == [50, 6]
    assert len(list(csv.reader(io.StringIO(body(client.get("/en/rankings/rankings.csv")))))) == 57
    assert table(client, f"{PAGE}?page=99") == pages[1]
    assert table(client, f"{PAGE}?page=x") == pages[0]


def test_kinds_are_never_mixed_and_what_ended_stands_apart(client, world):
    named = {anchor: section(client, anchor) for anchor in ("membership", "accreditation", "listing", "ended")}
    where = {"Union of Universities": "membership", "Quality Agency": "accreditation", "Directory of Schools": "listing", "Library Network": "ended"}
    for name, place in where.items():
        assert [anchor for anchor, text in named.items() if name in text] == [place], name
    assert "A listing is no accreditation" in named["listing"]
    assert "№ 17, 15 March 2024" in named["accreditation"]


def test_a_certificate_that_has_run_out_ends_an_accreditation(client, world):
    make_affiliation("accreditation", valid_until=date(2026, 11, 21), **both(name=("Старое", "Gone Agency")))
    make_affiliation("accreditation", valid_until=date(2026, 11, 22), **both(name=("Сегодня", "Last Day Agency")))
    assert "Gone Agency" in section(client, "ended")
    assert "Last Day Agency" in section(client, "accreditation")


def test_a_list_without_anything_says_so(client, world):
    Affiliation.objects.all().delete()
    assert "No accreditation is published yet." in section(client, "accreditation")
    assert 'id="ended"' not in main(client, PAGE)
    RankingResult.objects.all().delete()
    Ranking.objects.all().delete()
    assert "No ranking is published yet." in section(client, "rankings")


def test_a_logo_is_shown_with_a_permission_only(client, world):
    image = SiteImage(title="Logo", decorative=True, file=get_test_image_file("logo.png"))
    image.save()
    row = Affiliation.objects.get(name_en="Union of Universities")
    row.logo = image
    row.save()
    assert 'class="logo"' not in main(client, PAGE)
    row.logo_permission = "Letter of 1 March 2026"
    row.save()
    page = main(client, PAGE)
    assert 'class="logo"' in page
    assert "Letter of" not in page


# --- the page of a ranking -------------------------------------------------------------------------
@BOTH
def test_a_ranking_has_a_page_with_its_history_drawn_and_told(client, world, lang):
    page = main(client, f"/{lang}/rankings/world-ranking/")
    assert page.count("<svg") == 1
    label = re.search(r'role="img" aria-label="([^"]+)"', page)[1]
    assert {"ru": "4 выпуска", "en": "4 editions, from 2021 (801–1,000 of 1,500) to 2025 (601–650 of 1,500)"}[lang] in label.replace("\xa0", " ")
    assert len(table(client, f"/{lang}/rankings/world-ranking/")) == 4


def test_the_better_place_is_drawn_higher_and_gaps_stay_gaps(world):
    drawn = history.charts(list(Ranking.objects.get(slug="world-ranking").results.public().newest_first()))
    (chart,) = drawn
    by_text = {mark["text"]: mark for mark in chart["marks"]}
    tops, bottoms = ({text: float(mark[end]) for text, mark in by_text.items()} for end in ("top", "bottom"))
    assert tops["601–650"] < tops["700"] < tops["801–1\xa0000"]
    assert tops["700"] == bottoms["700"]
    assert bottoms["601–650"] > tops["601–650"]
    assert len(chart["without"]) == 1
    assert len(chart["lines"]) == 1, "only 2024 and 2025 are neighbours with places"
    assert all(0 <= float(mark["x"]) <= chart["width"] and 0 < float(mark["top"]) < chart["height"] for mark in chart["marks"])


def test_steps_of_the_same_size_are_drawn_of_the_same_size(world):
    ranking = make_ranking("even")
    for year, place in ((2020, 300), (2021, 200), (2022, 100)):
        make_result(ranking, year, place, place)
    (chart,) = history.charts(list(ranking.results.all()))
    first, second, third = (float(mark["top"]) for mark in chart["marks"])
    assert first - second == second - third > 0


def test_no_label_covers_another_or_a_bar_and_the_newest_is_told(world):
    ranking = make_ranking("dense")
    for year in range(2000, 2026):
        make_result(ranking, year, 1001 - year % 2 * 20, 1200, participants=1500)
    (chart,) = history.charts(list(ranking.results.all()))
    boxes = [(float(label["x"]), float(label["y"]), len(label["text"]) * history.LETTER / 2) for label in chart["labels"]]
    assert 0 < len(boxes) < 26
    assert chart["labels"][0]["text"] == "981–1\xa0200"
    for number, (x, y, half) in enumerate(boxes):
        assert chart["left"] <= x - half < x + half <= chart["width"]
        assert all(abs(x - other) >= half + width or abs(y - level) >= history.LINE for other, level, width in boxes[:number])


def test_a_page_draws_the_longest_histories_and_tells_all(client, world):
    ranking = make_ranking("many")
    for number in range(history.MOST + 2):
        for year in (2020, 2021):
            make_result(ranking, year, scope="subject", subject_ru=f"Тема {number}", subject_en=f"Subject {number}")
    assert main(client, "/en/rankings/many/").count("<svg") == history.MOST
    assert len(table(client, "/en/rankings/many/")) == 2 * (history.MOST + 2)


def test_a_history_needs_two_editions_of_the_same_kind_and_a_place(world):
    ranking = make_ranking("other")
    make_result(ranking, 2020)
    assert history.charts(list(ranking.results.all())) == []
    make_result(ranking, 2021, scope="subject", subject_en="Medicine", subject_ru="Медицина")
    assert history.charts(list(ranking.results.all())) == []
    make_result(ranking, 2021)
    assert len(history.charts(list(ranking.results.all()))) == 1
    nowhere = make_ranking("nowhere")
    without_place(nowhere, 2020)
    without_place(nowhere, 2021)
    assert history.charts(list(nowhere.results.all())) == []


def test_one_place_in_all_editions_is_a_level_line(world):
    ranking = make_ranking("level")
    for year in (2020, 2021):
        make_result(ranking, year, 5, 5)
    (chart,) = history.charts(list(ranking.results.all()))
    assert len({mark["top"] for mark in chart["marks"]}) == 1
    assert len(chart["levels"]) == 1


def test_a_draft_a_former_address_and_nonsense(client, world):
    assert client.get("/en/rankings/draft-ranking/").status_code == 404
    assert client.get("/en/rankings/nonsense/").status_code == 404
    ranking = Ranking.objects.get(slug="world-ranking")
    ranking.slug = "renamed"
    ranking.save()
    assert client.get("/en/rankings/world-ranking/")["Location"] == "/en/rankings/renamed/"


def test_editions_of_a_draft_ranking_are_nowhere(client, world):
    make_result(Ranking.objects.get(slug="draft-ranking"), 2025, 13, 13)
    assert not any("Draft" in row[0] for row in table(client))
    assert "draft-ranking" not in body(client.get("/en/rankings/rankings.csv"))


# --- files, structured data, search ------------------------------------------------------------------
def test_the_file_equals_the_table(client, world):
    rows = list(csv.DictReader(io.StringIO(body(client.get("/en/rankings/rankings.csv"))), delimiter=","))
    told = [(row["ranking"], row["edition"] or row["year of the edition"], row["place"], row["to place"]) for row in rows]
    shown = [(row[0].replace(" Sample", ""), row[1], row[3]) for row in table(client)]
    assert len(told) == len(shown) == 6
    for (ranking, edition, first, last), (name, shown_edition, place) in zip(told, shown, strict=True):
        assert (ranking, edition) == (name, shown_edition)
        if first:
            assert place.replace(",", "").startswith(first if first == last else f"{first}–{last}")
        else:
            assert place == "not ranked"


@pytest.mark.parametrize("name", ["rankings", "organisations"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_files_hold_no_internal_column(client, world, name, kind):
    answer = client.get(f"/en/rankings/{name}.{kind}")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    if kind == "json":
        data = json.loads(content)
        Draft202012Validator(client.get(f"/en/rankings/{name}-schema.json").json()).validate(data)
        assert not {"internal_note", "owner", "logo_permission", "key"} & set(json.dumps(data).split('"'))


def test_structured_data_speak_of_what_holds_and_is_real(client, world):
    make_affiliation(is_sample=True, **both(name=("Образец", "Sample Union")))
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(PAGE).content.decode(), re.DOTALL)
    (found,) = [block for block in map(json.loads, blocks) if "memberOf" in block]
    assert [row["name"] for row in found["memberOf"]] == ["Union of Universities"]
    assert [row["issuedBy"]["name"] for row in found["hasCertification"]] == ["Quality Agency"]
    assert found["hasCertification"][0]["expires"] == "2029-03-14"


@BOTH
def test_the_search_finds_rankings_and_organisations(client, world, lang):
    assert f"/{lang}/rankings/world-ranking/" in main(client, f"/{lang}/search/?q=World+Ranking")
    assert f'href="/{lang}/rankings/"' in main(client, f"/{lang}/search/?q=Library+Network")
    row = Affiliation.objects.get(name_en="Library Network")
    row.name_en = "Zorbnet"
    row.save()
    assert f'href="/{lang}/rankings/"' in main(client, f"/{lang}/search/?q=Zorbnet")


# --- rules -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"rank_from": None, "rank_to": None}, "rank_from"),
        ({"outcome": "not_ranked"}, "rank_from"),
        ({"rank_from": None}, "rank_from"),
        ({"rank_to": 600}, "rank_to"),
        ({"participants": 640}, "participants"),
        ({"national_from": 3, "national_to": 2}, "national_to"),
        ({"national_from": None, "national_to": 2}, "national_from"),
        ({"year": 1900}, "year"),
        ({"year": 2030}, "year"),
        ({"checked_on": None}, "checked_on"),
        ({"checked_on": date(2026, 11, 23)}, "checked_on"),
        ({"source_url": ""}, "source_url"),
        ({"year": 2025}, "edition"),
    ],
)
def test_an_edition_that_cannot_be_right_is_refused_at_its_field(world, fields, wrong):
    known = {"year": 2023, "rank_from": 601, "rank_to": 650, "participants": 1500, "checked_on": date(2026, 11, 1), "source_url": "https://ranking.example/"}
    row = RankingResult(ranking=Ranking.objects.get(slug="world-ranking"), **{**known, **fields})
    assert wrong in [field for field, _text in row.problems(lambda name: [])]


def test_a_correction_may_stand_beside_what_it_corrects(world):
    first = RankingResult.objects.get(ranking__slug="world-ranking", year=2025)
    row = RankingResult(
        ranking=first.ranking, year=2025, rank_from=620, rank_to=620, checked_on=date(2026, 11, 1), source_url="https://x.example/", supersedes=first
    )
    assert row.problems(lambda name: []) == []
    row.save()
    assert first.problems(lambda name: []) == []
    third = RankingResult(**{**known_of(row), "rank_from": 630, "rank_to": 630, "supersedes": row})
    assert third.problems(lambda name: []) == []
    third.save()
    assert [one.problems(lambda name: []) for one in (first, row, third)] == [[], [], []]
    first.supersedes = third
    assert "supersedes" in [field for field, _text in first.problems(lambda name: [])], "they would both vanish"


def test_what_was_corrected_is_not_shown_while_its_correction_is(client, world):
    first = RankingResult.objects.get(ranking__slug="world-ranking", year=2025)
    draft = make_result(first.ranking, 2025, 620, 620, supersedes=first, public=False)

    def shown():
        return [row[3] for row in table(client) if row[:2] == ["World Ranking", "2025"]]

    assert shown() == ["601–650 of 1,500"]
    draft.public = True
    draft.save()
    assert shown() == ["620 of 1,500"]
    assert body(client.get("/en/rankings/rankings.csv")).count("World Ranking,2025") == 1


def known_of(row):
    return {name: getattr(row, name) for name in ("ranking", "year", "rank_from", "rank_to", "checked_on", "source_url")}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "listing", "certificate_no": "5"}, "kind"),
        ({"kind": "listing", "membership": "full"}, "membership"),
        ({"what_it_means_ru": "", "what_it_means_en": ""}, "what_it_means_ru"),
        ({"source_url": ""}, "source_url"),
        ({"checked_on": None}, "checked_on"),
        ({"since": date(2020, 1, 1), "until": date(2019, 1, 1)}, "until"),
        ({"kind": "accreditation", "issued_on": date(2027, 1, 1)}, "issued_on"),
        ({"country": "KZ", "international": True}, "international"),
    ],
)
def test_an_organisation_that_cannot_be_right_is_refused_at_its_field(world, fields, wrong):
    row = make_affiliation(public=False)
    fields = {**fields, "country": Country.objects.get(code="KZ")} if "country" in fields else fields
    for name, value in {"public": True, **fields}.items():
        setattr(row, name, value)
    assert wrong in [field for field, _text in row.problems(lambda name: [])]


def test_a_membership_may_be_older_than_the_office_and_what_is_unknown_is_said(client, world):
    row = Affiliation.objects.get(name_en="Union of Universities")
    row.since = date(1950, 1, 1)
    assert row.all_problems(lambda name: []) == []
    row.save()
    assert "Since 1950" in section(client, "membership")
    assert "Since not published" in section(client, "listing")
    assert "International" not in section(client, "listing"), "nobody said so"


# --- what the office is told -----------------------------------------------------------------------
def test_an_edition_older_than_fifteen_months_is_flagged(world):
    ranking = make_ranking("fresh")
    result = make_result(ranking, 2025, published_on=date(2025, 8, 22))
    assert not Ranking.objects.stale().filter(pk=ranking.pk).exists()
    result.published_on = date(2025, 8, 21)
    result.save()
    assert Ranking.objects.stale().filter(pk=ranking.pk).exists()
    assert set(Ranking.objects.stale().values_list("slug", flat=True)) == {"fresh", "old-ranking"}
    assert set(Ranking.objects.without_editions().values_list("slug", flat=True)) == set()


def test_what_ends_what_nobody_allowed_and_what_nobody_checked_is_flagged(world):
    ending = make_affiliation("accreditation", valid_until=date(2027, 5, 21))
    make_affiliation("accreditation", valid_until=date(2027, 5, 22))
    assert list(Affiliation.objects.ending()) == [ending]
    old = make_affiliation(checked_on=date(2025, 11, 21))
    make_affiliation(checked_on=date(2025, 11, 22))
    assert list(Affiliation.objects.unchecked()) == [old]


def test_a_band_of_one_is_a_place(world):
    row = make_result(make_ranking("one"), 2020, 5, None)
    assert (row.rank_from, row.rank_to) == (5, 5)
    with pytest.raises(ValidationError):
        RankingResult(ranking=row.ranking, year=2020, rank_from=0).full_clean()
