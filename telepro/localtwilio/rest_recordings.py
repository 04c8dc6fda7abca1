"""Answers the REST requests about recordings: of the account, of a call, of a conference."""

from collections.abc import Callable, Mapping
from typing import Any

from telepro.localtwilio import listening, recorder
from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.messages import Media, Response, RestRequest
from telepro.localtwilio.paging import page_of, period
from telepro.localtwilio.recording import Recording
from telepro.localtwilio.recording_orders import check, order_of
from telepro.localtwilio.recording_resources import (
    KEPT_DELETED,
    account_recording,
    call_recording,
    conference_recording,
)
from telepro.localtwilio.recording_words import RecordingSource, RecordingStatus, Trim
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.score import PauseBehavior

CURRENT = "Twilio.CURRENT"
WAV = frozenset({"", ".wav"})
NO_ENCODER = "{0}: the local Twilio has no MP3 encoder. Ask for the same address ending in .wav"
CHANNELS: Mapping[str, int] = {"1": 1, "2": 2}

Show = Callable[[Exchange, Recording], dict[str, Any]]


def start(exchange: Exchange, request: RestRequest, call_sid: str) -> Response:
    """POST Calls/{sid}/Recordings: 201 with a recording that begins now; silence is not trimmed.

    A child leg is recorded on its parent. Refused with 21220 unless the call is in progress.
    """
    call = _call(exchange, request, call_sid)
    check(exchange, dict(request.form))
    order = order_of(request.form, RecordingSource.API, Trim.NOTHING)
    call = exchange.calls.get(call.parent_sid or "", call)
    if call.status is not CallStatus.IN_PROGRESS:
        raise Refused(21220)
    return Response(201, call_recording(exchange, listening.start(exchange, call, order)))


def of_account(exchange: Exchange, request: RestRequest) -> Response:
    """GET Recordings: newest first, by CallSid, ConferenceSid, DateCreated, IncludeSoftDeleted."""
    asked = dict(request.query)
    chosen = [
        one
        for one in _listed(exchange, request)
        if asked.get("CallSid", one.call.sid) == one.call.sid
        and asked.get("ConferenceSid", one.room_sid) == one.room_sid
    ]
    return _page(exchange, request, chosen, account_recording)


def of_call(exchange: Exchange, request: RestRequest, call_sid: str) -> Response:
    """GET Calls/{sid}/Recordings: newest first, by DateCreated."""
    _call(exchange, request, call_sid)
    chosen = [one for one in _listed(exchange, request) if one.call.sid == call_sid]
    return _page(exchange, request, chosen, call_recording)


def of_conference(exchange: Exchange, request: RestRequest, room_sid: str) -> Response:
    """GET Conferences/{sid}/Recordings: newest first, by DateCreated."""
    if room_sid not in exchange.conferences:
        raise Refused(20404, request.path)
    chosen = [one for one in _listed(exchange, request) if one.room_sid == room_sid]
    return _page(exchange, request, chosen, conference_recording)


def fetch(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Recordings/{sid}."""
    return Response(200, account_recording(exchange, _named(exchange, request, sid)))


def fetch_of_call(exchange: Exchange, request: RestRequest, call_sid: str, sid: str) -> Response:
    """GET Calls/{sid}/Recordings/{sid}."""
    return Response(200, call_recording(exchange, _on_call(exchange, request, call_sid, sid)))


def delete(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """DELETE Recordings/{sid}: the media is gone, the facts are kept for 40 days."""
    return _delete(exchange, _named(exchange, request, sid))


def fetch_of_conference(
    exchange: Exchange, request: RestRequest, room_sid: str, sid: str
) -> Response:
    """GET Conferences/{sid}/Recordings/{sid}."""
    recording = _in_room(exchange, request, room_sid, sid)
    return Response(200, conference_recording(exchange, recording))


def delete_of_conference(
    exchange: Exchange, request: RestRequest, room_sid: str, sid: str
) -> Response:
    """DELETE Conferences/{sid}/Recordings/{sid}."""
    return _delete(exchange, _in_room(exchange, request, room_sid, sid))


def update_of_conference(
    exchange: Exchange, request: RestRequest, room_sid: str, sid: str
) -> Response:
    """POST Conferences/{sid}/Recordings/{sid or Twilio.CURRENT}, as for a call."""
    recording = _in_room(exchange, request, room_sid, sid)
    _update(exchange, request, recording)
    return Response(200, conference_recording(exchange, recording))


def delete_of_call(exchange: Exchange, request: RestRequest, call_sid: str, sid: str) -> Response:
    """DELETE Calls/{sid}/Recordings/{sid}."""
    return _delete(exchange, _on_call(exchange, request, call_sid, sid))


def update(exchange: Exchange, request: RestRequest, call_sid: str, sid: str) -> Response:
    """POST Calls/{sid}/Recordings/{sid or Twilio.CURRENT}: Status=paused, in-progress or stopped.

    Refused with 21220 when the recording is not running any more.
    """
    recording = _on_call(exchange, request, call_sid, sid)
    _update(exchange, request, recording)
    return Response(200, call_recording(exchange, recording))


def _update(exchange: Exchange, request: RestRequest, recording: Recording) -> None:
    asked = dict(request.form)
    status = asked.get("Status", "")
    if status not in UPDATES:
        expected = ", ".join(UPDATES)
        raise Refused(20001, f"Status={status}: expected one of {expected}")
    behavior = asked.get("PauseBehavior", PauseBehavior.SILENCE)
    if behavior not in set(PauseBehavior):
        raise Refused(20001, f"PauseBehavior={behavior}: expected skip or silence")
    if not recording.running:
        raise Refused(21220)
    UPDATES[status](exchange, recording, PauseBehavior(behavior))


def media(exchange: Exchange, request: RestRequest, sid: str, ending: str) -> Response:
    """GET Recordings/{sid}, .wav or nothing: the sound itself, one channel or RequestedChannels.

    Refused with 404 until the recording is completed, and for .mp3, which nothing here can
    encode; with 400 for two channels of a recording that has one.
    """
    if request.method not in ("GET", "HEAD"):
        raise Refused(20004)
    recording = _named(exchange, request, sid)
    if ending not in WAV:
        raise Refused(20404, NO_ENCODER.format(request.path))
    if not recording.has_media:
        raise Refused(20404, request.path)
    asked = dict(request.query).get("RequestedChannels", "1")
    if CHANNELS.get(asked, 3) > recording.order.channels:
        most = recording.order.channels
        raise Refused(20001, f"RequestedChannels={asked}: expected 1 to {most}, as recorded")
    return Response(200, None, media=Media(recording.score, CHANNELS[asked]))


def _pause(exchange: Exchange, recording: Recording, behavior: PauseBehavior) -> None:
    recorder.pause(exchange, recording, behavior)


def _resume(exchange: Exchange, recording: Recording, behavior: PauseBehavior) -> None:
    recorder.resume(exchange, recording)


def _stop(exchange: Exchange, recording: Recording, behavior: PauseBehavior) -> None:
    recorder.stop(exchange, recording, RecordingStatus.STOPPED)


UPDATES: Mapping[str, Callable[[Exchange, Recording, PauseBehavior], None]] = {
    RecordingStatus.PAUSED: _pause,
    RecordingStatus.IN_PROGRESS: _resume,
    RecordingStatus.STOPPED: _stop,
}


def _delete(exchange: Exchange, recording: Recording) -> Response:
    if recording.running:
        raise Refused(20001, f"{recording.sid} is in progress: stop it before it is deleted")
    recorder.forget(exchange, recording)
    return Response(204, None)


def _page(
    exchange: Exchange, request: RestRequest, chosen: list[Recording], show: Show
) -> Response:
    page = page_of(
        request, "recordings", chosen, lambda one: one.sid, lambda one: show(exchange, one)
    )
    return Response(200, page)


def _listed(exchange: Exchange, request: RestRequest) -> list[Recording]:
    created = period(request, "DateCreated")
    return [
        one
        for one in reversed(exchange.archive.recordings.values())
        if created.holds(one.started) and _shown(exchange, request, one)
    ]


def _shown(exchange: Exchange, request: RestRequest, recording: Recording) -> bool:
    if recording.status is not RecordingStatus.DELETED:
        return True
    deleted = recording.updated or exchange.now
    wanted = dict(request.query).get("IncludeSoftDeleted", "").lower() == "true"
    return wanted and exchange.now < deleted + KEPT_DELETED


def _named(exchange: Exchange, request: RestRequest, sid: str) -> Recording:
    recording = exchange.archive.recordings.get(sid)
    if recording is None or not _shown(exchange, request, recording):
        raise Refused(20404, request.path)
    return recording


def _on_call(exchange: Exchange, request: RestRequest, call_sid: str, sid: str) -> Recording:
    recording = _current(exchange, call_sid, sid) or _named(exchange, request, sid)
    if recording.call.sid != call_sid:
        raise Refused(20404, request.path)
    return recording


def _in_room(exchange: Exchange, request: RestRequest, room_sid: str, sid: str) -> Recording:
    recording = _current(exchange, room_sid, sid) or _named(exchange, request, sid)
    if recording.room_sid != room_sid:
        raise Refused(20404, request.path)
    return recording


def _current(exchange: Exchange, place: str, sid: str) -> Recording | None:
    running = exchange.archive.running(place) if sid == CURRENT else []
    return running[-1] if running else None


def _call(exchange: Exchange, request: RestRequest, sid: str) -> Call:
    if sid not in exchange.calls:
        raise Refused(20404, request.path)
    return exchange.calls[sid]
