"""Decides what is recorded of a leg that is dialed into a conference, of that conference, and what is
detected: what a request for a participant says of both, in its own words."""

from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio import detection_orders, recording_orders
from telepro.localtwilio.detection_words import DetectionOrder
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.recording_words import (
    RecordingEvent,
    RecordingOrder,
    RecordingSource,
    Trim,
)
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.signing import Form

Fields = Mapping[str, str]

AS_IN_A_CALL: Mapping[str, str] = MappingProxyType(
    {
        "AmdStatusCallback": detection_orders.CALLBACK,
        "AmdStatusCallbackMethod": detection_orders.CALLBACK_METHOD,
    }
)
"""What a call's creation calls the parameters that have another name here."""
OF_THE_ROOM: Mapping[str, str] = MappingProxyType(
    {
        "ConferenceTrim": "Trim",
        "ConferenceRecordingStatusCallback": recording_orders.URL,
        "ConferenceRecordingStatusCallbackMethod": recording_orders.METHOD,
        "ConferenceRecordingStatusCallbackEvent": recording_orders.EVENT,
    }
)
"""What a call's recording calls the settings of a conference's."""
ROOM_WORDS: Mapping[str, bool] = MappingProxyType(
    {
        "true": True,
        recording_orders.FROM_START: True,
        "false": False,
        recording_orders.Recorded.NOT: False,
    }
)
EVENTS = frozenset(
    {*RecordingEvent, "started", "paused", "resumed", "stopped", "failed"},
)
"""What may be subscribed to here; only those of RecordingEvent are ever told."""
PARAMETERS = (
    recording_orders.PARAMETERS
    | detection_orders.TUNABLES.keys()
    | {"MachineDetection", "ConferenceRecord", *AS_IN_A_CALL, *OF_THE_ROOM}
)


def check(exchange: Exchange, fields: Fields) -> None:
    """Refuse what can't be recorded or detected so: 20001, 21209, 21234, 21609."""
    detection_orders.check(exchange, _as_in_a_call(fields))
    recording_orders.check(exchange, fields)
    recording_orders.check(exchange, dict(_of_the_room(tuple(fields.items()))))
    word = fields.get("ConferenceRecord", "false")
    if word not in ROOM_WORDS:
        raise Refused(20001, f"ConferenceRecord={word}: expected {' or '.join(ROOM_WORDS)}")


def detection_of(fields: Fields) -> DetectionOrder | None:
    """The detection of a checked request, always beside whatever else happens; None without one."""
    return detection_orders.order_of(_as_in_a_call(fields))


def recording_of_leg(form: Form) -> RecordingOrder | None:
    """The recording of the leg that Record=true asks for; None without one. Raises Refused (21626)."""
    return recording_orders.order_of_creation(form, EVENTS)


def recording_of_room(form: Form) -> RecordingOrder | None:
    """The recording of the conference that the request opens; None without one. Raises as above."""
    if not ROOM_WORDS[dict(form).get("ConferenceRecord", "false")]:
        return None
    wanted = _of_the_room(form)
    return recording_orders.order_of(wanted, RecordingSource.CONFERENCE, Trim.SILENCE, EVENTS)


def _as_in_a_call(fields: Fields) -> dict[str, str]:
    renamed = {AS_IN_A_CALL.get(name, name): value for name, value in fields.items()}
    return renamed | {"AsyncAmd": detection_orders.ASYNCHRONOUS}


def _of_the_room(form: Form) -> Form:
    return tuple((OF_THE_ROOM[name], value) for name, value in form if name in OF_THE_ROOM)
