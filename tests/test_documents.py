"""A link to a document says what opens before anyone opens it: type, size, language, date."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from core.models import SiteDocument
from core.richtext import size_text
from tests.conftest import body_of


@pytest.fixture
def rules(db):
    return SiteDocument.objects.create(
        title="Положение", file=ContentFile(b"%PDF-1.4" + b" " * 300_000, name="rules.pdf"), language="en", dated=date(2026, 5, 12)
    )


def show(world, document):
    link = f'<p>См. <a id="{document.pk}" linktype="document">положение</a>.</p>'
    world.about.body = body_of(world.about, {"ru": link, "en": link.replace("положение", "regulation").replace("См.", "See")})
    world.about.save()
    return link


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("ru", 'положение <span class="file_note">(PDF, 293 КБ, на английском, 12 мая 2026 г.)</span></a>'),
        ("en", 'regulation <span class="file_note">(PDF, 293 KB, in English, 12 May 2026)</span></a>'),
    ],
)
def test_a_link_in_a_text_says_type_size_language_and_date(client, world, rules, lang, printed):
    show(world, rules)
    page = client.get(f"/{lang}/about/").content.decode()
    assert printed in page
    assert rules.url in page
    assert "data-file" not in page


def test_what_is_not_known_of_a_document_is_left_out(client, world, rules):
    rules.language, rules.dated = "", None
    rules.save()
    show(world, rules)
    assert "(PDF, 293 КБ)" in client.get("/ru/about/").content.decode()


def test_a_text_outlives_the_document_it_links_to(client, world, rules):
    show(world, rules)
    rules.delete()
    page = client.get("/ru/about/").content.decode()
    assert "положение" in page
    assert "file_note" not in page


def test_the_public_copy_of_an_agreement_says_the_same(client, world, rules):
    world.mobility.public_copy = rules
    world.mobility.save()
    assert "(PDF, 293 KB, in English, 12 May 2026)" in client.get("/en/partnership/agreements/sechenov-2024/").content.decode()


def test_sizes_are_told_in_the_unit_one_expects():
    assert [size_text(size) for size in (None, 0, 10, 1500, 300_000, 5_000_000)] == ["", "", "1 КБ", "1 КБ", "293 КБ", "5 МБ"]
