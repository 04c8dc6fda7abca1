"""Whatever people, processes and clocks do, a lead stands on one list at most and its fence only rises."""

from collections.abc import Callable
from datetime import time
from importlib import import_module

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from campaigns import cadence, dealing
from campaigns.cadence import DEFAULT, NextCall
from campaigns.dealing import LEASE, Deal, DealPolicy, DueLead, Seat, Tier
from campaigns.dispositions import Disposition
from campaigns.eligibility import Clearance, Policy, judge, own
from tests.campaigns.machines.clocked import WAITS, Clocked
from tests.campaigns.machines.lists import STRATA, CallRow, EntryRow, LeadRow, Rows
from tests.campaigns.machines.running import fails, run

PEOPLE = (1, 2, 3)
POLICY = DealPolicy(fresh_share=70, low_water=1, high_water=4)
PERSON = st.sampled_from(PEOPLE)
WHICH = st.integers(0, 30)
SEED = st.integers(0, 999).map(str)
PARIS = "Europe/Paris"
# The package's own `deal` is the function.
dealer = import_module("campaigns.dealing.deal")


class CallListMachine(Clocked):
    """Three people, their tabs, two dealers, and a handful of leads."""

    def prepare(self) -> None:
        self.rows = Rows(at_work={1})
        self.fences: dict[int, int] = {}

    # What people and files do

    @rule(many=st.integers(1, 3), owner=st.none() | PERSON)
    def leads_are_enrolled(self, many: int, owner: int | None) -> None:
        for _ in range(many):
            tier = Tier.FRESH if owner is None else Tier.PROMISED
            number = len(self.rows.leads) + 1
            self.rows.leads.append(LeadRow(number, self.now, tier, owner))

    @rule(person=PERSON)
    def somebody_comes_to_work(self, person: int) -> None:
        self.rows.at_work.add(person)

    @rule(person=PERSON)
    def somebody_leaves(self, person: int) -> None:
        self.rows.at_work.discard(person)
        for entry in self.rows.held_by(person):
            entry.ended = True

    @rule()
    def the_campaign_pauses_or_goes_on(self) -> None:
        self.rows.running = not self.rows.running

    @precondition(lambda self: self.rows.leads)
    @rule(which=WHICH)
    def somebody_objects(self, which: int) -> None:
        lead = self.rows.leads[which % len(self.rows.leads)]
        lead.suppressed = True
        for entry in self.rows.on_lists():
            entry.ended = entry.ended or entry.lead is lead

    # What dealers do

    def pool(self) -> tuple[list[DueLead], dict[int, Clearance]]:
        verdicts = {
            lead.id: judge(self.rows.facts(lead), Policy(), self.now) for lead in self.rows.leads
        }
        cleared = {i: found for i, found in verdicts.items() if isinstance(found, Clearance)}
        due = [
            DueLead(one.id, one.tier, one.next_call_at, one.id, STRATA[one.id % 2], "fr", one.owner)
            for one in self.rows.leads
            if one.id in cleared and one.next_call_at is not None
        ]
        return due, cleared

    def dealt(self, seed: str) -> tuple[Deal, list[DueLead], list[Seat], dict[int, Clearance]]:
        pool, cleared = self.pool()
        seats = self.rows.seats(POLICY.high_water)
        found = dealing.deal(pool, seats, POLICY, seed)
        assert dealing.verify(found, pool, seats, POLICY, seed) == ()
        return found, pool, seats, cleared

    def write(self, dealt: Deal, cleared: dict[int, Clearance]) -> None:
        """Take the leads that are still free, each under a new fence."""
        free = {one.id: one for one in self.rows.leads if not self.rows.listed(one)}
        for card in dealt.cards:
            assert card.teleprospector_id is not None
            lead = free.get(card.lead_id)
            if lead is not None:
                lead.fence += 1
                until = cleared[card.lead_id].valid_until
                entry = EntryRow(
                    lead, card.teleprospector_id, lead.fence, until, min(until, self.now + LEASE)
                )
                self.rows.entries.append(entry)

    @rule(seed=SEED, hour=WAITS)
    def a_deal_is_made(self, seed: str, hour: time | None) -> None:
        self.wait_for(hour)
        self.deal(seed)

    @precondition(lambda self: self.rows.on_lists())
    @rule(which=WHICH, seed=SEED)
    def a_deal_is_made_as_a_call_begins(self, which: int, seed: str) -> None:
        self.press(self.rows.on_lists()[which % len(self.rows.on_lists())])
        self.deal(seed)

    def deal(self, seed: str) -> None:
        found, pool, seats, cleared = self.dealt(seed)
        self.check(found, pool, seats)
        self.write(found, cleared)

    @rule(seeds=st.tuples(SEED, SEED))
    def two_dealers_saw_the_same_pool(self, seeds: tuple[str, str]) -> None:
        both = [self.dealt(seed) for seed in seeds]
        for found, _, _, cleared in both:
            self.write(found, cleared)

    @rule(seed=SEED)
    def a_dealer_dies_before_the_commit(self, seed: str) -> None:
        assert self.dealt(seed)[0] == self.dealt(seed)[0]

    def check(self, found: Deal, pool: list[DueLead], seats: list[Seat]) -> None:
        """Every lead is dealt once or left with a reason, and no list grows beyond its room."""
        ids = [card.lead_id for card in found.cards]
        assert sorted([*ids, *(lead for lead, _ in found.left)]) == [one.lead_id for one in pool]
        by_id = {one.lead_id: one for one in pool}
        taken = {one.id for one in self.rows.leads if one.in_call or self.rows.listed(one)}
        assert not taken & set(ids)
        for seat in seats:
            mine = [
                by_id[c.lead_id]
                for c in found.cards
                if c.teleprospector_id == seat.teleprospector_id
            ]
            owed = [one for one in mine if one.owner_id is not None]
            assert all(one.owner_id in (None, seat.teleprospector_id) for one in mine)
            assert len(mine) <= max(seat.free, len(owed))

    # What a desk does

    @precondition(lambda self: self.rows.entries)
    @rule(which=WHICH)
    def an_entry_is_opened(self, which: int) -> None:
        entry = self.rows.entries[which % len(self.rows.entries)]
        if entry.holds(self.now):
            entry.valid_until = min(entry.clear_until, self.now + LEASE)

    @precondition(lambda self: self.rows.on_lists())
    @rule(which=WHICH)
    def f2_is_pressed(self, which: int) -> None:
        found = self.rows.on_lists()
        self.press(found[which % len(found)])

    @precondition(lambda self: self.rows.entries)
    @rule(which=WHICH)
    def f2_is_pressed_in_a_tab_that_slept(self, which: int) -> None:
        self.press(self.rows.entries[which % len(self.rows.entries)])

    def press(self, entry: EntryRow) -> None:
        """Judge the lead once more; what is refused goes back."""
        lead = entry.lead
        busy = any(call.lead.in_call and call.person == entry.person for call in self.rows.calls)
        if busy or not entry.holds(self.now):
            return
        entry.ended = True
        if isinstance(judge(self.rows.facts(lead, entry), Policy(), self.now), Clearance):
            assert self.rows.running
            assert not (lead.suppressed or lead.in_call or lead.closed)
            lead.in_call = True
            lead.attempts.append(self.now)
            self.rows.calls.append(CallRow(lead, entry.person, entry.fence))

    @precondition(lambda self: self.rows.on_lists())
    @rule(which=WHICH)
    def an_entry_is_given_back(self, which: int) -> None:
        found = self.rows.on_lists()
        found[which % len(found)].ended = True

    @rule()
    def what_is_over_expires(self) -> None:
        for entry in self.rows.on_lists():
            entry.ended = entry.valid_until <= self.now
        assert all(entry.holds(self.now) for entry in self.rows.on_lists())

    @precondition(lambda self: self.rows.calls)
    @rule(which=WHICH, code=st.sampled_from([Disposition.NO_ANSWER, Disposition.BUSY]))
    def an_outcome_comes_sooner_or_later(self, which: int, code: Disposition) -> None:
        call = self.rows.calls[-1 - which % len(self.rows.calls)]
        lead = call.lead
        if call.fence == lead.fence and lead.in_call:
            self.next_step(lead, code)

    def next_step(self, lead: LeadRow, code: Disposition) -> None:
        """What the newest fence says of the lead's next call."""
        lead.in_call = False
        step = cadence.after(DEFAULT, code, len(lead.attempts), self.now, PARIS, 1)
        lead.next_call_at = step.at if isinstance(step, NextCall) else None
        lead.closed = None if isinstance(step, NextCall) else step.reason
        lead.tier, lead.owner = Tier.RETRY, None

    # What must always hold

    @invariant()
    def a_lead_stands_on_one_list_at_most(self) -> None:
        listed = [entry.lead.id for entry in self.rows.on_lists()]
        assert len(listed) == len(set(listed))

    @invariant()
    def the_fence_rises_by_one_with_each_deal(self) -> None:
        for lead in self.rows.leads:
            granted = [entry.fence for entry in self.rows.entries if entry.lead is lead]
            assert granted == list(range(1, lead.fence + 1))
            assert lead.fence >= self.fences.get(lead.id, 0)
            self.fences[lead.id] = lead.fence

    @invariant()
    def a_lease_ends_no_later_than_its_clearance(self) -> None:
        for entry in self.rows.entries:
            assert entry.valid_until <= entry.clear_until

    @invariant()
    def who_is_in_a_call_is_on_no_list(self) -> None:
        assert not any(entry.lead.in_call for entry in self.rows.on_lists())

    @invariant()
    def nobody_who_objected_is_on_a_list(self) -> None:
        assert not any(entry.lead.suppressed for entry in self.rows.on_lists())

    @invariant()
    def every_lead_is_somewhere(self) -> None:
        for lead in self.rows.leads:
            assert (lead.next_call_at is None) == (lead.closed is not None)
            places = [lead.closed is not None, self.rows.listed(lead), lead.in_call]
            assert sum(places) <= 1


def test_a_lead_stands_on_one_list_at_most() -> None:
    run(CallListMachine)


def forget(code: str) -> Callable[[pytest.MonkeyPatch], None]:
    kept = tuple(row for row in own.STANDING if row[0] != code)
    return lambda patch: patch.setattr(own, "STANDING", kept)


COUNT = iter(range(10**6))
PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "leads on a list are dealt again": forget("on_a_list"),
    "leads in a call are dealt again": forget("live_call"),
    "every lead is given twice": lambda patch: patch.setattr(
        dealer._Table,
        "give",
        lambda self, lead, owner: self.hands.setdefault(owner, []).extend([lead] * 2),
    ),
    "somebody else gets the promise": lambda patch: patch.setattr(
        dealer._Table, "deal_to_owners", lambda self, leads: self.share_out(leads)
    ),
    "the seed decides nothing": lambda patch: patch.setattr(
        dealer, "commitment", lambda seed: str(next(COUNT))
    ),
}


@pytest.mark.parametrize("bug", PLANTS)
def test_the_machine_sees(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PLANTS[bug](monkeypatch)
    assert fails(CallListMachine)
