"""One intention, through whatever is lost, repeated or late, against the rules."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from campaigns import attempts as rules
from campaigns.attempts import RANK, AttemptState, CallFacts, CallStatus
from campaigns.clearance.facts import RegisterCheck
from campaigns.eligibility import Clearance, Facts, Policy, judge
from campaigns.law.codes import Register
from campaigns.numbers.phones import Phone, PhoneKind
from campaigns.prospects import Audience, Basis
from campaigns.windows import Hours
from tests.campaigns.machines.clocked import SECOND, WAITS, Clocked
from tests.campaigns.machines.exchange import ENDS, FATES, AttemptRow, Fate, Line, story_of
from tests.campaigns.verdict_values import CONSENT, paris

# The plan's own hours are wide, so that the law alone keeps consumers from being rung.
PLAN = Policy(hours=Hours.on(range(7), "00:00-24:00"))
AGREED = replace(
    CONSENT, captured_at=paris("2026-01-05 09:00"), expires_at=paris("2029-01-05 09:00")
)
ALWAYS_HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
EASTER_MONDAYS = {date(2026, 4, 6), date(2027, 3, 29), date(2028, 4, 17), date(2029, 4, 2)}
FINAL = frozenset({AttemptState.REFUSED, AttemptState.ENDED})
PERSON, LINE, WHICH = st.integers(1, 2), st.integers(0, 1), st.integers(0, 30)


def may_ring(at: datetime) -> bool:
    """The French hours for consumers, written down a second time and in another way."""
    local = at.astimezone(ZoneInfo("Europe/Paris"))
    easter = {monday + timedelta(days=more) for monday in EASTER_MONDAYS for more in (0, 38, 49)}
    free = (local.month, local.day) in ALWAYS_HOLIDAYS or local.date() in easter
    return (
        local.isoweekday() < 6 and local.hour in {10, 11, 12, 14, 15, 16, 17, 18, 19} and not free
    )


class AttemptMachine(Clocked):
    """Two consumers, two people, a carrier, and processes that die between any two steps."""

    def prepare(self) -> None:
        self.lines = [Line(f"+3319900100{i}") for i in range(2)]
        self.attempts: list[AttemptRow] = []
        self.final: dict[int, tuple[AttemptState, object]] = {}
        self.ranks: dict[int, int] = {}

    def facts(self, line: Line) -> Facts:
        phone = Phone(line.number, PhoneKind.FIXED, "FR", ("Europe/Paris",))
        mine = [row for row in self.attempts if row.line is line]
        return Facts(
            Audience.B2C,
            Basis.CONSENT,
            "FR",
            phone,
            consent=AGREED,
            checks=(RegisterCheck(Register.BLOCTEL, self.now - timedelta(hours=1)),),
            live_call=any(rules.is_live(row.state) for row in mine),
            suppressed_scope="number" if line.objected else None,
            last_refusal=line.refused_at,
            controller_number_attempts=tuple(line.rung),
            lead_attempts=line.lead_attempts,
            number_last_attempt=max(line.rung, default=None),
        )

    def move(self, row: AttemptRow, to: AttemptState) -> None:
        """A guarded update: what has moved on stays where it is."""
        if rules.may_move(row.state, to):
            row.state = to

    # What people do

    @rule(line=LINE, person=PERSON, hour=WAITS)
    def f2_is_pressed(self, line: int, person: int, hour: time | None) -> None:
        self.wait_for(hour)
        self.press(self.lines[line], person)

    @rule(line=LINE, person=PERSON, hour=WAITS, fate=FATES)
    def a_call_is_made(self, line: int, person: int, hour: time | None, fate: Fate) -> None:
        self.wait_for(hour)
        before = len(self.attempts)
        self.press(self.lines[line], person)
        for row in self.attempts[before:]:
            self.place(row, fate)
            self.hear(row, *(row.story or []))

    def press(self, line: Line, person: int) -> None:
        if any(row.person == person and rules.is_live(row.state) for row in self.attempts):
            return
        verdict = judge(self.facts(line), PLAN, self.now)
        if isinstance(verdict, Clearance):
            until = rules.dial_before(self.now, verdict.valid_until)
            self.attempts.append(AttemptRow(line, person, self.now, until))
            line.rung.append(self.now)
            line.lead_attempts += 1
            self.check_allowed(line)

    def check_allowed(self, line: Line) -> None:
        assert may_ring(self.now)
        assert not line.objected
        assert sum(at > self.now - timedelta(days=30) for at in line.rung) <= 4
        assert line.refused_at is None or self.now - line.refused_at > timedelta(days=60)
        assert sum(row.line is line and rules.is_live(row.state) for row in self.attempts) == 1

    @precondition(lambda self: self.waiting())
    @rule()
    def it_is_hung_up_before_it_is_placed(self) -> None:
        self.move(self.waiting()[-1], AttemptState.REFUSED)

    @precondition(lambda self: len(self.attempts) > 2)
    @rule(number=LINE)
    def somebody_objects(self, number: int) -> None:
        line = self.lines[number]
        line.objected = True
        for row in self.waiting():
            if row.line is line:
                self.move(row, AttemptState.REFUSED)

    @precondition(lambda self: any(row.state is AttemptState.ENDED for row in self.attempts))
    @rule(which=WHICH)
    def somebody_refuses(self, which: int) -> None:
        ended = [row for row in self.attempts if row.state is AttemptState.ENDED]
        ended[which % len(ended)].line.refused_at = self.now

    @rule(line=LINE)
    def a_lead_is_erased_and_its_number_imported_again(self, line: int) -> None:
        self.lines[line].lead_attempts = 0

    # What the dialer does

    def waiting(self) -> list[AttemptRow]:
        return [row for row in self.attempts if row.state is AttemptState.INTENDED]

    @precondition(lambda self: self.waiting())
    @rule(fate=FATES)
    def an_intention_is_placed(self, fate: Fate) -> None:
        self.place(self.waiting()[0], fate)

    def place(self, row: AttemptRow, fate: Fate) -> None:
        """Two short transactions, with the carrier or a death between them."""
        self.now += fate.queued * SECOND
        self.move(row, AttemptState.PLACING)
        if not rules.in_time(row.dial_before, self.now) or fate.reply == "refused":
            self.move(row, AttemptState.REFUSED)
        elif fate.reply == "busy":
            self.move(row, AttemptState.INTENDED)
        elif fate.reply != "killed before":
            self.ring(row, story_of(self.now, fate.end, fate.answered_by))
            after = {"placed": AttemptState.PLACED, "lost": AttemptState.UNKNOWN}
            self.move(row, after.get(fate.reply, AttemptState.PLACING))

    def ring(self, row: AttemptRow, story: list[rules.CallEvent]) -> None:
        assert row.story is None, "one intention rang twice"
        assert may_ring(self.now)
        assert not row.line.objected
        row.story = story

    # What the carrier says

    def placed(self) -> list[AttemptRow]:
        return [row for row in self.attempts if row.story]

    @precondition(lambda self: self.placed())
    @rule(which=WHICH, event=WHICH, times=st.integers(1, 2))
    def a_webhook_comes(self, which: int, event: int, times: int) -> None:
        row = self.placed()[-1 - which % len(self.placed())]
        story = row.story or []
        self.hear(row, *[story[event % len(story)]] * times)

    @precondition(lambda self: self.placed())
    @rule(which=WHICH, end=ENDS)
    def a_webhook_tells_another_end(self, which: int, end: CallStatus) -> None:
        row = self.placed()[-1 - which % len(self.placed())]
        truth = (row.story or [])[-1]
        row.contradicted = True
        self.hear(row, replace(truth, status=end))

    @precondition(lambda self: self.attempts)
    @rule(which=WHICH)
    def the_carrier_is_asked(self, which: int) -> None:
        row = self.attempts[-1 - which % len(self.attempts)]
        if row.story is not None:
            self.hear(row, replace(row.story[-1], sequence=None))
        elif row.state is AttemptState.PLACING:
            self.move(row, AttemptState.UNKNOWN)
        elif self.now - row.intended_at > rules.UNKNOWN_IS_LIVE_FOR:
            self.move(row, AttemptState.REFUSED)

    def hear(self, row: AttemptRow, *events: rules.CallEvent) -> None:
        """Apply messages as the inbox does, and end the attempt once."""
        row.heard += events
        for event in events:
            row.facts = rules.apply(row.facts, event)
        result = rules.call_result(row.facts)
        if result is not None and row.state not in FINAL:
            assert rules.may_move(row.state, AttemptState.ENDED)
            row.state, row.result = AttemptState.ENDED, result
        elif events and row.state in (AttemptState.PLACING, AttemptState.UNKNOWN):
            self.move(row, AttemptState.PLACED)

    # What must always hold

    @invariant()
    def any_order_and_number_of_messages_gives_the_same_facts(self) -> None:
        for row in self.attempts:
            again = row.heard * 2
            Random(len(again)).shuffle(again)
            facts = CallFacts()
            for event in again:
                facts = rules.apply(facts, event)
            assert facts == row.facts

    @invariant()
    def a_status_never_falls_unless_the_carrier_was_asked(self) -> None:
        for index, row in enumerate(self.attempts):
            rank = -1 if row.facts.status is None else RANK[row.facts.status]
            assert rank >= self.ranks.get(index, -1) or row.facts.confirmed
            self.ranks[index] = rank

    @invariant()
    def an_end_is_written_once(self) -> None:
        for index, row in enumerate(self.attempts):
            if row.state in FINAL:
                assert self.final.setdefault(index, (row.state, row.result)) == (
                    row.state,
                    row.result,
                )
            else:
                assert index not in self.final

    @invariant()
    def nobody_and_no_number_is_in_two_calls(self) -> None:
        live = [row for row in self.attempts if rules.is_live(row.state)]
        assert (
            len({row.person for row in live}) == len({row.line.number for row in live}) == len(live)
        )

    @invariant()
    def what_was_asked_after_the_end_is_the_truth(self) -> None:
        for row in self.placed():
            truth = (row.story or [])[-1]
            if row.facts.confirmed or (row.facts.ended_at and not row.contradicted):
                assert (row.facts.status, row.facts.ended_at) == (truth.status, truth.at)
                assert row.facts.duration_seconds == truth.duration_seconds
                assert not row.facts.conflict
