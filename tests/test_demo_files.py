"""The demonstration files keep their promises before anything is loaded: plain checks of the CSVs, no database."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent
REFERENCE_DAY = date(2026, 11, 1)  # what the dates of the sample rows are relative to

COLUMNS = {
    "partners": "slug name_ru name_en native_name native_lang acronym_ru acronym_en former_names_en former_names_ru kind ror_id country "
    "city_ru city_en latitude longitude website_ru website_en summary_ru summary_en relationship_since basis source_url coordinator",
    "agreements": "slug code kind binding title_ru title_en summary_ru summary_en partners parent signed_on signed_precision in_force_from "
    "valid_until open_ended renewal renewal_months lifecycle ended_on ended_precision forms isced_f text_languages tuition_waiver source_url coordinator",
    "units": "slug name_ru name_en kind",
    "contacts": "slug role_ru role_en person_ru person_en unit email phones languages hours_ru hours_en room_ru room_en tasks",
}
CODES = {
    ("partners", "kind"): "university hospital research_institute authority association company international_body",
    ("partners", "basis"): "agreement listed mobility department joint_event framework talks",
    ("agreements", "kind"): "framework memorandum exchange erasmus degree clinical admission research protocol other",
    ("agreements", "binding"): "yes no",
    ("agreements", "open_ended"): "yes no",
    ("agreements", "signed_precision"): "day month year",
    ("agreements", "ended_precision"): "day month year",
    ("agreements", "renewal"): "none automatic by_agreement",
    ("agreements", "lifecycle"): "signed suspended terminated negotiation",
    ("agreements", "tuition_waiver"): "unknown none mutual partial",
    ("agreements", "forms"): "student_mobility staff_mobility clinical_practice joint_programme joint_research joint_events publications curriculum training",
    ("units", "kind"): "faculty department institute office clinic",
}
MAY_BE_EMPTY = {"binding", "open_ended", "signed_precision", "ended_precision", "renewal", "forms"}


def rows(folder, name):
    with (ROOT / "demo" / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference(name):
    with (ROOT / "core" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def several(value):
    return value.split(";") if value else []


SOURCED, SAMPLE = "sourced", "sample"
ALL_FILES = [(SOURCED, "partners"), (SOURCED, "agreements"), (SAMPLE, "partners"), (SAMPLE, "agreements"), (SAMPLE, "units"), (SAMPLE, "contacts")]


@pytest.mark.parametrize(("folder", "name"), ALL_FILES)
def test_every_file_has_its_columns_and_no_stray_spaces(folder, name):
    found = rows(folder, name)
    assert list(found[0]) == COLUMNS[name].split()
    assert all(value is not None and value == value.strip() for row in found for value in row.values())


@pytest.mark.parametrize(("folder", "name"), ALL_FILES)
def test_only_known_codes_are_used(folder, name):
    for (file, column), codes in CODES.items():
        if file != name:
            continue
        for row in rows(folder, name):
            assert row[column] or column in MAY_BE_EMPTY, (row["slug"], column)
            assert set(several(row[column])) <= set(codes.split()), (row["slug"], column)


@pytest.mark.parametrize("name", ["partners", "agreements"])
def test_no_slug_stands_twice(name):
    slugs = [row["slug"] for folder in (SOURCED, SAMPLE) for row in rows(folder, name)]
    assert len(slugs) == len(set(slugs))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_countries_and_fields_are_of_the_reference_lists():
    countries = {row["code"] for row in reference("countries")}
    fields = {row["code"] for row in reference("fields")}
    for folder in (SOURCED, SAMPLE):
        assert {row["country"] for row in rows(folder, "partners")} <= countries
        assert {code for row in rows(folder, "agreements") for code in several(row["isced_f"])} <= fields


def test_the_list_of_countries_is_whole_and_each_has_both_names_a_region_and_a_point():
    countries = reference("countries")
    assert len(countries) == len({row["code"] for row in countries}) == 249
    for row in countries:
        assert all(row.values()), row["code"]
        assert re.search("[А-Яа-я]", row["name_ru"])
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180


@pytest.mark.parametrize(("folder", "name"), [f for f in ALL_FILES if f[0] == SAMPLE])
def test_sample_rows_speak_both_languages(folder, name):
    for row in rows(folder, name):
        for column, value in row.items():
            if column.endswith(("_ru", "_en")):
                assert bool(value) == bool(row[column[:-2] + ("en" if column.endswith("_ru") else "ru")]) or column.startswith("acronym"), (row["slug"], column)
            if column in {"name_ru", "title_ru", "summary_ru", "role_ru"}:
                assert re.search("[А-Яа-я]", value), (row["slug"], column)
            if column in {"name_en", "title_en", "summary_en", "role_en"}:
                assert not re.search("[А-Яа-я]", value), (row["slug"], column)
        assert row.get("summary_ru", "-")
        assert row.get("name_ru") or row.get("title_ru") or row.get("role_ru")


def test_sample_organisations_are_visibly_fictional():
    for row in rows(SAMPLE, "partners"):
        assert "Образец" in row["name_ru"]
        assert "Sample" in row["name_en"]
        assert not row["ror_id"]
        for address in (row["website_ru"], row["website_en"]):
            assert urlsplit(address).hostname.endswith(".example")
    for row in rows(SAMPLE, "contacts"):
        assert "образец" in row["role_ru"]
        assert "sample" in row["role_en"]
        assert row["email"].endswith(".example")
    for row in rows(SAMPLE, "units"):
        assert "образец" in row["name_ru"]
        assert "sample" in row["name_en"]


@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_agreements_hang_only_on_partners_of_their_own_kind(folder):
    partners = {row["slug"] for row in rows(folder, "partners")}
    agreements = rows(folder, "agreements")
    slugs = {row["slug"] for row in agreements}
    for row in agreements:
        assert several(row["partners"]), row["slug"]
        assert set(several(row["partners"])) <= partners, row["slug"]
        assert not row["parent"] or row["parent"] in slugs - {row["slug"]}


def test_sample_rows_have_sample_coordinators_and_sourced_rows_none():
    contacts = {row["slug"] for row in rows(SAMPLE, "contacts")}
    assert {row["unit"] for row in rows(SAMPLE, "contacts")} <= {row["slug"] for row in rows(SAMPLE, "units")}
    for name in ("partners", "agreements"):
        assert {row["coordinator"] for row in rows(SAMPLE, name)} <= contacts
        assert {row["coordinator"] for row in rows(SOURCED, name)} == {""}


@pytest.mark.parametrize("name", ["partners", "agreements", "units"])
def test_every_sourced_row_names_its_source(name):
    for row in rows(SOURCED, name):
        assert urlsplit(row["source_url"]).scheme in {"http", "https"}, row["slug"]


def test_every_sourced_row_is_written_in_both_languages():
    nameless = [row["slug"] for row in rows(SOURCED, "partners") if not row["name_ru"] or not row["name_en"]]
    assert nameless == ["krankenhaus-holzminden"]  # no established Russian name
    for name in ("partners", "agreements"):
        for row in rows(SOURCED, name):
            assert bool(row["summary_ru"]) == bool(row["summary_en"]), row["slug"]
            assert len(row["summary_ru"]) <= 600
            assert len(row["summary_en"]) <= 600
    assert all(row["title_ru"] and row["title_en"] for row in rows(SOURCED, "agreements"))


def test_the_pages_are_simple_html_with_the_same_links_in_both_languages():
    pages = rows(SOURCED, "pages")
    assert list(pages[0]) == ["page", "order", "block", "ru", "en", "source"]
    for row in pages:
        where = (row["page"], row["order"])
        assert row["block"] in {"title", "summary", "heading", "text"}, where
        assert re.search("[А-Яа-я]", row["ru"]), where
        assert row["en"], where
        assert not re.search("[А-Яа-я]", row["en"]), where
        tags = {tag for lang in ("ru", "en") for tag in re.findall(r"</?(\w+)", row[lang])}
        assert tags <= ({"p", "ul", "li", "b", "a"} if row["block"] == "text" else set()), where
        links = [re.findall(r'href="(https?://[^"]+)"', row[lang]) for lang in ("ru", "en")]
        assert links[0] == links[1], where
        assert len(links[0]) == row["ru"].count("<a "), where
    titles = [row["page"] for row in pages if row["block"] == "title"]
    expected = {"home", "department", "masterclasses", "training", "mobility", "honorary", "alumni", "rankings", "partnership"}
    assert {row["page"] for row in pages} == expected
    assert sorted(titles) == sorted(expected)


def test_a_figure_on_a_page_stands_with_a_link_to_its_source():
    for row in rows(SOURCED, "pages"):
        if re.search(r"\d{2}", re.sub(r"<a [^>]*>", "", row["en"])):
            assert "<a " in row["en"], (row["page"], row["order"])


@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_the_dates_of_an_agreement_do_not_contradict_each_other(folder):
    for row in rows(folder, "agreements"):
        dates = {column: date.fromisoformat(row[column]) for column in ("signed_on", "in_force_from", "valid_until", "ended_on") if row[column]}
        assert bool(row["signed_on"]) == bool(row["signed_precision"]), row["slug"]
        assert bool(row["ended_on"]) == bool(row["ended_precision"]), row["slug"]
        assert dates.get("in_force_from", date.max) >= dates.get("signed_on", date.min), row["slug"]
        if "valid_until" in dates:
            assert row["open_ended"] != "yes", row["slug"]
            assert dates["valid_until"] >= dates.get("in_force_from", dates.get("signed_on", date.min)), row["slug"]
        for column in ("signed", "ended"):
            day = dates.get(f"{column}_on")
            if row[f"{column}_precision"] in {"month", "year"}:
                assert day.day == 1
            if row[f"{column}_precision"] == "year":
                assert day.month == 1
        assert bool(row["renewal_months"]) == (row["renewal"] == "automatic"), row["slug"]
        assert row["binding"] == "no" or row["kind"] != "memorandum", row["slug"]


def test_sample_agreements_show_every_status_on_the_reference_day():
    """Only what is typed and dated is counted here; the rule itself is tested with the model."""
    found = {}
    for row in rows(SAMPLE, "agreements"):
        end = date.fromisoformat(row["valid_until"]) if row["valid_until"] else None
        if row["lifecycle"] != "signed":
            status = row["lifecycle"]
        elif row["open_ended"] == "yes" or row["renewal"] == "automatic":
            status = "in force"
        elif not end:
            status = "not confirmed"
        elif end < REFERENCE_DAY:
            status = "past its end"
        else:
            status = "ending soon" if end <= REFERENCE_DAY + timedelta(days=180) else "in force"
        found[status] = found.get(status, 0) + 1
    assert found == {"in force": 57, "ending soon": 12, "past its end": 12, "terminated": 3, "suspended": 4, "negotiation": 5, "not confirmed": 6}


def test_students_can_be_exchanged_with_china_under_a_sample_agreement_in_force():
    chinese = {row["slug"] for row in rows(SAMPLE, "partners") if row["country"] == "CN"}
    assert any(
        chinese & set(several(row["partners"]))
        and "student_mobility" in several(row["forms"])
        and row["lifecycle"] == "signed"
        and row["valid_until"] > "2027-06-01"
        for row in rows(SAMPLE, "agreements")
    )


def test_there_are_about_sixty_partners_in_more_than_twenty_five_countries_and_120_agreements():
    partners = rows(SOURCED, "partners") + rows(SAMPLE, "partners")
    agreements = rows(SOURCED, "agreements") + rows(SAMPLE, "agreements")
    assert 58 <= len(partners) <= 64
    assert len({row["country"] for row in partners}) > 25
    assert len(agreements) == 120
