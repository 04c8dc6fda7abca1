"""A call as the desk shows it: how far it has come, with what the carrier says and what was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased

from campaigns.attempts import AttemptState, CallResult, CallStatus
from campaigns.dispositions import Disposition
from telepro.db.calling import Attempt, Call, CallListEntry
from telepro.db.columns import among
from telepro.db.results import Outcome
from telepro.db.whom import Prospect


class Phase(StrEnum):
    """A call as the person who makes it lives it."""

    INTENDED = "intended"
    RINGING = "ringing"
    CONNECTED = "connected"
    ENDED = "ended"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AttemptView:
    """A call as the desk shows it; times in UTC, seconds are the carrier's."""

    id: str
    entry_id: str
    lead_name: str
    phase: Phase
    since: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    seconds: int
    result: CallResult | None
    trouble: str | None
    decision_maker: bool
    argued: bool
    recorded: Disposition | None
    held_since: datetime | None = None
    recorded_for: str | None = None
    recording_paused: bool = False


def attempt(session: Session, row: Attempt) -> AttemptView:
    """One attempt as the desk shows it."""
    session.flush()
    return views(session, [row.id])[0]


def views(session: Session, attempt_ids: Sequence[int]) -> tuple[AttemptView, ...]:
    """Attempts as the desk shows them, oldest first."""
    return tuple(view(*row) for row in session.execute(_VIEWS, {"attempts": list(attempt_ids)}))


def view(
    row: Attempt, entry: str, name: str, call: Call | None, recorded: Disposition | None
) -> AttemptView:
    """One row of `shown` as the desk shows it."""
    return AttemptView(
        id=row.public_id,
        entry_id=entry,
        lead_name=name,
        phase=_phase(row, call),
        since=row.intended_at,
        answered_at=call.answered_at if call else None,
        ended_at=row.ended_at or row.released_at,
        seconds=(call.duration_seconds or 0) if call else 0,
        result=row.result,
        trouble=row.trouble,
        decision_maker=row.decision_maker,
        argued=row.argued,
        recorded=recorded,
        held_since=call.held_at if call else None,
        recorded_for=row.recorded,
        recording_paused=bool(call and call.recording_paused_at),
    )


_later = aliased(Outcome)


def shown(of: Any) -> Any:
    """The question for what `view` takes, of the attempts `of`."""
    standing = ~exists().where(_later.supersedes_id == Outcome.id)
    return (
        select(of, CallListEntry.public_id, Prospect.name, Call, Outcome.disposition)
        .join(CallListEntry, CallListEntry.id == of.entry_id)
        .join(Prospect, Prospect.id == of.prospect_id)
        .outerjoin(Call, Call.attempt_id == of.id)
        .outerjoin(Outcome, and_(Outcome.attempt_id == of.id, standing))
    )


_VIEWS = shown(Attempt).where(among(Attempt.id, "attempts")).order_by(Attempt.id)
PHASES = {
    AttemptState.INTENDED: Phase.INTENDED,
    AttemptState.PLACING: Phase.INTENDED,
    AttemptState.PLACED: Phase.RINGING,
    AttemptState.UNKNOWN: Phase.RINGING,
    AttemptState.REFUSED: Phase.REFUSED,
    AttemptState.ENDED: Phase.ENDED,
}


def _phase(row: Attempt, call: Call | None) -> Phase:
    if row.released_at is not None:
        return Phase.ENDED
    phase = PHASES[row.state]
    talking = call is not None and call.status is CallStatus.IN_PROGRESS
    return Phase.CONNECTED if talking and phase is Phase.RINGING else phase
