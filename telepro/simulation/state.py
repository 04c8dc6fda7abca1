"""The fingerprint of what a simulation has left: rows in the order of their business keys, no row ids."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import text

from telepro.db import transaction

# A lead is named by its prospect's first number and name; everything else by its lead and order.
WHO = """
    select l.id, r.name, p.e164 from leads l join prospects r on r.id = l.prospect_id
    join phones p on p.prospect_id = r.id and p.position = 1"""
STATEMENTS = (
    """select id, stage, tier, next_call_at, held, fence, attempts, closed_at, closed_reason
        from leads""",
    """select a.lead_id, a.number, a.e164, a.state, a.result, a.intended_at, a.ended_at,
        a.settled_at, a.fence, a.trouble, a.argued, a.decision_maker, p.name
        from attempts a join people p on p.id = a.person_id""",
    """select o.lead_id, a.number, o.disposition, o.result, o.reason, o.argued, o.recorded_at,
        o.details ->> 'callback_at', o.details ->> 'later_on'
        from outcomes o join attempts a on a.id = o.attempt_id""",
    "select lead_id, at, from_stage, to_stage, cause from stage_moves",
)


def state_hash() -> str:
    """SHA-256 over leads, attempts, outcomes and stage moves."""
    digest = hashlib.sha256()
    for line in _lines():
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _lines() -> Iterator[str]:
    with transaction() as session:
        who = {row[0]: list(row[1:]) for row in session.execute(text(WHO))}
        for statement in STATEMENTS:
            rows = session.execute(text(statement)).all()
            named = ([*who.get(lead, ["", ""]), *map(_plain, values)] for lead, *values in rows)
            yield from sorted(json.dumps(row) for row in named)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | float | None) else str(value)
