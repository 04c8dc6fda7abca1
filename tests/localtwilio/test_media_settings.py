"""What each setting of recordings, of detection and of questions changes."""

from dataclasses import replace
from typing import Any

import pytest

from telepro.localtwilio.engine import Engine
from telepro.localtwilio.exchange import Setup
from telepro.localtwilio.messages import Reply, Send, SoftphoneAnswered, SoftphoneRegistered
from telepro.localtwilio.score import Score
from tests.localtwilio.bench import ACCOUNT, APP, OURS, Bench, humans, twiml
from tests.localtwilio.test_gather import asking, heard
from tests.localtwilio.test_participants import invite, office
from tests.localtwilio.test_recordings import talking

TOLD = {"RecordingStatusCallback": f"{APP}/recorded"}
LEG = "+33199007777"
TELLING = 'recordingStatusCallback="/recorded" recordingStatusCallbackMethod="GET"'


def methods(bench: Bench, part: str) -> list[str]:
    return [send.method for _, send in bench.sent if part in send.url]


def score(bench: Bench) -> Score:
    (recording,) = bench.engine.exchange.archive.recordings.values()
    return recording.score


def running(document: str, numbers: Any = (), **people: Any) -> Bench:
    """A call that runs this document, whose actions hang up."""

    def application(send: Send) -> Reply:
        return twiml(document if "/twiml" in send.url else "<Hangup/>")

    town = humans(**({"talk": 60, "patience": 60} | people)) | {"numbers": list(numbers)}
    bench = Bench(application, town)
    bench.call()
    bench.play(120)
    return bench


def test_a_recording_of_a_call_is_told_with_its_method_of_the_events_asked_for() -> None:
    bench = Bench(talking)
    events = {"RecordingStatusCallbackEvent": "in-progress absent"}
    bench.call(Record="true", RecordingStatusCallbackMethod="GET", **TOLD, **events)
    bench.play(60)
    assert methods(bench, "/recorded") == ["GET"]
    (sent,) = [send.url for _, send in bench.sent if "/recorded" in send.url]
    assert "RecordingStatus=in-progress" in sent


@pytest.mark.parametrize(("track", "silent"), [("inbound", "far"), ("outbound", "near")])
def test_one_track_of_a_call_leaves_the_other_silent(track: str, silent: str) -> None:
    bench = Bench(talking)
    bench.call(Record="true", RecordingTrack=track)
    bench.play(60)
    assert {getattr(one, silent) for one in score(bench)} == {"silence"}
    assert any(not one.silent for one in score(bench))


@pytest.mark.parametrize(
    "document",
    [
        f'<Dial record="true" {TELLING}>{LEG}</Dial>',
        f'<Record action="/done" {TELLING}/>',
    ],
)
def test_a_verb_tells_of_its_recording_with_its_method(document: str) -> None:
    assert methods(running(document), "/recorded") == ["GET"]


def test_a_verb_tells_of_the_events_that_it_names() -> None:
    words = 'recordingStatusCallback="/told" recordingStatusCallbackEvent="in-progress"'
    dialed = running(f'<Dial record="true" {words}>{LEG}</Dial>')
    recorded = running(f'<Record action="/done" {words}/>')
    for bench in (dialed, recorded):
        assert [each["RecordingStatus"] for each in bench.posted("/told")] == ["in-progress"]


@pytest.mark.parametrize(("track", "silent"), [("inbound", "far"), ("outbound", "near")])
def test_one_track_of_a_dialed_talk_leaves_the_other_silent(track: str, silent: str) -> None:
    bench = running(f'<Dial record="true" recordingTrack="{track}">{LEG}</Dial>')
    assert {getattr(one, silent) for one in score(bench)} == {"silence"}


def test_a_message_recorded_from_the_other_side_is_empty() -> None:
    bench = running('<Record playBeep="false" recordingTrack="outbound" action="/done"/>')
    assert score(bench) == ()


def test_a_dialed_talk_is_trimmed_when_asked() -> None:
    """Nothing is to be heard of a silent line: trimmed away, there is nothing left."""
    kept = {}
    for word in ("trim-silence", "do-not-trim"):
        dial = f'<Dial record="true" recordingTrack="inbound" trim="{word}">{LEG}</Dial>'
        bench = running(dial, numbers=[{"number": "1234", "kind": "silence"}])
        kept[word] = bool(score(bench))
    assert kept == {"trim-silence": False, "do-not-trim": True}


@pytest.mark.parametrize(("beeps", "later"), [("true", 0.5), ("false", 0.0)])
def test_a_beep_comes_before_a_message(beeps: str, later: float) -> None:
    bench = running(f'<Record action="/done" playBeep="{beeps}"/>')
    (recording,) = bench.engine.exchange.archive.recordings.values()
    asked = next(at for at, send in bench.sent if "/twiml" in send.url)
    began = (recording.started - recording.call.created).total_seconds()
    assert began - asked == later


def test_a_message_s_action_is_asked_with_its_method() -> None:
    assert methods(running('<Record action="/done" method="GET"/>'), "/done") == ["GET"]


@pytest.mark.parametrize(
    ("word", "told", "kept"), [("trim-silence", [], False), ("do-not-trim", ["GET"], True)]
)
def test_a_conference_tells_of_its_recording_with_its_method_and_trims_it(
    word: str, told: list[str], kept: bool
) -> None:
    noun = f'<Conference record="record-from-start" trim="{word}" muted="true" {TELLING}>'
    document = twiml(f"<Dial>{noun}a</Conference></Dial>")
    bench = Bench(lambda send: document, humans(talk=60, patience=30))
    for number in ("+33199001234", "+33199005678"):
        bench.call(To=number)
    bench.play(120)
    assert (methods(bench, "/recorded"), bool(score(bench))) == (told, kept)


def test_an_asynchronous_result_is_told_with_its_method() -> None:
    bench = Bench(lambda send: twiml("<Pause length='9'/>"))
    url = {"AsyncAmdStatusCallback": f"{APP}/amd", "AsyncAmdStatusCallbackMethod": "GET"}
    bench.call(MachineDetection="Enable", AsyncAmd="true", **url)
    bench.play(60)
    assert methods(bench, "/amd") == ["GET"]


@pytest.mark.parametrize(
    ("greeting", "attributes", "verdict", "milliseconds"),
    [
        (1.0, 'machineDetectionSpeechEndThreshold="3000"', "human", 4000),
        (1.0, 'machineDetectionSpeechThreshold="1000"', "machine_start", 1000),
        (
            9.0,
            'machineDetectionSpeechThreshold="6000" machineDetectionTimeout="4"',
            "unknown",
            4000,
        ),
    ],
)
def test_each_tunable_of_a_dialed_number_decides(
    greeting: float, attributes: str, verdict: str, milliseconds: int
) -> None:
    told = 'amdStatusCallback="/amd" amdStatusCallbackMethod="POST"'
    number = f'<Number machineDetection="Enable" {told} {attributes}>{LEG}</Number>'
    bench = running(f"<Dial>{number}</Dial>", greeting=greeting)
    (amd,) = bench.posted("/amd")
    assert (amd["AnsweredBy"], amd["MachineDetectionDuration"]) == (verdict, str(milliseconds))


def test_a_silent_line_that_is_dialed_is_given_up_when_asked() -> None:
    told = 'amdStatusCallback="/amd" amdStatusCallbackMethod="GET"'
    number = (
        f'<Number machineDetection="DetectMessageEnd" machineDetectionSilenceTimeout="3000" {told}>'
        f"{LEG}</Number>"
    )
    rules = {"numbers": [{"number": LEG, "kind": "silence"}]}
    bench = Bench(
        lambda send: twiml(f"<Dial>{number}</Dial>"), humans(talk=60, patience=60) | rules
    )
    bench.call()
    bench.play(60)
    (sent,) = [send for _, send in bench.sent if "/amd" in send.url]
    assert sent.method == "GET"
    assert "AnsweredBy=unknown&MachineDetectionDuration=3000" in sent.url


def test_an_invited_leg_s_result_is_told_with_its_method() -> None:
    bench = office()
    amd = {"AmdStatusCallback": f"{APP}/amd", "AmdStatusCallbackMethod": "GET"}
    silence = {"MachineDetectionSpeechEndThreshold": "500", "MachineDetectionTimeout": "30"}
    entry = invite(bench, MachineDetection="DetectMessageEnd", **amd, **silence)
    bench.play(90)
    assert methods(bench, "/amd") == ["GET"]
    assert bench.noted("detected")[0]["took_ms"] == 1500
    assert bench.noted("detected")[0]["call_sid"] == entry["call_sid"]


@pytest.mark.parametrize(
    ("attributes", "seconds"),
    [
        ('speechTimeout="3"', 3.0),
        ('speechTimeout="auto"', 1.0),
        ('timeout="4"', 4.0),
        ('speechTimeout="auto" maxSpeechTime="2"', 2 + 1.0 - (0.8 + 49 / 15)),
    ],
)
def test_a_sentence_is_complete_after_so_much_silence(attributes: str, seconds: float) -> None:
    bench = asking(f'input="speech" {attributes}')
    bench.call()
    bench.play(60)
    assert len(heard(bench)) == 1
    asked, told = (at for at, send in bench.sent)
    said = 0.8 + len("Il n'y a personne de ce nom ici, c'est une erreur.") / 15
    assert told - asked - said == pytest.approx(seconds, abs=0.1)


def test_a_question_s_action_is_asked_with_its_method() -> None:
    bench = asking('method="GET" numDigits="1"', presses="1")
    bench.call()
    bench.play(30)
    assert methods(bench, "/heard") == ["GET"]


@pytest.mark.parametrize(
    "noun",
    [f'<Number url="/w" method="GET">{LEG}</Number>', '<Client url="/w" method="GET">bob</Client>'],
)
def test_the_document_before_the_bridge_is_asked_with_its_method(noun: str) -> None:
    def application(send: Send) -> Reply:
        return twiml(f"<Dial>{noun}</Dial>" if "/twiml" in send.url else "")

    bench = Bench(application, humans(talk=60, patience=60))
    bench.hand(SoftphoneRegistered(1, "bob"))
    bench.call()
    bench.play(9)
    for child in list(bench.engine.exchange.calls):
        bench.hand(SoftphoneAnswered(child))
    bench.play(20)
    assert methods(bench, "/w") == ["GET"]


def test_a_dialed_browser_s_callback_is_sent_with_its_method() -> None:
    told = 'statusCallback="/child" statusCallbackMethod="GET" statusCallbackEvent="completed"'
    bench = running(f"<Dial><Client {told}>bob</Client></Dial>")
    assert methods(bench, "/child") == ["GET"]


def test_digits_to_send_take_their_time_before_the_document_is_asked_for() -> None:
    plain, sending = Bench(), Bench()
    plain.call()
    sending.call(SendDigits="Ww12#")
    asked = []
    for bench in (plain, sending):
        bench.play(60)
        asked.append(bench.sent[0][0])
    assert asked[1] - asked[0] == pytest.approx(1.0 + 0.5 + 3 * 0.2)


def test_callback_and_fallback_of_a_live_call_can_be_changed() -> None:
    bench = Bench(
        lambda send: (
            Reply(500)
            if "/next" in send.url
            else twiml("<Pause length='9'/><Redirect>/next</Redirect>")
        ),
        humans(talk=60, patience=60),
    )
    sid = bench.call()
    bench.play(8)
    changes = {
        "StatusCallback": f"{APP}/later",
        "StatusCallbackMethod": "GET",
        "FallbackUrl": f"{APP}/instead",
        "FallbackMethod": "GET",
    }
    bench.rest("POST", f"/Calls/{sid}", changes)
    bench.play(60)
    assert set(methods(bench, "/instead")) == {"GET"}
    bench.rest("POST", f"/Calls/{sid}", {"Status": "completed"})
    assert methods(bench, "/later") == ["GET"]


def test_a_text_without_a_number_to_send_it_from_is_refused() -> None:
    bench = Bench()
    body = {"To": OURS, "Body": "Bonjour", "MessagingServiceSid": "MG" + "1" * 32}
    bench.engine = Engine(Setup(replace(ACCOUNT, numbers=())), "nonce", bench.now)
    answer = bench.rest("POST", "/Messages", body)
    assert (answer.status, (answer.body or {})["code"]) == (400, 21703)
