"""A day with a slip of the pen in its year is told at its field, in forms and imports, before anything reckons with it."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from masterclasses.models import Event
from mobility.models import Call
from partners.models import Agreement
from tests.conftest import minsk
from tests.test_editing import agreement_form, errors
from tests.test_every_screen import speak
from tests.test_imports import bring_in, complaints, csv_of, said, upload, xlsx_of

WRONG_YEAR = "The year cannot be right."
FAR = ["0001-01-01", "0206-12-10", "2206-12-10", "9999-12-31"]
EMPTY = {name: inline_formset([]) for name in ("speakers", "sessions", "materials", "pictures", "papers")}


@pytest.fixture
def english(editor):
    speak(editor, "en")
    translation.activate("en")


def refused(desk, model, name, value, **fields):
    """The fields at which the form of a new record says that a year is wrong; it stands for the drafts too."""
    address = reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:add")
    answer = desk.post(address, nested_form_data({**EMPTY, **fields, name: value}))
    assert answer.status_code == 200
    return [field for field, found in errors(answer).items() if found == ["Такого года быть не может."]]


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("name", ["starts_on", "ends_on", "registration_opens", "retention_until"])
def test_the_form_of_an_event_refuses_it(desk, world, name, day):
    value = f"{day} 12:00" if name == "registration_opens" else day
    assert refused(desk, Event, name, value, title_ru="Лекция", kind="lecture", languages="all") == [name]


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("name", ["opens_at", "closes_at", "nomination_by", "result_by", "period_from"])
def test_the_form_of_a_call_refuses_it(desk, world, name, day):
    value = day if name == "period_from" else f"{day} 23:59"
    assert refused(desk, Call, name, value, title_ru="Набор", languages="all") == [name]


def test_the_form_of_an_agreement_refuses_it_and_takes_an_old_one(desk, world):
    add = reverse("wagtailsnippets_partners_agreement:add")
    assert "signed_on" in errors(desk.post(add, agreement_form(world.nagasaki, signed_on="0206-05-01")))
    desk.post(add, agreement_form(world.nagasaki, signed_on="1968-05-01"))
    assert Agreement.objects.filter(signed_on__year=1968).exists()


def test_what_is_there_stays_as_it_was(desk, world):
    event = Event.objects.get(slug="heart-masterclass")
    desk.post(reverse("wagtailsnippets_masterclasses_event:edit", args=[event.pk]), {"starts_on": "0206-12-10"})
    assert Event.objects.get(pk=event.pk).starts_on == event.starts_on


@pytest.mark.parametrize(
    ("kind", "column", "cell"),
    [
        ("events", "starts_on", "31.12.9999"), ("events", "registration_closes", "01.01.0001 00:00"),
        ("calls", "closes_at", "9999-12-31 23:59"), ("agreements", "signed_on", "01.05.0206"),
    ],
)  # fmt: skip
def test_an_import_says_so_at_its_row(desk, english, world, kind, column, cell):
    slug = {"events": "heart-masterclass", "calls": "nagasaki-practice", "agreements": "sechenov-2024"}[kind]
    assert WRONG_YEAR in said(upload(desk, csv_of(["address", column], [slug, cell]), kind, True))


def test_midnight_in_a_spreadsheet_is_a_moment_where_the_cell_shows_a_time(desk, english, world):
    """Excel keeps a day and its midnight alike; only the format of the cell says which is meant."""
    head, row = ["address", "opens_at", "closes_at"], ["closed-call", datetime(2026, 2, 1), datetime(2026, 3, 2, 23, 59)]
    bring_in(desk, xlsx_of(head, row), "calls", live=True)
    call = Call.objects.get(slug="closed-call")
    assert (call.opens_at, call.closes_at) == (minsk("2026-02-01 00:00"), minsk("2026-03-02 23:59"))

    def as_day(sheet):
        sheet["B2"].number_format = "dd.mm.yyyy"

    dry = upload(desk, xlsx_of(head, row, spoil=as_day), "calls", True)
    assert [(place, text[:30]) for _row, place, text in complaints(dry)] == [("B", "Write day and time in Minsk: 3")]
