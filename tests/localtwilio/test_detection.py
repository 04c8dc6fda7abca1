from collections import Counter
from typing import Any

import pytest

from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.detection_orders import order_of
from telepro.localtwilio.detection_words import DetectionOrder
from telepro.localtwilio.people import Kind, Scenario
from telepro.localtwilio.sayings import Saying
from telepro.localtwilio.scenario import BadScenario, scenario_of
from telepro.localtwilio.town import Town
from tests.localtwilio.bench import ACCOUNT, APP, OURS, THEM, Bench, humans, only, twiml
from tests.localtwilio.test_calls import ALWAYS, FINAL, PLACES

STATUS = f"{APP}/status?attempt=7"
LONG = twiml("<Pause length='5'/>")


def answered_by(kind: str, traits: dict[str, Any], **asked: str) -> tuple[Bench, str]:
    """A call with detection that somebody of this kind took after two seconds of ringing."""
    people = {"mix": {kind: 1}, "people": {kind: {"ring": 2, "talk": 60, "patience": 60} | traits}}
    bench = Bench(lambda send: LONG, people)
    sid = bench.call(**({"MachineDetection": "Enable", "StatusCallback": STATUS} | asked))
    bench.play(90)
    return bench, sid


MESSAGE_END = {"MachineDetection": "DetectMessageEnd"}


@pytest.mark.parametrize(
    ("kind", "traits", "asked", "verdict", "milliseconds"),
    [
        ("human", {"greeting": 1.0}, {}, "human", 2200),
        ("human", {"greeting": 1.0}, MESSAGE_END, "human", 2200),
        ("human", {"greeting": 2.9}, {}, "machine_start", 2400),
        (
            "gatekeeper",
            {"greeting": 1.5},
            {"MachineDetectionSpeechEndThreshold": "500"},
            "human",
            2000,
        ),
        ("machine", {"greeting": 6}, {}, "machine_start", 2400),
        (
            "machine",
            {"greeting": 6},
            {"MachineDetectionSpeechThreshold": "1000"},
            "machine_start",
            1000,
        ),
        ("machine", {"greeting": 3}, {"MachineDetectionSpeechThreshold": "6000"}, "human", 4200),
        ("machine", {"greeting": 6, "beeps": 1}, MESSAGE_END, "machine_end_beep", 6500),
        ("machine", {"greeting": 6, "beeps": 0}, MESSAGE_END, "machine_end_silence", 7200),
        (
            *("machine", {"greeting": 30}),
            MESSAGE_END | {"MachineDetectionTimeout": "10"},
            *("machine_end_other", 10_000),
        ),
        ("fax", {}, {}, "fax", 1500),
        ("fax", {}, MESSAGE_END, "fax", 1500),
        ("silence", {}, {}, "unknown", 5000),
        ("silence", {}, {"MachineDetectionSilenceTimeout": "3000"}, "unknown", 3000),
        ("silence", {}, {"MachineDetectionTimeout": "3"}, "unknown", 3000),
    ],
)
def test_who_answered_is_found_out(
    kind: str, traits: dict[str, Any], asked: dict[str, str], verdict: str, milliseconds: int
) -> None:
    bench, sid = answered_by(kind, traits, **asked)
    (told,) = bench.posted("/twiml")
    assert set(told) == ALWAYS | PLACES | {"AnsweredBy", "MachineDetectionDuration"}
    assert (told["AnsweredBy"], told["MachineDetectionDuration"]) == (verdict, str(milliseconds))
    assert bench.shown(sid)["answered_by"] == verdict
    (ended,) = bench.posted("/status")
    assert set(ended) == FINAL | {"AnsweredBy"}
    assert ended["AnsweredBy"] == verdict


def test_synchronous_detection_asks_for_instructions_after_the_decision() -> None:
    bench = Bench(lambda send: LONG, humans(greeting=1))
    sid = bench.call(MachineDetection="Enable", StatusCallback=STATUS, events=["answered"])
    bench.play(60)
    answered, asked = (at for at, _ in bench.sent)
    assert round(asked - answered, 3) == 2.2
    assert bench.shown(sid)["answered_by"] == "human"


def test_asynchronous_detection_tells_its_callback_and_holds_up_nothing() -> None:
    bench = Bench(lambda send: twiml("<Pause length='10'/>"), humans(greeting=1, patience=60))
    sid = bench.call(
        MachineDetection="Enable", AsyncAmd="true", AsyncAmdStatusCallback=f"{APP}/amd?attempt=7"
    )
    bench.play(60)
    (asked,), (told,) = bench.posted("/twiml"), bench.posted("/amd")
    assert set(asked) == ALWAYS | PLACES
    assert told == {
        "CallSid": sid,
        "AccountSid": ACCOUNT.sid,
        "AnsweredBy": "human",
        "MachineDetectionDuration": "2200",
    }
    at = [seconds for seconds, _ in bench.sent]
    assert round(at[1] - at[0], 3) == 2.2
    assert bench.shown(sid)["answered_by"] == "human"


def test_an_asynchronous_result_without_a_callback_is_on_the_call_with_a_warning() -> None:
    bench, sid = answered_by("machine", {"greeting": 6}, AsyncAmd="true")
    assert bench.codes() == [21262]
    assert bench.shown(sid)["answered_by"] == "machine_start"


@pytest.mark.parametrize("word", ["True", "1", "yes"])
def test_any_other_word_than_true_leaves_detection_synchronous_with_a_warning(word: str) -> None:
    bench, _ = answered_by("human", {"greeting": 1}, AsyncAmd=word)
    assert bench.codes() == [21263]
    assert "AnsweredBy" in bench.posted("/twiml")[0]


def test_a_dialed_number_is_judged_beside_the_talk() -> None:
    dial = twiml(
        f'<Dial action="/done" callerId="{OURS}"><Number machineDetection="Enable" '
        'machineDetectionSpeechThreshold="2000" amdStatusCallback="/amd">+33199007777</Number></Dial>'
    )
    people = humans(talk=60, patience=60) | {"numbers": [{"number": "7777", "kind": "machine"}]}
    bench = Bench(lambda send: dial if "/twiml" in send.url else twiml(""), people)
    parent = bench.call()
    bench.play(90)
    (told,), (done,) = bench.posted("/amd"), bench.posted("/done")
    assert told == {
        "CallSid": done["DialCallSid"],
        "AccountSid": ACCOUNT.sid,
        "AnsweredBy": "machine_start",
        "MachineDetectionDuration": "2000",
    }
    assert bench.shown(done["DialCallSid"])["answered_by"] == "machine_start"
    assert bench.shown(parent)["answered_by"] is None


def test_who_hangs_up_before_the_decision_stays_unknown() -> None:
    people = {"mix": {"human": 1}, "people": {"human": {"ring": 2, "greeting": 1, "patience": 0.5}}}
    bench = Bench(lambda send: LONG, people)
    sid = bench.call(MachineDetection="Enable", StatusCallback=STATUS)
    bench.play(60)
    assert bench.posted("/twiml") == []
    assert bench.posted("/status")[0]["AnsweredBy"] == "unknown"
    assert bench.shown(sid)["answered_by"] == "unknown"


def test_digits_to_send_disable_detection() -> None:
    bench, sid = answered_by("human", {"greeting": 1}, SendDigits="12")
    assert set(bench.posted("/twiml")[0]) == ALWAYS | PLACES
    assert bench.shown(sid)["answered_by"] is None


def test_a_browser_is_not_listened_to() -> None:
    asked = {"MachineDetection": "Enable", "To": "client:agent_7"}
    assert order_of(asked) is None
    assert order_of(asked | {"To": THEM}) == DetectionOrder()


def test_an_unanswered_call_was_answered_by_nobody() -> None:
    bench = Bench(people=only("busy"))
    sid = bench.call(MachineDetection="Enable", StatusCallback=STATUS)
    bench.play(30)
    assert set(bench.posted("/status")[0]) == FINAL
    assert bench.shown(sid)["answered_by"] is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"MachineDetection": "On"}, 21234),
        ({"MachineDetectionTimeout": "2"}, 21234),
        ({"MachineDetectionTimeout": "61"}, 21234),
        ({"MachineDetectionSpeechThreshold": "999"}, 21234),
        ({"MachineDetectionSpeechThreshold": "6001"}, 21234),
        ({"MachineDetectionSpeechEndThreshold": "499"}, 21234),
        ({"MachineDetectionSpeechEndThreshold": "5001"}, 21234),
        ({"MachineDetectionSilenceTimeout": "1999"}, 21234),
        ({"MachineDetectionSilenceTimeout": "10001"}, 21234),
        ({"AsyncAmdStatusCallback": "http://example.com/"}, 21609),
        ({"AsyncAmdStatusCallbackMethod": "PUT"}, 21209),
    ],
)
def test_what_detection_can_not_be_is_refused(change: dict[str, str], code: int) -> None:
    form = {"To": THEM, "From": OURS, "Url": APP, "MachineDetection": "Enable"} | change
    answer = Bench().rest("POST", "/Calls", form)
    assert (answer.status, (answer.body or {})["code"]) == (400, code)


@pytest.mark.parametrize("seconds", ["3", "59", "60"])
def test_both_published_upper_bounds_are_accepted(seconds: str) -> None:
    Bench().call(MachineDetection="Enable", MachineDetectionTimeout=seconds)


def test_speed_changes_when_a_decision_falls_and_not_which() -> None:
    people = {"mix": {"human": 1}, "people": {"human": {"ring": 2, "greeting": 1, "talk": 600}}}
    bench = Bench(lambda send: LONG, people, speed=10.0)
    bench.call(MachineDetection="Enable")
    bench.play(10)
    told = bench.posted("/twiml")[0]
    assert (told["AnsweredBy"], told["MachineDetectionDuration"]) == ("human", "220")


def test_mistakes_come_at_the_rates_of_the_people_file() -> None:
    rates = {"human_as_machine": 0.3, "machine_as_human": 0.2, "unknown": 0.1}
    people = {
        "mix": {"human": 1, "machine": 1},
        "people": {"human": {"ring": 2}, "machine": {"ring": 2}},
        "detection": rates,
    }
    bench = Bench(lambda send: LONG, people)
    for number in range(1000):
        bench.call(To=f"+3319900{number:04d}", MachineDetection="Enable")
    bench.play(600)
    calls = bench.engine.exchange.calls.values()
    assert {call.status for call in calls} == {CallStatus.COMPLETED}
    found = Counter((call.person.kind, call.answered_by) for call in calls if call.person)
    humans_ = sum(count for (kind, _), count in found.items() if kind is Kind.HUMAN)
    machines = sum(count for (kind, _), count in found.items() if kind is Kind.MACHINE)
    by_word = {(str(kind), str(word)): count for (kind, word), count in found.items()}
    assert 0.24 < by_word["human", "machine_start"] / humans_ < 0.36
    assert 0.15 < by_word["machine", "human"] / machines < 0.25
    assert 0.06 < by_word["human", "unknown"] / humans_ < 0.14


def test_there_are_no_mistakes_unless_they_are_asked_for() -> None:
    bench = Bench(lambda send: LONG, {"mix": {"human": 1, "machine": 1}})
    for number in range(300):
        bench.call(To=f"+3319900{number:04d}", MachineDetection="Enable")
    bench.play(600)
    calls = bench.engine.exchange.calls.values()
    found = {(str(call.person.kind), str(call.answered_by)) for call in calls if call.person}
    assert found == {("human", "human"), ("machine", "machine_start")}


def test_new_traits_leave_the_people_of_a_seed_as_they_were() -> None:
    person = Town(Scenario(), 7).meet("+33199000005")
    assert (person.kind, person.says, person.hangs_up) == (Kind.HUMAN, Saying.DOCUMENTATION, False)
    drawn = (person.setup, person.ring, person.greeting, person.talk)
    assert [round(seconds, 3) for seconds in drawn] == [1.659, 15.967, 1.695, 48.284]


def test_a_bad_rate_or_key_is_named_with_its_place() -> None:
    with pytest.raises(BadScenario) as bad:
        scenario_of(
            {
                "detection": {"unknown": 2, "human_as_fax": 0.1},
                "people": {"machine": {"beeps": 7}},
                "numbers": [{"number": "1", "presses": "1x"}],
            }
        )
    for place in (
        "detection.unknown: found 2",
        "detection, key: found 'human_as_fax'",
        "people.machine.beeps: found 7",
        "numbers[0].presses: found '1x'",
    ):
        assert place in str(bad.value)
