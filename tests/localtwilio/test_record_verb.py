from telepro.localtwilio.messages import (
    DigitsPressed,
    Microphone,
    Reply,
    Send,
    SoftphoneClosed,
    SoftphoneMuted,
)
from tests.localtwilio.bench import APP, Bench, humans, only, twiml
from tests.localtwilio.test_calls import ALWAYS, PLACES
from tests.localtwilio.test_recordings import FIELDS, recordings

MESSAGE = {"numbers": [{"number": ".", "says": "wrong_number"}]}
"""What people say then lasts 50 letters at 15 a second: 3.3 seconds."""


def recording(attributes: str = "", rest: str = "") -> "Bench":
    def application(send: Send) -> Reply:
        if "/twiml" in send.url:
            return twiml(f'<Record action="/done" {attributes}/>{rest}')
        return twiml("<Hangup/>")

    return Bench(application, humans(patience=60, talk=600) | MESSAGE)


def test_silence_ends_a_recording_and_the_action_hears_of_it() -> None:
    bench = recording('recordingStatusCallback="/recorded"', "<Redirect>/unreachable</Redirect>")
    sid = bench.call()
    bench.play(60)
    (done,), (told,) = bench.posted("/done"), bench.posted("/recorded")
    assert set(done) == ALWAYS | PLACES | {"RecordingUrl", "RecordingDuration", "Digits"}
    assert (done["RecordingDuration"], done["Digits"]) == ("3", "")
    assert set(told) == FIELDS
    assert (told["RecordingSource"], told["CallSid"]) == ("RecordVerb", sid)
    assert told["RecordingUrl"] == done["RecordingUrl"]
    assert bench.posted("/unreachable") == []


def test_a_recording_lasts_no_longer_than_its_length() -> None:
    bench = recording('maxLength="2"')
    bench.call()
    bench.play(60)
    assert bench.posted("/done")[0]["RecordingDuration"] == "2"


def test_without_a_time_of_silence_the_length_decides() -> None:
    bench = recording('timeout="0" maxLength="30" trim="do-not-trim"')
    bench.call()
    bench.play(60)
    assert bench.posted("/done")[0]["RecordingDuration"] == "30"


def test_a_finishing_key_ends_it_and_is_said() -> None:
    bench = recording('finishOnKey="#" timeout="30"')
    sid = bench.call()
    bench.play(9)
    bench.hand(DigitsPressed(sid, "1"))
    bench.play(1)
    assert bench.posted("/done") == []
    bench.hand(DigitsPressed(sid, "2#"))
    assert bench.posted("/done")[0]["Digits"] == "#"


def test_any_key_ends_it_by_default() -> None:
    bench = recording('timeout="30"')
    sid = bench.call()
    bench.play(9)
    bench.hand(DigitsPressed(sid, "7"))
    assert bench.posted("/done")[0]["Digits"] == "7"


def test_who_hangs_up_has_said_hangup() -> None:
    bench = recording('timeout="30"')
    sid = bench.call()
    bench.play(10)
    bench.rest("POST", f"/Calls/{sid}", {"Status": "completed"})
    (done,) = bench.posted("/done")
    assert (done["Digits"], done["CallStatus"]) == ("hangup", "completed")
    assert done["RecordingDuration"] in ("3", "4")


def test_without_an_action_it_asks_its_own_document_again() -> None:
    bench = Bench(
        lambda send: twiml("<Hangup/>" if b"RecordingUrl" in send.body.encode() else "<Record/>"),
        humans(patience=60, talk=600) | MESSAGE,
    )
    bench.call()
    bench.play(60)
    first, second = bench.posted("/twiml")
    assert ("RecordingUrl" in first, "RecordingUrl" in second) == (False, True)


def test_an_empty_recording_goes_on_with_the_next_verb() -> None:
    people = only("silence") | {"people": {"silence": {"ring": 2, "talk": 60}}}

    def application(send: Send) -> Reply:
        return twiml(
            '<Record action="/done"/><Redirect>/next</Redirect>' if "/twiml" in send.url else ""
        )

    bench = Bench(application, people)
    bench.call()
    bench.play(30)
    assert (len(bench.posted("/next")), bench.posted("/done")) == (1, [])
    assert recordings(bench)[0]["error_code"] == 16102


def test_a_machine_leaves_what_is_left_of_its_greeting() -> None:
    people = {
        "mix": {"machine": 1},
        "people": {"machine": {"ring": 2, "greeting": 6, "beeps": 0, "talk": 60}},
    }
    bench = Bench(
        lambda send: twiml(
            '<Record action="/done" playBeep="false"/>' if "/twiml" in send.url else ""
        ),
        people,
    )
    bench.call()
    bench.play(60)
    assert bench.posted("/done")[0]["RecordingDuration"] == "6"


def test_a_browser_is_recorded_until_its_key_and_a_muted_one_is_silent() -> None:
    document = twiml('<Record action="/done" finishOnKey="#"/><Redirect>/next</Redirect>')
    bench = Bench(lambda send: document if "/session" in send.url else twiml("<Hangup/>"))
    sid = bench.softphone()
    bench.play(100)
    bench.hand(DigitsPressed(sid, "#"))
    assert bench.posted("/done")[0]["RecordingDuration"] == "100"
    muted = Bench(lambda send: document if "/session" in send.url else twiml("<Hangup/>"))
    muted.softphone()
    muted.hand(SoftphoneMuted(1, Microphone.MUTED))
    muted.play(10)
    assert len(muted.posted("/next")) == 1


def test_a_browser_that_closes_has_hung_up() -> None:
    bench = Bench(lambda send: twiml('<Record action="/done"/>'))
    bench.softphone()
    bench.play(10)
    bench.hand(SoftphoneClosed(1))
    assert bench.posted("/done")[0]["Digits"] == "hangup"


def test_bad_attributes_are_warned_of_and_their_defaults_used() -> None:
    bench = recording(
        'method="PUT" timeout="soon" maxLength="0" finishOnKey="x" transcribe="1" playBeep="no" '
        'trim="all" recordingTrack="none" recordingStatusCallbackEvent="done" colour="red"'
    )
    bench.call()
    bench.play(60)
    assert sorted(bench.codes()) == sorted(
        [13610, 13611, 13612, 13613, 13614, 13616, 13699, 13622, 13621, 12200]
    )
    assert bench.posted("/done")[0]["RecordingDuration"] == "3"


def test_inline_twiml_needs_an_absolute_action() -> None:
    bench = Bench(people=humans(patience=60) | MESSAGE)
    bench.call(Url="", Twiml="<Response><Record/></Response>")
    bench.play(60)
    assert 15004 in bench.codes()
    absolute = Bench(people=humans(patience=60) | MESSAGE)
    absolute.call(Url="", Twiml=f'<Response><Record action="{APP}/done"/></Response>')
    absolute.play(60)
    assert len(absolute.posted("/done")) == 1
