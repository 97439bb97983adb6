"""The editing screens of training: menu and tabs, filters, forms that know their programme, rules of the forms, what waits on the start page."""

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
from core.models import Country
from tests.conftest import minsk
from tests.test_every_screen import BOTH, listed, opens, speak
from tests.training_world import (
    both,
    make_condition,
    make_cost,
    make_entry_rule,
    make_fee,
    make_intake,
    make_notice,
    make_paper,
    make_programme,
    make_rate,
    make_representative,
    make_scholarship,
    make_statement,
    make_step,
    make_visa_rule,
)
from training.choices import IntakeState, RepresentativeState
from training.models import (
    DocumentRule,
    EntryRule,
    ExchangeRate,
    ExtraCost,
    Fee,
    Intake,
    NationalNotice,
    Programme,
    RecognitionStatement,
    Representative,
    Scholarship,
    Step,
    VisaRule,
)

MONEY = [Fee, ExtraCost, Scholarship, ExchangeRate]
RULES = [DocumentRule, EntryRule, VisaRule, NationalNotice]
ROWS = [*MONEY, *RULES, Intake, RecognitionStatement, Step, Representative]
YEARLY = [Fee, Scholarship, Intake, DocumentRule, EntryRule]
MAKERS = {
    ExtraCost: make_cost, ExchangeRate: make_rate, Scholarship: make_scholarship, DocumentRule: make_paper, EntryRule: make_entry_rule,
    VisaRule: make_visa_rule, NationalNotice: make_notice, RecognitionStatement: make_statement, Step: make_step, Representative: make_representative,
}  # fmt: skip
NEXT_YEAR = reverse("training_next_year")


def make(model, **fields):
    """A row of any kind."""
    if model in (Fee, Intake):
        programme = Programme.objects.filter(slug="medicine").first() or make_programme("medicine")
        return (make_fee if model is Fee else make_intake)(programme, **fields)
    return MAKERS[model](**fields)


def screen(model, view="list", *args):
    return reverse(f"wagtailsnippets_training_{model._meta.model_name}:{view}", args=args)


def names(model):
    return model._meta.model_name


@pytest.fixture
def clean(world):
    """The world without what it has of training: the rows of a test are its own."""
    for model in [*ROWS, Programme]:
        model.objects.all().delete()


@pytest.fixture
def medicine(clean):
    return make_programme()


def reader(client, *models, actions=("view",)):
    """Somebody who may do this with these models, and nothing else."""
    user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for model in models:
        for action in actions:
            user.user_permissions.add(Permission.objects.get(codename=f"{action}_{model._meta.model_name}", content_type__app_label="training"))
    client.force_login(user)
    return client


# --- menu and tabs -----------------------------------------------------------------------------
def menu_of(user):
    """[(label, address)] of the section's group."""
    request = RequestFactory().get("/admin/")
    request.user = user
    group = next(item for item in admin_menu.menu_items_for_request(request) if item.name == "training")
    return [item.url for item in sorted(group.menu.menu_items_for_request(request), key=lambda item: item.order)]


def test_the_menu_has_seven_items_in_the_order_of_the_work(editor, world):
    assert menu_of(editor) == [screen(model) for model in (Programme, Fee, Intake, DocumentRule, RecognitionStatement, Step, Representative)]


def test_no_list_of_the_section_is_among_the_snippets(desk, world):
    """A list without a place in the menu would stand there."""
    assert desk.get("/admin/snippets/").status_code in (302, 403, 404) or "training" not in desk.get("/admin/snippets/").content.decode()


def tabs(page):
    """[(address, is it the list shown)]"""
    nav = re.search(r'<nav class="family.*?</nav>', page, re.S)
    return [(href, bool(current)) for href, current in re.findall(r'<a href="([^"]+)"( aria-current="page")?', nav[0])] if nav else []


@BOTH
@pytest.mark.parametrize("model", ROWS, ids=names)
def test_lists_that_belong_together_are_tabs_of_one_another(desk, editor, world, model, lang):
    speak(editor, lang)
    family = next((family for family in (MONEY, RULES) if model in family), [])
    assert tabs(opens(desk, screen(model), lang)) == [(screen(other), other is model) for other in family]


def test_tabs_lead_only_where_one_may_go(client, world):
    page = reader(client, Fee, Scholarship).get(screen(Fee)).content.decode()
    assert tabs(page) == [(screen(Fee), True), (screen(Scholarship), False)]
    assert client.get(screen(ExtraCost)).status_code in (302, 403)


def test_a_tab_that_stands_alone_is_none(client, world):
    assert tabs(reader(client, Fee).get(screen(Fee)).content.decode()) == []


@pytest.mark.parametrize("model", ROWS, ids=names)
def test_lists_of_what_holds_a_year_lead_to_the_next(desk, world, model):
    assert (f'href="{NEXT_YEAR}"' in desk.get(screen(model)).content.decode()) is (model in YEARLY)


def test_the_way_to_the_next_year_is_shown_to_who_may_go_it(client, world):
    page = reader(client, Fee, Intake, actions=["view", "change"]).get(screen(Fee)).content.decode()
    assert NEXT_YEAR not in page


# --- lists -------------------------------------------------------------------------------------
def found(desk, model, words):
    return listed(desk, f"{screen(model)}?{words}", model)


def test_fees_are_narrowed(desk, medicine):
    other = make_programme("dentistry", **both(name=("Стоматология", "Dentistry")))
    plain, chinese = make_fee(medicine), make_fee(medicine, "ru", ["CN"])
    later = make_fee(other, academic_year="2027/2028", public=False, review_due_on=date(2026, 11, 1))
    everything = {plain.pk, chinese.pk, later.pk}
    assert found(desk, Fee, "") == everything
    assert found(desk, Fee, f"programme={other.pk}") == {later.pk}
    assert found(desk, Fee, "academic_year=2026/2027") == {plain.pk, chinese.pk}
    assert found(desk, Fee, "language=ru") == {chinese.pk}
    assert found(desk, Fee, "applicant_group=countries") == {chinese.pk}
    assert found(desk, Fee, "public=false") == {later.pk}
    assert found(desk, Fee, "coming_drafts=true") == {later.pk}
    assert found(desk, Fee, "overdue=true") == {later.pk}
    assert found(desk, Fee, "overdue=false") == {plain.pk, chinese.pk}


@pytest.mark.parametrize("model", ROWS, ids=names)
def test_every_list_shows_what_is_past_its_review_drafts_and_samples(desk, clean, model):
    fields = {"letter_no": "1"} if model is Representative else {}
    plain = make(model, **fields)
    alone = {ExchangeRate: {"base": "EUR"}, VisaRule: {"code": "VN"}, Representative: {"letter_no": "2"}, Fee: {"language": "ru"}}.get(model, {})
    other = make(model, **alone, review_due_on=date(2026, 11, 21), public=False, is_sample=True)
    today = make(
        model,
        **{**alone, **{name: value for name, value in [("letter_no", "3"), ("code", "KZ"), ("base", "RUB")] if name in alone}},
        review_due_on=date(2026, 11, 22),
        public=model is not Fee,
    )
    assert found(desk, model, "") == {plain.pk, other.pk, today.pk}
    assert found(desk, model, "overdue=true") == {other.pk}
    assert found(desk, model, "is_sample=true") == {other.pk}
    assert other.pk in found(desk, model, "public=false")
    assert plain.pk in found(desk, model, "public=true")


@pytest.mark.parametrize("model", [Fee, Scholarship, Intake, DocumentRule, EntryRule], ids=names)
def test_drafts_of_a_coming_year_are_those_of_no_running_one(desk, clean, model):
    rows = {
        (year, public): make(model, academic_year=year, public=public, **({"language": "ru"} if model is Fee and public else {}))
        for year in ("2026/2027", "2027/2028") for public in (False, True)
    }  # fmt: skip
    assert found(desk, model, "coming_drafts=true") == {rows["2027/2028", False].pk}
    assert found(desk, model, "academic_year=2027/2028") == {rows["2027/2028", False].pk, rows["2027/2028", True].pk}


@pytest.mark.parametrize("model", [Scholarship, DocumentRule, EntryRule, Step], ids=names)
def test_lists_are_narrowed_by_level_with_what_holds_for_all(desk, clean, model):
    degree, every, residency = make(model, levels=["degree"]), make(model, levels=[]), make(model, levels=["residency", "doctoral"])
    assert found(desk, model, "level=degree") == {degree.pk, every.pk}
    assert found(desk, model, "level=doctoral") == {every.pk, residency.pk}


@pytest.mark.parametrize(
    "moment", ["2026-11-01 12:00", "2026-11-22 12:00", "2027-08-02 23:58", "2027-08-03 00:00", "2027-08-16 23:58", "2027-08-16 23:59", "2027-08-17 00:00"]
)
def test_the_state_of_an_intake_is_the_same_in_lists_as_on_its_page(medicine, moment):
    """The query and the property, at the edges."""
    intake, now = make_intake(medicine), minsk(moment)
    states = [state for state in IntakeState if Intake.objects.in_state(state, now).filter(pk=intake.pk).exists()]
    assert states == [intake.state_at(now)]
    assert Intake.objects.not_closed(now).exists() is (intake.state_at(now) != IntakeState.CLOSED)


def test_intakes_are_narrowed(desk, medicine):
    other = make_programme("dentistry", **both(name=("Стоматология", "Dentistry")))
    of_state = {
        "open": make_intake(medicine),
        "announced": make_intake(medicine, application_opens=date(2027, 1, 1)),
        "closing": make_intake(medicine, other, application_closes=date(2026, 12, 1), category="visa"),
        "closed": make_intake(medicine, application_closes=date(2026, 11, 21)),
    }
    for state, intake in of_state.items():
        assert found(desk, Intake, f"state={state}") == {intake.pk}
    assert found(desk, Intake, "category=visa") == found(desk, Intake, f"programmes={other.pk}") == {of_state["closing"].pk}


def test_rules_are_narrowed(desk, clean):
    everywhere, chinese = make_paper(), make_paper(["CN"], stage="visa")
    entry, other = make_entry_rule("CN"), make_entry_rule("IN")
    visa, free = make_visa_rule("CN"), make_visa_rule("KZ", needs_visa=False)
    notice, ended = make_notice(["CN"]), make_notice(["IN"], valid_until=date(2026, 11, 21))
    china = Country.objects.get(code="CN").pk
    assert found(desk, DocumentRule, "stage=visa") == found(desk, DocumentRule, f"countries={china}") == found(desk, DocumentRule, "reach=only") == {chinese.pk}
    assert found(desk, DocumentRule, "stage=invitation") == {everywhere.pk}
    assert found(desk, EntryRule, f"country={china}") == {entry.pk} != {other.pk}
    assert found(desk, VisaRule, f"country={china}") == found(desk, VisaRule, "needs_visa=true") == {visa.pk}
    assert found(desk, VisaRule, "needs_visa=false") == {free.pk}
    assert found(desk, NationalNotice, f"countries={china}") == found(desk, NationalNotice, "running=true") == {notice.pk}
    assert found(desk, NationalNotice, "running=false") == {ended.pk}


def test_recognition_is_narrowed(desk, medicine):
    fresh = make_statement("IN")
    old = make_statement("LK", status="accepted", checked_on=date(2026, 5, 1))
    own = make_statement("CN", scope="programme", programme=medicine, checked_on=date(2026, 5, 26))  # the last day on which it holds
    assert found(desk, RecognitionStatement, "recheck=true") == found(desk, RecognitionStatement, "status=accepted") == {old.pk}
    assert found(desk, RecognitionStatement, "recheck=false") == {fresh.pk, own.pk}
    assert found(desk, RecognitionStatement, f"programme={medicine.pk}") == found(desk, RecognitionStatement, "scope=programme") == {own.pk}
    assert found(desk, RecognitionStatement, f"country={Country.objects.get(code='IN').pk}") == {fresh.pk}


REPRESENTATIVES = {
    "valid": ({"valid_until": date(2027, 6, 1)}, RepresentativeState.VALID),
    "ending": ({"valid_until": date(2026, 12, 22)}, RepresentativeState.VALID),
    "last day": ({"valid_until": date(2026, 11, 22)}, RepresentativeState.VALID),
    "beyond": ({"valid_until": date(2026, 12, 23)}, RepresentativeState.VALID),
    "expired": ({"valid_until": date(2026, 11, 21)}, RepresentativeState.EXPIRED),
    "to come": ({"valid_from": date(2026, 11, 23), "valid_until": date(2026, 12, 1)}, RepresentativeState.NOT_YET),
    "withdrawn": ({"withdrawn_on": date(2026, 11, 22)}, RepresentativeState.WITHDRAWN),
    "withdrawn tomorrow": ({"withdrawn_on": date(2026, 11, 23), "valid_until": date(2027, 1, 1)}, RepresentativeState.VALID),
    "withdrawn and expired": ({"withdrawn_on": date(2026, 1, 5), "valid_until": date(2026, 2, 1)}, RepresentativeState.WITHDRAWN),
}


def test_representatives_are_narrowed_by_what_their_letters_say_today(desk, clean):
    made = {name: make_representative(name, **fields) for name, (fields, _state) in REPRESENTATIVES.items()}
    for state in RepresentativeState:
        expected = {name for name, (_fields, own) in REPRESENTATIVES.items() if own == state}
        assert {made[name].state for name in expected} == {state}
        assert found(desk, Representative, f"state={state}") == {made[name].pk for name in expected}
    assert found(desk, Representative, "expiring=true") == {made["ending"].pk, made["last day"].pk}


def test_programmes_are_narrowed_by_what_they_lack(desk, medicine):
    bare = make_programme("bare", **both(name=("Фармация", "Pharmacy")))
    make_programme("past", state="archived", **both(name=("Прошлая", "Past")))
    make_programme("draft", live=False, **both(name=("Черновик", "Draft")))
    make_fee(medicine)
    make_intake(medicine)
    # neither counts: a draft, another year, a closed one
    make_fee(bare, public=False)
    make_fee(bare, academic_year="2027/2028")
    make_intake(bare, public=False)
    make_intake(bare, application_closes=date(2026, 11, 21))
    assert found(desk, Programme, "without_fee=true") == found(desk, Programme, "without_intake=true") == {bare.pk}
    assert bare.pk not in found(desk, Programme, "without_fee=false")
    assert found(desk, Programme, "state=archived") == {Programme.objects.get(slug="past").pk}
    assert medicine.pk in found(desk, Programme, "level=degree")


@pytest.mark.parametrize("model", [*ROWS, Programme], ids=names)
def test_a_list_costs_the_same_however_long(desk, world, model):
    def queries():
        desk.get(screen(model))
        with CaptureQueriesContext(connection) as captured:
            desk.get(screen(model))
        return len(captured)

    def some(numbers):
        for number in numbers:
            if model is Programme:
                make_programme(f"programme-{number}")
            else:
                alone = {ExchangeRate: {"as_of": date(2026, 1, number + 1)}, Representative: {"letter_no": f"№ {number}"}}.get(model, {"public": False})
                make(model, **alone)

    some(range(2))
    few = queries()
    some(range(2, 12))
    assert queries() == few


@pytest.mark.parametrize(
    ("model", "query", "fields"),
    [
        (Fee, "general", {}), (Fee, "2026", {}), (ExtraCost, "комнат", {}), (Scholarship, "excellence", {}), (ExchangeRate, "usd", {}), (Intake, "осени", {}),
        (DocumentRule, "passport", {}), (EntryRule, "китай", {}), (VisaRule, "china", {}), (NationalNotice, "индия", {}), (RecognitionStatement, "комиссии", {}),
        (Representative, "bridge", {}), (Representative, "77", {"letter_no": "77-5"}), (Step, "документы", {}),
    ],
)  # fmt: skip
def test_a_row_is_found_in_either_language(desk, clean, model, query, fields):
    row = make(model, **fields)
    assert found(desk, model, f"q={query}") == {row.pk}
    assert found(desk, model, "q=nonsense") == set()


# --- forms -------------------------------------------------------------------------------------
def test_the_programmes_form_lists_its_fees_and_intakes_and_offers_another(desk, medicine):
    fee, intake = make_fee(medicine), make_intake(medicine, public=False)
    other = make_fee(make_programme("other", **both(name=("Другая", "Other"))))
    page = desk.get(screen(Programme, "edit", medicine.pk)).content.decode()
    assert screen(Fee, "edit", fee.pk) in page
    assert "5 000" in page.replace("\xa0", " ")
    assert screen(Intake, "edit", intake.pk) in page
    assert str(IntakeState.OPEN.label) in page
    assert screen(Fee, "edit", other.pk) not in page
    for model in (Fee, Intake):
        assert f'href="{screen(model, "add")}?programme={medicine.pk}"' in page


def chosen(page, name):
    """The ticked or selected values of a field."""
    select = re.search(rf'<select name="{name}".*?</select>', page, re.S)
    if select:
        return re.findall(r'<option value="([^"]*)" selected', select[0])
    ticked = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]*)"([^>]*)>', page)
    return [value for value, rest in ticked if "checked" in rest] or re.findall(rf'<input[^>]*name="{name}" value="([^"]*)"', page)[:1]


def test_a_new_fee_knows_its_programme(desk, medicine):
    page = desk.get(f"{screen(Fee, 'add')}?programme={medicine.pk}").content.decode()
    assert f'name="programme" value="{medicine.pk}"' in page
    russian = make_programme("russian", [("ru", "", None)], **both(name=("По-русски", "In Russian")))
    assert chosen(desk.get(f"{screen(Fee, 'add')}?programme={russian.pk}").content.decode(), "language") == ["ru"]


def test_a_new_intake_knows_its_programme(desk, medicine):
    make_programme("other", **both(name=("Другая", "Other")))
    assert chosen(desk.get(f"{screen(Intake, 'add')}?programme={medicine.pk}").content.decode(), "programmes") == [str(medicine.pk)]


@pytest.mark.parametrize("model", [Fee, Intake], ids=names)
@pytest.mark.parametrize("wrong", ["x", "999999", "-1", "9" * 40, "%00", "", "²"])
def test_an_address_that_names_no_programme_opens_an_empty_form(desk, world, model, wrong):
    assert desk.get(f"{screen(model, 'add')}?programme={wrong}").status_code == 200


@BOTH
@pytest.mark.parametrize("model", [Fee, Scholarship, DocumentRule, NationalNotice], ids=names)
def test_countries_are_ticked_in_the_order_of_the_editors_language(desk, editor, world, model, lang):
    speak(editor, lang)
    page = opens(desk, screen(model, "add"), lang)
    box = re.search(r'<div id="id_countries" class="countries">.*?</div>\s*</div>\s*</div>', page, re.S)
    assert box
    labels = [unescape(label).strip() for label in re.findall(r'name="countries"[^>]*>\s*([^<]+)</label>', page)]
    assert labels == list(Country.objects.order_by(f"name_{lang}").values_list(f"name_{lang}", flat=True))


def fee_form(programme, **changes):
    fields = {
        "programme": programme.pk, "academic_year": "2026/2027", "language": "en", "applicant_group": "all", "amount": "5000", "currency": "USD", "per": "year",
        "valid_from": "2026-09-01", "public": "on", **{f"{name}_{code}": "" for name in ("includes", "instalments") for code in ("ru", "en")},
    }  # fmt: skip
    return nested_form_data({**fields, **changes})


def errors(answer):
    return answer.context["form"].errors


def test_a_fee_is_saved_with_its_countries(desk, medicine):
    china = Country.objects.get(code="CN")
    answer = desk.post(screen(Fee, "add"), fee_form(medicine, applicant_group="countries") | {"countries": [china.pk]})
    assert answer.status_code == 302, errors(answer)
    assert list(Fee.objects.get().countries.all()) == [china]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applicant_group": "countries"}, "countries"),
        ({"language": "be"}, "language"),
        ({"valid_through": "2026-08-31"}, "valid_through"),
        ({"includes_ru": "Обучение."}, "includes_en"),
        ({"includes_ru": "[[x]]", "includes_en": "[[x]]"}, "includes_ru"),
        ({"academic_year": "2026"}, "academic_year"),
        ({"amount": "0"}, "amount"),
    ],
)
def test_a_rule_of_a_fee_is_told_at_its_field(desk, medicine, changes, field):
    answer = desk.post(screen(Fee, "add"), fee_form(medicine, **changes))
    assert field in errors(answer)
    assert not Fee.objects.exists()


def test_a_second_public_fee_is_refused_and_a_draft_is_not(desk, medicine):
    make_fee(medicine)
    assert errors(desk.post(screen(Fee, "add"), fee_form(medicine)))
    desk.post(screen(Fee, "add"), fee_form(medicine, public=""))
    assert Fee.objects.count() == 2


def test_a_statement_is_saved_with_its_conditions(desk, clean):
    statement = make_statement(conditions=[make_condition()])
    row = {"measure": "english", "requirement_ru": "Р", "requirement_en": "E", "threshold": "", "our_value_ru": "", "our_value_en": "", "met": "yes"}
    fields = {
        "authority_ru": "Комиссия", "authority_en": "Commission", "country": statement.country_id, "authority_url": "https://x.example/", "scope": "institution",
        "status": "accepted", "graduate_must_ru": "Ничего.", "graduate_must_en": "Nothing.", "evidence_url": "https://x.example/", "checked_on": "2026-11-01",
        "recheck_after_days": "180", "public": "on", "conditions": inline_formset([row]),
    }  # fmt: skip
    answer = desk.post(screen(RecognitionStatement, "add"), nested_form_data(fields))
    assert answer.status_code == 302, errors(answer)
    made = RecognitionStatement.objects.latest("pk")
    assert [(one.measure, one.met) for one in made.conditions.all()] == [("english", "yes")]


def test_a_programme_seems_to_be_there_already(desk, medicine):
    fields = {
        **{f"{name}_{code}": "" for name in Programme.translated_fields() for code in ("ru", "en")}, **both(name=("Лечебное дело", "General Medicin")),
        "level": "degree", "state": "open", "languages": "all", "slug": "", "variants": inline_formset([]),
    }  # fmt: skip
    assert "another" in errors(desk.post(screen(Programme, "add"), nested_form_data(fields)))
    desk.post(screen(Programme, "add"), nested_form_data({**fields, "another": "on"}))
    assert Programme.objects.count() == 2


@BOTH
@pytest.mark.parametrize("model", [*ROWS, Programme], ids=names)
def test_every_form_opens(desk, editor, clean, model, lang):
    speak(editor, lang)
    row = make_programme() if model is Programme else make(model)
    opens(desk, screen(model, "add"), lang)
    page = opens(desk, screen(model, "edit", row.pk), lang)
    if model is not Programme:
        assert 'name="public"' in page
        assert 'name="review_due_on"' in page
        assert f"{screen(model)}copy" not in page


# --- the start page ----------------------------------------------------------------------------
@BOTH
def test_every_count_of_the_start_page_is_the_length_of_the_list_it_leads_to(desk, editor, medicine, lang):
    speak(editor, lang)
    for model in ROWS:
        make(model, review_due_on=date(2026, 11, 1))
    for model in (Fee, Intake):
        make(model, academic_year="2027/2028", public=False)
    make_statement("LK", checked_on=date(2026, 1, 1))
    make_representative("9", valid_until=date(2026, 12, 1))
    bare = make_programme("bare", **both(name=("Фармация", "Pharmacy")))
    page = opens(desk, "/admin/", lang)
    tasks = {unescape(href): int(number) for href, number in re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong>', page) if "/training/" in href}
    overdue = {f"{screen(model)}?overdue=true" for model in ROWS if model is not ExchangeRate}
    own = {
        f"{screen(RecognitionStatement)}?recheck=true",
        f"{screen(Programme)}?without_fee=true",
        f"{screen(Programme)}?without_intake=true",
        f"{screen(Fee)}?coming_drafts=true",
        f"{screen(Intake)}?coming_drafts=true",
        f"{screen(Representative)}?expiring=true",
    }
    assert set(tasks) == overdue | own
    for href, number in tasks.items():
        model = apps.get_model(*href.removeprefix("/admin/snippets/").split("/")[:2])
        assert number == len(listed(desk, href, model)) > 0, href
    assert bare.pk in listed(desk, f"{screen(Programme)}?without_fee=true", Programme)


def test_what_is_past_its_recheck_comes_first(editor, clean):
    make_statement("LK", checked_on=date(2026, 1, 1))
    assert next(task.href for task in start_page.tasks(editor) if task.urgent) == f"{screen(RecognitionStatement)}?recheck=true"


@pytest.mark.parametrize("model", [Fee, Intake, Programme, RecognitionStatement, Representative, Step], ids=names)
def test_the_start_page_speaks_of_lists_that_one_may_change(client, clean, model):
    make_statement("LK", checked_on=date(2026, 1, 1), review_due_on=date(2026, 1, 1))
    make_representative(valid_until=date(2026, 12, 1))
    make_step(review_due_on=date(2026, 1, 1))
    medicine = make_programme()
    make_fee(medicine, academic_year="2027/2028", public=False)
    make_intake(medicine, academic_year="2027/2028", public=False)
    page = reader(client, model, actions=["view", "change"]).get("/admin/").content.decode()
    lists = {href.partition("?")[0] for href in re.findall(r'<a href="([^"]+)"><strong>', page)}
    assert lists == {screen(model)}


def test_the_start_page_of_who_may_only_look_is_empty(client, clean):
    make_statement("LK", checked_on=date(2026, 1, 1))
    assert "recheck" not in reader(client, RecognitionStatement).get("/admin/").content.decode()


def test_every_list_has_its_import_button(desk, world):
    for importable in importables.values():
        if importable.model._meta.app_label == "training":
            assert reverse("import_upload", args=[importable.name]) in desk.get(screen(importable.model)).content.decode()
