from typing import Any

import pytest
import requests

from telepro.localtwilio.messages import InboundCall, Reply, Send, SoftphoneAnswered
from telepro.localtwilio.messages import SoftphoneRegistered as Registered
from telepro.localtwilio.numbers import number_sid
from telepro.localtwilio.sayings import Saying
from tests.localtwilio.bench import ACCOUNT, APP, OURS, THEM, Bench, humans, twiml
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio

GEOGRAPHY = {
    f"{who}{what}"
    for who in ("From", "To", "Caller", "Called")
    for what in ("City", "State", "Zip", "Country")
}


def office(document: str, people: Any = None, **documents: str) -> Bench:
    """A bench whose numbers are answered by `document`; others by the path that they answer."""

    def answer(send: Send) -> Reply:
        for path, text in documents.items():
            if f"/{path}" in send.url:
                return twiml(text)
        return twiml(document) if "/in" in send.url else twiml("<Hangup/>")

    bench = Bench(answer, people, number_url=f"{APP}/in")
    bench.rest(
        "POST",
        f"/IncomingPhoneNumbers/{number_sid(ACCOUNT.sid, OURS)}",
        {"StatusCallback": f"{APP}/over"},
    )
    return bench


def ring(bench: Bench, **facts: Any) -> str:
    response = bench.hand(InboundCall(**({"from_": THEM, "to": OURS} | facts)))
    assert response is not None
    assert response.status == 201
    return str((response.body or {})["call_sid"])


def test_the_document_of_a_number_is_asked_for_with_the_caller_s_facts() -> None:
    bench = office('<Pause length="5"/>')
    sid = ring(bench)
    (asked,) = bench.posted("/in")
    assert set(asked) == GEOGRAPHY | {
        "AccountSid", "ApiVersion", "CallSid", "CallStatus", "Called", "Caller", "Direction",
        "From", "To",
    }  # fmt: skip
    assert (asked["CallSid"], asked["CallStatus"], asked["Direction"]) == (
        sid, "ringing", "inbound",
    )  # fmt: skip
    assert (asked["From"], asked["To"], asked["FromCity"]) == (THEM, OURS, "")


def test_an_inbound_call_is_answered_talks_and_is_told_to_its_number_when_over() -> None:
    bench = office('<Say>Welcome</Say><Pause length="5"/>')
    sid = ring(bench)
    shown = bench.shown(sid)
    assert (shown["status"], shown["direction"]) == ("in-progress", "inbound")
    assert shown["phone_number_sid"] == number_sid(ACCOUNT.sid, OURS)
    bench.play(30)
    (over,) = bench.posted("/over")
    assert (over["CallStatus"], over["CallDuration"], over["SequenceNumber"]) == (
        "completed", "6", "0",
    )  # fmt: skip
    assert [line["event"] for line in bench.ledger if line.get("call_sid") == sid][:2] == [
        "call_received", "ringing",
    ]  # fmt: skip


@pytest.mark.parametrize(("reason", "status"), [("busy", "busy"), ("rejected", "no-answer")])
def test_a_call_can_be_rejected(reason: str, status: str) -> None:
    bench = office(f'<Reject reason="{reason}"/>')
    shown = bench.shown(ring(bench))
    assert (shown["status"], shown["duration"]) == (status, None)


def test_a_number_without_a_url_fails_its_call_and_says_nothing() -> None:
    bench = Bench()
    shown = bench.shown(ring(bench))
    assert shown["status"] == "failed"
    assert (bench.codes(), bench.sent) == ([], [])


def test_a_number_that_is_not_ours_can_t_be_called() -> None:
    response = Bench().hand(InboundCall(THEM, "+33199007777"))
    assert response is not None
    assert response.status == 404
    assert OURS in (response.body or {})["message"]


def test_a_fallback_of_the_number_is_asked_when_its_document_fails() -> None:
    bench = office("", fallback="<Hangup/>")
    path = f"/IncomingPhoneNumbers/{number_sid(ACCOUNT.sid, OURS)}"
    bench.rest("POST", path, {"VoiceUrl": f"{APP}/in", "VoiceFallbackUrl": f"{APP}/fallback"})
    bench.application = lambda send: Reply(500) if "/in" in send.url else twiml("<Hangup/>")
    ring(bench)
    (asked,) = bench.posted("/fallback")
    assert (asked["ErrorCode"], asked["ErrorUrl"]) == ("11217", f"{APP}/in")


DIAL = '<Dial answerOnBridge="true" action="/done"><Client>bob</Client></Dial>'


def test_a_caller_hears_it_ring_until_a_browser_takes_the_call() -> None:
    bench = office(DIAL, humans(patience=5, talk=40))
    bench.hand(Registered(1, "bob"))
    sid = ring(bench)
    bench.play(12)
    assert bench.shown(sid)["status"] == "ringing"
    (incoming,) = [facts for name, facts in bench.told if name == "incoming"]
    assert incoming["from"] == THEM
    bench.hand(SoftphoneAnswered(incoming["call_sid"]))
    assert bench.shown(sid)["status"] == "in-progress"
    bench.play(60)
    assert bench.shown(sid)["status"] == "completed"
    assert bench.noted("ended")[-1]["reason"] == "the person had said everything"


def test_a_ringing_tone_keeps_a_caller_on_the_line_without_being_talk() -> None:
    dial = '<Dial timeout="30" action="/done"><Client>bob</Client></Dial>'
    bench = office(dial, humans(patience=5, talk=20))
    bench.hand(Registered(1, "bob"))
    sid = ring(bench)
    bench.play(29)
    assert bench.shown(sid)["status"] == "in-progress"


def test_a_caller_whom_nobody_answers_gives_up() -> None:
    dial = '<Dial answerOnBridge="true" timeout="120"><Client>bob</Client></Dial>'
    bench = office(dial)
    bench.hand(Registered(1, "bob"))
    sid = ring(bench)
    bench.play(60)
    (over,) = bench.posted("/over")
    assert (over["CallSid"], over["CallStatus"], over["SipResponseCode"]) == (
        sid, "no-answer", "487",
    )  # fmt: skip
    assert [name for name, _ in bench.told][-1] == "cancel"


def missing(kind: str, **traits: Any) -> dict[str, Any]:
    return {"mix": {kind: 1}, "people": {kind: {"calls_back": [60, 90]} | traits}}


@pytest.mark.parametrize(
    ("kind", "calls"),
    [("no_answer", 1), ("busy", 1), ("rejected", 1), ("machine", 1), ("dead", 0), ("human", 0)],
)
def test_people_who_missed_a_call_ring_back_the_number_they_saw(kind: str, calls: int) -> None:
    bench = office('<Pause length="5"/>', missing(kind))
    bench.call(Timeout="30")
    bench.play(400)
    received = bench.noted("call_received")
    assert [(line["from"], line["to"]) for line in received] == [(THEM, OURS)] * calls


def test_a_call_given_up_before_it_rang_is_not_rung_back() -> None:
    bench = office("<Reject/>", missing("no_answer"))
    early, late = bench.call(), bench.call(To="+33199005555")
    bench.rest("POST", f"/Calls/{early}", {"Status": "canceled"})
    bench.play(10)
    bench.rest("POST", f"/Calls/{late}", {"Status": "canceled"})
    bench.play(200)
    assert [line["from"] for line in bench.noted("call_received")] == ["+33199005555"]


def test_nobody_rings_back_unless_the_people_file_says_so() -> None:
    bench = office("", {"mix": {"no_answer": 1}})
    bench.call(Timeout="5")
    bench.play(4000)
    assert bench.noted("call_received") == []


def test_a_share_of_those_who_missed_a_call_ring_back() -> None:
    bench = office("<Reject/>", missing("busy", calls_back_share=0.3))
    for number in range(100):
        bench.call(To=f"+3319900{number:04d}")
    bench.play(400)
    assert 15 < len(bench.noted("call_received")) < 45


def test_whoever_is_called_again_meanwhile_does_not_ring_back() -> None:
    people = missing("busy") | {"numbers": [{"number": "1234", "calls": ["busy", "human"]}]}
    bench = Bench(lambda send: twiml('<Pause length="200"/>'), people, number_url=f"{APP}/in")
    bench.call()
    bench.play(55)
    bench.call(Timeout="60")
    bench.play(60)
    assert bench.noted("call_received") == []
    assert len(bench.noted("ring_back_spared")) == 1


def test_a_shown_caller_id_is_what_people_ring_back() -> None:
    bench = office("<Reject/>", missing("busy"))
    bench.call(CallerId="+33199000002")
    bench.play(200)
    assert bench.noted("call_received")[0]["to"] == "+33199000002"


def test_a_caller_says_what_they_want_over_http() -> None:
    with application() as app, local_twilio(number_url=f"{app.url}/in") as url:
        app.documents["/in"] = '<Response><Pause length="60"/></Response>'
        told = {"from": THEM, "to": OURS, "says": "objects"}
        made = requests.post(f"{url}/people/call", json=told, timeout=5)
        assert made.status_code == 201
        sid = made.json()["call_sid"]
        client = client_of(url)
        eventually(lambda: client.calls(sid).fetch().status == "in-progress")
        words = requests.get(f"{url}/people/calls/{sid}", timeout=5).json()
        assert words == {
            "says": Saying.OBJECTS,
            "text": "Je m'oppose à ces appels. Où avez-vous eu mon numéro ?",
            "kind": "human",
        }
        assert [call.sid for call in client.calls.list(from_=THEM)] == [sid]


@pytest.mark.parametrize(
    ("told", "status", "word"),
    [
        ({"from": THEM, "to": "+33199007777"}, 404, "expected a number of this account"),
        ({"from": "nobody", "to": OURS}, 400, "from=nobody"),
        ({"from": THEM, "to": OURS, "says": "hello"}, 400, "says=hello"),
        ({"from": THEM, "to": OURS, "mood": "bad"}, 400, "mood"),
        ({"from": THEM, "to": 7}, 400, "texts"),
    ],
)
def test_a_call_that_nobody_can_make_is_refused_in_a_sentence(
    told: dict[str, Any], status: int, word: str
) -> None:
    with local_twilio() as url:
        refused = requests.post(f"{url}/people/call", json=told, timeout=5)
        assert refused.status_code == status
        assert word in refused.json()["message"]
        form = requests.post(f"{url}/people/call", {"from": THEM, "to": OURS}, timeout=5)
        assert form.status_code == 400


def test_a_caller_presses_the_keys_that_are_settled_for_their_number() -> None:
    people = humans(talk=60, patience=60)
    people["numbers"] = [{"number": THEM, "kind": "human", "presses": "2"}]
    menu = '<Gather numDigits="1" action="/chosen"><Say>Press 2 to be forgotten</Say></Gather>'
    bench = office(menu, people, chosen="<Say>Done</Say>")
    sid = ring(bench)
    bench.play(20)
    (chosen,) = bench.posted("/chosen")
    assert (chosen["CallSid"], chosen["Digits"]) == (sid, "2")
