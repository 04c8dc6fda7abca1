"""The local Twilio on virtual time: requests come by call, signed webhooks go to the WSGI application."""

import base64
import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import requests
from flask import Flask
from twilio.http import HttpClient
from twilio.http.response import Response as TwilioResponse

from telepro.crash import Crashed
from telepro.localtwilio.engine import Engine
from telepro.localtwilio.messages import (
    Answered,
    Event,
    Reply,
    Response,
    RestRequest,
    Send,
    Tell,
    Tick,
    Unreached,
)
from telepro.localtwilio.overrides import Trouble
from telepro.localtwilio.people import Person
from telepro.simulation.ledger import Ledger
from telepro.simulation.mischief import Mischief
from telepro.simulation.timetable import Timetable

TRAVEL = 0.05  # seconds that a webhook takes to reach the application
Ear = Callable[[str, Mapping[str, Any]], None]


class Wire:
    """Performs what the engine asks for and wakes it when something is due."""

    def __init__(
        self, engine: Engine, app: Flask, timetable: Timetable, ledger: Ledger | None = None
    ) -> None:
        self.ledger = ledger
        self.created: Counter[str] = Counter()
        self.ended: dict[str, tuple[str, int]] = {}
        self.ears: dict[int, Ear] = {}
        self._engine = engine
        self._app = app
        self._timetable = timetable
        self._armed: datetime | None = None

    def hand(self, event: Event) -> Response | None:
        """Hand an event to the engine and perform what follows; the answer to a REST request."""
        answer = None
        for command in self._engine.handle(event, self._timetable.now):
            match command:
                case Response():
                    answer = command
                case Send():
                    self._timetable.after(TRAVEL, partial(self._deliver, command))
                case Tell():
                    self._tell(command)
        self._arm()
        return answer

    def person(self, sid: str) -> Person | None:
        """Whoever took this call."""
        call = self._engine.exchange.calls.get(sid)
        return call.person if call and call.answered else None

    def wait(self, seconds: float) -> None:
        """Let the world go on for so many seconds while somebody waits for an answer."""
        if seconds:
            self._timetable.run_until(self._timetable.now + timedelta(seconds=seconds))

    def enter_dial(self, attempt: str, number: str) -> None:
        """Enter a call that the carrier has made."""
        self.created[attempt] += 1
        if self.ledger:
            self.ledger.dialled.append((number, self._timetable.now))

    def forget_ended_calls(self) -> None:
        """Let go of calls that are over, as a carrier's archive does; a campaign has many thousands."""
        calls = self._engine.exchange.calls
        for sid in [sid for sid, call in calls.items() if call.over]:
            self.ended[sid] = (str(calls[sid].status), calls[sid].seconds)
            del calls[sid]
        self._engine.exchange.notifications.clear()

    def _tell(self, told: Tell) -> None:
        if ear := self.ears.get(told.line):
            self._timetable.after(0, partial(ear, told.event, told.facts))

    def _arm(self) -> None:
        due = self._engine.next_due()
        if due is not None and (self._armed is None or due < self._armed):
            self._armed = due
            self._timetable.at(due, partial(self._tick, due))

    def _tick(self, due: datetime) -> None:
        if self._armed == due:
            self._armed = None
            self.hand(Tick())

    def _deliver(self, send: Send) -> None:
        try:
            answer: Reply | Unreached = call_application(self._app, send)
        except Crashed as crash:
            answer = Unreached(Trouble.READ, f"the application died at {crash}")
        if self.ledger and isinstance(answer, Reply):
            self.ledger.enter(send, answer)
        self.hand(Answered(send.number, answer))


class Telephone(HttpClient):  # type: ignore[misc]
    """The client library's way to the carrier: a call of a function."""

    def __init__(self, wire: Wire, mischief: Mischief) -> None:
        super().__init__(None, False, None)
        self._wire = wire
        self._mischief = mischief

    def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> TwilioResponse:
        """One REST request; raises what the network raises when the reply is lost."""
        parts = urlsplit(uri)
        asked = RestRequest(
            method.upper(),
            parts.path,
            (*parse_qsl(parts.query), *pairs(params)),
            pairs(data),
            _basic(auth),
        )
        answer = self._wire.hand(asked)
        self._enter(asked, answer)
        if asked.method == "GET":
            # The answer is as old as its way is long: what happens meanwhile is not in it.
            self._wire.wait(self._mischief.slowness())
        if answer is None or answer.lost:
            raise requests.ReadTimeout("the reply was lost")
        return TwilioResponse(answer.status, json.dumps(dict(answer.body or {})))

    def _enter(self, asked: RestRequest, answer: Response | None) -> None:
        """Count a call that the carrier really made, by the attempt that its address names."""
        made = answer is not None and answer.status == requests.codes.created
        if made and asked.method == "POST" and asked.path.endswith("/Calls.json"):
            form = dict(asked.form)
            address = urlsplit(form["Url"]).path
            self._wire.enter_dial(address.rpartition("/")[2], form["To"])


def call_application(app: Flask, send: Send) -> Reply:
    """Hand one webhook to the application as a server would, without a server."""
    parts = urlsplit(send.url)
    body = send.body.encode()
    environ = {
        "REQUEST_METHOD": send.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": str(parts.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in send.headers:
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return _answer(app, environ)


def _answer(app: Flask, environ: dict[str, Any]) -> Reply:
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], trouble: Any = None) -> Any:
        said.update(status=int(status.split()[0]), headers=dict(headers))

    chunks = app.wsgi_app(environ, start)
    try:
        body = b"".join(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
    headers = said["headers"]
    kind, location = headers.get("Content-Type", ""), headers.get("Location", "")
    return Reply(said["status"], body, kind, location)


def pairs(form: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """Form fields as they stand in a body; a list is the same field several times."""
    return tuple(
        (name, str(each))
        for name, value in (form or {}).items()
        for each in (value if isinstance(value, (list, tuple)) else (value,))
    )


def _basic(auth: tuple[str, str] | None) -> str:
    return "Basic " + base64.b64encode(":".join(auth).encode()).decode() if auth else ""
