"""What a move that somebody made by hand makes of a lead: its stage, and whether it is called again."""

from collections.abc import Mapping
from dataclasses import replace

from campaigns import cadence as waits
from campaigns import pipeline
from campaigns.dealing import Tier
from campaigns.lead.closing import CloseReason
from campaigns.lead.next_steps import call, end, move
from campaigns.lead.recycling import RECYCLABLE
from campaigns.lead.standing import Decision, Progress
from campaigns.pipeline import Stage

# Why nobody calls any more whom a person has put there; every other stage keeps or gets a next call.
ENDS: Mapping[Stage, CloseReason] = {
    Stage.PROPOSAL: CloseReason.HANDED_OVER,
    Stage.NEGOTIATION: CloseReason.HANDED_OVER,
    Stage.WON: CloseReason.WON,
    Stage.AFTER_SALE: CloseReason.WON,
    Stage.LOYALTY: CloseReason.WON,
    Stage.LOST: CloseReason.LOST,
    Stage.NOT_INTERESTED: CloseReason.REFUSED,
    Stage.EXHAUSTED: CloseReason.EXHAUSTED,
    Stage.INVALID: CloseReason.INVALID,
}


def decided(state: Progress, decision: Decision, zone: str) -> Progress:
    """The progress after a decision; the same where what is known by now no longer leads there.

    `zone` is the prospect's: a day that was named begins with its legal hours. Whoever had run out of
    attempts and is taken up again has all of them anew, as in another pass.
    """
    if decision.target not in pipeline.MOVES[state.stage]:
        return state
    last = state.moves[-1].attempt_number if state.moves else 0
    moved = move(state, decision.target, decision.at, last)
    if decision.target in ENDS:
        return end(moved, ENDS[decision.target])
    if decision.later_on is not None:
        return call(moved, waits.opening_of(decision.later_on, zone), Tier.FLEXIBLE)
    if state.closed is None and state.stage is not Stage.NURTURING:
        return moved
    again = call(moved, decision.at, Tier.RETRY)
    return replace(again, attempts_before=state.attempts) if state.closed in RECYCLABLE else again
