from collections.abc import Iterator
from typing import Any

import pytest
import requests

from telepro.localtwilio.messages import DigitsPressed, Reply, Send
from tests.localtwilio.bench import APP, OTHER_OURS, OURS, THEM, Bench, humans, only, twiml
from tests.localtwilio.test_calls import ALWAYS, PLACES
from tests.localtwilio.theatre import (
    Application,
    application,
    client_of,
    eventually,
    local_twilio,
)

SENTENCE = "Il n'y a personne de ce nom ici, c'est une erreur."


def asking(attributes: str = "", inside: str = "", people: Any = None, **rule: str) -> Bench:
    """A call whose document asks for keys or words; it goes on to /none when it hears nothing."""

    def application(send: Send) -> Reply:
        if "/twiml" not in send.url:
            return twiml("<Hangup/>")
        gather = f'<Gather action="/heard" {attributes}>{inside}</Gather>'
        return twiml(f"{gather}<Redirect>/none</Redirect>")

    rules = {"numbers": [{"number": ".", "says": "wrong_number"} | rule]}
    return Bench(application, (people or humans(patience=60, talk=600)) | rules)


def heard(bench: Bench) -> list[dict[str, str]]:
    return bench.posted("/heard")


def test_a_person_presses_what_the_people_file_says() -> None:
    bench = asking(inside="<Say>Pour un rendez-vous, tapez 1.</Say>", presses="12#")
    bench.call()
    bench.play(30)
    (told,) = heard(bench)
    assert set(told) == ALWAYS | PLACES | {"Digits", "FinishedOnKey"}
    assert (told["Digits"], told["FinishedOnKey"]) == ("12", "#")
    assert bench.posted("/none") == []


def test_each_question_gets_its_own_keys_and_later_ones_none() -> None:
    def application(send: Send) -> Reply:
        return twiml(
            '<Gather numDigits="1"/><Redirect>/none</Redirect>' if "/none" not in send.url else ""
        )

    bench = Bench(
        application,
        humans(patience=60, talk=600) | {"numbers": [{"number": ".", "presses": "1 2"}]},
    )
    bench.call()
    bench.play(30)
    asked = bench.posted("/twiml")
    assert [fields.get("Digits") for fields in asked] == [None, "1", "2"]
    assert len(bench.posted("/none")) == 1


def test_without_input_the_next_verb_follows() -> None:
    bench = asking('timeout="4"')
    bench.call()
    bench.play(30)
    assert (heard(bench), len(bench.posted("/none"))) == ([], 1)
    asked, none = (
        next(at for at, send in bench.sent if part in send.url) for part in ("/twiml", "/none")
    )
    assert none - asked == 4.0


def test_an_empty_result_can_be_asked_for() -> None:
    bench = asking('actionOnEmptyResult="true"')
    bench.call()
    bench.play(30)
    (told,) = heard(bench)
    assert (told["Digits"], told["FinishedOnKey"], bench.posted("/none")) == ("", "", [])


def test_as_many_digits_as_wanted_end_it() -> None:
    bench = asking('numDigits="2"', presses="1234")
    bench.call()
    bench.play(30)
    assert (heard(bench)[0]["Digits"], heard(bench)[0]["FinishedOnKey"]) == ("12", "")


def test_the_time_between_keys_ends_it_too() -> None:
    bench = asking(presses="12")
    bench.call()
    bench.play(30)
    assert heard(bench)[0]["Digits"] == "12"


def test_a_finishing_key_alone_is_input_with_no_digits() -> None:
    bench = asking(presses="#")
    bench.call()
    bench.play(30)
    assert (heard(bench)[0]["Digits"], heard(bench)[0]["FinishedOnKey"]) == ("", "#")


def test_without_a_finishing_key_hash_is_a_digit() -> None:
    bench = asking('finishOnKey="" numDigits="3"', presses="1#2")
    bench.call()
    bench.play(30)
    assert heard(bench)[0]["Digits"] == "1#2"


def test_a_key_cuts_the_question_short() -> None:
    bench = asking('numDigits="1"', f"<Say>{'a' * 300}</Say>")
    sid = bench.call()
    bench.play(10)
    bench.hand(DigitsPressed(sid, "1"))
    assert heard(bench)[0]["Digits"] == "1"
    assert bench.engine.exchange.calls[sid].speaking is False


def test_a_browser_s_keys_are_heard() -> None:
    def application(send: Send) -> Reply:
        return twiml('<Gather action="/heard" numDigits="2"/>' if "/session" in send.url else "")

    bench = Bench(application)
    sid = bench.softphone()
    bench.hand(DigitsPressed(sid, "4"))
    bench.play(1)
    bench.hand(DigitsPressed(sid, "56"))
    assert heard(bench)[0]["Digits"] == "45"
    assert [line["digits"] for line in bench.noted("digits")] == ["4", "56"]


def test_keys_that_do_not_exist_are_heard_by_nobody() -> None:
    bench = asking()
    sid = bench.call()
    bench.play(9)
    bench.hand(DigitsPressed(sid, "5x"))
    bench.play(30)
    assert (bench.noted("digits"), heard(bench)) == ([], [])


def test_a_person_s_sentence_is_heard_as_speech() -> None:
    bench = asking('input="speech" speechTimeout="auto"', "<Say>Qui est là ?</Say>")
    bench.call()
    bench.play(30)
    (told,) = heard(bench)
    assert set(told) == ALWAYS | PLACES | {"SpeechResult", "Confidence"}
    assert (told["SpeechResult"], told["Confidence"]) == (SENTENCE, "0.92")


def test_keys_win_over_speech_where_both_count() -> None:
    pressed, spoken = asking('input="dtmf speech"', presses="1#"), asking('input="dtmf speech"')
    for bench in (pressed, spoken):
        bench.call()
        bench.play(30)
    assert set(heard(pressed)[0]) - ALWAYS - PLACES == {"Digits", "FinishedOnKey"}
    assert heard(spoken)[0]["SpeechResult"] == SENTENCE


def test_keys_do_not_count_where_speech_is_wanted() -> None:
    bench = asking('input="speech"', "<Say>Oui ?</Say>")
    sid = bench.call()
    bench.play(9)
    bench.hand(DigitsPressed(sid, "1"))
    bench.play(30)
    assert heard(bench)[0]["SpeechResult"] == SENTENCE


def test_nobody_speaks_on_a_silent_line() -> None:
    silent = only("silence") | {"people": {"silence": {"ring": 2, "talk": 60}}}
    bench = Bench(
        lambda send: twiml(
            '<Gather input="speech" action="/heard"/>' if "/twiml" in send.url else ""
        ),
        silent,
    )
    bench.call()
    bench.play(30)
    assert heard(bench) == []


def test_a_machine_is_heard_during_its_greeting_only() -> None:
    people = {
        "mix": {"machine": 1},
        "people": {"machine": {"ring": 2, "greeting": 6, "talk": 60}},
    }

    def application(send: Send) -> Reply:
        if "/twiml" in send.url:
            return twiml('<Gather input="speech" action="/heard"/><Redirect>/none</Redirect>')
        return twiml('<Gather input="speech" action="/again"/>' if "/heard" in send.url else "")

    bench = Bench(application, people)
    bench.call()
    bench.play(60)
    assert "répondeur" in heard(bench)[0]["SpeechResult"]
    assert bench.posted("/again") == []


def test_the_action_is_the_document_itself_by_default() -> None:
    def application(send: Send) -> Reply:
        return twiml("<Hangup/>" if b"Digits" in send.body.encode() else '<Gather method="GET"/>')

    bench = Bench(
        application, humans(patience=60, talk=600) | {"numbers": [{"number": ".", "presses": "1#"}]}
    )
    bench.call()
    bench.play(30)
    (send,) = [send for _, send in bench.sent if send.method == "GET"]
    assert send.url.startswith(f"{APP}/twiml?attempt=7&")
    assert "Digits=1&FinishedOnKey=%23" in send.url


def test_inline_twiml_needs_an_absolute_action() -> None:
    rule = {"numbers": [{"number": ".", "presses": "1#"}]}
    bench = Bench(people=humans(patience=60, talk=600) | rule)
    bench.call(Url="", Twiml='<Response><Gather action="/heard"/></Response>')
    bench.play(30)
    assert (bench.codes(), heard(bench)) == ([15004], [])


def test_bad_attributes_are_warned_of_and_their_defaults_used() -> None:
    bench = asking(
        'input="touch" method="PUT" timeout="0" finishOnKey="##" numDigits="none" bargeIn="1" '
        'speechTimeout="long" maxSpeechTime="90" profanityFilter="no" enhanced="1" debug="1" '
        'actionOnEmptyResult="yes" partialResultCallbackMethod="PUT" colour="red"',
        "<Dial>+33199007777</Dial>",
        presses="1#",
    )
    bench.call()
    bench.play(30)
    assert sorted(bench.codes()) == sorted(
        [
            *(13326, 13312, 13313, 13310, 13314, 13332, 13327, 13328, 13333, 13339, 13336),
            *(13338, 13329, 12200, 13320),
        ]
    )
    assert heard(bench)[0]["Digits"] == "1"


def test_a_star_leaves_a_dial_that_heeds_it() -> None:
    def application(send: Send) -> Reply:
        if "/session" in send.url:
            return twiml(
                f'<Dial action="/done" hangupOnStar="true" callerId="{OURS}">+33199007777</Dial>'
            )
        return twiml('<Dial action="/left" hangupOnStar="true"><Conference>a</Conference></Dial>')

    bench = Bench(application, humans(talk=600))
    sid = bench.softphone()
    bench.play(20)
    bench.hand(DigitsPressed(sid, "1"))
    assert bench.posted("/done") == []
    bench.hand(DigitsPressed(sid, "*"))
    assert bench.posted("/done")[0]["DialCallStatus"] == "completed"
    bench.play(1)
    bench.hand(DigitsPressed(sid, "*"))
    assert bench.posted("/left")[0]["DialCallStatus"] == "answered"


def test_a_star_means_nothing_to_a_dial_that_does_not_heed_it() -> None:
    dial = twiml(f'<Dial action="/done" callerId="{OTHER_OURS}">+33199007777</Dial>')
    bench = Bench(lambda send: dial, humans(talk=600))
    sid = bench.call()
    bench.play(20)
    bench.hand(DigitsPressed(sid, "*"))
    assert bench.posted("/done") == []


def test_digits_to_send_are_in_the_timeline() -> None:
    bench = Bench(lambda send: twiml("<Pause length='2'/>"))
    sid = bench.call(SendDigits="ww12#")
    bench.play(30)
    texts = [text for _, text in bench.engine.exchange.calls[sid].timeline]
    assert "sent the digits ww12#" in texts


@pytest.fixture
def app() -> Iterator[Application]:
    with application() as running:
        yield running


def test_keys_can_be_pressed_over_http(app: Application) -> None:
    app.documents["/twiml"] = '<Response><Gather action="/heard" timeout="60"/></Response>'
    with local_twilio(people=humans(ring=1, talk=3600, patience=600)) as url:
        client = client_of(url)
        call = client.calls.create(to=THEM, from_=OURS, url=f"{app.url}/twiml")
        path = f"{url}/softphone/{call.sid}/digits"
        assert requests.post(path, {"digits": "1"}, timeout=5).status_code == 404
        eventually(lambda: app.told("/twiml"))
        bad = requests.post(path, {"digits": "1x"}, timeout=5)
        assert (bad.status_code, "found '1x'" in bad.json()["message"]) == (400, True)
        assert requests.post(path, json={"digits": "1"}, timeout=5).status_code == 400
        assert requests.post(path, {"digits": "12"}, timeout=5).status_code == 204
        assert requests.post(path, {"digits": "3#"}, timeout=5).status_code == 204
        (told,) = eventually(lambda: app.told("/heard"))
        assert (told["Digits"], told["FinishedOnKey"]) == ("123", "#")
