"""When people who left a call unrecorded say what came of it: at the worst moment that there is.

The worst is when somebody else has the lead by now; who never gets that far says it days later.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import text

from telepro.db import transaction

AT_THE_LATEST = timedelta(days=5)
PASSED_ON = text(
    """
    select a.public_id from attempts a join leads l on l.id = a.lead_id
    where a.public_id = any(:attempts) and l.held and l.fence > a.fence"""
)
Say = Callable[[], None]


class Drawer:
    """Results that nobody has been told yet, by attempt."""

    def __init__(self) -> None:
        self._unsaid: dict[str, tuple[datetime, Say]] = {}

    def put(self, attempt: str, now: datetime, say: Say) -> None:
        """Keep a result to be said later."""
        self._unsaid[attempt] = now, say

    def look(self, now: datetime) -> None:
        """Say what is due: of leads that others hold by now, and what has lain here too long."""
        old = [a for a, (since, _say) in self._unsaid.items() if now - since > AT_THE_LATEST]
        self._say(dict.fromkeys([*old, *self._passed_on()]))

    def empty(self) -> None:
        """Say all that is left."""
        self._say(dict.fromkeys(self._unsaid))

    def _say(self, attempts: dict[str, None]) -> None:
        for attempt in attempts:
            _since, say = self._unsaid.pop(attempt)
            say()

    def _passed_on(self) -> list[str]:
        if not self._unsaid:
            return []
        with transaction() as session:
            found = session.execute(PASSED_ON, {"attempts": list(self._unsaid)})
            return sorted(found.scalars())
