import re
from typing import Any

import pytest

from tests.localtwilio.bench import ACCOUNT, APP, OURS, THEM, Bench

GOOD = {"To": THEM, "From": OURS, "Url": f"{APP}/twiml"}


def refused(form: dict[str, Any]) -> tuple[int, int]:
    response = Bench().rest("POST", "/Calls", form)
    assert response.body is not None
    return response.status, response.body["code"]


def test_a_created_call_shows_its_facts() -> None:
    response = Bench().rest("POST", "/Calls", GOOD)
    assert (response.status, response.lost) == (201, False)
    body = dict(response.body or {})
    assert re.fullmatch("CA[0-9a-f]{32}", body["sid"])
    assert re.fullmatch("PN[0-9a-f]{32}", body.pop("phone_number_sid"))
    subresources = body.pop("subresource_uris")
    assert set(subresources) >= {"notifications", "recordings", "events", "streams", "siprec"}
    assert {name: value for name, value in body.items() if value is not None} == {
        "sid": body["sid"],
        "account_sid": ACCOUNT.sid,
        "to": THEM,
        "to_formatted": THEM,
        "from": OURS,
        "from_formatted": OURS,
        "status": "queued",
        "direction": "outbound-api",
        "price_unit": "USD",
        "api_version": "2010-04-01",
        "queue_time": "0",
        "uri": f"/2010-04-01/Accounts/{ACCOUNT.sid}/Calls/{body['sid']}.json",
    }


def test_a_created_call_shows_as_null_what_is_not_known_yet() -> None:
    body = Bench().rest("POST", "/Calls", GOOD).body or {}
    assert {name for name, value in body.items() if value is None} == {
        *("parent_call_sid", "start_time", "end_time", "duration", "price", "answered_by"),
        *("forwarded_from", "caller_name", "group_sid", "trunk_sid"),
        *("date_created", "date_updated"),
    }


def test_a_queued_call_shows_its_dates_once_it_is_asked_for() -> None:
    bench = Bench(cps=0.1)
    bench.call()
    shown = bench.shown(bench.call(To="+33199002001"))
    assert (shown["status"], shown["start_time"]) == ("queued", None)
    assert shown["date_created"] == shown["date_updated"] == "Mon, 23 Nov 2026 09:00:00 +0000"


def test_a_parameter_without_effect_is_said() -> None:
    bench = Bench()
    bench.call(CallReason="Your quote", Byoc="BY" + "0" * 32)
    assert bench.noted("ignored")[0]["parameters"] == ["Byoc", "CallReason"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21201),
        ({"From": ""}, 21213),
        ({"Url": ""}, 21205),
        ({"ApplicationSid": "AP" + "9" * 32}, 21218),
        ({"From": "+33199009999"}, 21210),
        ({"From": "nobody"}, 21212),
        ({"To": "+1500"}, 21211),
        ({"To": "0199001234"}, 21211),
        ({"Url": "not a url"}, 21205),
        ({"Url": "http://example.com/twiml"}, 21205),
        ({"StatusCallback": "ftp://127.0.0.1/x"}, 21609),
        ({"StatusCallback": "http://169.254.169.254/x"}, 21609),
        ({"Method": "PUT"}, 21209),
        ({"Timeout": "601"}, 21208),
        ({"Timeout": "soon"}, 21208),
        ({"SendDigits": "12x"}, 21206),
        ({"Url": "", "Twiml": "<" * 4001}, 32018),
        ({"StatusCallbackEvent": "answerd"}, 21626),
        ({"Record": "true", "RecordingChannels": "quad"}, 20001),
        ({"Record": "true", "RecordingTrack": "none"}, 20001),
        ({"Record": "true", "Trim": "all"}, 20001),
        ({"RecordingStatusCallback": "http://example.com/"}, 21609),
        ({"RecordingStatusCallbackMethod": "PUT"}, 21209),
        ({"Record": "true", "RecordingStatusCallbackEvent": "done"}, 21626),
        ({"To": "+15005550001"}, 21217),
        ({"To": "+15005550002"}, 21214),
        ({"To": "+15005550003"}, 21215),
        ({"To": "+15005550004"}, 21216),
        ({"From": "+15005550001"}, 21212),
        ({"From": "+15005550000"}, 21210),
    ],
)
def test_each_refusal_has_twilio_s_code(change: dict[str, str], code: int) -> None:
    assert refused(GOOD | change) == (400, code)


def test_the_magic_sender_is_valid() -> None:
    assert Bench().rest("POST", "/Calls", GOOD | {"From": "+15005550006"}).status == 201


def test_checks_come_in_twilio_s_order() -> None:
    form = {"From": "+33199009999", "Method": "PUT", "Timeout": "0"}
    assert refused(form) == (400, 21201)
    assert refused(form | {"To": "bad"}) == (400, 21205)
    assert refused(form | {"To": "bad", "Url": "bad"}) == (400, 21210)
    assert refused(form | {"To": "bad", "Url": "bad", "From": OURS}) == (400, 21211)
    assert refused(form | {"To": THEM, "Url": "bad", "From": OURS}) == (400, 21205)
    assert refused(form | {"To": THEM, "Url": APP, "From": OURS}) == (400, 21209)


def test_an_error_has_twilio_s_body() -> None:
    body = Bench().rest("POST", "/Calls", GOOD | {"To": "+1500"}).body
    assert body == {
        "code": 21211,
        "message": "The 'To' number +1500 is not a valid phone number.",
        "more_info": "https://www.twilio.com/docs/errors/21211",
        "status": 400,
    }


def test_a_target_off_this_machine_is_refused_in_words() -> None:
    body = Bench().rest("POST", "/Calls", GOOD | {"Url": "http://example.com/"}).body
    assert "only calls loopback addresses" in (body or {})["message"]


def test_nothing_is_created_by_a_refused_request() -> None:
    bench = Bench()
    bench.rest("POST", "/Calls", GOOD | {"To": "bad"})
    bench.play(120)
    assert (bench.sent, bench.noted("call_created")) == ([], [])


def test_url_wins_over_twiml() -> None:
    bench = Bench()
    bench.call(Twiml="<Response><Pause/></Response>")
    bench.play(30)
    assert len(bench.posted("/twiml")) == 1


def test_ten_calls_at_one_per_second_start_a_second_apart() -> None:
    bench = Bench(cps=1.0)
    form = [
        *GOOD.items(),
        ("StatusCallback", f"{APP}/status"),
        ("StatusCallbackEvent", "initiated"),
    ]
    waits = [(bench.rest("POST", "/Calls", form).body or {})["queue_time"] for _ in range(10)]
    assert waits == [str(1000 * place) for place in range(10)]
    bench.play(60)
    starts = [at for at, send in bench.sent if "/status" in send.url]
    assert starts == [float(second) for second in range(10)]


def test_the_ledger_counts_live_calls_to_one_number() -> None:
    bench = Bench()
    bench.call(To="+33199001111")
    bench.call(To="+33199001111", Url=f"{APP}/twiml?attempt=8")
    created = bench.noted("call_created")
    assert [(line["live_to"], line["query"]) for line in created] == [
        (1, {"attempt": "7"}),
        (2, {"attempt": "8"}),
    ]
    bench.play(3600)
    assert [line["live_to"] for line in bench.noted("ended")] == [1, 0]
