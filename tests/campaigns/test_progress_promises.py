"""A promise that people moved or gave away is the lead's next call, and comes from its rows alone."""

from datetime import timedelta

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead.progress import progress
from campaigns.lead.standing import Progress, PromiseChange, StandingOutcome
from tests.campaigns.progress_values import ENROLLED, FIRST_PHONE, PARIS

HOUR = timedelta(hours=1)
ALICE, ANNA = 1, 2
CALLED = ENROLLED + HOUR
DUE = CALLED + 24 * HOUR
PROMISED = StandingOutcome(
    1,
    Disposition.CALLBACK,
    CALLED,
    FIRST_PHONE,
    callback_at=DUE,
    callback_owner_id=ALICE,
)


def stands(*changes: PromiseChange, later: tuple[StandingOutcome, ...] = ()) -> Progress:
    told = (PROMISED, *later)
    return progress(ENROLLED, told, PARIS, [FIRST_PHONE], promises=changes)


def moved(hours: int, owner: int | None = ALICE, *, after: int = 1) -> PromiseChange:
    return PromiseChange(1, DUE + hours * HOUR, owner, CALLED + after * HOUR)


def in_vain(number: int, hours: int) -> StandingOutcome:
    return StandingOutcome(number, Disposition.NO_ANSWER, CALLED + hours * HOUR, FIRST_PHONE)


def test_a_moved_promise_is_due_when_it_was_moved_to() -> None:
    state = stands(moved(3))
    assert (state.next_call_at, state.tier) == (DUE + 3 * HOUR, Tier.PROMISED)
    assert (state.callback_owner_id, state.promised_in) == (ALICE, 1)


def test_the_last_of_several_changes_stands() -> None:
    assert stands(moved(5, after=2), moved(3, after=1)).next_call_at == DUE + 5 * HOUR


def test_a_promise_given_to_the_team_has_no_owner() -> None:
    assert stands(moved(0, None)).callback_owner_id is None
    assert stands(moved(0, ANNA)).callback_owner_id == ANNA


def test_a_call_in_vain_before_the_new_moment_leaves_the_promise() -> None:
    state = stands(moved(30), later=(in_vain(2, 26),))
    assert (state.next_call_at, state.tier) == (DUE + 30 * HOUR, Tier.PROMISED)


def test_a_promise_is_moved_again_after_a_call_in_vain() -> None:
    state = stands(moved(30), moved(50, after=27), later=(in_vain(2, 26),))
    assert state.next_call_at == DUE + 50 * HOUR


def test_a_promise_that_a_call_has_kept_is_moved_no_more() -> None:
    later = (in_vain(2, 26),)
    assert stands(moved(50, after=27), later=later) == stands(later=later)
