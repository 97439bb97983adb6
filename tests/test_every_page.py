"""Every public address opens in both languages, says what it must and costs no more than it may."""

import json
import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from core.academic_year import named
from core.models import Contact, Country, FieldOfStudy, Notice, SitePage, Unit
from core.wagtail_hooks import page_types
from masterclasses.models import Event, Lecturer
from partners.models import Partner
from rankings.models import Ranking
from tests import alumni_world as graduates
from tests import events_world as events
from tests import honorary_world as honours
from tests import mobility_world as going
from tests import rankings_world as places
from tests import training_world as study
from tests.conftest import PLAIN_STORAGES, TODAY, body_of, make_agreement, make_contact, make_fact, make_news, make_partner
from tests.reading import statements
from training.models import Programme

ADDRESSES = [
    "",
    "about/",
    "figures/",
    "department/",
    "news/",
    "news/?year=2026&section=partnership&country=JP&partner=nagasaki-university",
    "news/?year=2024",
    "news/exchange/",
    "news/call/",
    "report/",
    "report/?about=/en/partnership/agreements/sechenov-2024/",
    "report/?about=/ru/news/jubilee/",
    "partnership/propose/",
    "partnership/propose/?kind=exchange",
    "training/",
    "training/programmes/",
    "training/programmes/?view=archive",
    "training/programmes/?level=degree&language=en",
    "training/programmes/general-medicine/",
    "training/programmes/general-medicine/sheet/",
    "training/programmes/preparatory-russian/",
    "training/programmes/preparatory-russian/sheet/",
    "training/programmes/sample-course/",
    "training/programmes/by-link/",
    "training/programmes/old-course/",
    "training/fees/",
    "training/fees/?year=2027/2028&language=en&level=degree",
    "training/cost/",
    "training/cost/?programme=general-medicine&language=en&country=IN&with=1",
    "training/cost/?programme=preparatory-russian",
    "training/checklist/",
    "training/checklist/?country=IN&programme=general-medicine&start=2027-09",
    "training/checklist/?country=IR&programme=general-medicine",
    "training/checklist/?programme=preparatory-russian",
    "training/invitation/",
    "training/invitation/?country=TM",
    "training/invitation/?country=FR",
    "training/entry/",
    "training/entry/?country=IN",
    "training/entry/?country=FR",
    "training/recognition/",
    "training/recognition/?country=IN&programme=general-medicine",
    "training/recognition/?country=FR",
    "training/route/",
    "training/route/?language=en&known=fluent&school=yes",
    "training/arrival/",
    "training/arrival/?on=2027-08-25",
    "training/scholarships/",
    "training/scholarships/?country=IN&level=degree",
    "training/compare/",
    "training/compare/?programme=general-medicine&programme=preparatory-russian",
    "training/representatives/",
    "training/enquiry/",
    "training/enquiry/?programme=general-medicine&country=IN&language=en",
    "training/enquiry/?under16=1",
    "mobility/",
    "mobility/calls/",
    "mobility/calls/?view=archive",
    "mobility/calls/nagasaki-practice/",
    "mobility/calls/term-in-minsk/",
    "mobility/calls/closed-call/",
    "mobility/calls/sample-call/",
    "mobility/numbers/",
    "mobility/numbers/?year=2025",
    "mobility/reports/",
    "mobility/reports/?direction=outgoing&partner=nagasaki-university&country=JP",
    "mobility/fact-sheet/",
    "mobility/fact-sheet/2025-2026/",
    "masterclasses/",
    "masterclasses/?view=past",
    "masterclasses/?view=all&kind=lecture&year=2026",
    "masterclasses/events/heart-masterclass/",
    "masterclasses/events/sutures-lecture/",
    "masterclasses/events/forum-2024/",
    "masterclasses/events/sample-workshop/",
    "masterclasses/lecturers/",
    "masterclasses/lecturers/?view=visiting",
    "masterclasses/lecturers/sato/",
    "honorary/",
    "honorary/?sort=name",
    "honorary/?decade=2020&title=professor&country=JP&state=conferred&year=2026",
    "honorary/samplesson/",
    "honorary/sato-hanako/",
    "honorary/unknown-year/",
    "honorary/withdrawn/",
    "honorary/sample-award/",
    "alumni/",
    "alumni/directory/",
    "alumni/directory/?country=LB&year=1998&q=sam",
    "alumni/countries/",
    "alumni/stories/",
    "alumni/stories/a-clinic/",
    "alumni/help/",
    "alumni/verify/",
    "alumni/join/",
    "alumni/me/",
    "rankings/",
    "rankings/world-ranking/",
    "rankings/old-ranking/",
    "rankings/sample-ranking/",
    "partnership/",
    "partnership/?view=archive",
    "partnership/agreements/",
    "partnership/agreements/?view=archive",
    "partnership/partners/sechenov-university/",
    "partnership/partners/nagasaki-university/",
    "partnership/partners/holzminden-hospital/",
    "partnership/partners/kaunas-university/",
    "partnership/partners/sample-university-chengdu/",
    "partnership/agreements/sechenov-2024/",
    "partnership/agreements/nagasaki-1996/",
    "partnership/agreements/sample-2025/",
    "search/",
    "search/?q=university",
    "display/",
]
BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
MOST_QUERIES = 12
SOON = going.minsk("2026-11-30 23:59")


@BOTH
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_opens(client, world, lang, address):
    answer = client.get(f"/{lang}/{address}")
    page = answer.content.decode()
    head = page.split("</head>")[0]
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in page
    assert page.count("<h1") == 1
    assert re.search(r'<meta name="description" content="[^"]+">', head)
    assert head.count('rel="canonical"') == 1
    assert head.count('property="og:title"') == 1
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*(src=|application/ld\+json))", page)
    assert "{%" not in page
    assert "{{" not in page


def test_every_page_type_is_opened_here(world):
    opened = {address.partition("?")[0] for address in ADDRESSES}
    types = {page.specific_class for page in SitePage.objects.all() if page.url_path.removeprefix("/home/") in opened}
    assert types == set(page_types())


@BOTH
def test_structured_data_is_valid_and_speaks_of_no_sample(client, world, lang):
    def blocks(address):
        page = client.get(f"/{lang}/{address}").content.decode()
        return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)]

    types = [block["@type"] for block in blocks("partnership/partners/sechenov-university/")]
    assert types == ["CollegeOrUniversity", "BreadcrumbList", "CollegeOrUniversity"]
    home = blocks("")
    assert home[0]["sameAs"] == "https://ror.org/00p8b0t20"
    crumbs = blocks("partnership/agreements/sechenov-2024/")[1]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert crumbs[-1]["item"] == f"{settings.BASE_URL}/{lang}/partnership/agreements/sechenov-2024/"
    assert [block["@type"] for block in blocks("partnership/partners/sample-university-chengdu/")] == ["CollegeOrUniversity", "BreadcrumbList"]


def test_a_name_cannot_end_a_block_of_structured_data(client, world):
    make_partner("sly", "JP", "</script><script>alert(1)</script>", "Sly</script>")
    page = client.get("/ru/partnership/partners/sly/").content.decode()
    assert "<script>alert" not in page


# --- cost --------------------------------------------------------------------------------------
def make_many(coordinator, unit, other):
    """Thirty more of everything: enough for two pages of a list."""
    for number in range(30):
        partner = make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}", coordinator_ours=coordinator)
        partner.our_units.set([unit])
        partner.save()
        known = {"forms": ["student_mobility", "joint_research"], "isced_f": ["0912", "0911"], "open_ended": True, "signed_on": TODAY}
        make_agreement(f"agreement-{number}", partner, other, coordinator_ours=coordinator, **known)
        make_news(
            f"news-{number}", TODAY, f"Новость {number}", f"News {number}", sections=["partnership", "about"], countries=["JP"], partners=[partner, other]
        )
        make_contact(f"Роль {number}", f"Role {number}", f"role{number}@office.example", (1, 5, 9, 17), tasks=["agreement"], deputy=coordinator)
        fact = make_fact(f"fact_{number}", {"number": 24}, {"number": 25})
        Notice.objects.create(text_ru=f"Объявление {number}", text_en=f"Notice {number}", starts_at=timezone.now(), ends_at=timezone.now() + timedelta(days=1))
        course = study.make_programme(f"programme-{number}", isced_f=FieldOfStudy.objects.get(code="0912"), **names("name", "Программа", "Programme", number))
        study.make_fee(course, "en", academic_year="2027/2028")
        study.make_fee(course, "en", ["IN"], academic_year="2027/2028")
        study.make_intake(course, Programme.objects.get(slug="general-medicine"))
        study.make_cost(kind="other", as_of=TODAY)
        study.make_paper(["IN", "TM"], **names("name", "Бумага", "Paper", number))
        study.make_entry_rule("IN", **names("certificate", "Аттестат", "Certificate", number))
        study.make_notice(["IN", "TM"], **names("title", "Объявление", "Notice", number))
        study.make_statement("IN", [study.make_condition(), study.make_condition("english", threshold=None)], programme=course, scope="programme")
        study.make_statement("IN", [study.make_condition()], **names("authority", "Комиссия", "Commission", number))
        study.make_scholarship(["IN"], **names("name", "Стипендия", "Scholarship", number))
        study.make_step(**names("title", "Шаг", "Step", number))
        lecturer = events.make_lecturer(f"lecturer-{number}", partner=partner, **names("name", "Лектор", "Lecturer", number))
        speaking, school = [lecturer, Lecturer.objects.get(slug="sato")], names("series", "Школа", "School", 0)
        events.make_event(f"event-{number}", *speaking, partners=[partner, other], contact=coordinator, **school, **names("title", "Событие", "Event", number))
        events.make_event(f"past-{number}", *speaking, starts_on=date(2026, 1, 1), **names("title", "Прошлое", "Past", number))
        study.make_representative(f"{number}/2026-x", **names("legal_name", "Агентство", "Agency", number))
        more_mobility(number, partner, coordinator)
        more_honours(number, partner)
        more_rankings(number, partner)
        more_graduates(number, coordinator)
    return fact


def more_mobility(number, partner, coordinator):
    """Two calls, of which one was closed, a report, a number, a fact sheet of a later year."""
    title = names("title", "Набор", "Call", number)
    going.make_call(f"call-{number}", partner, isced_f=("0911", "0912"), contact=coordinator, funding="grant", closes_at=SOON, **title)
    going.make_call(f"old-call-{number}", partner, opens_at=None, closes_at=going.minsk("2026-03-01 23:59"), **title)
    going.make_report(partner)
    going.make_flow("JP", partner=partner, year=1990 + number)
    going.make_sheet(named(2030 + number), contact=coordinator)


def more_honours(number, partner):
    """Somebody of the partner, and somebody of a partner and an event whose pages are opened."""
    year = {"decided_on": date(1980 + number, 1, 1), "conferred_on": date(1980 + number, 2, 1), "isced_f": ["0912", "0911"]}
    honours.make_award(f"award-{number}", "JP", partner=partner, **year, **names("family_name", "Почётный", "Honoured", number))
    busy = {"partner": Partner.objects.get(slug="nagasaki-university"), "ceremony": Event.objects.get(slug="heart-masterclass")}
    honours.make_award(f"guest-{number}", "JP", **busy, **year, **names("family_name", "Гостев", "Guestson", number))


def more_rankings(number, partner):
    """A ranking, an edition of a ranking whose page is opened, an organisation of each kind."""
    places.make_result(places.make_ranking(f"ranking-{number}", **names("name", "Рейтинг", "Ranking", number)))
    places.make_result(Ranking.objects.get(slug="world-ranking"), 1990 + number)
    for kind in ("membership", "accreditation", "listing", "link"):
        places.make_affiliation(kind, partner=partner, our_representative=partner.coordinator_ours, **names("name", "Союз", "Union", number))


def more_graduates(number, contact):
    """One in the directory, a story, a representative, a service."""
    everything = ("country", "graduation_year", "specialty", "city", "employer", "position", "biography", "link")
    graduates.make_listed(f"Graduate {number}", everything, biography="Told.", link="https://example.org/")
    graduates.make_story(f"story-{number}", **names("title", "История", "Story", number))
    graduates.make_officer("representative", country=Country.objects.get(code="LB"), **names("name", "Представитель", "Representative", number))
    graduates.make_service(contact=contact, **names("name", "Услуга", "Service", number))


def names(field, russian, english, number):
    return study.both(**{field: (f"{russian} {number}", f"{english} {number}")})


def long_text(page):
    """The same page with thirty blocks that print facts."""
    blocks = [dict.fromkeys(("ru", "en"), f"<p>[[fact_{number}]]</p>") for number in range(15)]
    page.body = body_of(page, *blocks, *(f"fact_{number}" for number in range(15, 30)))
    page.save()


TRAINING = [
    "training/",
    "training/programmes/",
    "training/programmes/general-medicine/",
    "training/programmes/general-medicine/sheet/",
    "training/programmes/general-medicine/dates.ics",
    "training/fees/",
    "training/cost/?programme=general-medicine&language=en&country=IN",
    "training/checklist/?country=IN&programme=general-medicine",
    "training/checklist.ics?country=IN&programme=general-medicine",
    "training/invitation/?country=TM",
    "training/invitation.ics?country=TM",
    "training/entry/?country=IN",
    "training/recognition/",
    "training/recognition/?country=IN&programme=general-medicine",
    "training/route/?language=en&known=fluent&school=yes",
    "training/arrival/",
    "training/scholarships/",
    "training/compare/?programme=general-medicine&programme=preparatory-russian",
    "training/representatives/",
    "training/enquiry/",
    "training/enquiry/?under16=1",
]
MOBILITY = [
    "mobility/",
    "mobility/calls/",
    "mobility/calls.atom",
    "mobility/calls.ics",
    "mobility/calls/nagasaki-practice/",
    "mobility/calls/nagasaki-practice/dates.ics",
    "mobility/calls/closed-call/",
    "mobility/numbers/",
    "mobility/reports/",
    "mobility/fact-sheet/",
    "mobility/fact-sheet/2025-2026/",
    "mobility/fact-sheet.json",
    "mobility/fact-sheet.ics",
]
EVENTS = [
    "masterclasses/",
    "masterclasses/?view=past",
    "masterclasses/events.atom",
    "masterclasses/events.ics",
    "masterclasses/events/heart-masterclass/",
    "masterclasses/events/heart-masterclass/event.ics",
    "masterclasses/lecturers/",
    "masterclasses/lecturers/sato/",
]
HONORARY = ["honorary/", "honorary/?sort=name", "honorary/honorary.atom", "honorary/samplesson/", "honorary/sato-hanako/"]
ALUMNI = ["alumni/", "alumni/directory/", "alumni/countries/", "alumni/stories/", "alumni/stories/a-clinic/", "alumni/help/", "alumni/verify/", "alumni/join/"]
RANKINGS = ["rankings/", "rankings/world-ranking/"]
COSTLY = [
    "",
    "about/",
    "figures/",
    "department/",
    "news/",
    "news/news.atom",
    "news/exchange/",
    "partnership/",
    "partnership/propose/",
    "partnership/agreements/",
    "partnership/agreements.atom",
    "partnership/partners/sechenov-university/",
    "partnership/partners/nagasaki-university/",
    "partnership/agreements/sechenov-2024/",
    *TRAINING,
    *EVENTS,
    *MOBILITY,
    *HONORARY,
    *RANKINGS,
    *ALUMNI,
    "report/",
    "report/?about=/en/partnership/agreements/sechenov-2024/",
    "report/?about=/en/news/exchange/",
    "search/?q=partner",
]
NARROWED = {
    "partnership/": "country=JP&kind=university&form=student_mobility&field=0912&status=current&q=partner&sort=agreements&page=2",
    "partnership/agreements/": "country=JP&form=joint_research&field=0911&status=in_force&q=agreement&sort=oldest&page=2",
    "mobility/calls/": "direction=outgoing&who=student&activity=traineeship&partner=partner-1&field=0912&funding=grant&state=closing&q=call&sort=title&page=2",
    "training/programmes/": "level=degree&language=en&field=0912&q=programme&sort=name&page=2",
    "masterclasses/": "kind=masterclass&audience=doctor&language=en&interpretation=ru&mode=on_site&country=JP&field=0912&q=event&sort=title&page=2",
    "masterclasses/lecturers/": "country=JP&year=2026&q=lecturer&sort=events&page=2",
    "honorary/": "title=doctor&decade=1990&year=1995&country=JP&field=0912&state=conferred&q=honoured&sort=oldest",
    "news/": "year=2026&section=partnership&country=JP&partner=sechenov-university&sort=oldest&page=2",
}


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    """{address: statements of a visit}: `few`, `many` with much more of everything, `long` with long texts too; in a transaction that is undone."""
    client = Client()
    noon = time_machine.travel("2026-11-22T12:00:00+03:00")
    narrowed = [f"{address}?{words}" for address, words in NARROWED.items()]
    with django_db_blocker.unblock(), transaction.atomic(), noon, override_settings(STORAGES=PLAIN_STORAGES):
        few = {address: statements(client, f"/en/{address}") for address in COSTLY}
        make_many(Contact.objects.get(email="asia@office.example"), Unit.objects.get(), Partner.objects.get(slug="sechenov-university"))
        many = {address: statements(client, f"/en/{address}") for address in [*COSTLY, *narrowed]}
        for slug in ("about", "figures", "partnership", "department", "propose", "exchange"):
            long_text(SitePage.objects.get(slug=slug).specific)
        long = {address: statements(client, f"/en/{address}") for address in COSTLY}
        transaction.set_rollback(True)
    return SimpleNamespace(few=few, many=many, long=long)


@pytest.fixture
def costs(measured, db):
    return measured


def listed(statements):
    """What each statement reads, one a line."""
    return "\n".join(" ".join(re.findall(r'(?:FROM|JOIN) "(\w+)"', statement)) for statement in statements)


@pytest.mark.parametrize("address", COSTLY)
def test_a_page_costs_few_queries_however_long_its_list_and_its_text(costs, address):
    assert len(costs.many[address]) == len(costs.few[address]), f"{listed(costs.few[address])}\n---\n{listed(costs.many[address])}"
    assert len(costs.long[address]) <= MOST_QUERIES, listed(costs.long[address])


@pytest.mark.parametrize("address", NARROWED)
def test_narrowing_costs_nothing_more(costs, address):
    plain, narrowed = costs.many[address], costs.many[f"{address}?{NARROWED[address]}"]
    assert len(narrowed) == len(plain), listed(narrowed)
