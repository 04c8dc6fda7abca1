from datetime import datetime
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from twilio.request_validator import RequestValidator

from telepro.localtwilio.fields import rfc2822
from telepro.localtwilio.messages import Reply, Send, Unreached
from telepro.localtwilio.overrides import Trouble
from tests.localtwilio.bench import APP, Bench, fields_of, humans, twiml

NOT_REACHED = Unreached(Trouble.CONNECT, "refused")


def headers(send: Send) -> dict[str, str]:
    return dict(send.headers)


def test_every_webhook_is_signed_so_that_the_official_validator_accepts_it() -> None:
    bench = Bench(lambda send: twiml("<Pause/>"))
    bench.call(StatusCallback=f"{APP}/status?attempt=7&x=%20y", events=["initiated", "completed"])
    bench.play(60)
    validator = RequestValidator("12345")
    assert len(bench.sent) == 3
    for _, send in bench.sent:
        signature = headers(send)["X-Twilio-Signature"]
        assert validator.validate(send.url, fields_of(send), signature)


def test_a_get_webhook_has_its_fields_in_the_signed_query() -> None:
    bench = Bench()
    bench.call(Method="GET")
    bench.play(30)
    _, send = bench.sent[0]
    assert (send.method, send.body) == ("GET", "")
    asked = dict(parse_qsl(urlsplit(send.url).query, keep_blank_values=True))
    assert asked["attempt"] == "7"
    assert asked["CallStatus"] == "in-progress"
    assert RequestValidator("12345").validate(send.url, {}, headers(send)["X-Twilio-Signature"])


def test_an_application_that_can_not_be_reached_is_tried_once_more_with_the_same_token() -> None:
    bench = Bench(lambda send: NOT_REACHED)
    bench.call()
    bench.play(30)
    first, second = (send for _, send in bench.sent)
    token = "I-Twilio-Idempotency-Token"
    assert headers(first)[token] == headers(second)[token]
    assert bench.codes() == [11205]


def test_a_server_error_is_not_retried_unless_asked() -> None:
    bench = Bench(lambda send: Reply(500))
    bench.call()
    bench.play(30)
    assert len(bench.sent) == 1
    asked = Bench(lambda send: Reply(500))
    asked.call(Url=f"{APP}/twiml#rc=3&rp=5xx")
    asked.play(30)
    assert len(asked.sent) == 4
    assert "#" not in asked.sent[0][1].url


def test_a_document_that_can_not_be_had_is_replaced_by_its_fallback_once() -> None:
    bench = Bench(lambda send: Reply(503) if "/twiml" in send.url else twiml("<Hangup/>"))
    bench.call(FallbackUrl=f"{APP}/fallback")
    bench.play(30)
    (told,) = bench.posted("/fallback")
    assert told["ErrorCode"] == "11217"
    assert told["ErrorUrl"] == f"{APP}/twiml?attempt=7"


def test_fifteen_seconds_of_silence_end_in_the_fallback() -> None:
    patient = humans(patience=60)
    bench = Bench(lambda send: None if "/twiml" in send.url else twiml("<Hangup/>"), patient)
    bench.call(FallbackUrl=f"{APP}/fallback")
    bench.play(60)
    asked, fallback = (at for at, _ in bench.sent)
    assert round(fallback - asked, 3) == 15.0
    assert bench.posted("/fallback")[0]["ErrorCode"] == "11200"


def test_without_fallback_the_call_ends_as_completed() -> None:
    bench = Bench(lambda send: Reply(404))
    sid = bench.call()
    bench.play(30)
    assert bench.shown(sid)["status"] == "completed"
    assert bench.codes() == [11217]
    assert "no document" in bench.noted("ended")[0]["reason"]


def test_a_broken_document_takes_the_fallback_too() -> None:
    broken = Reply(200, b"<Response>", "text/xml")
    bench = Bench(lambda send: broken if "/twiml" in send.url else twiml("<Hangup/>"))
    bench.call(FallbackUrl=f"{APP}/fallback")
    bench.play(30)
    assert bench.posted("/fallback")[0]["ErrorCode"] == "12100"


def test_redirects_are_followed_as_a_browser_would() -> None:
    def application(send: Send) -> Reply:
        if "/twiml" in send.url:
            return Reply(302, location="/moved")
        return twiml("<Hangup/>")

    bench = Bench(application)
    bench.call()
    bench.play(30)
    _, followed = bench.sent[1]
    assert (followed.method, followed.url) == ("GET", f"{APP}/moved")


def test_a_redirect_off_this_machine_is_not_followed() -> None:
    bench = Bench(lambda send: Reply(302, location="http://example.com/"))
    bench.call()
    bench.play(30)
    assert len(bench.sent) == 1
    assert bench.codes() == [11200]


def test_a_loop_of_redirects_ends() -> None:
    bench = Bench(lambda send: Reply(302, location=send.url))
    bench.call()
    bench.play(30)
    assert len(bench.sent) == 11
    assert bench.codes() == [11215]


def test_an_action_off_this_machine_is_never_called() -> None:
    bench = Bench(lambda send: twiml("<Redirect>http://example.com/x</Redirect>"))
    bench.call()
    bench.play(30)
    assert [send.url for _, send in bench.sent] == [f"{APP}/twiml?attempt=7"]
    assert bench.codes() == [11100]


def test_each_try_is_a_line_of_the_ledger() -> None:
    bench = Bench(lambda send: NOT_REACHED)
    bench.call()
    bench.play(30)
    tries = bench.noted("webhook")
    assert [(line["turn"], line["trouble"]) for line in tries] == [(1, "ct"), (2, "ct")]


def test_the_ledger_says_how_long_the_carrier_waited() -> None:
    at_once = Bench(lambda send: Reply(500))
    at_once.call()
    at_once.play(30)
    assert [line["took_ms"] for line in at_once.noted("webhook")] == [0]
    never = Bench(lambda send: None)
    never.call(Url=f"{APP}/twiml#tt=4000&rc=0")
    never.play(60)
    assert [line["took_ms"] for line in never.noted("webhook")] == [4000]


def test_every_moment_is_written_in_universal_time() -> None:
    noon_in_paris = datetime(2026, 11, 30, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
    assert rfc2822(noon_in_paris) == "Mon, 30 Nov 2026 11:00:00 +0000"


def test_a_redirect_to_nowhere_says_so() -> None:
    bench = Bench(lambda send: Reply(302))
    bench.call()
    bench.play(30)
    assert bench.codes() == [11216]


def test_an_answer_that_broke_off_is_not_retried_whatever_is_asked() -> None:
    bench = Bench(lambda send: Unreached(Trouble.PARTIAL, "broke off"))
    bench.call(Url=f"{APP}/twiml#rc=5&rp=all")
    bench.play(30)
    assert (len(bench.sent), bench.codes()) == (1, [11200])


def test_all_retries_together_end_with_the_total_time() -> None:
    patient = humans(patience=60)
    bench = Bench(lambda send: None, patient)
    bench.call(Url=f"{APP}/twiml#rc=5&rp=all&tt=9000&rt=4000")
    bench.play(60)
    assert bench.noted("webhook")[-1]["took_ms"] == 9000
    assert bench.codes() == [11200]


def test_a_slow_callback_holds_up_neither_the_next_one_nor_the_document() -> None:
    bench = Bench(lambda send: None if "/status" in send.url else twiml("<Pause length='5'/>"))
    bench.call(StatusCallback=f"{APP}/status", events=["initiated", "answered", "completed"])
    bench.play(60)
    begun = [(round(at), send.url.rpartition("/")[2]) for at, send in bench.sent]
    answered = begun[1][0]
    assert sorted(begun[1:3]) == [(answered, "status"), (answered, "twiml?attempt=7")]
    assert [fields["CallStatus"] for fields in bench.posted("/status")] == [
        "initiated",
        "in-progress",
        "completed",
    ]


def test_a_conference_callback_answered_with_an_error_has_a_code_of_its_own() -> None:
    room = '<Conference statusCallback="/room" statusCallbackEvent="join">a</Conference>'
    bench = Bench(
        lambda send: Reply(500) if "/room" in send.url else twiml(f"<Dial>{room}</Dial>"),
        humans(patience=3),
    )
    bench.call()
    bench.play(30)
    assert bench.codes() == [16011]
