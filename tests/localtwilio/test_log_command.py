"""`telepro twilio log`: a call's story on a terminal, the same as on its page."""

import json
from pathlib import Path
from typing import Any

import pytest
import requests

from telepro.cli import commands as cli
from telepro.cli.twilio_log import address_of
from telepro.embedded.layout import Layout, write_private
from telepro.embedded.ownership import owned
from tests.localtwilio.bench import ALL_EVENTS, OURS, humans
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio

UNKNOWN = "CA" + "0" * 32


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code and what was said on both channels."""
    code = 0
    try:
        cli.main(["twilio", "log", *arguments])
    except SystemExit as end:
        code = int(str(end.code))
    said = capsys.readouterr()
    return code, said.out, said.err


def one_call(url: str, app_url: str) -> str:
    """A call that was taken and is over."""
    client = client_of(url)
    made: Any = client.calls.create(
        to="+33199001234",
        from_=OURS,
        url=f"{app_url}/twiml",
        status_callback=f"{app_url}/status",
        status_callback_event=ALL_EVENTS,
    )
    eventually(lambda: client.calls(made.sid).fetch().status == "completed")
    return str(made.sid)


def test_a_call_is_told_line_by_line_in_the_terminal_s_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    people = humans(talk=600)
    with application() as app, local_twilio(people=people, journal=9) as url:
        app.documents["/twiml"] = "<Response><Say>Bonjour</Say><Fax/></Response>"
        sid = one_call(url, app.url)
        eventually(lambda: len(app.told("/status")) == 4)
        monkeypatch.setenv("LC_ALL", "C")
        code, english, _ = told(capsys, sid, "--url", url, "--data", str(tmp_path))
        assert code == 0
        monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
        _, french, _ = told(capsys, sid, "--url", url, "--data", str(tmp_path))
        _, as_json, _ = told(capsys, sid, "--url", url, "--json", "--data", str(tmp_path))
        page = requests.get(f"{url}/inspector/calls/{sid}.json", timeout=5).json()
    lines = english.splitlines()
    assert lines[0] == f"{sid}: {OURS} -> +33199001234, completed"
    assert [line for line in lines if line and not line.startswith(" ")][2:] == [
        "Timeline",
        "Requests to the application",
        "Debugger",
    ]
    assert "ringing  (The person's telephone rings.)" in english
    assert f"twiml POST {app.url}/twiml -> 200 (attempt 1, " in english
    assert "warning 12200: <Fax> inside <Response> is not known here: skipped." in english
    assert "sonne  (Le téléphone de la personne sonne.)" in french
    assert json.loads(as_json) == page


def test_an_unknown_call_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with local_twilio() as url:
        code, out, err = told(capsys, UNKNOWN, "--url", url, "--data", str(tmp_path))
    assert (code, out) == (1, "")
    assert UNKNOWN in err
    assert f"{url}/inspector" in err


def test_no_local_twilio_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = told(capsys, UNKNOWN, "--url", "http://127.0.0.1:9", "--data", str(tmp_path))
    assert code == 1
    assert "no answer from http://127.0.0.1:9" in err


def test_the_running_instance_s_local_twilio_is_found_by_its_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TWILIO_BASE_URL", raising=False)
    layout = Layout.at(tmp_path)
    assert address_of(tmp_path) == "http://127.0.0.1:4010"
    with owned(layout, lambda _: None) as record:
        record.note(environment={"TWILIO_BASE_URL": "http://127.0.0.1:4567"})
        assert address_of(tmp_path) == "http://127.0.0.1:4567"
    write_private(layout.record, {"environment": {"TWILIO_BASE_URL": "http://127.0.0.1:4567"}})
    assert address_of(tmp_path) == "http://127.0.0.1:4010"
