"""A lead in its second pass: its attempts count anew for the plan, and nothing else is forgotten."""

from datetime import timedelta

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.lead.progress import progress
from campaigns.lead.standing import PassBegun, Progress, StandingOutcome
from campaigns.pipeline import Stage
from tests.campaigns.progress_values import (
    DAY,
    ENROLLED,
    FIRST_PHONE,
    MONDAY,
    PARIS,
    outcome,
    path,
)

AGAIN = MONDAY + 100 * DAY
SECOND = PassBegun(2, 6, AGAIN)


def silences(*numbers: int, later: timedelta = timedelta(0)) -> list[StandingOutcome]:
    """Calls that nobody answered, the later ones in another season."""
    at = {n: MONDAY + DAY * (n - 1) + (later if n > 6 else timedelta(0)) for n in numbers}
    return [outcome(n, Disposition.NO_ANSWER, at=at[n]) for n in numbers]


def after(outcomes: list[StandingOutcome], *passes: PassBegun) -> Progress:
    """Where the lead stands after these outcomes and passes."""
    return progress(ENROLLED, outcomes, PARIS, [FIRST_PHONE], (), passes)


def test_an_exhausted_lead_comes_back_as_a_target_due_at_once() -> None:
    state = after(silences(*range(1, 7)), SECOND)
    assert path(state)[-2:] == [Stage.EXHAUSTED, Stage.TARGET]
    assert (state.closed, state.next_call_at, state.tier) == (None, AGAIN, Tier.RETRY)
    assert (state.attempts, state.attempts_before) == (6, 6)


def test_its_attempts_count_anew_for_the_plan_and_on_for_the_law() -> None:
    state = after(silences(*range(1, 12), later=100 * DAY), SECOND)
    assert (state.closed, state.attempts, state.attempts_before) == (None, 11, 6)
    again = after(silences(*range(1, 13), later=100 * DAY), SECOND)
    assert (again.closed, again.attempts) == (CloseReason.EXHAUSTED, 12)


def test_a_third_pass_begins_where_the_second_ended() -> None:
    calls = silences(*range(1, 13), later=100 * DAY)
    state = after(calls, SECOND, PassBegun(3, 12, MONDAY + 300 * DAY))
    assert (state.closed, state.attempts_before) == (None, 12)


def test_a_pass_brings_nobody_back_who_is_said_to_have_refused_since() -> None:
    corrected = [*silences(*range(1, 6)), outcome(6, Disposition.ARGUED_REFUSED)]
    state = after(corrected, SECOND)
    assert (state.closed, state.attempts_before) == (CloseReason.REFUSED, 0)


def test_a_refusal_in_the_second_pass_ends_it() -> None:
    refused = outcome(7, Disposition.REFUSED_TO_LISTEN, at=AGAIN + DAY)
    assert after([*silences(*range(1, 7)), refused], SECOND).closed is CloseReason.REFUSED
