"""Decides the form fields of every webhook: exactly Twilio's sets, no more and no fewer."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from math import ceil
from typing import Any

from telepro.localtwilio.calls import Call, Conference, Participant
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.exchange import API_VERSION
from telepro.localtwilio.signing import Form

PLACES = ("From", "To", "Caller", "Called")
PLACE_FIELDS = tuple(
    f"{who}{what}" for who in PLACES for what in ("City", "State", "Zip", "Country")
)


def rfc2822(at: datetime) -> str:
    """An instant as Twilio writes it: `Tue, 31 Aug 2010 20:36:28 +0000`, always in UTC.

    The client library reads the offset as if it were always that.
    """
    return format_datetime(at.astimezone(UTC))


def call_fields(account_sid: str, call: Call, status: CallStatus) -> dict[str, str]:
    """What every voice webhook says of its call."""
    fields = {
        "AccountSid": account_sid,
        "ApiVersion": API_VERSION,
        "CallSid": call.sid,
        "CallStatus": status,
        "Called": call.to,
        "Caller": call.from_,
        "Direction": call.direction,
        "From": call.from_,
        "To": call.to,
    }
    if call.parent_sid:
        fields["ParentCallSid"] = call.parent_sid
    return fields


def instruction_fields(account_sid: str, call: Call, more: Iterable[tuple[str, str]]) -> Form:
    """What a request for TwiML says: the call, its places (unknown, so empty), and `more`.

    A browser's leg carries its application and the page's own parameters instead of places;
    none of those can stand in for a field of the call.
    """
    status = CallStatus.RINGING if call.status in _BEFORE_ANSWER else call.status
    fields = call_fields(account_sid, call, status)
    if call.application_sid:
        fields = {**dict(call.parameters), **fields, "ApplicationSid": call.application_sid}
    else:
        fields |= dict.fromkeys(PLACE_FIELDS, "")
    return tuple({**fields, **dict(more)}.items())


_BEFORE_ANSWER = frozenset({CallStatus.QUEUED, CallStatus.INITIATED})


def status_fields(
    account_sid: str, call: Call, status: CallStatus, sequence: int, at: datetime
) -> Form:
    """What a status callback says; the final one adds durations and the SIP code."""
    fields = call_fields(account_sid, call, status)
    fields["Timestamp"] = rfc2822(at)
    fields["CallbackSource"] = "call-progress-events"
    fields["SequenceNumber"] = str(sequence)
    if call.over:
        fields["CallDuration"] = str(call.seconds)
        fields["Duration"] = str(ceil(call.seconds / 60))
        if call.sip is not None:
            fields["SipResponseCode"] = str(call.sip)
        fields |= call.epilogue
    return tuple(fields.items())


def conference_fields(
    account_sid: str, room: Conference, event: str, at: datetime
) -> dict[str, str]:
    """What every conference callback says."""
    return {
        "AccountSid": account_sid,
        "ConferenceSid": room.sid,
        "FriendlyName": room.name,
        "SequenceNumber": str(room.callback.fired if room.callback else 0),
        "StatusCallbackEvent": event,
        "Timestamp": rfc2822(at),
    }


def participant_fields(participant: Participant) -> dict[str, str]:
    """What a conference callback about one participant adds."""
    fields = {
        "CallSid": participant.call.sid,
        "Muted": truth(participant.muted),
        "Hold": truth(participant.hold),
        "Coaching": truth(participant.coaching),
        "EndConferenceOnExit": truth(participant.end_on_exit),
        "StartConferenceOnEnter": truth(participant.start_on_enter),
        "ParticipantLabel": participant.label,
    }
    if participant.coaching:
        fields["CallSidToCoach"] = participant.coaching
    return fields


def end_fields(room: Conference) -> dict[str, str]:
    """What the last callback of a conference adds: who ended it and why."""
    reason = str(room.end_reason or "")
    return {
        "CallSidEndingConference": room.ended_by or "",
        "ParticipantLabelEndingConference": room.ended_by_label,
        "Reason": reason,
        "ReasonConferenceEnded": reason,
    }


def truth(value: Any) -> str:
    """A yes or no as it stands in a form."""
    return "true" if value else "false"
