"""The seam between the engine and its drivers: what may come in, and what the engine asks for.

A driver hands over one event with the present instant and performs the commands it gets back,
in order; the real-time driver does so over HTTP, a virtual one by calling the application.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telepro.localtwilio.faults import Wish
from telepro.localtwilio.overrides import Trouble
from telepro.localtwilio.sayings import Saying
from telepro.localtwilio.score import Score
from telepro.localtwilio.signing import Form


@dataclass(frozen=True, slots=True)
class RestRequest:
    """One request to the REST API, its body already decoded as form fields."""

    method: str
    path: str
    query: Form = ()
    form: Form = ()
    authorization: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An application's answer to a webhook; `location` and `challenge` are headers, or empty."""

    status: int
    body: bytes = b""
    content_type: str = ""
    location: str = ""
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A webhook without an answer; `code` is the debugger's where more is known than the trouble."""

    trouble: Trouble
    sentence: str
    code: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of the webhook with this number."""

    number: int
    answer: Reply | Unreached


class Microphone(StrEnum):
    """Whether what is said into a browser is heard."""

    OPEN = "open"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class SoftphoneOpened:
    """A browser opened a leg: the identity its token proved, and what the page passed along."""

    line: int
    identity: str
    application_sid: str
    parameters: Form = ()


@dataclass(frozen=True, slots=True)
class SoftphoneClosed:
    """The browser hung up, or its stream is gone: its leg ends."""

    line: int
    reason: str = "the browser's stream closed"


@dataclass(frozen=True, slots=True)
class SoftphoneMuted:
    """The browser on this line closed or opened its microphone."""

    line: int
    microphone: Microphone


@dataclass(frozen=True, slots=True)
class DigitsPressed:
    """Keys pressed on a leg in progress: a browser's, or the phone of whoever was called."""

    call_sid: str
    digits: str


@dataclass(frozen=True, slots=True)
class SoftphoneRegistered:
    """A browser waits for calls to this identity; what rings there is told on its line."""

    line: int
    identity: str


@dataclass(frozen=True, slots=True)
class SoftphoneUnregistered:
    """The browser waits for calls no longer; a call that it is in ends with it."""

    line: int


@dataclass(frozen=True, slots=True)
class SoftphoneAnswered:
    """A call that rings was taken in a browser: on this line, or on the first where it rings."""

    call_sid: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SoftphoneDeclined:
    """A call that rings was rejected in a browser."""

    call_sid: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class InboundCall:
    """Somebody calls one of our numbers; the engine answers with a Response that names the call.

    `says` is what they want of the call; None lets them ask why they were called.
    """

    from_: str
    to: str
    says: Saying | None = None


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """Somebody writes to one of our numbers; the engine answers with a Response that names it."""

    from_: str
    to: str
    body: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing happened but time."""


@dataclass(frozen=True, slots=True)
class FaultAsked:
    """Something is to go wrong on purpose; None lets everything go right again."""

    wish: Wish | None


Event = (
    RestRequest
    | Answered
    | SoftphoneOpened
    | SoftphoneClosed
    | SoftphoneMuted
    | DigitsPressed
    | SoftphoneRegistered
    | SoftphoneUnregistered
    | SoftphoneAnswered
    | SoftphoneDeclined
    | InboundCall
    | InboundMessage
    | FaultAsked
    | Tick
)


@dataclass(frozen=True, slots=True)
class Media:
    """A recording to play, with one channel or two."""

    score: Score
    channels: int


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to a REST request or to a person's call, to be given `after` so many seconds.

    When `lost`, nobody may ever see it. With `media` the body is sound, to be streamed.
    """

    status: int
    body: Mapping[str, Any] | None
    lost: bool = False
    media: Media | None = None
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Send:
    """One webhook to send now, exactly so; the driver reports back with its number."""

    number: int
    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str
    connect_seconds: float
    read_seconds: float
    total_seconds: float


@dataclass(frozen=True, slots=True)
class Tell:
    """Something the browser on this line must know; after `ended` the line is gone."""

    line: int
    event: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One line for the ledger."""

    facts: Mapping[str, Any]


Command = Response | Send | Tell | Record
