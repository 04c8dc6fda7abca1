"""Queries of the mail that waits: queued once, claimed by one sender at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db.counting import Mail
from telepro.letters import Letter

CLAIM = timedelta(minutes=5)


def queue(
    session: Session,
    key: str,
    to: str,
    letter: Letter,
    now: datetime,
    good_until: datetime | None = None,
    not_before: datetime | None = None,
) -> None:
    """Put a mail down to be sent; a second one under the same `key` is the same mail.

    What has not gone by `good_until` is not sent any more; nothing goes before `not_before`.
    """
    session.execute(
        insert(Mail)
        .values(
            key=key,
            to_address=to,
            subject=letter.subject,
            body=letter.body,
            calendar=letter.calendar,
            created_at=now,
            good_until=good_until,
            next_try_at=not_before,
            tries=0,
        )
        .on_conflict_do_nothing(index_elements=[Mail.key])
    )


def withdraw(session: Session, keys: str, now: datetime) -> None:
    """Let mail that has not gone yet stay; `keys` is how their keys begin."""
    session.execute(
        update(Mail)
        .where(Mail.key.startswith(keys, autoescape=True), Mail.sent_at.is_(None))
        .values(good_until=now)
        .execution_options(synchronize_session=False)
    )


def claim(session: Session, now: datetime) -> Mail | None:
    """Take the oldest mail that is due; nobody else may take it for five minutes."""
    due = (
        select(Mail.id)
        .where(
            Mail.sent_at.is_(None),
            Mail.refused_at.is_(None),
            or_(Mail.next_try_at.is_(None), Mail.next_try_at <= now),
            or_(Mail.good_until.is_(None), Mail.good_until > now),
        )
        .order_by(Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        update(Mail)
        .where(Mail.id == due)
        .values(tries=Mail.tries + 1, next_try_at=now + CLAIM)
        .returning(Mail)
    )
    return session.scalars(taken, execution_options={"populate_existing": True}).one_or_none()


def sent(session: Session, mail_id: int, now: datetime) -> None:
    """Note that it went; its text goes too, since it may hold a one-time link."""
    gone = {"sent_at": now, "body": "", "calendar": None, "problem": None}
    session.execute(update(Mail).where(Mail.id == mail_id).values(gone))


def refused(session: Session, mail_id: int, problem: str, now: datetime) -> None:
    """Note that no server will ever take it; its text goes as if it had been sent."""
    given_up = {"refused_at": now, "body": "", "calendar": None, "problem": problem}
    session.execute(update(Mail).where(Mail.id == mail_id).values(given_up))


def failed(session: Session, mail_id: int, problem: str, next_try_at: datetime) -> None:
    """Note why it did not go and when to try again."""
    session.execute(
        update(Mail).where(Mail.id == mail_id).values(problem=problem, next_try_at=next_try_at)
    )


def newest(session: Session, limit: int) -> Sequence[Mail]:
    """The latest mails, for the demo's mailbox page."""
    return session.scalars(select(Mail).order_by(Mail.id.desc()).limit(limit)).all()


def by_id(session: Session, mail_id: int) -> Mail | None:
    """One mail of the mailbox."""
    return session.get(Mail, mail_id)
