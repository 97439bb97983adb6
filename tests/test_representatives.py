"""Is this agent real? Found by number or name in either script; what is asked is kept nowhere."""

import logging
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import minsk
from tests.reading import words
from tests.training_world import both, make_representative
from training.models import Representative

PAGE = "/en/training/representatives/"


def ask(client, text, lang="en"):
    """The words of the answer."""
    answer = client.post(f"/{lang}/training/representatives/", {"asked": text})
    assert answer.status_code == 200
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return words(page.split('role="status"')[1].split("</section>")[0]) if 'role="status"' in page else ""


@pytest.mark.parametrize(
    "asked",
    [
        "12/2026",
        "№ 12 / 2026",
        "12-2026",
        "ООО Агентство «Мост»",
        "Bridge Agency Ltd",
        "Bridge Agency",
        "bridge",
        "агентство мост",
        "МОСТ",
        "Agentstvo Most",
        "мосту",
    ],
)
def test_it_is_found_by_number_or_name_in_either_script(client, world, asked):
    answer = ask(client, asked)
    assert "Bridge Agency" in answer
    assert "Valid until 31 December 2026" in answer


@pytest.mark.parametrize("asked", ["13/2026", "2/2026", "Golden Future", "золотое будущее", "%%%", "<script>alert(1)</script>", "' OR 1=1 --", "😀😀😀"])
def test_what_is_not_there_is_not_listed(client, world, asked):
    answer = ask(client, asked)
    assert "Not listed" in answer
    assert "Bridge" not in answer


@pytest.mark.parametrize(
    ("moment", "verdict"),
    [
        ("2025-12-31 23:59:59", "Valid from 1 January 2026 only"),
        ("2026-01-01 00:00:00", "Valid until 31 December 2026"),
        ("2026-12-31 23:59:59", "Valid until 31 December 2026"),
        ("2027-01-01 00:00:00", "Expired on 31 December 2026"),
    ],
)
def test_a_letter_holds_from_its_first_to_its_last_day_in_minsk(client, world, moment, verdict):
    with time_machine.travel(minsk(moment), tick=False):
        assert verdict in ask(client, "12/2026")
        valid = Representative.objects.valid().exists()
        assert valid == verdict.startswith("Valid until")
        assert ("Bridge Agency" in client.get(PAGE).content.decode()) == valid, "the public list"


def test_one_withdrawn_is_withdrawn_from_that_day(client, world):
    Representative.objects.get().delete()
    make_representative("14/2026", withdrawn_on=date(2026, 11, 22))
    assert "Withdrawn on 22 November 2026" in ask(client, "14/2026")
    assert not Representative.objects.listed().exists()


def test_one_that_is_not_in_the_list_is_found_by_the_check_alone(client, world):
    make_representative("15/2026", in_list=False, **both(legal_name=("Пример Примеров", "Primer Primerov")))
    assert "Primer Primerov" not in client.get(PAGE).content.decode()
    assert "Not listed" in ask(client, "Primer"), "a part of the name is not enough"
    answer = ask(client, "Primer Primerov")
    assert "Valid until" in answer
    assert "office@agency.example" not in answer


def test_a_draft_is_not_found(client, world):
    make_representative("16/2026", public=False, **both(legal_name=("Тайное", "Secret")))
    assert "Not listed" in ask(client, "16/2026")
    assert "Not listed" in ask(client, "Secret")


def test_who_asks_for_a_common_word_gets_no_list(client, world):
    for number in range(6):
        make_representative(f"2{number}/2026", **both(legal_name=(f"Агентство {number}", f"Agency {number}")))
    answer = ask(client, "agency")
    assert "Too many names fit" in answer
    assert "Bridge" not in answer


@pytest.mark.parametrize(("lang", "asked"), [("en", ""), ("en", "ab"), ("ru", "  "), ("en", "x" * 201), ("en", "\x00")])
def test_what_cannot_be_looked_up_is_said_at_the_field(client, world, lang, asked):
    answer = client.post(f"/{lang}/training/representatives/", {"asked": asked})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="errorlist"' in page
    assert page.split("<title>")[1].startswith("Ошибка" if lang == "ru" else "Error")


def test_what_is_asked_is_stored_and_logged_nowhere(client, world, caplog):
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as captured:
        answer = client.post(PAGE, {"asked": "Very Private Agency"})
    written = [row["sql"] for row in captured if row["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []
    assert "Very Private" not in "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert not client.cookies
    assert "no-cache" in answer["Cache-Control"]
    assert "Very Private" not in client.get(PAGE).content.decode()
