"""One table of boundary days for the two ways in which the status is said: in Python and in SQL."""

from datetime import date, timedelta

import pytest
import time_machine

from partners.models import Agreement, Partner
from partners.status import current_end, last_day, status_of
from tests.conftest import TODAY, make_agreement, make_partner

DAY = timedelta(days=1)
SOON = timedelta(days=180)

CASES = [
    # what is known, status today
    ({"lifecycle": "draft"}, "draft"),
    ({"lifecycle": "negotiation", "valid_until": TODAY - DAY}, "in_preparation"),
    ({"in_force_from": TODAY + DAY, "valid_until": TODAY + SOON}, "in_preparation"),
    ({"in_force_from": TODAY, "open_ended": True}, "in_force"),
    ({}, "not_confirmed"),
    ({"signed_on": date(1996, 1, 1)}, "not_confirmed"),
    ({"renewal": "none"}, "not_confirmed"),
    ({"renewal": "by_agreement"}, "not_confirmed"),
    ({"open_ended": True}, "in_force"),
    ({"valid_until": TODAY - DAY}, "ended"),
    ({"valid_until": TODAY}, "expiring"),
    ({"valid_until": TODAY + DAY}, "expiring"),
    ({"valid_until": TODAY + SOON}, "expiring"),
    ({"valid_until": TODAY + SOON + DAY}, "in_force"),
    ({"valid_until": TODAY - DAY, "renewal": "by_agreement"}, "ended"),
    ({"valid_until": TODAY - DAY, "renewal": "automatic", "renewal_months": 12}, "in_force"),
    ({"valid_until": TODAY + DAY, "renewal": "automatic", "renewal_months": 12}, "in_force"),
    ({"renewal": "automatic"}, "in_force"),
    ({"renewal": "automatic", "renewal_months": 12, "valid_until": TODAY, "ended_on": TODAY - DAY}, "ended"),
    ({"renewal": "automatic", "renewal_months": 12, "valid_until": TODAY, "ended_on": TODAY}, "expiring"),
    ({"renewal": "automatic", "renewal_months": 12, "valid_until": TODAY, "ended_on": TODAY + SOON + DAY}, "in_force"),
    ({"open_ended": True, "ended_on": TODAY - DAY}, "ended"),
    ({"lifecycle": "terminated"}, "ended"),
    ({"lifecycle": "terminated", "ended_on": TODAY - DAY}, "ended"),
    ({"lifecycle": "terminated", "ended_on": TODAY + DAY}, "expiring"),
    ({"lifecycle": "suspended", "valid_until": TODAY + SOON + DAY}, "suspended"),
    ({"lifecycle": "suspended", "valid_until": TODAY - DAY}, "suspended"),
]


@pytest.mark.parametrize(("known", "status"), CASES)
def test_the_status_is_the_same_in_python_and_in_the_database(db, known, status):
    partner = make_partner("partner", "JP", "Партнёр", "Partner")
    agreement = make_agreement("one", partner, **known)
    assert status_of(agreement, TODAY) == status
    assert Agreement.objects.with_status().get(pk=agreement.pk).status_now == status


def test_an_agreement_holds_until_midnight_in_minsk_after_its_last_day(db):
    agreement = make_agreement("one", make_partner("partner", "JP", "Партнёр", "Partner"), valid_until=TODAY)
    with time_machine.travel("2026-11-22T20:59:00+00:00"):  # 23:59 in Minsk
        assert Agreement.objects.with_status().get(pk=agreement.pk).status_now == "expiring"
    with time_machine.travel("2026-11-22T21:00:00+00:00"):  # midnight in Minsk
        assert Agreement.objects.with_status().get(pk=agreement.pk).status_now == "ended"


@pytest.mark.parametrize(
    ("known", "end"),
    [
        ({"valid_until": date(2027, 1, 31)}, date(2027, 1, 31)),
        ({"open_ended": True}, None),
        ({"valid_until": date(2024, 5, 31), "renewal": "automatic", "renewal_months": 12}, date(2027, 5, 31)),
        ({"valid_until": date(2026, 11, 22), "renewal": "automatic", "renewal_months": 12}, date(2026, 11, 22)),
        ({"valid_until": date(2024, 8, 31), "renewal": "automatic", "renewal_months": 6}, date(2027, 2, 28)),
        ({"valid_until": date(2024, 5, 31), "renewal": "automatic", "renewal_months": 12, "ended_on": date(2025, 9, 1)}, date(2025, 9, 1)),
        ({"valid_until": date(2024, 5, 31), "renewal": "automatic"}, date(2024, 5, 31)),
    ],
)
def test_automatic_renewal_rolls_the_end_on_until_it_was_ended(known, end):
    assert current_end(Agreement(**known), TODAY) == end


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({}, None),
        ({"open_ended": True}, None),
        ({"valid_until": TODAY}, None),
        ({"valid_until": TODAY - DAY}, TODAY - DAY),
        ({"valid_until": TODAY - DAY, "renewal": "automatic", "renewal_months": 12}, None),
        ({"valid_until": TODAY - SOON, "renewal": "automatic", "renewal_months": 12, "ended_on": TODAY - DAY}, TODAY - DAY),
        ({"valid_until": TODAY + SOON, "ended_on": TODAY - DAY}, TODAY - DAY),
        ({"valid_until": TODAY - DAY, "ended_on": TODAY + DAY}, TODAY - DAY),
        ({"valid_until": TODAY - DAY, "lifecycle": "suspended"}, None),
        ({"valid_until": TODAY - DAY, "lifecycle": "negotiation"}, None),
        ({"valid_until": TODAY - DAY, "lifecycle": "terminated"}, None),  # it ended some day before
        ({"lifecycle": "terminated"}, None),
        ({"lifecycle": "terminated", "ended_on": TODAY - DAY}, TODAY - DAY),
        ({"lifecycle": "terminated", "ended_on": TODAY + DAY}, None),
    ],
)
def test_the_last_day_is_told_of_what_has_ended_only(known, day):
    assert last_day(Agreement(**known), TODAY) == day


PARTNERS = [
    # lifecycle and dates of its agreements, basis, status of the partner
    ([{"valid_until": TODAY}], "agreement", "current"),
    ([{"valid_until": TODAY - DAY}], "agreement", "past"),
    ([{"valid_until": TODAY - DAY}, {"open_ended": True}], "agreement", "current"),
    ([{}], "agreement", "not_confirmed"),
    ([{}, {"valid_until": TODAY - DAY}], "agreement", "not_confirmed"),
    ([{"lifecycle": "negotiation"}], "agreement", "prospective"),
    ([{"lifecycle": "suspended"}], "agreement", "past"),
    ([{"lifecycle": "draft"}], "listed", "listed"),
    ([{"open_ended": True, "live": False}], "listed", "listed"),
    ([], "listed", "listed"),
    ([], "mobility", "listed"),
    ([], "talks", "prospective"),
    ([], "joint_event", "prospective"),
]


@pytest.mark.parametrize(("agreements", "basis", "status"), PARTNERS)
def test_a_partner_is_current_while_any_public_agreement_is(db, agreements, basis, status):
    partner = make_partner("partner", "JP", "Партнёр", "Partner", basis=basis)
    for number, known in enumerate(agreements):
        make_agreement(f"agreement-{number}", partner, **known)
    assert Partner.objects.with_status().get(pk=partner.pk).status_now == status
