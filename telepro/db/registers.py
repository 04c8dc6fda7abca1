"""What public lists say of numbers: when each was confronted with which list, and whether it stood there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from campaigns.clearance.facts import RegisterCheck
from campaigns.law import home_of
from campaigns.law.codes import Register
from telepro.db.columns import Base, among, code
from telepro.db.lead_rows import ProspectRow

# Bloctel closed on 10 August 2026: no list guards a French number any more.
WITHOUT_LISTS = home_of("FR")


class NumberCheck(Base):
    """The newest confrontation of a company's number with a public list."""

    __tablename__ = "register_checks"
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    register: Mapped[Register] = mapped_column(code(Register), primary_key=True)
    e164: Mapped[str] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime]
    listed: Mapped[bool]
    recorded_at: Mapped[datetime]


Checks = Mapping[tuple[int, str], tuple[RegisterCheck, ...]]
_CHECKS = select(NumberCheck).where(
    among(NumberCheck.organisation_id, "controllers"), among(NumberCheck.e164, "abroad")
)


def checks(
    session: Session, controllers: Sequence[int], prospects: Iterable[ProspectRow]
) -> Checks:
    """What is known of the numbers of these prospects, by company and number; asks nothing where no
    number is of a country with lists."""
    abroad = [
        each.e164
        for each in prospects
        if each.e164 is not None and each.phone_country not in WITHOUT_LISTS
    ]
    if not abroad:
        return {}
    found: dict[tuple[int, str], list[RegisterCheck]] = defaultdict(list)
    for row in session.scalars(_CHECKS, {"controllers": controllers, "abroad": abroad}):
        check = RegisterCheck(row.register, row.checked_at, row.listed)
        found[row.organisation_id, row.e164].append(check)
    return {key: tuple(each) for key, each in found.items()}


def record(session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """Keep these confrontations (the columns of `NumberCheck`) where none newer is known; gives how
    many were kept."""
    if not rows:
        return 0
    return len(session.execute(_RECORD, list(rows)).all())


_GIVEN = insert(NumberCheck)
_RECORD = _GIVEN.on_conflict_do_update(
    index_elements=["organisation_id", "register", "e164"],
    set_={
        "checked_at": _GIVEN.excluded.checked_at,
        "listed": _GIVEN.excluded.listed,
        "recorded_at": _GIVEN.excluded.recorded_at,
    },
    where=NumberCheck.checked_at <= _GIVEN.excluded.checked_at,
).returning(NumberCheck.e164)
