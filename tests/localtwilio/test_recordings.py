from typing import Any

import pytest

from telepro.localtwilio.messages import DigitsPressed, Reply, Send
from tests.localtwilio.bench import ACCOUNT, APP, Bench, humans, only, twiml
from tests.localtwilio.test_calls import FINAL

TOLD = f"{APP}/recorded?attempt=7"
FIELDS = {
    *("AccountSid", "CallSid", "RecordingSid", "RecordingUrl", "RecordingStatus"),
    *("RecordingDuration", "RecordingChannels", "RecordingStartTime", "RecordingSource"),
    "RecordingTrack",
}
COMMON = {
    *("sid", "account_sid", "api_version", "call_sid", "conference_sid", "date_created"),
    *("date_updated", "start_time", "duration", "price", "price_unit", "status", "channels"),
    *("source", "error_code", "uri", "encryption_details"),
}
URL = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT.sid}/Recordings/"
TALK = twiml("<Say>Bonjour, ici la maison Exemple.</Say><Pause length='3'/><Say>Au revoir.</Say>")


def talking(send: Send) -> Reply:
    return TALK if "/twiml" in send.url else Reply(204)


def recordings(bench: Bench, under: str = "", **query: str) -> list[dict[str, Any]]:
    body = bench.rest("GET", f"{under}/Recordings", query=query).body or {}
    return list(body["recordings"])


def in_progress(application: Any = None) -> tuple[Bench, str]:
    """A call that somebody took and that goes on for a minute."""
    long = twiml("<Say loop='0'>Bonjour à vous</Say>")
    bench = Bench(application or (lambda send: long), humans(talk=600))
    sid = bench.call()
    bench.play(20)
    return bench, sid


def test_a_call_created_with_record_is_told_after_it_is_over() -> None:
    bench = Bench(talking)
    sid = bench.call(Record="true", RecordingStatusCallback=TOLD, StatusCallback=f"{APP}/status")
    bench.play(60)
    (told,) = bench.posted("/recorded")
    (ended,) = bench.posted("/status")
    assert set(told) == FIELDS
    assert set(ended) == FINAL | {"RecordingUrl", "RecordingSid", "RecordingDuration"}
    assert ended["RecordingSid"] == told["RecordingSid"]
    assert ended["RecordingUrl"] == told["RecordingUrl"] == URL + told["RecordingSid"]
    assert (told["CallSid"], told["RecordingStatus"]) == (sid, "completed")
    assert (told["RecordingSource"], told["RecordingTrack"]) == ("OutboundAPI", "both")
    assert (told["RecordingChannels"], told["RecordingDuration"]) == ("1", "6")
    assert told["RecordingStartTime"] == "Mon, 23 Nov 2026 09:00:05 +0000"
    at = [
        seconds for seconds, send in bench.sent if "/status" in send.url or "/recorded" in send.url
    ]
    assert 1.0 <= at[1] - at[0] <= 5.0


def test_an_unanswered_call_is_not_recorded() -> None:
    bench = Bench(people=only("busy"))
    bench.call(Record="true", RecordingStatusCallback=TOLD, StatusCallback=f"{APP}/status")
    bench.play(60)
    assert bench.posted("/recorded") == []
    assert set(bench.posted("/status")[0]) == FINAL
    assert recordings(bench) == []


def test_each_schema_has_exactly_its_keys_and_kinds_of_price() -> None:
    bench = Bench(talking)
    sid = bench.call(Record="true")
    bench.play(20)
    (of_account,), (of_call,) = recordings(bench), recordings(bench, f"/Calls/{sid}")
    assert set(of_account) == COMMON | {"subresource_uris", "media_url"}
    assert set(of_call) == COMMON | {"track"}
    assert (of_account["price"], of_call["price"]) == (None, None)
    bench.play(60)
    (of_account,), (of_call,) = recordings(bench), recordings(bench, f"/Calls/{sid}")
    assert (of_account["price"], of_call["price"]) == ("-0.0025", -0.0025)
    assert of_account["media_url"] == URL + of_account["sid"]
    assert of_account["uri"].endswith(f"/Recordings/{of_account['sid']}.json")
    assert of_call["uri"].endswith(f"/Calls/{sid}/Recordings/{of_call['sid']}.json")
    assert (of_call["status"], of_call["duration"], of_call["channels"]) == ("completed", "6", 1)


def test_a_recording_is_in_progress_then_processing_then_completed() -> None:
    bench = Bench(talking)
    sid = bench.call(
        Record="true",
        RecordingChannels="dual",
        RecordingStatusCallback=TOLD,
        RecordingStatusCallbackEvent="in-progress completed absent",
    )
    bench.play(8)
    (running,) = recordings(bench, f"/Calls/{sid}")
    assert (running["status"], running["duration"], running["channels"]) == ("in-progress", None, 2)
    bench.play(4.5)
    assert bench.shown(sid)["status"] == "completed"
    assert recordings(bench)[0]["status"] == "processing"
    bench.play(5)
    assert recordings(bench)[0]["status"] == "completed"
    first, last = bench.posted("/recorded")
    assert set(first) == set(last) == FIELDS
    assert (first["RecordingStatus"], first["RecordingDuration"]) == ("in-progress", "0")
    assert (last["RecordingStatus"], last["RecordingChannels"]) == ("completed", "2")


def test_silence_alone_is_absent_and_says_why() -> None:
    people = only("silence") | {"people": {"silence": {"ring": 2, "talk": 10}}}
    bench = Bench(lambda send: twiml("<Pause length='60'/>"), people)
    sid = bench.call(
        Record="true",
        RecordingStatusCallback=TOLD,
        RecordingStatusCallbackEvent="absent",
        StatusCallback=f"{APP}/status",
    )
    bench.play(60)
    (told,) = bench.posted("/recorded")
    assert set(told) == FIELDS | {"ErrorCode"}
    assert (told["RecordingStatus"], told["ErrorCode"]) == ("absent", "16102")
    assert set(bench.posted("/status")[0]) == FINAL
    (shown,) = recordings(bench, f"/Calls/{sid}")
    assert (shown["status"], shown["error_code"], shown["price"]) == ("absent", 16102, None)
    (noted,) = (bench.rest("GET", f"/Calls/{sid}/Notifications").body or {})["notifications"]
    assert (noted["error_code"], noted["log"]) == ("16102", "1")


def test_silence_that_is_not_trimmed_is_a_recording() -> None:
    people = only("silence") | {"people": {"silence": {"ring": 2, "talk": 10}}}
    bench = Bench(lambda send: twiml("<Pause length='60'/>"), people)
    bench.call(Record="true", Trim="do-not-trim")
    bench.play(60)
    (shown,) = recordings(bench)
    assert (shown["status"], shown["duration"]) == ("completed", "10")


def test_a_call_of_no_length_leaves_a_recording_too_short() -> None:
    bench = Bench(lambda send: twiml("<Hangup/>"))
    bench.call(Record="true", RecordingStatusCallback=TOLD, RecordingStatusCallbackEvent="absent")
    bench.play(60)
    assert bench.posted("/recorded")[0]["ErrorCode"] == "16101"


def test_a_recording_can_be_started_paused_and_stopped_while_people_talk() -> None:
    bench, sid = in_progress()
    answer = bench.rest("POST", f"/Calls/{sid}/Recordings", {"RecordingStatusCallback": TOLD})
    made = dict(answer.body or {})
    assert (answer.status, made["status"], made["source"]) == (
        201,
        "in-progress",
        "StartCallRecordingAPI",
    )
    path = f"/Calls/{sid}/Recordings/Twilio.CURRENT"
    bench.play(10)
    paused = bench.rest("POST", path, {"Status": "paused", "PauseBehavior": "skip"})
    assert (paused.body or {})["status"] == "paused"
    bench.play(30)
    resumed = bench.rest(
        "POST", f"/Calls/{sid}/Recordings/{made['sid']}", {"Status": "in-progress"}
    )
    assert (resumed.body or {})["status"] == "in-progress"
    bench.play(5)
    stopped = bench.rest("POST", path, {"Status": "stopped"})
    assert ((stopped.body or {})["status"], (stopped.body or {})["duration"]) == ("stopped", "15")
    bench.play(6)
    assert bench.shown(sid)["status"] == "in-progress"
    assert bench.posted("/recorded")[0]["RecordingDuration"] == "15"
    again = bench.rest("POST", f"/Calls/{sid}/Recordings/{made['sid']}", {"Status": "paused"})
    assert (again.status, (again.body or {})["code"]) == (400, 21220)
    assert bench.rest("POST", path, {"Status": "stopped"}).status == 404


def test_a_pause_is_silence_unless_it_is_skipped() -> None:
    bench, sid = in_progress()
    bench.rest("POST", f"/Calls/{sid}/Recordings")
    bench.play(10)
    bench.rest("POST", f"/Calls/{sid}/Recordings/Twilio.CURRENT", {"Status": "paused"})
    bench.play(30)
    bench.rest("POST", f"/Calls/{sid}", {"Status": "completed"})
    assert recordings(bench)[0]["duration"] == "40"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"Status": "completed"}, 20001),
        ({}, 20001),
        ({"Status": "paused", "PauseBehavior": "x"}, 20001),
    ],
)
def test_an_update_that_says_nothing_known_is_refused(form: dict[str, str], code: int) -> None:
    bench, sid = in_progress()
    bench.rest("POST", f"/Calls/{sid}/Recordings")
    answer = bench.rest("POST", f"/Calls/{sid}/Recordings/Twilio.CURRENT", form)
    assert (answer.status, (answer.body or {})["code"]) == (400, code)


def test_a_call_that_is_not_in_progress_can_not_be_recorded() -> None:
    bench = Bench(people=humans(ring=30))
    sid = bench.call()
    bench.play(10)
    answer = bench.rest("POST", f"/Calls/{sid}/Recordings")
    assert (answer.status, (answer.body or {})["code"]) == (400, 21220)
    unknown = bench.rest("POST", f"/Calls/CA{'9' * 32}/Recordings")
    assert (unknown.status, (unknown.body or {})["code"]) == (404, 20404)


def test_a_deleted_recording_is_listed_only_when_deleted_ones_are_asked_for() -> None:
    bench = Bench(talking)
    sid = bench.call(Record="true")
    bench.play(60)
    recording = recordings(bench)[0]["sid"]
    assert bench.rest("DELETE", f"/Recordings/{recording}").status == 204
    assert recordings(bench) == recordings(bench, f"/Calls/{sid}") == []
    (kept,) = recordings(bench, IncludeSoftDeleted="true")
    assert (kept["sid"], kept["status"]) == (recording, "deleted")
    assert bench.rest("GET", f"/Recordings/{recording}").status == 404
    bench.play(41 * 86_400)
    assert recordings(bench, IncludeSoftDeleted="true") == []


def test_a_running_recording_can_not_be_deleted() -> None:
    bench, sid = in_progress()
    bench.rest("POST", f"/Calls/{sid}/Recordings")
    recording = recordings(bench)[0]["sid"]
    assert bench.rest("DELETE", f"/Calls/{sid}/Recordings/{recording}").status == 400


def test_recordings_are_listed_by_call_and_by_day() -> None:
    bench = Bench(talking)
    first = bench.call(Record="true")
    bench.call(To="+33199004321", Record="true")
    bench.play(60)
    assert len(recordings(bench)) == 2
    assert [one["call_sid"] for one in recordings(bench, CallSid=first)] == [first]
    assert recordings(bench, ConferenceSid="CF" + "0" * 32) == []
    assert len(recordings(bench, **{"DateCreated>": "2026-11-23"})) == 2
    assert recordings(bench, **{"DateCreated<": "2026-11-22"}) == []
    assert len(recordings(bench, DateCreated="2026-11-23")) == 2


def test_the_same_seed_is_ready_after_the_same_time() -> None:
    def ready(seed: int) -> float:
        bench = Bench(talking, seed=seed)
        bench.call(Record="true", RecordingStatusCallback=TOLD)
        bench.play(60)
        return next(at for at, send in bench.sent if "/recorded" in send.url)

    assert ready(3) == ready(3)


def test_keys_on_a_finished_call_are_heard_by_nobody() -> None:
    bench = Bench(people=only("busy"))
    sid = bench.call()
    bench.play(10)
    bench.hand(DigitsPressed(sid, "1"))
    assert bench.noted("digits") == []
