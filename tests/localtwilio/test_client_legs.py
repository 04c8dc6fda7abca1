import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from telepro.localtwilio.messages import (
    DigitsPressed,
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


def test_a_dialed_client_is_a_child_leg_with_its_parameters() -> None:
    bench = office()
    bench.hand(SoftphoneRegistered(1, "bob"))
    parent = bench.call()
    bench.play(10)
    (incoming,) = told(bench, "incoming")
    assert (incoming["from"], incoming["to"]) == (OURS, "client:bob")
    assert incoming["parameters"] == {"lead": "81"}
    bench.hand(SoftphoneAnswered(incoming["call_sid"]))
    bench.play(10)
    bench.hand(SoftphoneClosed(1))
    bench.play(1)
    child = bench.shown(incoming["call_sid"])
    assert (child["parent_call_sid"], child["direction"]) == (parent, "outbound-dial")
    (done,) = bench.posted("/done")
    assert {name: done[name] for name in done if name.startswith("Dial")} == {
        "DialCallStatus": "completed",
        "DialCallSid": incoming["call_sid"],
        "DialCallDuration": "10",
        "DialBridged": "true",
    }
    assert [fields["CallStatus"] for fields in bench.posted("/child")] == [
        "initiated", "ringing", "in-progress", "completed",
    ]  # fmt: skip


def test_a_client_that_is_not_registered_ends_the_dial_at_once() -> None:
    bench = office()
    bench.call()
    bench.play(10)
    (done,) = bench.posted("/done")
    assert (done["DialCallStatus"], done["DialCallDuration"]) == ("no-answer", "0")


WHISPER = '<Dial action="/done"><Number url="/whisper">+33199007777</Number></Dial>'


def test_a_callee_hears_the_whisper_before_the_bridge() -> None:
    bench = office(WHISPER, whisper='<Say>A lead for you</Say><Pause length="4"/>')
    parent = bench.call()
    bench.play(9)
    assert bench.posted("/whisper") == []
    bench.play(7)
    (asked,) = bench.posted("/whisper")
    assert (asked["ParentCallSid"], asked["CallStatus"]) == (parent, "in-progress")
    assert bench.engine.exchange.calls[parent].bridged_to is None
    bench.play(5)
    assert bench.engine.exchange.calls[parent].bridged_to is not None


def test_a_screening_that_hangs_up_sends_the_callee_away_unbridged() -> None:
    bench = office(WHISPER, whisper="<Say>Nobody</Say><Hangup/>")
    bench.call()
    bench.play(30)
    (done,) = bench.posted("/done")
    assert (done["DialCallStatus"], done["DialBridged"]) == ("completed", "false")


def test_a_dial_inside_a_screening_is_skipped() -> None:
    bench = office(WHISPER, whisper="<Dial>+33199005555</Dial>")
    bench.call()
    bench.play(20)
    assert bench.codes() == [13201]
    assert len((bench.rest("GET", "/Calls").body or {})["calls"]) == 2


def test_digits_are_sent_before_the_bridge() -> None:
    bench = office('<Dial><Number sendDigits="wW12#">+33199007777</Number></Dial>')
    parent = bench.call()
    bench.play(1)
    calls = bench.engine.exchange.calls
    while len(calls) < 2 or next(reversed(calls.values())).answered is None:
        bench.play(0.5)
    child = next(reversed(calls.values()))
    assert calls[parent].bridged_to is None
    bench.play(2.1)
    assert calls[parent].bridged_to is child
    assert any(text == "sent the digits wW12#" for _, text in child.timeline)


def test_digits_that_can_t_be_sent_are_a_notification() -> None:
    bench = office('<Dial action="/done"><Number sendDigits="12x">+33199007777</Number></Dial>')
    bench.call()
    bench.play(20)
    assert bench.codes() == [13222]
    assert bench.posted("/done")[0]["DialCallStatus"] == "failed"


def test_a_sequential_dial_tries_one_after_the_other() -> None:
    dial = (
        '<Dial sequential="true" timeout="10" action="/done">'
        '<Number statusCallback="/a" statusCallbackEvent="initiated completed">+33199008888</Number>'
        '<Number statusCallback="/b" statusCallbackEvent="initiated completed">+33199007777</Number>'
        "</Dial>"
    )
    people = humans() | {"numbers": [{"number": "8888", "kind": "busy"}]}
    bench = Bench(lambda send: twiml(dial) if "/twiml" in send.url else twiml("<Hangup/>"), people)
    bench.call()
    bench.play(90)
    order = [
        (send.url.rpartition("/")[2], at)
        for at, send in bench.sent
        if send.url[-2:] in ("/a", "/b")
    ]
    assert [name for name, _ in order] == ["a", "a", "b", "b"]
    assert bench.posted("/a")[1]["CallStatus"] == "busy"
    assert bench.posted("/done")[0]["DialCallStatus"] == "completed"


def test_a_dial_lasts_no_longer_than_its_time_limit() -> None:
    bench = office('<Dial timeLimit="10" action="/done">+33199007777</Dial>')
    bench.call()
    bench.play(30)
    (done,) = bench.posted("/done")
    assert (done["DialCallStatus"], done["DialCallDuration"]) == ("completed", "10")


def test_a_parent_who_hangs_up_ends_the_screening() -> None:
    bench = office(WHISPER, whisper='<Pause length="60"/>')
    parent = bench.call()
    bench.play(20)
    assert len(bench.posted("/whisper")) == 1
    bench.rest("POST", f"/Calls/{parent}", {"Status": "completed"})
    bench.play(1)
    calls = (bench.rest("GET", "/Calls").body or {})["calls"]
    assert [call["status"] for call in calls] == ["completed", "completed"]
    assert bench.posted("/done")[0]["DialCallStatus"] == "canceled"


def test_a_star_ends_the_child_and_the_parent_goes_on() -> None:
    bench = office('<Dial hangupOnStar="true" action="/done">+33199007777</Dial>')
    parent = bench.call()
    bench.play(20)
    bench.hand(DigitsPressed(parent, "*"))
    assert bench.posted("/done")[0]["DialCallStatus"] == "completed"


def test_a_child_given_its_own_document_leaves_no_duration_behind() -> None:
    bench = office('<Dial action="/done">+33199007777</Dial>')
    bench.call()
    bench.play(15)
    child = next(reversed(bench.engine.exchange.calls))
    bench.rest("POST", f"/Calls/{child}", {"Twiml": '<Response><Pause length="9"/></Response>'})
    bench.play(1)
    (done,) = bench.posted("/done")
    assert "DialCallDuration" not in done
    assert bench.shown(child)["status"] == "in-progress"


SCREENED = '<Dial action="/done" callerId="+33199000001"><Number url="/whisper">+33199007777</Number></Dial>'
ONE_KEY = '<Gather numDigits="1" action="/pressed" timeout="3"><Say>Press 1</Say></Gather><Hangup/>'


@pytest.mark.parametrize(("presses", "bridged"), [("1", "true"), ("", "false")])
def test_a_callee_is_bridged_once_a_key_is_pressed(presses: str, bridged: str) -> None:
    people = humans(talk=100, patience=120)
    people["numbers"] = [{"number": "7777", "kind": "human", "presses": presses}]
    documents = {"/twiml": SCREENED, "/whisper": ONE_KEY, "/pressed": "<Say>Here they are</Say>"}

    def answer(send: Send) -> Reply:
        path = send.url.removeprefix(APP).partition("?")[0]
        return twiml(documents.get(path, "<Hangup/>"))

    bench = Bench(answer, people)
    bench.call()
    bench.play(30)
    assert [told["Digits"] for told in bench.posted("/pressed")] == [presses][: len(presses)]
    bench.play(120)
    assert bench.posted("/done")[0]["DialBridged"] == bridged


def test_a_callee_can_leave_their_name_before_the_bridge() -> None:
    bench = office(
        SCREENED,
        whisper='<Say>Your name?</Say><Record action="/named" timeout="2"/>',
        named="<Say>Thank you</Say>",
    )
    bench.call()
    bench.play(60)
    child = next(reversed(bench.engine.exchange.calls))
    (named,) = bench.posted("/named")
    assert (named["CallSid"], named["Digits"]) == (child, "")
    (made,) = bench.engine.exchange.archive.recordings.values()
    assert (made.call.sid, made.order.source) == (child, "RecordVerb")


def test_browsers_that_are_dialed_one_by_one_are_recorded_once_from_the_first_ring() -> None:
    bench = office(
        '<Dial action="/done" timeout="5" sequential="true" record="record-from-ringing">'
        "<Client>ann</Client><Client>bob</Client></Dial>"
    )
    bench.hand(SoftphoneRegistered(1, "ann"))
    bench.hand(SoftphoneRegistered(2, "bob"))
    parent = bench.call()
    bench.play(12)
    child = next(reversed(bench.engine.exchange.calls))
    bench.hand(SoftphoneAnswered(child, 2))
    bench.play(10)
    bench.hand(SoftphoneClosed(2))
    bench.play(5)
    (made,) = bench.engine.exchange.archive.recordings.values()
    (done,) = bench.posted("/done")
    assert made.call.sid == parent
    assert made.seconds > int(done["DialCallDuration"])
    assert done["RecordingUrl"].endswith(made.sid)
    assert made.score[0].far == "ringing"


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
