"""What time alone brings about: lines that stay lost, calls nobody wraps up, promises that are late,
and each night a comparison of what is kept with what the rows say."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.listening import coaching, reviewing
from campaigns.states import CallbackState, EntryEnd, Role
from telepro import letters
from telepro.db import (
    audit,
    call_lists,
    calls_made,
    coach_messages,
    counters,
    failing,
    mail,
    reviews,
    sessions,
    statement,
    transaction,
)
from telepro.db.counting import OutboxEvent, PeriodicSlot
from telepro.db.numbers import DialCount
from telepro.db.results import Callback
from telepro.db.what_for import Campaign
from telepro.db.who import Membership, Person, SignInFailure, WorkSession
from telepro.db.whom import Lead, Prospect

# A home line drops and comes back: the list goes to others after a minute, the session ends after
# ten, and a call that nobody wrapped up by then waits for a person without blocking its lead.
GIVE_BACK_AFTER = timedelta(minutes=1)
END_AFTER = timedelta(minutes=10)
LATE_AFTER = timedelta(minutes=15)
FORGET_AFTER = timedelta(days=2)
RECOUNT = "recount "
BATCH = 200


def taken(slots: Mapping[str, datetime]) -> frozenset[str]:
    """Which of these runs of periodic jobs, by name, somebody has begun already."""
    with statement() as session:
        run = tuple_(PeriodicSlot.name, PeriodicSlot.slot)
        return frozenset(
            session.scalars(select(PeriodicSlot.name).where(run.in_(list(slots.items()))))
        )


def take_slot(name: str, slot: datetime) -> bool:
    """True for the first who comes for this run of a periodic job; the row is the only guard."""
    with statement() as session:
        row = insert(PeriodicSlot).values(name=name, slot=slot)
        taken = session.execute(row.on_conflict_do_nothing().returning(PeriodicSlot.name))
        return taken.first() is not None


def give_back_lists(now: datetime) -> int:
    """Take back what people hold whose line has been gone for a minute; how many sessions."""
    with transaction() as session:
        gone = _gone(session, now - GIVE_BACK_AFTER)
        for work in gone:
            call_lists.end_of_person(session, work.person_id, EntryEnd.SIGNED_OUT, now)
        return len(gone)


def end_sessions(now: datetime) -> int:
    """End sessions whose line and page have both been gone for ten minutes."""
    with transaction() as session:
        gone = _gone(session, now - END_AFTER)
        lasting: dict[counters.Share, int] = {}
        for work in gone:
            added = sessions.finish(session, work, work.last_seen_at, "line_lost", "network")
            lasting |= {(work.campaign_id, work.person_id, name): n for name, n in added.items()}
        counters.add_all(session, {}, lasting)
        return len(gone)


def _gone(session: Session, before: datetime) -> list[WorkSession]:
    left = (WorkSession.leg_joined_at.is_(None)) | (WorkSession.leg_left_at < before)
    return list(
        session.scalars(
            select(WorkSession)
            .where(WorkSession.ended_at.is_(None), WorkSession.last_seen_at < before, left)
            .order_by(WorkSession.id)
            .with_for_update(skip_locked=True)
        )
    )


def left_alone(now: datetime) -> list[str]:
    """Answered calls that their teleprospector can no longer wrap up: their public ids."""
    with transaction() as session:
        return calls_made.left_alone(session, now - END_AFTER, BATCH)


def late_callbacks(now: datetime) -> int:
    """Mail the managers about each promise that is a quarter of an hour late, once."""
    with transaction() as session:
        late = session.scalars(
            select(Callback)
            .where(
                Callback.state == CallbackState.PROMISED,
                Callback.due_at < now - LATE_AFTER,
                Callback.alarmed_at.is_(None),
                Callback.campaign_id.not_in(_put_away),
            )
            .order_by(Callback.due_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        ).all()
        for callback in late:
            _alarm(session, callback, now)
            callback.alarmed_at = now
        return len(late)


_put_away = select(Campaign.id).where(Campaign.archived_at.is_not(None))


def _alarm(session: Session, callback: Callback, now: datetime) -> None:
    campaign = session.get_one(Campaign, callback.campaign_id)
    name = session.scalars(
        select(Prospect.name)
        .join(Lead, Lead.prospect_id == Prospect.id)
        .where(Lead.id == callback.lead_id)
    ).one()
    managers = session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == campaign.managed_by_id,
            Membership.role == Role.MANAGER,
            Membership.ended_at.is_(None),
        )
    )
    for person in managers:
        promised = f"{callback.local_time.replace('T', ' ')} ({callback.time_zone})"
        letter = letters.late_callback(person.language, campaign.name, name, promised)
        # A promise that was moved, and is late again, is told again.
        due = int(callback.due_at.timestamp())
        key = f"late-callback-{callback.public_id}-{due}-{person.public_id}"
        mail.queue(session, key, person.email, letter, now)


def publish(now: datetime) -> list[int]:
    """Mark what the outbox holds as told; the campaigns whose boards have something new."""
    with transaction() as session:
        waiting = (
            select(OutboxEvent.id)
            .where(OutboxEvent.published_at.is_(None))
            .order_by(OutboxEvent.id)
            .limit(1000)
            .with_for_update(skip_locked=True)
        )
        rows = session.execute(
            update(OutboxEvent)
            .where(OutboxEvent.id.in_(waiting))
            .values(published_at=now)
            .returning(OutboxEvent.campaign_id)
        )
        return sorted({campaign for (campaign,) in rows if campaign is not None})


def not_recounted(night: datetime) -> list[int]:
    """Campaigns whose counters nobody has compared with their rows in this night, `BATCH` at most."""
    name = func.concat(RECOUNT, Campaign.id)
    with statement() as session:
        done = exists().where(PeriodicSlot.name == name, PeriodicSlot.slot == night)
        return list(
            session.scalars(select(Campaign.id).where(~done).order_by(Campaign.id).limit(BATCH))
        )


def recount_of(campaign_id: int) -> str:
    """The name under which the comparison of a campaign is taken."""
    return f"{RECOUNT}{campaign_id}"


def recount(campaign_id: int, now: datetime) -> None:
    """Compare the counters of a campaign with its rows, make good what differs and write that down.

    It waits for nobody and lets nobody wait; a large campaign takes some seconds.
    """
    with transaction() as session:
        session.execute(text("set local statement_timeout = 0"))
        found = counters.rebuild(session, campaign_id)
        if found:
            campaign = session.get_one(Campaign, campaign_id)
            subject = f"campaign {campaign.public_id}"
            details = {"totals": dict(found.totals), "hours": len(found.hours)}
            company = campaign.controller_id
            audit.note(session, None, company, "counters.corrected", subject, details, now)


def tidy(now: datetime) -> None:
    """Forget what has served: old slots, failed sign-ins, counts of calls, lines of managers."""
    with transaction() as session:
        failing.rested(session, now)
        coach_messages.forget(session, now - coaching.KEPT_FOR)
        reviews.forget(session, now - reviewing.KEPT_FOR)
        session.execute(delete(PeriodicSlot).where(PeriodicSlot.slot < now - FORGET_AFTER))
        session.execute(delete(SignInFailure).where(SignInFailure.at < now - FORGET_AFTER))
        session.execute(delete(DialCount).where(DialCount.slot < now - FORGET_AFTER))
