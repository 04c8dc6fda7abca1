"""What the local Twilio knows of recordings: plain state, changed by the recorder only."""

from dataclasses import dataclass, field
from datetime import datetime

from telepro.localtwilio.calls import Call
from telepro.localtwilio.kernel import Task
from telepro.localtwilio.recording_words import (
    RUNNING,
    RecordingOrder,
    RecordingSource,
    RecordingStatus,
)
from telepro.localtwilio.score import Gap, Heard, Score


@dataclass(slots=True, eq=False)
class Recording:
    """One recording. `call` is the parent leg, or the leg that opened the recorded conference.

    `scripted` sounds, whose end is known beforehand, drown what else is `heard` on their side.
    """

    sid: str
    number: int
    order: RecordingOrder
    call: Call
    started: datetime
    room_sid: str | None = None
    status: RecordingStatus = RecordingStatus.IN_PROGRESS
    updated: datetime | None = None
    ended: datetime | None = None
    completed: datetime | None = None
    error_code: int | None = None
    heard: list[Heard] = field(default_factory=list)
    scripted: list[Heard] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    score: Score = ()
    seconds: int = 0
    follower: Task | None = None

    @property
    def running(self) -> bool:
        """Whether it is being recorded, perhaps paused."""
        return self.status in RUNNING

    @property
    def has_media(self) -> bool:
        """Whether it can be listened to."""
        return self.status is RecordingStatus.COMPLETED

    @property
    def place(self) -> str:
        """What it is a recording of: the SID of its conference, or of its call."""
        return self.room_sid or self.call.sid


class Archive:
    """Every recording of the account, and which of them run now."""

    def __init__(self) -> None:
        self.recordings: dict[str, Recording] = {}
        self._running: dict[str, list[Recording]] = {}

    def add(self, recording: Recording) -> None:
        """Let the recording exist."""
        self.recordings[recording.sid] = recording
        self._running.setdefault(recording.place, []).append(recording)

    def running(self, place: str) -> list[Recording]:
        """The recordings that run on this call or in this conference, oldest first."""
        return list(self._running.get(place, ()))

    def stopped(self, recording: Recording) -> None:
        """Count the recording out of those that run."""
        self._running[recording.place].remove(recording)
        if not self._running[recording.place]:
            del self._running[recording.place]

    def of_source(self, place: str, source: RecordingSource) -> Recording | None:
        """The running recording of this kind, or None."""
        return next((one for one in self.running(place) if one.order.source is source), None)
