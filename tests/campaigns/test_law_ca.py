"""The rules of Canada and of Québec, each on both sides of its edge."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaigns.law import Technique
from campaigns.law.codes import Register
from tests.campaigns.law_values import (
    CONTRACT,
    against,
    agreed,
    at,
    business,
    checked,
    consumer,
    listed,
)

TORONTO = "America/Toronto"
NOW = at("2026-11-19 10:30", TORONTO)
CONSENT = agreed(datetime(2026, 9, 1, tzinfo=UTC))
PERSON = consumer("+14165550123", consent=CONSENT)
OFFICE = business("+14165550123")


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        ("2026-11-19 08:59", {"CA-01"}),
        ("2026-11-19 09:00", set()),
        ("2026-11-19 21:29", set()),
        ("2026-11-19 21:30", {"CA-01"}),
        ("2026-11-21 09:59", {"CA-01"}),
        ("2026-11-21 10:00", set()),
        ("2026-11-22 17:59", set()),
        ("2026-11-22 18:00", {"CA-01"}),
    ],
)
def test_ca01_a_consumer_is_called_within_the_hours_of_the_crtc(
    clock: str, refused: set[str]
) -> None:
    assert against(PERSON, at(clock, TORONTO)) == refused


def test_ca01_began_on_30_september_2008() -> None:
    early = replace(PERSON, consent=agreed(datetime(2008, 1, 1, tzinfo=UTC)))
    assert against(early, at("2008-09-29 22:00", TORONTO)) == set()
    assert against(early, at("2008-09-30 22:00", TORONTO)) == {"CA-01"}


def test_ca02_the_national_list_is_at_most_31_days_old() -> None:
    cold = replace(PERSON, consent=None)
    assert against(cold, NOW) == {"CA-02"}
    young = replace(cold, checks=checked(Register.CA_DNCL, NOW - timedelta(days=31, seconds=-60)))
    assert against(young, NOW) == set()
    assert against(young, NOW + timedelta(minutes=1)) == {"CA-02"}
    on_it = replace(cold, checks=listed(Register.CA_DNCL, NOW - timedelta(days=1)))
    assert against(on_it, NOW) == {"CA-02"}
    assert against(replace(on_it, running_contract=CONTRACT), NOW) == {"CA-02"}


def test_ca07_businesses_are_not_on_it_and_may_object_all_the_same() -> None:
    assert against(OFFICE, NOW) == set()
    assert against(replace(OFFICE, suppressed_scope="number"), NOW) == {"CA-03"}


def test_ca05_a_recorded_message_needs_consent_and_has_shorter_hours() -> None:
    robot = replace(OFFICE, technique=Technique.PRERECORDED)
    assert against(robot, NOW) == {"CA-05"}
    agreed_to = replace(robot, consent=CONSENT)
    assert against(agreed_to, at("2026-11-19 09:29", TORONTO)) == {"CA-05"}
    assert against(agreed_to, at("2026-11-19 09:30", TORONTO)) == set()
    assert against(agreed_to, at("2026-11-22 11:59", TORONTO)) == {"CA-05"}
    assert against(agreed_to, at("2026-11-22 12:00", TORONTO)) == set()


def test_ca06_the_number_is_shown() -> None:
    assert against(replace(OFFICE, caller_id="hidden"), NOW) == {"CA-06"}


def test_qc01_quebec_is_called_in_french() -> None:
    montreal = business("+15145550123")
    assert against(replace(montreal, language="en"), NOW) == {"QC-01"}
    assert against(replace(montreal, language="fr"), NOW) == set()
    assert against(replace(OFFICE, language="en"), NOW) == set()
    assert against(replace(OFFICE, language="en", postal_code="H2X 1Y4"), NOW) == {"QC-01"}


def test_newfoundland_is_called_when_halifax_and_st_johns_are_open() -> None:
    facts = consumer("+17095550123", consent=CONSENT)
    assert against(facts, at("2026-11-19 09:00", "America/St_Johns")) == {"CA-01"}
    assert against(facts, at("2026-11-19 09:00", "America/Halifax")) == set()
