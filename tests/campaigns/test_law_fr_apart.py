"""What France treats apart: training accounts, the press, hidden numbers, robots."""

from dataclasses import replace

import pytest

from campaigns.law import FRANCE, Sector, Technique
from campaigns.law.asks import AbandonedShare
from tests.campaigns.law_values import against
from tests.campaigns.verdict_values import (
    BUSINESS,
    CONSENT,
    CONSUMER,
    CONTRACT,
    JUNE,
    THURSDAY,
    bloctel,
    paris,
)

NPV = "+33162001234"


def test_fr07b_nobody_is_canvassed_about_a_training_account() -> None:
    for facts in (CONSUMER, BUSINESS, replace(CONSUMER, running_contract=CONTRACT)):
        assert against(replace(facts, sector=Sector.TRAINING_ACCOUNT), THURSDAY) == {"FR-07b"}
    early = replace(BUSINESS, sector=Sector.TRAINING_ACCOUNT)
    assert against(early, paris("2022-12-20 10:30")) == set()
    assert against(early, paris("2022-12-21 10:30")) == {"FR-07b"}


def test_fr08_the_press_needs_no_consent_but_keeps_the_hours() -> None:
    press = replace(CONSUMER, consent=None, sector=Sector.PRESS)
    assert against(press, THURSDAY) == set()
    assert against(press, paris("2026-11-19 13:30")) == {"FR-03"}
    assert against(replace(press, sector=Sector.OTHER), THURSDAY) == {"FR-01"}


def test_fr10_consumers_see_a_number() -> None:
    assert against(replace(CONSUMER, caller_id="hidden"), THURSDAY) == {"FR-10"}
    assert against(replace(CONSUMER, caller_id="+33199001299"), THURSDAY) == set()
    assert against(replace(BUSINESS, caller_id="hidden"), THURSDAY) == set()


def test_fr15_a_business_needs_no_consent_and_no_hours_of_law() -> None:
    assert against(BUSINESS, paris("2026-11-21 21:30")) == set()
    assert against(replace(BUSINESS, audience=None), paris("2026-11-21 21:30")) == {
        "FR-01",
        "FR-03",
    }


def test_fr23_a_recorded_message_needs_a_consumers_consent() -> None:
    robot = replace(
        CONSUMER, technique=Technique.PRERECORDED, caller_id=NPV, checks=bloctel("2026-06-01 09:00")
    )
    before = replace(robot, consent=None)
    assert against(before, JUNE) == {"FR-23"}
    earlier = replace(CONSENT, captured_at=paris("2026-01-01 09:00"))
    assert against(replace(before, consent=earlier), JUNE) == set()
    assert against(robot, THURSDAY) == set()
    assert (
        against(replace(BUSINESS, technique=Technique.PRERECORDED, caller_id=NPV), THURSDAY)
        == set()
    )


@pytest.mark.parametrize("day", ["2026-12-25", "2026-11-11"])
def test_fr30_public_holidays_are_law_for_businesses_too(day: str) -> None:
    assert against(BUSINESS, paris(f"{day} 10:30")) == {"FR-30"}


def test_fr29_three_in_a_hundred_is_our_own_policy() -> None:
    rule = FRANCE.rule("FR-29")
    assert isinstance(rule.params, AbandonedShare)
    assert int(rule.params.most * 100) == 3
    assert rule.confidence == "?"
