"""Every code of the debugger that the local Twilio can give, from what brings it about."""

import ssl
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest

from telepro.localtwilio.inspector.meanings import MEANINGS
from telepro.localtwilio.messages import Reply, Send
from telepro.localtwilio.overrides import Trouble
from telepro.localtwilio.reach import unreached
from telepro.localtwilio.twiml import KNOWN
from tests.localtwilio.bench import APP, OURS, THEM, Bench, humans, twiml

ROOM = "<Dial><Conference {}>a</Conference></Dial>"
BAD_VALUES = [
    ('<Dial method="PUT">+33199001234</Dial>', 13210),
    ('<Dial timeout="0">+33199001234</Dial>', 13212),
    ('<Dial hangupOnStar="maybe">+33199001234</Dial>', 13213),
    ('<Dial timeLimit="0">+33199001234</Dial>', 13216),
    ('<Dial answerOnBridge="1">+33199001234</Dial>', 13219),
    ('<Dial><Number statusCallbackMethod="PUT">+33199001234</Number></Dial>', 13221),
    ('<Dial><Number statusCallbackEvent="lunch">+33199001234</Number></Dial>', 21626),
    ('<Dial record="sometimes">+33199001234</Dial>', 13217),
    ('<Dial trim="all">+33199001234</Dial>', 13699),
    ('<Dial recordingTrack="none">+33199001234</Dial>', 13622),
    ('<Dial recordingStatusCallbackEvent="lunch">+33199001234</Dial>', 13621),
    ('<Dial sequential="maybe">+33199001234</Dial>', 12200),
    ('<Dial><Number machineDetection="Perhaps">+33199001234</Number></Dial>', 12200),
    ('<Dial><Client method="PUT">bob</Client></Dial>', 13221),
    (ROOM.format('record="sometimes"'), 13217),
    (ROOM.format('trim="all"'), 13699),
    (ROOM.format('muted="1"'), 13230),
    (ROOM.format('endConferenceOnExit="1"'), 13231),
    (ROOM.format('startConferenceOnEnter="1"'), 13232),
    (ROOM.format('waitMethod="PUT"'), 13234),
    (ROOM.format('beep="loud"'), 13235),
    (ROOM.format('maxParticipants="1"'), 12200),
    (ROOM.format('statusCallbackEvent="lunch"'), 12200),
    ('<Play loop="-1">http://127.0.0.1/a.wav</Play>', 13410),
    ('<Say loop="often">a</Say>', 13510),
    ('<Redirect method="PUT">/next</Redirect>', 13710),
    ('<Pause length="-1"/>', 13910),
]


@pytest.mark.parametrize(("document", "code"), BAD_VALUES)
def test_a_bad_value_of_each_attribute_is_a_warning_with_its_code(document: str, code: int) -> None:
    bench = Bench(lambda send: twiml(document if "/twiml" in send.url else "<Hangup/>"))
    sid = bench.call()
    bench.play(60)
    shown = (bench.rest("GET", f"/Calls/{sid}/Notifications").body or {})["notifications"]
    assert (shown[-1]["error_code"], shown[-1]["log"]) == (str(code), "1")


def test_a_bad_reason_to_reject_is_a_warning_with_its_code() -> None:
    bench = Bench(lambda send: twiml('<Reject reason="tired"/>'))
    bench.softphone()
    bench.play(5)
    assert bench.codes() == [13810]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("<Dial>+33199001235<Conference>a</Conference></Dial>", 13000),
        ('<Dial callerId="+33199009999">+33199001235</Dial>', 13214),
        (f'<Dial callerId="{OURS}">0199001235</Dial>', 13224),
        ("<Dial><Conference></Conference></Dial>", 13237),
        (ROOM.format(f'coach="CA{"0" * 32}"'), 13240),
        ('<Dial><Conference waitUrl="/wait">a</Conference></Dial>', 13238),
        ("<Redirect/>", 12400),
        ("<Fax/>", 12200),
    ],
)
def test_what_a_document_asks_in_vain_has_its_code(document: str, code: int) -> None:
    def application(send: Send) -> Reply:
        return twiml("<Dial>+33199001236</Dial>" if "/wait" in send.url else document)

    bench = Bench(application, humans(patience=5))
    bench.call()
    bench.play(60)
    assert code in bench.codes()


def test_a_full_conference_and_a_label_in_use_have_their_codes() -> None:
    full = '<Dial><Conference maxParticipants="2">a</Conference></Dial>'
    bench = Bench(lambda send: twiml(full), humans(patience=60))
    for number in range(3):
        bench.call(To=f"+3319900123{number}")
    bench.play(20)
    assert bench.codes() == [16020]


def _connector(error: OSError) -> Any:
    """What aiohttp makes of an error of the system's while connecting."""
    key = SimpleNamespace(host="127.0.0.1", port=1, ssl=True, is_ssl=True)
    return cast(Any, key), error


@pytest.mark.parametrize(
    ("trouble", "kind", "code"),
    [
        (aiohttp.ClientConnectorDNSError(*_connector(OSError("no name"))), Trouble.CONNECT, 11210),
        (aiohttp.ConnectionTimeoutError("slow"), Trouble.CONNECT, 11201),
        (
            aiohttp.ClientConnectorError(*_connector(ConnectionRefusedError())),
            Trouble.CONNECT,
            11202,
        ),
        (aiohttp.ClientConnectorError(*_connector(OSError("gone"))), Trouble.CONNECT, 11205),
        (aiohttp.ClientConnectorSSLError(*_connector(ssl.SSLError())), Trouble.CONNECT, 11220),
        (
            aiohttp.ClientConnectorCertificateError(
                cast(Any, SimpleNamespace(host="a", port=1, is_ssl=True)), ssl.CertificateError()
            ),
            Trouble.CONNECT,
            11237,
        ),
        (aiohttp.ClientPayloadError("half"), Trouble.PARTIAL, 11200),
        (aiohttp.ServerDisconnectedError(), Trouble.READ, 11200),
        (TimeoutError(), Trouble.READ, 11200),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_each_way_of_not_answering_has_its_code(
    trouble: Exception, kind: Trouble, code: int
) -> None:
    came = unreached(f"{APP}/x", trouble)
    assert (came.trouble, came.code) == (kind, code)
    assert came.sentence.startswith(f"{APP}/x ")


def test_every_fault_of_an_attribute_has_a_meaning_to_read() -> None:
    faults = {
        attribute.fault for element in KNOWN.values() for attribute in element.attributes.values()
    }
    assert faults <= set(MEANINGS)


def test_the_number_of_phones_in_one_dial_is_ten_at_most() -> None:
    nouns = "".join(f"<Number>+331990020{index:02d}</Number>" for index in range(12))
    bench = Bench(lambda send: twiml(f'<Dial callerId="{OURS}">{nouns}</Dial>'))
    bench.call(To=THEM)
    bench.play(8)
    assert len(bench.noted("call_created")) == 11
