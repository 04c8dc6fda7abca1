"""A dead number brings another one to be tried, as long as there are attempts left to make."""

from dataclasses import replace

from campaigns.cadence import DEFAULT
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.lead.progress import progress
from campaigns.lead.standing import Progress
from campaigns.pipeline import Stage
from tests.campaigns.progress_values import ENROLLED, FIRST_PHONE, PARIS, SECOND_PHONE, outcome


def stands_after(calls: int, *dead: int) -> Progress:
    """Where a lead stands after calls in vain, the last ones to numbers that are dead."""
    told = [
        outcome(number, Disposition.NO_ANSWER) for number in range(1, calls + 1 - len(dead))
    ] + [
        outcome(calls + 1 - len(dead) + place, Disposition.WRONG_NUMBER, phone_id=phone)
        for place, phone in enumerate(dead)
    ]
    cadence = replace(DEFAULT, max_attempts=3)
    made = [replace(each, cadence=cadence) for each in told]
    return progress(ENROLLED, made, PARIS, [FIRST_PHONE, SECOND_PHONE])


def test_the_other_number_is_tried_at_once_while_attempts_are_left() -> None:
    state = stands_after(2, FIRST_PHONE)
    assert (state.stage, state.tier, state.closed) == (Stage.CONTACTING, Tier.RETRY, None)
    assert state.next_call_at is not None


def test_the_other_number_is_not_tried_once_the_attempts_are_used_up() -> None:
    state = stands_after(3, FIRST_PHONE)
    assert (state.stage, state.closed) == (Stage.EXHAUSTED, CloseReason.EXHAUSTED)
    assert state.next_call_at is None


def test_the_last_dead_number_invalidates_whatever_the_attempts() -> None:
    state = stands_after(3, FIRST_PHONE, SECOND_PHONE)
    assert (state.stage, state.closed) == (Stage.INVALID, CloseReason.INVALID)
