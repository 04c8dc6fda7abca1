"""Decides what <Record> does: it records the party on the leg until silence, a key or a hang-up."""

from datetime import timedelta
from math import inf

from telepro.localtwilio import farewell, listening, recorder, sounds
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.documents import Page, check_action
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import TIMED_OUT, Sleep, Steps, Until
from telepro.localtwilio.people import Kind
from telepro.localtwilio.recording import Recording
from telepro.localtwilio.recording_orders import order_of_verb
from telepro.localtwilio.recording_resources import recording_url
from telepro.localtwilio.recording_words import RecordingSource
from telepro.localtwilio.score import Heard, Side, Sound
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb

BEEP_SECONDS = 0.5
FIRST_WORD = 0.5
"""Seconds from the beep to a person's first word, at ordinary speed."""
HUNG_UP = "hangup"
LONGEST, LONGEST_TRANSCRIBED, LONGEST_IN_BROWSER = 3600, 120, 600
"""Seconds recorded at most where maxLength says nothing."""


def record_message(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    """Carry out a <Record>; gives the Source of its action, by default the document again.

    An empty recording makes no request and the next verb follows: the documented exception to
    everything after <Record> being unreachable.
    """
    action = check_action(exchange, call, page, verb.attributes["action"])
    if verb.flag("playBeep"):
        yield from _beep(exchange, call)
    recording = _begin(exchange, call, verb, page)
    target = Source(action or "", verb.attributes["method"])
    if action:
        call.farewell = farewell.saying(
            exchange, call, target, lambda: _outcome(exchange, recording, HUNG_UP)
        )
    try:
        key = yield from _until_ended(exchange, call, verb, recording)
    finally:
        recorder.stop(exchange, recording)
    call.farewell = None
    outcome = _outcome(exchange, recording, key)
    return Source(target.url, target.method, outcome) if action and outcome else None


def _beep(exchange: Exchange, call: Call) -> Steps:
    call.speaking = True
    exchange.kernel.fire(call.company)
    yield Sleep(BEEP_SECONDS)
    call.speaking = False
    exchange.kernel.fire(call.company)


def _begin(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Recording:
    order = order_of_verb(verb, page, RecordingSource.RECORD)
    recording = recorder.begin(exchange, order, call)
    recording.scripted.extend(_message(exchange, call))
    return recording


def _message(exchange: Exchange, call: Call) -> list[Heard]:
    """What the party says: a person their sentence, a machine what is left of its greeting.

    Nobody's voice comes from a browser: whoever sits there speaks as long as the microphone is
    open when the recording begins.
    """
    now, person = exchange.now, call.person
    if person is None:
        return [] if call.microphone_muted else [Heard(Side.NEAR, Sound.VOICE, now)]
    if person.kind not in (Kind.HUMAN, Kind.GATEKEEPER):
        return listening.greeting(exchange, call)
    since = now + timedelta(seconds=exchange.hurried(FIRST_WORD))
    lasts = exchange.hurried(sounds.spoken_seconds(person.text))
    return [Heard(Side.NEAR, Sound.VOICE, since, since + timedelta(seconds=lasts))]


def _until_ended(exchange: Exchange, call: Call, verb: Verb, recording: Recording) -> Steps:
    """Wait for the end; gives the key that brought it, or nothing."""
    deadline = recording.started + timedelta(seconds=_longest(exchange, call, verb, recording))
    while True:
        keys = yield Until(call.pressed, (deadline - exchange.now).total_seconds())
        if keys is TIMED_OUT:
            return ""
        for key in keys:
            if key in verb.attributes["finishOnKey"]:
                return key


def _longest(exchange: Exchange, call: Call, verb: Verb, recording: Recording) -> float:
    usual = LONGEST if call.line is None else LONGEST_IN_BROWSER
    longest = float(verb.attributes["maxLength"] or usual)
    if verb.flag("transcribe"):
        longest = min(longest, LONGEST_TRANSCRIBED)
    quiet = _quiet_after(recording)
    return min(longest, quiet + verb.whole("timeout")) if verb.whole("timeout") else longest


def _quiet_after(recording: Recording) -> float:
    """Seconds from the beginning until the party has said everything; for ever in a browser."""
    ends = [
        (one.until - recording.started).total_seconds() if one.until else inf
        for one in recording.scripted
    ]
    return max(ends, default=0.0)


def _outcome(exchange: Exchange, recording: Recording, digits: str) -> Form | None:
    if recording.error_code:
        return None
    return (
        ("RecordingUrl", recording_url(exchange, recording.sid)),
        ("RecordingDuration", str(recording.seconds)),
        ("Digits", digits),
    )
