"""One simulated teleprospector's working day: look at the desk, do the next thing, look again."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from random import Random
from uuid import uuid4

from campaigns.dispositions import Disposition
from campaigns.numbers.phones import mask
from telepro.callers.desk import Attempt, Desk, Phase
from telepro.callers.house import House, Refusal, SignInAgain
from telepro.callers.line import NOTHING_HEARD, Line
from telepro.callers.moves import Memory, Move, Said, Step, next_step
from telepro.callers.people import Account
from telepro.callers.results import LAST_RESORT, disposition_of, meaning_of, result_of
from telepro.callers.talk import Talk

log = logging.getLogger(__name__)

# Seconds, as a person takes them; divided by the pace.
READ_CARD = (4.0, 10.0)
WRAP_UP = (3.0, 9.0)
AFTER_REFUSAL = (2.0, 5.0)
LOOK = 1.0
# Real seconds, whatever the pace: the house and the line must keep up.
SHORTEST_LOOK = 0.4
REOPEN_LINE = 2.0
LAST_MINUTE = 6.0


class GoingHome(Exception):
    """The day is over, or the last minute of it."""


class Day:
    """The working day of one caller, until `stop` is set."""

    def __init__(
        self, base_url: str, account: Account, dice: Random, pace: float, stop: threading.Event
    ) -> None:
        self._name = account.name
        self._dice = dice
        self._pace = pace
        self._stop = stop
        self._house = House(base_url, account, self._wait)
        self._line = Line()
        self._line_tried = 0.0
        self._talks: dict[str, Talk] = {}
        self._said_last = ""
        self._moves: Mapping[Move, Callable[[Desk, Step], None]] = {
            Move.START: self._start,
            Move.RESUME: self._resume,
            Move.LISTEN: self._listen,
            Move.TALK: self._talk,
            Move.HANG_UP: self._hang_up,
            Move.RECORD: self._record,
            Move.DIAL: self._dial,
            Move.WAIT: self._wait_and_see,
        }

    def work(self) -> None:
        """Work until told to stop, then finish the day.

        Raises `NotLetIn` when the account is not accepted, `RealLine` where real phones would ring.
        """
        try:
            self._signed_in()
            while True:
                self._turn()
        except GoingHome:
            self._go_home()
        finally:
            self._line.close()

    def _turn(self) -> None:
        try:
            desk = self._house.desk()
            self._keep_line(desk)
            step = next_step(desk, self._memory_of(desk))
            self._moves[step.move](desk, step)
        except SignInAgain as why:
            log.info("%s signs in again (%s)", self._name, why)
            self._wait(REOPEN_LINE)
            self._signed_in()
        except Refusal as refusal:
            self._say(f"is told: {refusal}")
            self._pause(AFTER_REFUSAL)

    def _signed_in(self) -> None:
        while True:
            try:
                self._house.sign_in()
                return
            except (SignInAgain, Refusal) as why:
                log.warning("%s can't sign in yet: %s", self._name, why)
                self._wait(REOPEN_LINE)

    def _keep_line(self, desk: Desk) -> None:
        if desk.session is None or self._line.is_open:
            return
        if time.monotonic() - self._line_tried < REOPEN_LINE and self._line_tried:
            return
        self._line_tried = time.monotonic()
        self._line.open(self._house.ticket())

    def _memory_of(self, desk: Desk) -> Memory:
        if desk.attempt is None:
            return Memory()
        talk = self._talk_of(desk.attempt)
        if desk.attempt.phase is Phase.ENDED and not talk.over_since:
            talk.over_since = time.monotonic()
        return talk.memory(time.monotonic())

    def _talk_of(self, attempt: Attempt) -> Talk:
        return self._talks.setdefault(attempt.id, Talk(attempt.id))

    # ---- what a person does ------------------------------------------------------------------

    def _start(self, desk: Desk, step: Step) -> None:
        missions = self._house.page().missions
        if not missions:
            self._say("finds no mission to work on")
            self._pause(AFTER_REFUSAL)
            return
        self._house.tell("/desk/start", campaign_id=self._dice.choice(missions))
        self._say("starts to work")
        self._look()

    def _resume(self, desk: Desk, step: Step) -> None:
        self._house.tell("/desk/resume")
        self._say("takes calls again")
        self._look()

    def _dial(self, desk: Desk, step: Step) -> None:
        if desk.card is None:
            return
        page = self._house.page()
        self._pause(READ_CARD)
        attempt = self._house.dial(desk.card.entry, uuid4().hex)
        self._talks[attempt.id] = Talk(attempt.id, desk.card, page)
        self._say(f"calls {mask(desk.card.number)}")

    def _listen(self, desk: Desk, step: Step) -> None:
        talk = self._talk_of(_call(step))
        talk.until = talk.until or time.monotonic() + REOPEN_LINE
        sid = self._line.sid_of(talk.attempt)
        if not sid and time.monotonic() < talk.until:
            self._look()
            return
        talk.heard = self._line.listen(sid) if sid else NOTHING_HEARD
        talk.said = Said.HEARD
        meaning = meaning_of(talk.heard.says)
        talk.until = time.monotonic() + self._dice.uniform(*meaning.seconds) / self._pace
        self._say(f"hears: {talk.heard.says or 'nothing clear'}")
        if meaning.argued or meaning.decision_maker:
            facts = {"argued": meaning.argued, "decision_maker": meaning.decision_maker}
            self._house.tell(f"/desk/attempts/{talk.attempt}/facts", **facts)

    def _talk(self, desk: Desk, step: Step) -> None:
        self._look()

    def _hang_up(self, desk: Desk, step: Step) -> None:
        talk = self._talk_of(_call(step))
        talk.said = Said.GOODBYE
        self._house.tell(f"/desk/attempts/{talk.attempt}/hangup")
        self._say("hangs up")

    def _record(self, desk: Desk, step: Step) -> None:
        self._pause(WRAP_UP)
        self._record_now(desk, _call(step))

    def _record_now(self, desk: Desk, attempt: Attempt) -> None:
        talk = self._talk_of(attempt)
        talk.body = talk.body or self._result(desk, attempt, talk)
        path = f"/desk/attempts/{attempt.id}/outcome"
        try:
            receipt = self._house.tell(path, client_key=talk.key, **talk.body)
        except Refusal as refusal:
            log.warning("%s: result not taken: %s", self._name, refusal)
            receipt = self._house.tell(
                path, client_key=uuid4().hex, disposition=str(LAST_RESORT), note=str(refusal)
            )
        self._say(f"records {receipt['disposition']}, the lead is now {receipt['stage']}")
        self._talks.pop(attempt.id, None)

    def _result(self, desk: Desk, attempt: Attempt, talk: Talk) -> dict[str, object]:
        sid = self._line.sid_of(attempt.id)
        # Who hung up after three words was heard all the same.
        if talk.said is Said.NOTHING and sid:
            talk.heard = self._line.listen(sid)
        page = talk.page if talk.page.offered else self._house.page()
        offered = page.offered or frozenset(Disposition)
        disposition = disposition_of(talk.heard.says, attempt.result, offered)
        return result_of(disposition, talk.heard.text, page, talk.card, desk.now, self._dice)

    def _wait_and_see(self, desk: Desk, step: Step) -> None:
        if desk.attempt is None and desk.card is None:
            self._say(f"waits for leads ({desk.why_empty})")
        self._look()

    # ---- the end of the day ------------------------------------------------------------------

    def _go_home(self) -> None:
        """Say goodbye, record what is owed, finish; whatever can't be done in time stays for later."""
        self._house.wait = _until(time.monotonic() + LAST_MINUTE)
        try:
            self._close_calls()
            self._house.tell("/desk/finish")
            self._say("goes home")
        except (GoingHome, Refusal, SignInAgain) as why:
            log.info("%s goes home in a hurry (%s)", self._name, why)

    def _close_calls(self) -> None:
        while True:
            desk = self._house.desk()
            attempt = desk.attempt
            if attempt is None and not desk.unfinished:
                return
            step = next_step(desk, self._memory_of(desk))
            if step.move is Move.RECORD:
                self._record_now(desk, _call(step))
            elif attempt is not None and self._talk_of(attempt).said is not Said.GOODBYE:
                self._hang_up(desk, Step(Move.HANG_UP, attempt))
            else:
                self._house.wait(SHORTEST_LOOK)

    # ---- time and words ----------------------------------------------------------------------

    def _pause(self, span: tuple[float, float]) -> None:
        self._wait(self._dice.uniform(*span) / self._pace)

    def _look(self) -> None:
        self._wait(max(SHORTEST_LOOK, LOOK / self._pace))

    def _wait(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise GoingHome

    def _say(self, words: str) -> None:
        if words != self._said_last:
            log.info("%s %s", self._name, words)
        self._said_last = words


def _call(step: Step) -> Attempt:
    if step.attempt is None:
        raise ValueError(f"{step.move} needs a call")
    return step.attempt


def _until(moment: float) -> Callable[[float], None]:
    """A pause that ends the day once `moment` on the monotonic clock has come."""

    def wait(seconds: float) -> None:
        if time.monotonic() + seconds > moment:
            raise GoingHome
        time.sleep(seconds)

    return wait
