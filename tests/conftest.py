"""The small named world of the tests, on a frozen day."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import Page, Site

from core import catalogues, demo
from core.models import Contact, Country, FieldOfStudy, HomePage, OfficeDetails, SitePage, StandardPage, Unit
from partners.models import Agreement, CooperationForm, FormerName, Partner, PartnershipPage, Party

TODAY = date(2026, 11, 22)


def pytest_configure(config):
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise says so when it is missing
    if catalogues.compile_all():
        trans_real._translations.clear()  # what was loaded before there was anything to load
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
    """Wagtail keeps the sites' root paths in the cache; each test has sites of its own."""
    cache.clear()


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Files of a test go to a folder of its own; static files need no collecting."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def make_pages():
    """Home, partnership, a page in both languages (about) and one in Russian only (rules)."""
    root = Page.get_first_root_node()
    Page.objects.child_of(root).delete()
    home = HomePage(title="Международное сотрудничество", title_en="International cooperation", summary_ru="Кто мы.", summary_en="Who we are.", slug="home")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)
    partnership = PartnershipPage(title="Партнёрство", title_en="Partnership", slug="partnership", show_in_menus=True)
    about = StandardPage(title="Об отделе", title_en="About the office", slug="about", show_in_menus=True)
    rules = StandardPage(title="Правила приёма", languages="ru", slug="rules", show_in_menus=True)
    about.body = body_of(about, {"ru": "<p>Отдел работает с 1961 года.</p>", "en": "<p>The office has worked since 1961.</p>"})
    for page in (partnership, about, rules):
        home.add_child(instance=page)
    return SimpleNamespace(home=home, partnership=partnership, about=about, rules=rules)


def body_of(page, *texts):
    """A body with one text block for each {language: html}."""
    block = page._meta.get_field("body").stream_block
    return block.to_python([{"type": "text", "value": {"ru": "", "en": "", "later": False, **text}} for text in texts])


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
    """The office, four public partners, and what has been signed with them."""
    make_pages()
    details = OfficeDetails.load()
    details.university_ru, details.university_en = "Белорусский государственный медицинский университет", "Belarusian State Medical University"
    details.ror_id, details.website = "https://ror.org/00p8b0t20", "https://www.bsmu.by"
    details.save()
    unit = Unit.objects.create(name_ru="Лечебный факультет", name_en="Faculty of General Medicine", kind="faculty")
    asia = Contact.objects.create(role_ru="Координатор по Азии", role_en="Coordinator for Asia", email="asia@office.example", unit=unit)
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
    make_agreement(
        "sechenov-2024", sechenov, forms=["student_mobility"], isced_f=["0912"], code="12/2024",
        signed_on=date(2024, 3, 1), in_force_from=date(2024, 3, 1), valid_until=date(2029, 2, 28), renewal="none", coordinator_ours=asia,
    )  # fmt: skip
    make_agreement("nagasaki-1996", nagasaki, forms=["joint_research"], signed_on=date(1996, 1, 1), signed_precision="year")
    make_agreement("kaunas-2010", kaunas, signed_on=date(2010, 5, 5), in_force_from=date(2010, 5, 5), valid_until=date(2015, 5, 4))
    make_agreement("sample-2025", sample, forms=["student_mobility"], signed_on=date(2025, 1, 1), open_ended=True, is_sample=True)
    make_agreement("secret-draft", sechenov, lifecycle="draft")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The world is built once; each test runs in a transaction of its own on top of it."""
    with django_db_blocker.unblock(), time_machine.travel("2026-11-20T12:00:00+03:00"), translation.override("ru"):
        if not HomePage.objects.exists():  # --reuse-db
            build_world()


PAGES = {"home": "home", "partnership": "partnership", "about": "about", "rules": "rules"}
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


@pytest.fixture
def world(db):
    """The objects of the world by name, fresh from the database."""
    pages = {name: SitePage.objects.get(slug=slug).specific for name, slug in PAGES.items()}
    partners = {name: Partner.objects.get(slug=slug) for name, slug in PARTNERS.items()}
    agreements = {name: Agreement.objects.get(slug=slug) for name, slug in AGREEMENTS.items()}
    return SimpleNamespace(**pages, **partners, **agreements, unit=Unit.objects.get(), asia=Contact.objects.get())


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
