"""An applicant's six questions, each tried as a new reader would: on a phone of 360 px, without script, in both languages, counting clicks."""

import pytest

from tests.e2e.asking import Applicant
from tests.e2e.visiting import LANGUAGES

MOST_CLICKS = 3
PROGRAMME = "sample-general-medicine"


def what_does_a_year_cost(reader):
    reader.ask("fees/")
    return reader.page.locator(".fee_table td strong").first, ("USD", "BYN", "EUR")


def will_my_country_accept_the_diploma(reader):
    reader.ask_for_country("IN", "recognition/")
    return reader.page.locator(".ledger .verdict").first, ("Not confirmed", "Не подтверждено")


def what_do_i_send_and_by_when(reader):
    reader.ask_for_country("NG", "checklist/")
    reader.choose(programme=PROGRAMME)
    return reader.page.locator(".checklist .dates .invitation"), ("23:59",)


def do_i_need_an_invitation_or_a_visa(reader):
    reader.ask_for_country("TM", "invitation/")
    return reader.page.locator(".visa .answer"), ("an invitation and a visa", "приглашение и виза")


def is_this_agent_real(reader):
    reader.ask("representatives/")
    reader.page.fill("[name=asked]", "SAMPLE-003/2024")
    reader.click(reader.page.locator(".message_form button"))
    return reader.page.locator("[role=status] .verdict").first, ("Expired on", "истёк", "Истёк", "закончил")


def whom_do_i_ask_and_when_will_they_answer(reader):
    reader.ask("enquiry/")
    return reader.page.locator(".promise").first, ("working day", "рабоч")


QUESTIONS = [
    what_does_a_year_cost,
    will_my_country_accept_the_diploma,
    what_do_i_send_and_by_when,
    do_i_need_an_invitation_or_a_visa,
    is_this_agent_real,
    whom_do_i_ask_and_when_will_they_answer,
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_the_answer_stands_within_three_clicks(open_page, lang, question, record_property):
    reader = Applicant(open_page(360, script=False), lang)
    reader.to_section()
    answer, words = question(reader)
    assert answer.is_visible()
    assert any(word in answer.inner_text() for word in words), answer.inner_text()
    record_property("clicks", reader.clicks)
    assert reader.clicks <= MOST_CLICKS
