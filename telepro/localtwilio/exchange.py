"""Holds what the whole exchange shares: its account, its calls, its time, and what it asks for."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from telepro.localtwilio.browsers import Browsers
from telepro.localtwilio.calls import Call, Conference, Notification
from telepro.localtwilio.codes import Direction, Level
from telepro.localtwilio.estate import acquire, add_application
from telepro.localtwilio.faults import Fault
from telepro.localtwilio.journal import Journal
from telepro.localtwilio.kernel import Kernel, Signal
from telepro.localtwilio.messages import Command, Record, Reply, Send, Unreached
from telepro.localtwilio.mischief import Mischief
from telepro.localtwilio.people import People, Scenario
from telepro.localtwilio.recording import Archive
from telepro.localtwilio.signing import bare
from telepro.localtwilio.texts import TextMessage
from telepro.localtwilio.town import Town
from telepro.localtwilio.webhook import Webhook

API_VERSION = "2010-04-01"
TWILIO = "https://api.twilio.com"
PAST = 20
"""Callbacks remembered, of which one may be sent again on purpose."""


@dataclass(frozen=True, slots=True)
class Account:
    """The one account, its numbers, and the TwiML application its softphones use.

    `voice_url` leads the calls of softphones, `number_url` those that come in at the numbers.
    """

    sid: str
    token: str
    numbers: tuple[str, ...] = ()
    api_key: str = ""
    api_secret: str = ""
    application_sid: str = ""
    voice_url: str = ""
    number_url: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """What an exchange is made with; `cps` is calls started per second, `speed` people's haste.

    `journal` is how many calls and conferences have their webhooks remembered, for the inspector.
    """

    account: Account
    scenario: Scenario = field(default_factory=Scenario)
    seed: int = 1
    speed: float = 1.0
    cps: float = 1.0
    faults: Mapping[Fault, float] = field(default_factory=dict)
    journal: int = 0


class Exchange:
    """The shared state. `nonce` makes SIDs differ between runs that share a seed."""

    def __init__(self, setup: Setup, nonce: str, now: datetime) -> None:
        self.setup = setup
        self.kernel = Kernel(now)
        self.town: People = Town(setup.scenario, setup.seed)
        self.mischief = Mischief(setup.faults, setup.seed)
        self.calls: dict[str, Call] = {}
        self.conferences: dict[str, Conference] = {}
        self.notifications: list[Notification] = []
        self.lines: dict[int, Call] = {}
        self.browsers = Browsers()
        self.estate = acquire(self.account.sid, self.account.numbers, self.account.number_url, now)
        if sid := self.account.application_sid:
            add_application(self.estate, sid, "Local Twilio", self.account.voice_url, now)
        self.texts: dict[str, TextMessage] = {}
        self.texted: Counter[str] = Counter()
        self.unsubscribed: set[tuple[str, str]] = set()
        self.visits: Counter[str] = Counter()
        self.after: Callable[[Call], None] = _nothing
        self.journal = Journal(setup.journal)
        self.past: deque[Webhook] = deque(maxlen=PAST)
        self.began = self.next_slot = now
        self.archive = Archive()
        # Where clients reach the REST API; a server puts its own address here.
        self.origin = TWILIO
        self._rooms: dict[str, Conference] = {}
        self._nonce = nonce
        self._numbers = count(1)
        self._outbox: list[Command] = []
        self._pending: dict[int, Signal] = {}
        self._live: dict[str, int] = {}

    @property
    def account(self) -> Account:
        """The account everything belongs to."""
        return self.setup.account

    @property
    def now(self) -> datetime:
        """The instant the engine is at."""
        return self.kernel.now

    def hurried(self, seconds: float) -> float:
        """A person's seconds at the speed asked for."""
        return seconds / self.setup.speed

    def sid(self, prefix: str) -> str:
        """A new identifier: the prefix and 32 lower-case hexadecimal digits."""
        return prefix + self._digest()[:32]

    def token(self) -> str:
        """A new idempotency token in the form of a UUID."""
        return str(UUID(self._digest()[:32]))

    def _digest(self) -> str:
        return hashlib.sha256(f"{self._nonce}:{next(self._numbers)}".encode()).hexdigest()

    def emit(self, command: Command) -> None:
        """Ask the driver for something."""
        self._outbox.append(command)

    def take(self) -> list[Command]:
        """Everything asked for since the last time, in order."""
        commands, self._outbox = self._outbox, []
        return commands

    def send(self, send: Send) -> Signal:
        """Ask for a webhook to be sent; the signal fires with its Reply or Unreached."""
        self.emit(send)
        signal = self._pending[send.number] = Signal()
        return signal

    def next_number(self) -> int:
        """A number no other webhook of this run has."""
        return next(self._numbers)

    def answered(self, number: int, answer: Reply | Unreached) -> None:
        """Hand a webhook's answer to whoever waits for it; nobody waits for one that came too late."""
        signal = self._pending.pop(number, None)
        if signal is not None:
            self.kernel.fire(signal, answer)

    def forget(self, number: int) -> None:
        """Stop waiting for this webhook's answer."""
        self._pending.pop(number, None)

    def live_calls(self, number: str) -> int:
        """How many calls to this number are not over."""
        return self._live.get(number, 0)

    def add_call(self, call: Call) -> None:
        """Let the call exist."""
        self.calls[call.sid] = call
        self._live[call.to] = self._live.get(call.to, 0) + 1
        call.timeline.append((self.now, "created"))
        record(
            self,
            _entry_of(call),
            **{"from": call.from_, "parent_call_sid": call.parent_sid},
            call_sid=call.sid,
            to=call.to,
            direction=call.direction,
            query=call.attempt_query(),
            queue_ms=call.queue_milliseconds,
            live_to=self.live_calls(call.to),
        )

    def call_over(self, call: Call) -> None:
        """Count the call out."""
        self._live[call.to] -= 1

    def room_named(self, name: str) -> Conference | None:
        """The live conference of this name, or None."""
        return self._rooms.get(name)

    def add_room(self, room: Conference) -> None:
        """Let the conference exist."""
        self.conferences[room.sid] = self._rooms[room.name] = room

    def room_over(self, room: Conference) -> None:
        """Free the conference's name."""
        self._rooms.pop(room.name, None)


def _nothing(call: Call) -> None:
    """What follows a call that is over, as long as nobody has asked for more."""


def _entry_of(call: Call) -> str:
    """The ledger's word for the beginning of this call."""
    if call.direction is not Direction.INBOUND:
        return "call_created"
    return "call_received" if call.line is None else "softphone_opened"


def notify(
    exchange: Exchange,
    call_sid: str,
    code: int,
    sentence: str,
    url: str = "",
    level: Level = Level.ERROR,
) -> None:
    """Write one line to the debugger and the ledger, as Twilio does with a runtime fault."""
    notification = Notification(
        sid=exchange.sid("NO"),
        call_sid=call_sid,
        code=code,
        sentence=sentence,
        at=exchange.now,
        level=Level.WARNING if code in WARNINGS else level,
        url=bare(url),
    )
    exchange.notifications.append(notification)
    if call := exchange.calls.get(call_sid):
        call.timeline.append((exchange.now, f"{code}: {sentence}"))
    record(exchange, "notification", call_sid=call_sid, code=code, text=sentence, url=url)


WARNINGS = frozenset({12200, 15003, 16011, 16101, 16102, 21262, 21263})
"""What is a warning wherever it comes from; whatever a document is warned of is one as well."""


def record(exchange: Exchange, event: str, **facts: Any) -> None:
    """Append one line to the ledger: the event, its instant and its facts."""
    exchange.emit(Record({"at": exchange.now.isoformat(), "event": event, **facts}))
