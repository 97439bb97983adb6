"""The next academic year: what is copied as a draft, what not, once only; and what somebody has to look at."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core.models import Country
from tests.reading import words
from tests.test_every_screen import BOTH, opens, speak
from tests.training_world import (
    both,
    make_entry_rule,
    make_fee,
    make_intake,
    make_notice,
    make_paper,
    make_programme,
    make_scholarship,
    make_visa_rule,
)
from training import rollover
from training.models import DocumentRule, EntryRule, Fee, Intake, NationalNotice, Programme, Scholarship, VisaRule

NEXT_YEAR = reverse("training_next_year")
KINDS = [Fee, Intake, Scholarship, DocumentRule, EntryRule]


@pytest.fixture
def clean(world):
    """The world without what it has of training: the rows of a test are its own."""
    for model in [*KINDS, VisaRule, NationalNotice, Programme]:
        model.objects.all().delete()


@pytest.fixture
def medicine(clean):
    return make_programme()


@pytest.fixture
def english(editor):
    speak(editor, "en")


@pytest.fixture
def year(medicine):
    """The rows of 2027/2028: a fee for all, one for two countries, an intake, a scholarship, a paper and an entry rule."""
    fields = {"academic_year": "2027/2028", "valid_from": date(2027, 9, 1), "valid_through": date(2028, 8, 31), "order_no": "7", "order_date": date(2027, 6, 1)}
    return {
        "fee": make_fee(medicine, **fields, verified_on=date(2026, 11, 1), internal_note="X", review_due_on=date(2027, 10, 1)),
        "of countries": make_fee(medicine, countries=["CN", "IN"], **{**fields, "amount": Decimal("4900.50"), "is_sample": True}),
        "intake": make_intake(medicine, category="visa"),
        "scholarship": make_scholarship(["VN"], academic_year="2027/2028", **both(name=("Грант 2027/28", "Grant 2027–28"))),
        "paper": make_paper(["CN"], academic_year="2027/2028", copies=3),
        "entry": make_entry_rule(academic_year="2027/2028"),
    }


def copy(desk, year="2027/2028"):
    return desk.post(NEXT_YEAR, {"year": year}, follow=True)


def copies():
    return {model: list(model.objects.of_year("2028/2029").order_by("pk")) for model in KINDS}


# --- what is copied ----------------------------------------------------------------------------
def test_the_screen_shows_what_would_be_copied_and_changes_nothing(desk, english, year):
    page = desk.get(NEXT_YEAR)
    assert page.context["year"] == "2027/2028"
    assert [line["href"] for line in page.context["fresh"]] == [
        reverse(f"wagtailsnippets_training_{row._meta.model_name}:edit", args=[row.pk])
        for row in (year["fee"], year["of countries"], year["intake"], year["scholarship"], year["paper"], year["entry"])
    ]
    assert "Would be copied into 2028/2029: 6" in words(page.content.decode())
    assert not any(copies().values())


def test_everything_of_the_year_is_copied_as_drafts_of_the_next(desk, english, year):
    assert "6 rows copied as drafts." in words(copy(desk).content.decode())
    found = copies()
    assert {model: len(rows) for model, rows in found.items()} == {Fee: 2, Intake: 1, Scholarship: 1, DocumentRule: 1, EntryRule: 1}
    assert not any(row.public for rows in found.values() for row in rows)
    assert [row.copied_from for rows in found.values() for row in rows] == list(year.values())
    fresh = {row.public_id for rows in found.values() for row in rows}
    assert fresh.isdisjoint(row.public_id for row in year.values())


def test_a_fee_moves_by_a_year_and_leaves_its_order_behind(desk, year):
    copy(desk)
    fee, of_countries = copies()[Fee]
    assert (fee.valid_from, fee.valid_through, fee.review_due_on) == (date(2028, 9, 1), date(2029, 8, 31), date(2028, 10, 1))
    assert (fee.order_no, fee.order_date, fee.verified_on, fee.verified_by) == ("", None, None, None)
    assert (fee.amount, fee.currency, fee.language, fee.programme, fee.includes_en, fee.internal_note) == (
        5000, "USD", "en", year["fee"].programme, "Tuition.", "X",
    )  # fmt: skip
    assert (of_countries.amount, of_countries.is_sample, sorted(country.code for country in of_countries.countries.all())) == (
        Decimal("4900.50"), True, ["CN", "IN"],
    )  # fmt: skip
    assert list(year["of countries"].countries.order_by("code")) == list(Country.objects.filter(code__in=["CN", "IN"]).order_by("code"))


def test_the_days_and_the_name_of_an_intake_move(desk, year):
    copy(desk)
    (intake,) = copies()[Intake]
    assert (intake.label_ru, intake.label_en, intake.category) == ("Осень 2028", "Autumn 2028", "visa")
    assert (intake.application_opens, intake.application_closes, intake.studies_start) == (date(2027, 11, 2), date(2028, 8, 16), date(2028, 9, 1))
    assert (intake.invitation_request_by, intake.arrive_by, intake.interviews_from) == (date(2028, 7, 15), date(2028, 9, 15), None)
    assert list(intake.programmes.all()) == list(year["intake"].programmes.all())


def test_a_scholarship_and_rules_move_too(desk, year):
    copy(desk)
    found = copies()
    (scholarship,), (paper,), (entry,) = found[Scholarship], found[DocumentRule], found[EntryRule]
    assert (scholarship.name_ru, scholarship.name_en, scholarship.deadline) == ("Грант 2028/29", "Grant 2028–29", date(2028, 5, 31))
    assert [country.code for country in scholarship.countries.all()] == ["VN"]
    assert (paper.copies, [country.code for country in paper.countries.all()], paper.name_en) == (3, ["CN"], "Passport")
    assert (entry.country, entry.levels, entry.certificate_native) == (year["entry"].country, ["degree"], "高中毕业证书")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Осень 2027", "Осень 2028"), ("Весна 2028", "Весна 2029"), ("2027/2028", "2028/2029"), ("2027–2028", "2028–2029"), ("2027/28", "2028/29"),
        ("Since 2019", "Since 2019"), ("№ 20270", "№ 20270"), ("Autumn", "Autumn"), ("", ""), (None, ""), ("2019/20", "2019/20"),
    ],
)  # fmt: skip
def test_a_name_that_says_the_year_says_the_next(text, moved):
    assert rollover.with_next_year(text, "2027/2028") == moved


def test_the_turn_of_a_century_of_short_years():
    assert rollover.with_next_year("2098/99", "2098/2099") == "2099/00"


@pytest.mark.parametrize(
    ("day", "moved"), [(date(2028, 2, 29), date(2029, 2, 28)), (date(2027, 2, 28), date(2028, 2, 28)), (date(2027, 3, 1), date(2028, 3, 1))]
)
def test_a_leap_day_becomes_the_day_before(desk, medicine, day, moved):
    make_intake(medicine, application_opens=date(2026, 11, 2), application_closes=day, invitation_request_by=None, studies_start=date(2028, 9, 1))
    copy(desk)
    assert copies()[Intake][0].application_closes == moved


def test_a_second_time_does_nothing(desk, english, year):
    copy(desk)
    before = {model: list(model.objects.order_by("pk").values()) for model in KINDS}
    entries = ModelLogEntry.objects.count()
    page = desk.get(f"{NEXT_YEAR}?year=2027/2028")
    assert page.context["fresh"] == []
    assert len(page.context["there"]) == 6
    assert "Nothing is left to copy." in words(page.content.decode())
    assert "There was nothing left to copy." in words(copy(desk).content.decode())
    assert {model: list(model.objects.order_by("pk").values()) for model in KINDS} == before
    assert ModelLogEntry.objects.count() == entries


def test_what_was_added_later_is_copied_later(desk, english, year, medicine):
    copy(desk)
    later = make_fee(medicine, "ru", academic_year="2027/2028")
    assert "1 row copied as a draft." in words(copy(desk).content.decode())
    assert Fee.objects.of_year("2028/2029").latest("pk").copied_from == later


def test_a_copy_that_was_deleted_may_be_made_again(desk, year):
    copy(desk)
    Fee.objects.of_year("2028/2029").delete()
    assert {line["kind"] for line in desk.get(f"{NEXT_YEAR}?year=2027/2028").context["fresh"]} == {Fee._meta.verbose_name}


def test_drafts_and_other_years_are_not_copied(desk, english, year, medicine):
    draft, other = make_fee(medicine, academic_year="2027/2028", public=False), make_fee(medicine, academic_year="2026/2027")
    page = desk.get(f"{NEXT_YEAR}?year=2027/2028")
    assert [line["href"] for line in page.context["drafts"]] == [reverse("wagtailsnippets_training_fee:edit", args=[draft.pk])]
    copy(desk)
    assert not Fee.objects.filter(copied_from__in=[draft, other]).exists()


def test_the_history_of_a_copy_says_who_made_it_from_what(desk, editor, year):
    copy(desk)
    for rows in copies().values():
        for row in rows:
            entry = ModelLogEntry.objects.for_instance(row).get()
            assert (entry.action, entry.user, entry.data, entry.label) == ("wagtail.create", editor, {"copied_from": row.copied_from_id}, str(row))


def test_all_or_nothing(year, editor, monkeypatch):
    """The last kind breaks: nothing of the others stays."""

    def broken(self, *args, **kwargs):
        raise OSError

    monkeypatch.setattr(EntryRule, "save", broken)
    with pytest.raises(OSError):
        rollover.copy("2027/2028", KINDS, editor)
    assert not any(copies().values())


def test_copies_obey_the_rules_of_the_form(desk, year):
    copy(desk)
    for rows in copies().values():
        for row in rows:
            row.full_clean()
            assert row.all_problems(lambda name, row=row: list(getattr(row, name).all())) == []


# --- which year --------------------------------------------------------------------------------
def test_the_newest_year_that_visitors_see_is_offered_first(desk, medicine):
    make_fee(medicine, academic_year="2026/2027")
    make_intake(medicine, academic_year="2027/2028")
    make_fee(medicine, academic_year="2028/2029", public=False)
    page = desk.get(NEXT_YEAR)
    assert (page.context["years"], page.context["year"]) == (["2028/2029", "2027/2028", "2026/2027"], "2027/2028")
    assert desk.get(f"{NEXT_YEAR}?year=2026/2027").context["year"] == "2026/2027"
    for wrong in ("2019/2020", "x", "%00", ""):
        assert desk.get(f"{NEXT_YEAR}?year={wrong}").context["year"] == "2027/2028"


@pytest.mark.parametrize("wrong", ["2019/2020", "x", ""])
def test_a_year_that_is_not_there_is_not_copied(desk, year, wrong):
    assert copy(desk, wrong).status_code == 200
    assert desk.post(NEXT_YEAR).status_code == 302
    assert not any(copies().values())


@BOTH
def test_without_any_year_the_screen_says_so(desk, editor, clean, lang):
    speak(editor, lang)
    assert not opens(desk, NEXT_YEAR, lang).count("<select id=")
    assert copy(desk).status_code == 200


@BOTH
def test_the_screen_opens_before_and_after(desk, editor, year, lang):
    speak(editor, lang)
    opens(desk, NEXT_YEAR, lang)
    copy(desk)
    opens(desk, f"{NEXT_YEAR}?year=2027/2028", lang)


# --- what to check -----------------------------------------------------------------------------
def to_check(desk, year="2027/2028"):
    return [(line["href"].rstrip("/").rpartition("training/")[2], line["text"]) for line in desk.get(f"{NEXT_YEAR}?year={year}").context["to_check"]]


def test_a_day_off_is_to_be_checked_before_and_after(desk, english, medicine):
    """15 July 2028 is a Saturday, 31 May 2028 a Wednesday."""
    intake = make_intake(medicine)
    make_scholarship(academic_year="2027/2028", deadline=date(2027, 5, 31))
    said = "Ask for the invitation by: 15 July 2028 is a day off (Saturday)."
    assert to_check(desk) == [(f"intake/edit/{intake.pk}", said)]
    copy(desk)
    made = Intake.objects.of_year("2028/2029").get()
    assert to_check(desk) == [(f"intake/edit/{made.pk}", said)]
    made.invitation_request_by = date(2028, 7, 14)
    made.save()
    assert to_check(desk) == []


def test_a_fee_that_holds_into_the_new_year_is_to_be_checked(desk, english, medicine):
    fee = make_fee(medicine, academic_year="2027/2028", valid_through=date(2028, 9, 1))
    make_fee(medicine, "ru", academic_year="2027/2028", valid_through=date(2028, 8, 31))
    assert to_check(desk) == [(f"fee/edit/{fee.pk}", "The old fee holds until 1 September 2028, into the new year.")]


def test_a_text_that_names_the_old_year_is_to_be_checked(desk, english, medicine):
    fee = make_fee(medicine, academic_year="2027/2028", **both(includes=("До 1 мая 2027 года", "Tuition")))
    ((address, sentence),) = to_check(desk)
    assert address == f"fee/edit/{fee.pk}"
    assert sentence.startswith("The text names the old year: what it includes")


def test_rules_of_every_year_are_not_copied_but_checked(desk, english, medicine):
    make_fee(medicine, academic_year="2027/2028")
    paper, entry = make_paper(), make_entry_rule()
    make_visa_rule()
    make_notice()
    said = "Holds every year: is it still right?"
    assert to_check(desk) == [(f"documentrule/edit/{paper.pk}", said), (f"entryrule/edit/{entry.pk}", said), ("visarule", said), ("nationalnotice", said)]
    copy(desk)
    assert (DocumentRule.objects.count(), EntryRule.objects.count(), VisaRule.objects.count()) == (1, 1, 1)


# --- who may -----------------------------------------------------------------------------------
def clerk(client, *rights):
    user = get_user_model().objects.create_user("ivan", "ivan@office.example", "correct horse")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights, content_type__app_label="training"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("rights", [[], ["add_fee"], ["add_intake"], ["change_fee", "change_intake"]], ids=str)
def test_who_may_not_add_fees_and_intakes_copies_nothing(client, year, rights):
    browser = clerk(client, *rights)
    assert browser.get(NEXT_YEAR).status_code in (302, 403)
    assert browser.post(NEXT_YEAR, {"year": "2027/2028"}).status_code in (302, 403)
    assert not any(copies().values())


def test_only_what_one_may_add_is_copied(client, year):
    copy(clerk(client, "add_fee", "add_intake", "add_scholarship"))
    assert {model for model, rows in copies().items() if rows} == {Fee, Intake, Scholarship}


def test_a_stranger_is_asked_to_sign_in(client, year):
    assert client.post(NEXT_YEAR, {"year": "2027/2028"}).status_code == 302
    assert not any(copies().values())


def test_the_screen_costs_the_same_however_many_rows(desk, year):
    def queries():
        desk.get(NEXT_YEAR)
        with CaptureQueriesContext(connection) as captured:
            desk.get(NEXT_YEAR)
        return len(captured)

    few = queries()
    for number, code in enumerate(["AF", "AL", "AM", "AZ", "BD"]):
        programme = make_programme(f"programme-{number}")
        make_fee(programme, academic_year="2027/2028")
        make_intake(programme)
        make_scholarship(["CN"], academic_year="2027/2028")
        make_paper(["CN"], academic_year="2027/2028")
        make_entry_rule(code, academic_year="2027/2028")
        make_entry_rule(code)
    assert queries() == few
