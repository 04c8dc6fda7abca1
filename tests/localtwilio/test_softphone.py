from telepro.localtwilio.messages import Microphone, SoftphoneClosed, SoftphoneMuted
from tests.localtwilio.bench import ACCOUNT, Bench, humans, twiml
from tests.localtwilio.test_conferences import application, session


def test_the_application_is_asked_with_exactly_the_fields_of_a_browser_s_call() -> None:
    bench = Bench(application)
    sid = bench.softphone(session="s-81", CallSid="CAforged", From="client:somebody_else")
    asked = bench.posted("/session")[0]
    assert asked == {
        "AccountSid": ACCOUNT.sid,
        "ApiVersion": "2010-04-01",
        "ApplicationSid": ACCOUNT.application_sid,
        "CallSid": sid,
        "CallStatus": "ringing",
        "Called": "",
        "Caller": "client:agent_7",
        "Direction": "inbound",
        "From": "client:agent_7",
        "To": "",
        "session": "s-81",
    }


def test_the_page_hears_ringing_connected_and_who_is_in_the_room() -> None:
    bench, agent, lead = session()
    names = [name for name, _ in bench.told]
    assert names == ["ringing", "connected", "conference", "conference"]
    present = bench.told[-1][1]["participants"]
    assert [entry["call_sid"] for entry in present] == [agent, lead]


def test_the_leg_ends_when_the_stream_closes() -> None:
    bench, agent, _ = session()
    bench.hand(SoftphoneClosed(1))
    assert bench.shown(agent)["status"] == "completed"
    assert bench.told[-1][0] == "ended"
    (farewell,) = bench.posted("/left")
    assert (farewell["CallStatus"], farewell["DialCallStatus"]) == ("completed", "answered")


def test_a_muted_browser_is_not_heard() -> None:
    bench, _, lead = session(patience=5, talk=600)
    bench.hand(SoftphoneMuted(1, Microphone.MUTED))
    bench.play(6)
    assert bench.shown(lead)["status"] == "completed"


def test_an_application_that_rejects_ends_the_call_unanswered() -> None:
    bench = Bench(lambda send: twiml('<Reject reason="busy"/>'))
    sid = bench.softphone()
    bench.play(1)
    assert bench.shown(sid)["status"] == "busy"
    assert [name for name, _ in bench.told] == ["ringing", "ended"]


def test_answer_on_bridge_keeps_the_browser_ringing_until_the_other_end_answers() -> None:
    dial = twiml('<Dial answerOnBridge="true" callerId="+33199000001">+33199007777</Dial>')
    bench = Bench(lambda send: dial, humans(ring=5))
    sid = bench.softphone()
    bench.play(3)
    assert bench.shown(sid)["status"] == "ringing"
    bench.play(8)
    assert bench.shown(sid)["status"] == "in-progress"


def test_a_browser_needs_an_owned_caller_id_to_dial_a_number() -> None:
    bench = Bench(lambda send: twiml("<Dial>+33199007777</Dial>"))
    bench.softphone()
    bench.play(1)
    assert bench.codes() == [13214]
