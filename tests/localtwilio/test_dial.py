from telepro.localtwilio.messages import Reply, Send
from tests.localtwilio.bench import OTHER_OURS, OURS, THEM, Bench, fields_of, humans, twiml


def test_dialing_a_number_bridges_and_reports_its_child() -> None:
    def caller(send: Send) -> Reply:
        if "/twiml" in send.url:
            return twiml(
                f'<Dial action="/done" callerId="{OTHER_OURS}" timeout="20"><Number '
                'statusCallback="/child" statusCallbackEvent="initiated answered completed">'
                "+33199007777</Number></Dial>"
            )
        return twiml("<Hangup/>")

    bench = Bench(caller, humans(talk=20))
    parent = bench.call()
    bench.play(10)
    child_sid = bench.posted("/child")[0]["CallSid"]
    assert set(bench.posted("/child")[0]) == {
        "To", "Called", "SequenceNumber", "AccountSid", "Timestamp", "ApiVersion",
        "ParentCallSid", "Direction", "From", "Caller", "CallStatus", "CallSid", "CallbackSource",
    }  # fmt: skip
    child = bench.shown(child_sid)
    assert (child["parent_call_sid"], child["direction"]) == (parent, "outbound-dial")
    assert (child["from"], child["to"]) == (OTHER_OURS, "+33199007777")
    bench.play(60)
    (done,) = bench.posted("/done")
    assert (done["DialCallStatus"], done["DialCallSid"]) == ("completed", child_sid)
    assert (done["DialBridged"], int(done["DialCallDuration"]) > 10) == ("true", True)
    assert [fields["CallStatus"] for fields in bench.posted("/child")] == [
        "initiated",
        "in-progress",
        "completed",
    ]


def test_a_dialed_number_that_is_busy_says_so() -> None:
    people = humans() | {"numbers": [{"number": "7777", "kind": "busy"}]}
    dial = twiml('<Dial action="/done">+33199007777</Dial>')
    bench = Bench(lambda send: dial if "/twiml" in send.url else twiml("<Hangup/>"), people)
    bench.call()
    bench.play(30)
    (done,) = bench.posted("/done")
    assert (done["DialCallStatus"], done["DialBridged"]) == ("busy", "false")


def test_the_first_phone_to_answer_wins_and_the_others_are_canceled() -> None:
    people = humans() | {"numbers": [{"number": "8888", "kind": "no_answer"}]}
    dial = twiml(
        '<Dial action="/done"><Number statusCallback="/a">+33199008888</Number>'
        '<Number statusCallback="/b">+33199007777</Number></Dial>'
    )
    bench = Bench(lambda send: dial if "/twiml" in send.url else twiml("<Hangup/>"), people)
    bench.call()
    bench.play(90)
    assert bench.posted("/a")[0]["CallStatus"] == "canceled"
    assert bench.posted("/b")[0]["CallStatus"] == "completed"


def test_a_parent_that_hangs_up_takes_its_child_along_and_hears_no_more_document() -> None:
    dial = twiml('<Dial action="/done">+33199007777</Dial>')
    bench = Bench(lambda send: dial if "/twiml" in send.url else twiml("<Redirect>/x</Redirect>"))
    parent = bench.call()
    bench.play(15)
    bench.rest("POST", f"/Calls/{parent}", {"Status": "completed"})
    bench.play(1)
    calls = (bench.rest("GET", "/Calls").body or {})["calls"]
    assert {call["status"] for call in calls} == {"completed"}
    (done,) = bench.posted("/done")
    assert done["CallStatus"] == "completed"
    assert bench.posted("/x") == []


def test_inline_twiml_needs_an_absolute_action() -> None:
    bench = Bench(people=humans())
    inline = f'<Response><Dial action="/done">{THEM[:-1]}5</Dial></Response>'
    bench.call(Url="", Twiml=inline, From=OURS)
    bench.play(60)
    assert 15004 in bench.codes()
    assert all("/done" not in fields_of(send) for _, send in bench.sent)
