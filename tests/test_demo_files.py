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
    "enquiries": "topic about name email country organisation wanted start language text days_ago state",
    "ready_answers": "title_ru title_en text_ru text_en topics",
    "programmes": "slug name_ru name_en short_name_ru short_name_en level isced_f eqf national_code faculty qualification_ru qualification_en duration_months "
    "teaching_months clinical_months internship_months whole_course_here joint_delivery_ru joint_delivery_en clinical_language_ru clinical_language_en "
    "language_classes_ru language_classes_en credits credit_system mode entry_subjects_ru entry_subjects_en summary_ru summary_en curriculum_ru "
    "curriculum_en careers_ru careers_en places state variants verified_on source_url",
    "steps": "phase order title_ru title_en text_ru text_en actor duration_ru duration_en hours_after_arrival levels source_url",
    "notices": "title_ru title_en text_ru text_en countries valid_until source_url",
    "visa_rules": "country needs_invitation needs_visa invitation_months applies in_person days_to_issue details_ru details_en source_url",
    "entry_rules": "country levels certificate_native native_lang certificate_ru certificate_en minimum_ru minimum_en subjects_ru subjects_en note_ru "
    "note_en source_url",
    "documents": "name_ru name_en stage levels academic_year reach countries form copies translation legalisation max_age_months form_code how_ru how_en "
    "order review_due_on source_url",
    "recognition": "key scope programme country authority_ru authority_en authority_url status graduate_must_ru graduate_must_en register_id evidence_url "
    "checked_on recheck_after_days",
    "recognition_conditions": "statement measure requirement_ru requirement_en threshold our_value_ru our_value_en met",
    "fees": "programme academic_year language applicant_group countries amount currency per times_a_year includes_ru includes_en instalments_ru "
    "instalments_en valid_from valid_through order_no order_date verified_on",
    "costs": "kind amount_from amount_to currency per times_a_year optional as_of note_ru note_en verified_on review_due_on",
    "rates": "base quote rate as_of",
    "intakes": "label_ru label_en academic_year programmes category application_opens application_closes invitation_request_by interviews_from "
    "interviews_to arrive_by studies_start apply_url",
    "representatives": "legal_name_ru legal_name_en country city_ru city_en letter_no valid_from valid_until withdrawn_on services_ru services_en "
    "contacts in_list",
    "scholarships": "name_ru name_en funder_ru funder_en academic_year levels countries amount currency per covers_ru covers_en deadline how_ru how_en",
    "lecturers": "slug languages name_ru name_en native_name native_lang post_ru post_en affiliation_ru affiliation_en partner country biography_ru "
    "biography_en website source_url",
    "events": "slug title_ru title_en subtitle_ru subtitle_en summary_ru summary_en description_ru description_en kind state series_ru series_en "
    "isced_f topics_ru topics_en audience starts_on precision starts_time ends_on ends_time mode away venue_ru venue_en room_ru room_en "
    "address_line_ru address_line_en step_free join_link link_visibility working_languages interpretation captions partners organiser "
    "contact registering register_url registration_opens registration_closes capacity_on_site capacity_online is_free fee_amount "
    "fee_currency credit_hours_ru credit_hours_en certifying report_ru report_en source_url",
    "event_speakers": "event lecturer role topic_ru topic_en",
    "event_sessions": "event title_ru title_en day starts ends lecturer others_ru others_en room_ru room_en",
    "event_materials": "event title_ru title_en kind url language captions publish_on",
    "registrations": "event standing seat name_cyrillic name_latin email organisation country audience question language may_share asked_at initials issued_on",
    "calls": "slug title_ru title_en summary_ru summary_en description_ru description_en direction activity who partner agreement condition "
    "programme_name_ru programme_name_en isced_f eqf_levels year_from year_to language_skills other_eligibility_ru other_eligibility_en "
    "places period_from period_to length_ru length_en funding grant_amount grant_currency covers_ru covers_en opens_at closes_at "
    "nomination_by result_by how_to_apply_ru how_to_apply_en apply_url contact result_note_ru result_note_en",
    "call_papers": "call kind name_ru name_en",
    "fact_sheets": "academic_year contact decision_weeks transcript_weeks catalogue_url_ru catalogue_url_en calendar_url_ru calendar_url_en "
    "academic_calendar_ru academic_calendar_en grading_ru grading_en languages_ru languages_en",
    "sheet_terms": "sheet term nominations_by applications_by",
    "sheet_infos": "sheet kind name_ru name_en details_ru details_en email phone page_ru page_en",
    "sheet_access": "sheet kind name_ru name_en details_ru details_en email phone page_ru page_en",
    "sheet_requirements": "sheet kind name_ru name_en details_ru details_en page_ru page_en",
    "reports": "title_ru title_en text_ru text_en advice_ru advice_en author_ru author_en who direction activity partner stayed_from stayed_to "
    "consent_on consent_until consent_evidence",
    "flows": "fact year year_from direction country partner group note_ru note_en source_url",
}
LEVELS = "preparatory degree master residency doctoral further short"
CURRENCIES = "BYN USD EUR RUB CNY"
SPOKEN = "ru be en zh de fr es ar fa ja pl it tr uk kk uz"
AUDIENCE = "student master resident doctoral teacher doctor public"
WHO = "student master resident doctoral teacher researcher staff"
DIRECTIONS = "incoming outgoing"
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
    ("ready_answers", "topics"): "report proposal question",
    ("programmes", "level"): LEVELS,
    ("programmes", "mode"): "full_time part_time distance",
    ("programmes", "state"): "open by_link no_new archived",
    ("programmes", "whole_course_here"): "yes no",
    ("steps", "phase"): "before on_arrival living",
    ("steps", "actor"): "applicant representative university authority",
    ("steps", "levels"): LEVELS,
    ("visa_rules", "needs_invitation"): "yes no",
    ("visa_rules", "needs_visa"): "yes no",
    ("visa_rules", "in_person"): "yes no",
    ("visa_rules", "applies"): "applicant representative university authority",
    ("entry_rules", "levels"): LEVELS,
    ("documents", "stage"): "invitation visa arrival enrolment",
    ("documents", "levels"): LEVELS,
    ("documents", "reach"): "all only except",
    ("documents", "form"): "original copy both",
    ("documents", "translation"): "none anywhere belarus",
    ("documents", "legalisation"): "none apostille consular treaty",
    ("recognition", "scope"): "institution programme",
    ("recognition", "status"): "listed accepted examination case_by_case not_accepted not_confirmed",
    ("recognition_conditions", "measure"): "duration_months teaching_months clinical_months internship_months whole_course_here english other",
    ("recognition_conditions", "met"): "yes no unknown",
    ("fees", "applicant_group"): "all countries compatriots",
    ("fees", "currency"): CURRENCIES,
    ("fees", "per"): "year term month once",
    ("costs", "kind"): "dormitory insurance medical_check invitation visa legalisation registration living other",
    ("costs", "currency"): CURRENCIES,
    ("costs", "per"): "year term month once",
    ("costs", "optional"): "yes",
    ("intakes", "category"): "all visa visa_free prepared transfer",
    ("representatives", "in_list"): "yes",
    ("scholarships", "levels"): LEVELS,
    ("lecturers", "languages"): "all en-first",
    ("events", "kind"): "masterclass workshop lecture course videoconference conference training visit",
    ("events", "state"): "planned confirmed postponed moved_online cancelled held",
    ("events", "precision"): "day month year",
    ("events", "mode"): "on_site online both",
    ("events", "away"): "yes",
    ("events", "audience"): AUDIENCE,
    ("events", "step_free"): "yes no",
    ("events", "link_visibility"): "public registered mail",
    ("events", "working_languages"): SPOKEN,
    ("events", "interpretation"): SPOKEN,
    ("events", "captions"): SPOKEN,
    ("events", "registering"): "form elsewhere",
    ("events", "is_free"): "yes",
    ("events", "fee_currency"): CURRENCIES,
    ("events", "certifying"): "attendance completion",
    ("event_speakers", "role"): "lecturer trainer moderator guest interpreter",
    ("event_materials", "kind"): "slides recording handout article",
    ("event_materials", "language"): SPOKEN,
    ("event_materials", "captions"): SPOKEN,
    ("registrations", "standing"): "waiting accepted attended cancelled",
    ("registrations", "seat"): "on_site online",
    ("registrations", "audience"): AUDIENCE,
    ("registrations", "language"): "ru en",
    ("registrations", "may_share"): "yes no",
    ("calls", "direction"): DIRECTIONS,
    ("calls", "activity"): "studies traineeship teaching training research summer_school",
    ("calls", "who"): WHO,
    ("calls", "eqf_levels"): "5 6 7 8",
    ("calls", "funding"): "none waiver grant full",
    ("calls", "grant_currency"): CURRENCIES,
    ("call_papers", "kind"): "motivation_letter transcript_of_records language_certificate reference_letter portfolio cv other",
    ("sheet_terms", "term"): "autumn spring",
    ("sheet_infos", "kind"): "housing visa insurance emergency other",
    ("sheet_access", "kind"): "infrastructure service",
    ("sheet_requirements", "kind"): "motivation_letter transcript_of_records language_certificate reference_letter portfolio cv other",
    ("reports", "who"): WHO,
    ("reports", "direction"): DIRECTIONS,
    ("reports", "activity"): "studies traineeship teaching training research summer_school",
    ("flows", "direction"): DIRECTIONS,
    ("flows", "group"): "students doctors staff persons",
}
MAY_BE_EMPTY = {"blended", "eqf_levels", "binding", "open_ended", "signed_precision", "ended_precision", "renewal", "forms", "current"} | {
    "mode",
    "whole_course_here",
    "levels",
    "needs_invitation",
    "needs_visa",
    "in_person",
    "applies",
    "met",
    "optional",
    "in_list",
    "state",
    "precision",
    "away",
    "audience",
    "step_free",
    "link_visibility",
    "working_languages",
    "interpretation",
    "captions",
    "registering",
    "is_free",
    "fee_currency",
    "certifying",
    "grant_currency",
}


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
    (SAMPLE, "ready_answers"),
]
TRAINING_SOURCED = ["programmes", "steps", "notices", "visa_rules", "entry_rules", "documents", "recognition", "recognition_conditions"]
TRAINING_SAMPLE = [
    "programmes",
    "fees",
    "costs",
    "rates",
    "intakes",
    "documents",
    "recognition",
    "recognition_conditions",
    "representatives",
    "scholarships",
]
TRAINING = [*((SOURCED, name) for name in TRAINING_SOURCED), *((SAMPLE, name) for name in TRAINING_SAMPLE)]
EVENTS_SAMPLE = ["lecturers", "events", "event_speakers", "event_sessions", "event_materials", "registrations"]
MOBILITY_SAMPLE = ["calls", "call_papers", "fact_sheets", "sheet_terms", "sheet_infos", "sheet_access", "sheet_requirements", "reports"]
SOURCED_MEETINGS = ["lecturers", "events", "flows"]
MEETINGS = [*((SOURCED, name) for name in [*SOURCED_MEETINGS, "event_speakers"]), *((SAMPLE, name) for name in EVENTS_SAMPLE + MOBILITY_SAMPLE)]
ALL_FILES += TRAINING + MEETINGS
NAMELESS = {"enquiries", "registrations", "call_papers", "sheet_infos", "sheet_requirements"}  # rows that need no name of their own


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
            assert row[column] or column in MAY_BE_EMPTY or name == "sheet_requirements", (first_cell(row), column)
            assert set(several(row[column])) <= set(codes.split()), (first_cell(row), column)


@pytest.mark.parametrize("name", ["partners", "agreements", "news", "programmes", "events", "lecturers", "calls"])
def test_no_slug_stands_twice(name):
    slugs = [row["slug"] for folder, file in ALL_FILES if file == name for row in rows(folder, name)]
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


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder, name in ALL_FILES if folder == SAMPLE and name not in NAMELESS])
def test_sample_rows_speak_both_languages(folder, name):
    for row in rows(folder, name):
        for column, value in row.items():
            if column.endswith(("_ru", "_en")):
                assert bool(value) == bool(row[column[:-2] + ("en" if column.endswith("_ru") else "ru")]) or column.startswith("acronym"), (
                    first_cell(row),
                    column,
                )
            if column in {"name_ru", "title_ru", "summary_ru", "role_ru"}:
                assert re.search("[А-Яа-я]", value), (first_cell(row), column)
            if column in {"name_en", "title_en", "summary_en", "role_en"}:
                assert not re.search("[А-Яа-я]", value), (first_cell(row), column)
        assert row.get("summary_ru", "-")
        names = {"name_ru", "title_ru", "role_ru"} & set(row)
        assert not names or any(row[name] for name in names)


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


@pytest.mark.parametrize(
    "name", ["partners", "agreements", "units", "programmes", "steps", "notices", "visa_rules", "entry_rules", "documents", *SOURCED_MEETINGS]
)
def test_every_sourced_row_names_its_source(name):
    for row in rows(SOURCED, name):
        assert urlsplit(row["source_url"]).scheme in {"http", "https"}, first_cell(row)


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
    sections = {"partners": "partnership", "agreements": "partnership", "programmes": "training"}
    records = {f"{section}/{name}/{row['slug']}/" for name, section in sections.items() for row in rows(SAMPLE, name)}
    countries = {row["code"] for row in reference("countries")}
    for row in rows(SAMPLE, "enquiries"):
        assert row["email"].endswith(".example")
        assert re.search("Пример|Образцов|Sample", row["name"]), row["name"]
        assert row["about"] in records | {"partnership/propose/", "training/enquiry/"}, row["about"]
        assert row["country"] in countries
        assert bool(row["organisation"]) == (row["topic"] == "proposal"), row["name"]
        assert bool(row["wanted"]) == (row["topic"] in ("proposal", "question")), row["name"]
        assert not row["start"] or row["topic"] == "question", row["name"]
        assert re.fullmatch(r"(20\d\d/20\d\d)?", row["start"]), row["name"]
        assert int(row["days_ago"]) > 0
        assert bool(re.search("[А-Яа-я]", row["text"])) == (row["language"] == "ru")


QUESTION_PAGES = {f"training/{name}/" for name in ("arrival", "checklist", "cost", "fees", "invitation", "programmes")}


def test_ready_answers_are_samples_that_invent_nothing_and_lead_to_the_same_pages_in_both_languages():
    for row in rows(SAMPLE, "ready_answers"):
        where = row["title_en"]
        assert row["title_ru"].endswith(" (образец)"), where
        assert where.endswith(" (sample)"), where
        places = {}
        for lang in ("ru", "en"):
            text = row[f"text_{lang}"]
            assert set(re.findall(r"\{(\w+)\}", text)) <= {"name", "reference", "programme", "site"}, where
            assert bool(re.search("[А-Яа-я]", text)) == (lang == "ru"), where
            assert not re.search(r"\d|https?:", text), where
            places[lang] = re.findall(rf"\{{site\}}/{lang}/(\S*)", text)
            assert len(places[lang]) == text.count("{site}"), where
        assert places["ru"] == places["en"], where
        assert set(places["ru"]) <= QUESTION_PAGES, where


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


# --- training -----------------------------------------------------------------------------------------
MONEY = {"fees", "costs", "rates", "intakes", "scholarships", "representatives"}  # nothing of these is known of the real university
CERTIFICATE = "School-leaving certificate"  # how the papers begin whose legalisation depends on the country
CLOSING_DAYS = 14


def dated(text):
    return date.fromisoformat(text) if text else None


def both_of(row):
    """[(Russian text, English text, name of the column)]"""
    return [(row[column], row[f"{column[:-2]}en"], column) for column in row if column.endswith("_ru")]


@pytest.mark.parametrize(("folder", "name"), [*TRAINING, *MEETINGS])
def test_texts_of_sections_stand_in_both_languages_and_print_no_facts(folder, name):
    for row in rows(folder, name):
        for russian, english, column in both_of(row):
            where = (first_cell(row), column)
            assert bool(russian) == bool(english) or row.get("languages") == "en-first", where
            assert "[[" not in russian + english, where
            assert not re.search("[А-Яа-я]", english), where
            assert not re.search(r"\b(еще|ее|прием|счет|учеба)\b", russian), where
            if len(russian) > 40 and not russian.startswith("https://"):
                assert re.search("[А-Яа-я]", russian), where
                assert " - " not in russian + english, where


@pytest.mark.parametrize(("folder", "name"), TRAINING)
def test_countries_fields_programmes_and_units_of_training_are_known(folder, name):
    countries = {row["code"] for row in reference("countries")}
    programmes = {row["slug"] for row in rows(folder, "programmes")}
    units = {row["slug"] for row in rows(folder, "units")}
    fields = {row["code"] for row in reference("fields")}
    for row in rows(folder, name):
        for column, known in (("country", countries), ("countries", countries), ("programme", programmes), ("programmes", programmes)):
            codes = several(row.get(column, ""))
            assert set(codes) <= known, (first_cell(row), column)
            assert len(codes) == len(set(codes)), (first_cell(row), column)
        assert row.get("faculty", "") in units | {""}, row
        assert row.get("isced_f", "") in fields | {""}, row


def test_the_university_is_given_no_money_dates_or_representatives_that_no_source_names():
    for name in MONEY:
        assert not (ROOT / "demo" / SOURCED / f"{name}.csv").exists(), name
    real = {row["slug"] for row in rows(SOURCED, "programmes")}
    for name in TRAINING_SAMPLE:
        for row in rows(SAMPLE, name):
            assert not real & {row.get("programme"), *several(row.get("programmes", ""))}, (name, first_cell(row))


def test_no_rule_of_a_real_country_is_invented():
    for name in ("visa_rules", "entry_rules", "notices", "steps"):
        assert not (ROOT / "demo" / SAMPLE / f"{name}.csv").exists(), name
    assert {row["country"] for row in rows(SAMPLE, "recognition")} == {""}


def test_sample_training_is_visibly_fictional():
    for row in rows(SAMPLE, "programmes"):
        assert row["slug"].startswith("sample-"), row["slug"]
        assert row["summary_ru"].startswith("Вымышленная программа"), row["slug"]
        assert row["summary_en"].startswith("A fictional programme"), row["slug"]
        assert row["source_url"] == ""
    for name, column in (("programmes", "name"), ("documents", "name"), ("scholarships", "name"), ("intakes", "label"), ("recognition", "authority")):
        for row in rows(SAMPLE, name):
            assert "(образец)" in row[f"{column}_ru"], (name, first_cell(row))
            assert "(sample)" in row[f"{column}_en"], (name, first_cell(row))
    for name, column in (("fees", "includes"), ("costs", "note"), ("documents", "how"), ("scholarships", "covers")):
        for row in rows(SAMPLE, name):
            assert row[f"{column}_ru"].startswith("Вымышленн"), (name, first_cell(row))
            assert row[f"{column}_en"].startswith("A fictional"), (name, first_cell(row))
    for row in rows(SAMPLE, "representatives"):
        assert "Образец" in row["legal_name_ru"]
        assert "Sample" in row["legal_name_en"]
        assert row["letter_no"].startswith("SAMPLE-")
        assert row["contacts"].endswith(".example")
    for row in rows(SAMPLE, "intakes"):
        assert not row["apply_url"] or urlsplit(row["apply_url"]).hostname.endswith(".example")


def test_a_real_programme_says_nothing_that_hangs_on_a_year():
    for row in rows(SOURCED, "programmes"):
        assert not row["places"], row["slug"]
        assert not row["credits"], row["slug"]
        assert not row["verified_on"], "only the office confirms"
        assert not re.search("[Оо]бразец|sample", row["name_ru"] + row["name_en"]), row["slug"]
        assert len(row["summary_ru"]) <= 600
        assert len(row["summary_en"]) <= 600


def test_the_fullest_sample_programme_fills_every_field_that_visitors_see():
    [full] = [row for row in rows(SAMPLE, "programmes") if row["slug"] == "sample-general-medicine"]
    assert [column for column, value in full.items() if not value] == ["source_url"]


# --- papers and visas -----
def reached(row, country):
    named = country in several(row["countries"])
    return {"all": True, "only": named, "except": not named}[row["reach"]]


def test_a_paper_names_countries_exactly_where_it_is_not_for_all():
    for folder in (SOURCED, SAMPLE):
        for row in rows(folder, "documents"):
            assert bool(row["countries"]) == (row["reach"] != "all"), row["name_en"]


def test_every_country_has_exactly_one_legalisation_of_the_school_certificate():
    rules = [row for row in rows(SOURCED, "documents") if row["name_en"].startswith(CERTIFICATE)]
    assert sorted(row["legalisation"] for row in rules) == ["apostille", "consular", "treaty"]
    found = {row["code"]: [rule["legalisation"] for rule in rules if reached(rule, row["code"])] for row in reference("countries")}
    assert found.pop("BY") == [], "a certificate of Belarus is no foreign one"
    assert [code for code, kinds in found.items() if len(kinds) != 1] == []
    for kind, codes in {"treaty": "RU KZ UZ TM AZ", "apostille": "IN PK CN TR", "consular": "LK NG EG IR LB GH"}.items():
        assert {code: found[code] for code in codes.split()} == {code: [kind] for code in codes.split()}


def papers(country):
    return [row for folder in (SOURCED, SAMPLE) for row in rows(folder, "documents") if reached(row, country)]


def test_the_list_for_nigeria_differs_from_that_for_russia():
    nigeria, russia = papers("NG"), papers("RU")
    assert nigeria != russia
    assert {"visa"} <= {row["stage"] for row in nigeria}
    assert {"visa"}.isdisjoint(row["stage"] for row in russia)
    assert any(row["max_age_months"] for row in nigeria)


def test_a_rule_of_another_university_names_whose_it_is():
    for row in [*rows(SOURCED, "documents"), *rows(SOURCED, "visa_rules")]:
        if not re.search(r"bsmu\.by", row["source_url"]):
            assert "БГМУ" in row.get("how_ru", "") + row.get("details_ru", "") or "embassy" in row.get("how_en", ""), row


def test_no_country_has_two_visa_rules_and_unknown_stays_unknown():
    found = rows(SOURCED, "visa_rules")
    assert len(found) == len({row["country"] for row in found})
    assert {row["country"] for row in found if not row["needs_visa"]} == {"RS", "ME", "MK"}, "where the sources differ"
    for row in found:
        assert bool(row["needs_visa"]) == bool(row["needs_invitation"]), row["country"]
        assert not row["invitation_months"] or row["needs_invitation"] == "yes", row["country"]
    assert {"IN", "NG", "TM", "LK"} <= {row["country"] for row in found if row["needs_invitation"] == "yes"}


# --- recognition -----
@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_a_statement_without_evidence_is_not_confirmed(folder):
    statements = rows(folder, "recognition")
    for row in statements:
        assert row["evidence_url"] or row["status"] == "not_confirmed", row["key"]
        assert row["graduate_must_ru"], row["key"]
        assert (row["scope"] == "programme") == bool(row["programme"]), row["key"]
        assert date.fromisoformat(row["checked_on"]) <= REFERENCE_DAY, row["key"]
        assert urlsplit(row["authority_url"]).scheme in {"http", "https"}, row["key"]
    keys = [row["key"] for row in statements]
    assert len(keys) == len(set(keys))
    assert {row["statement"] for row in rows(folder, "recognition_conditions")} <= set(keys)


def test_every_sourced_statement_names_the_page_that_was_read():
    for row in rows(SOURCED, "recognition"):
        assert urlsplit(row["evidence_url"]).scheme in {"http", "https"}, row["key"]
        assert row["register_id"] == "", row["key"]


@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_a_condition_is_counted_or_said(folder):
    for row in rows(folder, "recognition_conditions"):
        counted = row["measure"].endswith("_months")
        assert bool(row["threshold"]) == counted, row
        assert not counted or not (row["our_value_ru"] or row["met"]), row


def test_sample_statements_show_every_status_but_the_listing_and_one_is_past_its_re_check_day():
    statements = rows(SAMPLE, "recognition")
    assert {row["status"] for row in statements} == {"accepted", "examination", "case_by_case", "not_accepted", "not_confirmed"}
    late = [row["key"] for row in statements if date.fromisoformat(row["checked_on"]) + timedelta(days=int(row["recheck_after_days"])) < REFERENCE_DAY]
    assert len(late) == 1


# --- money and dates -----
def test_fees_are_given_for_two_academic_years_and_every_language_taught():
    taught = {}
    for row in rows(SAMPLE, "programmes"):
        if row["state"] == "open":
            taught[row["slug"]] = {variant.split("|")[0] for variant in several(row["variants"])}
    offers = {}
    for row in rows(SAMPLE, "fees"):
        assert row["language"] in taught[row["programme"]]
        assert bool(row["countries"]) == (row["applicant_group"] == "countries")
        assert row["valid_from"][:4] == row["academic_year"][:4]
        assert row["verified_on"] == "2026-09-01", "a day that has passed whenever an academic year runs"
        key = (row["programme"], row["language"], row["academic_year"], row["applicant_group"])
        assert key not in offers, key
        offers[key] = row
    for slug, languages in taught.items():
        for language in languages:
            for year in ("2026/2027", "2027/2028"):
                assert (slug, language, year, "all") in offers
    assert {"USD", "BYN"} <= {row["currency"] for row in offers.values()}
    assert {"all", "countries", "compatriots"} == {row["applicant_group"] for row in offers.values()}


def state_of(row, today):
    opens, closes = dated(row["application_opens"]), dated(row["application_closes"])
    if closes < today:
        return "closed"
    if opens > today:
        return "announced"
    return "closing" if closes - today < timedelta(days=CLOSING_DAYS) else "open"


def test_every_state_of_an_intake_occurs_on_the_reference_day_and_for_seven_weeks_after():
    """Those without an academic year move by days; the others only with the years."""
    moving = [row for row in rows(SAMPLE, "intakes") if not row["academic_year"]]
    for days in range(50):
        assert {state_of(row, REFERENCE_DAY + timedelta(days=days)) for row in moving} == {"announced", "open", "closing", "closed"}, days


def test_the_dates_of_an_intake_follow_each_other():
    for row in rows(SAMPLE, "intakes"):
        order = [row[name] for name in ("application_opens", "invitation_request_by", "application_closes", "studies_start") if row[name]]
        assert order == sorted(order), row["label_en"]
        assert row["arrive_by"] <= row["studies_start"], row["label_en"]
        assert row["interviews_from"] <= row["interviews_to"], row["label_en"]
        if row["academic_year"]:
            assert row["academic_year"][:4] == row["studies_start"][:4]
        if row["category"] == "visa":
            assert row["invitation_request_by"], row["label_en"]


def test_representatives_are_in_every_state_on_the_reference_day():
    states = []
    for row in rows(SAMPLE, "representatives"):
        if row["withdrawn_on"]:
            states.append("withdrawn")
        elif dated(row["valid_until"]) < REFERENCE_DAY:
            states.append("expired")
        else:
            states.append("listed" if row["in_list"] else "not listed")
    assert sorted(states) == ["expired", "listed", "not listed", "withdrawn"]


# --- events -------------------------------------------------------------------------------------------
def of(folder, name, column, value):
    return [row for row in rows(folder, name) if row[column] == value]


def addresses_in(row):
    return [value for value in row.values() if value.startswith("http")]


@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_events_name_partners_and_lecturers_of_their_own_kind(folder):
    partners = {row["slug"] for row in rows(folder, "partners")}
    lecturers = {row["slug"] for row in rows(folder, "lecturers")}
    events = {row["slug"] for row in rows(folder, "events")}
    countries = {row["code"] for row in reference("countries")}
    fields = {row["code"] for row in reference("fields")}
    for row in rows(folder, "events"):
        assert set(several(row["partners"])) <= partners, row["slug"]
        assert set(several(row["isced_f"])) <= fields, row["slug"]
    for row in rows(folder, "lecturers"):
        assert row["partner"] in partners | {""}, row["slug"]
        assert row["country"] in countries, row["slug"]
        assert not (row["partner"] and row["affiliation_en"]), row["slug"]
    speakers = [(row["event"], row["lecturer"], row["role"]) for row in rows(folder, "event_speakers")]
    assert len(speakers) == len(set(speakers))
    assert {lecturer for _event, lecturer, _role in speakers} == lecturers, "everybody speaks somewhere"
    assert {event for event, _lecturer, _role in speakers} <= events


@pytest.mark.parametrize("folder", [SOURCED, SAMPLE])
def test_the_days_of_an_event_do_not_contradict_each_other(folder):
    for row in rows(folder, "events"):
        where = row["slug"]
        assert not row["ends_on"] or row["ends_on"] > row["starts_on"], where
        assert not row["starts_time"] or row["starts_time"] < row["ends_time"], where
        if row["precision"]:
            assert not (row["starts_time"] or row["ends_on"]), where
            assert row["starts_on"].endswith("-01-01" if row["precision"] == "year" else "-01"), where


def test_a_real_event_says_only_what_its_source_says():
    events = rows(SOURCED, "events")
    assert len(events) == 30
    unknown = (
        "starts_time",
        "ends_time",
        "join_link",
        "registering",
        "capacity_on_site",
        "is_free",
        "fee_amount",
        "certifying",
        "report_ru",
        "organiser",
        "contact",
    )
    for row in events:
        assert row["state"] == "held", row["slug"]
        assert row["starts_on"] <= "2026-11-01", row["slug"]
        assert [name for name in unknown if row[name]] == [], row["slug"]
        assert bool(row["away"]) <= bool(row["venue_ru"]), row["slug"]
        assert len(row["summary_ru"]) <= 600, row["slug"]
    assert [row["slug"] for row in events if not row["starts_on"]] == ["yevdokimov-talks"]
    assert {row["slug"]: row["precision"] for row in events if row["precision"]} == {
        "arab-academy-rector-2021": "month",
        "fergana-visit-2021": "month",
        "dental-forum-implantology-2024": "year",
    }
    for name in EVENTS_SAMPLE[3:]:
        assert not (ROOT / "demo" / SOURCED / f"{name}.csv").exists(), name


def test_a_real_lecturer_has_no_invented_post_and_a_cyrillic_name_only_where_it_is_certain():
    for row in rows(SOURCED, "lecturers"):
        assert not (row["post_ru"] or row["biography_ru"] or row["website"]), row["slug"]
        assert bool(row["name_ru"]) == (row["languages"] == "all"), row["slug"]
        assert row["name_en"], row["slug"]
        assert not re.search("[A-Za-z]", row["name_ru"]), row["slug"]
        assert bool(row["native_name"]) == bool(row["native_lang"]), row["slug"]


def test_sample_events_and_people_are_visibly_fictional():
    for row in rows(SAMPLE, "events"):
        assert row["slug"].startswith("sample-"), row["slug"]
        assert row["title_ru"].endswith("(образец)"), row["slug"]
        assert row["title_en"].endswith("(sample)"), row["slug"]
        assert row["summary_ru"].startswith("Вымышленн"), row["slug"]
        assert row["summary_en"].startswith("A fictional"), row["slug"]
        assert not row["source_url"], row["slug"]
        assert not row["report_ru"] or row["report_ru"].startswith("Вымышленн"), row["slug"]
    for row in rows(SAMPLE, "lecturers"):
        assert row["slug"].startswith("sample-"), row["slug"]
        assert re.search("Образец|Образцов|Примеров", row["name_ru"]), row["slug"]
        assert row["biography_ru"].startswith("Вымышленн"), row["slug"]
    for row in rows(SAMPLE, "registrations"):
        assert re.search("Пример|Образц|^$", row["name_cyrillic"]), row["email"]
        assert re.search("Sample|Primera|Abrazts", row["name_latin"]), row["email"]
    for name in EVENTS_SAMPLE:
        for row in rows(SAMPLE, name):
            assert all(urlsplit(address).hostname.endswith(".example") for address in addresses_in(row)), first_cell(row)
            assert row.get("email", ".example").endswith(".example"), first_cell(row)


def test_with_the_samples_there_are_at_least_forty_events_of_every_kind_mode_and_state():
    samples = rows(SAMPLE, "events")
    events = rows(SOURCED, "events") + samples
    assert len(events) >= 40
    assert sum(row["starts_on"] > REFERENCE_DAY.isoformat() for row in samples) == 12
    for column in ("kind", "state", "mode", "precision", "registering", "certifying", "link_visibility"):
        known = CODES["events", column].split()
        assert {row[column] for row in events} - {""} == set(known) - ({"day"} if column == "precision" else set()), column
    [series] = {row["series_en"] for row in samples} - {""}
    assert len([row for row in samples if row["series_en"] == series]) == 3
    for column in ("interpretation", "captions", "report_ru", "fee_amount", "credit_hours_ru"):
        assert any(row[column] for row in samples), column


def test_a_sample_event_obeys_its_editing_form():
    contacts, units = ({row["slug"] for row in rows(SAMPLE, name)} for name in ("contacts", "units"))
    for row in rows(SAMPLE, "events"):
        where = row["slug"]
        assert row["contact"] in contacts, where
        assert row["organiser"] in units, where
        assert row["registering"] != "form" or (row["mode"] and row["starts_on"] and not row["precision"]), where
        assert bool(row["register_url"]) == (row["registering"] == "elsewhere"), where
        assert not row["capacity_on_site"] or row["mode"] != "online", where
        assert not row["capacity_online"] or row["mode"] != "on_site", where
        assert not (row["is_free"] and row["fee_amount"]), where
        assert bool(row["fee_amount"]) == bool(row["fee_currency"]), where
        opens, closes = row["registration_opens"], row["registration_closes"]
        assert not opens or opens < (closes or row["starts_on"]), where
        assert (closes or "")[:10] <= row["starts_on"], where


def registering(row, today):
    """Whether one can register on a day."""
    if row["registration_opens"][:10] > today.isoformat():
        return "not yet"
    return "closed" if (row["registration_closes"][:10] or row["starts_on"]) < today.isoformat() else "open"


def test_registration_is_open_full_not_open_yet_and_closed_somewhere_on_the_reference_day():
    coming = [row for row in rows(SAMPLE, "events") if row["registering"] == "form" and row["starts_on"] > REFERENCE_DAY.isoformat()]
    assert {registering(row, REFERENCE_DAY) for row in coming} == {"not yet", "open", "closed"}
    full = []
    for row in coming:
        people = of(SAMPLE, "registrations", "event", row["slug"])
        taken = [person for person in people if person["standing"] == "accepted" and person["seat"] == "on_site"]
        assert len(taken) <= int(row["capacity_on_site"] or 1000), row["slug"]
        if str(len(taken)) == row["capacity_on_site"]:
            full.append((row["slug"], registering(row, REFERENCE_DAY), sum(person["standing"] == "waiting" for person in people)))
    assert full == [("sample-laparoscopy-masterclass", "open", 2)]


def test_people_registered_while_they_could_for_an_event_with_a_form():
    events = {row["slug"]: row for row in rows(SAMPLE, "events")}
    people = rows(SAMPLE, "registrations")
    assert len({(row["event"], row["email"]) for row in people}) == len(people)
    for row in people:
        event = events[row["event"]]
        assert event["registering"] == "form", row["email"]
        assert event["registration_opens"] <= row["asked_at"] < REFERENCE_DAY.isoformat(), row["email"]
        assert row["seat"] == "on_site" or event["mode"] == "both", row["email"]
        assert (row["standing"] == "attended") == (event["state"] == "held" and row["standing"] != "cancelled"), row["email"]
        assert bool(row["initials"]) == bool(row["issued_on"]), row["email"]
        assert not row["issued_on"] or row["issued_on"] > event["ends_on"], row["email"]
    assert sum(bool(row["issued_on"]) for row in people) == 1


def test_sessions_and_materials_belong_to_sample_events():
    events = {row["slug"]: row for row in rows(SAMPLE, "events")}
    people = {row["slug"] for row in rows(SAMPLE, "lecturers")}
    for row in rows(SAMPLE, "event_sessions"):
        event = events[row["event"]]
        assert row["starts"] < row["ends"], row["title_en"]
        assert event["starts_time"] <= row["starts"], row["title_en"]
        assert row["ends"] <= event["ends_time"], row["title_en"]
        assert row["day"] in {"", event["ends_on"]}, row["title_en"]
        assert row["lecturer"] in people | {""}, row["title_en"]
    materials = rows(SAMPLE, "event_materials")
    assert {events[row["event"]]["state"] for row in materials} == {"held"}
    assert {row["kind"] for row in materials} == set(CODES["event_materials", "kind"].split())
    assert any(row["kind"] == "recording" and row["captions"] for row in materials)


# --- mobility -----------------------------------------------------------------------------------------
def test_a_number_of_people_is_a_fact_of_that_year_from_the_same_source():
    values = {(row["key"], row["as_of"][:4]): row for row in rows(SOURCED, "fact_values")}
    partners = {row["slug"]: row for row in rows(SOURCED, "partners")}
    for row in rows(SOURCED, "flows"):
        value = values[row["fact"], row["year"]]
        assert value["number"], row["fact"]
        assert value["source_url"] == row["source_url"], row["fact"]
        assert not row["year_from"] or row["year_from"] < row["year"], row["fact"]
        assert not row["partner"] or partners[row["partner"]]["country"] == row["country"], row["fact"]
    counted = {(row["fact"], row["year"]) for row in rows(SOURCED, "flows")}
    left_out = {key for key in values if key[0].startswith("mobility_")} - counted
    assert left_out == {("mobility_bialystok_total", ""), ("mobility_in_students_fukushima", "2014")}, "of no year; planned, and nobody says that it took place"
    assert not (ROOT / "demo" / SAMPLE / "flows.csv").exists()


def test_sample_calls_are_visibly_fictional_and_hang_on_sample_partners():
    partners = {row["slug"] for row in rows(SAMPLE, "partners")}
    agreements = {row["slug"]: several(row["partners"]) for row in rows(SAMPLE, "agreements")}
    conditions = {f"{row['agreement']} {row['activity']} {row['direction']}" for row in rows(SAMPLE, "conditions")}
    calls = rows(SAMPLE, "calls")
    for row in calls:
        where = row["slug"]
        assert where.startswith("sample-"), where
        assert row["title_ru"].endswith("(образец)"), where
        assert row["title_en"].endswith("(sample)"), where
        assert row["summary_ru"].startswith("Вымышленн"), where
        assert row["summary_en"].startswith("A fictional"), where
        assert row["partner"] in partners, where
        assert row["partner"] in agreements[row["agreement"]], where
        assert row["condition"] in conditions | {""}, where
        if row["condition"]:
            assert row["condition"].startswith(f"{row['agreement']} "), where
            assert row["condition"].endswith(f" {row['direction']}"), where
        assert not row["result_note_ru"] or row["result_note_ru"].startswith("Вымышленн"), where
        assert all(urlsplit(address).hostname.endswith(".example") for address in addresses_in(row)), where
    for column in ("direction", "activity", "funding"):
        assert {row[column] for row in calls} == set(CODES["calls", column].split()), column
    assert {code for row in calls for code in several(row["who"])} == set(CODES["calls", "who"].split())
    assert {row["call"] for row in rows(SAMPLE, "call_papers")} == {row["slug"] for row in calls}
    assert len(calls) == 12


def test_a_sample_call_obeys_its_editing_form():
    contacts = {row["slug"] for row in rows(SAMPLE, "contacts")}
    for row in rows(SAMPLE, "calls"):
        where = row["slug"]
        assert all(row[name] for name in ("who", "language_skills", "funding", "period_from", "period_to", "how_to_apply_ru")), where
        assert row["contact"] in contacts, where
        assert row["opens_at"] < row["closes_at"] < row["result_by"], where
        assert row["period_from"] < row["period_to"], where
        assert row["condition"] or row["places"], "how many there are"
        assert bool(row["grant_amount"]) == bool(row["grant_currency"]) == (row["funding"] == "grant"), where
        assert row["year_from"] <= row["year_to"], where


def state_of_call(row, now):
    opens, closes = (datetime.fromisoformat(row[name]) for name in ("opens_at", "closes_at"))
    if closes <= now:
        return "closed"
    if opens > now:
        return "announced"
    return "closing" if closes - now <= timedelta(days=CLOSING_DAYS) else "open"


def test_every_state_of_a_call_occurs_on_the_reference_day_and_for_seven_weeks_after():
    noon = datetime.fromisoformat(f"{REFERENCE_DAY}T12:00")
    for days in range(50):
        assert {state_of_call(row, noon + timedelta(days=days)) for row in rows(SAMPLE, "calls")} == {"announced", "open", "closing", "closed"}, days


def test_two_sample_fact_sheets_say_all_that_a_partner_asks():
    years = [row["academic_year"] for row in rows(SAMPLE, "fact_sheets")]
    assert years == ["2025/2026", "2026/2027"], "the last and the running one"
    for year in years:
        [sheet] = of(SAMPLE, "fact_sheets", "academic_year", year)
        assert int(sheet["decision_weeks"]) <= 5, year
        assert int(sheet["transcript_weeks"]) <= 5, year
        assert {row["term"] for row in of(SAMPLE, "sheet_terms", "sheet", year)} == {"autumn", "spring"}
        assert {row["kind"] for row in of(SAMPLE, "sheet_infos", "sheet", year)} == {"housing", "visa", "insurance", "emergency"}
        assert {row["kind"] for row in of(SAMPLE, "sheet_access", "sheet", year)} == {"infrastructure", "service"}
        assert of(SAMPLE, "sheet_requirements", "sheet", year)
    for name in MOBILITY_SAMPLE[2:7]:
        for row in rows(SAMPLE, name):
            assert re.fullmatch(r"(.+\.example)?", row.get("email", "")), first_cell(row)
            assert all(urlsplit(address).hostname.endswith(".example") for address in addresses_in(row)), first_cell(row)
            assert re.fullmatch(r"(\+375000000\d{3})?", row.get("phone", "")), first_cell(row)


def test_sample_reports_are_fictional_and_their_authors_agreed():
    partners = {row["slug"] for row in rows(SAMPLE, "partners")}
    reports = rows(SAMPLE, "reports")
    assert {row["direction"] for row in reports} == {"incoming", "outgoing"}
    for row in reports:
        assert row["title_ru"].endswith("(образец)"), row["title_en"]
        assert row["author_ru"].endswith("(образец)"), row["title_en"]
        assert row["text_ru"].startswith("Вымышленный отчёт."), row["title_en"]
        assert row["text_en"].startswith("A fictional report."), row["title_en"]
        assert row["partner"] in partners, row["title_en"]
        assert row["stayed_from"] < row["stayed_to"] < row["consent_on"] <= REFERENCE_DAY.isoformat(), row["title_en"]
        assert not row["consent_until"] or row["consent_until"] > "2028-01-01", row["title_en"]
