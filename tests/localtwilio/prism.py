"""Runs the official client through Prism, which compares requests and answers with the description.

`python -m tests.localtwilio.prism`, or `telepro twilio conformance --prism`. Prism is a program of
the npm registry's (Apache-2.0); it is kept in `.boot`, outside the repository, and needs Node.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from tests.localtwilio.bench import ACCOUNT
from tests.localtwilio.description import NEWER, QUIRKS, description
from tests.localtwilio.samples import SAMPLES
from tests.localtwilio.scene import ANSWERS, TOWN, Scene
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio

PACKAGE = "@stoplight/prism-cli@5.14.2"
BOOT = Path(__file__).parent.parent.parent / ".boot"
HOME = BOOT / "prism"
PROGRAM = HOME / "node_modules" / ".bin" / "prism"
PATCHED = BOOT / "twilio_api_v2010.patched.json"
PATIENCE_SECONDS = 60
OVER = ("busy", "no-answer", "failed", "completed", "canceled")


class NoPrism(Exception):
    """Prism can't run here; the message says what to do."""


def main() -> int:
    """Every sample through Prism: 0 when none differs, 1 with a line for each that does."""
    try:
        wrong = list(_differences())
    except NoPrism as trouble:
        print(trouble, file=sys.stderr)
        return 1
    for line in wrong:
        print(line, file=sys.stderr)
    print(
        f"Prism: {len(SAMPLES)} uses of the official client, {len(wrong)} differ.", file=sys.stderr
    )
    return 1 if wrong else 0


def _differences() -> Iterator[str]:
    _have_prism()
    PATCHED.write_text(json.dumps(_patched(description())), encoding="utf-8")
    with ExitStack() as running:
        app = running.enter_context(application())
        app.documents |= {
            path: f"<Response>{answer}</Response>" for path, answer in ANSWERS.items()
        }
        made: dict[str, Any] = {"people": TOWN, "journal": 1000, "speed": 100.0, "cps": 1000.0}
        voice = f"{app.url}/twilio/session"
        url = running.enter_context(local_twilio(voice, **made))
        proxy = running.enter_context(_proxy(url))
        for sample in SAMPLES:
            if said := _told(partial(_play, app.url, url, proxy, sample.ask)):
                yield f"{sample.method} {sample.route or '/'}: {said}"
        if (said := _told(lambda: client_of(proxy).calls(f"CA{'9' * 32}").fetch())) is None:
            yield "GET of an unknown call: found an answer, expected 404"
        elif "20404" not in said:
            yield f"GET of an unknown call: {said}"


def _play(app: str, url: str, proxy: str, ask: Callable[[Scene], object]) -> None:
    with _agent(url) as agent:
        ask(Live(app, url, proxy, agent))


def _told(deed: Callable[[], object]) -> str | None:
    """What the client was told in refusal; None when nothing was refused."""
    try:
        deed()
    except TwilioRestException as refused:
        return f"{refused.status} {refused.code} {refused.msg}"
    return None


class Live(Scene):
    """A scene in real time: made directly, then asked about through the proxy."""

    def __init__(self, app: str, url: str, proxy: str, agent: str) -> None:
        super().__init__()
        self.address, self.agent, self.client = app, agent, client_of(url)
        self.begin()
        for sid in (*self.ended, self.faulty):
            eventually(partial(self._is_over, sid))
        self.waiting = self.call("+33199002222", "/wait")
        eventually(lambda: self._status(self.waiting) == self._status(self.lead) == "in-progress")
        # The lead is in the conference a moment after its call is in progress.
        (room,) = eventually(lambda: self.client.conferences.list(status="in-progress"))
        self.room = str(room.sid)
        self.client = client_of(proxy)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait."""
        assert eventually(condition)

    def wait(self, seconds: int) -> None:
        """Sleep."""
        time.sleep(seconds)

    def _is_over(self, sid: str) -> bool:
        return self._status(sid) in OVER

    def _status(self, sid: str) -> str:
        return str(self.client.calls(sid).fetch().status)


@contextmanager
def _agent(url: str) -> Iterator[str]:
    """A browser's leg in the conference, as long as the context lasts; gives its SID."""
    token = AccessToken(ACCOUNT.sid, ACCOUNT.api_key, ACCOUNT.api_secret, identity="agent_7")
    token.add_grant(VoiceGrant(outgoing_application_sid=ACCOUNT.application_sid))
    asked = {"token": token.to_jwt()}
    with requests.get(f"{url}/softphone/connect", asked, stream=True, timeout=30) as stream:
        told = (line for line in stream.iter_lines(1, True) if line.startswith("data: "))
        sid = str(json.loads(next(told)[6:])["call_sid"])
        try:
            yield sid
        finally:
            requests.post(f"{url}/softphone/{sid}/hangup", timeout=5)
            list(told)


@contextmanager
def _proxy(url: str) -> Iterator[str]:
    """Prism in front of the local Twilio at `url`; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    command = [str(PROGRAM), "proxy", "-h", "127.0.0.1", "-p", port, str(PATCHED), url, "--errors"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(int(port), process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NoPrism(f"Prism: it did not listen on port {port}. Run {PROGRAM} --help to see why.")


def _have_prism() -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NoPrism(
            "Prism: found no npm and node on PATH. Install Node 20 or later, or do without."
        )
    if not PROGRAM.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        command: Sequence[str] = [npm, "install", "--silent", "--no-audit", "--prefix", str(HOME)]
        if subprocess.run([*command, PACKAGE], cwd=HOME, check=False).returncode:
            raise NoPrism(f"Prism: npm could not install {PACKAGE}. Let it reach an npm registry.")


def _patched(whole: dict[str, Any]) -> dict[str, Any]:
    """The description without what Prism takes amiss though Twilio does it: see twilio.md 10.3."""
    for name, quirk in QUIRKS.items():
        schema = whole["components"]["schemas"][name]
        whole["components"]["schemas"][name] = {**schema, **quirk, "enum": [*schema["enum"], None]}
    for name, newer in NEWER.items():
        whole["components"]["schemas"][name]["properties"] |= newer
    for item in whole["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                _explode_arrays(operation.get("requestBody", {}).get("content", {}))
                _drop_uris(operation.get("responses", {}))
    _drop_uris(whole["components"])
    return whole


def _explode_arrays(content: dict[str, Any]) -> None:
    for form in content.values():
        arrays = [
            name
            for name, schema in form["schema"].get("properties", {}).items()
            if schema.get("type") == "array"
        ]
        form["encoding"] = {name: {"style": "form", "explode": True} for name in arrays}


def _drop_uris(part: Any) -> None:
    if isinstance(part, dict):
        if part.get("format") == "uri":
            del part["format"]
        part = list(part.values())
    if isinstance(part, list):
        for inside in part:
            _drop_uris(inside)


if __name__ == "__main__":
    sys.exit(main())
