"""The demonstration content: fills an empty database once, counts nothing that is invented, and goes away on demand."""

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from core import demo
from core.models import Contact, Fact, Holiday, HomePage, Notice, SitePage, Unit
from office.models import Consent, Enquiry
from partners.models import Agreement, Partner


def empty_database():
    """As it is after migrating."""
    for page in Page.objects.filter(depth=2):
        page.delete()
    for model in (Agreement, Partner, Enquiry, Consent, Contact, Unit, Fact, Notice, Holiday):
        demo.delete_all(list(model._base_manager.all()))


@pytest.fixture(scope="module")
def password_file(tmp_path_factory):
    path, demo.editor.PASSWORD_FILE = demo.editor.PASSWORD_FILE, tmp_path_factory.mktemp("demo") / "demo-editor"
    yield
    demo.editor.PASSWORD_FILE = path


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, password_file):
    """The demonstration content, loaded once for this file in a transaction that is undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel("2026-11-22T12:00:00+03:00"), translation.override("ru"):
            empty_database()
            call_command("demo")
        yield demo.editor.PASSWORD_FILE.read_text()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db):
    """What was loaded; each test's own changes are undone, the file's too."""
    demo.editor.PASSWORD_FILE.touch(mode=0o600)
    demo.editor.PASSWORD_FILE.write_text(loaded_once)


def everything():
    return {
        model: list(model._base_manager.order_by("pk").values_list("pk", "updated_at" if hasattr(model, "updated_at") else "pk"))
        for model in (Partner, Agreement, Contact, Unit, SitePage)
    }


def test_it_is_large_enough_to_show_the_site(loaded):
    assert Partner.objects.count() >= 60
    assert Partner.objects.values("country").distinct().count() >= 25
    assert Agreement.objects.count() == 120
    assert Partner.objects.real().count() == 37
    assert Agreement.objects.real().count() == 21


def test_a_second_load_changes_nothing(loaded):
    before = everything()
    call_command("demo")
    assert everything() == before


def test_every_sourced_row_names_its_source_and_no_sample_hangs_on_a_real_partner(loaded):
    assert not Partner.objects.real().filter(source_url="").exists()
    assert not Agreement.objects.real().filter(source_url="").exists()
    assert not Agreement.objects.filter(is_sample=True, parties__partner__is_sample=False).exists()
    assert not Agreement.objects.filter(is_sample=False, parties__partner__is_sample=True).exists()


def test_every_status_occurs(loaded):
    found = set(Agreement.objects.with_status().values_list("status_now", flat=True))
    assert found == {"in_preparation", "in_force", "expiring", "not_confirmed", "suspended", "ended"}
    found = set(Partner.objects.with_status().values_list("status_now", flat=True))
    assert {"current", "not_confirmed", "listed", "prospective"} <= found


def test_what_no_source_confirms_is_not_called_in_force(loaded):
    assert set(Agreement.objects.real().with_status().values_list("status_now", flat=True)) == {"not_confirmed"}


def test_every_page_and_record_opens_in_both_languages(loaded, client):
    for lang in ("ru", "en"):
        for page in SitePage.objects.live():
            assert client.get(f"/{lang}/{page.url_path.removeprefix('/home/')}").status_code == 200
        for record in [*Partner.objects.all(), *Agreement.objects.all()]:
            assert client.get(record.get_url(lang)).status_code == 200


def test_sample_rows_are_marked_on_the_page_and_left_out_of_sitemap_and_counters(loaded, client):
    sitemap = client.get("/sitemap.xml").content.decode()
    sample, real = Partner.objects.filter(is_sample=True).first(), Partner.objects.real().first()
    assert sample.slug not in sitemap
    assert f"/{real.slug}/" in sitemap
    for lang in ("ru", "en"):
        page = client.get(sample.get_url(lang)).content.decode()
        assert 'class="sample"' in page
        assert "sample_banner" in page
        assert 'class="sample"' not in client.get(real.get_url(lang)).content.decode().split("<main")[1].split("</h1>")[0]
    context = client.get("/en/").context
    assert [figure["value"] for figure in context["figures"]] == [37, Partner.objects.real().values("country").distinct().count(), 21]


def test_removing_takes_every_sample_row_the_editor_and_the_banner_away(loaded, client):
    call_command("demo", "--remove")
    for model in (Partner, Agreement, Contact, Unit):
        assert not model._base_manager.filter(is_sample=True).exists()
    assert Partner.objects.count() == 37
    assert Agreement.objects.count() == 21
    assert not get_user_model().objects.filter(username="editor").exists()
    assert not demo.editor.PASSWORD_FILE.exists()
    assert "sample_banner" not in client.get("/en/").content.decode()
    call_command("demo")
    assert Partner.objects.count() == 37


def test_it_can_be_loaded_without_samples(loaded, client):
    empty_database()
    call_command("demo", "--without-sample")
    assert not Partner.objects.filter(is_sample=True).exists()
    assert HomePage.objects.get().is_shown_in("en")
    assert "sample_banner" not in client.get("/en/").content.decode()


def test_the_demo_editor_signs_in_with_a_password_made_here(loaded, client):
    password = demo.editor.PASSWORD_FILE.read_text()
    assert len(password) >= 12
    assert demo.editor.PASSWORD_FILE.stat().st_mode & 0o077 == 0
    assert client.login(username="editor", password=password)
    assert client.get("/admin/").status_code == 200
