from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from telepro.localtwilio.messages import InboundMessage, Reply, Send
from telepro.localtwilio.numbers import number_sid
from telepro.localtwilio.texts import segments_of
from tests.localtwilio.bench import (
    ACCOUNT,
    APP,
    OURS,
    THEM,
    Bench,
    fields_of,
    only,
    twiml,
)
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio

STATUS = {
    "MessageSid", "SmsSid", "AccountSid", "MessageStatus", "SmsStatus", "From", "To", "ApiVersion",
}  # fmt: skip
RECEIVED = {
    "MessageSid", "SmsSid", "SmsMessageSid", "AccountSid", "ApiVersion", "From", "To", "Body",
    "NumMedia", "NumSegments", "SmsStatus", "FromCity", "FromState", "FromZip", "FromCountry",
    "ToCity", "ToState", "ToZip", "ToCountry",
}  # fmt: skip
SERVICE = "MG" + "1" * 32
PN = number_sid(ACCOUNT.sid, OURS)


def text(bench: Bench, **changes: str) -> dict[str, Any]:
    form = {"To": THEM, "From": OURS, "Body": "Bonjour", "StatusCallback": f"{APP}/sent"} | changes
    response = bench.rest("POST", "/Messages", {k: v for k, v in form.items() if v})
    assert response.status == 201, response.body
    return dict(response.body or {})


def statuses(bench: Bench, part: str = "/sent") -> list[str]:
    return [fields["MessageStatus"] for fields in bench.posted(part)]


def desk(document: str = "", **setup: Any) -> Bench:
    """A bench whose number asks the application about messages."""

    def answer(send: Send) -> Reply:
        return twiml(document) if "/sms" in send.url else Reply(204)

    bench = Bench(answer, **setup)
    bench.rest("POST", f"/IncomingPhoneNumbers/{PN}", {"SmsUrl": f"{APP}/sms"})
    return bench


def write(bench: Bench, body: str, **facts: str) -> str:
    response = bench.hand(InboundMessage(**({"from_": THEM, "to": OURS, "body": body} | facts)))
    assert response is not None
    assert response.status == 201
    return str((response.body or {})["message_sid"])


def listed(bench: Bench, **query: str) -> list[dict[str, Any]]:
    return list((bench.rest("GET", "/Messages", query=query).body or {})["messages"])


def test_a_message_is_shown_with_every_key() -> None:
    bench = Bench()
    created = text(bench)
    sid = created["sid"]
    path = f"/2010-04-01/Accounts/{ACCOUNT.sid}/Messages/{sid}"
    assert sid.startswith("SM")
    assert created == {
        "sid": sid,
        "account_sid": ACCOUNT.sid,
        "messaging_service_sid": None,
        "to": THEM,
        "from": OURS,
        "body": "Bonjour",
        "status": "queued",
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "error_code": None,
        "error_message": None,
        "price": None,
        "price_unit": "USD",
        "api_version": "2010-04-01",
        "date_created": "Mon, 23 Nov 2026 09:00:00 +0000",
        "date_sent": None,
        "date_updated": "Mon, 23 Nov 2026 09:00:00 +0000",
        "uri": f"{path}.json",
        "subresource_uris": {"media": f"{path}/Media.json"},
    }


def test_each_step_of_a_message_is_told() -> None:
    bench = Bench()
    sid = text(bench)["sid"]
    bench.play(10)
    assert statuses(bench) == ["sending", "sent", "delivered"]
    assert {frozenset(fields) for fields in bench.posted("/sent")} == {frozenset(STATUS)}
    last = bench.posted("/sent")[-1]
    assert (last["MessageSid"], last["SmsSid"], last["SmsStatus"]) == (sid, sid, "delivered")
    shown = bench.rest("GET", f"/Messages/{sid}").body or {}
    assert (shown["status"], shown["date_sent"] is not None) == ("delivered", True)


@pytest.mark.parametrize(("kind", "error"), [("dead", "30005"), ("carrier_failure", "30008")])
def test_a_message_to_a_number_out_of_use_does_not_arrive(kind: str, error: str) -> None:
    bench = Bench(people=only(kind))
    sid = text(bench)["sid"]
    bench.play(10)
    last = bench.posted("/sent")[-1]
    assert set(last) == STATUS | {"ErrorCode"}
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", error)
    shown = bench.rest("GET", f"/Messages/{sid}").body or {}
    assert (shown["error_code"], bool(shown["error_message"])) == (int(error), True)


def test_a_messaging_service_accepts_first_and_chooses_a_number() -> None:
    bench = Bench()
    created = text(bench, From="", MessagingServiceSid=SERVICE)
    assert (created["status"], created["from"], created["num_segments"]) == ("accepted", None, "0")
    bench.play(10)
    assert statuses(bench) == ["queued", "sending", "sent", "delivered"]
    last = bench.posted("/sent")[-1]
    assert set(last) == STATUS | {"MessagingServiceSid"}
    assert (last["From"], last["MessagingServiceSid"]) == (OURS, SERVICE)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"To": ""}, 21604),
        ({"From": ""}, 21603),
        ({"Body": ""}, 21602),
        ({"Body": "a" * 1601}, 21617),
        ({"To": "+1500"}, 21211),
        ({"From": "nobody"}, 21212),
        ({"From": "+33199009999"}, 21606),
        ({"StatusCallback": "http://example.com/"}, 21609),
        ({"StatusCallbackMethod": "PUT"}, 21209),
        ({"From": "", "MessagingServiceSid": "MG1"}, 20001),
    ],
)
def test_what_can_t_be_sent_is_refused(changes: dict[str, str], code: int) -> None:
    bench = Bench()
    form = {"To": THEM, "From": OURS, "Body": "Bonjour"} | changes
    response = bench.rest("POST", "/Messages", form)
    assert (response.status, (response.body or {})["code"]) == (400, code)
    assert listed(bench) == []


def test_the_longest_body_is_sent_and_media_need_none() -> None:
    bench = Bench()
    assert text(bench, Body="a" * 1600)["num_segments"] == "11"
    with_picture = text(bench, Body="", MediaUrl="http://example.com/a.png")
    assert (with_picture["sid"][:2], with_picture["num_media"]) == ("MM", "1")


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("", 1),
    ],
)
def test_a_text_takes_as_many_segments_as_its_alphabet_makes_it(body: str, segments: int) -> None:
    assert segments_of(body) == segments


def test_webhooks_about_messages_are_signed_with_the_port_of_their_url() -> None:
    bench = Bench()
    text(bench, StatusCallback="https://127.0.0.1:8443/sent")
    bench.play(1)
    send = bench.sent[0][1]
    signature = dict(send.headers)["X-Twilio-Signature"]
    validator = RequestValidator(ACCOUNT.token)
    assert send.url == "https://127.0.0.1:8443/sent"
    assert validator.compute_signature(send.url, fields_of(send)) == signature


def test_messages_are_listed_by_their_ends_and_the_day_they_were_sent() -> None:
    bench = Bench()
    first = text(bench)["sid"]
    second = text(bench, To="+33199005555")["sid"]
    bench.play(86_400)
    third = text(bench)["sid"]
    bench.play(10)
    assert [entry["sid"] for entry in listed(bench)] == [third, second, first]
    assert [entry["sid"] for entry in listed(bench, To=THEM)] == [third, first]
    assert [entry["sid"] for entry in listed(bench, DateSent="2026-11-23")] == [second, first]
    assert [entry["sid"] for entry in listed(bench, **{"DateSent>": "2026-11-24"})] == [third]


def test_a_message_under_way_can_t_be_deleted_and_one_that_arrived_can() -> None:
    bench = Bench()
    sid = text(bench)["sid"]
    refused = bench.rest("DELETE", f"/Messages/{sid}")
    assert (refused.status, (refused.body or {})["code"]) == (409, 20009)
    bench.play(10)
    redacted = bench.rest("POST", f"/Messages/{sid}", {"Body": ""})
    assert (redacted.body or {})["body"] == ""
    assert bench.rest("DELETE", f"/Messages/{sid}").status == 204
    assert bench.rest("GET", f"/Messages/{sid}").status == 404


def test_a_message_to_a_number_that_is_not_ours_is_refused() -> None:
    response = Bench().hand(InboundMessage(THEM, "+33199007777", "Bonjour"))
    assert response is not None
    assert response.status == 404


def test_a_number_without_an_sms_url_only_keeps_the_message() -> None:
    bench = Bench()
    write(bench, "Bonjour")
    assert [entry["body"] for entry in listed(bench)] == ["Bonjour"]
    assert bench.sent == []


def test_the_official_client_writes_reads_and_deletes_messages() -> None:
    with application() as app, local_twilio() as url:
        app.documents["/sms"] = "<Response><Message>Merci</Message></Response>"
        client = client_of(url)
        client.incoming_phone_numbers(PN).update(sms_url=f"{app.url}/sms")
        made = client.messages.create(
            to=THEM, from_=OURS, body="Bonjour", status_callback=f"{app.url}/sent"
        )
        eventually(lambda: client.messages(made.sid).fetch().status == "delivered")
        eventually(lambda: len(app.told("/sent")) == 3)
        told = {"from": THEM, "to": OURS, "body": "OUI"}
        assert requests.post(f"{url}/people/message", json=told, timeout=5).status_code == 201
        eventually(lambda: len(client.messages.list(to=THEM)) == 2)
        heard = next(heard for heard in app.heard if heard.path == "/sms")
        signature = heard.headers["X-Twilio-Signature"]
        assert RequestValidator(ACCOUNT.token).validate(heard.url, heard.fields, signature)
        assert client.messages(made.sid).media.list() == []
        assert client.messages(made.sid).update(body="").body == ""
        assert client.messages(made.sid).delete()
        with pytest.raises(TwilioRestException) as missing:
            client.messages.create(to=THEM, from_=OURS)
        assert missing.value.code == 21602
        empty = requests.post(f"{url}/people/message", json=told | {"body": ""}, timeout=5)
        assert empty.status_code == 400
