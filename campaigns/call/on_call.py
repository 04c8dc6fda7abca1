"""What may be asked of a call under way: hold, keys, a colleague, a hand-over, a manager's ear.

An order is written down before the carrier is told, and is worth little a few seconds later: nobody
wants a prospect put on hold for a question that has been answered meanwhile.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class Order(StrEnum):
    """What somebody asks of a call's legs."""

    HOLD = "hold"
    RESUME = "resume"
    KEYS = "keys"
    BRING_IN = "bring_in"
    LET_GO = "let_go"
    HAND_OVER = "hand_over"
    LISTEN_AS = "listen_as"
    LEAVE_MESSAGE = "leave_message"
    PAUSE_RECORDING = "pause_recording"
    GO_ON_RECORDING = "go_on_recording"


class CallersOrder(StrEnum):
    """What a teleprospector may ask of their own call; a manager's ear is not theirs to order."""

    HOLD = "hold"
    RESUME = "resume"
    KEYS = "keys"
    BRING_IN = "bring_in"
    LET_GO = "let_go"
    HAND_OVER = "hand_over"
    LEAVE_MESSAGE = "leave_message"
    PAUSE_RECORDING = "pause_recording"
    GO_ON_RECORDING = "go_on_recording"


class LegKind(StrEnum):
    """Who else is on a call besides the prospect and the teleprospector."""

    COLLEAGUE = "colleague"
    LISTENER = "listener"


class LegState(StrEnum):
    """How far another leg has come; it only goes forward."""

    ASKED = "asked"
    RINGING = "ringing"
    JOINED = "joined"
    LEFT = "left"
    FAILED = "failed"


OVER = frozenset({LegState.LEFT, LegState.FAILED})
_RANK = {state: rank for rank, state in enumerate(LegState)}


class Mode(StrEnum):
    """How a manager takes part: unheard, heard by the teleprospector alone, or by all."""

    LISTEN = "listen"
    WHISPER = "whisper"
    JOIN = "join"


class Voice(StrEnum):
    """Who hears a participant."""

    NOBODY = "nobody"
    TELEPROSPECTOR = "teleprospector"
    EVERYBODY = "everybody"


HEARD_BY: Mapping[Mode, Voice] = MappingProxyType(
    {Mode.LISTEN: Voice.NOBODY, Mode.WHISPER: Voice.TELEPROSPECTOR, Mode.JOIN: Voice.EVERYBODY}
)

GOOD_FOR: Mapping[Order, timedelta] = MappingProxyType(
    {order: timedelta(seconds=10) for order in Order}
    # Whoever is to leave a call must leave it, also when the carrier was away for a while.
    | {Order.LET_GO: timedelta(hours=1), Order.RESUME: timedelta(minutes=2)}
)
RING_SECONDS = 25  # a colleague who was not told rings no longer than a prospect is left on hold
UNHEARD_OF_FOR = timedelta(seconds=60)  # after which a leg of which nobody told anything has failed

_OF_RECORDINGS = frozenset({Order.PAUSE_RECORDING, Order.GO_ON_RECORDING})
KEYS = re.compile(r"[0-9*#w]{1,32}", re.ASCII)


class Unfit(StrEnum):
    """Why an order can't be carried out on a call as it stands."""

    NOT_TALKING = "not_talking"
    NO_KEYS = "keys"
    ONE_COLLEAGUE = "one_colleague"
    NOBODY_TO_HAND_TO = "nobody_to_hand_to"
    ALREADY_RELEASED = "released"
    NO_MESSAGE = "no_message"
    MESSAGE_LEFT_BEFORE = "message_left_before"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class CallNow:
    """A call as an order finds it: is the prospect on the line, is a colleague, does the call go on
    without its teleprospector, is it recorded, is there a message to leave or was one left before."""

    talking: bool
    colleague: LegState | None = None
    released: bool = False
    recorded: bool = False
    message: bool = False
    message_left: bool = False


def unfit(order: Order, detail: str, call: CallNow) -> Unfit | None:
    """Why the call takes no such order at this moment; None when it does.

    `detail` are the keys to press, 0 to 9, star, hash, and w for half a second of silence.
    """
    if call.released:
        return Unfit.ALREADY_RELEASED
    if not call.talking:
        return Unfit.NOT_TALKING
    if order is Order.KEYS and not KEYS.fullmatch(detail):
        return Unfit.NO_KEYS
    here = call.colleague is not None and call.colleague not in OVER
    if order is Order.BRING_IN and here:
        return Unfit.ONE_COLLEAGUE
    if order is Order.LET_GO and not here:
        return Unfit.NOBODY_TO_HAND_TO
    if order is Order.HAND_OVER and call.colleague is not LegState.JOINED:
        return Unfit.NOBODY_TO_HAND_TO
    if order in _OF_RECORDINGS and not call.recorded:
        return Unfit.NOT_RECORDED
    return _unfit_message(call) if order is Order.LEAVE_MESSAGE else None


def _unfit_message(call: CallNow) -> Unfit | None:
    """A machine hears one message for each lead, whoever calls it how often."""
    if not call.message:
        return Unfit.NO_MESSAGE
    return Unfit.MESSAGE_LEFT_BEFORE if call.message_left else None


def good_until(order: Order, asked_at: datetime) -> datetime:
    """The moment after which nobody wants the order any more."""
    return asked_at + GOOD_FOR[order]


def further(state: LegState, heard: LegState) -> LegState:
    """What a leg is after hearing that it is `heard`, in whatever order that is told: it only rises."""
    return max(state, heard, key=_RANK.__getitem__)
