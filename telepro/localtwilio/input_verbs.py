"""Decides the attributes of <Gather> and <Record>, their defaults, bounds and faults."""

from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio.verbs import (
    Choice,
    Element,
    Shaped,
    Text,
    Whole,
    recording_callback,
    trim,
)

TRUTHS = frozenset({"true", "false"})
METHODS = frozenset({"GET", "POST"})
ANY_SECONDS = 14_400

GATHER = Element(
    {
        "input": Shaped("dtmf|speech|dtmf speech|speech dtmf", "dtmf", 13326),
        "action": Text(),
        "method": Choice(METHODS, "POST", 13312),
        "timeout": Whole("5", 1, ANY_SECONDS, 13313),
        "finishOnKey": Shaped("[0-9*#]?", "#", 13310),
        "numDigits": Shaped("[1-9][0-9]{0,3}", "", 13314),
        "speechTimeout": Shaped("auto|[1-9][0-9]{0,4}", "", 13327),
        "maxSpeechTime": Whole("60", 1, 60, 13328),
        "hints": Text(),
        "language": Text("en-US"),
        "partialResultCallback": Text(),
        "partialResultCallbackMethod": Choice(METHODS, "POST", 13329),
        "profanityFilter": Choice(TRUTHS, "true", 13333),
        "bargeIn": Choice(TRUTHS, "true", 13332),
        "speechModel": Text(),
        "enhanced": Choice(TRUTHS, "false", 13339),
        "actionOnEmptyResult": Choice(TRUTHS, "false", 13338),
        "debug": Choice(TRUTHS, "false", 13336),
    },
    frozenset({"Say", "Play", "Pause"}),
    13320,
)

RECORD = Element(
    {
        "action": Text(),
        "method": Choice(METHODS, "POST", 13610),
        "timeout": Whole("5", 0, ANY_SECONDS, 13611),
        "finishOnKey": Shaped("[0-9*#]*", "1234567890*#", 13613),
        "maxLength": Shaped("[1-9][0-9]{0,4}", "", 13612),
        "playBeep": Choice(TRUTHS, "true", 13616),
        "trim": trim("trim-silence"),
        "transcribe": Choice(TRUTHS, "false", 13614),
        "transcribeCallback": Text(),
        "recordingTrack": Choice(frozenset({"inbound", "outbound", "both"}), "both", 13622),
        **recording_callback(),
    }
)

INPUT_ELEMENTS: Mapping[str, Element] = MappingProxyType({"Gather": GATHER, "Record": RECORD})
