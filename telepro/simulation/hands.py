"""Where a simulated teleprospector works, and how they do anything: through services, bells and time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from campaigns.problems import NotFound, Refused
from telepro import queue
from telepro.crash import Crashed
from telepro.localtwilio.sayings import Saying
from telepro.queue import Bell
from telepro.services.intentions import NotNow
from telepro.simulation.diary import Diary
from telepro.simulation.drawer import Drawer
from telepro.simulation.mischief import Mischief
from telepro.simulation.timetable import Timetable
from telepro.simulation.wire import Wire

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works: their row, the campaign, the line's number, the application they sign in
    to, and what everybody shares."""

    person_id: int
    topic: str
    campaign_id: str
    line: int
    application_sid: str
    timetable: Timetable
    wire: Wire
    diary: Diary
    enter: Callable[[], Any]
    mischief: Mischief
    drawer: Drawer


@dataclass
class Call:
    """The call at hand."""

    attempt: str
    key: str
    zone: str
    sid: str = ""
    says: Saying | None = None
    wrapping_up: bool = False
    is_over: bool = False


class Hands:
    """What one teleprospector does, and what comes of it when the house says no or dies."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def do(self, service: Callable[..., Answer], *given: Any) -> Answer | None:
        """What the service answers; nothing when it refuses or its process dies."""
        try:
            with self._post.enter():
                return service(*given)
        except (Refused, NotFound, Crashed):
            return None

    def pressed(self, press: Callable[..., Answer], *given: Any) -> Answer | None:
        """A dial; a refusal is an answer too, and noted with its rules. Raises `Crashed`."""
        try:
            with self._post.enter():
                return press(*given)
        except NotNow as refused:
            self._post.diary.refused(refused.rules)
        except (Refused, NotFound):
            self._post.diary.refused(("desk",))
        return None

    def ring(self, *bells: Bell) -> None:
        """Ring, as the desk's routes do after a change."""
        with self._post.enter():
            queue.ring(*bells)

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        """Do something in so many seconds."""
        self._post.timetable.after(seconds, do)
