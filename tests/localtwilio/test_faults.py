import pytest

from telepro.localtwilio.faults import BadFault, Fault, read_faults
from tests.localtwilio.bench import ALL_EVENTS, APP, OURS, THEM, Bench, fields_of

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
