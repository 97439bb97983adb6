"""A notice stands at the head of every page while its time lasts, and goes by itself."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data

from core.models import Notice
from tests.conftest import minsk

ADD = reverse("wagtailsnippets_core_notice:add")
EVERYWHERE = ["", "about/", "partnership/", "partnership/agreements/sechenov-2024/", "news/exchange/", "report/", "search/", "display/", "nothing/"]


def banner(client, address):
    """What stands above the content, '' where there is no notice."""
    head = client.get(address).content.decode().split("<main")[0]
    return head.split('class="notices"', 1)[1] if 'class="notices"' in head else ""


@pytest.mark.parametrize("address", EVERYWHERE)
@pytest.mark.parametrize(("lang", "text"), [("ru", "Приём документов продлён"), ("en", "Admission is extended")])
def test_it_stands_at_the_head_of_every_page_in_the_readers_language(client, world, address, lang, text):
    found = banner(client, f"/{lang}/{address}")
    assert text in found
    assert f'href="/{lang}/news/call/"' in found


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2026-11-20 08:59:59", False), ("2026-11-20 09:00:00", True), ("2026-11-30 17:59:59", True), ("2026-11-30 18:00:00", False)],
)
def test_it_comes_and_goes_at_its_second(client, world, moment, shown):
    with time_machine.travel(minsk(moment), tick=False):
        assert bool(banner(client, "/en/")) == shown
        assert world.notice.is_shown == shown


def test_what_is_urgent_comes_first_then_what_goes_first(client, world):
    now = timezone.now()
    for text, tone, days in [("Later", "information", 9), ("Sooner", "information", 2), ("Urgent", "warning", 1)]:
        Notice.objects.create(text_ru=text, text_en=text, tone=tone, starts_at=now, ends_at=now + timedelta(days=days))
    found = banner(client, "/en/")
    assert re.findall("Urgent|Admission is extended|Sooner|Later", found) == ["Urgent", "Admission is extended", "Sooner", "Later"]


def test_a_notice_in_one_language_is_marked_as_such_in_the_other(client, world):
    Notice.objects.update(text_en="")
    assert '<span lang="ru" class="other-language">Приём документов продлён</span>' in banner(client, "/en/")


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("", ""),
        ("news/call/", "/en/news/call/"),
        ("/news/call", "/en/news/call/"),
        ("news/?year=2026", "/en/news/?year=2026"),
        ("department/#contacts", "/en/department/#contacts"),
        ("/", "/en/"),
        ("https://www.bsmu.by/", "https://www.bsmu.by/"),
    ],
)
def test_its_link_leads_to_a_page_of_the_readers_language_or_elsewhere(world, link, href):
    world.notice.link = link
    world.notice.full_clean()
    assert world.notice.href("en") == href


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example/", "mailto:a@b.example", "data:text/html,x", "ftp://evil.example"])
def test_its_link_runs_nothing_and_hides_no_foreign_site(world, link):
    world.notice.link = link
    with pytest.raises(ValidationError, match="link"):
        world.notice.full_clean()


def test_its_text_is_text(client, world):
    Notice.objects.update(text_en="<script>alert(1)</script>")
    assert "<script>" not in banner(client, "/en/")


# --- the editing form -----------------------------------------------------------------------------
def form(**changes):
    fields = {"text_ru": "Внимание", "text_en": "Attention", "link": "", "tone": "information", "starts_at": "2026-11-22 09:00", "ends_at": "2026-11-23 09:00"}
    return nested_form_data({**fields, **changes})


def test_an_editor_puts_a_notice_up_in_minsk_time(desk, client, world):
    assert desk.post(ADD, form()).status_code == 302
    notice = Notice.objects.get(text_en="Attention")
    assert notice.starts_at == minsk("2026-11-22 09:00")
    assert "Attention" in banner(client, "/en/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"ends_at": "2026-11-22 09:00"}, "ends_at"), ({"ends_at": ""}, "ends_at"), ({"text_ru": ""}, "text_ru"), ({"link": "javascript:alert(1)"}, "link")],
)
def test_a_notice_that_cannot_be_is_refused(desk, world, changes, field):
    answer = desk.post(ADD, form(**changes))
    assert field in answer.context["form"].errors
    assert not Notice.objects.filter(text_en="Attention").exists()
