"""Decides which TwiML verbs and attributes are known here, their defaults and their bounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Text:
    """Any text."""

    default: str = ""
    fault: int = 12200

    def accepts(self, value: str) -> bool:
        """Whether the value may stand."""
        return True


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    default: str
    low: float
    high: float
    fault: int

    def accepts(self, value: str) -> bool:
        """Whether the value may stand."""
        return value.isascii() and value.isdigit() and self.low <= int(value[:9]) <= self.high


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: frozenset[str]
    default: str
    fault: int

    def accepts(self, value: str) -> bool:
        """Whether the value may stand."""
        return value in self.words


@dataclass(frozen=True, slots=True)
class Words:
    """Several of a few words, separated by spaces."""

    words: frozenset[str]
    default: str
    fault: int

    def accepts(self, value: str) -> bool:
        """Whether the value may stand."""
        return set(value.split()) <= self.words


@dataclass(frozen=True, slots=True)
class Shaped:
    """Any text of one shape, given as a regular expression."""

    pattern: str
    default: str
    fault: int

    def accepts(self, value: str) -> bool:
        """Whether the value may stand."""
        return re.fullmatch(self.pattern, value) is not None


Attribute = Text | Whole | Choice | Words | Shaped


@dataclass(frozen=True, slots=True)
class Element:
    """What an element may carry: its attributes, the elements inside it, the fault of any other."""

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    child_fault: int = 12200


def _flag(default: str, fault: int) -> Choice:
    return Choice(frozenset({"true", "false"}), default, fault)


def _method(fault: int, default: str = "POST") -> Choice:
    return Choice(frozenset({"GET", "POST"}), default, fault)


RECORDING_EVENTS = frozenset({"in-progress", "completed", "absent"})
RECORDED = frozenset(
    {
        *("true", "false", "do-not-record"),
        *("record-from-answer", "record-from-answer-dual"),
        *("record-from-ringing", "record-from-ringing-dual"),
    }
)


def trim(default: str) -> Choice:
    """Whether silence at both ends of a recording is kept."""
    return Choice(frozenset({"trim-silence", "do-not-trim"}), default, 13699)


def recording_callback() -> dict[str, Attribute]:
    """Who is told of a recording, in the three attributes that every recorded verb has."""
    return {
        "recordingStatusCallback": Text(),
        "recordingStatusCallbackMethod": _method(12200),
        "recordingStatusCallbackEvent": Words(RECORDING_EVENTS, "completed", 13621),
    }


CALL_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
CONFERENCE_EVENTS = frozenset(
    {"start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"}
)

DIAL = Element(
    {
        "action": Text(),
        "method": _method(13210),
        "timeout": Whole("30", 1, 600, 13212),
        "hangupOnStar": _flag("false", 13213),
        "timeLimit": Whole("14400", 1, 86_400, 13216),
        "callerId": Text(),
        "answerOnBridge": _flag("false", 13219),
        "sequential": _flag("false", 12200),
        "callReason": Text(),
        "events": Text(),
        "referUrl": Text(),
        "referMethod": _method(13210),
        "recordingConfigurationId": Text(),
        "record": Choice(RECORDED, "do-not-record", 13217),
        "trim": trim("do-not-trim"),
        "ringTone": Text(),
        "recordingTrack": Choice(frozenset({"inbound", "outbound", "both"}), "both", 13622),
        **recording_callback(),
    },
    frozenset({"Number", "Client", "Conference"}),
)

DETECTION: Mapping[str, Attribute] = {
    "machineDetection": Choice(frozenset({"Enable", "DetectMessageEnd"}), "", 12200),
    "machineDetectionTimeout": Whole("30", 3, 60, 12200),
    "machineDetectionSpeechThreshold": Whole("2400", 1000, 6000, 12200),
    "machineDetectionSpeechEndThreshold": Whole("1200", 500, 5000, 12200),
    "machineDetectionSilenceTimeout": Whole("5000", 2000, 10_000, 12200),
    "amdStatusCallback": Text(),
    "amdStatusCallbackMethod": _method(12200),
}

NUMBER = Element(
    {
        **DETECTION,
        "url": Text(),
        "method": _method(13221),
        "sendDigits": Text(fault=13222),
        "statusCallback": Text(),
        "statusCallbackMethod": _method(13221),
        "statusCallbackEvent": Words(CALL_EVENTS, "completed", 21626),
    }
)

CLIENT = Element(
    {
        "url": Text(),
        "method": _method(13221),
        "statusCallback": Text(),
        "statusCallbackMethod": _method(13221),
        "statusCallbackEvent": Words(CALL_EVENTS, "completed", 21626),
    },
    frozenset({"Identity", "Parameter"}),
)

CONFERENCE = Element(
    {
        "muted": _flag("false", 13230),
        "beep": Choice(frozenset({"true", "false", "onEnter", "onExit"}), "true", 13235),
        "startConferenceOnEnter": _flag("true", 13232),
        "endConferenceOnExit": _flag("false", 13231),
        "participantLabel": Text(),
        "jitterBufferSize": Text(),
        "waitUrl": Text("music"),
        "waitMethod": _method(13234),
        "maxParticipants": Whole("250", 2, 250, 12200),
        "record": Choice(frozenset({"do-not-record", "record-from-start"}), "do-not-record", 13217),
        "region": Text(),
        "trim": trim("trim-silence"),
        "coach": Text(fault=13240),
        "statusCallback": Text(),
        "statusCallbackMethod": _method(12200),
        "statusCallbackEvent": Words(CONFERENCE_EVENTS, "", 12200),
        **recording_callback(),
    }
)

ELEMENTS: Mapping[str, Element] = MappingProxyType(
    {
        "Response": Element(
            children=frozenset(
                {"Say", "Play", "Pause", "Redirect", "Hangup", "Reject", "Dial", "Gather", "Record"}
            )
        ),
        "Say": Element({"voice": Text(), "language": Text(), "loop": Whole("1", 0, 1000, 13510)}),
        "Play": Element({"loop": Whole("1", 0, 1000, 13410), "digits": Text()}),
        "Pause": Element({"length": Whole("1", 0, 14_400, 13910)}),
        "Redirect": Element({"method": _method(13710)}),
        "Hangup": Element(),
        "Reject": Element({"reason": Choice(frozenset({"rejected", "busy"}), "rejected", 13810)}),
        "Dial": DIAL,
        "Number": NUMBER,
        "Client": CLIENT,
        "Identity": Element(),
        "Parameter": Element({"name": Text(), "value": Text()}),
        "Conference": CONFERENCE,
    }
)

SPEECH_MARKUP = frozenset({"Say"})
"""Elements whose inside is speech markup (SSML): read as text, not as verbs."""
