"""What is shown in which language; nothing is ever half translated in silence."""

import pytest
from django.conf import settings
from django.utils.translation import override
from wagtail.models import Page

from core.models import StandardPage
from tests.conftest import body_of, make_partner
from tests.reading import sitemap


def test_the_first_address_leads_to_the_visitors_language_and_sets_no_cookie(client, world):
    for asked, home in [("en", "/en/"), ("ru-RU,ru;q=0.9", "/ru/"), ("hi", "/en/"), ("be,en;q=0.5", "/ru/"), ("zh-CN,zh;q=0.9", "/en/"), ("", "/ru/")]:
        answer = client.get("/", headers={"accept-language": asked})
        assert (answer.status_code, answer["Location"]) == (302, home)
        assert "Accept-Language" in answer["Vary"]
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies


def test_the_language_switch_leads_to_the_same_item(client, world):
    for address in ["", "about/", "partnership/", "partnership/agreements/?country=RU", "partnership/partners/sechenov-university/", "search/?q=x"]:
        page = client.get(f"/ru/{address}").content.decode()
        assert f'href="/en/{address}"' in page


def test_a_page_in_both_languages_names_each_and_a_default(client, world):
    for lang in ("ru", "en"):
        page = client.get(f"/{lang}/about/").content.decode()
        for code, path in [("ru", "/ru/about/"), ("en", "/en/about/"), ("x-default", "/en/about/")]:
            assert f'<link rel="alternate" hreflang="{code}" href="{settings.BASE_URL}{path}">' in page
        assert f'<link rel="canonical" href="{settings.BASE_URL}/{lang}/about/">' in page


def test_the_default_of_the_home_page_is_the_address_that_chooses(client, world):
    assert f'hreflang="x-default" href="{settings.BASE_URL}/"' in client.get("/en/").content.decode()


def test_a_page_without_english_answers_404_in_english_and_leads_to_the_russian(client, world):
    answer = client.get("/en/rules/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'href="/ru/rules/"' in page
    assert 'lang="ru"' in page
    assert "Правила приёма" in page
    assert 'hreflang="en"' not in page.split("</head>")[0]


def test_a_page_without_english_is_in_no_english_menu_and_not_in_the_sitemap(client, world):
    assert "/rules/" in client.get("/ru/").content.decode()
    assert "/rules/" not in client.get("/en/").content.decode()
    listed = sitemap(client)
    assert f"{settings.BASE_URL}/ru/rules/" in listed
    assert f"{settings.BASE_URL}/en/rules/" not in listed


def test_a_record_without_russian_answers_200_and_marks_the_other_language(client, world):
    page = client.get("/ru/partnership/partners/holzminden-hospital/").content.decode()
    assert '<span lang="en" class="other-language">Krankenhaus Holzminden</span>' in page
    assert f'<link rel="canonical" href="{settings.BASE_URL}/en/partnership/partners/holzminden-hospital/">' in page
    assert 'hreflang="ru"' not in page.split("</head>")[0]
    assert "notice" in page.split("<main")[1].split("<h2")[0]


def test_registers_list_every_public_record_in_both_languages(client, world):
    for lang in ("ru", "en"):
        assert "Krankenhaus Holzminden" in client.get(f"/{lang}/partnership/").content.decode()


def test_every_sitemap_row_names_all_its_alternates(client, world):
    listed = sitemap(client)
    for path in ["/", "/about/", "/partnership/", "/partnership/agreements/", "/partnership/partners/sechenov-university/"]:
        row = next(part for part in listed.split("<url>") if f"<loc>{settings.BASE_URL}/en{path}</loc>" in part)
        assert f'hreflang="ru" href="{settings.BASE_URL}/ru{path}"' in row
        assert 'hreflang="x-default"' in row


# --- shown and stale ---------------------------------------------------------------------------
def test_a_language_is_shown_when_it_is_complete(world):
    assert world.about.shown_codes == ["ru", "en"]
    assert world.rules.shown_codes == ["ru"]
    world.rules.languages = "all"
    world.rules.save()
    assert world.rules.shown_codes == ["ru"]
    assert world.rules.missing_languages == ["en"]
    world.rules.title_en = "Rules of admission"
    world.rules.save()
    assert world.rules.shown_codes == ["ru", "en"]


def test_a_new_page_with_an_untranslated_block_is_not_shown_in_english_even_after_bulk_publishing(world):
    page = StandardPage(title="Стипендии", title_en="Scholarships", slug="scholarships")
    page.body = body_of(page, {"ru": "<p>Кому.</p>", "en": "<p>For whom.</p>"}, {"ru": "<p>Сколько.</p>"})
    world.home.add_child(instance=page)
    page.save_revision().publish()
    assert StandardPage.objects.get(pk=page.pk).shown_codes == ["ru"]


def test_a_public_language_stays_public_when_a_block_is_added_and_says_that_the_other_is_newer(client, world):
    page = world.about
    page.body = body_of(
        page, {"ru": "<p>Отдел работает с 1961 года.</p>", "en": "<p>The office has worked since 1961.</p>"}, {"ru": "<p>Новое.</p>", "later": True}
    )
    page.save()
    assert page.shown_codes == ["ru", "en"]
    assert page.stale_languages == ["en"]
    english = client.get("/en/about/").content.decode()
    assert "Новое" not in english
    assert 'datetime="2026-11-22"' in english.split("<main")[1].split("The office has worked")[0]
    assert "Новое" in client.get("/ru/about/").content.decode()


def test_a_language_is_withdrawn_when_its_whole_text_is_gone_or_the_editor_says_so(world):
    page = world.about
    page.body = body_of(page, {"ru": "<p>Отдел работает с 1961 года.</p>"})
    page.save()
    assert page.shown_codes == ["ru"]
    world.sechenov.languages = "en"
    world.sechenov.save()
    assert world.sechenov.shown_codes == ["en"]


def test_a_text_is_stale_until_it_is_changed_after_the_other(world):
    partner = world.sechenov
    partner.summary_ru, partner.summary_en = "Партнёр.", "A partner."
    partner.save()
    assert partner.stale_languages == []
    partner.summary_ru = "Давний партнёр."
    partner.save()
    assert partner.stale_languages == ["en"]
    partner.summary_en = "An old partner."
    partner.save()
    assert partner.stale_languages == []


def test_dates_and_numbers_stand_once_so_a_change_makes_nothing_stale(world):
    world.mobility.code = "13/2024"
    world.mobility.save()
    assert world.mobility.stale_languages == []


def test_a_name_does_not_depend_on_the_readers_language(world):
    names = []
    for lang in ("ru", "en"):
        with override(lang):
            names.append(str(world.sechenov))
    assert names[0] == names[1] == "Сеченовский университет имени И. М. Сеченова"


def test_a_missing_text_is_never_silently_the_other_language(world):
    with override("ru"):
        assert not world.holzminden.name


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_slug_changed_on_purpose_leads_on_in_each_language(client, world, lang, django_capture_on_commit_callbacks):
    page = world.about
    page.slug = "office"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get(f"/{lang}/about/")
    assert (answer.status_code, answer["Location"]) == (301, f"/{lang}/office/")
    partner = world.sechenov
    partner.slug = "sechenov"
    partner.save()
    answer = client.get(f"/{lang}/partnership/partners/sechenov-university/")
    assert (answer.status_code, answer["Location"]) == (301, f"/{lang}/partnership/partners/sechenov/")


def test_a_slug_is_made_on_the_server_from_the_english_name_and_is_free(db):
    first = make_partner("", "JP", "Университет Акиты", "Akita University")
    second = make_partner("", "JP", "Университет Акиты", "Akita University")
    third = make_partner("", "RU", "Кировский университет", "")
    assert [first.slug, second.slug, third.slug] == ["akita-university", "akita-university-2", "kirovskiy-universitet"]


def test_the_page_table_holds_the_title_in_every_language(world):
    assert Page.objects.get(pk=world.about.pk).title == "Об отделе"
