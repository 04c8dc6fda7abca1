"""Outcomes: append-only, one standing per attempt; and the rows that a standing outcome leaves."""

import hashlib
import json
from collections import Counter as Tally
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, bindparam, case, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from campaigns.cadence import Cadence
from campaigns.dispositions import Recorded, SuppressionScope
from campaigns.figures.totals import of_promise
from campaigns.lead.standing import StandingOutcome
from campaigns.states import CallbackKind, CallbackState, MoveCause, PhoneState
from telepro.db.calling import Attempt
from telepro.db.columns import among
from telepro.db.results import Answer, Callback, Outcome, StageMove, Task
from telepro.db.whom import Phone, Suppression


@dataclass(frozen=True, slots=True)
class Numbered:
    """An outcome with the number of its attempt, when that was settled first, and the version of the
    plan that it was made with."""

    outcome: Outcome
    number: int
    settled_at: datetime | None
    plan_id: int

    def standing(self, cadence: Cadence) -> StandingOutcome:
        """The outcome as the domain folds it, with the cadence of that version; a correction keeps the
        moment of what it corrects."""
        at = self.settled_at or self.outcome.recorded_at
        return _standing(self.outcome, self.number, at, cadence)


@dataclass(frozen=True, slots=True)
class Before:
    """What was recorded before: by this very request, and what stands of the lead."""

    repeated: Outcome | None
    standing: Sequence[Numbered]


def standing_of(session: Session, attempt_id: int) -> Outcome | None:
    """The outcome of an attempt that no later one supersedes."""
    return session.scalar(_STANDING_OF, {"attempt": attempt_id})


def standing_of_lead(session: Session, lead_id: int) -> Sequence[Numbered]:
    """The standing outcomes of a lead by attempt number."""
    return before(session, lead_id, None).standing


def before(session: Session, lead_id: int, key: str | None) -> Before:
    """What was recorded of a lead before, and what the request with this key recorded, of any."""
    rows = session.execute(_OF_LEAD_OR_KEY, {"lead": lead_id, "key": key}).all()
    found = [Numbered(*row) for row in rows]
    superseded = {each.outcome.supersedes_id for each in found}
    return Before(
        next((each.outcome for each in found if each.outcome.client_key == key), None),
        [
            each
            for each in found
            if each.outcome.lead_id == lead_id and each.outcome.id not in superseded
        ],
    )


_later = aliased(Outcome)
_STANDS = ~exists().where(_later.supersedes_id == Outcome.id)
_STANDING_OF = select(Outcome).where(Outcome.attempt_id == bindparam("attempt"), _STANDS)
_OF_LEAD_OR_KEY = (
    select(Outcome, Attempt.number, Attempt.settled_at, Attempt.plan_id)
    .join(Attempt, Attempt.id == Outcome.attempt_id)
    .where((Outcome.lead_id == bindparam("lead")) | (Outcome.client_key == bindparam("key")))
    .order_by(Attempt.number, Outcome.id)
)


def _standing(outcome: Outcome, number: int, at: datetime, cadence: Cadence) -> StandingOutcome:
    details = outcome.details
    return StandingOutcome(
        attempt_number=number,
        disposition=outcome.disposition,
        call_result=outcome.result,
        at=at,
        argued=outcome.argued,
        decision_maker=outcome.decision_maker,
        callback_at=_moment(details.get("callback_at")),
        callback_flexible=bool(details.get("callback_flexible")),
        callback_owner_id=details.get("callback_owner_id"),
        later_on=date.fromisoformat(details["later_on"]) if details.get("later_on") else None,
        scope=SuppressionScope(details["scope"]) if details.get("scope") else None,
        phone_id=outcome.phone_id,
        reason=outcome.reason,
        document_id=details.get("document_id"),
        is_ours=not details.get("inbound"),
        cadence=cadence,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def details_of(recorded: Recorded, person_id: int | None) -> dict[str, Any]:
    """What came along with a disposition, as a document; empty parts are left out."""
    meeting = recorded.meeting
    personal = recorded.callback_kind is CallbackKind.PERSONAL
    parts: dict[str, Any] = {
        "callback_at": recorded.callback_at and recorded.callback_at.isoformat(),
        "callback_flexible": recorded.callback_flexible or None,
        "callback_owner_id": person_id if recorded.callback_at and personal else None,
        "later_on": recorded.later_on and recorded.later_on.isoformat(),
        "scope": recorded.scope,
        "document_id": recorded.document_id,
        "meeting": meeting
        and {
            "starts_at": meeting.starts_at and meeting.starts_at.isoformat(),
            "zone": meeting.zone,
            "kind": meeting.kind,
            "place": meeting.place,
            "attendees": list(meeting.attendees),
            "host": meeting.host,
            **({"calendar": meeting.calendar_id} if meeting.calendar_id else {}),
        },
    }
    return {name: value for name, value in parts.items() if value is not None}


def body_hash(recorded: Recorded, details: Mapping[str, Any]) -> str:
    """What makes a repeated request the same request; the moment it arrived is no part of it."""
    body = {
        "disposition": recorded.disposition,
        "note": recorded.note,
        "reason": recorded.reason,
        "answers": dict(recorded.answers),
        "details": details,
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def keep_answers(
    session: Session, attempt: Attempt, answers: Mapping[str, str], now: datetime
) -> None:
    """Keep what the prospect answered; the last word on a field counts."""
    for field, value in answers.items():
        row = insert(Answer).values(
            attempt_id=attempt.id,
            lead_id=attempt.lead_id,
            field=field[:100],
            value=value[:2000],
            answered_at=now,
        )
        session.execute(
            row.on_conflict_do_update(
                index_elements=["attempt_id", "field"],
                set_={"value": row.excluded.value, "answered_at": now},
            )
        )


def answers_of(session: Session, lead_id: int) -> dict[str, str]:
    """What a lead has answered so far, in any of its calls; the last word on each question."""
    asked = select(Answer.field, Answer.value).where(Answer.lead_id == lead_id)
    return dict(session.execute(asked.order_by(Answer.answered_at, Answer.id)).all())


def replace_callback(
    session: Session, lead_id: int, state: CallbackState, now: datetime
) -> dict[str, int]:
    """Close the promise that stands for a lead, saying how it ended; what that adds to totals."""
    return _closed(session, _promised(lead_id), state, now)


def _closed(session: Session, which: Update, state: CallbackState, now: datetime) -> dict[str, int]:
    closing = which.values(state=state, closed_at=now).returning(Callback.due_at)
    added: Tally[str] = Tally()
    for due_at in session.scalars(closing):
        added.update(of_promise(state, due_at, now))
    return added


def restore_callback(
    session: Session, lead_id: int, number: int | None, closing: CallbackState, now: datetime
) -> dict[str, int]:
    """Let the promise of an attempt stand, again if it had been replaced; another one that stands
    ends as `closing`. Gives what that changes in totals."""
    made = (
        select(Outcome.id)
        .join(Attempt, Attempt.id == Outcome.attempt_id)
        .where(Outcome.lead_id == lead_id, Attempt.number == number, _STANDS)
    )
    others = _promised(lead_id).where(Callback.outcome_id.not_in(made))
    changed = Tally(_closed(session, others, closing, now))
    ended = select(Callback).where(
        Callback.outcome_id.in_(made), Callback.state != CallbackState.PROMISED
    )
    for promise in session.scalars(ended.execution_options(populate_existing=True)):
        changed.subtract(of_promise(promise.state, promise.due_at, promise.closed_at))
        promise.state, promise.closed_at = CallbackState.PROMISED, None
    return changed


def _promised(lead_id: int) -> Update:
    standing = (Callback.lead_id == lead_id, Callback.state == CallbackState.PROMISED)
    return update(Callback).where(*standing).execution_options(synchronize_session="fetch")


def withdraw_tasks(session: Session, outcome_id: int, now: datetime) -> None:
    """Withdraw the tasks of an outcome that was corrected."""
    session.execute(
        update(Task)
        .where(Task.outcome_id == outcome_id, Task.done_at.is_(None))
        .values(withdrawn_at=now)
    )


def lift_suppressions(session: Session, outcome_id: int, now: datetime) -> None:
    """Lift what a corrected outcome had suppressed; the rows stay."""
    session.execute(
        update(Suppression)
        .where(Suppression.outcome_id == outcome_id, Suppression.lifted_at.is_(None))
        .values(lifted_at=now)
    )


def set_phones(
    session: Session, known: Mapping[int, PhoneState], dead: Collection[int], tried: int
) -> None:
    """Mark the numbers that outcomes found dead, and give back those a correction has cleared;
    `known` is how the numbers of the prospect stand."""
    told_of = {*dead, tried} & known.keys()
    wrong = [each for each in told_of if (known[each] is PhoneState.DEAD) is not (each in dead)]
    if wrong:
        session.execute(_SET_PHONES, {"dead": sorted(dead), "wrong": sorted(wrong)})


_STATE = case((among(Phone.id, "dead"), PhoneState.DEAD), else_=PhoneState.ACTIVE)
_SET_PHONES = (
    update(Phone)
    .where(among(Phone.id, "wrong"))
    .values(state=_STATE)
    .execution_options(synchronize_session=False)
)


def move(
    session: Session,
    outcome: Outcome,
    from_stage: Any,
    to_stage: Any,
    cause: MoveCause,
    at: datetime,
) -> None:
    """Write down that a lead changed its stage, and why."""
    session.add(
        StageMove(
            lead_id=outcome.lead_id,
            campaign_id=outcome.campaign_id,
            from_stage=from_stage,
            to_stage=to_stage,
            cause=cause,
            outcome_id=outcome.id,
            at=at,
        )
    )
