"""Decides who hears the keys that are pressed on a leg: by hand, or by a simulated person."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.kernel import Sleep, Steps, Until
from telepro.localtwilio.messages import DigitsPressed

KEYS = r"[0-9A-D*#]{1,128}"
SENT = r"[0-9A-D#*wW]{0,32}"
PAUSES: Mapping[str, float] = MappingProxyType({"w": 0.5, "W": 1.0})
"""Seconds that a letter among sent digits waits; a digit itself takes TONE seconds."""
TONE = 0.2
STAR = "*"
THINKS = 0.8
"""Seconds from the end of a question to a person's first key, at ordinary speed."""
NEXT_KEY = 0.4


def are_keys(text: str) -> bool:
    """Whether the text can be pressed on a telephone: 1 to 128 of 0-9, A-D, star and hash."""
    return re.fullmatch(KEYS, text) is not None


def can_be_sent(text: str) -> bool:
    """Whether Twilio can send the text as tones: at most 32 of 0-9, A-D, star, hash and pauses."""
    return re.fullmatch(SENT, text) is not None


def send(exchange: Exchange, call: Call, digits: str) -> Steps:
    """Send tones to whoever took the call, for as long as they and their pauses last."""
    call.timeline.append((exchange.now, f"sent the digits {digits}"))
    yield Sleep(sum(PAUSES.get(digit, TONE) for digit in digits))


def press(exchange: Exchange, pressed: DigitsPressed) -> None:
    """Press keys on a leg in progress; whoever waits for keys there hears them, nobody else."""
    call = exchange.calls.get(pressed.call_sid)
    if call is not None and call.status is CallStatus.IN_PROGRESS and are_keys(pressed.digits):
        _pressed(exchange, call, pressed.digits)


def answer_question(exchange: Exchange, call: Call) -> bool:
    """Let the person on the leg press the keys they have for this question; gives whether they do."""
    person = call.person
    if person is None or call.questions >= len(person.presses):
        return False
    keys = person.presses[call.questions]
    call.questions += 1
    exchange.kernel.cancel(call.tasks.get("fingers"))
    call.tasks["fingers"] = exchange.kernel.spawn(_press_each(exchange, call, keys))
    return True


def _press_each(exchange: Exchange, call: Call, keys: str) -> Steps:
    yield Sleep(exchange.hurried(THINKS))
    for key in keys:
        _pressed(exchange, call, key)
        yield Sleep(exchange.hurried(NEXT_KEY))


def _pressed(exchange: Exchange, call: Call, keys: str) -> None:
    call.timeline.append((exchange.now, f"pressed {keys}"))
    record(exchange, "digits", call_sid=call.sid, digits=keys)
    exchange.kernel.fire(call.pressed, keys)


def until_star(call: Call, leave: Callable[[], None]) -> Steps:
    """Wait for a star on this leg, then leave."""
    while STAR not in (yield Until(call.pressed)):
        pass
    leave()
