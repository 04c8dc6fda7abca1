import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from telepro.localtwilio.messages import (
    Reply,
    Send,
    SoftphoneAnswered,
    SoftphoneClosed,
    SoftphoneDeclined,
    SoftphoneRegistered,
    SoftphoneUnregistered,
)
from tests.localtwilio.bench import ACCOUNT, ALL_EVENTS, APP, OURS, THEM, Bench, humans, twiml
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio

WAITS = twiml('<Pause length="600"/>')
RING_BOB = (
    '<Dial action="/done" timeout="20"><Client statusCallback="/child" '
    'statusCallbackEvent="initiated ringing answered completed"><Identity>bob</Identity>'
    '<Parameter name="lead" value="81"/></Client></Dial>'
)


def office(dial: str = RING_BOB, **documents: str) -> Bench:
    """A lead that runs `dial`; further documents by the path that they answer."""

    def answer(send: Send) -> Reply:
        for path, text in documents.items():
            if f"/{path}" in send.url:
                return twiml(text)
        return twiml(dial) if "/twiml" in send.url else twiml("<Hangup/>")

    return Bench(answer, humans(talk=100, patience=120))


def told(bench: Bench, event: str) -> list[dict[str, Any]]:
    return [dict(facts) for name, facts in bench.told if name == event]


def test_every_browser_of_an_identity_rings_and_the_first_to_accept_has_the_call() -> None:
    bench = Bench(lambda send: WAITS)
    bench.hand(SoftphoneRegistered(1, "bob"))
    bench.hand(SoftphoneRegistered(2, "bob"))
    bench.hand(SoftphoneRegistered(3, "alice"))
    sid = bench.call(
        To="client:bob?lead=81", From="desk", StatusCallback=f"{APP}/status", events=ALL_EVENTS
    )
    assert told(bench, "incoming") == [
        {"call_sid": sid, "from": "desk", "to": "client:bob", "parameters": {"lead": "81"}},
        {"call_sid": sid, "from": "desk", "to": "client:bob", "parameters": {"lead": "81"}},
    ]
    bench.play(3)
    bench.hand(SoftphoneAnswered(sid, 2))
    assert told(bench, "cancel") == [{"call_sid": sid}]
    assert told(bench, "connected") == [{"call_sid": sid}]
    bench.play(5)
    assert bench.shown(sid)["status"] == "in-progress"
    bench.hand(SoftphoneClosed(2, "hung up in the browser"))
    shown = bench.shown(sid)
    assert (shown["status"], shown["duration"], shown["to"]) == ("completed", "5", "client:bob")
    assert [fields["CallStatus"] for fields in bench.posted("/status")] == [
        "initiated", "ringing", "in-progress", "completed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("registered", "event", "sip"),
    [
        (False, None, "480"),
        (True, None, "487"),
        (True, "declined", "603"),
        (True, "gone", "487"),
    ],
)
def test_a_browser_that_does_not_take_the_call_is_no_answer(
    registered: bool, event: str | None, sip: str
) -> None:
    bench = Bench(lambda send: WAITS)
    if registered:
        bench.hand(SoftphoneRegistered(1, "bob"))
    sid = bench.call(To="client:bob", From=OURS, Timeout="15", StatusCallback=f"{APP}/status")
    bench.play(5)
    if event == "declined":
        bench.hand(SoftphoneDeclined(sid))
    if event == "gone":
        bench.hand(SoftphoneUnregistered(1))
        bench.hand(SoftphoneAnswered(sid, 1))
    bench.play(15)
    (final,) = bench.posted("/status")
    assert (final["CallStatus"], final["SipResponseCode"]) == ("no-answer", sip)
    assert bench.posted("/twiml") == []


def test_a_caller_who_gives_up_stops_the_ringing_in_the_browser() -> None:
    bench = Bench(lambda send: WAITS)
    bench.hand(SoftphoneRegistered(1, "bob"))
    sid = bench.call(To="client:bob", From=OURS)
    bench.play(2)
    bench.rest("POST", f"/Calls/{sid}", {"Status": "canceled"})
    assert told(bench, "cancel") == [{"call_sid": sid}]
    bench.hand(SoftphoneAnswered(sid))
    assert bench.shown(sid)["status"] == "canceled"


def test_a_browser_that_is_in_a_call_hears_nothing_of_another_one() -> None:
    bench = Bench(lambda send: WAITS)
    bench.hand(SoftphoneRegistered(1, "bob"))
    first = bench.call(To="client:bob", From=OURS)
    bench.play(1)
    bench.hand(SoftphoneAnswered(first))
    bench.call(To="client:bob", From=OURS, Timeout="10")
    bench.play(1)
    assert [facts["call_sid"] for facts in told(bench, "incoming")] == [first]


def test_a_browser_that_goes_away_takes_its_call_along() -> None:
    bench = Bench(lambda send: WAITS)
    bench.hand(SoftphoneRegistered(1, "bob"))
    sid = bench.call(To="client:bob", From=OURS)
    bench.play(1)
    bench.hand(SoftphoneAnswered(sid))
    bench.hand(SoftphoneUnregistered(1))
    assert bench.shown(sid)["status"] == "completed"


@pytest.mark.parametrize(
    ("to", "code"), [("client:", 21211), ("client:" + "b" * 257, 21211), ("+33899123456", 21202)]
)
def test_what_can_t_be_rung_is_refused(to: str, code: int) -> None:
    form = {"To": to, "From": OURS, "Url": f"{APP}/twiml"}
    response = Bench().rest("POST", "/Calls", form)
    assert (response.status, (response.body or {})["code"]) == (400, code)


def token(allowed: bool) -> str:
    built = AccessToken(ACCOUNT.sid, ACCOUNT.api_key, ACCOUNT.api_secret, identity="bob")
    built.add_grant(VoiceGrant(incoming_allow=allowed))
    return str(built.to_jwt())


def test_a_browser_registers_takes_a_call_and_hangs_up_over_http() -> None:
    with application() as app, local_twilio() as url:
        app.documents["/twiml"] = '<Response><Pause length="60"/></Response>'
        register = f"{url}/softphone/register"
        stream = requests.get(register, {"token": token(True)}, stream=True, timeout=10)
        events = heard(stream)
        name, registered = next(events)
        assert (name, registered["identity"]) == ("registered", "bob")
        call = client_of(url).calls.create(to="client:bob", from_=THEM, url=f"{app.url}/twiml")
        name, incoming = next(events)
        assert (name, incoming["call_sid"]) == ("incoming", call.sid)
        base = f"{url}/softphone/{call.sid}"
        wrong = requests.post(f"{base}/accept", {"line": "99"}, timeout=5)
        assert wrong.status_code == 409
        accepted = requests.post(f"{base}/accept", {"line": str(registered["line"])}, timeout=5)
        assert accepted.status_code == 204
        assert next(events)[0] == "connected"
        assert requests.post(f"{base}/hangup", timeout=5).status_code == 204
        assert next(events)[0] == "ended"
        assert requests.post(f"{base}/reject", timeout=5).status_code == 404
        client = client_of(url)
        assert eventually(lambda: client.calls(call.sid).fetch().status == "completed")
    assert [name for name, _ in events] == ["stopped"]


def test_a_token_that_may_not_take_calls_registers_nobody() -> None:
    with local_twilio() as url:
        refused = requests.get(
            f"{url}/softphone/register", {"token": token(False)}, stream=True, timeout=10
        )
        assert (refused.status_code, refused.json()["code"]) == (401, 20101)


def heard(stream: requests.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in stream.iter_lines(chunk_size=1, decode_unicode=True):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
