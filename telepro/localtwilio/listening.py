"""Decides what is to be heard on a leg or in a conference, and tells the recordings that run there."""

from datetime import timedelta

from telepro.localtwilio import recorder, rooms
from telepro.localtwilio.calls import Call
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import Steps, Until
from telepro.localtwilio.people import Kind
from telepro.localtwilio.recording import Recording
from telepro.localtwilio.recording_resources import instruction_fields
from telepro.localtwilio.recording_words import RecordingOrder, RecordingSource
from telepro.localtwilio.score import Heard, Side, Sound

Sounds = tuple[Sound, Sound]
"""What the party on the leg utters, and what it hears."""
QUIET: Sounds = (Sound.SILENCE, Sound.SILENCE)
BEEP_SECONDS = 0.5


def answered(exchange: Exchange, call: Call) -> None:
    """Record a leg that was ordered to be recorded as a whole, from its first second."""
    if call.recording_order is not None:
        start(exchange, call, call.recording_order)


def over(exchange: Exchange, call: Call) -> None:
    """End the recordings of a leg that ended; its last status callback names the whole one."""
    for recording in exchange.archive.running(call.sid):
        recorder.stop(exchange, recording)
        if recording.order.source is RecordingSource.CREATION and not recording.error_code:
            call.epilogue |= instruction_fields(exchange, recording)


def start(exchange: Exchange, call: Call, order: RecordingOrder) -> Recording:
    """Record what is said and heard on a leg until it ends or the recording is stopped."""
    recording = recorder.begin(exchange, order, call)
    recording.scripted.extend(greeting(exchange, call))
    recording.follower = exchange.kernel.spawn(_follow(exchange, call, recording))
    return recording


def _follow(exchange: Exchange, call: Call, recording: Recording) -> Steps:
    while recording.running:
        near, far = heard_on(exchange, call)
        recorder.hear(exchange, recording, Side.NEAR, near)
        recorder.hear(exchange, recording, Side.FAR, far)
        yield Until(call.company)


def heard_on(exchange: Exchange, call: Call) -> Sounds:
    """What sounds on a leg now: its document's voice, a conversation, or nothing."""
    if call.speaking or rooms.is_held(exchange, call):
        return (Sound.SILENCE, Sound.ANNOUNCEMENT)
    if not rooms.hears_somebody(exchange, call):
        return (Sound.SILENCE, Sound.RINGING) if rooms.hears_ringing(exchange, call) else QUIET
    return (Sound.TALK if _talks(exchange, call) else Sound.SILENCE, Sound.TALK)


def _talks(exchange: Exchange, call: Call) -> bool:
    if call.person is not None:
        return call.person.kind in (Kind.HUMAN, Kind.GATEKEEPER)
    room = exchange.conferences.get(call.room_sid or "")
    muted = room is not None and room.participants[call.sid].muted
    return not (muted or call.microphone_muted)


def greeting(exchange: Exchange, call: Call) -> list[Heard]:
    """What a person or a machine says by itself on taking the call."""
    person, since = call.person, call.answered
    if person is None or since is None:
        return []
    until = since + timedelta(seconds=exchange.hurried(person.greeting))
    sound = Sound.FAX if person.kind is Kind.FAX else Sound.VOICE
    said = [Heard(Side.NEAR, sound, since, until)]
    if person.kind is Kind.MACHINE and person.beeps:
        beep = until + timedelta(seconds=exchange.hurried(BEEP_SECONDS))
        said.append(Heard(Side.NEAR, Sound.BEEP, until, beep))
    return said
