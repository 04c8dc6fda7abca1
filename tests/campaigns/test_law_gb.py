"""The rules of Great Britain, each on both sides of its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaigns.law import Sector, Technique, pack_for, rules_in_force
from campaigns.law.asks import AbandonedShare, RingsAtLeast
from campaigns.law.codes import Register
from campaigns.prospects import Audience
from tests.campaigns.law_values import (
    against,
    agreed,
    at,
    business,
    checked,
    consumer,
    listed,
    until,
)

LONDON = "Europe/London"
NOW = at("2026-11-19 10:30", LONDON)
NUMBER = "+442079460123"
PERSON = consumer(NUMBER)
OFFICE = business(NUMBER)
CONSENT = agreed(at("2026-09-01 09:00", LONDON))
BOTH = (
    *checked(Register.CTPS, at("2026-11-01 09:00", LONDON)),
    *checked(Register.TPS, at("2026-11-01 09:00", LONDON)),
)


def test_uk07_a_consumer_is_called_within_28_days_of_the_check() -> None:
    tps = checked(Register.TPS, at("2026-10-22 10:31", "UTC"))
    assert against(PERSON, NOW) == {"UK-07"}
    assert until(replace(PERSON, checks=tps), NOW) == at("2026-11-19 10:31", "UTC")
    assert against(replace(PERSON, checks=tps), at("2026-11-19 10:31", "UTC")) == {"UK-07"}


def test_uk07_a_listed_consumer_is_not_called_unless_they_told_us_so() -> None:
    facts = replace(PERSON, checks=listed(Register.TPS, at("2026-11-18 09:00", LONDON)))
    assert against(facts, NOW) == {"UK-07"}
    assert against(replace(facts, consent=CONSENT), NOW) == set()


def test_uk07_the_newest_check_counts() -> None:
    old, new = at("2026-11-10 09:00", LONDON), at("2026-11-18 09:00", LONDON)
    gone = (*listed(Register.TPS, old), *checked(Register.TPS, new))
    come = (*checked(Register.TPS, old), *listed(Register.TPS, new))
    assert against(replace(PERSON, checks=gone), NOW) == set()
    assert against(replace(PERSON, checks=come), NOW) == {"UK-07"}


def test_uk07_a_check_still_to_come_is_none() -> None:
    facts = replace(PERSON, checks=checked(Register.TPS, NOW + timedelta(hours=1)))
    assert against(facts, NOW) == {"UK-07"}


def test_a_mobile_of_the_islands_is_called_by_british_rules() -> None:
    # Given out in Guernsey, perhaps carried to London: the library can't tell.
    mobile = consumer("+447911123456", country="GB")
    assert against(mobile, NOW) == {"UK-07"}
    assert against(replace(mobile, consent=CONSENT), NOW) == set()


def test_uk08_a_business_is_checked_against_both_lists() -> None:
    assert against(OFFICE, NOW) == {"UK-08"}
    assert against(replace(OFFICE, checks=BOTH[:1]), NOW) == {"UK-08"}
    assert against(replace(OFFICE, checks=BOTH), NOW) == set()
    assert against(replace(OFFICE, consent=CONSENT), NOW) == set()


def test_uk08_began_on_25_june_2004() -> None:
    assert against(OFFICE, at("2004-06-24 12:00", LONDON)) == set()
    assert against(OFFICE, at("2004-06-25 12:00", LONDON)) == {"UK-08"}


def test_uk09_an_opt_out_is_for_good_even_with_consent() -> None:
    facts = replace(PERSON, consent=CONSENT, suppressed_scope="person")
    assert against(facts, NOW) == {"UK-09"}


@pytest.mark.parametrize("technique", [Technique.PREDICTIVE, Technique.PRERECORDED])
def test_uk04_an_abandoned_call_gives_72_hours_of_peace(technique: Technique) -> None:
    facts = replace(PERSON, consent=CONSENT, technique=technique, abandoned_at=NOW)
    assert "UK-04" in against(facts, NOW + timedelta(hours=72, seconds=-1))
    assert "UK-04" not in against(facts, NOW + timedelta(hours=72))


def test_uk04_a_call_with_a_person_waiting_may_be_made_at_once() -> None:
    for technique in (Technique.MANUAL, Technique.PROGRESSIVE):
        facts = replace(PERSON, consent=CONSENT, technique=technique, abandoned_at=NOW)
        assert against(facts, NOW + timedelta(hours=1)) == set()


def test_uk05_a_machine_is_left_alone_for_a_day() -> None:
    facts = replace(PERSON, consent=CONSENT, technique=Technique.PREDICTIVE, machine_at=NOW)
    assert against(facts, NOW + timedelta(hours=24, seconds=-1)) == {"UK-05"}
    assert against(facts, NOW + timedelta(hours=24)) == set()


def test_uk06_a_number_is_shown_and_it_is_no_mobile() -> None:
    facts = replace(PERSON, consent=CONSENT)
    assert against(replace(facts, caller_id="hidden"), NOW) == {"UK-06"}
    assert against(replace(facts, caller_id="+447700900123"), NOW) == {"UK-06"}
    assert against(replace(facts, caller_id="+441134960123"), NOW) == set()


def test_uk11_a_recorded_message_needs_consent() -> None:
    robot = replace(OFFICE, technique=Technique.PRERECORDED, checks=BOTH)
    assert against(robot, NOW) == {"UK-11"}
    assert against(replace(robot, consent=CONSENT), NOW) == set()
    assert against(replace(robot, technique=Technique.MANUAL), NOW) == set()


@pytest.mark.parametrize("sector", [Sector.CLAIMS_MANAGEMENT, Sector.PENSIONS])
def test_uk12_claims_and_pensions_need_consent(sector: Sector) -> None:
    facts = replace(OFFICE, sector=sector, checks=BOTH)
    assert against(facts, NOW) == {"UK-12"}
    assert against(replace(facts, consent=CONSENT), NOW) == set()
    assert against(replace(facts, sector=Sector.OTHER), NOW) == set()


def test_uk14_the_hours_of_the_trade_are_no_law() -> None:
    assert against(replace(OFFICE, checks=BOTH), at("2026-11-19 23:30", LONDON)) == set()


def test_uk01_no_abandoned_call_is_tolerated_since_1_march_2017() -> None:
    gb = pack_for("GB")
    assert gb is not None

    def share(year: int, month: int, day: int) -> list[tuple[str, int]]:
        found = rules_in_force(
            gb, NOW.date().replace(year, month, day), Audience.B2C, Technique.PREDICTIVE
        )
        return [
            (rule.id, int(rule.params.most * 100))
            for rule in found
            if isinstance(rule.params, AbandonedShare)
        ]

    assert share(2017, 2, 28) == [("UK-01h", 3)]
    assert share(2017, 3, 1) == [("UK-01", 0)]


def test_uk02_it_rings_for_fifteen_seconds() -> None:
    gb = pack_for("GB")
    assert gb is not None
    params = gb.rule("UK-02").params
    assert isinstance(params, RingsAtLeast)
    assert params.seconds == 15
