"""A lead that was lost and then wants to be called later is called later, and once at a time."""

from datetime import date

from campaigns.dispositions import Disposition
from campaigns.pipeline import Stage
from tests.campaigns.progress_values import MONDAY, outcome, path, stands

LOST_AFTER_A_MEETING = (
    outcome(1, Disposition.MEETING),
    outcome(2, Disposition.ARGUED_REFUSED),
)
LATER = outcome(3, Disposition.INTERESTED_LATER, later_on=date(2027, 1, 11))


def test_a_lost_lead_that_wants_to_be_called_later_is_nurtured() -> None:
    state = stands(*LOST_AFTER_A_MEETING, LATER)
    assert path(state)[-2:] == [Stage.LOST, Stage.NURTURING]
    assert (state.closed, state.next_call_at) == (None, MONDAY.replace(2027, 1, 11, 9, 0))


def test_a_call_in_vain_brings_it_back_to_contacting_with_a_next_call() -> None:
    in_vain = outcome(50, Disposition.NO_ANSWER)
    state = stands(*LOST_AFTER_A_MEETING, LATER, in_vain)
    assert state.stage is Stage.CONTACTING
    assert state.next_call_at is not None
    assert state.next_call_at > in_vain.at
