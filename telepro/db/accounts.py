"""Queries of sign-in, people and one-time links."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b, sha256

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from campaigns.states import EngagementState, LinkPurpose, Role
from telepro.db.who import Engagement, Membership, OneTimeLink, Person, SignIn, SignInFailure

SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignInRow:
    """An open sign-in: who it is, and when it began and was last used."""

    person: Person
    created_at: datetime
    seen_at: datetime


def hashed(secret: str) -> str:
    """The form in which the secret of a link or of a sign-in is kept."""
    return sha256(secret.encode()).hexdigest()


def fingerprint(kind: str, value: str, key: str) -> str:
    """A keyed fingerprint of an account or an address, so that failures name neither."""
    text = f"{kind}:{value.strip().lower()}"
    return blake2b(text.encode(), key=key.encode()[:64], digest_size=16).hexdigest()


def by_email(session: Session, email: str) -> Person | None:
    """The person who signs in with this address, whatever its capitals."""
    asked = select(Person).where(func.lower(Person.email) == email.strip().lower())
    return session.scalars(asked).one_or_none()


def by_public_id(session: Session, public_id: str) -> Person | None:
    """The person of that public id."""
    return session.scalars(select(Person).where(Person.public_id == public_id)).one_or_none()


def anybody(session: Session) -> bool:
    """True once there is an administrator, so that the first one's link closes."""
    return bool(session.scalar(select(exists().where(Membership.role == Role.ADMINISTRATOR))))


def open_sign_in(session: Session, key: str) -> SignInRow | None:
    """The sign-in behind a cookie; None when signed out, revoked or its person disabled."""
    asked = (
        select(Person, SignIn.created_at, SignIn.seen_at)
        .join(SignIn, SignIn.person_id == Person.id)
        .where(
            SignIn.key_hash == hashed(key),
            SignIn.ended_at.is_(None),
            SignIn.epoch == Person.session_epoch,
            Person.disabled_at.is_(None),
        )
    )
    row = session.execute(asked).one_or_none()
    return SignInRow(*row) if row else None


def add_sign_in(session: Session, person: Person, key: str, now: datetime) -> None:
    """Keep that `person` is signed in under the cookie secret `key`."""
    session.add(
        SignIn(
            key_hash=hashed(key),
            person_id=person.id,
            epoch=person.session_epoch,
            created_at=now,
            seen_at=now,
        )
    )


def seen(session: Session, key: str, now: datetime) -> None:
    """Note activity, once a minute at most: idle time is counted from it."""
    session.execute(
        update(SignIn)
        .where(SignIn.key_hash == hashed(key), SignIn.seen_at < now - SEEN_EVERY)
        .values(seen_at=now)
    )


def end_sign_in(session: Session, key: str, now: datetime) -> None:
    """Sign this one browser out."""
    session.execute(
        update(SignIn)
        .where(SignIn.key_hash == hashed(key), SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_every_sign_in(session: Session, person_id: int) -> None:
    """Sign a person out everywhere at once."""
    session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(session_epoch=Person.session_epoch + 1)
        .execution_options(synchronize_session="fetch")
    )


def memberships(session: Session, person_id: int) -> tuple[tuple[int, Role], ...]:
    """What a person is now, as (organisation id, role)."""
    asked = select(Membership.organisation_id, Membership.role).where(
        Membership.person_id == person_id, Membership.ended_at.is_(None)
    )
    return tuple((organisation, role) for organisation, role in session.execute(asked))


def is_engaged(session: Session, person_id: int) -> bool:
    """True for a teleprospector with an engagement that has not ended."""
    open_engagement = exists().where(
        Engagement.person_id == person_id, Engagement.state != EngagementState.ENDED
    )
    return bool(session.scalar(select(open_engagement)))


def queue_at(session: Session, key: str) -> None:
    """Let tries under one key pass one after another until this transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def failures(session: Session, key: str, since: datetime) -> Sequence[datetime]:
    """When the tries under `key` since then were made, oldest first."""
    asked = (
        select(SignInFailure.at)
        .where(SignInFailure.key == key, SignInFailure.at > since)
        .order_by(SignInFailure.at)
    )
    return session.scalars(asked).all()


def add_failure(session: Session, key: str, now: datetime) -> int:
    """Count one try under `key` as failed until it proves right; gives its row id."""
    row = SignInFailure(key=key, at=now)
    session.add(row)
    session.flush()
    return row.id


def forgive(session: Session, key: str, row_ids: Sequence[int] = ()) -> None:
    """Forget the failures under `key`, and the rows named."""
    session.execute(
        delete(SignInFailure).where(
            or_(SignInFailure.key == key, SignInFailure.id.in_(list(row_ids)))
        )
    )


def forget_failures_before(session: Session, moment: datetime) -> int:
    """Delete failures that no limit counts any more; gives how many."""
    gone = session.execute(delete(SignInFailure).where(SignInFailure.at < moment))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def add_link(
    session: Session,
    purpose: LinkPurpose,
    person_id: int | None,
    token: str,
    span: timedelta,
    now: datetime,
) -> None:
    """Keep a one-time link for `span`; older ones of the same person and purpose stop working."""
    session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.purpose == purpose,
            OneTimeLink.person_id.is_not_distinct_from(person_id),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=now)
    )
    session.add(
        OneTimeLink(
            person_id=person_id,
            purpose=purpose,
            token_hash=hashed(token),
            created_at=now,
            expires_at=now + span,
        )
    )


def usable_link(
    session: Session, token: str, purposes: Collection[LinkPurpose], now: datetime
) -> OneTimeLink | None:
    """The link of that token while it works, if it serves one of the purposes."""
    asked = select(OneTimeLink).where(*_usable(token, purposes, now))
    return session.scalars(asked).one_or_none()


def use_link(
    session: Session, token: str, purposes: Collection[LinkPurpose], now: datetime
) -> OneTimeLink | None:
    """Use a link up; None when it is unknown, used or too old, so two can't both use it."""
    claimed = session.execute(
        update(OneTimeLink)
        .where(*_usable(token, purposes, now))
        .values(used_at=now)
        .returning(OneTimeLink.id)
    ).scalar_one_or_none()
    return session.get(OneTimeLink, claimed, populate_existing=True) if claimed else None


def _usable(
    token: str, purposes: Collection[LinkPurpose], now: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeLink.token_hash == hashed(token),
        OneTimeLink.purpose.in_(purposes),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now,
    )
