"""What attributes of TwiML bring about that no other test is about."""

import pytest

from telepro.localtwilio.messages import Reply, Send
from tests.localtwilio.bench import APP, OURS, THEM, Bench, humans, twiml

CHILD = "+33199005555"


def dialing(attributes: str, noun: str = CHILD, **people: object) -> Bench:
    """A call whose document dials, answered after five seconds, played for two minutes."""
    document = f'<Dial callerId="{OURS}" action="/done" {attributes}>{noun}</Dial>'
    bench = Bench(
        lambda send: twiml(document if "/twiml" in send.url else "<Hangup/>"),
        humans(**({"patience": 300, "talk": 300} | people)),
    )
    bench.call()
    bench.play(120)
    return bench


def test_a_dialed_phone_rings_no_longer_than_the_timeout_of_dial() -> None:
    bench = Bench(
        lambda send: twiml(
            f'<Dial callerId="{OURS}" action="/done" timeout="3">{CHILD}</Dial>'
            if "/twiml" in send.url
            else "<Hangup/>"
        ),
        humans(patience=60),
    )
    bench.call()
    bench.play(60)
    assert bench.posted("/done")[0]["DialCallStatus"] == "no-answer"


def test_a_dialed_call_lasts_no_longer_than_its_time_limit() -> None:
    (done,) = dialing('timeLimit="20"').posted("/done")
    assert (done["DialCallStatus"], done["DialCallDuration"]) == ("completed", "20")
    assert (done["DialBridged"], "DialCallSid" in done) == ("true", True)


def test_a_leg_stays_in_a_conference_no_longer_than_the_time_limit() -> None:
    bench = dialing('timeLimit="20"', "<Conference>a</Conference>")
    asked = [at for at, send in bench.sent]
    assert round(asked[1] - asked[0]) == 20
    assert bench.posted("/done")[0]["DialCallStatus"] == "answered"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_action_is_asked_with_its_method(method: str) -> None:
    bench = dialing(f'timeLimit="5" method="{method}"')
    assert [send.method for _, send in bench.sent if "/done" in send.url] == [method]


def test_the_caller_id_is_what_the_dialed_phone_sees() -> None:
    bench = dialing("timeLimit='5'")
    child = bench.noted("call_created")[1]
    assert (child["from"], child["to"], child["direction"]) == (OURS, CHILD, "outbound-dial")


def test_a_dialed_number_tells_its_progress_as_its_parent_s_child() -> None:
    noun = (
        '<Number statusCallback="/child" statusCallbackMethod="GET" '
        f'statusCallbackEvent="initiated ringing answered completed">{CHILD}</Number>'
    )
    bench = dialing('timeLimit="5"', noun)
    sent = [send for _, send in bench.sent if "/child" in send.url]
    assert [send.method for send in sent] == ["GET"] * 4


def test_the_initiated_callback_of_a_child_equals_the_production_capture() -> None:
    noun = f'<Number statusCallback="/child" statusCallbackEvent="initiated">{CHILD}</Number>'
    (told,) = dialing('timeLimit="5"', noun).posted("/child")
    assert set(told) == {
        "To",
        "Called",
        "SequenceNumber",
        "AccountSid",
        "Timestamp",
        "ApiVersion",
        "ParentCallSid",
        "Direction",
        "From",
        "Caller",
        "CallStatus",
        "CallSid",
        "CallbackSource",
    }
    assert (told["Direction"], told["CallStatus"], told["SequenceNumber"]) == (
        "outbound-dial",
        "initiated",
        "0",
    )


def room(attributes: str, **people: object) -> Bench:
    """Two legs in one conference that tells everything."""
    told = 'statusCallback="/room" statusCallbackEvent="start end join leave"'
    document = f"<Dial><Conference {told} {attributes}>a</Conference></Dial>"
    bench = Bench(lambda send: twiml(document), humans(**({"patience": 30} | people)))
    bench.call()
    bench.call(To="+33199001235")
    bench.play(8)
    return bench


def test_a_participant_may_come_in_muted() -> None:
    joined = room('muted="true"').posted("/room")[0]
    assert (joined["Muted"], joined["Hold"]) == ("true", "false")


def test_a_coach_says_whom_it_coaches() -> None:
    bench = Bench(
        lambda send: twiml(
            "<Dial><Conference>a</Conference></Dial>"
            if "/first" in send.url
            else f"<Dial><Conference coach='{coached[0]}' statusCallback='/room' "
            "statusCallbackEvent='join'>b</Conference></Dial>"
        ),
        humans(patience=60),
    )
    coached = [bench.call(Url=f"{APP}/first")]
    bench.play(8)
    bench.call(To="+33199001235")
    bench.play(8)
    (joined,) = bench.posted("/room")
    assert (joined["Coaching"], joined["CallSidToCoach"]) == ("true", coached[0])


def test_a_conference_s_callback_is_sent_with_its_method() -> None:
    bench = room('statusCallbackMethod="GET"')
    assert {send.method for _, send in bench.sent if "/room" in send.url} == {"GET"}


def test_a_wait_document_is_asked_with_its_method_and_relative_to_its_own() -> None:
    document = '<Dial><Conference waitUrl="../wait" waitMethod="GET">a</Conference></Dial>'
    bench = Bench(lambda send: twiml(document if "/twiml" in send.url else ""), humans(patience=9))
    bench.call(Url=f"{APP}/folder/twiml")
    bench.play(20)
    _, wait = bench.sent[1]
    assert (wait.method, wait.url.partition("?")[0]) == ("GET", f"{APP}/wait")


@pytest.mark.parametrize(
    ("document", "seconds"),
    [
        ("<Pause length='7'/>", 7),
        ("<Pause/>", 1),
        (f"<Say>{'a' * 30}</Say>", 2),
        (f"<Say loop='3'>{'a' * 30}</Say>", 6),
        ("<Play>http://127.0.0.1/a.wav</Play>", 5),
        ("<Play loop='2'>http://127.0.0.1/a.wav</Play>", 10),
        ("<Play digits='12345ww1'/>", 1.6),
    ],
)
def test_what_is_heard_lasts_as_long_as_it_should(document: str, seconds: float) -> None:
    bench = Bench(lambda send: twiml(document), humans(talk=300, patience=60))
    bench.call()
    bench.play(60)
    (asked, _), ended = bench.sent[0], bench.noted("ended")[0]
    began = bench.engine.exchange.began
    over = bench.engine.exchange.calls[ended["call_sid"]].ended
    assert over is not None
    assert round((over - began).total_seconds() - asked, 2) == seconds


def test_a_redirect_is_asked_with_its_method_and_may_be_relative() -> None:
    bench = Bench(
        lambda send: twiml(
            "<Redirect method='GET'>../next?a=1</Redirect>" if "/twiml" in send.url else "<Hangup/>"
        )
    )
    bench.call(Url=f"{APP}/folder/twiml")
    bench.play(20)
    _, followed = bench.sent[1]
    assert followed.method == "GET"
    assert followed.url.startswith(f"{APP}/next?a=1&")


def test_a_fallback_is_asked_with_its_method() -> None:
    bench = Bench(lambda send: Reply(500) if "/twiml" in send.url else twiml("<Hangup/>"))
    bench.call(FallbackUrl=f"{APP}/fallback", FallbackMethod="GET")
    bench.play(20)
    assert [send.method for _, send in bench.sent] == ["POST", "GET"]


def test_a_status_callback_is_sent_with_its_method() -> None:
    bench = Bench()
    bench.call(StatusCallback=f"{APP}/status", StatusCallbackMethod="GET")
    bench.play(30)
    assert [send.method for _, send in bench.sent if "/status" in send.url] == ["GET"]


def test_an_application_s_document_is_asked_and_its_callbacks_replace_the_request_s() -> None:
    def application(send: Send) -> Reply:
        return twiml("<Hangup/>")

    bench = Bench(application)
    bench.call(
        Url="",
        ApplicationSid=bench.engine.exchange.account.application_sid,
        StatusCallback=f"{APP}/status",
        To=THEM,
    )
    bench.play(30)
    assert [send.url for _, send in bench.sent] == [f"{APP}/twilio/session"]


def test_a_changed_participant_is_told_of_with_its_fields() -> None:
    told = 'statusCallback="/room" statusCallbackEvent="modify"'
    document = f"<Dial><Conference {told} participantLabel='x'>a</Conference></Dial>"
    bench = Bench(lambda send: twiml(document), humans(patience=60))
    sid = bench.call()
    bench.play(8)
    (room,) = (bench.rest("GET", "/Conferences").body or {})["conferences"]
    path = f"/Conferences/{room['sid']}/Participants/{sid}"
    bench.rest("POST", path, {"EndConferenceOnExit": "true"})
    (fields,) = bench.posted("/room")
    assert (fields["StatusCallbackEvent"], fields["EndConferenceOnExit"]) == (
        "participant-modify",
        "true",
    )
    assert set(fields) == {
        "ConferenceSid",
        "FriendlyName",
        "AccountSid",
        "SequenceNumber",
        "Timestamp",
        "StatusCallbackEvent",
        "CallSid",
        "Muted",
        "Hold",
        "Coaching",
        "EndConferenceOnExit",
        "StartConferenceOnEnter",
        "ParticipantLabel",
    }
