"""One simulated teleprospector: comes, calls what is dealt, talks, records, rests, goes home.

Acts through the services as the desk's routes do, rings the same bells after them, and learns of
changes by announcements and by the line, never by looking into rows.
"""

from contextlib import suppress
from datetime import datetime
from functools import partial
from random import Random
from typing import Any

from campaigns.attempts import CallResult
from campaigns.problems import Refused
from campaigns.states import WorkState
from telepro import ids
from telepro.crash import Crashed
from telepro.queue import Bell
from telepro.services import desk, intentions, outcomes
from telepro.services.intentions import Press
from telepro.simulation import habits as ways
from telepro.simulation.habits import Habits
from telepro.simulation.hands import Call, Hands, Post
from telepro.simulation.line import Line
from telepro.simulation.records import Pen

AGAIN = 1.0  # seconds until somebody whose page did not answer presses again


class Teleprospector:
    """Everything happens in deeds of the timetable, each of which looks first whether it still fits."""

    def __init__(self, post: Post, habits: Habits, pen: Pen, dice: Random) -> None:
        self.habits = habits
        self._post = post
        self._hands = Hands(post)
        self._pen = pen
        self._dice = dice
        self._session = ""
        self._call: Call | None = None
        self._reading = ""
        self._last_break: datetime | None = None
        self._line = Line(post, habits.drops, dice, self._hear_room)
        self._has_noticed = False
        self._is_off_duty = False

    @property
    def is_idle(self) -> bool:
        """At work, without a lead and without a call."""
        return bool(self._session) and self._call is None and not self._reading

    @property
    def is_at_work(self) -> bool:
        """Signed in to work, even if on a break."""
        return bool(self._session)

    # ---- the day ------------------------------------------------------------------------------

    def come(self) -> None:
        """Begin to work, and open the line."""
        self._is_off_duty = False
        now = self._post.timetable.now
        begun = self._hands.do(desk.start, self._post.person_id, self._post.campaign_id, now)
        self._session = begun or ""
        if not self._session:
            self._hands.after(AGAIN, self.come)
            return
        self._last_break = now
        self._hands.ring(Bell.DEAL)
        self._line.begin(self._session)

    def go(self) -> None:
        """Finish: the call at hand is ended and wrapped up first."""
        self._is_off_duty = True
        if self._call is not None:
            self._hands.after(ways.LOOKS_AGAIN_AFTER, self.go)
            return
        if not self._session:
            return
        if self._hands.do(self._finish) is None:
            self._hands.after(AGAIN, self.go)
            return
        self._session, self._reading = "", ""
        self._hands.ring(Bell.DIAL, Bell.DEAL)
        self._line.end()

    def _finish(self) -> bool:
        # Who sat there without a line for long finds that the day's work was ended for them.
        with suppress(Refused):
            desk.finish(self._post.person_id, self._post.timetable.now)
        return True

    def notice(self) -> None:
        """Something was announced: look in a moment, once for all that comes meanwhile. Who talks
        or reads hears of it from the line, or does not care."""
        talks = self._call is not None and (self._call.sid or self._call.wrapping_up)
        if not (self._has_noticed or talks or self._reading):
            self._has_noticed = True
            self._hands.after(ways.NOTICES_AFTER, self.look)

    def look(self) -> None:
        """Look at the desk: what has changed, what is there to do."""
        self._has_noticed = False
        if not self._session or self._reading:
            return
        if self._call is not None:
            self._look_at_call(self._call)
        elif self._wants_a_break():
            self._take_a_break()
        else:
            self._take_next_lead()

    # ---- the line -----------------------------------------------------------------------------

    def _hear_room(self, present: dict[str, str]) -> None:
        call = self._call
        if call is None:
            self.look()
        elif call.attempt in present and not call.sid:
            call.sid = present[call.attempt]
            self._talk(call)
        elif call.sid and call.attempt not in present:
            self._wrap_up(call)

    # ---- a lead -------------------------------------------------------------------------------

    def _take_next_lead(self) -> None:
        shown = self._hands.do(desk.glance, self._post.person_id, self._post.timetable.now)
        if shown is None:
            self._leave_until(ways.LOOKS_AGAIN_AFTER)
        elif shown.unfinished:
            self._owe(shown.unfinished)
        elif not self._line.is_shown(shown) or shown.in_a_call or shown.entry_id is None:
            return
        elif shown.zone is None:
            self._hands.do(self._give_back, shown.entry_id)
        else:
            self._reading = shown.entry_id
            seconds = self._dice.uniform(*ways.READS) / self.habits.skill
            press = Press(shown.entry_id, ids.public_id())
            self._hands.after(seconds, partial(self._dial, press, shown.zone))

    def _give_back(self, entry: str) -> None:
        desk.skip(self._post.person_id, entry, "no_number", self._post.timetable.now)

    def _dial(self, press: Press, zone: str) -> None:
        if not self._session or self._reading != press.entry_id:
            return
        try:
            view = self._hands.pressed(
                intentions.dial, self._post.person_id, press, self._post.timetable.now
            )
        except Crashed:
            # No answer: the same key is pressed again, and finds what it made.
            self._hands.after(AGAIN, partial(self._dial, press, zone))
            return
        self._reading = ""
        if view is None:
            self._hands.after(self._dice.uniform(*ways.AFTER_REFUSAL), self.look)
            return
        self._call = Call(view.id, ids.public_id(), zone)
        self._hands.ring(Bell.DIAL)
        self._hands.after(ways.LOOKS_AGAIN_AFTER, partial(self._check, self._call))

    # ---- a call -------------------------------------------------------------------------------

    def _check(self, call: Call) -> None:
        """Announcements may be lost: whoever waits looks again after a while."""
        if call is self._call and not call.wrapping_up:
            self._look_at_call(call)
            self._hands.after(ways.LOOKS_AGAIN_AFTER, partial(self._check, call))

    def _look_at_call(self, call: Call) -> None:
        if call.wrapping_up:
            return
        found = self._hands.do(desk.call, self._post.person_id, call.attempt)
        if found is None or not found.is_over:
            return
        if found.result in (CallResult.ANSWERED, CallResult.MACHINE):
            self._wrap_up(call)
        elif found.is_settled:
            self._done(call)

    def _talk(self, call: Call) -> None:
        person = self._post.wire.person(call.sid)
        call.says = ways.persuaded(person.says if person else None, self.habits, self._dice)
        span = ways.TALKS[call.says] if call.says else ways.NOT_UNDERSTOOD
        self._hands.after(self._dice.uniform(*span), partial(self._hang_up, call))

    def _hang_up(self, call: Call) -> None:
        if call is not self._call or call.wrapping_up:
            return
        now = self._post.timetable.now
        if self._hands.do(intentions.hang_up, self._post.person_id, call.attempt, now) is None:
            self._hands.after(AGAIN, partial(self._hang_up, call))
            return
        self._hands.ring(Bell.DIAL)
        self._wrap_up(call)

    def _wrap_up(self, call: Call) -> None:
        if call.wrapping_up:
            return
        call.wrapping_up = True
        if self._post.mischief.leaves():
            self._leave(call)
            return
        seconds = self._dice.uniform(*ways.WRAPS_UP) / self.habits.skill
        self._hands.after(seconds, partial(self._record, call, self._post.timetable.now))

    def _leave(self, call: Call) -> None:
        """Go away without a word, page and line closed; what came of the call is said some day."""
        self._post.drawer.put(call.attempt, self._post.timetable.now, partial(self._tell, call))
        self._leave_until(self._dice.uniform(*ways.BACK_AT_THE_DESK_AFTER))

    def _leave_until(self, seconds: float) -> None:
        """Close page and line, and begin anew in so many seconds unless the day is over by then."""
        self._call, self._session, self._reading = None, "", ""
        self._line.end("the page was closed")
        self._hands.after(seconds, lambda: None if self._is_off_duty else self.come())

    def _tell(self, call: Call) -> None:
        """Say late what came of a call, whoever has its lead by now."""
        self._send(call, self._pen.record(call.says, call.zone, self._post.timetable.now))

    def _owe(self, attempt: str) -> None:
        """A call of before the line dropped, or before a page was lost."""
        self._call = Call(attempt, ids.public_id(), "Europe/Paris", wrapping_up=True)
        self._record(self._call, self._post.timetable.now)

    def _record(self, call: Call, at: datetime) -> None:
        if call is not self._call:
            return
        self._send(call, self._pen.record(call.says, call.zone, at))

    def _send(self, call: Call, recorded: Any) -> None:
        now = self._post.timetable.now
        try:
            with self._post.enter():
                receipt = outcomes.record(
                    self._post.person_id, call.attempt, call.key, recorded, now
                )
            self._post.diary.acknowledged(call.attempt, call.key, receipt.disposition)
        except Crashed:
            self._hands.after(AGAIN, partial(self._send, call, recorded))
            return
        except Refused as refused:
            self._post.diary.not_taken(str(refused))
        self._hands.ring(Bell.DEAL)
        self._done(call)

    def _done(self, call: Call) -> None:
        if call is self._call:
            self._call = None
            self._hands.after(0, self.look)

    # ---- a break ------------------------------------------------------------------------------

    def _wants_a_break(self) -> bool:
        last = self._last_break
        minutes = (self._post.timetable.now - last).total_seconds() / 60 if last else 0
        return minutes > self.habits.between_breaks

    def _take_a_break(self) -> None:
        now = self._post.timetable.now
        self._last_break = now
        self._hands.do(desk.pause, self._post.person_id, WorkState.BREAK, "coffee", now)
        self._reading = "a newspaper"
        self._hands.after(self.habits.rests, self._come_back)

    def _come_back(self) -> None:
        if not self._session:
            return
        self._last_break = self._post.timetable.now
        self._hands.do(desk.resume, self._post.person_id, self._post.timetable.now)
        self._reading = ""
        self._hands.ring(Bell.DEAL)
        self.look()
