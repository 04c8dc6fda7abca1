"""What a caller does next, from one look at the desk and what they remember of the call at hand."""

from dataclasses import dataclass
from enum import StrEnum

from campaigns.attempts import CallResult
from campaigns.states import WorkState
from telepro.callers.desk import Attempt, Desk, Phase

# The network records an unanswered call by itself within moments; who waits longer says it.
NETWORK_SECONDS = 4.0


class Move(StrEnum):
    """What a person at the desk may do."""

    START = "start"
    RESUME = "resume"
    LISTEN = "listen"
    TALK = "talk"
    HANG_UP = "hang_up"
    RECORD = "record"
    DIAL = "dial"
    WAIT = "wait"


class Said(StrEnum):
    """How far the talk at hand has come."""

    NOTHING = "nothing"
    HEARD = "heard"
    EVERYTHING = "everything"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the call at hand besides the desk: the talk, and seconds since its end."""

    said: Said = Said.NOTHING
    over_for: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """One move and the call that it concerns, if any."""

    move: Move
    attempt: Attempt | None = None


# A lost line is no rest: it comes back by itself, and what came of its call is said meanwhile.
RESTING = frozenset({WorkState.PAUSED, WorkState.BREAK})
# These wait for a person's word; the network settles all others.
FOR_A_PERSON = frozenset({CallResult.ANSWERED, CallResult.MACHINE})
TALKS = {
    Said.NOTHING: Move.LISTEN,
    Said.HEARD: Move.TALK,
    Said.EVERYTHING: Move.HANG_UP,
    Said.GOODBYE: Move.WAIT,
}


def next_step(desk: Desk, memory: Memory) -> Step:
    """The next step at this desk."""
    if desk.session is None:
        return Step(Move.START)
    if desk.session.state in RESTING:
        return Step(Move.RESUME)
    if desk.attempt is not None:
        return Step(_in_call(desk.attempt, memory), desk.attempt)
    if desk.unfinished:
        return Step(Move.RECORD, desk.unfinished[0])
    if desk.session.is_line_ready and desk.card is not None and desk.card.number:
        return Step(Move.DIAL)
    return Step(Move.WAIT)


def _in_call(attempt: Attempt, memory: Memory) -> Move:
    if attempt.phase is Phase.CONNECTED:
        return TALKS[memory.said]
    if attempt.phase is not Phase.ENDED:
        return Move.WAIT
    known_by_network = attempt.result not in FOR_A_PERSON and memory.over_for < NETWORK_SECONDS
    return Move.WAIT if known_by_network else Move.RECORD
