"""A driver in virtual time for tests: webhooks go to a plain function, hours pass in no time."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from telepro.localtwilio.engine import Engine
from telepro.localtwilio.exchange import Account, Setup
from telepro.localtwilio.messages import (
    Answered,
    Event,
    Record,
    Reply,
    Response,
    RestRequest,
    Send,
    SoftphoneOpened,
    Tell,
    Tick,
    Unreached,
)
from telepro.localtwilio.scenario import scenario_of

ACCOUNT_SID = "AC" + "0123456789abcdef" * 2
OURS = "+33199000001"
OTHER_OURS = "+33199000002"
THEM = "+33199001234"
ACCOUNT = Account(
    sid=ACCOUNT_SID,
    token="12345",
    numbers=(OURS, OTHER_OURS),
    api_key="SK" + "1" * 32,
    api_secret="a secret of at least 32 characters",
    application_sid="AP" + "2" * 32,
    voice_url="http://127.0.0.1:5000/twilio/session",
)
AT_NINE = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
APP = "http://127.0.0.1:5000"
HANG_UP = Reply(200, b"<Response/>", "text/xml")

Application = Callable[[Send], Reply | Unreached | None]


def twiml(text: str) -> Reply:
    """A TwiML answer with this inside."""
    return Reply(200, f"<Response>{text}</Response>".encode(), "text/xml")


def humans(**traits: Any) -> dict[str, Any]:
    """A town where everybody answers after 5 seconds, greets for 1 and talks for 30."""
    manner = {"ring": 5, "greeting": 1, "talk": 30, "hangs_up": 1, "says": "meeting"} | traits
    return {"mix": {"human": 1}, "people": {"human": manner}}


def only(kind: str) -> dict[str, Any]:
    """A town where every number is of one kind."""
    return {"mix": {kind: 1}}


class Bench:
    """An engine whose application is a function; None from it means that no answer ever comes."""

    def __init__(
        self,
        application: Application = lambda send: HANG_UP,
        people: dict[str, Any] | None = None,
        nonce: str = "nonce",
        number_url: str = "",
        **setup: Any,
    ) -> None:
        scenario = scenario_of(humans() if people is None else people)
        account = replace(ACCOUNT, number_url=number_url)
        self.engine = Engine(Setup(account, scenario, **({"cps": 1000.0} | setup)), nonce, AT_NINE)
        self.now = AT_NINE
        self.application = application
        self.sent: list[tuple[float, Send]] = []
        self.told: list[tuple[str, Any]] = []
        self.ledger: list[dict[str, Any]] = []

    def hand(self, event: Event) -> Response | None:
        """Hand over an event, let webhooks be answered at once, give the REST answer."""
        answer = None
        for command in self.engine.handle(event, self.now):
            match command:
                case Response():
                    answer = command
                case Send():
                    self.sent.append((self.seconds, command))
                    self._answer(command)
                case Tell():
                    self.told.append((command.event, command.facts))
                case Record():
                    self.ledger.append(dict(command.facts))
        return answer

    def _answer(self, send: Send) -> None:
        reply = self.application(send)
        if reply is not None:
            self.hand(Answered(send.number, reply))

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return (self.now - AT_NINE).total_seconds()

    def play(self, seconds: float) -> None:
        """Let time pass, stopping wherever something is due."""
        end = self.now + timedelta(seconds=seconds)
        while (due := self.engine.next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            self.hand(Tick())
        self.now = end
        self.hand(Tick())

    def rest(self, method: str, path: str, form: Any = (), query: Any = ()) -> Response:
        """One REST request below the account, signed in."""
        pairs = form.items() if isinstance(form, dict) else form
        asked = query.items() if isinstance(query, dict) else query
        whole = f"/2010-04-01/Accounts/{ACCOUNT_SID}{path}.json"
        return self.ask(RestRequest(method, whole, tuple(asked), tuple(pairs)))

    def ask(self, request: RestRequest, user: tuple[str, str] = (ACCOUNT_SID, "12345")) -> Response:
        """Any REST request, signed in as `user` with a password."""
        password = base64.b64encode(":".join(user).encode()).decode()
        answer = self.hand(replace(request, authorization=f"Basic {password}"))
        assert isinstance(answer, Response)
        return answer

    def call(self, **changes: Any) -> str:
        """Create a call and give its SID; `events` subscribes its callback to all events."""
        form = {"To": THEM, "From": OURS, "Url": f"{APP}/twiml?attempt=7"} | changes
        events = form.pop("events", [])
        pairs = [*form.items(), *(("StatusCallbackEvent", event) for event in events)]
        response = self.rest("POST", "/Calls", pairs)
        assert response.status == 201, response.body
        assert response.body is not None
        return str(response.body["sid"])

    def shown(self, sid: str) -> dict[str, Any]:
        """The call as REST shows it."""
        return dict(self.rest("GET", f"/Calls/{sid}").body or {})

    def softphone(self, line: int = 1, identity: str = "agent_7", **parameters: str) -> str:
        """Open a browser's leg and give its SID."""
        self.hand(
            SoftphoneOpened(line, identity, ACCOUNT.application_sid, tuple(parameters.items()))
        )
        return str([facts for name, facts in self.told if name == "ringing"][-1]["call_sid"])

    def posted(self, part: str) -> list[dict[str, str]]:
        """The form fields of every webhook whose URL contains `part`, in the order sent."""
        return [fields_of(send) for _, send in self.sent if part in send.url]

    def noted(self, event: str) -> list[dict[str, Any]]:
        """The ledger's lines of one kind."""
        return [line for line in self.ledger if line["event"] == event]

    def codes(self) -> list[int]:
        """The debugger's codes so far."""
        return [line["code"] for line in self.noted("notification")]


def fields_of(send: Send) -> dict[str, str]:
    """The fields of a webhook's body."""
    return dict(parse_qsl(send.body, keep_blank_values=True))


def form_body(**fields: str) -> bytes:
    """Fields as a form body."""
    return urlencode(fields).encode()


ALL_EVENTS = ["initiated", "ringing", "answered", "completed"]
