"""Queries of calls under way: what is asked of them, who else is on them, what the carrier did of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, select, update
from sqlalchemy.orm import Session

from campaigns.attempts import LIVE, CallStatus
from campaigns.call.on_call import (
    OVER,
    UNHEARD_OF_FOR,
    CallNow,
    LegKind,
    LegState,
    Mode,
    Order,
    further,
)
from telepro.db import attempts, frozen
from telepro.db.calling import Attempt, Call, CarrierState, LiveCall
from telepro.db.other_legs import CallLeg, CallOrder
from telepro.db.who import WorkSession

PROBLEM_SHOWN_FOR = timedelta(seconds=15)
PREFIXES: Mapping[str, LegKind] = {f"{kind}_": kind for kind in LegKind}


def label_of(kind: LegKind, public_id: str) -> str:
    """The name of a leg in its conference, by which the carrier speaks of it."""
    return f"{kind}_{public_id}"


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A call of a teleprospector, locked, as an order finds it, with the colleague's leg if any."""

    attempt: Attempt
    now: CallNow
    colleague: CallLeg | None


def own_call(session: Session, person_id: int, public_id: str) -> OwnCall | None:
    """A teleprospector's own call, locked; None for another's."""
    attempt = session.scalar(
        select(Attempt)
        .where(Attempt.public_id == public_id, Attempt.person_id == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if attempt is None:
        return None
    leg = session.scalar(
        select(CallLeg).where(
            CallLeg.attempt_id == attempt.id,
            CallLeg.kind == LegKind.COLLEAGUE,
            CallLeg.left_at.is_(None),
        )
    )
    return OwnCall(attempt, _as_it_is(session, attempt, leg), leg)


def _as_it_is(session: Session, attempt: Attempt, colleague: CallLeg | None) -> CallNow:
    status = session.scalar(select(Call.status).where(Call.attempt_id == attempt.id))
    message = frozen.plan(session, attempt.plan_id).actions.machine_message
    return CallNow(
        talking=attempt.state in LIVE and status is CallStatus.IN_PROGRESS,
        colleague=colleague.state if colleague else None,
        released=attempt.released_at is not None,
        recorded=attempt.recorded is not None,
        message=message is not None,
        message_left=message is not None and _message_left(session, attempt.lead_id),
    )


def hang_up(session: Session, attempt: str, now: datetime) -> None:
    """Let a call be ended by the dialer."""
    session.execute(
        update(Attempt)
        .where(Attempt.public_id == attempt, Attempt.hang_up_at.is_(None))
        .values(hang_up_at=now)
    )


def let_ringing_go(session: Session, work: WorkSession, now: datetime) -> None:
    """Let the call of a session that has lost its line be ended while it rings: whoever took it now
    would hear nobody. Once somebody has answered, the call ends with the conference."""
    answered = exists().where(Call.attempt_id == Attempt.id, Call.answered_at.is_not(None))
    session.execute(
        update(Attempt)
        .where(
            Attempt.id.in_(select(LiveCall.attempt_id).where(LiveCall.person_id == work.person_id)),
            Attempt.session_id == work.id,
            Attempt.hang_up_at.is_(None),
            ~answered,
        )
        .values(hang_up_at=now)
    )


def _message_left(session: Session, lead_id: int) -> bool:
    """Whether a machine of this lead has heard a message, or is about to."""
    left = (
        select(CallOrder.id)
        .join(Attempt, Attempt.id == CallOrder.attempt_id)
        .where(
            Attempt.lead_id == lead_id,
            CallOrder.order == Order.LEAVE_MESSAGE,
            CallOrder.problem.is_(None),
        )
    )
    return session.scalar(left.limit(1)) is not None


def held(session: Session, attempt: str, since: datetime | None) -> None:
    """Note since when the prospect of a call is on hold, or that they are not."""
    of = select(Attempt.id).where(Attempt.public_id == attempt).scalar_subquery()
    session.execute(update(Call).where(Call.attempt_id == of).values(held_at=since))


def recording_paused(session: Session, attempt: str, since: datetime | None) -> None:
    """Note since when nothing of a call is recorded, or that it is again."""
    of = select(Attempt.id).where(Attempt.public_id == attempt).scalar_subquery()
    session.execute(update(Call).where(Call.attempt_id == of).values(recording_paused_at=since))


def released(session: Session, attempt: str, now: datetime) -> None:
    """The call goes on without its teleprospector, who is free for the next one."""
    row = session.execute(
        update(Attempt)
        .where(Attempt.public_id == attempt, Attempt.released_at.is_(None))
        .values(released_at=now)
        .returning(Attempt.id)
    ).first()
    if row:
        attempts.let_person_go(session, row.id)
        session.execute(update(Call).where(Call.attempt_id == row.id).values(held_at=None))


def listens_as(session: Session, leg_id: int, mode: Mode) -> None:
    """Note how a manager takes part now."""
    session.execute(update(CallLeg).where(CallLeg.id == leg_id).values(mode=mode))


def leg_called(session: Session, leg_id: int, sid: str) -> None:
    """Note the carrier's id of a leg, unless a message told it first."""
    session.execute(
        update(CallLeg).where(CallLeg.id == leg_id, CallLeg.sid.is_(None)).values(sid=sid)
    )


def leg_failed(session: Session, leg_id: int, problem: str, now: datetime) -> None:
    """A leg that never came: why."""
    session.execute(
        update(CallLeg)
        .where(CallLeg.id == leg_id, CallLeg.left_at.is_(None))
        .values(state=LegState.FAILED, left_at=now, problem=problem[:200])
    )


def leg_heard(
    session: Session,
    public_id: str,
    state: LegState,
    sid: str | None,
    at: datetime,
    problem: str | None = None,
) -> WorkSession | None:
    """Bring a leg to what the carrier says of it; its session, None for a leg nobody knows.

    Messages come in any order: a leg that has left stays gone.
    """
    leg = session.scalar(select(CallLeg).where(CallLeg.public_id == public_id).with_for_update())
    if leg is None:
        return None
    leg.sid = leg.sid or sid
    if leg.left_at is None:
        leg.state = further(leg.state, state)
        if state is LegState.JOINED:
            leg.joined_at = leg.joined_at or at
        if leg.state in OVER:
            leg.left_at, leg.problem = at, problem
    return session.get(WorkSession, leg.session_id)


def left_behind(session: Session, now: datetime) -> list[CallLeg]:
    """Colleagues on the line of a call that is over and was not handed over to them, whom nobody has
    let go yet; they are locked."""
    let_go = exists().where(CallOrder.leg_id == CallLeg.id, CallOrder.order == Order.LET_GO)
    return list(
        session.scalars(
            select(CallLeg)
            .join(Attempt, Attempt.id == CallLeg.attempt_id)
            .where(
                CallLeg.kind == LegKind.COLLEAGUE,
                CallLeg.left_at.is_(None),
                Attempt.ended_at < now,
                Attempt.released_at.is_(None),
                ~let_go,
            )
            .with_for_update(of=CallLeg, skip_locked=True)
        )
    )


def give_up_unheard_of(session: Session, now: datetime) -> int:
    """Legs that were asked for long ago, and of which nobody has told anything, never came."""
    gone = session.execute(
        update(CallLeg)
        .where(
            CallLeg.left_at.is_(None),
            CallLeg.state.in_((LegState.ASKED, LegState.RINGING)),
            CallLeg.asked_at < now - UNHEARD_OF_FOR,
        )
        .values(state=LegState.FAILED, left_at=now, problem="unheard_of")
        .returning(CallLeg.id)
    )
    return len(gone.all())


def leg_of_label(label: str) -> tuple[LegKind, str] | None:
    """The kind and public id of the leg that a conference speaks of; None for any other label."""
    for prefix, kind in PREFIXES.items():
        if label.startswith(prefix):
            return kind, label.removeprefix(prefix)
    return None


@dataclass(frozen=True, slots=True)
class OtherLeg:
    """Somebody else on the line, as the desk shows them."""

    id: str
    kind: LegKind
    name: str
    mode: str | None
    state: LegState


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who else is on a session's line, what could not be done a moment ago, since when the carrier
    is away."""

    others: tuple[OtherLeg, ...] = ()
    trouble: str | None = None
    carrier_down_since: datetime | None = None


def on_call(session: Session, session_id: int, now: datetime) -> OnCall:
    """Who else is on the line of a session; a listener shows from the moment they ask."""
    legs = session.execute(_OTHERS, {"session": session_id}).all()
    others = tuple(OtherLeg(*row) for row in legs)
    since = {"session": session_id, "since": now - PROBLEM_SHOWN_FOR}
    trouble, down_since = session.execute(_TROUBLES, since).one()
    return OnCall(others, trouble, down_since)


_OTHERS = (
    select(CallLeg.public_id, CallLeg.kind, CallLeg.name, CallLeg.mode, CallLeg.state)
    .where(CallLeg.session_id == bindparam("session"), CallLeg.left_at.is_(None))
    .order_by(CallLeg.id)
)
_TROUBLE = (
    select(CallOrder.problem)
    .where(
        CallOrder.session_id == bindparam("session"),
        CallOrder.done_at > bindparam("since"),
    )
    .order_by(CallOrder.id.desc())
    .limit(1)
)
_TROUBLES = select(
    _TROUBLE.scalar_subquery(), select(func.min(CarrierState.down_since)).scalar_subquery()
)
