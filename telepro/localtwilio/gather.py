"""Decides what <Gather> hears, keys or speech, and where it goes with them."""

from dataclasses import dataclass

from telepro.localtwilio import keypad, sounds
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.documents import Page, check_action
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import TIMED_OUT, Sleep, Steps, Until
from telepro.localtwilio.people import Kind, Person
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb

CONFIDENCE, NO_CONFIDENCE = "0.92", "0.0"
MOST_DIGITS = 10_000
AUTO_PAUSE = 1.0
"""Seconds of silence after which speechTimeout="auto" takes a sentence to be complete."""
FIRST_WORD = 0.8
"""Seconds from the end of a question to a person's first word, at ordinary speed."""


@dataclass(slots=True)
class Gathering:
    """One <Gather> being carried out: the keys so far, the key that ended it, the words heard."""

    exchange: Exchange
    call: Call
    verb: Verb
    digits: str = ""
    finished_on: str = ""
    speech: str = ""

    def hears(self, kind: str) -> bool:
        """Whether `dtmf` or `speech` is listened to."""
        return kind in self.verb.attributes["input"].split()

    @property
    def complete(self) -> bool:
        """Whether no further key is wanted."""
        wanted = int(self.verb.attributes["numDigits"] or MOST_DIGITS)
        return bool(self.finished_on) or len(self.digits) >= wanted

    def keys_within(self, seconds: float) -> Sleep | Until:
        """What to wait for: keys where they count, else time alone."""
        return Until(self.call.pressed, seconds) if self.hears("dtmf") else Sleep(seconds)


def gather(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    """Carry out a <Gather>; gives the Source of its action, or None to fall through.

    Without input it falls through, unless actionOnEmptyResult says otherwise. A finishing key
    alone is input, with empty digits.
    """
    gathering = Gathering(exchange, call, verb)
    keys = yield from _ask(gathering)
    if keys is TIMED_OUT:
        keys = yield from _listen(gathering)
    if keys is not TIMED_OUT:
        yield from _collect(gathering, keys)
    exchange.kernel.cancel(call.tasks.pop("fingers", None))
    empty = not (gathering.digits or gathering.finished_on or gathering.speech)
    if empty and not verb.flag("actionOnEmptyResult"):
        return None
    action = check_action(exchange, call, page, verb.attributes["action"])
    return Source(action, verb.attributes["method"], _result(gathering)) if action else None


def _ask(gathering: Gathering) -> Steps:
    """Say and play what is inside; gives the keys that cut it short, or TIMED_OUT."""
    exchange, call = gathering.exchange, gathering.call
    for noun in gathering.verb.children:
        call.speaking = noun.name != "Pause"
        exchange.kernel.fire(call.company)
        keys = yield gathering.keys_within(sounds.SECONDS[noun.name](noun))
        call.speaking = False
        exchange.kernel.fire(call.company)
        if keys is not TIMED_OUT:
            return keys
    return TIMED_OUT


def _listen(gathering: Gathering) -> Steps:
    """Wait for the first keys, or for a sentence; gives the keys, or TIMED_OUT."""
    exchange, call, person = gathering.exchange, gathering.call, gathering.call.person
    presses = gathering.hears("dtmf") and keypad.answer_question(exchange, call)
    spoken = None if presses or person is None else _sentence(gathering, person)
    keys = yield gathering.keys_within(
        gathering.verb.whole("timeout") if spoken is None else spoken
    )
    if keys is TIMED_OUT and spoken is not None and person is not None:
        gathering.speech = person.text
    return keys


def _collect(gathering: Gathering, keys: str) -> Steps:
    _take(gathering, keys)
    while not gathering.complete:
        more = yield gathering.keys_within(gathering.verb.whole("timeout"))
        if more is TIMED_OUT:
            return
        _take(gathering, more)


def _take(gathering: Gathering, keys: str) -> None:
    for key in keys:
        if gathering.complete:
            return
        if key == gathering.verb.attributes["finishOnKey"]:
            gathering.finished_on = key
        else:
            gathering.digits += key


def _sentence(gathering: Gathering, person: Person) -> float | None:
    """Seconds until what the person says counts as complete; None when nobody will speak."""
    if not gathering.hears("speech") or not person.text:
        return None
    exchange, verb = gathering.exchange, gathering.verb
    if person.kind is Kind.MACHINE:
        spoken = _greeting_left(gathering, person)
        if spoken <= 0:
            return None
    else:
        spoken = exchange.hurried(FIRST_WORD + sounds.spoken_seconds(person.text))
    told = verb.attributes["speechTimeout"]
    pause = AUTO_PAUSE if told == "auto" else float(told or verb.attributes["timeout"])
    return min(spoken, verb.whole("maxSpeechTime")) + pause


def _greeting_left(gathering: Gathering, person: Person) -> float:
    """A machine says its sentence once, when it takes the call, and nothing afterwards."""
    exchange, since = gathering.exchange, gathering.call.answered or gathering.exchange.now
    return exchange.hurried(person.greeting) - (exchange.now - since).total_seconds()


def _result(gathering: Gathering) -> Form:
    if gathering.speech or not gathering.hears("dtmf"):
        confidence = CONFIDENCE if gathering.speech else NO_CONFIDENCE
        return (("SpeechResult", gathering.speech), ("Confidence", confidence))
    return (("Digits", gathering.digits), ("FinishedOnKey", gathering.finished_on))
