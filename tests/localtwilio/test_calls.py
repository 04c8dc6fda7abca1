import pytest

from telepro.localtwilio.messages import Reply
from tests.localtwilio.bench import (
    ACCOUNT,
    ALL_EVENTS,
    APP,
    OURS,
    THEM,
    Bench,
    humans,
    only,
    twiml,
)

STATUS = f"{APP}/status?attempt=7"
ALWAYS = {"CallSid", "AccountSid", "From", "To", "Caller", "Called", "CallStatus", "ApiVersion"} | {
    "Direction"
}
PROGRESS = ALWAYS | {"Timestamp", "CallbackSource", "SequenceNumber"}
FINAL = PROGRESS | {"CallDuration", "Duration", "SipResponseCode"}
PLACES = {
    f"{who}{what}"
    for who in ("From", "To", "Caller", "Called")
    for what in ("City", "State", "Zip", "Country")
}


def test_a_taken_call_tells_its_four_events_with_exactly_their_fields() -> None:
    bench = Bench(lambda send: twiml("<Pause length='10'/>"))
    sid = bench.call(StatusCallback=STATUS, events=ALL_EVENTS)
    bench.play(60)
    told = bench.posted("/status")
    assert [fields["CallStatus"] for fields in told] == [
        "initiated",
        "ringing",
        "in-progress",
        "completed",
    ]
    assert [set(fields) for fields in told] == [PROGRESS, PROGRESS, PROGRESS, FINAL]
    assert [fields["SequenceNumber"] for fields in told] == ["0", "1", "2", "3"]
    last = told[-1]
    assert last["CallSid"] == sid
    assert last["AccountSid"] == ACCOUNT.sid
    assert (last["From"], last["Caller"], last["To"], last["Called"]) == (OURS, OURS, THEM, THEM)
    assert last["CallbackSource"] == "call-progress-events"
    assert last["Timestamp"].startswith("Mon, 23 Nov 2026 09:00:")
    assert last["Timestamp"].endswith(" +0000")
    assert (last["CallDuration"], last["Duration"], last["SipResponseCode"]) == ("9", "1", "200")


def test_a_final_callback_of_an_unanswered_call_equals_the_production_capture() -> None:
    bench = Bench(people=only("no_answer"))
    bench.call(StatusCallback=STATUS, Timeout="20")
    bench.play(60)
    (told,) = bench.posted("/status")
    assert set(told) == FINAL
    assert told["CallStatus"] == "no-answer"
    assert (told["CallDuration"], told["Duration"]) == ("0", "0")
    assert (told["SipResponseCode"], told["SequenceNumber"]) == ("487", "0")


def test_the_request_for_twiml_carries_the_call_and_empty_places() -> None:
    bench = Bench()
    bench.call()
    bench.play(30)
    (asked,) = bench.posted("/twiml")
    assert set(asked) == ALWAYS | PLACES
    assert asked["CallStatus"] == "in-progress"
    assert {asked[place] for place in PLACES} == {""}


@pytest.mark.parametrize(
    ("kind", "status", "sip", "rings"),
    [
        ("busy", "busy", "486", False),
        ("no_answer", "no-answer", "487", True),
        ("rejected", "no-answer", "603", True),
        ("dead", "failed", "404", False),
        ("carrier_failure", "failed", "503", False),
    ],
)
def test_lines_nobody_takes_end_as_the_network_says(
    kind: str, status: str, sip: str, rings: bool
) -> None:
    bench = Bench(people=only(kind))
    sid = bench.call(StatusCallback=STATUS, events=ALL_EVENTS)
    bench.play(120)
    told = bench.posted("/status")
    assert ("ringing" in [fields["CallStatus"] for fields in told]) is rings
    assert (told[-1]["CallStatus"], told[-1]["SipResponseCode"]) == (status, sip)
    assert bench.shown(sid)["status"] == status
    assert bench.shown(sid)["duration"] is None
    assert bench.posted("/twiml") == []


def test_rest_never_says_initiated() -> None:
    bench = Bench()
    sid = bench.call()
    bench.play(0.1)
    assert bench.shown(sid)["status"] == "queued"
    assert bench.shown(sid)["start_time"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    bench.play(3)
    assert bench.shown(sid)["status"] == "ringing"


def test_a_phone_rings_no_longer_than_the_timeout() -> None:
    bench = Bench(people=humans(ring=40))
    sid = bench.call(Timeout="10")
    bench.play(13)
    assert bench.shown(sid)["status"] == "no-answer"


def test_speed_shortens_ringing_and_talking() -> None:
    bench = Bench(people=humans(ring=40, talk=100), speed=20.0)
    sid = bench.call()
    bench.play(2.2)
    assert bench.shown(sid)["status"] == "completed"


def test_canceling_ends_a_ringing_call_and_leaves_a_taken_one_alone() -> None:
    bench = Bench(lambda send: twiml("<Pause length='60'/>"))
    ringing = bench.call(StatusCallback=STATUS)
    bench.play(3)
    assert bench.rest("POST", f"/Calls/{ringing}", {"Status": "canceled"}).status == 200
    assert bench.shown(ringing)["status"] == "canceled"
    assert bench.posted("/status")[0]["CallStatus"] == "canceled"
    taken = bench.call(To="+33199004321")
    bench.play(8)
    answer = bench.rest("POST", f"/Calls/{taken}", {"Status": "canceled"})
    assert (answer.status, (answer.body or {})["status"]) == (200, "in-progress")


def test_canceling_a_queued_call_means_it_never_rings() -> None:
    bench = Bench(cps=0.1)
    bench.call()
    sid = bench.call(To="+33199004321", StatusCallback=STATUS, events=ALL_EVENTS)
    bench.rest("POST", f"/Calls/{sid}", {"Status": "canceled"})
    bench.play(300)
    assert [fields["CallStatus"] for fields in bench.posted("/status")] == ["canceled"]


def test_completing_hangs_up_a_taken_call() -> None:
    bench = Bench(lambda send: twiml("<Pause length='60'/>"))
    sid = bench.call()
    bench.play(10)
    bench.rest("POST", f"/Calls/{sid}", {"Status": "completed"})
    shown = bench.shown(sid)
    assert (shown["status"], shown["duration"] != "0") == ("completed", True)


def test_a_finished_call_can_not_be_redirected() -> None:
    bench = Bench(people=only("busy"))
    sid = bench.call()
    bench.play(10)
    answer = bench.rest("POST", f"/Calls/{sid}", {"Url": f"{APP}/other"})
    assert (answer.status, (answer.body or {})["code"]) == (400, 21220)
    assert (answer.body or {})["message"] == "Call is not in-progress. Cannot redirect."


def test_a_taken_call_can_be_given_another_document() -> None:
    bench = Bench(
        lambda send: twiml("<Pause length='60'/>" if "/twiml" in send.url else "<Hangup/>")
    )
    sid = bench.call()
    bench.play(10)
    bench.rest("POST", f"/Calls/{sid}", {"Url": f"{APP}/other"})
    bench.play(0)
    assert len(bench.posted("/other")) == 1
    assert bench.shown(sid)["status"] == "completed"


def test_the_time_limit_ends_a_call() -> None:
    bench = Bench(lambda send: twiml("<Say loop='0'>Bonjour</Say>"), humans(talk=3000))
    sid = bench.call(TimeLimit="20")
    bench.play(60)
    assert (bench.shown(sid)["status"], bench.shown(sid)["duration"]) == ("completed", "20")


def test_a_changed_time_limit_counts_from_the_answer() -> None:
    bench = Bench(lambda send: twiml("<Say loop='0'>Bonjour</Say>"), humans(talk=3000))
    sid = bench.call()
    bench.play(20)
    bench.rest("POST", f"/Calls/{sid}", {"TimeLimit": "30"})
    bench.play(60)
    assert bench.shown(sid)["duration"] == "30"


def test_a_person_nobody_speaks_to_hangs_up() -> None:
    bench = Bench(lambda send: twiml("<Pause length='60'/>"), humans(patience=6))
    sid = bench.call()
    bench.play(60)
    assert bench.noted("ended")[0]["reason"] == "nobody spoke"
    assert bench.shown(sid)["duration"] == "7"


def test_verbs_run_one_after_the_other() -> None:
    bench = Bench(
        lambda send: (
            twiml("<Say>Bonjour</Say><Redirect>/next?a=1</Redirect><Say>x</Say>")
            if "/twiml" in send.url
            else twiml("<Hangup/>")
        )
    )
    sid = bench.call()
    bench.play(30)
    assert len(bench.posted("/next?a=1")) == 1
    assert bench.shown(sid)["status"] == "completed"


def test_documents_that_lead_to_each_other_for_ever_are_stopped() -> None:
    bench = Bench(lambda send: twiml("<Redirect/>"))
    sid = bench.call()
    bench.play(30)
    assert bench.shown(sid)["status"] == "completed"
    assert len(bench.posted("/twiml")) <= 101
    assert 12400 in bench.codes()


def test_notifications_of_a_call_can_be_read() -> None:
    bench = Bench(lambda send: twiml("<Fax/>"))
    sid = bench.call()
    bench.play(30)
    body = bench.rest("GET", f"/Calls/{sid}/Notifications").body or {}
    (entry,) = body["notifications"]
    assert (entry["error_code"], entry["log"], entry["call_sid"]) == ("12200", "1", sid)


def test_a_callback_answered_with_an_error_is_a_warning_only() -> None:
    bench = Bench(lambda send: Reply(500) if "/status" in send.url else twiml(""))
    sid = bench.call(StatusCallback=STATUS)
    bench.play(60)
    assert len(bench.posted("/status")) == 1
    assert bench.codes() == [15003]
    assert bench.shown(sid)["status"] == "completed"


def test_a_finished_call_can_be_deleted_and_a_live_one_not() -> None:
    bench = Bench(people=only("busy"))
    sid = bench.call()
    refused = bench.rest("DELETE", f"/Calls/{sid}")
    assert (refused.status, (refused.body or {})["code"]) == (409, 20009)
    bench.play(10)
    assert bench.rest("DELETE", f"/Calls/{sid}").status == 204
    assert bench.rest("GET", f"/Calls/{sid}").status == 404


def test_a_bad_value_is_a_warning_and_a_missing_document_an_error() -> None:
    bench = Bench(
        lambda send: (
            twiml('<Pause length="soon"/><Redirect>/gone</Redirect>')
            if "/twiml" in send.url
            else Reply(404)
        )
    )
    sid = bench.call()
    bench.play(30)
    shown = (bench.rest("GET", f"/Calls/{sid}/Notifications").body or {})["notifications"]
    assert [(entry["error_code"], entry["log"]) for entry in shown] == [
        ("11217", "0"),
        ("13910", "1"),
    ]


def test_what_a_call_asked_and_was_told_can_be_read_as_its_events() -> None:
    bench = Bench(lambda send: twiml("<Hangup/>"), journal=10)
    sid = bench.call(StatusCallback=STATUS)
    bench.play(30)
    events = (bench.rest("GET", f"/Calls/{sid}/Events").body or {})["events"]
    assert [event["request"]["url"].partition("?")[0] for event in events] == [
        f"{APP}/status",
        f"{APP}/twiml",
    ]
    assert events[1]["request"]["parameters"]["CallSid"] == sid
    assert set(events[1]["response"]) == {
        "response_code",
        "request_duration",
        "content_type",
        "response_body",
        "date_created",
    }
    assert events[1]["response"]["response_body"] == "<Response><Hangup/></Response>"


@pytest.mark.parametrize(
    "form",
    [
        {"Status": "busy"},
        {"Url": f"{APP}/other", "Twiml": "<Response/>"},
        {"TimeLimit": "0"},
    ],
)
def test_an_update_that_makes_no_sense_is_refused(form: dict[str, str]) -> None:
    bench = Bench(lambda send: twiml("<Pause length='60'/>"))
    sid = bench.call()
    bench.play(10)
    answer = bench.rest("POST", f"/Calls/{sid}", form)
    assert (answer.status, (answer.body or {})["code"]) == (400, 21200)
