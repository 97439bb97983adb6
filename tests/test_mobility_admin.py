"""The editing screens of mobility: menu and tabs, filters, forms and their rules, next year's call and sheet, the start page."""

import re
from datetime import date
from html import unescape

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core import desk as start_page
from core.imports import importables
from core.models import Contact, Country
from mobility.models import Call, CallPaper, ExchangeReport, FactSheet, MobilityFlow
from tests.conftest import make_agreement, make_fact, minsk
from tests.mobility_world import make_call, make_condition, make_flow, make_report, make_sheet
from tests.test_events_admin import errors, sent
from tests.test_every_screen import BOTH, listed, opens, speak
from tests.training_world import both

MODELS = [Call, FactSheet, ExchangeReport, MobilityFlow]


def names(model):
    return model._meta.model_name


def screen(model, view="list", *args):
    return reverse(f"wagtailsnippets_mobility_{names(model)}:{view}", args=args)


@pytest.fixture
def clean(world):
    """The world without what it has of mobility: the rows of a test are its own."""
    for model in MODELS:
        model.objects.all().delete()


def found(desk, model, words=""):
    return listed(desk, f"{screen(model)}?{words}", model)


def reader(client, *rights):
    user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights, content_type__app_label="mobility"))
    client.force_login(user)
    return client


# --- menu, tabs, lists -------------------------------------------------------------------------
def test_the_menu_has_three_items_in_the_order_of_the_work(editor, world):
    request = RequestFactory().get("/admin/")
    request.user = editor
    group = next(item for item in admin_menu.menu_items_for_request(request) if item.name == "mobility")
    items = sorted(group.menu.menu_items_for_request(request), key=lambda item: item.order)
    assert [item.url for item in items] == [screen(model) for model in (Call, FactSheet, ExchangeReport)]


@BOTH
def test_reports_and_numbers_are_tabs_of_one_another(desk, editor, world, lang):
    speak(editor, lang)
    for model in (ExchangeReport, MobilityFlow):
        nav = re.search(r'<nav class="family.*?</nav>', opens(desk, screen(model), lang), re.S)[0]
        tabs = re.findall(r'<a href="([^"]+)"( aria-current="page")?', nav)
        assert [(href, bool(current)) for href, current in tabs] == [(screen(other), other is model) for other in (ExchangeReport, MobilityFlow)]
    assert '<nav class="family' not in opens(desk, screen(FactSheet), lang)


def test_calls_are_narrowed(desk, clean, world):
    of_state = {
        "open": make_call("open", world.nagasaki, contact=world.asia),
        "closing": make_call("closing", closes_at=minsk("2026-12-06 11:59"), direction="incoming", who=["teacher"], owner=world.asia),
        "announced": make_call("announced", opens_at=minsk("2026-12-01 00:00"), activity="research", funding="grant", contact=world.asia),
        "closed": make_call("closed", closes_at=minsk("2026-11-22 11:59"), opens_at=None, live=False),
    }
    assert found(desk, Call) == {call.pk for call in of_state.values()}
    for state, call in of_state.items():
        assert found(desk, Call, f"state={state}") == {call.pk}
    assert found(desk, Call, "direction=incoming") == found(desk, Call, "who=teacher") == {of_state["closing"].pk}
    assert found(desk, Call, "activity=research") == found(desk, Call, "funding=grant") == {of_state["announced"].pk}
    assert found(desk, Call, "live=false") == {of_state["closed"].pk}
    assert found(desk, Call, "without_contact=true") == set()


def test_a_list_shows_calls_that_wait(desk, clean, world):
    silent = make_call("silent")
    told = make_call("told", closes_at=minsk("2026-03-01 18:00"), result_by=minsk("2026-04-01 18:00"), result_note_en="Three of nine.", opens_at=None)
    late = make_call("late", closes_at=minsk("2026-09-01 18:00"), result_by=minsk("2026-10-23 11:59"), opens_at=None)
    fresh = make_call("fresh", closes_at=minsk("2026-09-01 18:00"), result_by=minsk("2026-10-23 12:01"), opens_at=None)
    assert found(desk, Call, "without_contact=true") == {silent.pk}
    assert found(desk, Call, "without_result=true") == {late.pk}
    assert found(desk, Call, "without_result=false") == {silent.pk, told.pk, fresh.pk}


def test_rows_are_narrowed(desk, clean, world):
    agreed, asked = make_report(world.nagasaki), make_report(None, who="teacher", public=False, consent_on=None, consent_evidence="")
    ended = make_report(None, direction="incoming", consent_until=date(2026, 11, 21), country=Country.objects.get(code="CN"))
    flow, overdue = make_flow("JP"), make_flow("CN", year=2024, direction="incoming", group="staff", review_due_on=date(2026, 11, 21))
    assert found(desk, ExchangeReport, "without_consent=true") == found(desk, ExchangeReport, "direction=incoming") == {ended.pk}
    assert found(desk, ExchangeReport, "without_consent=false") == {agreed.pk, asked.pk}
    assert found(desk, ExchangeReport, "who=teacher") == found(desk, ExchangeReport, "public=false") == {asked.pk}
    assert found(desk, MobilityFlow, "year=2024") == found(desk, MobilityFlow, "overdue=true") == found(desk, MobilityFlow, "group=staff") == {overdue.pk}
    assert found(desk, MobilityFlow, f"country={flow.country_id}") == {flow.pk}


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_a_list_costs_the_same_however_long(desk, clean, world, model):
    def make(number):
        partner = world.nagasaki if number % 2 else world.sechenov
        fact = make_fact(f"flow_{number}", {"number": 5, "as_of": date(2025, 1, 1)})
        return {
            Call: lambda: make_call(f"call-{number}", partner, agreement=world.mobility, contact=world.asia),
            FactSheet: lambda: make_sheet(f"{2027 + number}/{2028 + number}", contact=world.asia),
            ExchangeReport: lambda: make_report(partner),
            MobilityFlow: lambda: make_flow("CN", partner=partner, number=None, fact=fact),
        }[model]()

    def queries():
        desk.get(screen(model))
        with CaptureQueriesContext(connection) as captured:
            desk.get(screen(model))
        return len(captured)

    make(0)
    make(1)
    few = queries()
    for number in range(2, 14):
        make(number)
    assert queries() == few


# --- calls -------------------------------------------------------------------------------------
def call_form(**changes):
    fields = {
        **{f"{name}_{code}": "" for name in Call.translated_fields() for code in ("ru", "en")},
        **both(title=("Практика", "Practice"), summary=("Три недели.", "Three weeks."), how_to_apply=("Пишите нам.", "Write to us.")),
        "contact": Contact.objects.first().pk,
        "direction": "outgoing", "activity": "traineeship", "language_skills": "en B2", "closes_at": "2026-12-15 23:59", "period_from": "2027-02-01",
        "period_to": "2027-02-21", "funding": "waiver", "languages": "all", "slug": "", "papers": inline_formset([{"kind": "cv"}]),
    }  # fmt: skip
    return nested_form_data({**fields, **changes}) | {"who": ["student"]}


def publish(desk, **changes):
    return desk.post(screen(Call, "add"), call_form(**{"action-publish": "1", **changes}))


def test_a_call_is_published_with_its_papers(desk, clean, world):
    condition = make_condition(world.mobility)
    answer = publish(desk, agreement=world.mobility.pk, condition=condition.pk, partner=world.sechenov.pk)
    assert answer.status_code == 302, errors(answer)
    call = Call.objects.get()
    assert (call.live, call.closes_at, call.condition, call.places_shown) == (True, minsk("2026-12-15 23:59"), condition, (4, True))
    assert [paper.kind for paper in call.papers.all()] == ["cv"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"closes_at": ""}, "closes_at"),
        ({"opens_at": "2026-12-16 00:00"}, "closes_at"),
        ({"result_by": "2026-12-01 00:00"}, "result_by"),
        ({"period_to": "2027-01-01"}, "period_to"),
        ({"period_from": ""}, "period_from"),
        ({"summary_ru": "", "summary_en": ""}, "summary_ru"),
        ({"how_to_apply_ru": "", "how_to_apply_en": ""}, "how_to_apply_ru"),
        ({"contact": ""}, "contact"),
        ({"year_from": "5", "year_to": "4"}, "year_to"),
        ({"year_from": "9"}, "year_from"),
        ({"language_skills": ""}, "language_skills"),
        ({"language_skills": "english"}, "language_skills"),
        ({"funding": ""}, "funding"),
        ({"funding": "waiver", "grant_amount": "500", "grant_currency": "EUR"}, "funding"),
        ({"funding": "grant", "grant_amount": "500"}, "grant_currency"),
        ({"places": "0"}, "places"),
        ({"condition": "999999"}, "condition"),
        ({"how_to_apply_ru": "[[partner_countries]]"}, "how_to_apply_ru"),
    ],
)
def test_a_rule_of_a_call_is_told_at_its_field(desk, clean, changes, field):
    answer = publish(desk, **changes)
    assert field in errors(answer)
    assert not Call.objects.exists()


def test_a_condition_of_another_agreement_or_another_way_is_refused_and_still_shown(desk, clean, world):
    other = make_condition(world.old)
    answer = publish(desk, agreement=world.mobility.pk, condition=other.pk)
    assert "condition" in errors(answer)
    assert f'<option value="{other.pk}" selected' in answer.content.decode()
    coming = make_condition(world.mobility, direction="incoming")
    assert "condition" in errors(publish(desk, agreement=world.mobility.pk, condition=coming.pk))
    assert not Call.objects.exists()


def test_a_draft_may_be_incomplete(desk, clean):
    answer = desk.post(screen(Call, "add"), call_form(title_en="", language_skills="", funding="", period_from="", period_to="", activity=""))
    assert answer.status_code == 302, errors(answer)
    assert Call.objects.get().live is False


def test_the_conditions_of_the_chosen_agreement_are_offered_in_words(desk, clean, world):
    mine, other = make_condition(world.mobility), make_condition(world.old)
    world.mobility.conditions.exclude(pk=mine.pk).delete()

    def offered(call):
        select = re.search(r'<select name="condition".*?</select>', desk.get(screen(Call, "edit", call.pk)).content.decode(), re.S)[0]
        return {value: unescape(text).strip() for value, text in re.findall(r'<option value="(\d+)"[^>]*>(.*?)</option>', select, re.S)}

    call = make_call("call", agreement=world.mobility)
    speak(get_user_model().objects.get(username="olga"), "en")
    assert offered(call) == {str(mine.pk): "students: practical training, outgoing, 4 places a year, 2025/2026 – 2028/2029 (12/2024)"}
    assert offered(make_call("free", closes_at=minsk("2027-01-01 12:00"))) == {}
    assert str(other.pk) in offered(make_call("odd", agreement=world.old, condition=other, closes_at=minsk("2027-02-01 12:00")))


@pytest.mark.parametrize("wrong", ["999999", "9" * 18, "-1"])
def test_an_agreement_that_is_none_is_told_at_its_field(desk, clean, wrong):
    assert "agreement" in errors(publish(desk, agreement=wrong))


def test_a_call_seems_to_be_there_already(desk, clean):
    make_call()
    same = both(title=("Клиническая практика в Нагасаки", "Clinical practise in Nagasaki"))
    assert "another" in errors(publish(desk, **same))
    assert publish(desk, **same, closes_at="2027-12-15 23:59", period_from="2028-02-01", period_to="2028-02-21").status_code == 302
    assert publish(desk, **same, another="on").status_code == 302


def copied(desk, row):
    answer = desk.get(screen(type(row), "copy", row.pk))
    assert answer.status_code == 200
    return sent(answer), answer.content.decode()


def test_next_years_call_is_a_draft_with_dates_a_year_later(desk, clean, world):
    condition = make_condition(world.mobility)
    last = make_call(
        "last", world.sechenov, agreement=world.mobility, condition=condition, contact=world.asia, nomination_by=minsk("2026-12-01 12:00"),
        result_by=minsk("2027-01-15 18:00"), result_note_en="Three.", result_note_ru="Трое.", source_url="https://www.bsmu.by/", sequence=4,
    )  # fmt: skip
    form, page = copied(desk, last)
    assert Call.objects.count() == 1
    assert '<li class="info' in page
    answer = desk.post(screen(Call, "add"), form)
    assert answer.status_code == 302, errors(answer)
    new = Call.objects.latest("pk")
    assert (new.live, new.public_id == last.public_id, new.sequence, new.slug == last.slug) == (False, False, 0, False)
    assert [new.opens_at, new.closes_at, new.nomination_by, new.result_by] == [
        minsk(text) for text in ("2027-11-01 00:00", "2027-12-15 23:59", "2027-12-01 12:00", "2028-01-15 18:00")
    ]
    assert (new.period_from, new.period_to) == (date(2028, 2, 1), date(2028, 2, 21))
    assert (new.result_note_en or "", new.source_url) == ("", "")
    assert (new.partner, new.agreement, new.condition, new.contact, new.who) == (world.sechenov, world.mobility, condition, world.asia, ["student"])
    assert [paper.kind for paper in new.papers.all()] == ["motivation_letter", "cv"]
    assert CallPaper.objects.filter(call=last).count() == 2


def test_a_leap_day_becomes_the_day_before(desk, clean):
    last = make_call("leap", opens_at=None, closes_at=minsk("2028-02-29 23:59"), period_from=date(2028, 3, 1), period_to=date(2028, 3, 2))
    form, _page = copied(desk, last)
    assert form["closes_at"] == ["2029-02-28 23:59"]


# --- fact sheets -------------------------------------------------------------------------------
def test_the_sheet_of_the_next_year_is_a_draft_with_everything_in_it(desk, clean, world):
    last = make_sheet("2026/2027", contact=world.asia, verified_on=date(2026, 9, 1), review_due_on=date(2027, 3, 1), internal_note="Old")
    form, page = copied(desk, last)
    assert '<li class="info' in page
    assert FactSheet.objects.count() == 1
    answer = desk.post(screen(FactSheet, "add"), form)
    assert answer.status_code == 302, errors(answer)
    new = FactSheet.objects.latest("pk")
    assert (new.academic_year, new.public, new.contact, new.decision_weeks) == ("2027/2028", False, world.asia, 4)
    assert (new.verified_on, new.review_due_on, new.internal_note) == (None, None, "")
    for relation in ("terms", "infos", "accessibility", "requirements"):
        kept = [[str(row), getattr(row, "email", "")] for row in getattr(last, relation).all()]
        assert [[str(row), getattr(row, "email", "")] for row in getattr(new, relation).all()] == kept != []


def test_a_year_has_one_sheet(desk, clean):
    last = make_sheet("2026/2027")
    make_sheet("2027/2028")
    form, _page = copied(desk, last)
    assert "academic_year" in errors(desk.post(screen(FactSheet, "add"), form))
    assert FactSheet.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"academic_year": "2027"}, "academic_year"),
        ({"decision_weeks": "6"}, "decision_weeks"),
        ({"transcript_weeks": "0"}, "transcript_weeks"),
        ({"grading_ru": "По десятибалльной шкале.", "public": "on"}, "grading_en"),
        ({"catalogue_url_ru": "no address"}, "catalogue_url_ru"),
    ],
)
def test_a_rule_of_a_sheet_is_told_at_its_field(desk, clean, changes, field):
    form, _page = copied(desk, make_sheet("2026/2027"))
    assert field in errors(desk.post(screen(FactSheet, "add"), {**form, **changes}))


def test_a_day_of_no_month_is_told_in_its_row(desk, clean):
    form, _page = copied(desk, make_sheet("2026/2027"))
    answer = desk.post(screen(FactSheet, "add"), {**form, "terms-0-nominations_by": "02-30"})
    assert "nominations_by" in answer.context["form"].formsets["terms"].errors[0]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@BOTH
def test_the_list_of_sheets_is_given_out_whole(desk, editor, clean, world, lang, form):
    speak(editor, lang)
    make_sheet("2026/2027", contact=world.asia)
    content = b"".join(desk.get(f"{screen(FactSheet)}?export={form}").streaming_content)
    assert content
    if form == "csv":
        text = content.decode("utf-8-sig")
        assert "2026/2027" in text
        assert "05-01" in text
        assert "housing@office.example" in text


# --- reports and numbers -----------------------------------------------------------------------
def report_form(**changes):
    fields = {f"{name}_{code}": "" for name in ExchangeReport.translated_fields() for code in ("ru", "en")}
    known = {"who": "student", "direction": "outgoing", "activity": "studies", "stayed_to": "2026-02-22", **both(title=("В Нагасаки", "In Nagasaki"))}
    return {**fields, **known, **changes}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"public": "on"}, "consent_on"),
        ({"consent_on": "2026-03-01"}, "consent_evidence"),
        ({"consent_on": "2027-03-01", "consent_evidence": "mail"}, "consent_on"),
        ({"stayed_from": "2026-03-01"}, "stayed_to"),
        ({"title_ru": "", "title_en": ""}, "title_ru"),
        ({"public": "on", "consent_on": "2026-03-01", "consent_evidence": "mail", "text_ru": "Операции."}, "text_en"),
    ],
)
def test_a_rule_of_a_report_is_told_at_its_field(desk, clean, changes, field):
    assert field in errors(desk.post(screen(ExchangeReport, "add"), report_form(**changes)))
    assert not ExchangeReport.objects.exists()


def test_a_report_without_consent_is_kept_as_a_draft(desk, clean):
    assert desk.post(screen(ExchangeReport, "add"), report_form()).status_code == 302
    assert ExchangeReport.objects.get().is_shown is False


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "number"),
        ({"number": "3", "year": "2027"}, "year"),
        ({"number": "3", "year_from": "2026"}, "year_from"),
        ({"number": "3", "note_ru": "Примерно", "public": "on"}, "note_en"),
    ],
)
def test_a_rule_of_a_number_is_told_at_its_field(desk, clean, changes, field):
    fields = {"year": "2025", "direction": "outgoing", "group": "students", "qualifier": "exact", "note_ru": "", "note_en": ""}
    assert field in errors(desk.post(screen(MobilityFlow, "add"), {**fields, **changes}))
    assert not MobilityFlow.objects.exists()


def test_a_number_may_be_that_of_a_fact_which_holds_its_year(desk, clean):
    fact = make_fact("students_out", {"number": 12, "as_of": date(2025, 1, 1)})
    fields = {"year": "2025", "direction": "outgoing", "group": "students", "qualifier": "exact", "note_ru": "", "note_en": "", "fact": fact.pk}
    assert "fact" in errors(desk.post(screen(MobilityFlow, "add"), {**fields, "year": "2024"}))
    assert desk.post(screen(MobilityFlow, "add"), fields).status_code == 302
    assert MobilityFlow.objects.get().value.number == 12
    page = re.sub(r"\s", "", desk.get(screen(MobilityFlow)).content.decode())
    assert ">12<" in page


# --- the start page, rights --------------------------------------------------------------------
@BOTH
def test_every_count_of_the_start_page_is_the_length_of_the_list_it_leads_to(desk, editor, clean, world, lang):
    speak(editor, lang)
    make_call("silent")
    make_call("late", closes_at=minsk("2026-03-01 18:00"), result_by=minsk("2026-04-01 18:00"), opens_at=None)
    make_report(withdrawn_on=date(2026, 11, 1))
    for make in (make_report, make_flow, make_sheet):
        make(review_due_on=date(2026, 11, 21))
    page = opens(desk, "/admin/", lang)
    tasks = {unescape(href): int(number) for href, number in re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong>', page) if "/mobility/" in href}
    overdue = {f"{screen(model)}?overdue=true" for model in (FactSheet, ExchangeReport, MobilityFlow)}
    own = {f"{screen(Call)}?without_contact=true", f"{screen(Call)}?without_result=true", f"{screen(ExchangeReport)}?without_consent=true"}
    assert set(tasks) == overdue | own
    for href, number in tasks.items():
        model = apps.get_model(*href.removeprefix("/admin/snippets/").split("/")[:2])
        assert number == len(listed(desk, href, model)) > 0, href


def test_a_year_without_a_public_sheet_is_told_of_first(editor, clean):
    def told():
        return [task for task in start_page.tasks(editor) if task.href == screen(FactSheet)]

    make_sheet("2027/2028")
    make_sheet("2026/2027", public=False)
    (task,) = told()
    assert (task.count, task.urgent) == (1, True)
    assert "2026/2027" in task.label
    FactSheet.objects.update(public=True)
    assert told() == []


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_without_rights_no_screen_opens(client, world, model):
    row = model.objects.first()
    stranger = reader(client)
    for address in (screen(model), screen(model, "add"), screen(model, "edit", row.pk)):
        assert stranger.get(address).status_code in (302, 403)


@pytest.mark.parametrize("row", [Call, FactSheet], ids=names)
def test_who_may_not_add_copies_nothing(client, world, row):
    reading = reader(client, f"view_{names(row)}", f"change_{names(row)}")
    assert reading.get(screen(row, "copy", row.objects.first().pk)).status_code in (302, 403)


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_the_editors_of_the_demonstration_may_do_everything(editor, model):
    assert editor.has_perms([f"mobility.{action}_{names(model)}" for action in ("add", "change", "delete", "view")])


def test_the_start_page_speaks_of_lists_that_one_may_change(client, clean):
    make_call("silent")
    make_report(review_due_on=date(2026, 1, 1))
    page = reader(client, "view_exchangereport", "change_exchangereport", "view_call").get("/admin/").content.decode()
    assert {href.partition("?")[0] for href in re.findall(r'<a href="([^"]+)"><strong>', page)} == {screen(ExchangeReport)}


def test_every_list_has_its_import_button_but_that_of_sheets(desk, world):
    for name in ("calls", "mobility-numbers", "exchange-reports"):
        assert reverse("import_upload", args=[name]) in desk.get(screen(importables[name].model)).content.decode()
    assert "/import/" not in desk.get(screen(FactSheet)).content.decode()


def test_an_agreement_that_a_call_names_is_asked_for_by_its_key(desk, clean, world):
    """A very long number is no key of a database."""
    agreement = make_agreement("own", world.nagasaki)
    assert publish(desk, agreement=agreement.pk, condition="9" * 30).status_code == 200
