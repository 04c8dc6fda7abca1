"""Of a meeting, the last word counts: a company that was wrong about it may say so."""

from datetime import timedelta

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.lead.standing import MeetingChange
from campaigns.pipeline import MeetingStatus, Stage
from tests.campaigns.progress_values import DAY, MONDAY, outcome, stands

BOOKED = outcome(1, Disposition.MEETING)


def said(status: MeetingStatus, days: int, attempt: int = 1) -> MeetingChange:
    """What the company says of the meeting of this attempt, so many days after Monday."""
    return MeetingChange(attempt, status, MONDAY + days * DAY)


MISSED, HELD = said(MeetingStatus.NO_SHOW, 3), said(MeetingStatus.HELD, 4)


def test_a_meeting_said_to_be_missed_and_then_held_was_held() -> None:
    state = stands(BOOKED, meetings=(MISSED, HELD))
    assert (state.stage, state.closed) == (Stage.PROPOSAL, CloseReason.HANDED_OVER)
    assert state.next_call_at is None


def test_a_meeting_said_to_be_held_and_then_missed_was_missed() -> None:
    missed = said(MeetingStatus.NO_SHOW, 5)
    state = stands(BOOKED, meetings=(HELD, missed))
    assert (state.stage, state.tier) == (Stage.CONTACTING, Tier.FLEXIBLE)
    assert state.next_call_at == missed.at + timedelta(days=1)


def test_the_order_in_which_the_words_are_read_never_matters() -> None:
    assert stands(BOOKED, meetings=(HELD, MISSED)) == stands(BOOKED, meetings=(MISSED, HELD))


def test_a_call_made_meanwhile_does_not_undo_that_it_was_held() -> None:
    meanwhile = outcome(2, Disposition.NO_ANSWER, at=MONDAY + 3.5 * DAY)
    state = stands(BOOKED, meanwhile, meetings=(MISSED, HELD))
    assert (state.stage, state.closed) == (Stage.PROPOSAL, CloseReason.HANDED_OVER)


def test_a_meeting_that_was_moved_and_held_was_held() -> None:
    moved = said(MeetingStatus.MOVED, 2)
    assert stands(BOOKED, meetings=(moved, HELD)).stage is Stage.PROPOSAL
    assert stands(BOOKED, meetings=(moved,)).closed is CloseReason.MEETING_SET


def test_words_on_one_meeting_do_not_count_for_another() -> None:
    again = outcome(2, Disposition.MEETING, at=MONDAY + 3.5 * DAY)
    state = stands(BOOKED, again, meetings=(MISSED, said(MeetingStatus.CANCELLED, 5, attempt=2)))
    assert state.stage is Stage.CONTACTING
    assert sum(move.source is Stage.MEETING_SET for move in state.moves) == 2
