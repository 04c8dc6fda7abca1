"""What the local Twilio knows of calls and conferences: plain state, changed by the engine only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from urllib.parse import parse_qsl, urlsplit

from telepro.localtwilio.codes import (
    OVER,
    CallEvent,
    CallStatus,
    ConferenceEnd,
    ConferenceStatus,
    Direction,
    Level,
)
from telepro.localtwilio.credentials import Challenge
from telepro.localtwilio.detection_words import AnsweredBy, DetectionOrder
from telepro.localtwilio.kernel import Signal, Task
from telepro.localtwilio.people import Person
from telepro.localtwilio.recording_words import RecordingOrder


@dataclass(frozen=True, slots=True)
class Source:
    """Where a TwiML document is fetched, or the document itself."""

    url: str = ""
    method: str = "POST"
    fields: tuple[tuple[str, str], ...] = ()
    twiml: str = ""
    fallback_url: str = ""
    fallback_method: str = "POST"


@dataclass(slots=True)
class Callback:
    """Who is told of a call's or a conference's progress, and how often it was so far."""

    url: str
    method: str
    events: frozenset[str]
    fired: int = 0


@dataclass(slots=True, eq=False)
class Call:
    """One leg. `moved` fires when it is answered or ends, `company` when who can be heard changes.

    `pressed` fires with the keys its party presses; `epilogue` is what its last status callback
    says besides the usual.
    """

    sid: str
    to: str
    from_: str
    direction: Direction
    created: datetime
    source: Source = Source()
    callback: Callback | None = None
    ring_limit: float = 60.0
    time_limit: float = 14_400.0
    parent_sid: str | None = None
    phone_number_sid: str | None = None
    application_sid: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    presented: str = ""
    line: int | None = None
    queue_milliseconds: int = 0
    status: CallStatus = CallStatus.QUEUED
    updated: datetime | None = None
    started: datetime | None = None
    answered: datetime | None = None
    ended: datetime | None = None
    sip: int | None = None
    person: Person | None = None
    room_sid: str | None = None
    bridged_to: "Call | None" = None
    speaking: bool = False
    microphone_muted: bool = False
    farewell: Callable[[], None] | None = None
    tasks: dict[str, Task] = field(default_factory=dict)
    children: list["Call"] = field(default_factory=list)
    moved: Signal = field(default_factory=Signal)
    company: Signal = field(default_factory=Signal)
    timeline: list[tuple[datetime, str]] = field(default_factory=list)
    pressed: Signal = field(default_factory=Signal)
    recording_order: RecordingOrder | None = None
    detection: DetectionOrder | None = None
    answered_by: AnsweredBy | None = None
    send_digits: str = ""
    questions: int = 0
    epilogue: dict[str, str] = field(default_factory=dict)
    challenges: dict[str, Challenge] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether the call has ended, for good."""
        return self.status in OVER

    @property
    def seconds(self) -> int:
        """Seconds in progress, rounded up; 0 for a call nobody took."""
        if self.answered is None or self.ended is None:
            return 0
        return ceil((self.ended - self.answered).total_seconds())

    @property
    def shown_from(self) -> str:
        """The number that whoever is called sees."""
        return self.presented or self.from_

    def wants(self, event: CallEvent) -> bool:
        """Whether its status callback subscribed to this event."""
        return self.callback is not None and event in self.callback.events

    def attempt_query(self) -> dict[str, str]:
        """The query string of its instructions or callback: how a caller names its own attempt."""
        urls = [self.source.url, self.callback.url if self.callback else ""]
        return dict(pair for url in urls for pair in parse_qsl(urlsplit(url).query))


@dataclass(slots=True, eq=False)
class Participant:
    """One leg in one conference."""

    call: Call
    joined: datetime
    label: str = ""
    muted: bool = False
    hold: bool = False
    coaching: str = ""
    start_on_enter: bool = True
    end_on_exit: bool = False
    beep: str = "true"
    early_media: bool = False
    invited: bool = False
    wait: Source = Source()
    updated: datetime | None = None
    left: Signal = field(default_factory=Signal)
    waiting: Task | None = None


@dataclass(slots=True, eq=False)
class Conference:
    """One conference from its first joiner to its end; a later one of the same name is another.

    `invited` are the legs that ring on its behalf, `gone` those of them that are in it no longer.
    """

    sid: str
    name: str
    created: datetime
    limit: int
    callback: Callback | None = None
    status: ConferenceStatus = ConferenceStatus.INIT
    updated: datetime | None = None
    participants: dict[str, Participant] = field(default_factory=dict)
    invited: dict[str, Participant] = field(default_factory=dict)
    gone: dict[str, Participant] = field(default_factory=dict)
    visitors: list[tuple[str, str]] = field(default_factory=list)
    """Everyone who ever joined: the leg's identifier and its label."""
    started: Signal = field(default_factory=Signal)
    end_reason: ConferenceEnd | None = None
    ended_by: str | None = None
    ended_by_label: str = ""
    opener: Call | None = None
    recording_order: RecordingOrder | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """One line of the debugger."""

    sid: str
    call_sid: str
    code: int
    sentence: str
    at: datetime
    level: Level
    url: str = ""
    method: str = ""
