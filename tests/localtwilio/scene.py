"""A lively exchange on virtual time, spoken to with the official client, for tests of its answers."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response as TwilioResponse
from twilio.rest import Client

from telepro.localtwilio.messages import Reply, RestRequest, Send
from telepro.simulation.wire import pairs
from tests.localtwilio.bench import ACCOUNT, APP, OURS, Bench, twiml

AGENT = (
    '<Dial action="/left"><Conference participantLabel="agent" endConferenceOnExit="true" '
    'record="record-from-start" '
    'startConferenceOnEnter="false" waitUrl="" statusCallback="/room" '
    'statusCallbackEvent="start end join leave mute hold modify">agent-7</Conference></Dial>'
)
LEAD = (
    '<Dial action="/lead-done"><Conference participantLabel="lead-81" beep="false" waitUrl="">'
    "agent-7</Conference></Dial>"
)
ANSWERS = {
    "/twilio/session": AGENT,
    "/lead": LEAD,
    "/faulty": "<Fax/>",
    "/wait": "<Pause length='600'/>",
}
TOWN: dict[str, Any] = {
    "mix": {"human": 1},
    "people": {
        "human": {"ring": 5, "greeting": 1, "talk": 3600, "patience": 3600, "says": "meeting"}
    },
    "numbers": [
        {"number": f"000{index}", "kind": kind}
        for index, kind in enumerate(
            ("busy", "no_answer", "rejected", "dead", "carrier_failure", "machine")
        )
    ],
}


@dataclass(frozen=True)
class Exchanged:
    """One request to the REST API and its answer."""

    method: str
    path: str
    status: int
    body: Any


ENDS = len(TOWN["numbers"])
LONGEST = 120
"""Seconds after which nothing waited for comes any more."""


class Scene(ABC):
    """An agent's conference with a lead in it, calls of every outcome, a fault in the debugger."""

    client: Any
    address: str
    agent: str
    lead: str
    ended: list[str]
    faulty: str
    waiting: str
    room: str

    def __init__(self) -> None:
        self.seen: list[Exchanged] = []

    def call(self, to: str, path: str) -> str:
        """Create a call and give its SID."""
        url = f"{self.address}{path}"
        return str(self.client.calls.create(to=to, from_=OURS, url=url).sid)

    @abstractmethod
    def until(self, condition: Callable[[], object]) -> None:
        """Let time pass until the condition holds; fails when it never does."""

    @abstractmethod
    def wait(self, seconds: int) -> None:
        """Let so many seconds pass."""

    def begin(self) -> None:
        """Make the calls; the agent is there already."""
        self.lead = self.call("+33199001234", "/lead")
        self.ended = [self.call(f"+3319900000{index}", "/wait") for index in range(ENDS)]
        self.faulty = self.call("+33199001111", "/faulty")


class Stage(Scene):
    """A scene on virtual time: nothing waits."""

    def __init__(self, **setup: Any) -> None:
        super().__init__()
        self.address = APP
        self.bench = Bench(_application, TOWN, **setup)
        self.client = Client(ACCOUNT.sid, ACCOUNT.token, http_client=_Telephone(self))
        self.agent = self.bench.softphone()
        self.begin()
        self.bench.play(120)
        self.waiting = self.call("+33199002222", "/wait")
        self.bench.play(20)
        self.room = str(self.client.conferences.list()[0].sid)

    def until(self, condition: Callable[[], object]) -> None:
        """Play second after second."""
        for _ in range(LONGEST):
            if condition():
                return
            self.bench.play(1)
        raise AssertionError(f"not so within {LONGEST} seconds")

    def wait(self, seconds: int) -> None:
        """Play on."""
        self.bench.play(seconds)

    def ask(self, request: Callable[["Stage"], object]) -> list[Exchanged]:
        """Everything that one use of the client asked for, with its answers."""
        self.seen.clear()
        request(self)
        return list(self.seen)


def _application(send: Send) -> Reply:
    return twiml(ANSWERS.get(urlsplit(send.url).path, "<Hangup/>"))


class _Telephone(HttpClient):  # type: ignore[misc]  # the library has no types
    """The client library's way to the exchange: a call of a function."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(None, False, None)
        self._stage = stage

    def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> TwilioResponse:
        """One REST request, remembered with its answer."""
        parts = urlsplit(url)
        query = (*parse_qsl(parts.query, keep_blank_values=True), *pairs(params))
        answer = self._stage.bench.ask(
            RestRequest(method.upper(), parts.path, query, pairs(data)), auth or ("", "")
        )
        body = None if answer.body is None else dict(answer.body)
        self._stage.seen.append(Exchanged(method.upper(), parts.path, answer.status, body))
        return TwilioResponse(answer.status, "" if body is None else json.dumps(body))
