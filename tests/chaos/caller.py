"""One simulated teleprospector: works through the house's own routes, and writes down each answer.

Whatever was not answered is sent again under the same key, as the desk does.
"""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import requests

from campaigns.call.obstacles import Obstacle
from campaigns.dispositions import RULES, Disposition, SuppressionScope
from telepro import clock
from telepro.callers.line import Line, Ticket
from tests.chaos.acts import Act, Acts, Kind, Verdict, verdict_of
from tests.chaos.looks import Looks, OnDesk
from tests.chaos.scene import Seat
from tests.system.browser import Browser

STEP = 0.25  # seconds between two acts
STALE = 3.0  # seconds after which a look at the desks is worth nothing
REOPEN = 4.0  # seconds between two tries to open the line
CORRECTS = 0.06  # of all outcomes
CALLS_BACK_WITHIN = (8, 40)  # seconds
REFUSED = Disposition.REFUSED_TO_LISTEN


@dataclass
class Caller:
    """A person at work; `vanished` is one who is gone without a word."""

    seat: Seat
    browser: Browser
    looks: Looks
    acts: Acts
    softphone: str
    dice: Random
    line: Line = field(default_factory=Line)
    vanished: threading.Event = field(default_factory=threading.Event)
    resting: threading.Event = field(default_factory=threading.Event)
    dials_no_more: threading.Event = field(default_factory=threading.Event)
    _keys: dict[str, str] = field(default_factory=dict)
    _bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    _hung: set[str] = field(default_factory=set)
    _kept: set[str] = field(default_factory=set)
    _corrections: dict[str, float] = field(default_factory=dict)
    _last_entry: str = ""
    _signed_in: bool = False
    _opened: float = 0.0

    @property
    def id(self) -> int:
        """The row id of the person."""
        return self.seat.person.id

    def work(self, stop: threading.Event) -> None:
        """Work until told to stop, whatever happens to the house."""
        while not stop.wait(STEP * self.dice.uniform(0.7, 1.3)):
            if self.resting.is_set():
                self.dials_no_more.set()
            with suppress(requests.RequestException):
                self._step()
        self.line.close()

    def presses_an_old_card(self) -> bool:
        """A tab that slept through it all wakes and presses F2 on what it still shows."""
        if not self._last_entry:
            return False
        return self._dial(self._last_entry, uuid4().hex) is not Verdict.UNKNOWN

    def _step(self) -> None:
        if self.vanished.is_set():
            return
        if not self._signed_in:
            self._sign_in()
        elif not self.line.is_open:
            self._open_line()
        if self._signed_in and time.monotonic() - self.looks.taken < STALE:
            self._act()

    def _sign_in(self) -> None:
        status = self.browser.sign_in(self.seat.person)
        self._note(Kind.SIGN_IN, "", "", "", status, 0.0)
        if status == 303:
            self.browser.open("/desk")
            self._signed_in = (
                self._tell(Kind.START, "/desk/start", "", campaign_id=self.seat.campaign)
                is Verdict.OK
            )

    def _open_line(self) -> None:
        if time.monotonic() - self._opened < REOPEN:
            return
        self._opened = time.monotonic()
        answer = self.browser.ask("GET", "/desk/softphone")
        if answer.status_code == 200:
            told = answer.json()
            self.line.open(Ticket(told["adapter"], self.softphone, told["token"]))

    def _act(self) -> None:
        calls = self.looks.calls.get(self.id, [])
        for call in calls:
            self._go_on(call)
        card = self.looks.cards.get(self.id)
        if card and not calls and not self.resting.is_set() and self.line.is_open:
            self._last_entry = card
            self._dial(card, self._keys.setdefault(card, uuid4().hex))
        self._correct()

    def _go_on(self, call: OnDesk) -> None:
        # Whoever was told that it is kept says it no second time.
        if call.over and call.owes and call.attempt not in self._kept:
            self._record(call.attempt)
        elif call.talks and not call.hung_up and call.attempt not in self._hung:
            self._hang_up_perhaps(call.attempt)

    def _hang_up_perhaps(self, attempt: str) -> None:
        if self.dice.random() < 0.5:
            self._hung.add(attempt)
            self._tell(Kind.HANG_UP, f"/desk/attempts/{attempt}/hangup", attempt)

    def _dial(self, entry: str, key: str) -> Verdict:
        verdict = self._tell(Kind.DIAL, f"/desk/entries/{entry}/dial", entry, client_key=key)
        if verdict is Verdict.FAIL:
            self._keys.pop(entry, None)
        return verdict

    def _record(self, attempt: str) -> None:
        body = self._bodies.setdefault(attempt, self._something())
        path = f"/desk/attempts/{attempt}/outcome"
        if self._tell(Kind.OUTCOME, path, attempt, **body) is not Verdict.OK:
            return
        self._kept.add(attempt)
        if self.dice.random() < CORRECTS:
            self._corrections[attempt] = time.monotonic() + self.dice.uniform(5, 40)

    def _correct(self) -> None:
        due = [one for one, at in self._corrections.items() if at < time.monotonic()]
        for attempt in due[:1]:
            body = self._bodies.setdefault(f"again {attempt}", self._something())
            path = f"/desk/attempts/{attempt}/outcome"
            if self._tell(Kind.CORRECTION, path, attempt, **body) is not Verdict.UNKNOWN:
                del self._corrections[attempt]

    def _something(self) -> dict[str, Any]:
        """One result, whose key and every word stay the same however often it is sent."""
        now = clock.now()
        later = now + timedelta(seconds=self.dice.randint(*CALLS_BACK_WITHIN))
        what: dict[str, Any] = self.dice.choice(
            (
                {"disposition": Disposition.GATEKEEPER},
                {"disposition": Disposition.AWAY},
                {"disposition": Disposition.MACHINE},
                {"disposition": REFUSED, "reason": RULES[REFUSED].reasons[0].code},
                {"disposition": Disposition.CALLBACK, "callback_at": later.isoformat()},
                {"disposition": Disposition.CALLBACK, "callback_at": later.isoformat()},
                {"disposition": Disposition.DO_NOT_CALL, "scope": SuppressionScope.NUMBER},
            )
        )
        return {"client_key": uuid4().hex, "at": now.isoformat(), **what}

    def _tell(self, kind: Kind, path: str, subject: str, **body: Any) -> Verdict:
        begun = time.monotonic()
        key = str(body.get("client_key", ""))
        said = str(body.get("disposition", ""))
        try:
            answer = self.browser.tell(path, **body)
        except requests.RequestException:
            self._note(kind, subject, key, said, 0, time.monotonic() - begun)
            return Verdict.UNKNOWN
        return self._heard(kind, subject, key, said, answer, time.monotonic() - begun)

    def _heard(
        self, kind: Kind, subject: str, key: str, said: str, answer: requests.Response, took: float
    ) -> Verdict:
        status = answer.status_code
        places = _places(answer) if status == 409 else ()
        if status in (302, 400, 401):
            # Nothing was done: the page or the sign-in is too old.
            self._signed_in = False
            status = 401
        if Obstacle.LINE_DOWN in places:
            self.line.close()
        self._note(kind, subject, key, said, status, took, places)
        return verdict_of(status)

    def _note(
        self,
        kind: Kind,
        subject: str,
        key: str,
        said: str,
        status: int,
        took: float,
        places: tuple[str, ...] = (),
    ) -> None:
        at = self.acts.clock() - took
        self.acts.note(
            Act(kind, self.id, subject, key, said, verdict_of(status), status, at, took, places)
        )


def _places(answer: requests.Response) -> tuple[str, ...]:
    try:
        return tuple(str(problem["place"]) for problem in answer.json()["problems"])
    except (ValueError, KeyError):
        return ()
