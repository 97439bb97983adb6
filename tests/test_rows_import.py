"""Plain rows and programmes from a spreadsheet: what the office exports comes back unchanged, what breaks a rule is said, drafts stay drafts."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from modelsearch.backends import get_search_backend
from wagtail.models import ModelLogEntry, ReferenceIndex

from core.generation import token
from core.imports import importable_of, importables, sheets
from core.imports.kinds import check, write
from core.imports.writing import Meanwhile
from core.models import Country, ImportRun, Row
from tests.conftest import make_contact
from tests.test_every_screen import speak
from tests.test_imports import bring_in, complaints, confirm, csv_of, numbers, said, upload, xlsx_of
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
from training.meanings import Conditions, LanguageVariants
from training.models import (
    DocumentRule,
    Fee,
    Intake,
    LanguageVariant,
    Programme,
    RecognitionStatement,
    RegulatorCondition,
    Representative,
    VisaRule,
)

ROWS = [
    "fees", "other-costs", "exchange-rates", "scholarships", "intakes", "papers", "entry-rules", "invitations-and-visas", "national-notices", "recognition",
    "representatives", "steps",
]  # fmt: skip
ALL = ["programmes", *ROWS]
PUBLIC_ONLY = "Visitors see this row, and a plain row has no draft beside it: import it with “published at once”."


@pytest.fixture
def clean(world):
    """The world without what it has of training: the rows of a test are its own."""
    for name in reversed(ALL):
        importables[name].model.objects.all().delete()


@pytest.fixture
def medicine(clean):
    return make_programme()


@pytest.fixture
def english(editor):
    speak(editor, "en")
    translation.activate("en")


@pytest.fixture
def rows(medicine, world):
    """Of every kind a public row and a draft, with what a file may get wrong."""
    dentistry = make_programme("dentistry", [("en", "", False)], **both(name=("Стоматология", "Dentistry"), short_name=("Стом; фак", "Dent")))
    make_programme("residency", [], level="residency", live=False, **both(name=("Лечебное дело", "General Medicine")), owner=world.asia, credits="240.5")
    make_fee(medicine, order_no="77-осн", order_date=date(2026, 6, 1), valid_through=date(2027, 8, 31), owner=world.asia, internal_note="=1+1")
    make_fee(medicine, public=False)
    make_fee(medicine, public=False, amount=Decimal("4900.50"))  # the same once more: drafts may repeat
    make_fee(medicine, countries=["CN", "IN"], amount=Decimal(4000))
    make_fee(dentistry, times_a_year=1)
    make_cost()
    make_cost(kind="visa", amount_to=None, public=False, optional=True, **both(note=("", "")))
    make_rate()
    make_rate(base="EUR", public=False, source_url="")
    make_scholarship(["CN", "VN"])
    make_scholarship(public=False, amount=None, currency="", per="", levels=[], **both(name=("Грант; особый", "Grant")))
    make_intake(medicine, dentistry, category="visa")
    make_intake(medicine, category="visa_free", public=False, apply_url="https://apply.bsmu.example/")
    make_intake(dentistry, **both(label=("Весна 2027", "Spring 2027")))
    make_paper()
    make_paper(["CN"], levels=["degree", "master"], max_age_months=6, form_code="086")
    make_paper(["CN"], reach="except", public=False, academic_year="2026/2027")
    make_entry_rule()
    make_entry_rule("IN", public=False, note_ru="Первая строка\nвторая; третья", certificate_native="", native_lang="")
    make_visa_rule()
    make_visa_rule("KZ", needs_invitation=False, needs_visa=None, in_person=None, public=False)
    make_notice(["IN", "LK"], valid_until=date(2027, 3, 1))
    make_notice(["CN"], public=False, **both(title=("Черновик", "")))
    odd = make_condition("other", threshold=None, met="no", **both(requirement=("Иное: да | нет", "Other: yes | no"), our_value=("Сто; двести", "A hundred")))
    plain = make_condition("english", threshold=None, met="yes", **both(requirement=("На английском", "In English")))
    make_statement(conditions=[make_condition(), make_condition("clinical_months", threshold=None), plain, odd], register_id="IN-7")
    make_statement(None, scope="programme", programme=medicine, status="listed", public=False, **both(graduate_must=("", "")))
    make_representative(review_due_on=date(2026, 1, 1))
    make_representative("13/2026", public=False, withdrawn_on=date(2026, 5, 1), in_list=False)
    make_step(levels=["degree", "residency"])
    make_step(phase="on_arrival", hours_after_arrival=72, public=False)


def list_of(model):
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:list")


def exported(desk, kind, form="csv"):
    return b"".join(desk.get(f"{list_of(importables[kind].model)}?export={form}").streaming_content)


def checked(kind, *table, live=False):
    return check(importables[kind], sheets.read(csv_of(*table)), live)


def judged(kind, /, live=True, **cells):
    """The sentences about one row, else the record that it would make."""
    plan = checked(kind, list(cells), list(cells.values()), live=live)
    return [problem.text for problem in plan.problems] or plan.rows[0].record


def state_of(model):
    """Everything that an import may touch, of one kind."""
    related = [field.remote_field.through for field in model._meta.many_to_many]
    children = [relation.related_model for relation in model._meta.related_objects if hasattr(relation.related_model, "sort_order")]
    return {one._meta.label: list(one._base_manager.order_by("pk").values()) for one in [model, ModelLogEntry, ReferenceIndex, *related, *children]}


# --- what comes out goes in --------------------------------------------------------------------
def test_every_list_of_the_section_has_its_import(world):
    assert set(ALL) <= set(importables)
    kinds = [model for parent in Row.__subclasses__() for model in (parent.__subclasses__() if parent._meta.abstract else [parent])]
    assert {importables[name].model for name in ROWS} == {model for model in kinds if model._meta.app_label == "training"}


@pytest.mark.parametrize("live", [False, True], ids=["drafts", "live"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ALL)
def test_the_file_of_a_list_changes_nothing_when_it_is_imported(desk, editor, rows, kind, lang, form, live):
    """Its columns in one language, read by an editor who works in the other."""
    speak(editor, lang)
    content = exported(desk, kind, form)
    speak(editor, "en" if lang == "ru" else "ru")
    dry = upload(desk, content, kind, live)
    assert complaints(dry) == []
    assert [(row.number, row.changes) for row in dry.context["plan"].rows if row.changes] == []
    assert numbers(dry) == (0, 0, importables[kind].model.objects.count())
    assert dry.context["plan"].rows


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ROWS)
def test_what_the_cms_gives_out_makes_the_same_rows_elsewhere(desk, rows, kind, form):
    """All rows leave and come back as drafts, with the keys they had."""
    content, model = exported(desk, kind, form), importables[kind].model
    meanings = [meaning for meaning in importables[kind].meanings().values() if meaning.name != "public_id"]

    def told():
        return {row.public_id: {meaning.name: meaning.show(meaning.get(row)) for meaning in meanings} for row in model.objects.all()}

    before = told()
    model.objects.all().delete()
    run = bring_in(desk, content, kind)
    assert (run.created, run.updated, run.unchanged) == (len(before), 0, 0)
    assert told() == before
    assert not model.objects.public().exists()


@pytest.mark.parametrize("kind", ALL)
def test_a_second_import_of_the_same_file_finds_everything_there(desk, rows, kind):
    """By what the office has: without the keys and addresses of this database."""
    Fee.objects.filter(public=False).delete()  # drafts that repeat are told apart by their keys alone
    table, model = sheets.read(exported(desk, kind)), importables[kind].model
    lasting = [index for index, name in enumerate(table.header) if name not in ("ключ строки", "key of the row", "страница")]
    kept = csv_of(*[[cells[index] if index < len(cells) else "" for index in lasting] for cells in (table.header, *(cells for _number, cells in table.rows))])
    model.objects.all().delete()
    bring_in(desk, kept, kind)
    dry = upload(desk, kept, kind)
    assert complaints(dry) == []
    assert numbers(dry) == (0, 0, len(table.rows))


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", ALL)
def test_the_template_has_every_column_and_says_what_goes_in(desk, editor, rows, kind, lang):
    speak(editor, lang)
    answer = desk.get(reverse("import_template", args=[kind]))
    assert answer.status_code == 200
    for meaning in importables[kind].meanings().values():
        assert meaning.explain()


def test_the_files_of_visitors_hold_nothing_internal(world):
    for name in ALL:
        internal = {column.name for column in importables[name].columns if column.readers == "staff"}
        assert "internal_note" in internal
        assert name == "programmes" or {"key", "public", "owner", "review_due_on"} <= internal
    assert {"order_no", "order_date"} <= {column.name for column in importables["fees"].columns if column.readers == "staff"}
    assert all(column.readers == "staff" for name in ROWS if name not in ("fees", "other-costs", "recognition") for column in importables[name].columns)
    assert not any(column.name == "evidence_file" for column in importables["recognition"].columns)


# --- new and changed rows ----------------------------------------------------------------------
FEE = {"programme": "general-medicine", "academic_year": "2027/2028", "language": "en", "amount": "5500", "currency": "USD", "valid_from": "01.09.2027"}
NEW = {
    "programmes": {"name_ru": "Фармация", "name_en": "Pharmacy", "level": "degree", "languages": "ru B1; en B2 +"},
    "fees": FEE,
    "other-costs": {"kind": "visa", "amount_from": "60", "currency": "EUR", "as_of": "01.09.2026", "per": "once"},
    "exchange-rates": {"base": "USD", "quote": "BYN", "rate": "3,2761", "as_of": "20.11.2026", "source": "https://www.nbrb.by/"},
    "scholarships": {"name_ru": "Грант", "name_en": "Grant", "academic_year": "2027/2028", "countries": "CN; Индия", "levels": "degree"},
    "intakes": {
        "label_ru": "Осень 2027", "label_en": "Autumn 2027", "academic_year": "2027/2028", "programmes": "general-medicine", "application_opens": "01.11.2026",
        "application_closes": "15.08.2027", "studies_start": "01.09.2027",
    },
    "papers": {
        "name_ru": "Фото", "name_en": "Photograph", "stage": "visa", "form": "original", "translation": "none", "legalisation": "none",
        "source": "https://www.bsmu.by/",
    },
    "entry-rules": {"country": "Vietnam", "certificate_ru": "Аттестат", "certificate_en": "Certificate"},
    "invitations-and-visas": {"country": "VN", "needs_visa": "да", "source": "https://www.bsmu.by/"},
    "national-notices": {"title_ru": "Квота", "title_en": "Quota", "countries": "VN"},
    "recognition": {
        "authority_ru": "Совет", "authority_en": "Council", "authority_url": "https://council.example/", "country": "LK", "status": "accepted",
        "graduate_must_ru": "Ничего.", "graduate_must_en": "Nothing.", "evidence": "https://council.example/list", "checked_on": "01.11.2026",
        "conditions": "teaching_months >= 54: Обучение\nenglish = да: На английском | целиком",
    },
    "representatives": {
        "legal_name_ru": "Агентство", "legal_name_en": "Agency", "country": "VN", "letter_no": "1/2027", "valid_from": "01.01.2027",
        "valid_until": "31.12.2027",
    },
    "steps": {"title_ru": "Виза", "title_en": "Visa", "phase": "before"},
}  # fmt: skip


@pytest.mark.parametrize("live", [False, True], ids=["draft", "public"])
@pytest.mark.parametrize("kind", ALL)
def test_a_new_row_is_shown_when_it_is_published_at_once_and_a_draft_otherwise(desk, editor, medicine, kind, live):
    before = token()
    run = bring_in(desk, csv_of(list(NEW[kind]), list(NEW[kind].values())), kind, live)
    row = importables[kind].model.objects.latest("pk")
    assert (run.created, run.live) == (1, live)
    assert (row.public if isinstance(row, Row) else row.live) is live
    assert token() != before
    entry = ModelLogEntry.objects.for_instance(row).get(action="wagtail.create")
    assert (entry.user, entry.data, entry.label) == (editor, {"import": run.pk}, str(row))
    again = upload(desk, csv_of(list(NEW[kind]), list(NEW[kind].values())), kind, live)
    assert numbers(again) == (0, 0, 1)


@pytest.mark.parametrize("kind", ALL)
def test_what_a_new_row_needs_is_asked_for(english, medicine, kind):
    """Each needed column left out, one after the other."""
    needed = [column.name for column, meaning in importables[kind].meanings().items() if meaning.required]
    assert needed or kind == "national-notices"
    for name in needed:
        cells = {column: value for column, value in NEW[kind].items() if column != name}
        if len(cells) < len(NEW[kind]):
            found = judged(kind, **cells)
            assert isinstance(found, list), name
            assert any(text == "This is needed for a new record." for text in found), (name, found)


def test_a_changed_row_says_what_was_and_what_will_be(desk, english, rows):
    head = ["programme", "academic_year", "language", "countries", "group", "amount"]
    dry = upload(desk, csv_of(head, ["general-medicine", "2026/2027", "en", "CN; IN", "countries", "4100"]), "fees", True)
    assert complaints(dry) == []
    (row,) = dry.context["plan"].changed
    assert [(column.name, before, after) for column, before, after in row.changes] == [("amount", Decimal(4000), Decimal(4100))]
    confirm(desk, dry)
    fee = Fee.objects.get(amount=4100)
    assert (fee.public, sorted(country.code for country in fee.countries.all()), fee.includes_en) == (True, ["CN", "IN"], "Tuition.")
    assert set(ModelLogEntry.objects.for_instance(fee).values_list("action", flat=True)) == {"wagtail.edit"}


def test_a_row_that_visitors_see_is_changed_at_once_or_not_at_all(desk, english, clean):
    rule = make_visa_rule()
    content = csv_of(["country", "days_to_issue"], ["CN", "45"])
    assert complaints(upload(desk, content, "invitations-and-visas")) == [(2, "", PUBLIC_ONLY)]
    bring_in(desk, content, "invitations-and-visas", live=True)
    rule.refresh_from_db()
    assert (rule.days_to_issue, rule.public) == (45, True)


def test_a_changed_draft_stays_one_until_it_is_published_at_once(desk, clean):
    rule = make_visa_rule(public=False)
    for number, live in ((45, False), (50, True)):
        bring_in(desk, csv_of(["country", "days_to_issue"], ["CN", str(number)]), "invitations-and-visas", live)
        rule.refresh_from_db()
        assert (rule.days_to_issue, rule.public) == (number, live)


def test_an_unchanged_draft_is_not_published_by_the_way(desk, clean):
    rule = make_visa_rule(public=False)
    bring_in(desk, csv_of(["country", "days_to_issue"], ["CN", "30"], ["VN", "30"], ["KZ", "5"]), "invitations-and-visas", live=False)
    bring_in(desk, csv_of(["country", "days_to_issue", "source"], ["CN", "30", ""], ["VN", "31", "https://x.example/"]), "invitations-and-visas", live=True)
    rule.refresh_from_db()
    assert not rule.public
    assert sorted(VisaRule.objects.public().values_list("country__code", flat=True)) == ["VN"]


def test_a_key_leads_to_its_row_whatever_else_changes(desk, clean):
    rule = make_visa_rule()
    bring_in(desk, csv_of(["key", "country"], [str(rule.public_id), "VN"]), "invitations-and-visas", live=True)
    rule.refresh_from_db()
    assert rule.country.code == "VN"
    assert VisaRule.objects.count() == 1


def test_a_key_of_another_database_says_nothing(desk, clean):
    rule, key = make_visa_rule(), uuid4()
    dry = upload(desk, csv_of(["key", "country", "days_to_issue"], [str(key), "CN", "31"]), "invitations-and-visas", True)
    assert numbers(dry) == (0, 1, 0)
    assert [column.name for column, _before, _after in dry.context["plan"].changed[0].changes] == ["days_to_issue"]
    confirm(desk, dry)
    rule.refresh_from_db()
    assert rule.public_id != key


def test_what_is_no_key_is_refused(english, clean):
    assert judged("invitations-and-visas", key="7", country="CN", source="https://x.example/") == ["This is no key of a row. Leave the cell empty."]


def test_drafts_that_repeat_are_told_apart_by_the_key_only(desk, english, medicine):
    first, second = make_fee(medicine, public=False), make_fee(medicine, public=False)
    cells = ["general-medicine", "2026/2027", "en", "6000"]
    dry = upload(desk, csv_of(["programme", "academic_year", "language", "amount"], cells), "fees")
    assert said(dry) == ["Several records fit this row. Add the column “key of the row”."]
    bring_in(desk, csv_of(["key", "amount"], [str(second.public_id), "6000"]), "fees")
    assert list(Fee.objects.order_by("pk").values_list("pk", "amount")) == [(first.pk, 5000), (second.pk, 6000)]


def test_two_rows_about_one_are_a_mistake(desk, english, clean):
    dry = upload(desk, csv_of(["country", "source"], ["CN", "https://x.example/"], ["Китай", "https://y.example/"]), "invitations-and-visas", True)
    assert "Row 2 is about the same record." in said(dry)


def test_two_programmes_of_one_name_are_named_by_their_addresses(desk, rows):
    """A file says the name where it leads back to one programme, else the address."""
    table = exported(desk, "fees").decode("utf-8-sig")
    assert "general-medicine" in table
    assert "Стоматология" in table


# --- what else is kept right -------------------------------------------------------------------
def test_an_imported_row_is_found_and_its_uses_are_known(desk, world, medicine):
    cells = {**NEW["recognition"], "owner": "asia@office.example", "programme": "general-medicine", "scope": "programme"}
    bring_in(desk, csv_of(list(cells), list(cells.values())), "recognition", live=True)
    statement = RecognitionStatement.objects.get()
    assert [found.pk for found in get_search_backend().autocomplete("Council", RecognitionStatement)] == [statement.pk]
    pointed = set(ReferenceIndex.get_references_for_object(statement).values_list("to_content_type__model", flat=True))
    assert {"contact", "programme", "country"} <= pointed
    page = desk.get(reverse("wagtailsnippets_core_contact:usage", args=[world.asia.pk])).content.decode()
    assert reverse("wagtailsnippets_training_recognitionstatement:edit", args=[statement.pk]) in page


def test_a_changed_row_points_at_what_it_names_now(desk, world, clean):
    rule = make_visa_rule(owner=world.asia)
    bring_in(desk, csv_of(["country", "owner"], ["CN", "cis@office.example"]), "invitations-and-visas", live=True)
    references = ReferenceIndex.get_references_for_object(VisaRule.objects.get(pk=rule.pk))
    assert str(world.cis.pk) in references.filter(to_content_type__model="contact").values_list("to_object_id", flat=True)
    assert str(world.asia.pk) not in references.filter(to_content_type__model="contact").values_list("to_object_id", flat=True)


def test_an_imported_representative_is_found_by_the_check_of_names(desk, clean):
    bring_in(desk, csv_of(list(NEW["representatives"]), list(NEW["representatives"].values())), "representatives", live=True)
    assert Representative.objects.matching("agency").exists()


def test_an_imported_row_is_the_same_as_one_typed(desk, medicine):
    bring_in(desk, csv_of(list(NEW["intakes"]), list(NEW["intakes"].values())), "intakes", live=True)
    imported = Intake.objects.get()
    typed = make_intake(
        medicine, application_opens=date(2026, 11, 1), application_closes=date(2027, 8, 15), invitation_request_by=None, arrive_by=None, source_url=""
    )
    same = [field.attname for field in Intake._meta.concrete_fields if field.name not in ("id", "public_id", "created_at", "updated_at")]
    assert {name: getattr(imported, name) for name in same} == {name: getattr(typed, name) for name in same}
    assert list(imported.programmes.all()) == [medicine]


def test_what_a_file_does_not_mention_survives(desk, world, clean):
    statement = make_statement(conditions=[make_condition()], internal_note="X", owner=world.asia)
    country = Country.objects.get(code="IN")
    bring_in(desk, csv_of(["authority_en", "country", "status"], ["Medical Commission", "IN", "accepted"]), "recognition", live=True)
    found = RecognitionStatement.objects.get(pk=statement.pk)
    assert (found.status, found.internal_note, found.owner, found.country, found.conditions.count()) == ("accepted", "X", world.asia, country, 1)


# --- somebody else at the same time ------------------------------------------------------------
@pytest.mark.parametrize("meanwhile", ["changed", "made"])
def test_nothing_is_saved_when_somebody_changed_or_made_a_row_meanwhile(desk, english, clean, meanwhile):
    rule = make_visa_rule()
    dry = upload(desk, csv_of(["country", "days_to_issue"], ["CN", "45"]), "invitations-and-visas", True)
    if meanwhile == "changed":
        VisaRule.objects.get(pk=rule.pk).save()
    plan = dry.context["plan"]
    if meanwhile == "made":
        plan.begun = plan.begun - timedelta(seconds=1)
        make_visa_rule("VN")
    with pytest.raises(Meanwhile):
        write(plan, VisaRule, None, True, 1)
    if meanwhile == "changed":
        assert "Somebody has changed one of these records in the meantime." in confirm(desk, dry).content.decode()
        assert VisaRule.objects.get(pk=rule.pk).days_to_issue == 30
        assert not ImportRun.objects.filter(kind="invitations-and-visas").exclude(done_at=None).exists()


def test_the_plan_is_another_one_as_soon_as_a_row_is(clean):
    rule = make_visa_rule()
    table = (["country", "days_to_issue"], ["CN", "45"])
    first, second = (checked("invitations-and-visas", *table, live=True).digest for _n in range(2))
    VisaRule.objects.get(pk=rule.pk).save()
    assert first == second != checked("invitations-and-visas", *table, live=True).digest


# --- rules -------------------------------------------------------------------------------------
ONLY_COUNTRIES = "Name the countries, and only where the fee is for certain countries."
SOURCELESS = "Which page or order says so? Without a source the rule stays a draft."
RULES = [
    ("fees", {"valid_through": "31.08.2027"}, ["It would end before it begins."]),
    ("fees", {"group": "countries"}, [ONLY_COUNTRIES]),
    ("fees", {"countries": "CN"}, [ONLY_COUNTRIES]),
    ("fees", {"language": "be"}, ["The programme is not taught in this language."]),
    ("fees", {"amount": "0"}, ["Ensure this value is greater than or equal to 0.01."]),
    ("fees", {"academic_year": "2027/2029"}, ["An academic year looks like 2026/2027."]),
    ("fees", {"includes_en": "Tuition"}, ["A text in this language is needed too. Fill it in, or keep the row as a draft: take the tick “shown to visitors” away."]),
    ("fees", {"includes_en": "[[x]]", "includes_ru": "Х"}, ["Facts are printed in the blocks of the text only."]),
    ("other-costs", {"amount_to": "50"}, ["The most is less than the least."]),
    ("exchange-rates", {"quote": "USD"}, ["A rate needs two currencies."]),
    ("exchange-rates", {"source": "-"}, ["A rate without its source is not shown."]),
    ("scholarships", {"amount": "100"}, ["An amount needs its currency."]),
    ("scholarships", {"name_ru": "", "name_en": ""}, ["A name is needed."]),
    ("intakes", {"application_closes": "01.10.2026"}, ["Applications would end before they begin."]),
    ("intakes", {"invitation_request_by": "01.10.2026"}, ["The invitation would be due before applications begin."]),
    ("intakes", {"interviews_from": "02.02.2027", "interviews_to": "01.02.2027"}, ["Interviews would end before they begin."]),
    ("intakes", {"invitation_request_by": "02.02.2027", "arrive_by": "01.02.2027"}, ["One would have to arrive before the invitation is asked for."]),
    ("intakes", {"studies_start": "01.10.2026"}, ["Studies would begin before applications do."]),
    ("papers", {"reach": "only"}, ["Name the countries, and only where the rule is not for all."]),
    ("papers", {"countries": "CN"}, ["Name the countries, and only where the rule is not for all."]),
    ("papers", {"source": "-"}, [SOURCELESS]),
    ("papers", {"copies": "21"}, ["Ensure this value is less than or equal to 20."]),
    ("invitations-and-visas", {"source": "-"}, [SOURCELESS]),
    ("recognition", {"evidence": "-"}, ["No statement without evidence. Without any, choose “not confirmed”."]),
    ("recognition", {"scope": "programme"}, ["Name the programme, and only where the statement is about one."]),
    ("recognition", {"programme": "general-medicine"}, ["Name the programme, and only where the statement is about one."]),
    ("recognition", {"graduate_must_ru": "-", "graduate_must_en": "-"}, ["What does the graduate still have to do? If nothing, say so."]),
    ("representatives", {"legal_name_en": "-"}, ["A text in this language is needed too. Fill it in, or keep the row as a draft: take the tick “shown to visitors” away."]),
    ("representatives", {"valid_until": "31.12.2025"}, ["It would end before it begins."]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cells", "sentences"), RULES, ids=lambda value: str(value)[:30])
def test_a_rule_of_the_form_holds_in_a_spreadsheet_too(english, medicine, kind, cells, sentences):
    assert judged(kind, **{**NEW[kind], **cells}) == sentences


def test_a_notice_names_its_countries(english, clean):
    """A cell left empty is no list of countries."""
    cells = {name: value for name, value in NEW["national-notices"].items() if name != "countries"}
    assert "This is needed for a new record." in judged("national-notices", **cells)


def test_a_draft_may_have_gaps(medicine):
    assert judged("fees", live=False, **{**FEE, "includes_en": "Tuition"}).includes_en == "Tuition"
    assert judged("invitations-and-visas", live=False, country="VN").public is False


BROKEN = [
    ("fees", "programme", "Астрология", "Not in the list. Possible: Лечебное дело."),
    ("fees", "amount", "many", "This is not a number."),
    ("fees", "amount", "123456789", "Ensure that there are no more than 10 digits in total."),
    ("fees", "currency", "XXX", "Not in the list. Possible: "),
    ("fees", "valid_from", "2027", "Write a whole date: 31.12.2026."),
    ("fees", "source", "bsmu", "Enter a valid URL."),
    ("fees", "times_a_year", "1,5", "A whole number is needed."),
    ("papers", "levels", "degree; kindergarten", "Not in the list. Possible: preparatory course; "),
    ("papers", "countries", "CN; Atlantis", "Not found: Atlantis."),
    ("intakes", "programmes", "-", "This field cannot be blank."),
    ("other-costs", "optional", "perhaps", "Write “yes” or “no”."),
    ("programmes", "languages", "klingon B2", "Not understood: klingon B2. Write: en B2; ru B1."),
    ("programmes", "languages", "en B2; английский C1", "A language is there twice."),
    ("programmes", "languages", "en B9", "Not understood: en B9."),
    ("recognition", "conditions", "54 months", "Not understood: 54 months. Write: teaching_months >= 54: the rule."),
    ("recognition", "conditions", "height >= 54: tall", "Not in the list. Possible: duration_months; "),
    ("recognition", "conditions", "teaching_months >= many: long", "How many months? Write a whole number: many."),
    ("recognition", "conditions", "english = perhaps: x", "Is it met? Write “yes”, “no” or “unknown”: perhaps."),
    ("recognition", "conditions", f"english: {'x' * 251}", "Too long: 251 characters, at most 250."),
]


@pytest.mark.parametrize(("kind", "column", "cell", "sentence"), BROKEN, ids=lambda value: str(value)[:20])
def test_a_broken_cell_is_named_with_a_reason(desk, english, medicine, kind, column, cell, sentence):
    cells = {**NEW[kind], column: cell}
    dry = upload(desk, xlsx_of(list(cells), list(cells.values())), kind, True)
    found = complaints(dry)
    letter = "ABCDEFGHIJKLMNOP"[list(cells).index(column)]
    assert next(text for _row, place, text in found if place == letter).startswith(sentence)
    assert state_of(importables[kind].model) == state_of(importables[kind].model)
    assert not importables[kind].model.objects.exclude(pk=medicine.pk if kind == "programmes" else None).exists()


# --- rules about several rows ------------------------------------------------------------------
TWICE = "There is a public fee for this programme, language, year and group already."
SHARED = "One of these countries has a public fee for this programme, language and year already."


def test_one_public_fee_each_holds_against_what_is_there(english, medicine):
    fee = make_fee(medicine)
    head = ["key", "programme", "academic_year", "language", "amount", "currency", "valid_from"]
    moved = make_fee(medicine, academic_year="2027/2028")
    plan = checked("fees", head, [str(moved.public_id), "general-medicine", "2026/2027", "en", "", "", ""], live=True)
    assert [(problem.row, problem.text) for problem in plan.problems] == [(2, TWICE)]
    Fee.objects.filter(pk=fee.pk).update(public=False)
    assert checked("fees", head, [str(moved.public_id), "general-medicine", "2026/2027", "en", "", "", ""], live=True).problems == []


def test_fees_change_places_within_one_file_only_as_they_end_up(english, medicine):
    first, second = make_fee(medicine), make_fee(medicine, academic_year="2027/2028")
    plan = checked("fees", ["key", "academic_year"], [str(first.public_id), "2028/2029"], [str(second.public_id), "2026/2027"], live=True)
    assert plan.problems == []


def test_a_country_has_one_public_fee_in_the_database_and_in_the_file(english, medicine):
    make_fee(medicine, countries=["CN", "IN"])
    head = [*FEE, "group", "countries"]

    def row(year, countries):
        return [*{**FEE, "academic_year": year}.values(), "countries", countries]

    plan = checked("fees", head, row("2026/2027", "IN; VN"), row("2027/2028", "VN; KZ"), row("2027/2028", "KZ; LK"), live=True)
    assert [(problem.row, problem.text) for problem in plan.problems] == [(2, SHARED), (3, SHARED), (4, SHARED)]
    assert checked("fees", head, row("2026/2027", "IN; VN"), live=False).problems == []


def test_a_country_moves_from_one_fee_to_another_in_one_file(desk, medicine):
    first, second = make_fee(medicine, countries=["CN", "IN"]), make_fee(medicine, countries=["VN"])
    bring_in(desk, csv_of(["key", "countries"], [str(first.public_id), "CN"], [str(second.public_id), "VN; IN"]), "fees", live=True)
    assert {fee.pk: sorted(country.code for country in fee.countries.all()) for fee in Fee.objects.all()} == {first.pk: ["CN"], second.pk: ["IN", "VN"]}


def test_one_rate_a_day_and_one_visa_rule_a_country(english, clean):
    rate, other = make_rate(), make_rate(base="EUR")
    plan = checked("exchange-rates", ["key", "base"], [str(other.public_id), "USD"], live=True)
    assert [problem.row for problem in plan.problems] == [2]
    assert checked("exchange-rates", ["key", "base"], [str(other.public_id), "USD"], [str(rate.public_id), "RUB"], live=True).problems == []
    rule, draft = make_visa_rule(), make_visa_rule("VN", public=False)
    assert [problem.text for problem in checked("invitations-and-visas", ["key", "country"], [str(draft.public_id), "CN"], live=True).problems] == [
        "This country has a public rule already."
    ]
    assert checked("invitations-and-visas", ["key", "country"], [str(draft.public_id), "CN"], live=False).problems == []
    assert rule.public


def test_a_letter_of_authority_has_its_number_alone(english, clean):
    first, second = make_representative("1/2026"), make_representative("2/2026")
    plan = checked("representatives", ["key", "letter_no"], [str(second.public_id), "1/2026"], live=True)
    assert [problem.text for problem in plan.problems] == ["Another record has this value; it must be unique."]
    assert first.pk != second.pk


# --- languages of teaching ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("en B2; ru B1", [("en", "B2", None), ("ru", "B1", None)]),
        ("английский b2 +\nРусский", [("en", "B2", True), ("ru", "", None)]),
        ("English −; be", [("en", "", False), ("be", "", None)]),
        ("ru В1-", [("ru", "B1", False)]),  # the letter of a Russian keyboard
    ],
)
def test_languages_of_teaching_are_understood(db, cell, value):
    assert LanguageVariants(Programme).read(cell) == value


@pytest.mark.parametrize("live", [False, True], ids=["draft", "live"])
def test_languages_of_teaching_change_and_those_that_stay_keep_their_row(desk, medicine, live):
    kept = medicine.variants.get(language="en").pk
    bring_in(desk, csv_of(["address", "languages"], ["general-medicine", "be A2; en C1 −"]), "programmes", live)
    found = Programme.objects.get(pk=medicine.pk)
    seen = found if live else found.get_latest_revision_as_object()
    assert [(variant.language, variant.entry_level, variant.own_test) for variant in seen.variants.all()] == [("be", "A2", None), ("en", "C1", False)]
    assert kept in [variant.pk for variant in seen.variants.all()]
    assert LanguageVariant.objects.filter(programme=medicine).count() == 2
    if not live:
        assert found.variants.get(language="en").entry_level == "B2"


# --- conditions of regulators ------------------------------------------------------------------
def conditions_of(statement):
    found = RecognitionStatement.objects.get(pk=statement.pk).conditions.order_by("sort_order")
    texts = ["requirement_ru", "requirement_en", "our_value_ru", "our_value_en"]
    return [(one.measure, one.threshold, one.met, *(getattr(one, name) or "" for name in texts)) for one in found]


@pytest.fixture
def statement(clean):
    english = make_condition("english", threshold=None, met="yes", **both(requirement=("На английском", "In English"), our_value=("целиком", "in full")))
    return make_statement(conditions=[make_condition(), english])


def change_conditions(desk, text):
    bring_in(desk, csv_of(["authority_en", "country", "conditions"], ["Medical Commission", "IN", text]), "recognition", live=True)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_changed_threshold_keeps_both_texts(desk, editor, statement, lang):
    speak(editor, lang)
    keys = set(RegulatorCondition.objects.values_list("pk", flat=True))
    change_conditions(desk, "teaching_months >= 60: At least 54 months of teaching\nenglish = no: На английском | частично")
    assert conditions_of(statement) == [
        ("teaching_months", 60, "unknown", "Обучение не менее 54 месяцев", "At least 54 months of teaching", "", ""),
        ("english", None, "no", "На английском", "In English", "частично", "in full"),
    ]
    assert set(RegulatorCondition.objects.values_list("pk", flat=True)) == keys


def test_a_changed_rule_is_changed_in_the_language_of_the_table(desk, editor, statement):
    speak(editor, "en")
    change_conditions(desk, "english = yes: In English | in full\nteaching_months >= 60: At least 60 months")
    assert conditions_of(statement) == [
        ("english", None, "yes", "На английском", "In English", "целиком", "in full"),
        ("teaching_months", 60, "unknown", "Обучение не менее 54 месяцев", "At least 60 months", "", ""),
    ]


def test_conditions_go_and_come_and_a_hyphen_takes_all(desk, editor, statement):
    speak(editor, "en")
    change_conditions(desk, "english = yes: In English | in full\nclinical training, months >= 12: Clinics")
    assert [row[:2] for row in conditions_of(statement)] == [("english", None), ("clinical_months", 12)]
    change_conditions(desk, "-")
    assert conditions_of(statement) == []


def test_a_condition_is_told_in_one_line(clean):
    statement = make_statement(conditions=[make_condition(), make_condition("other", threshold=None, **both(requirement=("Да | нет", "Yes | no")))])
    meaning = Conditions(RecognitionStatement)
    assert meaning.get(statement) == ["teaching_months >= 54: Обучение не менее 54 месяцев", "other: Да | нет |"]
    for line in meaning.get(statement):
        assert meaning.read(line)[0][0] == line
    with pytest.raises(ValidationError):
        meaning.read("nothing")


# --- who may -----------------------------------------------------------------------------------
def clerk_of(client, model, *actions):
    user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for action in actions:
        user.user_permissions.add(Permission.objects.get(codename=f"{action}_{model._meta.model_name}", content_type__app_label=model._meta.app_label))
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", ROWS)
def test_who_may_add_and_change_rows_imports_and_publishes_them(client, medicine, kind):
    model = importables[kind].model
    browser = clerk_of(client, model, "add", "change")
    assert reverse("import_upload", args=[kind]) in browser.get(list_of(model)).content.decode()
    assert 'name="live"' in browser.get(reverse("import_upload", args=[kind])).content.decode()
    bring_in(browser, csv_of(list(NEW[kind]), list(NEW[kind].values())), kind, live=True)
    assert model.objects.public().count() == 1


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("right", ["add", "change", "view"])
def test_one_right_alone_imports_nothing(client, clean, kind, right):
    model = importables[kind].model
    browser = clerk_of(client, model, right)
    assert browser.get(reverse("import_upload", args=[kind])).status_code in (302, 403)
    assert reverse("import_upload", args=[kind]) not in browser.get(list_of(model)).content.decode()


def test_a_programme_is_published_by_who_may_publish(client, clean):
    browser = clerk_of(client, Programme, "add", "change")
    assert 'name="live"' not in browser.get(reverse("import_upload", args=["programmes"])).content.decode()


# --- programmes --------------------------------------------------------------------------------
def test_a_programme_is_known_by_its_address_and_by_its_name_at_its_level(medicine):
    assert checked("programmes", ["name_en", "level"], ["general  medicine", "degree"]).rows[0].record.pk == medicine.pk
    assert checked("programmes", ["address", "places"], ["https://x.example/ru/training/programmes/general-medicine/", "30"]).rows[0].record.pk == medicine.pk
    assert checked("programmes", ["name_ru", "name_en", "level"], ["Лечебное дело", "General Medicine", "residency"]).rows[0].is_new


def test_a_programme_that_seems_to_be_there_is_warned_of(english, medicine):
    plan = checked("programmes", ["name_en", "name_ru", "level"], ["General Medicin", "Лечебное дел", "degree"])
    assert [warning.text for warning in plan.warnings] == ["Is it the same as “Лечебное дело”?"]


# --- many rows ---------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ROWS)
def test_a_check_costs_the_same_however_many_rows(rows, kind):
    importable = importables[kind]
    assert importable_of(importable.model) is importable
    head = [column.name for column in importable.meanings()]
    make_contact("Роль", "Role", "role@office.example")
    base = {**NEW[kind], "owner": "role@office.example"}
    text = {"fees": "includes", "other-costs": "note", "intakes": "label", "papers": "name", "entry-rules": "certificate", "scholarships": "name",
            "national-notices": "title", "recognition": "authority", "steps": "title"}.get(kind)  # fmt: skip

    def table(number):
        """Rows that differ in what they are known by."""
        for n in range(number):
            cells = dict(base)
            if text:
                cells |= {f"{text}_ru": f"Текст {n}", f"{text}_en": f"Text {n}"}
            if kind == "fees":
                cells["academic_year"], cells["valid_from"] = f"{2030 + n}/{2031 + n}", f"01.09.{2030 + n}"
            if kind == "exchange-rates":
                cells["as_of"] = f"{n + 1:02}.01.2026"
            if kind == "representatives":
                cells["letter_no"] = f"{n}/2030"
            if kind == "invitations-and-visas":
                cells["country"] = ["AF", "AL", "AM", "AZ", "BD", "BR", "CU", "EG", "GE", "GH", "IL", "IQ", "IR", "JO", "KE"][n]
            yield [cells.get(name, "") for name in head]

    def queries(number):
        with CaptureQueriesContext(connection) as captured:
            plan = checked(kind, head, *table(number), live=True)
        assert plan.problems == []
        assert len(plan.new) == number
        return [query["sql"] for query in captured]

    queries(3)
    few, many = queries(3), queries(15)
    assert len(many) == len(few), "\n".join(sorted(many))


def test_papers_that_differ_in_their_countries_are_two(desk, clean):
    make_paper()
    make_paper(["CN"])
    bring_in(desk, csv_of(["name_en", "stage", "reach", "countries", "copies"], ["Passport", "invitation", "only", "CN", "3"]), "papers", live=True)
    assert sorted(DocumentRule.objects.values_list("reach", "copies")) == [("all", 1), ("only", 3)]
