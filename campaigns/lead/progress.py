"""Where a lead stands: stage, next call and counters, made from its standing outcomes alone.

The step that records an outcome and the rebuild both call `progress` with all the outcomes that
stand, so what is kept and what is rebuilt agree by construction. An outcome that was corrected is
left out and its correction passed in its place; the rest follows by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns import cadence as waits
from campaigns import pipeline
from campaigns.cadence import Stop
from campaigns.dealing import Tier
from campaigns.dispositions import (
    RULES,
    Conversation,
    Disposition,
    DispositionRule,
    Needs,
    is_argued_contact,
    is_contact,
)
from campaigns.lead.closing import CloseReason
from campaigns.lead.decided import decided
from campaigns.lead.next_steps import call, end, move
from campaigns.lead.recycling import RECYCLABLE
from campaigns.lead.retelling import Event, in_order
from campaigns.lead.standing import (
    Decision,
    MeetingChange,
    PassBegun,
    Progress,
    PromiseChange,
    StandingOutcome,
)
from campaigns.pipeline import Stage

# A meeting that fell through is booked again by a call on the next day, twice at most.
WAIT_TO_BOOK_AGAIN = timedelta(days=1)
BOOKED_AGAIN_AT_MOST = 2
CLOSED_BY_STAGE: Mapping[Stage, CloseReason] = {
    Stage.WON: CloseReason.WON,
    Stage.LOST: CloseReason.LOST,
}


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stays the same while the outcomes are folded."""

    outcomes: tuple[StandingOutcome, ...]
    zone: str
    phone_ids: frozenset[int]


def progress(
    enrolled_at: datetime,
    outcomes: Sequence[StandingOutcome],
    zone: str,
    phone_ids: Sequence[int],
    meetings: Sequence[MeetingChange] = (),
    passes: Sequence[PassBegun] = (),
    promises: Sequence[PromiseChange] = (),
    decisions: Sequence[Decision] = (),
) -> Progress:
    """Fold the standing outcomes of a lead, in any order, into where it stands.

    `zone` is the prospect's; `phone_ids` are the phones that the prospect has now, so that a
    number learnt after a wrong one reopens the lead. Each of `passes` brings it back once more, as
    far as its attempts were used up by then. `promises` are what people changed of promises, `decisions`
    moves made by hand, which count as far as the table has them.
    """
    ordered = tuple(sorted(outcomes, key=lambda outcome: outcome.attempt_number))
    lead = _Lead(ordered, zone, frozenset(phone_ids))
    state = Progress(Stage.TARGET, enrolled_at, Tier.FRESH)
    for event in in_order(ordered, meetings, promises, passes, decisions):
        state = _told(state, event, lead)
    return state


def _told(state: Progress, event: Event, lead: _Lead) -> Progress:
    match event:
        case Decision():
            return decided(state, event, lead.zone)
        case MeetingChange():
            return _meeting_changed(state, event)
        case PromiseChange():
            return _promise_changed(state, event)
        case PassBegun():
            return _pass_begun(state, event)
        case StandingOutcome():
            return _outcome_recorded(state, event, lead)


def _outcome_recorded(state: Progress, outcome: StandingOutcome, lead: _Lead) -> Progress:
    rule = RULES[outcome.disposition]
    state = _counted(state, outcome, rule)
    if rule.suppress is not None:
        state = replace(state, suppress=outcome.scope or rule.suppress)
    if state.closed is not None and not _outlives_the_end(rule):
        return state
    moved = _moved(state, outcome, rule, lead)
    if moved.stage in pipeline.OPEN:
        return _next_step(moved, outcome, rule, lead)
    # What has ended stays as it ended, unless this outcome has ended it otherwise.
    if rule.close is None or moved.stage is state.stage:
        return state
    return _close(moved, rule.close)


def _counted(state: Progress, outcome: StandingOutcome, rule: DispositionRule) -> Progress:
    conversation = Conversation(outcome.argued, outcome.decision_maker)
    dead = {outcome.phone_id} if rule.next_phone else set()
    return replace(
        state,
        attempts=state.attempts + (rule.counts_as_attempt and outcome.is_ours),
        contacts=state.contacts + is_contact(outcome.disposition, conversation),
        argued=state.argued + is_argued_contact(outcome.disposition, conversation),
        last_outcome_at=outcome.at,
        dead_phone_ids=state.dead_phone_ids | dead,
    )


def _outlives_the_end(rule: DispositionRule) -> bool:
    """A retry does not bring a closed lead back; what a person decided or was promised does."""
    promised = rule.needs in (Needs.CALLBACK_TIME, Needs.LATER_DATE)
    return promised or (rule.close is not None and not rule.next_phone)


def _moved(
    state: Progress, outcome: StandingOutcome, rule: DispositionRule, lead: _Lead
) -> Progress:
    path = pipeline.path_of_attempt(state.stage, _before_nurturing(state))
    reached = path[-1] if path else state.stage
    target = _destination(reached, outcome, rule, lead.phone_ids - state.dead_phone_ids)
    if target is state.stage:
        return state
    for stage in dict.fromkeys((*path, target)):
        state = move(state, stage, outcome.at, outcome.attempt_number)
    return state


def _before_nurturing(state: Progress) -> Stage:
    """The stage that the lead left for nurturing; a way out of the pipeline is none to go back to."""
    left = (move.source for move in reversed(state.moves) if move.target is Stage.NURTURING)
    stage = next(left, Stage.CONTACTING)
    ways_back = pipeline.MOVES[Stage.NURTURING] & pipeline.OPEN
    return stage if stage in ways_back else Stage.CONTACTING


def _destination(
    stage: Stage, outcome: StandingOutcome, rule: DispositionRule, living: frozenset[int]
) -> Stage:
    if rule.next_phone and living:
        return stage
    signed = outcome.disposition is Disposition.SALE and outcome.document_id
    if signed and Stage.WON in pipeline.MOVES[stage]:
        return Stage.WON
    return pipeline.after(stage, outcome.disposition)


def _next_step(
    state: Progress, outcome: StandingOutcome, rule: DispositionRule, lead: _Lead
) -> Progress:
    if rule.next_phone and lead.phone_ids - state.dead_phone_ids:
        return _next_phone(state, outcome)
    if rule.close is not None:
        return _close(state, rule.close)
    if outcome.callback_at is not None:
        promised = rule.needs is Needs.CALLBACK_TIME and not outcome.callback_flexible
        tier = Tier.PROMISED if promised else Tier.FLEXIBLE
        again = call(state, outcome.callback_at, tier, outcome.callback_owner_id)
        return replace(again, promised_in=outcome.attempt_number)
    if outcome.later_on is not None:
        due = waits.opening_of(outcome.later_on, lead.zone)
        return call(state, due, Tier.FLEXIBLE, outcome.callback_owner_id)
    return _retry(state, outcome, lead)


def _next_phone(state: Progress, outcome: StandingOutcome) -> Progress:
    if state.attempts - state.attempts_before >= outcome.cadence.max_attempts:
        return _give_up(state, outcome, CloseReason.EXHAUSTED)
    return call(state, outcome.at + waits.WAIT_FOR_NEXT_PHONE, Tier.RETRY)


def _retry(state: Progress, outcome: StandingOutcome, lead: _Lead) -> Progress:
    if _is_still_promised(state, outcome.at):
        return state
    step = waits.after(
        outcome.cadence,
        outcome.disposition,
        state.attempts - state.attempts_before,
        outcome.at,
        lead.zone,
        _same_today(outcome, lead),
    )
    if not isinstance(step, Stop):
        return call(state, step.at, Tier.RETRY)
    return _give_up(state, outcome, step.reason)


def _is_still_promised(state: Progress, at: datetime) -> bool:
    """A call in vain before the promised moment fulfils no promise: what was said of an earlier call
    may have come later than what came of this one."""
    return (
        state.promised_in is not None and state.next_call_at is not None and at < state.next_call_at
    )


def _give_up(state: Progress, outcome: StandingOutcome, reason: CloseReason) -> Progress:
    if Stage.EXHAUSTED in pipeline.MOVES[state.stage]:
        state = move(state, Stage.EXHAUSTED, outcome.at, outcome.attempt_number)
    return end(state, reason)


def _same_today(outcome: StandingOutcome, lead: _Lead) -> int:
    zone = ZoneInfo(lead.zone)
    today = outcome.at.astimezone(zone).date()
    return sum(
        it.disposition is outcome.disposition and it.at.astimezone(zone).date() == today
        for it in lead.outcomes
        if it.attempt_number <= outcome.attempt_number
    )


def _pass_begun(state: Progress, begun: PassBegun) -> Progress:
    """The attempts count anew; whoever has ended otherwise, or not at all, stays as they are."""
    if state.closed not in RECYCLABLE:
        return state
    if Stage.TARGET in pipeline.MOVES[state.stage]:
        state = move(state, Stage.TARGET, begun.at, begun.after_attempt)
    again = call(state, begun.at, Tier.RETRY)
    return replace(again, attempts_before=state.attempts)


def _meeting_changed(state: Progress, change: MeetingChange) -> Progress:
    target = pipeline.after_meeting(state.stage, change.status)
    if target is state.stage:
        return state
    if target is not Stage.CONTACTING:
        moved = move(state, target, change.at, change.attempt_number)
        return end(moved, CloseReason.HANDED_OVER)
    fallen = sum(move.source is Stage.MEETING_SET and move.target is target for move in state.moves)
    if fallen == BOOKED_AGAIN_AT_MOST:
        lost = move(state, Stage.LOST, change.at, change.attempt_number)
        return end(lost, CloseReason.LOST)
    moved = move(state, target, change.at, change.attempt_number)
    return call(moved, change.at + WAIT_TO_BOOK_AGAIN, Tier.FLEXIBLE)


def _promise_changed(state: Progress, change: PromiseChange) -> Progress:
    """What is changed of a promise that another call has kept or replaced changes nothing."""
    if state.promised_in != change.attempt_number:
        return state
    return replace(state, next_call_at=change.due_at, callback_owner_id=change.owner_id)


def _close(state: Progress, reason: CloseReason) -> Progress:
    return end(state, CLOSED_BY_STAGE.get(state.stage, reason))
