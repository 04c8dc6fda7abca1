"""The softphone's line of one simulated teleprospector: open while they work, lost now and then."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from telepro.localtwilio.messages import SoftphoneClosed, SoftphoneOpened
from telepro.services.desk import Glance
from telepro.simulation import habits as ways
from telepro.simulation.hands import Hands, Post
from telepro.telephony.softphone import PREFIX

DEAF = timedelta(minutes=2)  # for so long somebody waits for a line that the desk doesn't show


class Line:
    """`heard` is told who is on it: the legs by their labels."""

    def __init__(
        self, post: Post, drops: float, dice: Random, heard: Callable[[dict[str, str]], None]
    ) -> None:
        self._post = post
        self._hands = Hands(post)
        self._drops = drops
        self._dice = dice
        self._heard = heard
        self._session = ""
        self._is_open = False
        self._missed_since: datetime | None = None

    def begin(self, session: str) -> None:
        """Open the line of a session that begins, or goes on."""
        self._session = session
        self._open()
        self._later_drop()

    def end(self, *reason: str) -> None:
        """Close it for good."""
        self._session = ""
        self._post.wire.hand(SoftphoneClosed(self._post.line, *reason))

    def hear(self, event: str, facts: Any) -> None:
        """What the softphone tells: who is on the line."""
        if event == "ended":
            self._is_open = False
            if self._session:
                self._hands.after(self._dice.uniform(*ways.LINE_BACK_AFTER), self._open)
        elif event == "conference":
            self._heard({each["label"]: each["call_sid"] for each in facts["participants"]})

    def is_shown(self, glance: Glance) -> bool:
        """Whether the desk shows the line; whoever waits for it long closes and opens it."""
        now = self._post.timetable.now
        if glance.is_on_the_line:
            self._missed_since = None
        elif self._missed_since is None:
            self._missed_since = now
        elif now - self._missed_since > DEAF:
            self._missed_since = None
            self._post.wire.hand(SoftphoneClosed(self._post.line, "nobody heard it"))
        return glance.is_on_the_line

    def _open(self) -> None:
        if not self._session or self._is_open:
            return
        self._is_open = True
        self._post.wire.ears[self._post.line] = self.hear
        identity = f"{PREFIX}{self._session}"
        self._post.wire.hand(SoftphoneOpened(self._post.line, identity, self._post.application_sid))

    def _later_drop(self) -> None:
        """The line drops now and then, at no hour that anybody knows before."""
        if self._drops:
            hours = self._dice.expovariate(self._drops)
            self._hands.after(hours * 3600, partial(self._drop, self._session))

    def _drop(self, session: str) -> None:
        if session == self._session:
            self._post.wire.hand(SoftphoneClosed(self._post.line, "the connection was lost"))
            self._later_drop()
