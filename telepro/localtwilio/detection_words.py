"""The words of answering machine detection, and the settings that a request gives it."""

from dataclasses import dataclass
from enum import StrEnum


class AnsweredBy(StrEnum):
    """What Twilio took the answer for."""

    HUMAN = "human"
    MACHINE_START = "machine_start"
    MACHINE_END_BEEP = "machine_end_beep"
    MACHINE_END_SILENCE = "machine_end_silence"
    MACHINE_END_OTHER = "machine_end_other"
    FAX = "fax"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """Decide as soon as possible, or once a machine's greeting is over."""

    ENABLE = "Enable"
    MESSAGE_END = "DetectMessageEnd"


class Waiting(StrEnum):
    """Whether the instructions wait for the decision."""

    SYNCHRONOUS = "synchronous"
    ASYNCHRONOUS = "asynchronous"


class Mistake(StrEnum):
    """How detection can be wrong; each has a rate in a people file, all zero unless given."""

    HUMAN_AS_MACHINE = "human_as_machine"
    MACHINE_AS_HUMAN = "machine_as_human"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DetectionOrder:
    """Twilio's tunables in seconds, and who is told of an asynchronous result."""

    mode: Mode = Mode.ENABLE
    waiting: Waiting = Waiting.SYNCHRONOUS
    timeout: float = 30.0
    speech: float = 2.4
    speech_end: float = 1.2
    silence: float = 5.0
    url: str = ""
    method: str = "POST"
