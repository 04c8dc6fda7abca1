"""Decides how recordings are shown: in REST under account, call and conference, and in callbacks."""

from datetime import timedelta
from typing import Any

from telepro.localtwilio.exchange import API_VERSION, Exchange
from telepro.localtwilio.fields import rfc2822
from telepro.localtwilio.prices import recording_price
from telepro.localtwilio.recording import Recording
from telepro.localtwilio.recording_words import RecordingStatus
from telepro.localtwilio.resources import base_path
from telepro.localtwilio.signing import Form

ADD_ONS = {"add_on_results": "AddOnResults", "transcriptions": "Transcriptions"}


def recording_url(exchange: Exchange, sid: str) -> str:
    """Where the media is, absolute; without an ending it is WAV."""
    return f"{exchange.origin}{base_path(exchange.account)}/Recordings/{sid}"


def account_recording(exchange: Exchange, recording: Recording) -> dict[str, Any]:
    """A recording of the account: its price is a string, and it knows its media."""
    path = f"{base_path(exchange.account)}/Recordings/{recording.sid}"
    return {
        **_common(exchange, recording),
        "price": recording_price(recording, exchange.now),
        "uri": f"{path}.json",
        "media_url": recording_url(exchange, recording.sid),
        "subresource_uris": {name: f"{path}/{place}.json" for name, place in ADD_ONS.items()},
    }


def call_recording(exchange: Exchange, recording: Recording) -> dict[str, Any]:
    """A recording of a call: its price is a number, and it knows its track."""
    price = recording_price(recording, exchange.now)
    calls = f"{base_path(exchange.account)}/Calls/{recording.call.sid}"
    return {
        **_common(exchange, recording),
        "price": None if price is None else float(price),
        "track": recording.order.track,
        "uri": f"{calls}/Recordings/{recording.sid}.json",
    }


def conference_recording(exchange: Exchange, recording: Recording) -> dict[str, Any]:
    """A recording of a conference."""
    rooms = f"{base_path(exchange.account)}/Conferences/{recording.room_sid}"
    return {
        **_common(exchange, recording),
        "price": recording_price(recording, exchange.now),
        "uri": f"{rooms}/Recordings/{recording.sid}.json",
    }


def _common(exchange: Exchange, recording: Recording) -> dict[str, Any]:
    absent = recording.status is RecordingStatus.ABSENT
    return {
        "sid": recording.sid,
        "account_sid": exchange.account.sid,
        "api_version": API_VERSION,
        "call_sid": recording.call.sid,
        "conference_sid": recording.room_sid,
        "date_created": rfc2822(recording.started),
        "date_updated": rfc2822(recording.updated or recording.started),
        "start_time": rfc2822(recording.started),
        "duration": str(recording.seconds) if recording.ended else None,
        "price_unit": "USD",
        "status": recording.status,
        "channels": recording.order.channels,
        "source": recording.order.source,
        "error_code": recording.error_code if absent else None,
        "encryption_details": None,
    }


def callback_fields(exchange: Exchange, recording: Recording) -> Form:
    """What a recordingStatusCallback says; ErrorCode only of an absent recording.

    While it runs the duration is 0: the documented set names the field for every status.
    """
    place = "ConferenceSid" if recording.room_sid else "CallSid"
    fields = {
        "AccountSid": exchange.account.sid,
        place: recording.place,
        "RecordingSid": recording.sid,
        "RecordingUrl": recording_url(exchange, recording.sid),
        "RecordingStatus": recording.status,
        "RecordingDuration": str(recording.seconds),
        "RecordingChannels": str(recording.order.channels),
        "RecordingStartTime": rfc2822(recording.started),
        "RecordingSource": recording.order.source,
        "RecordingTrack": recording.order.track,
    }
    if recording.status is RecordingStatus.ABSENT:
        fields["ErrorCode"] = str(recording.error_code)
    return tuple(fields.items())


def instruction_fields(exchange: Exchange, recording: Recording) -> dict[str, str]:
    """What an action or a final status callback says of a recording that was just made."""
    return {
        "RecordingUrl": recording_url(exchange, recording.sid),
        "RecordingSid": recording.sid,
        "RecordingDuration": str(recording.seconds),
    }


KEPT_DELETED = timedelta(days=40)
"""How long the facts of a deleted recording can still be asked for."""
