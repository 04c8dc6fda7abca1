import time

import pytest
import requests
from twilio.request_validator import RequestValidator

from telepro.localtwilio.faults import BadFault, Fault, read_faults, read_wish
from telepro.localtwilio.messages import FaultAsked, Send
from telepro.localtwilio.mischief import Mischief
from tests.localtwilio.bench import (
    ACCOUNT,
    ALL_EVENTS,
    APP,
    OURS,
    THEM,
    Bench,
    fields_of,
    humans,
    only,
    twiml,
)
from tests.localtwilio.theatre import application, local_twilio

GOOD = {"To": THEM, "From": OURS, "Url": f"{APP}/twiml", "StatusCallback": f"{APP}/status"}


def events_of(rates: dict[Fault, float]) -> list[str]:
    bench = Bench(faults=rates, seed=3)
    for number in range(40):
        bench.call(To=f"+331990010{number:02d}", StatusCallback=f"{APP}/status", events=ALL_EVENTS)
    bench.play(300)
    return [fields["CallStatus"] for fields in bench.posted("/status")]


def test_rates_are_read_from_the_command_line() -> None:
    read = read_faults(["create_lost=0.03", "webhook_drop=0.1,webhook_double=0.1"])
    assert read == {
        Fault.CREATE_LOST: 0.03,
        Fault.WEBHOOK_DROP: 0.1,
        Fault.WEBHOOK_DOUBLE: 0.1,
    }


@pytest.mark.parametrize("text", ["create_lost", "create_lost=2", "lightning=0.1", "create_500=x"])
def test_a_fault_that_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadFault, match="expected"):
        read_faults([text])


def test_a_lost_creation_creates_the_call() -> None:
    bench = Bench(faults={Fault.CREATE_LOST: 1.0})
    response = bench.rest("POST", "/Calls", GOOD)
    assert (response.status, response.lost) == (201, True)
    bench.play(60)
    assert len(bench.posted("/status")) == 1


@pytest.mark.parametrize(
    ("fault", "status", "code"), [("create_500", 500, 20500), ("create_429", 429, 20429)]
)
def test_a_refused_creation_creates_nothing(fault: str, status: int, code: int) -> None:
    bench = Bench(faults={Fault(fault): 1.0})
    response = bench.rest("POST", "/Calls", GOOD)
    assert (response.status, (response.body or {})["code"]) == (status, code)
    bench.play(60)
    assert bench.sent == []


def test_a_tenth_of_the_callbacks_is_dropped_and_the_same_tenth_each_time() -> None:
    told = events_of({Fault.WEBHOOK_DROP: 0.1})
    assert 130 <= len(told) < 160
    assert told == events_of({Fault.WEBHOOK_DROP: 0.1})


def test_doubled_callbacks_carry_the_same_token() -> None:
    bench = Bench(faults={Fault.WEBHOOK_DOUBLE: 1.0})
    bench.call(StatusCallback=f"{APP}/status")
    bench.play(300)
    first, second = (send for _, send in bench.sent if "/status" in send.url)
    assert fields_of(first) == fields_of(second)
    assert dict(first.headers) == dict(second.headers)


def test_reordered_callbacks_overtake_each_other() -> None:
    told = events_of({Fault.WEBHOOK_REORDER: 0.5})
    assert len(told) == 160
    assert told != sorted(told, key=["initiated", "ringing", "in-progress", "completed"].index)
    assert told.index("completed") < len(told) - told[::-1].index("ringing")


def test_requests_for_twiml_are_never_dropped() -> None:
    bench = Bench(faults={Fault.WEBHOOK_DROP: 1.0})
    bench.call(StatusCallback=f"{APP}/status")
    bench.play(60)
    assert (len(bench.posted("/twiml")), bench.posted("/status")) == (1, [])
    assert len(bench.noted("webhook_dropped")) == 1


def statuses(bench: Bench) -> list[str]:
    return [fields["CallStatus"] for fields in bench.posted("/status")]


def asked(bench: Bench, **wish: object) -> None:
    bench.hand(FaultAsked(read_wish(wish)))


def test_faults_of_before_draw_as_before() -> None:
    mischief = Mischief({Fault.CREATE_500: 0.3, Fault.WEBHOOK_REORDER: 0.5}, 3)
    drawn = [mischief.creation() for _ in range(8)]
    assert [fault == Fault.CREATE_500 for fault in drawn] == [True, *[False] * 7]
    delays = [round(mischief.callback_delays()[0], 3) for _ in range(6)]
    assert delays == [4.965, 0.0, 3.746, 0.0, 2.552, 0.941]
    more = Mischief(
        {
            Fault.CREATE_500: 0.3,
            Fault.WEBHOOK_REORDER: 0.5,
            Fault.OUTAGE: 0.5,
            Fault.WEBHOOK_HUGE: 1,
        },
        3,
    )
    assert [more.creation() for _ in range(8)] == drawn
    assert [round(more.callback_delays()[0], 3) for _ in range(6)] == delays


def test_a_slow_creation_is_answered_late_and_rings_meanwhile() -> None:
    bench = Bench(faults={Fault.CREATE_SLOW: 1.0})
    response = bench.rest("POST", "/Calls", GOOD)
    assert (response.status, response.after) == (201, 8.0)
    assert bench.rest("GET", "/Calls").after == 0
    bench.play(5)
    assert len(bench.noted("ringing")) == 1


def test_an_outage_refuses_everything_and_sends_nothing_until_it_is_over() -> None:
    bench = Bench(lambda send: twiml("<Pause length='20'/>"), humans(patience=60))
    sid = bench.call(StatusCallback=f"{APP}/status", events=ALL_EVENTS)
    bench.play(3)
    asked(bench, fault="outage", seconds=20)
    for method, path in (("POST", "/Calls"), ("GET", f"/Calls/{sid}")):
        refused = bench.rest(method, path, GOOD)
        assert (refused.status, (refused.body or {})["code"]) == (503, 20503)
    bench.play(19)
    assert statuses(bench) == ["initiated", "ringing"]
    assert bench.posted("/twiml") == []
    assert bench.codes() == [12400]
    assert len(bench.noted("webhook_dropped")) == 2
    bench.play(1)
    assert bench.shown(sid)["status"] == "completed"


def test_an_outage_by_rate_begins_with_a_request_and_ends_by_itself() -> None:
    bench = Bench(faults={Fault.OUTAGE: 1.0})
    assert bench.rest("GET", "/Calls").status == 503
    bench.hand(FaultAsked(read_wish({"fault": "outage", "rate": 0})))
    bench.play(19)
    assert bench.rest("GET", "/Calls").status == 503
    bench.play(1)
    assert bench.rest("GET", "/Calls").status == 200


def test_late_callbacks_come_ten_seconds_to_two_minutes_late() -> None:
    bench = Bench(people=only("busy"), faults={Fault.WEBHOOK_LATE: 1.0})
    for number in range(20):
        bench.call(To=f"+331990010{number:02d}", StatusCallback=f"{APP}/status")
    bench.play(300)
    lateness = sorted(at for at, _ in bench.sent)
    assert len(lateness) == 20
    assert lateness[0] >= 10
    assert 60 < lateness[-1] <= 122


def test_a_replayed_callback_is_an_old_one_to_the_letter() -> None:
    bench = Bench(lambda send: twiml("<Pause length='5'/>"), faults={Fault.WEBHOOK_REPLAY: 1.0})
    bench.call(StatusCallback=f"{APP}/status", events=ALL_EVENTS)
    bench.play(60)
    sends = [send for _, send in bench.sent if "/status" in send.url]
    assert len(sends) == 7
    assert len({(send.body, send.headers) for send in sends}) == 4
    assert len({dict(send.headers)["X-Twilio-Signature"] for send in sends}) == 4


def test_a_forged_callback_comes_beside_the_true_one_and_its_signature_is_wrong() -> None:
    bench = Bench(lambda send: twiml("<Pause length='5'/>"), faults={Fault.WEBHOOK_FORGE: 1.0})
    bench.call(StatusCallback=f"{APP}/status", events=["ringing"])
    bench.play(60)
    true, forged = (send for _, send in bench.sent if "/status" in send.url)
    validator = RequestValidator(ACCOUNT.token)
    assert [is_signed(validator, send) for send in (true, forged)] == [True, False]
    assert (fields_of(true)["CallStatus"], fields_of(forged)["CallStatus"]) == (
        "ringing",
        "completed",
    )


def is_signed(validator: RequestValidator, send: Send) -> bool:
    signature = dict(send.headers)["X-Twilio-Signature"]
    return bool(validator.validate(send.url, fields_of(send), signature))


def test_a_huge_callback_is_true_signed_and_larger_than_64_kilobytes() -> None:
    bench = Bench(people=only("busy"), faults={Fault.WEBHOOK_HUGE: 1.0})
    bench.call(StatusCallback=f"{APP}/status")
    bench.play(60)
    ((_, send),) = bench.sent
    assert len(send.body) > 64 * 1024
    assert fields_of(send)["CallStatus"] == "busy"
    assert is_signed(RequestValidator(ACCOUNT.token), send)


def test_the_next_ones_go_wrong_and_no_more() -> None:
    bench = Bench()
    asked(bench, fault="create_429", next=2)
    answers = [bench.rest("POST", "/Calls", GOOD).status for _ in range(4)]
    assert answers == [429, 429, 201, 201]
    asked(bench, fault="webhook_drop")
    bench.play(60)
    assert len(bench.posted("/status")) == 1


def test_everything_can_be_made_to_go_right_again() -> None:
    bench = Bench(faults={Fault.CREATE_500: 1.0})
    asked(bench, fault="outage", seconds=600)
    asked(bench, fault="webhook_drop", next=9)
    told = bench.engine.exchange.mischief.told(bench.now)
    assert told["rates"] == {"create_500": 1.0}
    assert told["next"] == {"webhook_drop": 9}
    assert told["outage_until"] == "2026-11-23T09:10:00+00:00"
    bench.hand(FaultAsked(None))
    assert bench.rest("POST", "/Calls", GOOD).status == 201
    bench.play(60)
    assert len(bench.posted("/status")) == 1


@pytest.mark.parametrize(
    "wish",
    [
        "rain",
        {},
        {"fault": "rain"},
        {"fault": "outage", "for": 3},
        {"fault": "outage", "seconds": -1},
        {"fault": "outage", "seconds": "long"},
        {"fault": "create_500", "seconds": 3},
        {"fault": "create_500", "next": 1.5},
        {"fault": "create_500", "rate": 2},
        {"fault": "create_500", "rate": True},
        {"fault": "create_500", "rate": 0.5, "next": 3},
    ],
)
def test_a_wish_that_can_not_be_understood_is_refused_in_a_sentence(wish: object) -> None:
    with pytest.raises(BadFault, match=r"expected|only"):
        read_wish(wish)


def test_faults_are_asked_for_over_http_and_the_first_callback_beats_the_answer() -> None:
    with application() as app, local_twilio() as url:
        asking = requests.post(
            f"{url}/faults", json={"fault": "create_slow", "seconds": 1.5}, timeout=5
        )
        assert (asking.status_code, asking.json()["next"]) == (200, {"create_slow": 1})
        form = {"To": THEM, "From": OURS, "Url": f"{app.url}/twiml", "StatusCallback": app.url}
        begun = time.monotonic()
        created = requests.post(
            f"{url}/2010-04-01/Accounts/{ACCOUNT.sid}/Calls.json",
            {**form, "StatusCallbackEvent": "initiated"},
            auth=(ACCOUNT.sid, ACCOUNT.token),
            timeout=5,
        )
        assert (created.status_code, time.monotonic() - begun >= 1.5) == (201, True)
        assert app.heard[0].fields["CallSid"] == created.json()["sid"]
        assert requests.get(f"{url}/faults", timeout=5).json()["next"] == {}


def test_faults_that_can_not_be_understood_are_refused_over_http() -> None:
    with local_twilio() as url:
        plain = requests.post(f"{url}/faults", data='{"fault": "outage"}', timeout=5)
        broken = requests.post(
            f"{url}/faults", data="{", headers={"Content-Type": "application/json"}, timeout=5
        )
        unknown = requests.post(f"{url}/faults", json={"fault": "rain"}, timeout=5)
        assert [answer.status_code for answer in (plain, broken, unknown)] == [415, 400, 400]
        assert all("expected" in answer.json()["message"] for answer in (plain, broken, unknown))
        requests.post(f"{url}/faults", json={"fault": "outage", "seconds": 60}, timeout=5)
        calls = f"{url}/2010-04-01/Accounts/{ACCOUNT.sid}/Calls.json"
        signed_in = (ACCOUNT.sid, ACCOUNT.token)
        assert requests.get(calls, auth=signed_in, timeout=5).status_code == 503
        cleared = requests.delete(f"{url}/faults", timeout=5).json()
        assert (cleared["outage_until"], cleared["rates"]) == (None, {})
        assert requests.get(calls, auth=signed_in, timeout=5).status_code == 200
