"""Queries of passkeys: whose there are, and the one use that an answer is good for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro import ids
from telepro.db.who import Passkey, Person
from telepro.passkeys import Made


def of_person(session: Session, person_id: int) -> Sequence[Passkey]:
    """A person's passkeys, the oldest first."""
    asked = select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)
    return session.scalars(asked).all()


def behind(session: Session, credential_id: bytes) -> tuple[Passkey, Person] | None:
    """A passkey and whose it is; None where nobody has it, or who has may not come in."""
    asked = (
        select(Passkey, Person)
        .join(Person, Person.id == Passkey.person_id)
        .where(Passkey.credential_id == credential_id, Person.disabled_at.is_(None))
    )
    row = session.execute(asked).one_or_none()
    return (row[0], row[1]) if row else None


def add(session: Session, person_id: int, made: Made, name: str, now: datetime) -> str | None:
    """Keep a passkey; gives its public id, or None where it is kept already."""
    asked = (
        insert(Passkey)
        .values(
            public_id=ids.public_id(),
            person_id=person_id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            signs=made.signs,
            name=name,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=[Passkey.credential_id])
        .returning(Passkey.public_id)
    )
    return session.scalar(asked)


def use(session: Session, passkey_id: int, asked_at: datetime, signs: int, now: datetime) -> bool:
    """Take an answer in, once: false where the same or a later question was answered before."""
    taken = session.execute(
        update(Passkey)
        .where(
            Passkey.id == passkey_id,
            or_(Passkey.asked_at.is_(None), Passkey.asked_at < asked_at),
        )
        .values(asked_at=asked_at, signs=func.greatest(Passkey.signs, signs), used_at=now)
        .returning(Passkey.id)
    )
    return taken.scalar_one_or_none() is not None


def remove(session: Session, person_id: int, public_id: str) -> str | None:
    """Forget a passkey of that person; gives its name, or None where they have no such."""
    asked = (
        delete(Passkey)
        .where(Passkey.person_id == person_id, Passkey.public_id == public_id)
        .returning(Passkey.name)
    )
    return session.scalar(asked)
