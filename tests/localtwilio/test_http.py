import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant
from twilio.request_validator import RequestValidator

from telepro.localtwilio.faults import Fault
from telepro.localtwilio.people import HUMAN_INTENTIONS
from tests.localtwilio.bench import ACCOUNT, ALL_EVENTS, OURS, THEM, humans, only
from tests.localtwilio.theatre import (
    Application,
    application,
    client_of,
    eventually,
    local_twilio,
)

LEAD = (
    '<Response><Dial action="/lead-done"><Conference participantLabel="lead" waitUrl="">'
    "agent-7</Conference></Dial></Response>"
)
AGENT = (
    '<Response><Dial action="/left"><Conference participantLabel="agent" '
    'startConferenceOnEnter="false" endConferenceOnExit="true" waitUrl="" '
    'statusCallback="/room" statusCallbackEvent="start end join leave">agent-7'
    "</Conference></Dial></Response>"
)


@pytest.fixture
def app() -> Iterator[Application]:
    with application() as running:
        yield running


def token() -> str:
    built = AccessToken(ACCOUNT.sid, ACCOUNT.api_key, ACCOUNT.api_secret, identity="agent_7")
    built.add_grant(VoiceGrant(outgoing_application_sid=ACCOUNT.application_sid))
    return str(built.to_jwt())


def test_the_official_client_makes_the_whole_round(app: Application) -> None:
    app.documents["/twiml"] = '<Response><Pause length="30"/></Response>'
    with local_twilio() as url:
        client = client_of(url)
        call = client.calls.create(
            to=THEM,
            from_=OURS,
            url=f"{app.url}/twiml?attempt=81",
            status_callback=f"{app.url}/status?attempt=81",
            status_callback_event=ALL_EVENTS,
            timeout=25,
        )
        assert (call.status, call.direction, call.date_created) == ("queued", "outbound-api", None)
        eventually(lambda: client.calls(call.sid).fetch().status == "in-progress")
        assert [listed.sid for listed in client.calls.list(to=THEM, status="in-progress")] == [
            call.sid
        ]
        assert client.calls(call.sid).update(status="completed").status == "completed"
        eventually(lambda: len(app.told("/status")) == 4)
        fetched = client.calls(call.sid).fetch()
        assert fetched.start_time <= fetched.end_time
        assert int(fetched.duration) >= 1
        with pytest.raises(TwilioRestException) as refused:
            client.calls(call.sid).update(url=f"{app.url}/other")
        assert (refused.value.status, refused.value.code) == (400, 21220)


def test_webhooks_arrive_signed_as_the_official_validator_wants_them(app: Application) -> None:
    with local_twilio(people=only("busy")) as url:
        client_of(url).calls.create(
            to=THEM,
            from_=OURS,
            url=f"{app.url}/twiml",
            status_callback=f"{app.url}/status?attempt=81&name=%C3%89lodie#rc=2",
        )
        heard = eventually(lambda: app.heard)[0]
    signature = heard.headers["X-Twilio-Signature"]
    assert RequestValidator(ACCOUNT.token).validate(heard.url, heard.fields, signature)
    assert heard.headers["User-Agent"] == "TwilioProxy/1.1"
    assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=utf-8"
    assert re.fullmatch(r"[0-9a-f-]{36}", heard.headers["I-Twilio-Idempotency-Token"])
    assert (heard.fields["CallStatus"], heard.fields["SipResponseCode"]) == ("busy", "486")


def test_the_official_client_walks_pages_accounts_numbers_and_conferences() -> None:
    with local_twilio(cps=1.0) as url:
        client = client_of(url)
        for number in range(5):
            client.calls.create(to=f"+3319900300{number}", from_=OURS, twiml="<Response/>")
        assert len(client.calls.list(page_size=2)) == 5
        assert client.api.accounts(ACCOUNT.sid).fetch().status == "active"
        numbers = client.incoming_phone_numbers.list()
        assert [number.phone_number for number in numbers] == list(ACCOUNT.numbers)
        assert client.conferences.list() == []


@pytest.mark.parametrize(
    ("method", "path", "user", "status", "code"),
    [
        ("GET", f"Accounts/{ACCOUNT.sid}/Calls.json", ("AC", "no"), 401, 20003),
        ("GET", f"Accounts/{ACCOUNT.sid}/Calls.json", (ACCOUNT.sid, "no"), 401, 20003),
        ("GET", f"Accounts/AC{'9' * 32}/Calls.json", None, 404, 20404),
        ("GET", f"Accounts/{ACCOUNT.sid}/Calls/CA{'9' * 32}.json", None, 404, 20404),
        ("GET", f"Accounts/{ACCOUNT.sid}/Faxes.json", None, 404, 20404),
        ("PUT", f"Accounts/{ACCOUNT.sid}/Calls.json", None, 405, 20004),
        ("POST", f"Accounts/{ACCOUNT.sid}/Calls.json", None, 400, 21201),
    ],
)
def test_refusals_over_http_have_twilio_s_status_and_code(
    method: str, path: str, user: tuple[str, str] | None, status: int, code: int
) -> None:
    with local_twilio() as url:
        auth = user or (ACCOUNT.sid, ACCOUNT.token)
        answer = requests.request(method, f"{url}/2010-04-01/{path}", auth=auth, timeout=5)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
        key = (ACCOUNT.api_key, ACCOUNT.api_secret)
        allowed = requests.get(
            f"{url}/2010-04-01/Accounts/{ACCOUNT.sid}/Calls.json", auth=key, timeout=5
        )
        assert allowed.status_code == 200


def test_a_lost_reply_leaves_a_call_that_a_look_up_finds(app: Application, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    with local_twilio(ledger=ledger, faults={Fault.CREATE_LOST: 1.0}) as url:
        client = client_of(url)
        with pytest.raises(requests.ConnectionError):
            client.calls.create(to=THEM, from_=OURS, url=f"{app.url}/twiml?attempt=81")
        assert len(client.calls.list(to=THEM)) == 1
        eventually(lambda: "ended" in ledger.read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    events = [line["event"] for line in lines]
    assert events.index("call_created") < events.index("initiated") < events.index("ringing")
    assert events.index("ringing") < events.index("in-progress") < events.index("ended")
    created = next(line for line in lines if line["event"] == "call_created")
    assert (created["to"], created["query"], created["live_to"]) == (THEM, {"attempt": "81"}, 1)
    asked = next(line for line in lines if line["event"] == "webhook")
    assert (asked["purpose"], asked["status"], asked["turn"]) == ("twiml", 204, 1)


def connect(url: str) -> requests.Response:
    return requests.get(
        f"{url}/softphone/connect",
        {"token": token(), "session": "s-1"},
        headers={"Origin": "http://localhost:5000"},
        stream=True,
        timeout=10,
    )


def test_a_browser_s_session_from_ringing_to_hang_up(app: Application) -> None:
    app.documents |= {"/session": AGENT, "/twiml": LEAD}
    with local_twilio(f"{app.url}/session", people=humans(talk=400)) as url:
        stream = connect(url)
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert stream.headers["Access-Control-Allow-Origin"] == "http://localhost:5000"
        events = _events(stream)
        assert next(events)[0] == "ringing"
        name, connected = next(events)
        assert (name, len(next(events)[1]["participants"])) == ("connected", 1)
        lead = client_of(url).calls.create(to=THEM, from_=OURS, url=f"{app.url}/twiml")
        present = next(events)[1]["participants"]
        assert [entry["call_sid"] for entry in present] == [connected["call_sid"], lead.sid]
        base = f"{url}/softphone/{connected['call_sid']}"
        assert requests.post(f"{base}/mute", {"muted": "true"}, timeout=5).status_code == 204
        assert next(events)[1]["participants"][0]["muted"] is True
        assert requests.post(f"{base}/hangup", timeout=5).status_code == 204
        assert [name for name, _ in events] == ["ended"]
        assert eventually(lambda: app.told("/left"))
        assert app.told("/session")[0]["session"] == "s-1"
        assert requests.post(f"{base}/hangup", timeout=5).status_code == 404


def test_what_the_person_on_a_call_says_can_be_heard(app: Application) -> None:
    app.documents["/twiml"] = '<Response><Pause length="30"/></Response>'
    with local_twilio() as url:
        lead = client_of(url).calls.create(to=THEM, from_=OURS, url=f"{app.url}/twiml")
        ask = f"{url}/people/calls/{lead.sid}"
        assert requests.get(ask, timeout=5).status_code == 404
        assert eventually(lambda: requests.get(ask, timeout=5).status_code == 200)
        words = requests.get(ask, timeout=5).json()
    assert words["says"] in set(HUMAN_INTENTIONS)
    assert words["text"]
    assert words["kind"] == "human"


def test_the_leg_hangs_up_when_the_browser_goes_away(app: Application) -> None:
    app.documents["/session"] = AGENT
    with local_twilio(f"{app.url}/session") as url:
        stream = requests.get(
            f"{url}/softphone/connect", {"token": token()}, stream=True, timeout=10
        )
        events = _events(stream)
        sid = next(events)[1]["call_sid"]
        next(events)
        stream.close()
        client = client_of(url)
        assert eventually(lambda: client.calls(sid).fetch().status == "completed")


def test_open_browsers_are_told_when_the_local_twilio_stops(app: Application) -> None:
    app.documents["/session"] = AGENT
    with local_twilio(f"{app.url}/session") as url:
        events = _events(connect(url))
        assert [next(events)[0] for _ in range(3)] == ["ringing", "connected", "conference"]
    name, facts = next(events)
    assert (name, facts["reason"]) == ("ended", "the local Twilio stops")


def test_a_browser_without_a_good_token_gets_no_leg(app: Application) -> None:
    with local_twilio(f"{app.url}/session") as url:
        connect = f"{url}/softphone/connect"
        refused = requests.get(connect, {"token": "forged"}, timeout=5)
        assert (refused.status_code, refused.json()["code"]) == (401, 20101)
        again = requests.get(connect, {"token": token()}, headers={"Last-Event-ID": "3"}, timeout=5)
        assert again.status_code == 204
    assert app.heard == []


def test_pages_from_elsewhere_and_foreign_names_are_kept_out() -> None:
    with local_twilio() as url:
        foreign = requests.get(f"{url}/inspector", headers={"Host": "evil.example"}, timeout=5)
        assert foreign.status_code == 403
        page = requests.get(
            f"{url}/inspector", headers={"Origin": "https://evil.example"}, timeout=5
        )
        assert "Access-Control-Allow-Origin" not in page.headers


def test_the_inspector_speaks_the_reader_s_language_and_escapes_what_it_shows() -> None:
    with local_twilio() as url:
        twiml = "<Response><Bad>&lt;script&gt;</Bad></Response>"
        client_of(url).calls.create(to=THEM, from_=OURS, twiml=twiml)
        french = requests.get(f"{url}/", headers={"Accept-Language": "fr-FR,fr"}, timeout=5)
        assert "Twilio local" in french.text
        assert THEM in french.text
        english = requests.get(f"{url}/inspector", timeout=5)
        assert "What happened" in english.text
        assert "<script" not in english.text


def test_the_command_says_its_address_and_ends_cleanly(tmp_path: Path) -> None:
    environ = os.environ | {
        "TWILIO_ACCOUNT_SID": ACCOUNT.sid,
        "TWILIO_AUTH_TOKEN": "secret",
        "TWILIO_NUMBERS": f"{OURS}, +33199000002",
    }
    command = [sys.executable, "-m", "telepro.localtwilio", "--port", "0", "--speed", "20"]
    command += ["--ledger", str(tmp_path / "ledger.jsonl")]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.fullmatch(r"Local Twilio on (http://127\.0\.0\.1:\d+)\n", line)
        assert address
        assert requests.get(f"{address[1]}/inspector", timeout=5).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_the_command_names_everything_that_is_missing() -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TWILIO_")}
    command = [sys.executable, "-m", "telepro.localtwilio", "--port", "0", "--cps", "0"]
    ended = subprocess.run(
        [*command, "--fault", "rain=1"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ended.returncode == 2
    for word in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "--cps", "rain"):
        assert word in ended.stderr
    assert "Traceback" not in ended.stderr


def _events(stream: requests.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in stream.iter_lines(chunk_size=1, decode_unicode=True):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
