"""The words in which recordings are asked for and shown, each spelled as on the wire."""

from dataclasses import dataclass
from enum import StrEnum

from telepro.localtwilio.score import Track


class RecordingStatus(StrEnum):
    """Where a recording stands; PROCESSING and STOPPED have no media yet, DELETED has none left."""

    IN_PROGRESS = "in-progress"
    PAUSED = "paused"
    STOPPED = "stopped"
    PROCESSING = "processing"
    COMPLETED = "completed"
    ABSENT = "absent"
    DELETED = "deleted"


RUNNING = frozenset({RecordingStatus.IN_PROGRESS, RecordingStatus.PAUSED})


class RecordingSource(StrEnum):
    """What a recording was asked for by."""

    DIAL = "DialVerb"
    CONFERENCE = "Conference"
    CREATION = "OutboundAPI"
    RECORD = "RecordVerb"
    API = "StartCallRecordingAPI"


class RecordingEvent(StrEnum):
    """What a recordingStatusCallback can subscribe to."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    ABSENT = "absent"


class Trim(StrEnum):
    """Whether silence at the beginning and the end is kept."""

    SILENCE = "trim-silence"
    NOTHING = "do-not-trim"


@dataclass(frozen=True, slots=True)
class RecordingOrder:
    """What is recorded and who is told of it; an empty `url` tells nobody."""

    source: RecordingSource
    channels: int = 1
    track: Track = Track.BOTH
    trim: Trim = Trim.NOTHING
    url: str = ""
    method: str = "POST"
    events: frozenset[str] = frozenset({RecordingEvent.COMPLETED})
