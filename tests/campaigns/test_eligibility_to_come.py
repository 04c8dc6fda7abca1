"""Whether the law will allow a call at a moment that somebody asks for: judged as it would be then."""

from dataclasses import replace

import pytest

from campaigns.clearance.facts import Facts, Policy
from campaigns.clearance.verdicts import Clearance
from campaigns.eligibility.promised import judge_promise, opens
from tests.campaigns.verdict_values import BUSINESS, CONSUMER, bloctel, paris

CHECKED = replace(CONSUMER, checks=bloctel("2026-11-20 09:00"))
PLAN = Policy()


@pytest.mark.parametrize(
    ("facts", "asked", "opening"),
    [
        (CHECKED, "2026-11-24 10:00", "2026-11-24 10:00"),
        (CHECKED, "2026-11-24 09:00", "2026-11-24 10:00"),
        (CHECKED, "2026-11-24 13:15", "2026-11-24 14:00"),
        (CHECKED, "2026-11-28 11:00", "2026-11-30 10:00"),
        (BUSINESS, "2026-11-24 20:30", "2026-11-24 20:30"),
    ],
)
def test_the_plans_hours_give_way_to_a_promise_and_the_laws_do_not(
    facts: Facts, asked: str, opening: str
) -> None:
    assert opens(facts, PLAN, paris(asked)) == paris(opening)


def test_what_is_true_of_this_moment_alone_is_set_aside() -> None:
    busy = replace(
        BUSINESS,
        on_a_list=True,
        live_call=True,
        somebody_signed_in=False,
        campaign_running=False,
        next_call_at=None,
        lead_attempts=99,
    )
    assert isinstance(judge_promise(busy, PLAN, paris("2026-11-24 10:00")), Clearance)


def test_who_has_objected_is_promised_nothing() -> None:
    objected = replace(BUSINESS, suppressed_scope="prospect")
    assert opens(objected, PLAN, paris("2026-11-24 10:00")) is None
