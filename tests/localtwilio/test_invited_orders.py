from typing import Any

import pytest

from tests.localtwilio.bench import ALL_EVENTS, APP, Bench
from tests.localtwilio.test_participants import invite, office, refusal
from tests.localtwilio.test_recordings import COMMON, FIELDS, recordings

DETECTED = {"CallSid", "AccountSid", "AnsweredBy", "MachineDetectionDuration"}
ROOM_RECORDED = {
    "ConferenceRecord": "true",
    "ConferenceRecordingStatusCallback": f"{APP}/room-recorded",
    "ConferenceRecordingStatusCallbackEvent": "in-progress completed failed",
}


def events(bench: Bench, part: str, field: str) -> list[str]:
    return [fields[field] for fields in bench.posted(part)]


def test_an_invited_leg_is_recorded_and_told_as_a_call_is() -> None:
    bench = office(talk=20)
    entry = invite(
        bench,
        Record="true",
        RecordingChannels="dual",
        RecordingStatusCallback=f"{APP}/recorded",
        RecordingStatusCallbackEvent="started in-progress completed failed",
        StatusCallback=f"{APP}/status",
        events=ALL_EVENTS,
    )
    bench.play(90)
    began, told = bench.posted("/recorded")
    assert set(told) == FIELDS
    assert (began["RecordingStatus"], told["RecordingStatus"]) == ("in-progress", "completed")
    assert (told["CallSid"], told["RecordingSource"]) == (entry["call_sid"], "OutboundAPI")
    assert told["RecordingChannels"] == "2"
    assert bench.posted("/status")[-1]["RecordingSid"] == told["RecordingSid"]


def test_who_opens_a_conference_through_the_api_decides_whether_it_is_recorded() -> None:
    bench = office(talk=40)
    first = invite(bench, "new", Label="one", **ROOM_RECORDED)
    bench.play(10)
    assert recordings(bench) == []
    invite(bench, "new", To="+33199005678", Label="two", ConferenceRecord="false")
    bench.play(120)
    assert events(bench, "/room-recorded", "RecordingStatus") == ["in-progress", "completed"]
    told = bench.posted("/room-recorded")[-1]
    assert set(told) == FIELDS - {"CallSid"} | {"ConferenceSid"}
    (shown,) = recordings(bench, f"/Conferences/{first['conference_sid']}")
    assert set(shown) == COMMON
    assert (shown["call_sid"], shown["source"]) == (first["call_sid"], "Conference")


def test_who_is_invited_to_a_live_conference_can_not_have_it_recorded() -> None:
    bench = office(talk=20)
    invite(bench, **ROOM_RECORDED)
    bench.play(90)
    assert bench.posted("/room-recorded") == []
    assert recordings(bench) == []


def test_an_invited_leg_is_judged_beside_the_talk() -> None:
    bench = office(talk=20)
    entry = invite(bench, MachineDetection="Enable", AmdStatusCallback=f"{APP}/amd")
    bench.play(90)
    (told,) = bench.posted("/amd")
    assert set(told) == DETECTED
    assert (told["CallSid"], told["AnsweredBy"]) == (entry["call_sid"], "human")
    assert told["MachineDetectionDuration"] == "2200"
    assert bench.shown(entry["call_sid"])["answered_by"] == "human"
    joined = [line["at"] for line in bench.noted("joined")][-1]
    (detected,) = bench.noted("detected")
    assert joined < detected["at"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"MachineDetection": "perhaps"}, 21234),
        ({"MachineDetectionTimeout": "2"}, 21234),
        ({"AmdStatusCallback": "http://example.com/amd"}, 21609),
        ({"AmdStatusCallbackMethod": "PUT"}, 21209),
        ({"RecordingChannels": "three"}, 20001),
        ({"Record": "true", "RecordingStatusCallbackEvent": "soon"}, 21626),
        ({"ConferenceRecord": "perhaps"}, 20001),
        ({"ConferenceTrim": "perhaps"}, 20001),
        ({"ConferenceRecordingStatusCallback": "http://example.com/told"}, 21609),
        ({"ConferenceRecord": "true", "ConferenceRecordingStatusCallbackEvent": "soon"}, 21626),
    ],
)
def test_what_can_not_be_recorded_or_detected_is_refused(change: Any, code: int) -> None:
    bench = office()
    assert refusal(bench, **change) == (400, code)
    assert len(bench.engine.exchange.calls) == 1


def test_a_held_leg_that_is_recorded_hears_music_and_says_nothing() -> None:
    bench = office(talk=600)
    entry = invite(bench, Record="true", Trim="do-not-trim")
    bench.play(20)
    path = f"/Conferences/{entry['conference_sid']}/Participants/{entry['call_sid']}"
    bench.rest("POST", path, {"Hold": "true"})
    bench.play(10)
    bench.rest("POST", path, {"Hold": "false"})
    bench.play(10)
    bench.rest("POST", f"/Calls/{entry['call_sid']}", {"Status": "completed"})
    (recording,) = bench.engine.exchange.archive.recordings.values()
    held = [one for one in recording.score if one.seconds == pytest.approx(10)]
    assert [(one.near, one.far) for one in held] == [("silence", "announcement"), ("talk", "talk")]


def test_who_coaches_is_not_in_the_recording_of_the_conference() -> None:
    bench = office(talk=600)
    lead = invite(bench, "new", Label="lead", **ROOM_RECORDED)
    bench.play(10)
    invite(bench, "new", To="+33199005678", Label="coach", CallSidToCoach=lead["call_sid"])
    bench.play(60)
    bench.rest("POST", f"/Conferences/{lead['conference_sid']}", {"Status": "completed"})
    (recording,) = bench.engine.exchange.archive.recordings.values()
    assert {one.far for one in recording.score} <= {"silence"}
