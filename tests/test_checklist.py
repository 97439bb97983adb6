"""My checklist, invitation and visa, entry rules: what differs by country, by level and by programme, and from which day papers may be obtained."""

from datetime import date

import pytest
import vobject

from core.models import Country
from tests.conftest import minsk
from tests.reading import main, words
from tests.training_world import both, make_intake, make_notice, make_paper, make_visa_rule
from training.leaves.checklist import best_intake, earliest, handing_in
from training.models import DocumentRule, Intake, VisaRule
from training.published import Published

LIST = "/en/training/checklist/?programme=general-medicine&country="


def country(code):
    return Country.objects.get(code=code)


def papers(client, address):
    """[text of each paper]"""
    return [words(part.split("</li>")[0]) for part in main(client, address).split('<li class="paper">')[1:]]


# --- for whom a rule holds ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "code", "level", "year", "holds"),
    [
        ({}, "NG", "degree", "2027/2028", True),
        ({"countries": ["IN"]}, "IN", "degree", "2027/2028", True),
        ({"countries": ["IN"]}, "NG", "degree", "2027/2028", False),
        ({"countries": ["IN"]}, None, "degree", "2027/2028", False),
        ({"countries": ["IN"], "reach": "except"}, "IN", "degree", "2027/2028", False),
        ({"countries": ["IN"], "reach": "except"}, "NG", "degree", "2027/2028", True),
        ({"countries": ["IN"], "reach": "except"}, None, "degree", "2027/2028", False),
        ({"levels": ["master"]}, "NG", "degree", "2027/2028", False),
        ({"levels": ["master", "degree"]}, "NG", "degree", "2027/2028", True),
        ({"academic_year": "2027/2028"}, "NG", "degree", "2027/2028", True),
        ({"academic_year": "2026/2027"}, "NG", "degree", "2027/2028", False),
        ({"academic_year": "2026/2027"}, "NG", "degree", "", False),
    ],
)
def test_a_rule_holds_for_whom_it_names(world, fields, code, level, year, holds):
    rule = make_paper(**fields)
    assert rule.holds_for(code and country(code), level, year) == holds


def test_the_list_differs_by_passport(client, world):
    india, nigeria, nobody = papers(client, f"{LIST}IN"), papers(client, f"{LIST}NG"), papers(client, LIST)
    assert any("School certificate" in paper and "Apostille" in paper for paper in india)
    assert any("School certificate" in paper and "Consular legalisation" in paper for paper in nigeria)
    assert not any("School certificate" in paper for paper in nobody), "not known before the country is"
    assert [paper for paper in india if "Passport" in paper] == [paper for paper in nigeria if "Passport" in paper]


def test_a_real_programme_asks_for_no_invented_paper(client, world):
    make_paper(is_sample=True, **both(name=("Справка (образец)", "Certificate (sample)")))
    assert not any("(sample)" in paper for paper in papers(client, f"{LIST}IN"))
    assert any("(sample)" in paper for paper in papers(client, "/en/training/checklist/?programme=sample-course&country=IN"))


def test_each_paper_says_form_copies_translation_and_legalisation(client, world):
    make_paper(form="both", copies=2, translation="anywhere", legalisation="treaty", **both(name=("Справка", "Birth certificate")))
    paper = next(paper for paper in papers(client, f"{LIST}NG") if "Birth certificate" in paper)
    assert "Original and 2 copies · Translated into Russian and notarised, in any country · No legalisation, by treaty" in paper


def test_stages_follow_one_another_with_the_day_of_each(client, world):
    make_paper(stage="enrolment", **both(name=("Фото", "Photographs")))
    page = words(main(client, f"{LIST}NG"))
    stages = ["For the invitation by 15 July 2027", "On arrival by 15 September 2027", "For enrolment by 1 September 2027"]
    assert [page.index(stage) for stage in stages] == sorted(page.index(stage) for stage in stages)


# --- papers that age -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stage", "months", "found"),
    [
        ("invitation", 3, date(2027, 4, 15)),
        ("arrival", 6, date(2027, 3, 15)),
        ("arrival", 12, date(2026, 9, 15)),
        ("enrolment", 6, date(2027, 3, 1)),
        ("visa", 3, None),
        ("arrival", None, None),
    ],
)
def test_a_paper_that_ages_has_its_first_day(world, stage, months, found):
    rule = make_paper(stage=stage, max_age_months=months)
    assert earliest(rule, handing_in(stage, Intake.objects.get())) == found


def test_the_first_day_counts_back_across_the_year_and_to_the_last_of_a_short_month(world):
    intake = make_intake(world.course, arrive_by=date(2027, 5, 31), studies_start=date(2027, 6, 1), invitation_request_by=date(2027, 1, 20))
    assert earliest(make_paper(stage="arrival", max_age_months=3), handing_in("arrival", intake)) == date(2027, 3, 1)
    assert earliest(make_paper(stage="invitation", max_age_months=2), handing_in("invitation", intake)) == date(2026, 11, 20)


def test_without_its_own_day_a_stage_takes_the_next_that_is_known(world):
    intake = make_intake(world.course, arrive_by=None, invitation_request_by=None)
    assert handing_in("invitation", intake) == intake.application_closes
    assert handing_in("arrival", intake) == intake.studies_start
    assert handing_in("arrival", None) is None


def test_the_page_names_the_first_day_and_without_dates_only_the_age(client, world):
    paper = next(paper for paper in papers(client, f"{LIST}NG") if "HIV" in paper)
    assert "Not older than 3 months when you hand it in: get it no earlier than 15 June 2027" in paper
    Intake.objects.all().delete()
    page = words(main(client, f"{LIST}NG"))
    assert "Not older than 3 months when you hand it in" in page
    assert "no earlier than" not in page
    assert "no day can be worked out" in page


# --- which intake -------------------------------------------------------------------------------------------
def test_the_intake_is_the_one_for_people_who_need_a_visa_or_for_those_who_do_not(world):
    visa = make_intake(world.medicine, category="visa")
    free = make_intake(world.medicine, category="visa_free")
    published = Published()
    intakes = published.intakes_of(world.medicine)
    assert best_intake(intakes, country("TM"), published) == visa
    assert best_intake(intakes, country("RU"), published) == free
    assert best_intake(intakes, country("FR"), published).category == "all", "no rule is known"
    assert best_intake(intakes, None, published).category == "all"
    assert best_intake([], country("TM"), published) is None


def test_a_start_that_is_over_gives_way_to_the_next(world):
    past = {"application_opens": date(2026, 10, 1), "application_closes": date(2026, 11, 1), "studies_start": date(2026, 12, 1)}
    early = make_intake(world.medicine, **past, invitation_request_by=None, arrive_by=None, academic_year="2026/2027")
    published = Published()
    intakes = published.intakes_of(world.medicine)
    assert early in intakes
    assert best_intake(intakes, None, published) == Intake.objects.get(label_en="Autumn 2027", academic_year="2027/2028")


# --- the calendar of a checklist -------------------------------------------------------------------------------
def test_the_calendar_holds_the_dates_and_the_first_days(client, world):
    answer = client.get("/en/training/checklist.ics?programme=general-medicine&country=NG&start=2027-09")
    found = {entry.summary.value: entry.dtstart.value for entry in vobject.readOne(answer.content.decode()).vevent_list}
    assert found["Ask for the invitation by: General Medicine"] == minsk("2027-07-15 23:59")
    assert found["From today: HIV certificate"] == date(2027, 6, 15)
    uids = [entry.uid.value for entry in vobject.readOne(answer.content.decode()).vevent_list]
    assert len(uids) == len(set(uids))
    again = client.get("/ru/training/checklist.ics?programme=general-medicine&country=NG&start=2027-09").content.decode()
    assert sorted(uids) == sorted(entry.uid.value for entry in vobject.readOne(again).vevent_list), "the same entries in every language"


@pytest.mark.parametrize("words_", ["", "?programme=nonsense", "?programme=preparatory-russian", "?programme=draft-course"])
def test_a_calendar_without_dates_is_not_there(client, world, words_):
    assert client.get(f"/en/training/checklist.ics{words_}").status_code == 404


# --- what an address may say ----------------------------------------------------------------------------------------
FORGED = ["ZZ", "%00", "IN%00", "💉", "<script>", "IN' OR 1=1", "x" * 3000]


@pytest.mark.parametrize("path", ["checklist", "invitation", "entry", "recognition", "cost", "scholarships", "enquiry"])
@pytest.mark.parametrize("code", FORGED)
def test_a_forged_country_answers_with_a_page_that_says_so(client, world, path, code):
    page = main(client, f"/en/training/{path}/?country={code}")
    if code not in ("%00", "IN%00"):  # a NUL byte is dropped at the edge
        assert "The address names a country that we do not know" in words(page)
    assert "<script>" not in page


@pytest.mark.parametrize("path", ["checklist", "cost", "recognition", "compare", "enquiry"])
@pytest.mark.parametrize("slug", ["draft-course", "nonsense", "../admin", "x" * 3000])
def test_a_forged_programme_does_so_too(client, world, path, slug):
    assert "The address names a programme that we do not have" in words(main(client, f"/en/training/{path}/?programme={slug}"))


def test_a_country_may_be_written_in_small_letters(client, world):
    assert papers(client, LIST + "in") == papers(client, LIST + "IN")


# --- invitation and visa ----------------------------------------------------------------------------------------------
VISA = "/en/training/invitation/?country="


@pytest.mark.parametrize(
    ("invitation", "visa", "sentence"),
    [
        (True, True, "China: to study here you need an invitation and a visa."),
        (False, False, "China: to study here you need neither an invitation nor a visa."),
        (True, False, "China: to study here you need no visa, but an invitation."),
        (False, True, "China: to study here you need a visa, but no invitation."),
        (None, True, "China: to study here you need a visa; whether an invitation is needed is not confirmed."),
        (None, False, "China: to study here you need no visa; whether an invitation is needed is not confirmed."),
        (True, None, "China: to study here you need an invitation; whether a visa is needed is not confirmed."),
        (False, None, "China: to study here you need no invitation; whether a visa is needed is not confirmed."),
        (None, None, "China: whether an invitation or a visa is needed is not confirmed."),
    ],
)
def test_the_answer_is_the_first_sentence(client, world, invitation, visa, sentence):
    make_visa_rule("CN", needs_invitation=invitation, needs_visa=visa)
    section = main(client, f"{VISA}CN").split('<section class="visa">')[1]
    assert words(section).startswith(sentence)


def test_a_country_without_a_rule_is_told_to_ask(client, world):
    section = words(main(client, f"{VISA}FR").split('<section class="visa">')[1])
    assert section.startswith("France: no rule has been confirmed yet.")


def test_deadlines_of_invitations_stand_with_time_and_zone(client, world):
    page = main(client, f"{VISA}TM")
    assert 'datetime="2027-07-15T23:59:00+03:00"' in page
    assert "15 July 2027, 23:59 (Minsk, UTC+3)" in words(page)
    assert "15 июля 2027 г. 23:59 (Минск, UTC+3)" in words(main(client, "/ru/training/invitation/?country=TM"))
    assert "Ask for the invitation by" not in words(main(client, f"{VISA}RU")), "who needs none needs no date"


def test_a_draft_rule_answers_nobody(client, world):
    rule = VisaRule.objects.get(country__code="TM")
    rule.public = False
    rule.save()
    assert "no rule has been confirmed yet" in words(main(client, f"{VISA}TM"))


def test_a_national_notice_stands_for_its_country_until_its_last_day(client, world):
    make_notice(["CN"], valid_until=date(2026, 11, 22), **both(title=("Квота", "Quota")))
    make_notice(["CN"], valid_until=date(2026, 11, 21), **both(title=("Старая квота", "Old quota")))
    for path in ("invitation", "entry", "checklist"):
        page = words(main(client, f"/en/training/{path}/?country=CN&programme=general-medicine"))
        assert "Quota" in page
        assert "Old quota" not in page
        assert "Quota" not in words(main(client, f"/en/training/{path}/?country=JP&programme=general-medicine"))


# --- entry -----------------------------------------------------------------------------------------------------------
def test_a_certificate_stands_under_its_own_name_too(client, world):
    page = main(client, "/en/training/entry/?country=IN")
    assert 'lang="zh">高中毕业证书' in page
    assert "Senior school certificate" in words(page)
    assert "has been confirmed yet" in words(main(client, "/en/training/entry/?country=FR"))
    assert 'href="/en/training/entry/?country=IN"' in main(client, "/en/training/entry/")


def test_a_change_is_on_the_next_page(client, world):
    address = f"{LIST}NG"
    assert not any("Blood group" in paper for paper in papers(client, address))
    rule = make_paper(**both(name=("Группа крови", "Blood group")))
    assert any("Blood group" in paper for paper in papers(client, address))
    rule.public = False
    rule.save()
    assert not any("Blood group" in paper for paper in papers(client, address))
    assert DocumentRule.objects.drafts().get() == rule
