"""The small named world of the tests, on a frozen day."""

import gettext
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.translation import trans_real
from wagtail.models import Page, Site

from alumni.models import AlumniPage
from core import catalogues, demo
from core.generation import memory
from core.models import (
    Contact,
    Country,
    Fact,
    FactValue,
    FieldOfStudy,
    Holiday,
    HomePage,
    ImportRun,
    Notice,
    OfficeDetails,
    OpeningHours,
    SitePage,
    StandardPage,
    Unit,
)
from honorary.models import HonoraryPage
from masterclasses.models import Event, MasterclassesPage
from mobility.models import MobilityPage
from office.consent import subject_key
from office.models import Consent, DepartmentPage, Enquiry, NewsIndexPage, NewsPage, OutgoingMail, ReadyAnswer
from partners.models import Agreement, CooperationForm, FormerName, NewsPartner, Partner, PartnershipPage, Party, ProposePage
from rankings.models import RankingsPage
from tests import alumni_world as graduates
from tests import events_world as events
from tests import honorary_world as honours
from tests import mobility_world as going
from tests import rankings_world as places
from tests import training_world as study
from training.models import Programme, TrainingPage

TODAY = date(2026, 11, 22)
PLAIN_STORAGES = {**django_settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def pytest_configure(config):
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise says so when it is missing
    if catalogues.compile_all():
        gettext._translations.clear()  # what was loaded before it was compiled anew
        trans_real._translations.clear()
        trans_real._default = None


@pytest.fixture(autouse=True)
def the_day():
    """Noon of 22 November 2026 in Minsk."""
    with time_machine.travel("2026-11-22T12:00:00+03:00", tick=True):
        yield


@pytest.fixture(autouse=True)
def language_of_the_test():
    """The active language leaks from one test to the next; each begins in Russian."""
    translation.activate("ru")
    yield
    translation.activate("ru")


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Wagtail keeps the sites' root paths in the cache; each test has sites of its own, and a state of its own."""
    cache.clear()
    memory.forget()


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Files of a test go to a folder of its own; static files need no collecting."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.STORAGES = PLAIN_STORAGES


def minsk(text):
    """The moment of a time in Minsk: minsk("2026-11-30 23:59")."""
    return timezone.make_aware(datetime.fromisoformat(text))


def make_pages():
    """The sections, a page in both languages (about), one in Russian only (rules), and one that prints facts (figures)."""
    root = Page.get_first_root_node()
    Page.objects.child_of(root).delete()
    home = HomePage(title="Международное сотрудничество", title_en="International cooperation", summary_ru="Кто мы.", summary_en="Who we are.", slug="home")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)
    partnership = PartnershipPage(title="Партнёрство", title_en="Partnership", slug="partnership", show_in_menus=True)
    propose = ProposePage(title="Предложить сотрудничество", title_en="Propose cooperation", slug="propose")
    training = TrainingPage(title="Обучение", title_en="Training", summary_ru="Чему учат.", summary_en="What is taught.", slug="training", show_in_menus=True)
    both = {"summary_ru": "Кто приезжает.", "summary_en": "Who comes.", "show_in_menus": True}
    masterclasses = MasterclassesPage(title="Мастер-классы", title_en="Masterclasses", slug="masterclasses", **both)
    mobility = MobilityPage(title="Академическая мобильность", title_en="Academic mobility", slug="mobility", **both)
    honorary = HonoraryPage(title="Почётные доктора и профессора", title_en="Honorary doctors and professors", slug="honorary", **both)
    rankings = RankingsPage(title="Рейтинги и организации", title_en="Rankings and organisations", slug="rankings", **both)
    alumni = AlumniPage(title="Иностранные выпускники", title_en="International graduates", slug="alumni", **both)
    department = DepartmentPage(title="Отдел", title_en="Department", slug="department", show_in_menus=True)
    news = NewsIndexPage(title="Новости", title_en="News", slug="news")
    about = StandardPage(title="Об отделе", title_en="About the office", slug="about", show_in_menus=True)
    rules = StandardPage(title="Правила приёма", languages="ru", slug="rules", show_in_menus=True)
    figures = StandardPage(title="Университет в цифрах", title_en="The university in figures", slug="figures")
    about.body = body_of(about, {"ru": "<p>Отдел работает с 1961 года.</p>", "en": "<p>The office has worked since 1961.</p>"})
    figures.body = body_of(
        figures,
        {"ru": "<p>Партнёры есть в [[partner_countries]] странах.</p>", "en": "<p>There are partners in [[partner_countries]] countries.</p>"},
        "partner_countries",
    )
    for page in (partnership, masterclasses, training, mobility, honorary, alumni, rankings, department, news, about, rules, figures):
        home.add_child(instance=page)
    partnership.add_child(instance=propose)


def body_of(page, *blocks):
    """A body with one text block for each {language: html}, one block of figures, with their history, for each key of a fact."""

    def raw(block):
        if isinstance(block, str):
            return {"type": "figures", "value": {"facts": [Fact.objects.get(key=block).pk], "history": True}}
        return {"type": "text", "value": {"ru": "", "en": "", "later": False, **block}}

    return page._meta.get_field("body").stream_block.to_python([raw(block) for block in blocks])


def make_fact(key, *values, **fields):
    """A fact with the values given as fields of FactValue; the last one is current."""
    fields = {"label_ru": f"Факт {key}", "label_en": f"Fact {key}", "unit_ru": f"единиц {key}", "unit_en": f"units of {key}", **fields}
    fact = Fact(key=key, **fields)
    known = {"source_ru": "Страница университета", "source_en": "The university's page"}
    fact.values = [FactValue(**{**known, "current": value is values[-1], **value}) for value in values]
    fact.save()
    return fact


def make_news(slug, day, title_ru, title_en="", sections=(), countries=(), partners=(), **fields):
    """A piece of news, published at noon of its day."""
    at = timezone.make_aware(datetime.combine(day, time(12)))
    page = NewsPage(slug=slug, date=day, title=title_ru, title_en=title_en, first_published_at=at, last_published_at=at, **fields)
    page.body = body_of(page, {"ru": f"<p>{title_ru}: подробности.</p>", "en": f"<p>{title_en}: details.</p>" if title_en else ""})
    page.sections = list(SitePage.objects.filter(slug__in=sections))
    page.countries = list(Country.objects.filter(code__in=countries))
    page.partner_tags = [NewsPartner(partner=partner) for partner in partners]
    NewsIndexPage.objects.get().add_child(instance=page)
    return page


def make_contact(role_ru, role_en, email, *hours, **fields):
    """A role; `hours` are (first day, last day, opens, closes)."""
    contact = Contact(role_ru=role_ru, role_en=role_en, email=email, **fields)
    contact.hours = [OpeningHours(first_day=first, last_day=last, opens=time(opens), closes=time(closes)) for first, last, opens, closes in hours]
    contact.save()
    return contact


def make_partner(slug, country, name_ru, name_en, **fields):
    fields = {"kind": "university", "live": True, **fields}
    former = fields.pop("former_names", [])
    partner = Partner(slug=slug, country=Country.objects.get(code=country), name_ru=name_ru, name_en=name_en, **fields)
    partner.former_names = [FormerName(name_ru=name, name_en=name) for name in former]
    partner.save()
    return partner


def make_agreement(slug, *partners, forms=(), isced_f=(), **fields):
    fields = {"kind": "framework", "live": True, "title_ru": f"Соглашение {slug}", "title_en": f"Agreement {slug}", **fields}
    agreement = Agreement(slug=slug, **fields)
    agreement.parties = [Party(partner=partner) for partner in partners]
    agreement.forms = CooperationForm.objects.filter(code__in=forms)
    agreement.isced_f = FieldOfStudy.objects.filter(code__in=isced_f)
    agreement.save()
    return agreement


def build_world():
    """The office and its inbox, its pages, four public partners, and what has been signed with them."""
    make_fact(
        "partner_countries",
        {"number": 24, "as_of": date(2012, 1, 1)},
        {"number": 25, "qualifier": "more_than", "as_of": date(2025, 3, 1), "precision": "month", "source_url": "https://www.bsmu.by/partners"},
        label_ru="Страны-партнёры", label_en="Partner countries", unit_ru="стран-партнёров", unit_en="partner countries", review_due_on=date(2026, 9, 1),
    )  # fmt: skip
    make_fact("world_directory", {"text_ru": "включён", "text_en": "listed"}, label_ru="Всемирный справочник", label_en="World directory")
    make_pages()
    unit = Unit.objects.create(name_ru="Лечебный факультет", name_en="Faculty of General Medicine", kind="faculty")
    # answers for Central Asia
    cis = make_contact("Координатор по СНГ", "Coordinator for CIS countries", "cis@office.example", tasks=["agreement"])
    Country.objects.filter(code="UZ").update(officer=cis)
    # answers for most of what is there, deputised by the one before
    asia = make_contact(
        "Координатор по Азии", "Coordinator for Asia", "asia@office.example", (1, 4, 9, 13), (1, 4, 14, 17), (5, 5, 9, 13),
        unit=unit, deputy=cis, phones="+375 17 000-00-01, +375 17 000-00-02", languages=["ru", "en", "zh"], tasks=["agreement", "nomination"],
        room_ru="Кабинет 1", room_en="Room 1",
    )  # fmt: skip
    # named at the foot of every page
    reception = make_contact("Приёмная", "Reception", "reception@office.example", (1, 5, 9, 17), tasks=["apply"])
    # shown to nobody
    make_contact("Хранитель архива", "Keeper of the archive", "keeper@office.example", phones="+375 17 000-00-09", tasks=["press"], public=False)
    details = OfficeDetails.load()
    details.university_ru, details.university_en = "Белорусский государственный медицинский университет", "Belarusian State Medical University"
    details.name_ru, details.name_en = "Управление международных связей", "International Relations Department"
    details.address_ru, details.address_en = "пр. Дзержинского, 83, Минск", "83 Dzerzhinski Avenue, Minsk"
    details.ror_id, details.website = "https://ror.org/00p8b0t20", "https://www.bsmu.by"
    details.contact, details.reply_days = reception, 5
    details.save()
    Notice.objects.create(
        text_ru="Приём документов продлён", text_en="Admission is extended", link="news/call/", tone="warning",
        starts_at=minsk("2026-11-20 09:00"), ends_at=minsk("2026-11-30 18:00"),
    )  # fmt: skip
    Holiday.objects.create(day=date(2026, 12, 25), name_ru="Рождество", name_en="Christmas")
    # has an agreement in force for student mobility; once had another name
    sechenov = make_partner(
        "sechenov-university", "RU", "Сеченовский университет имени И. М. Сеченова", "Sechenov University",
        city_ru="Москва", city_en="Moscow", former_names=["Первый МГМУ"], ror_id="https://ror.org/02yqqv993",
    )  # fmt: skip
    # its only agreement is old and nobody says until when it holds; has a coordinator
    nagasaki = make_partner(
        "nagasaki-university", "JP", "Университет Нагасаки", "Nagasaki University", native_name="長崎大学", native_lang="ja", coordinator_ours=asia
    )
    # known by its German name only; listed without an agreement
    make_partner("holzminden-hospital", "DE", "", "Krankenhaus Holzminden", kind="hospital", basis="listed", languages="en-first")
    # everything with it has ended
    kaunas = make_partner("kaunas-university", "LT", "Каунасский университет", "University of Kaunas")
    # an invented one
    sample = make_partner("sample-university-chengdu", "CN", "Университет «Образец»", "Sample University", is_sample=True)
    # not published yet
    make_partner("draft-university", "FR", "Черновой университет", "Draft University", live=False)
    mobility = make_agreement(
        "sechenov-2024", sechenov, forms=["student_mobility"], isced_f=["0912"], code="12/2024",
        signed_on=date(2024, 3, 1), in_force_from=date(2024, 3, 1), valid_until=date(2029, 2, 28), renewal="none", coordinator_ours=asia,
    )  # fmt: skip
    make_agreement("nagasaki-1996", nagasaki, forms=["joint_research"], signed_on=date(1996, 1, 1), signed_precision="year")
    make_agreement("kaunas-2010", kaunas, signed_on=date(2010, 5, 5), in_force_from=date(2010, 5, 5), valid_until=date(2015, 5, 4))
    make_agreement("sample-2025", sample, forms=["student_mobility"], signed_on=date(2025, 1, 1), open_ended=True, is_sample=True)
    make_agreement("secret-draft", sechenov, lifecycle="draft")
    # in both languages, about a section, a country and a partner
    make_news(
        "exchange", date(2026, 10, 5), "Обмен с Нагасаки", "Exchange with Nagasaki",
        sections=["partnership"], countries=["JP"], partners=[nagasaki], summary_ru="Трое студентов.", summary_en="Three students.",
    )  # fmt: skip
    # still open
    make_news("call", date(2026, 11, 2), "Набор на стажировку", "Call for internships", deadline=minsk("2026-11-30 23:59"), sections=["about"])
    # in Russian only
    make_news("jubilee", date(2024, 5, 20), "Юбилей управления")
    make_message(mobility, asia)
    ReadyAnswer.objects.create(title_ru="Сроки", title_en="Dates", text_ru="Сроки на сайте.", text_en="The dates are on the site.", topics=["question"])
    make_training(asia)
    make_events(nagasaki, asia)
    make_mobility(nagasaki, sechenov, asia)
    honours.make_awards(nagasaki, Event.objects.get(slug="sutures-lecture"))
    places.make_rankings(nagasaki)
    graduates.make_alumni()
    # imported before the world began; its file is gone
    ImportRun.objects.create(kind="partners", file_name="partners-2019.xlsx", digest="0" * 64, user_name="anna", done_at=minsk("2026-11-19 10:00"), created=4)


def make_training(owner):
    """One real programme with everything that hangs on it, a preparatory course, a sample, one reached by its address only, one of the past, a draft."""
    medicine = study.make_programme(owner=owner, clinical_months=24, internship_months=12)
    study.make_fee(medicine, "en", academic_year="2026/2027", verified_on=date(2026, 9, 15))
    study.make_fee(medicine, "en", academic_year="2027/2028", amount=Decimal("5200.50"), verified_on=date(2026, 11, 2))
    study.make_fee(medicine, "en", ["IN", "LK"], academic_year="2027/2028", amount=Decimal("4800"), verified_on=date(2026, 11, 2))
    study.make_fee(medicine, "ru", academic_year="2027/2028", amount=Decimal("12600"), currency="BYN", verified_on=date(2026, 11, 2))
    # open until 16 August 2027
    study.make_intake(medicine)
    course = {"level": "preparatory", "duration_months": 10, "teaching_months": 10, "eqf": ""}
    study.make_programme("preparatory-russian", [("ru", "", None)], **study.both(name=("Подготовительный курс", "Preparatory course in Russian")), **course)
    sample = study.make_programme("sample-course", is_sample=True, **study.both(name=("Курс (образец)", "Course (sample)")))
    study.make_fee(sample, "en", academic_year="2027/2028", is_sample=True, amount=Decimal("999"))
    study.make_programme("by-link", state="by_link", **study.both(name=("По ссылке", "By its address only")))
    study.make_programme("old-course", state="archived", **study.both(name=("Старый курс", "Old course")))
    study.make_programme("draft-course", live=False, **study.both(name=("Черновой курс", "Draft course")))
    study.make_cost()
    study.make_cost(kind="insurance", amount_from=Decimal("120"), amount_to=None, currency="USD", per="year", times_a_year=None)
    study.make_cost(kind="visa", amount_from=Decimal("60"), amount_to=None, currency="USD", per="once", times_a_year=None, optional=True)
    study.make_rate()
    study.make_scholarship()
    study.make_paper()
    study.make_paper(["IN"], legalisation="apostille", stage="arrival", **study.both(name=("Аттестат", "School certificate")))
    study.make_paper(["IN", "TM"], reach="except", legalisation="consular", stage="arrival", **study.both(name=("Аттестат", "School certificate")))
    study.make_paper(stage="arrival", max_age_months=3, form="original", **study.both(name=("Справка о ВИЧ", "HIV certificate")))
    study.make_entry_rule("IN")
    study.make_visa_rule("TM")
    study.make_visa_rule("RU", needs_invitation=False, needs_visa=False)
    study.make_notice(["IR"])
    conditions = [study.make_condition(), study.make_condition("english", threshold=None), study.make_condition("other", threshold=None)]
    study.make_statement("IN", conditions)
    directory = study.both(authority=("Всемирный справочник", "World Directory"), graduate_must=("", ""))
    study.make_statement(None, status="listed", **directory)
    # looked at too long ago
    study.make_statement("LK", status="accepted", checked_on=date(2026, 1, 1))
    study.make_representative()
    study.make_step(phase="on_arrival", hours_after_arrival=48, **study.both(title=("Зарегистрироваться", "Register")))


def make_events(nagasaki, contact):
    """A masterclass to come with a form, a lecture of last spring, a forum of which only the year is known, a sample, a draft."""
    sato = events.make_lecturer(partner=nagasaki)
    events.make_lecturer("ivanou", "BY", **events.both(name=("Пётр Иванов", "Piotr Ivanou"), affiliation=("БГМУ", "BSMU")))
    online = {"mode": "both", "join_link": "https://video.example/heart", "capacity_on_site": 2, "capacity_online": 1}
    events.make_event("heart-masterclass", sato, partners=[nagasaki], contact=contact, registering="form", certifying="attendance", **online)
    title = events.both(title=("Лекция о швах", "Lecture on sutures"), report=("Пришли 80 человек.", "Eighty people came."))
    held = events.make_event("sutures-lecture", sato, partners=[nagasaki], kind="lecture", state="held", starts_on=date(2026, 3, 5), **title)
    # the only participant before a test makes others
    events.make_certificate(events.make_registration(held, "visitor@example.org", name_cyrillic="Иван Гость", name_latin="Ivan Host"), initials="И. Г. / I. H.")
    forum = {"kind": "conference", "state": "held", "starts_on": date(2024, 1, 1), "precision": "year", "starts_time": None, "ends_time": None}
    events.make_event("forum-2024", **forum, **events.both(title=("Форум стоматологов", "Dental forum"), summary=("", ""), venue=("", "")))
    events.make_event("sample-workshop", is_sample=True, kind="workshop", **events.both(title=("Семинар (образец)", "Workshop (sample)")))
    events.make_event("draft-event", live=False, **events.both(title=("Черновое событие", "Draft event")))


def make_mobility(nagasaki, sechenov, contact):
    """A call from us and one to us, a closed one, a sample, a draft; two fact sheets; a report; numbers."""
    agreement = Agreement.objects.get(slug="sechenov-2024")
    condition = going.make_condition(agreement, direction="incoming", activity="student-studies")
    going.make_call(partner=nagasaki, contact=contact)
    names = going.both(title=("Семестр в Минске", "A term in Minsk"))
    studies = {"direction": "incoming", "activity": "studies", "agreement": agreement, "condition": condition, "closes_at": minsk("2027-05-01 23:59")}
    going.make_call("term-in-minsk", sechenov, **studies, **names)
    closed = {"opens_at": minsk("2026-02-01 00:00"), "closes_at": minsk("2026-03-01 23:59"), "result_by": minsk("2026-04-01 18:00")}
    going.make_call("closed-call", nagasaki, **closed, **going.both(title=("Прошлый набор", "Last year’s call")))
    going.make_call("sample-call", is_sample=True, **going.both(title=("Набор (образец)", "Call (sample)")))
    going.make_call("draft-call", live=False, **going.both(title=("Черновой набор", "Draft call")))
    going.make_sheet("2026/2027", contact=contact)
    going.make_sheet("2025/2026", contact=contact)
    going.make_report(nagasaki)
    going.make_flow("JP")
    going.make_flow("CN", direction="incoming", number=5)


def make_message(about, assignee):
    """A report of a mistake that came the day before yesterday, with the consent to answer it and a mail that waits."""
    consent = Consent.objects.create(subject_key=subject_key("lee@partner.example"), purpose="answer", text="I agree.", language="en")
    enquiry = Enquiry(
        topic="report", name="Lee Wei", email="lee@partner.example", language="en", text="The number is wrong.", assignee=assignee, consent=consent
    )
    enquiry.about, enquiry.about_title, enquiry.about_path = about, "Agreement sechenov-2024", "/en/partnership/agreements/sechenov-2024/"
    enquiry.received_at = minsk("2026-11-20 10:00")
    enquiry.set_due(5)
    enquiry.save()
    OutgoingMail.objects.create(to="lee@partner.example", subject="We have your message", body="It has reached us.", language="en", enquiry=enquiry)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The world is built once; each test runs in a transaction of its own on top of it."""
    with django_db_blocker.unblock(), time_machine.travel("2026-11-20T12:00:00+03:00"), translation.override("ru"):
        if not HomePage.objects.exists():  # --reuse-db
            build_world()


PAGES = [
    "home",
    "partnership",
    "propose",
    "training",
    "department",
    "news",
    "about",
    "rules",
    "figures",
    "exchange",
    "call",
    "jubilee",
]  # name and slug are the same
CONTACTS = {
    "asia": "asia@office.example",  # answers for most of what is there, deputised by the next
    "cis": "cis@office.example",  # answers for Central Asia
    "reception": "reception@office.example",  # the office's general contact
    "keeper": "keeper@office.example",  # not shown to visitors
}
PARTNERS = {
    "sechenov": "sechenov-university",  # an agreement in force for student mobility; once had another name
    "nagasaki": "nagasaki-university",  # its only agreement is old and nobody says until when it holds; has a coordinator
    "holzminden": "holzminden-hospital",  # known by its German name only; listed without an agreement
    "kaunas": "kaunas-university",  # everything with it has ended
    "sample": "sample-university-chengdu",  # an invented one
    "draft": "draft-university",  # not published
}
AGREEMENTS = {
    "mobility": "sechenov-2024",
    "old": "nagasaki-1996",
    "ended": "kaunas-2010",
    "invented": "sample-2025",
    "secret": "secret-draft",
}

PROGRAMMES = {
    "medicine": "general-medicine",  # in Russian and English, with fees, an intake, papers, recognition
    "course": "preparatory-russian",  # nothing is known of its fee and dates
    "invented_course": "sample-course",  # a sample with a sample fee
    "by_link": "by-link",  # reached by its address only
    "archived": "old-course",
    "draft_course": "draft-course",  # not published
}


@pytest.fixture
def world(db):
    """The objects of the world by name, fresh from the database."""
    pages = {slug: SitePage.objects.get(slug=slug).specific for slug in PAGES}
    partners = {name: Partner.objects.get(slug=slug) for name, slug in PARTNERS.items()}
    agreements = {name: Agreement.objects.get(slug=slug) for name, slug in AGREEMENTS.items()}
    contacts = {name: Contact.objects.get(email=email) for name, email in CONTACTS.items()}
    programmes = {name: Programme.objects.get(slug=slug) for name, slug in PROGRAMMES.items()}
    alone = {"unit": Unit.objects.get(), "notice": Notice.objects.get(), "holiday": Holiday.objects.get()}
    inbox = {"message": Enquiry.objects.get(), "mail": OutgoingMail.objects.get(), "consent": Consent.objects.get()}
    return SimpleNamespace(**pages, **partners, **agreements, **programmes, **contacts, **alone, **inbox, countries=Fact.objects.get(key="partner_countries"))


@pytest.fixture
def editor(db):
    """A member of the editors' group, as the demonstration makes it."""
    demo.make_editors_group()
    user = get_user_model().objects.create_user("olga", "olga@office.example", "correct horse")
    user.groups.add(Group.objects.get(name=demo.EDITORS))
    return user


@pytest.fixture
def desk(client, editor):
    """A browser signed in as the editor."""
    client.force_login(editor)
    return client


@pytest.fixture
def officer(editor, world):
    """The editor, who acts as the coordinator for Asia."""
    world.asia.staff.add(editor)
    return editor
