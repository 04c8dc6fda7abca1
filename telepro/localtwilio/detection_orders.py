"""Decides which detection a request or a dialed number asks for, and refuses tunables out of Twilio's ranges."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.detection_words import DetectionOrder, Mode, Waiting
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.numbers import is_phone
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.twiml import Verb

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tunable:
    """A parameter's bounds, both included, and how many of its units make a second."""

    low: int
    high: int
    per_second: int


TUNABLES: Mapping[str, Tunable] = MappingProxyType(
    {
        # The pages disagree whether 59 or 60 is the most; both are accepted.
        "MachineDetectionTimeout": Tunable(3, 60, 1),
        "MachineDetectionSpeechThreshold": Tunable(1000, 6000, 1000),
        "MachineDetectionSpeechEndThreshold": Tunable(500, 5000, 1000),
        "MachineDetectionSilenceTimeout": Tunable(2000, 10_000, 1000),
    }
)
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "MachineDetectionTimeout": "timeout",
        "MachineDetectionSpeechThreshold": "speech",
        "MachineDetectionSpeechEndThreshold": "speech_end",
        "MachineDetectionSilenceTimeout": "silence",
    }
)
ASYNCHRONOUS = "true"
CALLBACK, CALLBACK_METHOD = "AsyncAmdStatusCallback", "AsyncAmdStatusCallbackMethod"
PARAMETERS = frozenset({"MachineDetection", "AsyncAmd", CALLBACK, CALLBACK_METHOD, *TUNABLES})


def check(exchange: Exchange, fields: Fields) -> None:
    """Refuse what detection can't be configured with: 21234, and 21609 or 21209 for its callback."""
    mode = fields.get("MachineDetection", "")
    if mode and mode not in set(Mode):
        raise Refused(21234, f"MachineDetection={mode}: expected Enable or DetectMessageEnd")
    for name, tunable in TUNABLES.items():
        text = fields.get(name, str(tunable.low))
        whole = text.isascii() and text.isdigit()
        if not whole or not tunable.low <= int(text[:9]) <= tunable.high:
            raise Refused(
                21234, f"{name}={text}: expected a number from {tunable.low} to {tunable.high}"
            )
    if (url := fields.get(CALLBACK, "")) and (sentence := refusal_of(url)):
        raise Refused(21609, sentence)
    if fields.get(CALLBACK_METHOD, "POST") not in ("GET", "POST"):
        raise Refused(21209, fields[CALLBACK_METHOD])


def order_of(fields: Fields) -> DetectionOrder | None:
    """The detection that a checked request asks for; None without one.

    Digits to send disable it, and only telephones can be listened to: not browsers, not SIP. AsyncAmd is a word: only `true` in small letters means it.
    """
    telephone = is_phone(fields.get("To", ""))
    if not fields.get("MachineDetection") or fields.get("SendDigits") or not telephone:
        return None
    beside = fields.get("AsyncAmd") == ASYNCHRONOUS
    return DetectionOrder(
        mode=Mode(fields["MachineDetection"]),
        waiting=Waiting.ASYNCHRONOUS if beside else Waiting.SYNCHRONOUS,
        url=fields.get(CALLBACK, ""),
        method=fields.get(CALLBACK_METHOD, "POST"),
        **{
            SETTINGS[name]: int(fields[name]) / tunable.per_second
            for name, tunable in TUNABLES.items()
            if name in fields
        },
    )


def order_of_noun(noun: Verb, page: Page) -> DetectionOrder | None:
    """The detection that a dialed number asks for, always beside the talk; None without one."""
    told = noun.attributes
    if not told.get("machineDetection"):
        return None
    url = told["amdStatusCallback"]
    return DetectionOrder(
        mode=Mode(told["machineDetection"]),
        waiting=Waiting.ASYNCHRONOUS,
        url=page.resolve(url) if url else "",
        method=told["amdStatusCallbackMethod"],
        **{
            SETTINGS[name]: noun.whole(name[0].lower() + name[1:]) / tunable.per_second
            for name, tunable in TUNABLES.items()
        },
    )


def misspelt(fields: Fields) -> str:
    """What is wrong with AsyncAmd, as a sentence; empty when nothing is."""
    word = fields.get("AsyncAmd", "false")
    if word in (ASYNCHRONOUS, "false"):
        return ""
    return f"AsyncAmd={word}: expected the word true or false; detection stays synchronous."
