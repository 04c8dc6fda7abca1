import base64
import io
import time
import wave
from collections.abc import Iterator

import pytest
import requests

from telepro.localtwilio.messages import Reply, Response, RestRequest
from tests.localtwilio.bench import ACCOUNT, OURS, THEM, Bench, humans, twiml
from tests.localtwilio.test_audio import loud, samples
from tests.localtwilio.test_recordings import recordings, talking
from tests.localtwilio.theatre import (
    Application,
    application,
    client_of,
    eventually,
    local_twilio,
)

AUTH = (ACCOUNT.sid, ACCOUNT.token)


@pytest.fixture
def app() -> Iterator[Application]:
    with application() as running:
        yield running


def test_media_is_there_once_the_recording_is_completed() -> None:
    bench = Bench(talking)
    bench.call(Record="true", RecordingChannels="dual")
    bench.play(13)
    sid = recordings(bench)[0]["sid"]
    assert media(bench, sid).status == 404
    bench.play(5)
    played = media(bench, sid).media
    assert played is not None
    assert (played.channels, media(bench, sid, RequestedChannels="2").status) == (1, 200)
    assert media(bench, sid, ".wav").status == 200
    assert "no MP3 encoder" in str((media(bench, sid, ".mp3").body or {})["message"])
    assert media(bench, sid, RequestedChannels="3").status == 400
    bench.rest("DELETE", f"/Recordings/{sid}")
    assert media(bench, sid).status == 404


def test_a_recording_of_one_channel_has_no_second() -> None:
    bench = Bench(talking)
    bench.call(Record="true")
    bench.play(60)
    sid = recordings(bench)[0]["sid"]
    assert media(bench, sid, RequestedChannels="2").status == 400


def test_what_happened_on_the_call_is_what_is_heard() -> None:
    """A greeting of one second, three of the announcement, three of silence, one more spoken."""
    document = f"<Say>{'a' * 45}</Say><Pause length='3'/><Say>{'b' * 15}</Say>"
    bench = Bench(lambda send: twiml(document) if "/twiml" in send.url else Reply(204))
    bench.call(Record="true", RecordingChannels="dual")
    bench.play(60)
    played = media(bench, recordings(bench)[0]["sid"], RequestedChannels="2").media
    assert played is not None
    near, far = samples(played.score, 2)
    assert (len(near), loud(near[:8000]), loud(near[8000:])) == (56_000, True, False)
    assert [loud(far[at : at + 8000]) for at in range(0, 56_000, 8000)] == [
        *(True, True, True),
        *(False, False, False),
        True,
    ]


def media(bench: Bench, sid: str, ending: str = "", **query: str) -> Response:
    answer = bench.hand(
        RestRequest(
            "GET",
            f"/2010-04-01/Accounts/{ACCOUNT.sid}/Recordings/{sid}{ending}",
            tuple(query.items()),
            (),
            "Basic " + base64.b64encode(":".join(AUTH).encode()).decode(),
        )
    )
    assert answer is not None
    return answer


def test_the_official_client_records_and_the_media_is_played_over_http(app: Application) -> None:
    app.documents["/twiml"] = "<Response><Say>Bonjour, ici la maison Exemple.</Say></Response>"
    with local_twilio(people=humans(ring=1)) as url:
        client = client_of(url)
        client.calls.create(
            to=THEM,
            from_=OURS,
            url=f"{app.url}/twiml",
            record=True,
            recording_channels="dual",
            recording_status_callback=f"{app.url}/recorded",
        )
        (told,) = eventually(lambda: app.told("/recorded"))
        address = told["RecordingUrl"]
        assert address.startswith(f"{url}/2010-04-01/")
        whole = requests.get(address, params={"RequestedChannels": "2"}, auth=AUTH, timeout=5)
        assert (whole.status_code, whole.headers["Content-Type"]) == (200, "audio/x-wav")
        with wave.open(io.BytesIO(whole.content)) as file:
            assert (file.getnchannels(), file.getframerate()) == (2, 8000)
            assert round(file.getnframes() / 8000) == int(told["RecordingDuration"])
        part = requests.get(
            address + ".wav",
            params={"RequestedChannels": "2"},
            headers={"Range": "bytes=100-199"},
            auth=AUTH,
            timeout=5,
        )
        assert (part.status_code, part.content) == (206, whole.content[100:200])
        assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.content)}"
        beyond = requests.get(address, headers={"Range": "bytes=999999999-"}, auth=AUTH, timeout=5)
        assert beyond.status_code == 416
        head = requests.head(address, auth=AUTH, timeout=5)
        assert (head.status_code, head.content) == (200, b"")
        assert requests.get(address, timeout=5).status_code == 401
        assert requests.get(address + ".mp3", auth=AUTH, timeout=5).status_code == 404
        (listed,) = client.recordings.list()
        assert (listed.status, listed.sid, listed.channels) == (
            "completed",
            told["RecordingSid"],
            2,
        )
        assert client.calls(told["CallSid"]).recordings.list()[0].sid == listed.sid
        assert client.recordings(listed.sid).delete()


def test_the_official_client_starts_pauses_and_stops_a_recording(app: Application) -> None:
    app.documents["/twiml"] = '<Response><Say loop="0">Bonjour</Say></Response>'
    with local_twilio(people=humans(ring=1, talk=600)) as url:
        client = client_of(url)
        call = client.calls.create(to=THEM, from_=OURS, url=f"{app.url}/twiml")
        eventually(lambda: client.calls(call.sid).fetch().status == "in-progress")
        made = client.calls(call.sid).recordings.create(
            recording_status_callback=f"{app.url}/recorded",
            recording_status_callback_event=["in-progress", "completed"],
        )
        assert (made.status, made.source) == ("in-progress", "StartCallRecordingAPI")
        time.sleep(0.6)  # shorter ones are absent
        current = client.calls(call.sid).recordings("Twilio.CURRENT")
        assert current.update(status="paused", pause_behavior="skip").status == "paused"
        assert current.update(status="in-progress").status == "in-progress"
        assert client.calls(call.sid).recordings(made.sid).update(status="stopped").sid == made.sid
        assert eventually(lambda: len(app.told("/recorded")) == 2)
