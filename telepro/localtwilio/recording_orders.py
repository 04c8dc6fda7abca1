"""Decides which recording a request or a verb asks for, and refuses what can't be recorded so."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.recording_words import (
    RecordingEvent,
    RecordingOrder,
    RecordingSource,
    Trim,
)
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.score import Track
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb

CHANNELS: Mapping[str, int] = MappingProxyType({"mono": 1, "dual": 2})
CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "RecordingChannels": frozenset(CHANNELS),
        "RecordingTrack": frozenset(Track),
        "Trim": frozenset(Trim),
    }
)
URL, METHOD, EVENT = (f"RecordingStatusCallback{part}" for part in ("", "Method", "Event"))
PARAMETERS = frozenset({"Record", URL, METHOD, EVENT, *CHOICES})


class Recorded(StrEnum):
    """From when on a <Dial> is recorded."""

    NOT = "do-not-record"
    FROM_ANSWER = "record-from-answer"
    FROM_RINGING = "record-from-ringing"


DUAL = "-dual"
ALIASES: Mapping[str, str] = MappingProxyType({"true": Recorded.FROM_ANSWER, "false": Recorded.NOT})
FROM_START = "record-from-start"


def check(exchange: Exchange, fields: Mapping[str, str]) -> None:
    """Refuse a word, method or URL that recording doesn't know: 20001, 21209, 21609."""
    for name, words in CHOICES.items():
        if name in fields and fields[name] not in words:
            expected = " or ".join(sorted(words))
            raise Refused(20001, f"{name}={fields[name]}: expected {expected}")
    if fields.get(METHOD, "POST") not in ("GET", "POST"):
        raise Refused(21209, fields[METHOD])
    if (url := fields.get(URL, "")) and (sentence := refusal_of(url)):
        raise Refused(21609, sentence)


def order_of(
    form: Form,
    source: RecordingSource,
    trim: Trim,
    known: frozenset[str] = frozenset(RecordingEvent),
) -> RecordingOrder:
    """The recording that a checked request asks for; events come as keys or separated by spaces.

    Raises Refused (21626) for an event that is not `known`.
    """
    fields = dict(form)
    events = [word for name, value in form if name == EVENT for word in value.split()]
    if unknown := sorted(set(events) - known):
        raise Refused(21626, ", ".join(unknown))
    return RecordingOrder(
        source=source,
        channels=CHANNELS[fields.get("RecordingChannels", "mono")],
        track=Track(fields.get("RecordingTrack", Track.BOTH)),
        trim=Trim(fields.get("Trim", trim)),
        url=fields.get(URL, ""),
        method=fields.get(METHOD, "POST"),
        events=frozenset(events or [RecordingEvent.COMPLETED]),
    )


def order_of_creation(
    form: Form, known: frozenset[str] = frozenset(RecordingEvent)
) -> RecordingOrder | None:
    """The recording of a whole call that its creation asks for with Record=true; None without."""
    if dict(form).get("Record", "false").lower() != "true":
        return None
    return order_of(form, RecordingSource.CREATION, Trim.SILENCE, known)


def order_of_verb(
    verb: Verb, page: Page, source: RecordingSource, channels: int = 1
) -> RecordingOrder:
    """The recording that the attributes of a verb or noun ask for."""
    told = verb.attributes
    url = told["recordingStatusCallback"]
    return RecordingOrder(
        source=source,
        channels=channels,
        track=Track(told.get("recordingTrack", Track.BOTH)),
        trim=Trim(told["trim"]),
        url=page.resolve(url) if url else "",
        method=told["recordingStatusCallbackMethod"],
        events=frozenset(told["recordingStatusCallbackEvent"].split()),
    )


def order_of_dial(verb: Verb, page: Page) -> tuple[Recorded, RecordingOrder]:
    """From when on a <Dial> is recorded, and how."""
    word = verb.attributes["record"]
    plain = ALIASES.get(word, word)
    channels = 2 if plain.endswith(DUAL) else 1
    return (
        Recorded(plain.removesuffix(DUAL)),
        order_of_verb(verb, page, RecordingSource.DIAL, channels),
    )


def order_of_room(noun: Verb, page: Page) -> RecordingOrder | None:
    """The recording that a <Conference> asks for; None without one."""
    if noun.attributes["record"] != FROM_START:
        return None
    return order_of_verb(noun, page, RecordingSource.CONFERENCE)
