import pytest

from telepro.localtwilio.messages import Reply
from tests.localtwilio.bench import (
    APP,
    OTHER_OURS,
    OURS,
    THEM,
    humans,
    twiml,
)
from tests.localtwilio.test_messages import PN, RECEIVED, desk, listed, statuses, text, write


def test_a_person_s_message_is_asked_about_with_exactly_its_fields() -> None:
    bench = desk()
    sid = write(bench, "Oui, demain")
    (asked,) = bench.posted("/sms")
    assert set(asked) == RECEIVED
    assert (asked["MessageSid"], asked["SmsSid"], asked["SmsMessageSid"]) == (sid, sid, sid)
    assert (asked["Body"], asked["NumMedia"], asked["NumSegments"]) == ("Oui, demain", "0", "1")
    (shown,) = listed(bench)
    assert (shown["direction"], shown["status"], shown["from"]) == ("inbound", "received", THEM)


@pytest.mark.parametrize(
    ("document", "bodies"),
    [
        ("<Message>Merci</Message>", ["Merci"]),
        ("<Message><Body>Merci</Body></Message><Message>Bien</Message>", ["Merci", "Bien"]),
        ("", []),
        ("<Say>Merci</Say>", []),
    ],
)
def test_the_application_answers_a_message_with_messages(document: str, bodies: list[str]) -> None:
    bench = desk(document)
    write(bench, "Bonjour")
    bench.play(10)
    replies = [entry for entry in listed(bench) if entry["direction"] == "outbound-reply"]
    assert [entry["body"] for entry in reversed(replies)] == bodies
    assert {(entry["from"], entry["to"], entry["status"]) for entry in replies} <= {
        (OURS, THEM, "delivered")
    }


def test_an_answer_names_its_own_addresses_and_callback() -> None:
    bench = desk(f'<Message from="{OTHER_OURS}" to="+33199005555" action="/told">Merci</Message>')
    write(bench, "Bonjour")
    bench.play(10)
    assert statuses(bench, "/told") == ["sending", "sent", "delivered"]
    told = bench.posted("/told")[0]
    assert (told["From"], told["To"]) == (OTHER_OURS, "+33199005555")


def test_a_plain_text_is_an_answer_and_a_redirect_is_followed() -> None:
    bench = desk()
    bench.application = lambda send: (
        twiml('<Redirect method="GET">/next</Redirect>')
        if "/sms" in send.url
        else Reply(200, b"Merci", "text/plain")
    )
    write(bench, "Bonjour")
    assert [send.method for _, send in bench.sent if "/next" in send.url] == ["GET"]
    assert listed(bench)[0]["body"] == "Merci"


def test_documents_that_answer_with_each_other_for_ever_are_stopped() -> None:
    bench = desk("<Redirect>/sms</Redirect>")
    write(bench, "Bonjour")
    assert len(bench.posted("/sms")) <= 101


def test_a_fallback_is_asked_when_the_sms_url_fails() -> None:
    bench = desk()
    bench.rest("POST", f"/IncomingPhoneNumbers/{PN}", {"SmsFallbackUrl": f"{APP}/second"})
    bench.application = lambda send: Reply(500) if "/sms" in send.url else Reply(204)
    write(bench, "Bonjour")
    (asked,) = bench.posted("/second")
    assert set(asked) == RECEIVED | {"ErrorCode", "ErrorUrl"}
    assert (asked["ErrorCode"], asked["ErrorUrl"]) == ("11217", f"{APP}/sms")
    assert bench.codes() == [11217]


@pytest.mark.parametrize("word", ["STOP", "stop", " Arrêt. ", "ARRET", "Unsubscribe"])
def test_who_says_stop_gets_no_more_messages(word: str) -> None:
    bench = desk("<Message>Merci</Message>")
    write(bench, word)
    bench.play(5)
    form = {"To": THEM, "From": OURS, "Body": "Encore"}
    refused = bench.rest("POST", "/Messages", form)
    assert (refused.status, (refused.body or {})["code"]) == (400, 21610)
    assert text(bench, From=OTHER_OURS)["status"] == "queued"
    reply = next(entry for entry in listed(bench) if entry["direction"] == "outbound-reply")
    assert (reply["status"], reply["error_code"]) == ("failed", 21610)
    assert len(bench.posted("/sms")) == 1


def test_who_says_start_gets_messages_again() -> None:
    bench = desk()
    write(bench, "STOP")
    write(bench, "START")
    assert text(bench)["status"] == "queued"


def test_stop_in_a_sentence_is_only_a_word() -> None:
    bench = desk()
    write(bench, "Ne dites pas stop")
    assert text(bench)["status"] == "queued"


def test_people_who_reply_do_so_once_to_each_message() -> None:
    people = humans() | {"numbers": [{"number": "1234", "replies": "OUI"}]}
    bench = desk("<Message>Merci</Message>", people=people)
    text(bench)
    text(bench, To="+33199005555")
    bench.play(600)
    assert [fields["Body"] for fields in bench.posted("/sms")] == ["OUI"]
    assert sorted(entry["direction"] for entry in listed(bench)) == [
        "inbound", "outbound-api", "outbound-api", "outbound-reply",
    ]  # fmt: skip
