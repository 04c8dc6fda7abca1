"""The doorbell of a simulation: what rings is answered in its turn, by the jobs of every day."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from telepro.crash import Crashed
from telepro.queue import Bell
from telepro.simulation.mischief import NO_MISCHIEF, Mischief
from telepro.simulation.timetable import Deed, Timetable

# Seconds from a ring to its drain. Messages of one call come close together, so that a moment's
# patience lets one drain apply several of them, as it does on a busy day.
ANSWERED_WITHIN: Mapping[Bell, float] = {
    Bell.DIAL: 0.05,
    Bell.EVENTS: 0.4,
    Bell.DEAL: 0.2,
    Bell.IMPORTS: 0.0,
    Bell.CHORES: 0.1,
}
SWEEP = 2.0  # seconds after which the scheduler makes good a ring that was lost
SHOWN_AFTER = 0.05  # seconds from an announcement to the page that looks again


class Bells:
    """A `Doorbell` whose workers are deeds of the timetable; each bell has one waiting job at most."""

    def __init__(
        self,
        timetable: Timetable,
        drain: Callable[[Bell], None],
        mischief: Mischief = NO_MISCHIEF,
    ) -> None:
        self.listeners: dict[str, Deed] = {}
        self._timetable = timetable
        self._drain = drain
        self._mischief = mischief
        self._waiting: set[Bell] = set()

    def ring(self, bell: Bell) -> None:
        """Have the bell answered soon, unless it already will be."""
        if bell in self._waiting:
            return
        self._waiting.add(bell)
        for late in self._mischief.rings(SWEEP):
            self._timetable.after(ANSWERED_WITHIN[bell] + late, partial(self._answer, bell))

    def ring_later(self, bell: Bell, seconds: float) -> None:
        """Have the bell rung in so many seconds."""
        self._timetable.after(seconds, partial(self.ring, bell))

    def announce(self, topics: Sequence[str]) -> None:
        """Let whoever has the topic on a page look at it."""
        for topic in topics:
            if listener := self.listeners.get(topic):
                self._timetable.after(SHOWN_AFTER, listener)

    def _answer(self, bell: Bell) -> None:
        self._waiting.discard(bell)
        try:
            self._drain(bell)
        except Crashed:
            # The worker is dead and its job with it; the sweep rings again.
            self._timetable.after(SWEEP, partial(self.ring, bell))
