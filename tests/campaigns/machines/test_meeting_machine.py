"""A meeting is booked, missed, moved, held and argued about; its lead is where the last word puts it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead import progress as rules
from campaigns.lead.closing import CloseReason
from campaigns.lead.retelling import Event, in_order
from campaigns.lead.standing import (
    Decision,
    MeetingChange,
    PassBegun,
    Progress,
    PromiseChange,
    StandingOutcome,
)
from campaigns.pipeline import MOVES, MeetingStatus, Stage
from tests.campaigns.machines.clocked import DAY, HOUR, SECOND, Clocked
from tests.campaigns.machines.running import fails, run

PARIS = "Europe/Paris"
FALLEN = frozenset({MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED})
SAID = st.sampled_from(MeetingStatus).filter(lambda status: status is not MeetingStatus.BOOKED)
IN_VAIN = st.sampled_from([Disposition.NO_ANSWER, Disposition.BUSY, Disposition.AWAY])
ENDING = st.sampled_from(
    [Disposition.DO_NOT_CALL, Disposition.ARGUED_REFUSED, Disposition.SALE, Disposition.QUOTE]
)
WHICH = st.integers(0, 9)


@dataclass
class Booked:
    """A meeting, by the call that booked it, and every word that was said of it."""

    attempt: int
    starts_at: datetime
    words: list[MeetingChange] = field(default_factory=list)

    @property
    def status(self) -> MeetingStatus:
        return self.words[-1].status if self.words else MeetingStatus.BOOKED

    def may_become(self, status: MeetingStatus, now: datetime) -> bool:
        """A company tells of a meeting after its moment; it cancels or moves it before the end."""
        if status in (MeetingStatus.HELD, MeetingStatus.NO_SHOW):
            return now >= self.starts_at and self.status is not MeetingStatus.CANCELLED
        return self.status in (MeetingStatus.BOOKED, MeetingStatus.MOVED)


class MeetingMachine(Clocked):
    """One lead that takes meetings, and a company that tells what became of them."""

    def prepare(self) -> None:
        self.enrolled_at = self.now
        self.told: dict[int, StandingOutcome] = {}
        self.meetings: list[Booked] = []
        self.current = self.stands()

    def stands(self, seed: int = 0) -> Progress:
        outcomes = list(self.told.values())
        words = [word for one in self.meetings for word in one.words]
        Random(seed).shuffle(outcomes)
        Random(seed).shuffle(words)
        return rules.progress(self.enrolled_at, outcomes, PARIS, [1], words)

    def tell(self, code: Disposition) -> int:
        self.now += SECOND
        number = len(self.told) + 1
        self.told[number] = StandingOutcome(number, code, self.now, phone_id=1)
        self.current = self.stands()
        return number

    # What calls bring

    @precondition(lambda self: self.current.next_call_at is not None)
    @rule(ahead=st.sampled_from([2 * HOUR, DAY, 9 * DAY]))
    def a_meeting_is_booked(self, ahead: timedelta) -> None:
        self.book(ahead)

    @precondition(lambda self: self.current.next_call_at is not None)
    @rule(ahead=st.sampled_from([2 * HOUR, 9 * DAY]), status=st.sampled_from(sorted(FALLEN)))
    def a_meeting_is_booked_and_falls_through(
        self, ahead: timedelta, status: MeetingStatus
    ) -> None:
        self.book(ahead)
        self.now += ahead
        self.say(self.meetings[-1], status)

    def book(self, ahead: timedelta) -> None:
        self.meetings.append(Booked(self.tell(Disposition.MEETING), self.now + ahead))

    @precondition(lambda self: self.current.next_call_at is not None)
    @rule(code=IN_VAIN)
    def a_call_is_in_vain(self, code: Disposition) -> None:
        self.tell(code)

    @precondition(lambda self: len(self.told) > 2)
    @rule(code=ENDING)
    def a_call_settles_it(self, code: Disposition) -> None:
        before = self.current
        self.tell(code)
        if code is Disposition.DO_NOT_CALL:
            assert self.current.stage is Stage.OPPOSED
        assert before.closed is None or self.current.closed is not None

    @precondition(lambda self: self.meetings)
    @rule(which=WHICH)
    def a_booking_is_corrected(self, which: int) -> None:
        """It was no meeting after all: what was said of it goes with it."""
        wrong = self.meetings.pop(which % len(self.meetings))
        at = self.told[wrong.attempt].at
        self.told[wrong.attempt] = StandingOutcome(wrong.attempt, Disposition.AWAY, at, phone_id=1)
        self.current = self.stands()

    # What the company says

    @precondition(lambda self: self.meetings)
    @rule(which=WHICH, status=SAID)
    def the_company_speaks_of_a_meeting(self, which: int, status: MeetingStatus) -> None:
        self.say(self.meetings[which % len(self.meetings)], status)

    @precondition(lambda self: self.meetings)
    @rule(status=st.sampled_from([MeetingStatus.HELD, *sorted(FALLEN)]))
    def the_last_meeting_comes(self, status: MeetingStatus) -> None:
        self.now = max(self.now, self.meetings[-1].starts_at)
        self.say(self.meetings[-1], status)

    @precondition(lambda self: self.meetings and self.meetings[-1].words)
    @rule(status=st.sampled_from([MeetingStatus.HELD, MeetingStatus.NO_SHOW]))
    def the_company_changes_its_mind(self, status: MeetingStatus) -> None:
        self.say(self.meetings[-1], status)

    def say(self, meeting: Booked, status: MeetingStatus) -> None:
        self.now += SECOND
        if meeting.status is not status and meeting.may_become(status, self.now):
            meeting.words.append(MeetingChange(meeting.attempt, status, self.now))
            self.current = self.stands()

    @precondition(lambda self: self.meetings)
    @rule(status=SAID)
    def the_process_dies_before_the_commit(self, status: MeetingStatus) -> None:
        meeting = self.meetings[-1]
        meeting.words.append(MeetingChange(meeting.attempt, status, self.now))
        self.stands()
        meeting.words.pop()
        assert self.stands() == self.current

    # What must always hold

    @invariant()
    def the_order_of_reading_never_matters(self) -> None:
        assert self.stands(len(self.told)) == self.current

    @invariant()
    def the_stage_moves_along_the_table_only(self) -> None:
        stands = self.current
        steps = [Stage.TARGET, *(move.target for move in stands.moves)]
        assert all(target in MOVES[source] for source, target in pairwise(steps))
        assert steps[-1] is stands.stage

    @invariant()
    def there_is_a_next_call_or_a_reason_for_none(self) -> None:
        stands = self.current
        assert (stands.next_call_at is None) == (stands.closed is not None)

    @invariant()
    def every_call_counts_once_whatever_is_said_of_its_meeting(self) -> None:
        assert self.current.attempts == len(self.told)

    @invariant()
    def the_lead_is_where_the_last_word_on_its_last_meeting_puts_it(self) -> None:
        if not self.meetings or self.later_than_the_last():
            return
        stands, last = self.current, self.meetings[-1]
        if last.status in FALLEN:
            self.check_fallen(stands, last.words[-1].at)
        elif last.status is MeetingStatus.HELD:
            assert (stands.stage, stands.closed) == (Stage.PROPOSAL, CloseReason.HANDED_OVER)
        else:
            assert (stands.stage, stands.closed) == (Stage.MEETING_SET, CloseReason.MEETING_SET)

    def check_fallen(self, stands: Progress, at: datetime) -> None:
        """It is booked again by a call the next day, twice at most."""
        if len(self.meetings) > 2:
            assert (stands.stage, stands.closed) == (Stage.LOST, CloseReason.LOST)
        else:
            assert (stands.stage, stands.tier) == (Stage.CONTACTING, Tier.FLEXIBLE)
            assert stands.next_call_at == at + rules.WAIT_TO_BOOK_AGAIN

    def later_than_the_last(self) -> bool:
        """Whether something else than the last meeting decides: a later call, an older meeting."""
        last = self.meetings[-1]
        booked_at = self.told[last.attempt].at
        older = self.meetings[:-1]
        doubt = any(one.status not in FALLEN or one.words[-1].at > booked_at for one in older)
        ended = any(it.disposition in ENDED for it in self.told.values())
        return doubt or ended or max(self.told) > last.attempt


ENDED = {Disposition.DO_NOT_CALL, Disposition.ARGUED_REFUSED, Disposition.SALE, Disposition.QUOTE}


def test_a_lead_is_where_the_last_word_on_its_meeting_puts_it() -> None:
    run(MeetingMachine)


def first_words(
    outcomes: Sequence[StandingOutcome],
    meetings: Sequence[MeetingChange],
    promises: Sequence[PromiseChange],
    passes: Sequence[PassBegun],
    decisions: Sequence[Decision] = (),
) -> list[Event]:
    latest_first = sorted(meetings, key=lambda word: word.at, reverse=True)
    first = {word.attempt_number: word for word in latest_first}
    return in_order(outcomes, list(first.values()), promises, passes, decisions)


PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the first word on a meeting counts": lambda patch: patch.setattr(
        rules, "in_order", first_words
    ),
    "a missed meeting is booked again for ever": lambda patch: patch.setattr(
        rules, "BOOKED_AGAIN_AT_MOST", 99
    ),
    "a missed meeting is forgotten": lambda patch: patch.setattr(
        rules, "_meeting_changed", lambda state, change: state
    ),
}


@pytest.mark.parametrize("bug", PLANTS)
def test_the_machine_sees(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTS[bug](monkeypatch)
    assert fails(MeetingMachine)
