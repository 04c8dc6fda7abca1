"""Decides when a conference is recorded: from the moment two are bridged until it ends."""

from telepro.localtwilio import recorder
from telepro.localtwilio.calls import Conference, Participant
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.score import Side, Sound


def started(exchange: Exchange, room: Conference) -> None:
    """Record a conference that starts, where its first joiner asked for it; no hold music before."""
    if room.recording_order is not None and room.opener is not None:
        recorder.begin(exchange, room.recording_order, room.opener, room.sid)
        changed(exchange, room)


def changed(exchange: Exchange, room: Conference) -> None:
    """Note who can be heard now: the one who came first on one side, everybody else on the other."""
    for recording in exchange.archive.running(room.sid):
        present = [one for one in room.participants.values() if not one.hold]
        sides = ((Side.NEAR, present[:1]), (Side.FAR, present[1:]))
        for side, parties in sides:
            # Someone alone in the room has nobody to talk to.
            talks = len(present) > 1 and any(map(_audible, parties))
            sound = Sound.TALK if talks else Sound.SILENCE
            recorder.hear(exchange, recording, side, sound)


def ended(exchange: Exchange, room: Conference) -> None:
    """End what is recorded of a conference that is over."""
    for recording in exchange.archive.running(room.sid):
        recorder.stop(exchange, recording)


def _audible(participant: Participant) -> bool:
    # Who coaches is heard by the call that they coach alone, not in the conference.
    return not (participant.muted or participant.coaching or participant.call.microphone_muted)
