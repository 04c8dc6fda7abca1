from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.localtwilio.bench import ACCOUNT_SID, OURS, THEM, Bench, twiml


def listed(bench: Bench, **query: str) -> list[str]:
    return [call["to"] for call in page(bench, query)["calls"]]


def page(bench: Bench, query: Any) -> dict[str, Any]:
    response = bench.rest("GET", "/Calls", query=query)
    assert response.status == 200, response.body
    return dict(response.body or {})


def bench_with(count: int) -> Bench:
    bench = Bench()
    for number in range(count):
        bench.call(To=f"+331990020{number:02d}")
    return bench


def test_a_list_comes_newest_first_in_twilio_s_envelope() -> None:
    shown = page(bench_with(3), {"PageSize": "2"})
    assert [call["to"] for call in shown["calls"]] == ["+33199002002", "+33199002001"]
    assert (shown["page"], shown["page_size"], shown["start"], shown["end"]) == (0, 2, 0, 1)
    base = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Calls.json"
    assert shown["first_page_uri"] == f"{base}?PageSize=2&Page=0"
    assert shown["next_page_uri"].startswith(f"{base}?PageSize=2&Page=1&PageToken=PACA")
    assert shown["previous_page_uri"] is None


def test_the_next_page_is_not_shifted_by_new_calls() -> None:
    bench = bench_with(3)
    following = urlsplit(page(bench, {"PageSize": "2"})["next_page_uri"]).query
    bench.call(To="+33199002099")
    shown = page(bench, parse_qsl(following))
    assert [call["to"] for call in shown["calls"]] == ["+33199002000"]
    assert shown["next_page_uri"] is None


def test_calls_are_found_by_number_and_status() -> None:
    bench = bench_with(3)
    assert listed(bench, To="+33199002001") == ["+33199002001"]
    assert listed(bench, From=OURS, Status="queued") != []
    assert listed(bench, Status="busy") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"StartTime": "2026-11-23"}, True),
        ({"StartTime": "2026-11-24"}, False),
        ({"StartTime>": "2026-11-23T09:00:00Z"}, True),
        ({"StartTime>": "2026-11-23T09:00:01Z"}, False),
        ({"StartTime<": "2026-11-23"}, True),
        ({"StartTime<": "2026-11-22"}, False),
        ({"StartTime>": "2026-11-22", "StartTime<": "2026-11-23T09:00:00Z"}, True),
    ],
)
def test_calls_are_found_by_when_they_began(query: dict[str, str], found: bool) -> None:
    bench = Bench()
    bench.call()
    bench.play(1)
    assert bool(listed(bench, **query)) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"EndTime": "2026-11-23"}, ["+33199002001"]),
        ({"EndTime": "2026-11-24"}, []),
        ({"EndTime<": "2026-11-23T09:01:00Z"}, ["+33199002001"]),
        ({"EndTime>": "2026-11-23T09:00:30Z"}, []),
        ({"EndTime>": "2026-11-23", "EndTime<": "2026-11-23"}, ["+33199002001"]),
    ],
)
def test_calls_are_found_by_when_they_ended(query: dict[str, str], found: list[str]) -> None:
    people = {"mix": {"human": 1}, "numbers": [{"number": "2001", "kind": "busy"}]}
    bench = Bench(people=people)
    bench.call(Timeout="60")
    bench.call(To="+33199002001")
    bench.play(3)
    assert listed(bench, **query) == found


def test_the_children_of_a_call_are_found_by_their_parent() -> None:
    dial = twiml("<Dial><Number>+33199007777</Number><Number>+33199008888</Number></Dial>")
    bench = Bench(lambda send: dial)
    parent = bench.call()
    bench.play(8)
    assert listed(bench, ParentCallSid=parent) == ["+33199008888", "+33199007777"]


def test_a_queued_call_has_no_start_to_be_found_by() -> None:
    bench = Bench(cps=0.1)
    bench.call()
    bench.call(To="+33199002001")
    bench.play(1)
    assert listed(bench, **{"StartTime>": "2026-11-22"}) == [THEM]


@pytest.mark.parametrize(
    "query", [{"PageSize": "0"}, {"Page": "x"}, {"PageToken": "PAnone"}, {"StartTime>": "soon"}]
)
def test_a_bad_filter_is_refused(query: dict[str, str]) -> None:
    response = bench_with(1).rest("GET", "/Calls", query=query)
    assert (response.status, (response.body or {})["code"]) == (400, 20001)


def test_the_whole_list_can_be_walked() -> None:
    bench, seen = bench_with(7), []
    query: Any = {"PageSize": "3", "From": OURS}
    while query:
        shown = page(bench, query)
        seen += [call["to"] for call in shown["calls"]]
        query = parse_qsl(urlsplit(shown["next_page_uri"] or "").query)
    assert seen == [f"+331990020{number:02d}" for number in reversed(range(7))]
