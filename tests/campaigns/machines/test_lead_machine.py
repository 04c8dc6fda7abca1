"""A lead whose outcomes come late, twice, out of order and corrected stands where they say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from campaigns import pipeline
from campaigns.cadence import DEFAULT
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, SuppressionScope
from campaigns.lead import progress as rules
from campaigns.lead.closing import CloseReason
from campaigns.lead.standing import Progress, StandingOutcome
from campaigns.pipeline import MOVES, OPEN, Stage
from tests.campaigns.machines.clocked import DAY, HOUR, Clocked
from tests.campaigns.machines.running import fails, run

PARIS = "Europe/Paris"
# After these nobody has decided anything: the lead is tried again, unless its calling has ended.
UNDECIDED = frozenset(
    {
        Disposition.NO_ANSWER,
        Disposition.BUSY,
        Disposition.MACHINE,
        Disposition.ABANDONED,
        Disposition.GATEKEEPER,
        Disposition.AWAY,
        Disposition.LANGUAGE,
        Disposition.NEEDS_WRAP_UP,
    }
)
DEAD = frozenset({Disposition.WRONG_NUMBER, Disposition.FAX})
TOLD = st.fixed_dictionaries(
    {
        "disposition": st.sampled_from(Disposition) | st.sampled_from(sorted(UNDECIDED)),
        "argued": st.booleans(),
        "decision_maker": st.booleans(),
        "document_id": st.sampled_from([None, None, "D-2026-17"]),
        "callback_flexible": st.booleans(),
        "wait": st.sampled_from([None, HOUR, 2 * DAY, 40 * DAY]),
    }
)


class LeadMachine(Clocked):
    """Keeps the outcomes of one lead as the service does, and asks after each where it stands."""

    def prepare(self) -> None:
        self.enrolled_at = self.now
        self.phones = [11, 12]
        self.calls = 0
        self.unsaid: list[int] = []
        self.kept: dict[int, StandingOutcome] = {}
        self.stands = self.rebuilt()

    def rebuilt(self, *more: StandingOutcome, seed: int = 0) -> Progress:
        """Where the lead stands by its outcomes, read in a chance order."""
        read = [*(self.kept | {one.attempt_number: one for one in more}).values()]
        Random(seed).shuffle(read)
        return rules.progress(self.enrolled_at, read, PARIS, self.phones)

    def outcome(self, number: int, at: datetime, told: dict[str, object]) -> StandingOutcome:
        wait = told["wait"]
        due = at + wait if isinstance(wait, timedelta) else None
        later = told["disposition"] is Disposition.INTERESTED_LATER and due is not None
        said = {name: value for name, value in told.items() if name != "wait"}
        blank = StandingOutcome(
            number, Disposition.NO_ANSWER, at, self.phones[number % 2], callback_owner_id=1
        )
        return replace(
            blank,
            **said,  # type: ignore[arg-type]
            callback_at=None if later else due,
            later_on=(due + DAY).date() if later and due else None,
        )

    @rule()
    def a_call_is_not_wrapped_up(self) -> None:
        self.calls += 1
        self.unsaid.append(self.calls)

    @rule(told=TOLD)
    def a_call_is_made_and_told(self, told: dict[str, object]) -> None:
        self.calls += 1
        before, said = self.stands, self.outcome(self.calls, self.now, told)
        self.kept[self.calls] = said
        self.stands = self.rebuilt()
        self.check_one_step(before, said)

    @precondition(lambda self: self.unsaid)
    @rule(which=st.integers(0, 9), told=TOLD)
    def an_outcome_comes_late(self, which: int, told: dict[str, object]) -> None:
        number = self.unsaid.pop(which % len(self.unsaid))
        self.kept[number] = self.outcome(number, self.now, told)
        self.stands = self.rebuilt()

    def check_one_step(self, before: Progress, said: StandingOutcome) -> None:
        """One more outcome adds to what was; it takes nothing back."""
        assert self.stands.moves[: len(before.moves)] == before.moves
        assert (self.stands.attempts, self.stands.last_outcome_at) == (
            before.attempts + 1,
            said.at,
        )
        if before.closed is not None and said.disposition in UNDECIDED:
            assert (self.stands.stage, self.stands.closed) == (before.stage, before.closed)

    @precondition(lambda self: self.kept)
    @rule(which=st.integers(0, 9))
    def the_same_outcome_is_sent_again(self, which: int) -> None:
        said = self.kept[sorted(self.kept)[which % len(self.kept)]]
        assert self.rebuilt(said) == self.stands

    @precondition(lambda self: self.kept)
    @rule(which=st.integers(0, 9), told=TOLD)
    def an_outcome_is_corrected(self, which: int, told: dict[str, object]) -> None:
        number = sorted(self.kept)[which % len(self.kept)]
        self.kept[number] = self.outcome(number, self.kept[number].at, told)
        self.stands = self.rebuilt()

    @rule(told=TOLD)
    def the_process_dies_before_the_commit(self, told: dict[str, object]) -> None:
        self.rebuilt(self.outcome(self.calls + 1, self.now, told))

    @rule()
    def a_new_number_is_learnt(self) -> None:
        self.phones.append(11 + len(self.phones))
        self.stands = self.rebuilt()

    @invariant()
    def the_order_of_reading_never_matters(self) -> None:
        assert self.rebuilt(seed=self.calls + 1) == self.stands

    @invariant()
    def every_accepted_outcome_counts_once(self) -> None:
        assert self.stands.attempts == len(self.kept)
        assert self.stands.attempts >= self.stands.contacts >= self.stands.argued

    @invariant()
    def the_last_call_has_the_last_word_however_late_others_are_told(self) -> None:
        last = self.kept[max(self.kept)].at if self.kept else None
        assert self.stands.last_outcome_at == last

    @invariant()
    def the_stage_moves_along_the_table_only(self) -> None:
        steps = [Stage.TARGET, *(move.target for move in self.stands.moves)]
        assert [move.source for move in self.stands.moves] == steps[:-1]
        assert all(target in MOVES[source] for source, target in pairwise(steps))
        assert self.stands.stage is steps[-1]

    @invariant()
    def there_is_a_next_call_or_a_reason_for_none(self) -> None:
        assert (self.stands.next_call_at is None) == (self.stands.closed is not None)
        assert self.stands.closed is not None or self.stands.stage in OPEN
        if self.stands.next_call_at is not None and self.kept:
            assert self.stands.next_call_at > self.kept[max(self.kept)].at

    @invariant()
    def nothing_brings_back_who_objected(self) -> None:
        said = {it.disposition for it in self.kept.values()}
        if Disposition.DO_NOT_CALL in said:
            assert (self.stands.stage, self.stands.closed) == (Stage.OPPOSED, CloseReason.OPPOSED)
            scope = SuppressionScope.PERSON if Disposition.DECEASED in said else None
            assert self.stands.suppress in (SuppressionScope.PROSPECT, scope)

    @invariant()
    def nothing_is_won_without_a_signature(self) -> None:
        if not any(it.document_id for it in self.kept.values()):
            assert Stage.WON not in {move.target for move in self.stands.moves}

    @invariant()
    def a_lead_is_invalid_when_no_number_lives(self) -> None:
        dead = {it.phone_id for it in self.kept.values() if it.disposition in DEAD}
        assert self.stands.dead_phone_ids == dead
        if self.stands.closed is CloseReason.INVALID:
            assert not set(self.phones) - dead

    @invariant()
    def trying_stops_when_the_attempts_are_used_up_and_not_before(self) -> None:
        if self.stands.closed is CloseReason.EXHAUSTED:
            assert self.stands.attempts >= DEFAULT.max_attempts
        if self.stands.next_call_at is not None and self.stands.tier is Tier.RETRY:
            assert self.stands.attempts < DEFAULT.max_attempts


def test_a_lead_stands_where_its_outcomes_say() -> None:
    run(LeadMachine)


PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a retry brings back a lead that has ended": lambda patch: patch.setattr(
        rules, "_outlives_the_end", lambda rule: True
    ),
    "a move that is in no table": lambda patch: patch.setattr(
        pipeline, "after", lambda stage, code: Stage.MEETING_SET
    ),
    "outcomes are read as they arrive": lambda patch: patch.setattr(
        rules, "in_order", lambda outcomes, *_: sorted(outcomes, key=lambda it: it.at)
    ),
    "the signature is forgotten": lambda patch: patch.setattr(
        rules, "_destination", lambda stage, *_: Stage.WON if stage in OPEN else stage
    ),
}


@pytest.mark.parametrize("bug", PLANTS)
def test_the_machine_sees(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTS[bug](monkeypatch)
    assert fails(LeadMachine)
