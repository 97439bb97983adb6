"""The demonstration files keep their promises before anything is loaded: plain checks of the CSVs, no database."""

import csv
import re
from datetime import date, datetime, timedelta
from html import unescape
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
    "conditions": "agreement activity direction places_per_year first_academic_year last_academic_year months_per_year days_per_year blended eqf_levels "
    "isced_f language_skills other_terms_ru other_terms_en",
    "units": "slug name_ru name_en kind",
    "contacts": "slug role_ru role_en person_ru person_en unit email phones languages hours room_ru room_en tasks deputy regions",
    "facts": "key label_ru label_en unit_ru unit_en review_due_on",
    "fact_values": "key number text_ru text_en qualifier as_of note_ru note_en source_ru source_en source_url current",
    "news": "slug date title_ru title_en summary_ru summary_en text_ru text_en sections countries partners deadline source_url",
    "enquiries": "topic about name email country organisation wanted language text days_ago state",
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
    ("conditions", "activity"): "student-studies student-traineeship staff-teaching staff-training",
    ("conditions", "direction"): "incoming outgoing",
    ("conditions", "blended"): "yes no",
    ("conditions", "eqf_levels"): "5 6 7 8",
    ("units", "kind"): "faculty department institute office clinic",
    ("contacts", "languages"): "ru be en zh de fr es ar fa ja pl it tr uk kk uz",
    ("contacts", "tasks"): "apply arrival agreement nomination event verify-diploma graduates press",
    ("fact_values", "qualifier"): "exact more_than about almost",
    ("fact_values", "current"): "yes",
    ("enquiries", "topic"): "report proposal question",
    ("enquiries", "language"): "ru en",
    ("enquiries", "state"): "new assigned waiting answered closed",
}
MAY_BE_EMPTY = {"blended", "eqf_levels", "binding", "open_ended", "signed_precision", "ended_precision", "renewal", "forms", "current"}


def rows(folder, name):
    with (ROOT / "demo" / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference(name):
    with (ROOT / "core" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def several(value):
    return [part.strip() for part in value.split(";")] if value else []


def first_cell(row):
    """What a row is known by."""
    return next(iter(row.values()))


SOURCED, SAMPLE = "sourced", "sample"
ALL_FILES = [
    (SOURCED, "partners"),
    (SOURCED, "agreements"),
    (SOURCED, "facts"),
    (SOURCED, "fact_values"),
    (SOURCED, "news"),
    (SAMPLE, "partners"),
    (SAMPLE, "agreements"),
    (SAMPLE, "units"),
    (SAMPLE, "contacts"),
    (SAMPLE, "news"),
    (SAMPLE, "enquiries"),
]


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
            assert row[column] or column in MAY_BE_EMPTY, (first_cell(row), column)
            assert set(several(row[column])) <= set(codes.split()), (first_cell(row), column)


@pytest.mark.parametrize("name", ["partners", "agreements", "news"])
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


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder, name in ALL_FILES if folder == SAMPLE and name != "enquiries"])
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


# --- pages ---------------------------------------------------------------------------------------
WORDS, NUMBERS = {"title", "summary", "heading", "text"}, {"opening", "figures", "history"}
PAGES = {"home", "department", "masterclasses", "training", "mobility", "honorary", "alumni", "rankings", "partnership", "propose", "news"}


def keys_in(text):
    return re.findall(r"\[\[(\w+)\]\]", text)


def test_the_pages_are_simple_html_with_the_same_links_and_facts_in_both_languages():
    pages = rows(SOURCED, "pages")
    assert list(pages[0]) == ["page", "order", "block", "ru", "en", "source"]
    for row in (row for row in pages if row["block"] not in NUMBERS):
        where = (row["page"], row["order"])
        assert row["block"] in WORDS, where
        assert re.search("[А-Яа-я]", row["ru"]), where
        assert row["en"], where
        assert not re.search("[А-Яа-я]", row["en"]), where
        tags = {tag for lang in ("ru", "en") for tag in re.findall(r"</?(\w+)", row[lang])}
        assert tags <= ({"p", "ul", "ol", "li", "b", "a"} if row["block"] == "text" else set()), where
        links = {lang: [re.sub(rf"^/{lang}/", "/_/", href) for href in re.findall(r'href="([^"]+)"', row[lang])] for lang in ("ru", "en")}
        assert links["ru"] == links["en"], where
        assert all(re.match(r"https?://|/_/", href) for href in links["ru"]), where
        assert len(links["ru"]) == row["ru"].count("<a "), where
        assert sorted(keys_in(row["ru"])) == sorted(keys_in(row["en"])), where
        assert row["block"] == "text" or not keys_in(row["ru"]), where
    assert {row["page"] for row in pages} == PAGES
    assert sorted(row["page"] for row in pages if row["block"] == "title") == sorted(PAGES)


def test_pages_name_only_facts_that_there_are():
    known = {row["key"] for row in rows(SOURCED, "facts")}
    for row in rows(SOURCED, "pages"):
        named = several(row["ru"]) if row["block"] in NUMBERS else keys_in(row["ru"]) + keys_in(row["en"])
        assert set(named) <= known, (row["page"], row["order"])
        if row["block"] in NUMBERS:
            assert named, (row["page"], row["order"])
            assert row["en"] == "", "the keys stand once, for both languages"
        if row["block"] == "opening":
            assert row["page"] == "home"
            assert len(named) <= 6


def test_a_figure_on_a_page_stands_with_a_link_to_its_source():
    for row in rows(SOURCED, "pages"):
        if re.search(r"\d{2}", re.sub(r"<a [^>]*>", "", row["en"])):
            assert "<a " in row["en"], (row["page"], row["order"])


# Numbers that a text may hold by itself: everything else is a fact with a source, or should be.
YEAR = r"(?:19|20)\d\d"
RU_MONTHS = "январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр"
EN_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ALLOWED = {
    "ru": [
        rf"\d{{1,2}}(?:–\d{{1,2}})? (?:{RU_MONTHS})[яа](?: {YEAR} года)?",  # 13–15 ноября 2024 года
        rf"(?:{RU_MONTHS})е {YEAR} года",
        rf"{YEAR} (?:году|года|год)\b",
        rf"{YEAR}-[мй]\b",
        rf"Ranking, {YEAR}:",
        r"(?:от \d+ до )?\d+ (?:лет|года|час(?:а|ов)|(?:рабочих )?дней)\b",
        r"(?:кабинет|корпус)[а-я]* \d+[а-я]?\b",
        r"\d+-(?:й|м) этаж",
        r"\d+-е(?: место)?(?: из \d+)?",
        r"\b4ICU\b",
    ],
    "en": [
        rf"\d{{1,2}}(?:–\d{{1,2}})? (?:{EN_MONTHS})(?: {YEAR})?",
        rf"(?:{EN_MONTHS}) {YEAR}",
        rf"(?:in|since|from|of|names) {YEAR}(?=$| ?[.,;()]| (?:and|has)\b)",  # "in 2000 countries" is no year
        rf"Ranking, {YEAR}:",
        r"(?:\d+ to )?\d+ (?:years|hours|(?:working )?days)\b",
        r"(?:room|building) \d+[a-z]?\b",
        r"\d+(?:st|nd|rd|th)(?: floor)?(?: of \d+)?",
        r"\b4ICU\b",
    ],
}


def numbers_left(html, lang):
    """Every number of a text that stands there without being a fact, a date, a term, an address or a rank."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"\[\[\w+\]\]", "", html))).split())
    for pattern in ALLOWED[lang]:
        text = re.sub(pattern, "", text)
    return re.findall(r"[^\s(]*\d[^\s)]*", text)


def test_no_page_holds_a_number_that_belongs_among_the_facts():
    found = [
        (row["page"], row["order"], lang, left)
        for row in rows(SOURCED, "pages")
        if row["block"] not in NUMBERS
        for lang in ("ru", "en")
        if (left := numbers_left(row[lang], lang))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "<p>Партнёры в 25 странах.</p>"),
        ("ru", "<p>Более 120 соглашений.</p>"),
        ("ru", "<p>Учатся 2000 студентов.</p>"),
        ("ru", "<p>В 2000 странах.</p>"),
        ("ru", "<p>6 факультетов и 324 кафедры</p>"),
        ("ru", "<p>Места: 50 %</p>"),
        ("ru", "<p>3,5 тысячи выпускников</p>"),
        ("en", "<p>Partners in 25 countries.</p>"),
        ("en", "<p>More than 7,000 students</p>"),
        ("en", "<p>Students in 2000 countries</p>"),
        ("en", "<p>2000 students since 1964.</p>"),
        ("en", "<p>A room for 600 students</p>"),
        ("en", "<p>8 faculties</p>"),
        ("en", "<p>[[partner_countries]] countries, 24 of them in Asia</p>"),
    ],
)
def test_a_number_that_belongs_among_the_facts_is_noticed(lang, text):
    assert numbers_left(text, lang)


# --- facts ---------------------------------------------------------------------------------------
def test_every_fact_has_exactly_one_current_value_and_every_value_its_fact():
    keys = [row["key"] for row in rows(SOURCED, "facts")]
    values = rows(SOURCED, "fact_values")
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in keys)
    assert {row["key"] for row in values} == set(keys)
    current = [row["key"] for row in values if row["current"] == "yes"]
    assert sorted(current) == sorted(keys)


def test_every_value_is_a_number_or_words_in_both_languages_with_its_source():
    for row in rows(SOURCED, "fact_values"):
        words = [row["text_ru"], row["text_en"]]
        if row["number"]:
            assert float(row["number"]) >= 0, row["key"]
            assert words == ["", ""], row["key"]
        else:
            assert all(words), row["key"]
            assert row["qualifier"] == "exact", row["key"]
        assert row["source_ru"], row["key"]
        assert row["source_en"], row["key"]
        assert bool(row["note_ru"]) == bool(row["note_en"]), row["key"]
        assert not row["source_url"] or urlsplit(row["source_url"]).scheme in {"http", "https"}, row["key"]
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row["as_of"]), row["key"]
        assert row["as_of"] <= "2026-11-01", row["key"]


def test_a_value_without_an_address_is_the_offices_own_word():
    for row in rows(SOURCED, "fact_values"):
        if not row["source_url"]:
            assert row["source_en"].startswith("The university"), row["key"]


def test_every_fact_is_named_in_both_languages():
    for row in rows(SOURCED, "facts"):
        for name in ("label", "unit"):
            assert re.search("[А-Яа-я]", row[f"{name}_ru"]), row["key"]
            assert row[f"{name}_en"], row["key"]
            assert not re.search("[А-Яа-я]", row[f"{name}_en"]), row["key"]
        if row["review_due_on"]:
            date.fromisoformat(row["review_due_on"])


# --- news and letters ------------------------------------------------------------------------------
@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_news_speaks_both_languages_and_of_what_there_is(folder):
    countries = {row["code"] for row in reference("countries")}
    partners = {row["slug"] for row in rows(folder, "partners")}
    for row in rows(folder, "news"):
        where = row["slug"]
        for name in ("title", "summary", "text"):
            assert re.search("[А-Яа-я]", row[f"{name}_ru"]), where
            assert row[f"{name}_en"], where
            assert not re.search("[А-Яа-я]", row[f"{name}_en"]), where
        assert set(re.findall(r"</?(\w+)", row["text_ru"] + row["text_en"])) <= {"p", "ul", "li", "b", "a"}, where
        assert "[[" not in "".join(row.values()), where
        assert several(row["sections"]), where
        assert set(several(row["sections"])) <= PAGES - {"home", "propose", "news"}, where
        assert set(several(row["countries"])) <= countries, where
        assert set(several(row["partners"])) <= partners, where
        assert date.fromisoformat(row["date"]) <= REFERENCE_DAY, where
        if row["deadline"]:
            assert datetime.fromisoformat(row["deadline"]).date() > date.fromisoformat(row["date"]), where


def test_sourced_news_name_their_source_and_sample_ones_are_visibly_fictional():
    for row in rows(SOURCED, "news"):
        assert urlsplit(row["source_url"]).scheme in {"http", "https"}, row["slug"]
        assert "образец" not in row["title_ru"].lower()
    for row in rows(SAMPLE, "news"):
        assert row["slug"].startswith("sample-")
        assert "(образец)" in row["title_ru"]
        assert "(sample)" in row["title_en"]
        assert "ымышленн" in row["text_ru"]
        assert "fictional" in row["text_en"]
        assert row["source_url"] == ""


def test_on_the_reference_day_some_sample_news_are_still_open():
    open_ones = [row for row in rows(SAMPLE, "news") if row["deadline"] > REFERENCE_DAY.isoformat()]
    assert len(open_ones) >= 2


def test_letters_to_the_office_come_from_nobody_real_and_are_about_something_that_is_there():
    records = {f"partnership/{name}/{row['slug']}/" for name in ("partners", "agreements") for row in rows(SAMPLE, name)}
    countries = {row["code"] for row in reference("countries")}
    for row in rows(SAMPLE, "enquiries"):
        assert row["email"].endswith(".example")
        assert re.search("Пример|Образцов|Sample", row["name"]), row["name"]
        assert row["about"] in records | {"partnership/propose/"}, row["about"]
        assert row["country"] in countries
        assert bool(row["organisation"]) == bool(row["wanted"]) == (row["topic"] == "proposal"), row["name"]
        assert int(row["days_ago"]) > 0
        assert bool(re.search("[А-Яа-я]", row["text"])) == (row["language"] == "ru")


# --- contacts -----------------------------------------------------------------------------------------
def test_every_region_of_the_world_has_one_coordinator_and_every_wish_someone():
    contacts = rows(SAMPLE, "contacts")
    regions = [region for row in contacts for region in several(row["regions"])]
    assert sorted(regions) == sorted({row["subregion"] for row in reference("countries")})
    wishes = {wish for row in contacts for wish in several(row["tasks"])}
    assert wishes == set(CODES["contacts", "tasks"].split())


def test_every_contact_has_hours_and_another_one_as_deputy():
    slugs = {row["slug"] for row in rows(SAMPLE, "contacts")}
    for row in rows(SAMPLE, "contacts"):
        assert row["deputy"] in slugs - {row["slug"]}, row["slug"]
        assert several(row["hours"]), row["slug"]
        for slot in several(row["hours"]):
            days, opens, closes = re.fullmatch(r"([1-7](?:-[1-7])?) (\d\d:\d\d)-(\d\d:\d\d)", slot).groups()
            assert days == "".join(sorted(days.replace("-", ""))) or days[0] < days[-1], row["slug"]
            assert opens < closes, row["slug"]


# --- agreements ---------------------------------------------------------------------------------------
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
