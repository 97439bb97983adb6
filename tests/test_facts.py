"""The facts register: a number is written down once, with its sources, and printed wherever a text names it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import blocks, facts
from core.models import Fact, SitePage
from tests.conftest import TODAY, body_of, make_fact
from tests.reading import main, words
from tests.test_editing import errors, page_form

BOTH = pytest.mark.parametrize("lang", ["ru", "en"])
NBSP = "\xa0"
ADD = reverse("wagtailsnippets_core_fact:add")


def screen(fact, action="edit"):
    return reverse(f"wagtailsnippets_core_fact:{action}", args=[fact.pk])


def quantities(html):
    return re.findall(r'<span class="quantity">(.*?)</span>', html)


# --- in print ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("known", "russian", "english"),
    [
        ({"number": 25, "qualifier": "more_than"}, "более 25", "more than 25"),
        ({"number": 25, "qualifier": "about"}, "около 25", "about 25"),
        ({"number": 25, "qualifier": "almost"}, "почти 25", "almost 25"),
        ({"number": 25}, "25", "25"),
        ({"number": 0}, "0", "0"),
        ({"number": 1000}, f"1{NBSP}000", "1,000"),
        ({"number": "12345.50"}, f"12{NBSP}345,5", "12,345.5"),
        ({"number": "1234567"}, f"1{NBSP}234{NBSP}567", "1,234,567"),
        ({"number": "0.05"}, "0,05", "0.05"),
        ({"text_ru": "включён", "text_en": "listed"}, "включён", "listed"),
        ({"text_ru": "включён", "text_en": "listed", "qualifier": "more_than"}, "включён", "listed"),
        ({"text_ru": "<b>", "text_en": "<b>"}, "&lt;b&gt;", "&lt;b&gt;"),
    ],
)
def test_a_value_is_printed_in_each_language_with_its_own_separators(db, known, russian, english):
    make_fact("beds", {"number": 1}, known)
    for lang, printed in [("ru", russian), ("en", english)]:
        with override(lang):
            fact = Fact.objects.get(key="beds")
            assert facts.expand("[[beds]]", {"beds": fact}) == f'<span class="quantity">{printed}</span>'


def test_a_page_prints_the_current_value_in_its_language(client, world):
    assert quantities(main(client, "/ru/figures/"))[0] == "более 25"
    assert quantities(main(client, "/en/figures/"))[0] == "more than 25"


def test_a_changed_fact_shows_everywhere_at_once(client, world):
    world.countries.values.update(number=31)
    for lang in ("ru", "en"):
        page = main(client, f"/{lang}/figures/")
        assert quantities(page)[0].endswith(" 31")
        assert words(page).count(" 31 ") >= 2, "in the sentence and in the figure"


def history(page):
    """The text of the table of all values."""
    return words(page.split('class="fact_history', 1)[1].split("</table>")[0].split("</thead>")[-1])


@BOTH
def test_figures_stand_with_date_and_source(client, world, lang):
    page = main(client, f"/{lang}/figures/").split('class="fact_history')[0].split('class="quantity"')[-1]
    assert {"ru": "более 25", "en": "more than 25"}[lang] in words(page)
    assert {"ru": "стран-партнёров", "en": "partner countries"}[lang] in words(page)
    assert {"ru": "март 2025", "en": "march 2025"}[lang] in words(page).lower()
    assert 'href="https://www.bsmu.by/partners"' in page
    assert {"ru": "Страница университета", "en": "The university's page"}[lang] in words(page)


@BOTH
def test_what_sources_say_differently_stays_visible_in_the_table_of_all_values(client, world, lang):
    rows = history(main(client, f"/{lang}/figures/"))
    current, earlier = {"ru": "более 25", "en": "more than 25"}[lang], " 24 "
    assert 0 < rows.index(current) < rows.index(earlier) < rows.index("2012")
    assert rows.count({"ru": "Страница университета", "en": "The university's page"}[lang]) == 2


def test_a_figures_block_leaves_out_what_has_no_current_value(client, world):
    world.countries.values.update(current=False)
    page = main(client, "/en/figures/")
    assert "25" not in words(page)
    assert "partner countries" not in words(page)
    assert '<span class="unknown">' in page, "in the sentence that names it"


@BOTH
def test_the_home_page_opens_with_the_chosen_facts(client, world, lang):
    home = world.home
    home.opening = home._meta.get_field("opening").stream_block.to_python([{"type": "fact", "value": fact.pk} for fact in Fact.objects.order_by("key")])
    home.save()
    printed = [(figure["qualifier"], figure["value"]) for figure in client.get(f"/{lang}/").context["figures"]]
    assert printed == {"ru": [("более", "25"), ("", "включён")], "en": [("more than", "25"), ("", "listed")]}[lang]


@pytest.mark.parametrize("text", ["[[none]]", "[[ none ]]", "[[Partner countries]]", "[[none]] [[partner_countries]]", "[[<b>none</b>]]", "[[[none]]]"])
def test_a_key_that_is_no_fact_prints_a_mark_and_never_itself(client, world, text):
    """Bulk publication passes no form."""
    world.about.body = body_of(world.about, {"ru": f"<p>Итого {text}.</p>", "en": f"<p>In all {text}.</p>"})
    world.about.save_revision().publish()
    for lang in ("ru", "en"):
        answer = client.get(f"/{lang}/about/")
        page = answer.content.decode()
        assert '<span class="unknown">' in page
        assert "[[" not in page
        assert "none" not in re.sub(r"</?b>", "", page.split("<main")[1].split("</main>")[0])


@pytest.mark.parametrize("text", ["[[]]", "[[ ]]", f"[[{'x' * 90}]]"])
def test_even_a_malformed_mark_never_reaches_a_reader(client, world, text):
    world.about.body = body_of(world.about, {"ru": f"<p>Итого {text}.</p>", "en": f"<p>In all {text}.</p>"})
    world.about.save_revision().publish()
    assert "[[" not in main(client, "/en/about/")


def test_spaces_inside_the_brackets_do_not_matter(client, world):
    world.about.body = body_of(world.about, {"ru": "<p>[[ partner_countries ]]</p>", "en": "<p>[[partner_countries ]]</p>"})
    world.about.save()
    assert quantities(main(client, "/ru/about/")) == ["более 25"]
    assert quantities(main(client, "/en/about/")) == ["more than 25"]


def test_facts_cost_the_same_however_many_blocks_print_them(world):
    def cost(number):
        keys = [f"fact_{number}_{count}" for count in range(number)]
        for key in keys:
            make_fact(key, {"number": 24}, {"number": 25})
        texts = [{"ru": f"<p>[[{key}]] и [[partner_countries]]</p>"} for key in keys]
        world.about.body = body_of(world.about, *texts, *keys, *keys)
        world.about.save()
        body = SitePage.objects.get(pk=world.about.pk).specific.body
        with CaptureQueriesContext(connection) as captured:
            blocks.prepare(body)
            printed = str(body)
        assert printed.count('class="quantity"') == 2 * number
        assert len([figure for child in body if child.block_type == "figures" for figure in child.value.figures]) == 2 * number
        return len(captured)

    assert cost(2) == cost(30) <= 4  # the facts of the figures, those of the texts, the values of both


def test_a_page_without_facts_asks_for_none(world):
    body = world.about.body
    with CaptureQueriesContext(connection) as captured:
        blocks.prepare(body)
    assert len(captured) == 0


# --- what may be published -----------------------------------------------------------------------
def publish(desk, page, *blocks_, **changes):
    return desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), page_form(page, *blocks_, **{"action-publish": "1"}, **changes))


def test_publishing_an_unknown_key_is_refused_on_the_exact_block_and_language(desk, client, world):
    texts = [{"ru": "<p>[[partner_countries]]</p>", "en": "<p>[[partner_countries]]</p>"}, {"ru": "<p>[[partner_countries]]</p>", "en": "<p>[[countries]]</p>"}]
    answer = publish(desk, world.about, *texts)
    body = errors(answer).as_data()["body"][0]
    assert list(body.block_errors) == [1]
    assert list(body.block_errors[1].block_errors) == ["en"]
    assert "countries" in " ".join(body.block_errors[1].block_errors["en"].messages)
    assert "1961" in main(client, "/en/about/")


def test_a_draft_may_name_a_fact_that_is_still_to_come(desk, client, world):
    form = page_form(world.about, {"ru": "<p>[[beds]]</p>", "en": "<p>[[beds]]</p>"})
    address = reverse("wagtailadmin_pages:edit", args=[world.about.pk])
    assert desk.post(address, form).status_code == 302
    assert "[[beds]]" in str(Page.objects.get(pk=world.about.pk).get_latest_revision_as_object().body.raw_data)
    assert "1961" in main(client, "/en/about/")
    make_fact("beds", {"number": 600})
    assert desk.post(address, {**form, "action-publish": "1"}).status_code == 302
    assert quantities(main(client, "/en/about/")) == ["600"]


@pytest.mark.parametrize("field", ["title", "title_en", "summary_ru", "summary_en", "seo_title", "search_description_en"])
def test_titles_and_summaries_hold_no_keys(desk, world, field):
    """They are printed in menus, feeds and search results, where no fact is looked up."""
    both = {"summary_ru": "Сводка.", "summary_en": "A summary."}
    answer = publish(desk, world.about, {"ru": "<p>Текст.</p>", "en": "<p>Text.</p>"}, **{**both, field: "В [[partner_countries]] странах"})
    assert answer.status_code == 200
    assert field in errors(answer)


def test_a_key_in_a_heading_is_refused_or_printed_as_a_number(desk, client, world):
    body = streamfield([("heading", {"ru": "Партнёры в [[partner_countries]] странах", "en": "Partners in [[partner_countries]] countries", "later": ""})])
    publish(desk, world.about, body=body)
    for lang in ("ru", "en"):
        assert "[[" not in client.get(f"/{lang}/about/").content.decode()


# --- where it is used -----------------------------------------------------------------------------
def users(fact):
    return {found.specific.slug for found, _references in fact.uses()}


def test_the_register_knows_where_a_fact_is_printed(world, django_capture_on_commit_callbacks):
    listed = Fact.objects.get(key="world_directory")
    assert users(world.countries) == {"figures"}
    assert users(listed) == set()
    with django_capture_on_commit_callbacks(execute=True):
        world.about.body = body_of(world.about, {"en": "<p>[[world_directory]]</p>"})
        world.about.save()
        world.rules.body = body_of(world.rules, "world_directory")
        world.rules.save()
        home = world.home
        home.opening = home._meta.get_field("opening").stream_block.to_python([{"type": "fact", "value": listed.pk}])
        home.save()
    assert users(listed) == {"about", "rules", "home"}
    with django_capture_on_commit_callbacks(execute=True):
        world.about.body = body_of(world.about, {"en": "<p>Nothing.</p>"})
        world.about.save()
    assert users(listed) == {"rules", "home"}


def test_the_usage_screen_lists_the_pages(desk, world):
    page = desk.get(screen(world.countries, "usage")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[world.figures.pk]) in page
    assert reverse("wagtailadmin_pages:edit", args=[world.about.pk]) not in page


def bulk_delete(*found):
    return reverse("wagtail_bulk_action", args=["core", "fact", "delete"]) + "?" + "&".join(f"id={fact.pk}" for fact in found)


def test_a_fact_in_use_is_not_deleted_in_any_way(desk, world):
    with pytest.raises(ProtectedError):
        world.countries.delete()
    desk.post(screen(world.countries, "delete"))
    desk.post(bulk_delete(world.countries))
    assert Fact.objects.filter(pk=world.countries.pk).exists()
    assert world.countries.values.count() == 2


def test_a_fact_that_nothing_prints_may_go(desk, world):
    one, two = make_fact("beds", {"number": 1}), make_fact("chairs", {"number": 1})
    desk.post(screen(one, "delete"))
    desk.post(bulk_delete(two))
    assert not Fact.objects.filter(key__in=["beds", "chairs"]).exists()


# --- the editing form ----------------------------------------------------------------------------
def value(**changes):
    fields = {
        "qualifier": "exact",
        "number": "",
        "text_ru": "",
        "text_en": "",
        "as_of": "",
        "precision": "year",
        "note_ru": "",
        "note_en": "",
        "source_url": "",
    }
    return {**fields, "source_ru": "Отчёт", "source_en": "Report", "checked_on": "", **changes}


def fact_form(*values, initial=0, **changes):
    fields = {"key": "beds", "label_ru": "Койки", "label_en": "Beds", "unit_ru": "коек", "unit_en": "beds", "review_due_on": "", "internal_note": ""}
    return nested_form_data({**fields, "values": inline_formset(values, initial=initial), **changes})


def test_an_editor_writes_down_a_fact_with_its_values(desk, world):
    assert desk.post(ADD, fact_form(value(number="600"), value(number="620", current="on"))).status_code == 302
    fact = Fact.objects.get(key="beds")
    assert [(row.number, row.current) for row in fact.values.all()] == [(600, False), (620, True)]
    assert fact.revisions.count() == 1


@pytest.mark.parametrize("marked", [[], [0, 1]])
def test_exactly_one_value_is_current(desk, world, marked):
    values = [value(number=str(number), **({"current": "on"} if number in marked else {})) for number in range(2)]
    answer = desk.post(ADD, fact_form(*values))
    assert list(errors(answer)) == ["__all__"]
    assert not Fact.objects.filter(key="beds").exists()


def test_the_mark_may_move_from_one_value_to_another_in_one_go(desk, world):
    old, new = world.countries.values.all()[1], world.countries.values.all()[0]
    assert old.current
    rows = [value(id=str(new.pk), number="24", current="on"), value(id=str(old.pk), number="25")]
    answer = desk.post(screen(world.countries), fact_form(*rows, initial=2, key="partner_countries"))
    assert answer.status_code == 302
    assert Fact.objects.get(key="partner_countries").current_value.number == 24


def test_the_current_value_cannot_be_taken_away_alone(desk, world):
    new, old = world.countries.values.all()
    rows = [value(id=str(new.pk), number="24"), value(id=str(old.pk), number="25", current="on", DELETE="on")]
    answer = desk.post(screen(world.countries), fact_form(*rows, initial=2, key="partner_countries"))
    assert list(errors(answer)) == ["__all__"]
    assert world.countries.values.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "1", "text_ru": "есть", "text_en": "there"}, "number"),
        ({}, "number"),
        ({"text_ru": "есть"}, "number"),
        ({"number": "-1"}, "number"),
        ({"number": "1", "source_ru": "", "source_en": ""}, "source_ru"),
        ({"number": "1", "source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_a_value_says_one_thing_and_where_that_can_be_read(desk, world, changes, field):
    answer = desk.post(ADD, fact_form(value(current="on", **changes)))
    assert answer.status_code == 200
    assert field in answer.context["form"].formsets["values"].forms[0].errors
    assert not Fact.objects.filter(key="beds").exists()


@pytest.mark.parametrize("key", ["Beds", "2beds", "bed s", "койки", "a]b", "partner_countries", ""])
def test_a_key_is_a_plain_word_that_stands_once(desk, world, key):
    answer = desk.post(ADD, fact_form(value(number="1", current="on"), key=key))
    assert "key" in errors(answer)


def test_the_key_of_a_fact_in_use_stays_as_it_is(desk, world):
    new, old = world.countries.values.all()
    rows = [value(id=str(new.pk), number="24"), value(id=str(old.pk), number="25", current="on")]
    answer = desk.post(screen(world.countries), fact_form(*rows, initial=2, key="countries"))
    assert list(errors(answer)) == ["key"]
    fact = make_fact("chairs", {"number": 1})
    assert desk.post(screen(fact), fact_form(value(id=str(fact.values.get().pk), number="1", current="on"), initial=1, key="seats")).status_code == 302
    assert Fact.objects.get(pk=fact.pk).key == "seats"


def test_a_fact_is_overdue_the_day_after_its_review_date(db):
    for key, due in [("yesterday", TODAY - timedelta(days=1)), ("today", TODAY), ("tomorrow", TODAY + timedelta(days=1)), ("never", None)]:
        make_fact(key, {"number": 1}, review_due_on=due)
    ours = Fact.objects.filter(key__in=["yesterday", "today", "tomorrow", "never"])
    assert [fact.key for fact in ours.overdue()] == ["yesterday"]
    assert [fact.key for fact in ours if fact.is_overdue] == ["yesterday"]
    assert [fact.key for fact in ours.overdue(date(2030, 1, 1))] == ["today", "tomorrow", "yesterday"]


@pytest.mark.parametrize("html", ["<p>[[partner_countries]]</p>", "<ul><li><b>[[partner_countries]]</b></li></ul>"])
def test_a_preview_prints_facts_too(desk, world, html):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[world.about.pk])
    desk.post(address, page_form(world.about, {"ru": html, "en": html}))
    assert quantities(desk.get(f"{address}?mode=en").content.decode()) == ["more than 25"]


def test_a_text_that_names_many_unknown_facts_costs_one_look(world):
    with CaptureQueriesContext(connection) as captured:
        found = facts.unknown_keys("".join(f"[[none_{number}]]" for number in range(20)) + "[[partner_countries]]")
    assert found == [f"none_{number}" for number in range(20)]
    assert len(captured) <= 2


def test_facts_with_their_values_are_found_by_one_query(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = facts.find(["partner_countries", "nothing_of_the_kind"], known=[world.countries])
        assert [value.number for value in found["partner_countries"].values.all()] == [24, 25]
    assert list(found) == ["partner_countries"]
