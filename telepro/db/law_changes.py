"""What companies and compliance have set beside the law: read for the judge, listed for people."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from campaigns.law.asking import TermKind, hours_on
from campaigns.law.own_terms import Closure, OwnHours, Term
from campaigns.law.tuning import Change, Changer, Figure
from telepro.db.columns import Base, PublicId, RowId, among, code
from telepro.db.who import Organisation, Person

EVERYBODY = 0  # whom a change concerns that names no company
LONGEST_LIST = 200


class LawChange(Base):
    """A figure of the law set anew, hours of a company's own or a country it closed; never deleted.

    Without an organisation it holds for every company.
    """

    __tablename__ = "law_changes"
    __table_args__ = (
        Index(
            "ix_law_changes_standing",
            "organisation_id",
            postgresql_where=text("ended_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[TermKind] = mapped_column(code(TermKind))
    by: Mapped[Changer] = mapped_column(code(Changer))
    rule: Mapped[str | None]
    figure: Mapped[Figure | None] = mapped_column(code(Figure))
    value: Mapped[int | None]
    country: Mapped[str | None]
    hours: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    reason: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True, slots=True)
class Line:
    """A change as a page lists it: what it says, of which company (None: of all), what became of it."""

    public_id: str
    organisation: str | None
    by: Changer
    term: Term
    reason: str
    ended_at: datetime | None


# One of these as the one question about leads tells it.
AS_TEXT = func.json_build_object(
    "kind", LawChange.kind,
    "by", LawChange.by,
    "rule", LawChange.rule,
    "figure", LawChange.figure,
    "value", LawChange.value,
    "country", LawChange.country,
    "hours", LawChange.hours,
    "reason", LawChange.reason,
    "who", Person.name,
    "since", LawChange.made_at,
    "until", LawChange.until,
)  # fmt: skip
CONCERNING = or_(
    LawChange.organisation_id.is_(None), among(LawChange.organisation_id, "controllers")
)


def read(rows: Sequence[Any], controllers: Iterable[int]) -> Mapping[int, tuple[Term, ...]]:
    """The terms of each company from rows of (owner, word, count), the oldest first."""
    found: dict[int, list[Term]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: int(row.count)):
        found[row.owner].append(_term(json.loads(row.word)))
    if not found:
        return {}
    return {each: (*found[EVERYBODY], *found[each]) for each in controllers}


def write(
    session: Session,
    organisation_id: int | None,
    by: Changer,
    term: Term,
    by_id: int,
    now: datetime,
) -> LawChange:
    """Keep a term, of one company or (None) of all; the same one's earlier value ends with it."""
    values = _values(term)
    _end_earlier(session, organisation_id, by, values, by_id, now)
    row = LawChange(
        organisation_id=organisation_id,
        by=by,
        made_by_id=by_id,
        made_at=now,
        until=term.until,
        **values,
    )
    session.add(row)
    session.flush()
    return row


def _end_earlier(
    session: Session,
    organisation_id: int | None,
    by: Changer,
    values: Mapping[str, Any],
    by_id: int,
    now: datetime,
) -> None:
    same = ("kind", "rule", "figure", "country")
    session.execute(
        update(LawChange)
        .where(
            LawChange.ended_at.is_(None),
            LawChange.by == by,
            LawChange.organisation_id.is_not_distinct_from(organisation_id),
            *(getattr(LawChange, name).is_not_distinct_from(values.get(name)) for name in same),
        )
        .values(ended_at=now, ended_by_id=by_id)
    )


def standing(
    session: Session, public_id: str, organisation_ids: Sequence[int] | None
) -> LawChange | None:
    """A change that stands, of one of these companies (None: of anybody), locked."""
    asked = select(LawChange).where(LawChange.public_id == public_id, LawChange.ended_at.is_(None))
    if organisation_ids is not None:
        asked = asked.where(LawChange.organisation_id.in_(organisation_ids))
    return session.scalars(asked.with_for_update()).one_or_none()


def listed(session: Session, organisation_ids: Sequence[int] | None, now: datetime) -> list[Line]:
    """The changes that hold for these companies (None: every one), and for all; the newest first."""
    asked = (
        select(LawChange, Person.name, Organisation.name)
        .outerjoin(Person, Person.id == LawChange.made_by_id)
        .outerjoin(Organisation, Organisation.id == LawChange.organisation_id)
        .where(LawChange.ended_at.is_(None), LawChange.until.is_(None) | (LawChange.until > now))
        .order_by(LawChange.id.desc())
        .limit(LONGEST_LIST)
    )
    if organisation_ids is not None:
        own = LawChange.organisation_id.in_(organisation_ids)
        asked = asked.where(or_(LawChange.organisation_id.is_(None), own))
    return [_line(row, who, company) for row, who, company in session.execute(asked)]


def terms(session: Session, organisation_id: int, now: datetime) -> tuple[Term, ...]:
    """What is set beside the law for a company, as the rules take it: the earliest first."""
    return tuple(line.term for line in reversed(listed(session, [organisation_id], now)))


def told(row: LawChange) -> dict[str, Any]:
    """What a change says, in plain values for the journal; who and when stand beside it there."""
    said = {
        "by": str(row.by),
        "kind": str(row.kind),
        "rule": row.rule,
        "figure": None if row.figure is None else str(row.figure),
        "value": row.value,
        "country": row.country,
        "hours": row.hours,
        "reason": row.reason or None,
        "until": None if row.until is None else row.until.isoformat(),
    }
    return {name: value for name, value in said.items() if value is not None}


def _line(row: LawChange, who: str | None, company: str | None) -> Line:
    said = {
        "kind": row.kind,
        "by": row.by,
        "rule": row.rule,
        "figure": row.figure,
        "value": row.value,
        "country": row.country,
        "hours": row.hours,
        "reason": row.reason,
        "who": who,
    }
    term = _term({**said, "since": row.made_at, "until": row.until})
    return Line(row.public_id, company, row.by, term, row.reason, row.ended_at)


def _term(said: Mapping[str, Any]) -> Term:
    who, since, until = said["who"] or "", _moment(said["since"]), _moment(said["until"])
    match TermKind(said["kind"]):
        case TermKind.CLOSED:
            return Closure(said["country"], who, since, until)
        case TermKind.HOURS:
            hours = hours_on(said["hours"]["days"], said["hours"]["spans"])
            return OwnHours(said["country"], hours, who, since, until)
    by, figure = Changer(said["by"]), Figure(said["figure"])
    return Change(said["rule"], figure, said["value"], by, said["reason"], who, since, until)


def _moment(said: datetime | str | None) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else said


def _values(term: Term) -> dict[str, Any]:
    match term:
        case Closure():
            return {"kind": TermKind.CLOSED, "country": term.country}
        case OwnHours():
            open_days = [day for day, spans in enumerate(term.hours.days) if spans]
            spans = [str(each) for each in term.hours.days[open_days[0]]]
            hours = {"days": open_days, "spans": spans}
            return {"kind": TermKind.HOURS, "country": term.country, "hours": hours}
    return {
        "kind": TermKind.FIGURE,
        "rule": term.rule,
        "figure": term.figure,
        "value": term.value,
        "reason": term.reason,
    }
