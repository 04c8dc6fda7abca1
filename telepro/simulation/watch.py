"""What must hold at every moment and heals by itself later, looked at while a simulation goes on."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import text

from telepro.db import transaction

AT_EVERY_MOMENT: Mapping[str, str] = {
    "who has a lead on their list holds it": """
        select l.public_id, e.fence, l.fence, l.held from call_list_entries e
        join leads l on l.id = e.lead_id
        where e.ended_at is null and (not l.held or l.fence <> e.fence)""",
    "a lead is held until its newest call has a result": """
        select a.public_id, a.state from attempts a join leads l on l.id = a.lead_id
        where a.settled_at is null and a.fence = l.fence and not l.held""",
    # All ends are one height here: two of them are a dispute, which the carrier settles.
    "a call's status never falls": """
        select a.public_id, i.payload ->> 'CallStatus', c.status from attempts a
        join calls c on c.attempt_id = a.id join call_inbox i on i.subject = a.public_id
        cross join lateral (select array['queued', 'initiated', 'ringing', 'in-progress']) as o(rises)
        where (a.settled_at is null or c.status = any(o.rises)) and i.call_sid = c.sid
            and i.applied_at is not null and i.problem is null and i.payload ? 'CallStatus'
            and coalesce(array_position(o.rises, i.payload ->> 'CallStatus'), 5)
                > coalesce(array_position(o.rises, c.status), 5)""",
}


class Watch:
    """`seen` holds what was found broken, by what should have held."""

    def __init__(self) -> None:
        self.seen: dict[str, list[tuple[str, ...]]] = defaultdict(list)

    def look(self) -> None:
        """Look once; plain SQL, never the code that did the work."""
        with transaction() as session:
            for invariant, question in AT_EVERY_MOMENT.items():
                for row in session.execute(text(question)):
                    self.seen[invariant].append(tuple(map(str, row)))
