"""What the carrier's messages say, as the domain reads them; what makes no sense is a `ValueError`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from campaigns.attempts import CallEvent, CallStatus
from campaigns.call.recording import Told

LARGEST = 10**6  # of any number that the carrier counts: messages of a call, seconds of a day


def event_of(payload: Mapping[str, str], received_at: datetime) -> CallEvent:
    """A carrier's message as the domain reads it; its own timestamp counts, not our arrival's.

    Raises `ValueError` for a message that names no call or says nothing that can be.
    """
    if not payload.get("CallSid"):
        raise ValueError("no CallSid")
    return CallEvent(
        status=CallStatus(payload.get("CallStatus", "")),
        sequence=whole(payload, "SequenceNumber"),
        at=moment_of(payload, received_at),
        duration_seconds=whole(payload, "CallDuration"),
        answered_by=payload.get("AnsweredBy"),
        sip_code=payload.get("SipResponseCode"),
    )


def moment_of(payload: Mapping[str, str], received_at: datetime) -> datetime:
    """The carrier's own timestamp (RFC 2822), else the moment of arrival."""
    stamp = payload.get("Timestamp")
    if not stamp:
        return received_at
    at = parsedate_to_datetime(stamp)
    # RFC 2822 writes -0000 for a time in UTC of an unknown place, which is read without a zone.
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def whole(payload: Mapping[str, str], name: str) -> int | None:
    """A number that the carrier counts; raises `ValueError` for what can't be."""
    if name not in payload:
        return None
    number = int(payload[name])
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{name} is {number}")
    return number


def recording_of(payload: Mapping[str, str], received_at: datetime) -> Told:
    """What a message says of a recording. Raises `ValueError` for one that names none."""
    said = payload
    if not said.get("RecordingSid"):
        raise ValueError("no RecordingSid")
    begun = said.get("RecordingStartTime")
    return Told(
        said["RecordingSid"],
        said.get("RecordingStatus", ""),
        whole(said, "RecordingDuration"),
        moment_of({"Timestamp": begun}, received_at) if begun else None,
    )
