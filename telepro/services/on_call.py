"""What a teleprospector asks of the call they are in: hold, keys, a colleague, a hand-over.

The order is written here and carried out elsewhere (`call_orders`): no page waits for the carrier.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.call import on_call as rules
from campaigns.call import on_call_words
from campaigns.call.obstacles import Obstacle, refusal
from campaigns.call.on_call import LegKind, LegState, Order
from campaigns.law import Technique
from campaigns.problems import NotFound, Refused
from telepro.db import call_orders, frozen, people, statement, transaction
from telepro.db import colleagues as known
from telepro.db import on_call as rows
from telepro.db.on_call import OwnCall
from telepro.db.other_legs import CallLeg, CallOrder, Colleague


@dataclass(frozen=True, slots=True)
class Asked:
    """An order as it was asked: what, by which key, with which keys or which colleague."""

    order: Order
    client_key: str
    keys: str = ""
    colleague_id: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who may be brought into a call."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Calling:
    """What a desk must know of its campaign's calls: colleagues, the message for machines, after how
    many seconds a lead is called by itself (None: never), and by which number and code an ordinary
    telephone becomes the line."""

    colleagues: tuple[Named, ...] = ()
    machine_message: str | None = None
    preview_seconds: int | None = None
    dial_in: tuple[str, str] | None = None


NOTHING_MORE = Calling()


def ask(person_id: int, attempt_id: str, asked: Asked, now: datetime) -> None:
    """Write down what a teleprospector asks of their own call; the same key asks once.

    Raises `NotFound` for another's call or colleague, `Refused` when the call takes no such order.
    """
    with transaction() as session:
        own = rows.own_call(session, person_id, attempt_id)
        if own is None:
            raise NotFound(attempt_id)
        before = call_orders.asked_before(session, asked.client_key)
        if before is not None:
            _was_the_same(session, before, own, asked)
            return
        if why := rules.unfit(asked.order, asked.keys, own.now):
            raise Refused(on_call_words.problem(why, people.language_of(session, person_id)))
        leg = _leg_meant(session, own, asked, now)
        session.add(_order(own, asked, leg, person_id, now))
        if asked.order is Order.LEAVE_MESSAGE:
            # The result is recorded before the machine has heard it all, and must not end the call.
            rows.released(session, attempt_id, now)


def calling(campaign_id: str) -> Calling:
    """How the calls of a campaign are made: what its plan says of them, and who may be brought in."""
    with transaction() as session:
        found = known.of_campaign(session, campaign_id)
        actions = frozen.plan_of_public(session, campaign_id).actions
        by_itself = actions.dial_mode is not Technique.MANUAL
        return Calling(
            colleagues=tuple(Named(each.public_id, each.name, each.role) for each in found),
            machine_message=actions.machine_message,
            preview_seconds=actions.preview_seconds if by_itself else None,
        )


def keys_of(order: str) -> str | None:
    """The keys that an order presses; None for an order nobody gave."""
    with statement() as session:
        return call_orders.keys_of(session, order)


def _was_the_same(session: Session, before: CallOrder, own: OwnCall, asked: Asked) -> None:
    if (before.attempt_id, before.order) != (own.attempt.id, asked.order):
        raise refusal(Obstacle.KEY_USED, people.language_of(session, own.attempt.person_id))


def _leg_meant(session: Session, own: OwnCall, asked: Asked, now: datetime) -> CallLeg | None:
    if asked.order is Order.BRING_IN:
        return _new_leg(session, own, asked.colleague_id or "", now)
    if asked.order in (Order.LET_GO, Order.HAND_OVER):
        return own.colleague
    return None


def _new_leg(session: Session, own: OwnCall, colleague_id: str, now: datetime) -> CallLeg:
    colleague = known.one(session, own.attempt.controller_id, colleague_id)
    if colleague is None:
        raise NotFound(colleague_id)
    leg = _leg_of(own, colleague, now)
    session.add(leg)
    session.flush()
    return leg


def _leg_of(own: OwnCall, colleague: Colleague, now: datetime) -> CallLeg:
    return CallLeg(
        session_id=own.attempt.session_id,
        attempt_id=own.attempt.id,
        kind=LegKind.COLLEAGUE,
        colleague_id=colleague.id,
        name=colleague.name,
        e164=colleague.e164,
        state=LegState.ASKED,
        asked_at=now,
    )


def _order(
    own: OwnCall, asked: Asked, leg: CallLeg | None, person_id: int, now: datetime
) -> CallOrder:
    return CallOrder(
        client_key=asked.client_key,
        session_id=own.attempt.session_id,
        attempt_id=own.attempt.id,
        leg_id=leg.id if leg else None,
        order=asked.order,
        detail=asked.keys if asked.order is Order.KEYS else "",
        asked_by_id=person_id,
        asked_at=now,
        good_until=rules.good_until(asked.order, now),
    )
