import pytest

from telepro.localtwilio.messages import (
    DigitsPressed,
    Reply,
    Send,
    SoftphoneAnswered,
    SoftphoneClosed,
    SoftphoneRegistered,
)
from tests.localtwilio.bench import APP, OURS, Bench, humans, twiml
from tests.localtwilio.test_client_legs import office, told


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
