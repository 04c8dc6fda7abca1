"""A promised callback is neither early nor lost, whoever is away and whatever the clocks do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from campaigns import dealing, eligibility, windows
from campaigns.cadence import DEFAULT, OPENINGS, HalfDay
from campaigns.dealing import DealPolicy, DealReason, DueLead, LeftReason, Seat, Tier
from campaigns.dealing.cards import CALLBACKS
from campaigns.dispositions import DEFAULT_SET, Disposition, Recorded, check
from campaigns.eligibility import (
    AgreedCall,
    Clearance,
    Facts,
    Policy,
    Refusal,
    RefusalCode,
    Refusals,
    own,
)
from campaigns.eligibility.case import Case
from campaigns.follow_up import promises
from campaigns.lead import next_steps, progress
from campaigns.lead.standing import Progress, PromiseChange, StandingOutcome
from campaigns.prospects import Audience, Basis
from campaigns.windows import WORKING_DAYS, Hours
from tests.campaigns.machines.clocked import DAY, HOUR, PARIS, SECOND, WAITS, Clocked
from tests.campaigns.machines.running import fails, run
from tests.campaigns.verdict_values import FIXED

# The package's own `deal` is the function.
dealer = import_module("campaigns.dealing.deal")
ALICE, ANNA = 1, 2
ZONE = "Europe/Paris"
MOST = 3
PLAN = Policy(Hours.on(WORKING_DAYS, "09:00-12:30", "13:30-20:00"), MOST, 30, max_attempts=MOST)
CADENCE = replace(DEFAULT, max_attempts=MOST)
LISTS = DealPolicy(fresh_share=50, low_water=1, high_water=3)
# A promise that its owner did not keep by then is everybody's.
GRACE = timedelta(minutes=15)
# The night hours come twice or never when clocks change.
CLOCKS = st.sampled_from(
    [time(2, 30), time(2, 59), time(9), time(11, 15), time(18, 45), time(23, 30)]
)
FRENCH = frozenset({"fr"})


@dataclass(frozen=True)
class Promised:
    """What was promised, as the person heard it."""

    at: datetime
    tier: Tier
    owner: int | None


class CallbackMachine(Clocked):
    """One business that keeps asking to be called back, two people, lists that may be full."""

    def prepare(self) -> None:
        self.enrolled_at = self.now
        self.told: list[StandingOutcome] = []
        self.changes: list[PromiseChange] = []
        self.promised: Promised | None = None
        self.at_work = {ALICE}

    def stands(self, seed: int = 0) -> Progress:
        read = list(self.told)
        Random(seed).shuffle(read)
        return progress.progress(self.enrolled_at, read, ZONE, [1], promises=self.changes)

    def tell(
        self, disposition: Disposition, promised: Promised | None, later: date | None = None
    ) -> None:
        """Keep the outcome of one more call; a promise that stood is kept by that call."""
        self.told.append(
            StandingOutcome(
                len(self.told) + 1,
                disposition,
                self.now,
                phone_id=1,
                callback_at=None if later or promised is None else promised.at,
                callback_flexible=promised is not None and promised.tier is Tier.FLEXIBLE,
                callback_owner_id=promised.owner if promised else None,
                later_on=later,
                cadence=CADENCE,
            )
        )
        self.promised = promised

    # What people promise

    @rule(chip=st.integers(0, 4), flexible=st.booleans(), owner=st.sampled_from([ALICE, None]))
    def a_chip_is_chosen(self, chip: int, flexible: bool, owner: int | None) -> None:
        offered = promises.moments(self.now, ZONE, "FR")
        assert len(offered) >= 3
        for moment in offered:
            local = moment.at.astimezone(PARIS)
            assert self.now < moment.at and time(9) <= local.time() < time(18)
            assert windows.holiday_name("FR", local.date()) is None and local.isoweekday() < 6
        self.promise(offered[chip % len(offered)].at, flexible, owner)

    @rule(days=st.integers(0, 40), clock=CLOCKS, owner=st.sampled_from([ALICE, None]))
    def an_hour_is_typed_in(self, days: int, clock: time, owner: int | None) -> None:
        day = self.now.astimezone(PARIS).date() + days * DAY
        at = windows.resolve_local(day, clock, ZONE)
        local = at.astimezone(PARIS)
        assert local.date() == day and local.fold == 0
        assert local.time() == clock or local.time() == time(3)
        if at > self.now:
            self.promise(at, False, owner)

    def promise(self, at: datetime, flexible: bool, owner: int | None) -> None:
        recorded = Recorded(Disposition.CALLBACK, self.now, callback_at=at)
        assert check(DEFAULT_SET, recorded, self.now, ZONE, "fr") == ()
        tier = Tier.FLEXIBLE if flexible else Tier.PROMISED
        self.tell(Disposition.CALLBACK, Promised(at, tier, owner))

    @rule(days=st.integers(1, 90))
    def they_are_interested_later(self, days: int) -> None:
        day = self.now.astimezone(PARIS).date() + days * DAY
        at = datetime.combine(day, OPENINGS[HalfDay.MORNING], PARIS).astimezone(UTC)
        self.tell(Disposition.INTERESTED_LATER, Promised(at, Tier.FLEXIBLE, None), day)

    @precondition(lambda self: self.promised)
    @rule(code=st.sampled_from([Disposition.NO_ANSWER, Disposition.BUSY, Disposition.AWAY]))
    def they_are_called_in_vain(self, code: Disposition) -> None:
        self.tell(code, None)

    @precondition(lambda self: self.promised and not self.told[-1].later_on)
    @rule(wait=st.sampled_from([HOUR, DAY, 3 * DAY]))
    def the_promise_is_corrected(self, wait: timedelta) -> None:
        assert self.promised
        self.promised = replace(
            self.promised, at=self.now + wait, owner=self.told[-1].callback_owner_id
        )
        self.told[-1] = replace(self.told[-1], callback_at=self.now + wait)
        # What was changed of the promise that is corrected goes with it.
        self.changes = [it for it in self.changes if it.attempt_number != len(self.told)]

    @precondition(lambda self: self.promised and not self.told[-1].later_on)
    @rule(wait=st.sampled_from([HOUR, DAY, 3 * DAY]), owner=st.sampled_from([ALICE, ANNA, None]))
    def the_promise_is_moved_without_a_call(self, wait: timedelta, owner: int | None) -> None:
        assert self.promised
        self.changes.append(PromiseChange(len(self.told), self.now + wait, owner, self.now))
        self.promised = replace(self.promised, at=self.now + wait, owner=owner)

    # Who is there

    @rule(person=st.sampled_from([ALICE, ANNA]))
    def somebody_comes_or_leaves(self, person: int) -> None:
        self.at_work ^= {person}

    # What dealing makes of it

    def verdict(self, now: datetime) -> Clearance | Refusals:
        stands, promised = self.stands(), self.promised
        agreed = None
        if promised and not self.told[-1].later_on:
            agreed = AgreedCall(promised.at, promised.at + HOUR)
        facts = Facts(
            Audience.B2B,
            Basis.LEGITIMATE_INTEREST,
            "FR",
            FIXED,
            closed_reason=stands.closed,
            next_call_at=stands.next_call_at,
            promised=stands.tier in CALLBACKS,
            agreed_call=agreed,
            prospect_attempts=tuple(it.at for it in self.told),
            lead_attempts=len(self.told),
        )
        return eligibility.judge(facts, PLAN, now)

    @rule(free=st.integers(0, 3), hour=WAITS, seed=st.integers(0, 99).map(str))
    def lists_are_dealt(self, free: int, hour: time | None, seed: str) -> None:
        self.wait_for(hour)
        self.deal(free, seed)

    @precondition(lambda self: self.promised and self.promised.at > self.now)
    @rule(late=st.sampled_from([-SECOND, 0 * SECOND, GRACE, GRACE + SECOND, 2 * HOUR]))
    def its_moment_comes(self, late: timedelta) -> None:
        assert self.promised
        self.now = max(self.now, self.promised.at + late)
        self.deal(0, "seed")

    def deal(self, free: int, seed: str) -> None:
        """Judge and deal as the dealer does, the lead among others."""
        stands = self.stands()
        if self.promised is None or stands.next_call_at is None:
            return
        if not isinstance(self.verdict(self.now), Clearance):
            return
        assert self.now >= self.promised.at, "called early"
        due, owner = stands.next_call_at, stands.callback_owner_id
        mine = DueLead(
            1, stands.tier, due, 0.0, "a", "fr", owner if self.now <= due + GRACE else None
        )
        others = [DueLead(i, Tier.FRESH, due, float(i), "a", "fr") for i in range(2, 12)]
        seats = [Seat(person, FRENCH, free) for person in sorted(self.at_work)]
        self.check_dealt(mine, dealing.deal([*others, mine], seats, LISTS, seed), free)

    def check_dealt(self, mine: DueLead, found: dealing.Deal, free: int) -> None:
        """A promise goes first, and to whoever made it as long as it is theirs."""
        card = next((card for card in found.cards if card.lead_id == 1), None)
        if mine.owner_id is None:
            assert (card is not None) == bool(self.at_work and free)
        elif mine.owner_id not in self.at_work:
            assert card is None and (1, LeftReason.OWNER_ABSENT) in found.left
        elif mine.tier is Tier.PROMISED or free:
            assert card is not None and card.reason is DealReason.OWN_CALLBACK
            assert (card.teleprospector_id, card.position) == (mine.owner_id, 1)

    # What must always hold

    @invariant()
    def a_promise_is_the_leads_next_call(self) -> None:
        for seed in (0, 1):
            stands = self.stands(seed)
            if self.promised is not None:
                assert stands.next_call_at == self.promised.at
                assert (stands.tier, stands.callback_owner_id) == (
                    self.promised.tier,
                    self.promised.owner,
                )

    @invariant()
    def it_is_not_early(self) -> None:
        if self.promised is not None and self.promised.at > self.now:
            just_before = max(self.now, self.promised.at - SECOND)
            verdict = self.verdict(just_before)
            assert isinstance(verdict, Refusals) and "not_due" in verdict.codes

    @invariant()
    def it_is_not_lost(self) -> None:
        """Due or overdue, it may be made now, or at a moment that is known."""
        if self.promised is not None:
            verdict = self.verdict(max(self.now, self.promised.at))
            if isinstance(verdict, Refusals):
                assert verdict.lifts_at is not None, verdict.codes
                assert isinstance(self.verdict(verdict.lifts_at), Clearance)


def test_a_promised_callback_is_neither_early_nor_lost() -> None:
    run(CallbackMachine)


def at_most_an_hour_late(case: Case) -> Refusal | None:
    late = case.facts.lead_attempts >= MOST and not case.asked_now
    return own.refuse(RefusalCode.MAX_ATTEMPTS) if late else None


def naive(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, UTC) - HOUR


KEPT = next_steps.call
PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a promise that is late is none": lambda patch: patch.setattr(
        eligibility, "CHECKS", (*own.CHECKS, at_most_an_hour_late)
    ),
    "nobody looks at the moment": lambda patch: patch.setattr(
        eligibility, "CHECKS", tuple(it for it in own.CHECKS if it is not own._not_due)
    ),
    "promises are retries": lambda patch: patch.setattr(
        progress, "call", lambda state, at, tier, owner=None: KEPT(state, at, Tier.RETRY, owner)
    ),
    "a promise waits for room on its owner's list": lambda patch: patch.setattr(
        dealer._Table,
        "deal_to_owners",
        lambda self, leads: self.leave(leads, LeftReason.OWNER_FULL),
    ),
    "what people change of a promise is forgotten": lambda patch: patch.setattr(
        progress, "_promise_changed", lambda state, change: state
    ),
    "summer is forgotten": lambda patch: patch.setattr(windows, "resolve_local", naive),
    "holidays are forgotten": lambda patch: patch.setattr(
        promises, "holiday_name", lambda country, day: None
    ),
}


@pytest.mark.parametrize("bug", PLANTS)
def test_the_machine_sees(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTS[bug](monkeypatch)
    assert fails(CallbackMachine)
