"""Decides how a recording lives: begun, paused, stopped, then ready or absent some seconds later."""

from random import Random

from telepro.localtwilio.callbacks import post
from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.exchange import Exchange, notify, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.recording import Recording
from telepro.localtwilio.recording_resources import callback_fields
from telepro.localtwilio.recording_words import (
    RecordingEvent,
    RecordingOrder,
    RecordingStatus,
    Trim,
)
from telepro.localtwilio.score import (
    Gap,
    Heard,
    PauseBehavior,
    Side,
    Sound,
    compose,
    of_track,
    seconds_of,
    trimmed,
)

SHORTEST = 0.5
"""Seconds below which a recording is absent; Twilio names no figure."""
TOO_SHORT, TOO_SILENT = 16101, 16102
READY_AFTER = (1.0, 5.0)
"""Seconds from the end of a recording, often its call's, until it can be listened to."""


def begin(
    exchange: Exchange, order: RecordingOrder, call: Call, room_sid: str | None = None
) -> Recording:
    """Record from now on: a call's parent leg, or the conference that this leg opened."""
    archive = exchange.archive
    recording = Recording(
        sid=exchange.sid("RE"),
        number=len(archive.recordings) + 1,
        order=order,
        call=call,
        started=exchange.now,
        room_sid=room_sid,
    )
    archive.add(recording)
    _note(exchange, recording, "recording began")
    _tell(exchange, recording, RecordingEvent.IN_PROGRESS)
    return recording


def hear(exchange: Exchange, recording: Recording, side: Side, sound: Sound) -> None:
    """This side sounds so from now on."""
    before = next((one for one in reversed(recording.heard) if _goes_on(one, side)), None)
    if before is not None:
        if before.sound is sound:
            return
        before.until = exchange.now
    recording.heard.append(Heard(side, sound, exchange.now))


def _goes_on(heard: Heard, side: Side) -> bool:
    return heard.side is side and heard.until is None


def pause(exchange: Exchange, recording: Recording, behavior: PauseBehavior) -> None:
    """Record nothing, or silence, until `resume`."""
    if recording.status is RecordingStatus.IN_PROGRESS:
        recording.gaps.append(Gap(behavior, exchange.now))
        _move(exchange, recording, RecordingStatus.PAUSED)


def resume(exchange: Exchange, recording: Recording) -> None:
    """Record again what is to be heard."""
    if recording.status is RecordingStatus.PAUSED:
        recording.gaps[-1].until = exchange.now
        _move(exchange, recording, RecordingStatus.IN_PROGRESS)


def stop(
    exchange: Exchange,
    recording: Recording,
    status: RecordingStatus = RecordingStatus.PROCESSING,
) -> None:
    """End a recording, once: from now on it is in the making, then ready or absent."""
    if not recording.running:
        return
    exchange.archive.stopped(recording)
    exchange.kernel.cancel(recording.follower)
    recording.ended = exchange.now
    _move(exchange, recording, status)
    order = recording.order
    sounds = [*recording.heard, *recording.scripted]
    score = compose(sounds, recording.gaps, recording.started, exchange.now)
    score = of_track(score, order.track)
    recording.score = trimmed(score) if order.trim is Trim.SILENCE else score
    recording.error_code = _absence(recording)
    recording.seconds = 0 if recording.error_code else max(1, round(seconds_of(recording.score)))
    recording.heard.clear()
    recording.scripted.clear()
    _note(exchange, recording, "recording ended")
    exchange.kernel.spawn(_develop(exchange, recording))


def forget(exchange: Exchange, recording: Recording) -> None:
    """Delete the media for good; the recording's facts stay as those of a deleted one."""
    recording.score = ()
    _move(exchange, recording, RecordingStatus.DELETED)


def _absence(recording: Recording) -> int | None:
    lasted = (recording.ended or recording.started) - recording.started
    if lasted.total_seconds() < SHORTEST:
        return TOO_SHORT
    # Kept silence is a recording like any other; silence that is trimmed away leaves none.
    return TOO_SILENT if not recording.score else None


def _develop(exchange: Exchange, recording: Recording) -> Steps:
    dice = Random(f"{exchange.setup.seed}:recording:{recording.number}")
    yield Sleep(dice.uniform(*READY_AFTER))
    if recording.status is RecordingStatus.DELETED:
        return
    recording.completed = exchange.now
    if recording.error_code is None:
        _move(exchange, recording, RecordingStatus.COMPLETED)
        _tell(exchange, recording, RecordingEvent.COMPLETED)
        return
    _move(exchange, recording, RecordingStatus.ABSENT)
    why = "it was too short" if recording.error_code == TOO_SHORT else "nothing was to be heard"
    notify(exchange, recording.call.sid, recording.error_code, f"Recording absent: {why}.")
    _tell(exchange, recording, RecordingEvent.ABSENT)


def _move(exchange: Exchange, recording: Recording, status: RecordingStatus) -> None:
    recording.status, recording.updated = status, exchange.now
    record(
        exchange,
        "recording",
        call_sid=recording.call.sid,
        recording_sid=recording.sid,
        status=status,
        source=recording.order.source,
    )


def _note(exchange: Exchange, recording: Recording, what: str) -> None:
    text = f"{what}: {recording.sid} ({recording.order.source})"
    recording.call.timeline.append((exchange.now, text))


def _tell(exchange: Exchange, recording: Recording, event: RecordingEvent) -> None:
    order = recording.order
    if not order.url or event not in order.events:
        return
    form = callback_fields(exchange, recording)
    post(exchange, order.url, order.method, form, recording.call.sid, Purpose.RECORDING)
