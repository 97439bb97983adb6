"""Every screen of the CMS opens in both interface languages, for an editor as for the one who manages everything."""

import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from core.models import SitePage
from tests.conftest import make_agreement, make_partner

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])


def speak(user, lang):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": lang})


def name(model):
    return f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"


def opens(desk, address, lang):
    answer = desk.get(address)
    assert answer.status_code == 200, address
    assert f'lang="{lang}"' in answer.content.decode()[:400]
    return answer.content.decode()


@BOTH
@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.model_name)
def test_lists_forms_searches_and_exports_of_every_record_open(desk, editor, world, lang, model):
    speak(editor, lang)
    screen = name(model)
    opens(desk, reverse(f"{screen}:list"), lang)
    opens(desk, reverse(f"{screen}:add"), lang)
    for query in ["Сеченов", 'a"b', "%", "(", "😀", "'"]:
        opens(desk, reverse(f"{screen}:list") + f"?q={query}", lang)
    row = model._default_manager.first()
    opens(desk, reverse(f"{screen}:edit", args=[row.pk]), lang)
    for kind in ("xlsx", "csv"):
        assert desk.get(reverse(f"{screen}:list") + f"?export={kind}").status_code == 200


@BOTH
def test_the_form_of_every_page_opens(desk, editor, world, lang):
    speak(editor, lang)
    for page in SitePage.objects.all():
        form = opens(desk, reverse("wagtailadmin_pages:edit", args=[page.pk]), lang)
        assert 'name="title"' in form
        assert 'name="title_en"' in form


@BOTH
@pytest.mark.parametrize(
    "screen",
    [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailimages:index",
        "wagtailimages:add",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtailredirects:index",
        "wagtailadmin_account",
    ],
)
def test_the_other_screens_open(client, world, lang, screen):
    boss = get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse")
    speak(boss, lang)
    client.force_login(boss)
    opens(client, reverse(screen), lang)


def test_the_office_details_are_a_form_for_those_who_manage_the_site(client, world):
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@office.example", "correct horse"))
    answer = client.get("/admin/settings/core/officedetails/", follow=True)
    assert 'name="university_en"' in answer.content.decode()


@pytest.mark.parametrize("model", ["partners_partner", "partners_agreement"])
def test_a_list_of_the_cms_costs_the_same_however_long(desk, world, model):
    address = reverse(f"wagtailsnippets_{model}:list")

    def queries():
        desk.get(address)
        with CaptureQueriesContext(connection) as captured:
            desk.get(address)
        return len(captured)

    few = queries()
    for number in range(12):
        partner = make_partner(f"partner-{number}", "JP", f"Партнёр {number}", f"Partner {number}")
        make_agreement(f"agreement-{number}", partner, open_ended=True)
    assert queries() == few


def test_an_export_holds_both_languages_and_marks_samples(desk, world):
    answer = desk.get(reverse("wagtailsnippets_partners_partner:list") + "?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    header, *rows = [[cell.value for cell in row] for row in book.active.rows]
    assert len(rows) == 6
    assert {"Сеченовский университет имени И. М. Сеченова", "Sechenov University"} <= {cell for row in rows for cell in row}
    sample = next(row for row in rows if "sample-university-chengdu" in row)
    real = next(row for row in rows if "sechenov-university" in row)
    marked = [column for column, (one, other) in enumerate(zip(sample, real, strict=True)) if (str(one), str(other)) == ("True", "False")]
    assert len(marked) == 1, header


def test_filters_of_the_cms_find_by_status(desk, world):
    page = desk.get(reverse("wagtailsnippets_partners_partner:list") + "?status=listed").content.decode()
    assert "Krankenhaus Holzminden" in page
    assert "Университет Нагасаки" not in page
    page = desk.get(reverse("wagtailsnippets_partners_agreement:list") + "?status=ended").content.decode()
    assert "kaunas-2010" in page
    assert "sechenov-2024" not in page


def test_the_cms_finds_a_partner_in_either_script(desk, world):
    for query in ["Sechenov", "сеченова", "Сеченов"]:
        page = desk.get(reverse("wagtailsnippets_partners_partner:list_results") + f"?q={query}").content.decode()
        assert "Сеченовский университет" in page
        assert "Нагасаки" not in page


def test_a_stranger_sees_no_screen(client, world):
    for address in ["/admin/", reverse("wagtailsnippets_partners_partner:list"), "/admin/pages/"]:
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
