import pytest

from telepro.localtwilio.messages import Reply
from telepro.localtwilio.twiml import DocumentFault, read_document, read_reply

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<Response><Say>&b;</Say></Response>"
)


def test_verbs_come_in_order_with_their_defaults() -> None:
    document = read_document(
        b'<Response><Say language="fr-FR"> Bonjour <break/>Madame </Say><Pause/>'
        b'<Dial timeLimit="60"><Conference beep="false">agent-7</Conference></Dial></Response>'
    )
    say, pause, dial = document.verbs
    assert (say.text, say.attributes["language"]) == ("Bonjour Madame", "fr-FR")
    assert pause.whole("length") == 1
    assert (dial.whole("timeLimit"), dial.whole("timeout")) == (60, 30)
    conference = dial.children[0]
    assert conference.text == "agent-7"
    assert conference.flag("startConferenceOnEnter")
    assert not conference.flag("endConferenceOnExit")
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<Response><Say>", 12100),
        (b"<Reply/>", 12102),
        (b"<Response>" + b" " * 65_536 + b"</Response>", 11750),
        (BOMB.encode(), 12100),
    ],
)
def test_a_document_that_can_not_run_names_its_fault(body: bytes, code: int) -> None:
    with pytest.raises(DocumentFault) as fault:
        read_document(body)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(200, b"", "text/xml"), 11770),
        (Reply(200, b"OK", "text/plain"), 12300),
        (Reply(200, b'{"ok": true}', "application/json"), 12300),
    ],
)
def test_a_reply_that_is_no_document_names_its_fault(reply: Reply, code: int) -> None:
    with pytest.raises(DocumentFault) as fault:
        read_reply(reply)
    assert fault.value.code == code


def test_audio_is_played() -> None:
    assert read_reply(Reply(200, b"RIFF", "audio/wav")).verbs[0].name == "Play"


def test_what_is_unknown_is_warned_of_and_skipped() -> None:
    document = read_document(
        b'<Response><Sms>x</Sms><Say tone="high">a</Say><say>b</say></Response>'
    )
    assert [verb.name for verb in document.verbs] == ["Say"]
    assert [warning.code for warning in document.warnings] == [12200, 12200, 12200]


def test_a_bad_value_is_warned_of_and_the_default_used() -> None:
    document = read_document(b'<Response><Dial timeout="soon">+33199001234</Dial></Response>')
    assert document.verbs[0].whole("timeout") == 30
    assert [warning.code for warning in document.warnings] == [13212]
