"""Whatever is lost, repeated or late, one intention rings one phone once, when it may ring."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from campaigns import attempts as rules
from campaigns import eligibility, windows
from campaigns.attempts import RANK, CallFacts
from campaigns.eligibility import hours as eligibility_hours
from campaigns.eligibility import legal, own
from campaigns.law.rules import AttemptCap, RefusalWithdrawsConsent, RestAfterRefusal
from campaigns.windows import Hours
from tests.campaigns.machines.attempt_machine import AttemptMachine
from tests.campaigns.machines.running import fails, run


def test_one_intention_rings_one_phone_once_when_it_may_ring() -> None:
    run(AttemptMachine)


def forgotten(*kinds: type) -> Callable[[pytest.MonkeyPatch], None]:
    kept = {kind: check for kind, check in legal._CHECKS.items() if kind not in kinds}
    return lambda patch: patch.setattr(legal, "_CHECKS", kept)


def take_the_last(one: CallFacts, other: CallFacts) -> CallFacts:
    return replace(other, started_at=one.started_at or other.started_at)


def closes_in_utc(
    hours: Hours, zones: tuple[str, ...], now: datetime, holidays: str | None
) -> datetime | None:
    return windows.closes_at(hours, ("UTC",), now, holidays)


PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the last message is believed": lambda patch: patch.setattr(rules, "join", take_the_last),
    "hours are those of the server": lambda patch: patch.setattr(
        eligibility_hours, "closes_at", closes_in_utc
    ),
    "attempts are not counted": forgotten(AttemptCap),
    "a live call is no obstacle": lambda patch: patch.setattr(own, "STANDING", ()),
    "objections are looked up at import only": lambda patch: patch.setattr(
        eligibility, "CHECKS", tuple(it for it in own.CHECKS if it is not own._suppressed)
    ),
    "an intention outlives its clearance": lambda patch: patch.setattr(
        rules, "dial_before", lambda now, clear_until: now + rules.DIAL_WITHIN
    ),
    "what the carrier answers is a webhook like any other": lambda patch: patch.setattr(
        rules, "_level", lambda facts: (False, -1 if facts.status is None else RANK[facts.status])
    ),
    "whoever was refused is called again": forgotten(RestAfterRefusal, RefusalWithdrawsConsent),
}


@pytest.mark.parametrize("bug", PLANTS)
def test_the_machine_sees(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTS[bug](monkeypatch)
    assert fails(AttemptMachine)
