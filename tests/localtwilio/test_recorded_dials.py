import pytest

from telepro.localtwilio.messages import Reply, Send
from tests.localtwilio.bench import APP, OTHER_OURS, OURS, Bench, humans, twiml
from tests.localtwilio.test_recordings import COMMON, FIELDS, recordings


@pytest.mark.parametrize(
    ("word", "channels"),
    [
        ("record-from-answer", 1),
        ("record-from-answer-dual", 2),
        ("record-from-ringing-dual", 2),
        ("true", 1),
    ],
)
def test_a_recorded_dial_belongs_to_the_parent_and_tells_its_action(
    word: str, channels: int
) -> None:
    dial = twiml(
        f'<Dial action="/done" record="{word}" callerId="{OTHER_OURS}" '
        'recordingStatusCallback="/recorded">+33199007777</Dial>'
    )
    bench = Bench(
        lambda send: dial if "/twiml" in send.url else twiml("<Hangup/>"), humans(talk=20)
    )
    parent = bench.call()
    bench.play(60)
    (done,), (told,) = bench.posted("/done"), bench.posted("/recorded")
    assert done["RecordingUrl"] == told["RecordingUrl"]
    assert (told["CallSid"], told["RecordingSource"]) == (parent, "DialVerb")
    assert told["RecordingChannels"] == str(channels)
    seconds = int(told["RecordingDuration"])
    talked = int(done["DialCallDuration"])
    assert (seconds - talked >= 5) if "ringing" in word else (seconds == talked)


@pytest.mark.parametrize("word", ["do-not-record", "false", "sometimes"])
def test_a_dial_that_is_not_recorded_has_no_recording(word: str) -> None:
    dial = twiml(f'<Dial action="/done" record="{word}">+33199007777</Dial>')
    bench = Bench(
        lambda send: dial if "/twiml" in send.url else twiml("<Hangup/>"), humans(talk=20)
    )
    bench.call()
    bench.play(60)
    assert "RecordingUrl" not in bench.posted("/done")[0]
    assert recordings(bench) == []
    assert (13217 in bench.codes()) is (word == "sometimes")


def test_starting_on_a_child_records_its_parent() -> None:
    dial = twiml(f'<Dial callerId="{OURS}">+33199007777</Dial>')
    bench = Bench(lambda send: dial, humans(talk=120))
    parent = bench.call()
    bench.play(20)
    child = next(sid for sid in bench.engine.exchange.calls if sid != parent)
    made = bench.rest("POST", f"/Calls/{child}/Recordings").body or {}
    assert made["call_sid"] == parent


def test_a_conference_is_recorded_from_the_moment_two_are_bridged() -> None:
    def room(send: Send) -> Reply:
        return twiml(
            '<Dial><Conference record="record-from-start" recordingStatusCallback="/recorded" '
            'recordingStatusCallbackEvent="in-progress completed" waitUrl="">agent-7</Conference>'
            "</Dial>"
        )

    bench = Bench(room, humans(talk=30))
    agent = bench.softphone()
    bench.play(60)
    assert recordings(bench) == []
    bench.call()
    bench.play(60)
    bench.rest("POST", f"/Calls/{agent}", {"Status": "completed"})
    bench.play(6)
    began, told = bench.posted("/recorded")
    assert set(told) == FIELDS - {"CallSid"} | {"ConferenceSid"}
    assert (began["RecordingStatus"], told["RecordingSource"]) == ("in-progress", "Conference")
    (shown,) = recordings(bench, f"/Conferences/{told['ConferenceSid']}")
    assert set(shown) == COMMON
    assert (shown["conference_sid"], shown["call_sid"]) == (told["ConferenceSid"], agent)
    assert recordings(bench, ConferenceSid=told["ConferenceSid"])[0]["sid"] == shown["sid"]
    path = f"/Conferences/{told['ConferenceSid']}/Recordings/{shown['sid']}"
    assert (bench.rest("GET", path).body or {})["sid"] == shown["sid"]
    # A greeting and thirty seconds of talk; what the agent waits alone afterwards is silence, and trimmed.
    assert told["RecordingDuration"] == "31"


def test_the_second_joiner_can_not_ask_for_a_recording() -> None:
    def rooms(send: Send) -> Reply:
        record = "record-from-start" if "/twiml" in send.url else "do-not-record"
        return twiml(f'<Dial><Conference record="{record}">agent-7</Conference></Dial>')

    bench = Bench(rooms)
    bench.softphone()
    bench.call()
    bench.play(60)
    assert recordings(bench) == []


def test_another_document_ends_the_recording_of_the_dial_it_replaces() -> None:
    dial = twiml(f'<Dial record="true" callerId="{OURS}">+33199007777</Dial>')
    bench = Bench(
        lambda send: dial if "/twiml" in send.url else twiml("<Pause length='5'/>"), humans(talk=90)
    )
    sid = bench.call()
    bench.play(30)
    bench.rest("POST", f"/Calls/{sid}", {"Url": f"{APP}/other"})
    assert recordings(bench)[0]["status"] == "processing"
