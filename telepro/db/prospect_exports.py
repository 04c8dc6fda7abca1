"""Who took which prospects out and why, and the rows that leave: a company's own columns beside outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from campaigns.prospect_base.exporting import FileForm
from campaigns.states import Role
from telepro.db.columns import Base, PublicId, RowId, code
from telepro.db.prospect_search import ProspectFilter, conditions
from telepro.db.who import Organisation, Person
from telepro.db.whom import Prospect

ONE_AT_A_TIME = "prospect exports"


class ProspectExport(Base):
    """A file of prospects that left: how many rows, for whom, why."""

    __tablename__ = "prospect_exports"
    __table_args__ = (
        Index("ix_prospect_exports_person", "person_id", "created_at"),
        Index("ix_prospect_exports_company", "organisation_id", "id"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role] = mapped_column(code(Role))
    form: Mapped[FileForm] = mapped_column(code(FileForm))
    reason: Mapped[str]
    rows: Mapped[int]
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class ExportLine:
    """An export as a list shows it."""

    at: datetime
    person: str
    company: str
    rows: int
    form: FileForm
    reason: str


def taken(session: Session, person_id: int, since: datetime) -> int:
    """How many rows somebody has taken out since then; others who ask for the same person wait."""
    key = func.hashtextextended(ONE_AT_A_TIME, person_id)
    session.execute(select(func.pg_advisory_xact_lock(key)))
    rows = select(func.coalesce(func.sum(ProspectExport.rows), 0))
    return int(
        session.scalar(
            rows.where(ProspectExport.person_id == person_id, ProspectExport.created_at > since)
        )
        or 0
    )


def lines(session: Session, companies: Sequence[int], limit: int) -> list[ExportLine]:
    """The latest exports of these companies' prospects."""
    asked = (
        select(
            ProspectExport.created_at,
            Person.name,
            Organisation.name,
            ProspectExport.rows,
            ProspectExport.form,
            ProspectExport.reason,
        )
        .join(Person, Person.id == ProspectExport.person_id)
        .join(Organisation, Organisation.id == ProspectExport.organisation_id)
        .where(ProspectExport.organisation_id.in_(companies))
        .order_by(ProspectExport.id.desc())
        .limit(limit)
    )
    return [ExportLine(*row) for row in session.execute(asked)]


def count(session: Session, wanted: ProspectFilter) -> int:
    """How many prospects fit."""
    asked = select(func.count()).select_from(Prospect).where(*conditions(wanted))
    return int(session.scalar(asked) or 0)


def own_columns(session: Session, wanted: ProspectFilter) -> list[str]:
    """The headings of the columns that the company's files brought beside the known ones."""
    key = func.jsonb_object_keys(Prospect.extra).label("heading")
    within = select(key).where(*conditions(wanted)).subquery()
    asked = select(within.c.heading).distinct().order_by(within.c.heading).limit(MOST_OWN_COLUMNS)
    return list(session.scalars(asked))


MOST_OWN_COLUMNS = 100


def batch(session: Session, wanted: ProspectFilter, after: int, limit: int) -> list[int]:
    """The next prospects that fit, by row id."""
    asked = select(Prospect.id).where(*conditions(wanted), Prospect.id > after)
    return list(session.scalars(asked.order_by(Prospect.id).limit(limit)))


def rows(session: Session, prospect_ids: Sequence[int], agencies: Sequence[int] | None) -> Any:
    """What leaves of these prospects, by row id: their own fields, their first contact, numbers, and what
    came of them in the campaigns of these agencies (None: of all)."""
    asked = {"ids": list(prospect_ids), "agencies": None if agencies is None else list(agencies)}
    return session.execute(_ROWS, asked).mappings().all()


_ROWS = text(
    """
    select p.public_id, p.external_id, p.name, p.siret, p.address, p.postal_code, p.city, p.country,
        p.source, p.extra, c.public_id as person_id, c.name as person, c.role, c.email,
        h.numbers, a.calls, a.last_call, o.disposition, o.reason, o.note,
        l.stage, case when l.closed_at is null then l.next_call_at end as next_call, m.starts_at
    from prospects p
    left join lateral (
        select public_id, name, role, email from contacts where prospect_id = p.id
        order by position, id limit 1
    ) c on true
    left join lateral (
        select array_agg(e164 order by position, id) as numbers from phones where prospect_id = p.id
    ) h on true
    left join lateral (
        select count(*) as calls, max(t.intended_at) as last_call
        from attempts t join campaigns g on g.id = t.campaign_id
        where t.prospect_id = p.id
            and (cast(:agencies as bigint[]) is null or g.managed_by_id = any(:agencies))
    ) a on true
    left join lateral (
        select n.id, n.stage, n.next_call_at, n.closed_at
        from leads n join campaigns g on g.id = n.campaign_id
        where n.prospect_id = p.id
            and (cast(:agencies as bigint[]) is null or g.managed_by_id = any(:agencies))
        order by n.id desc limit 1
    ) l on true
    left join lateral (
        select disposition, reason, note from outcomes x where x.lead_id = l.id
            and not exists (select from outcomes y where y.supersedes_id = x.id)
        order by x.id desc limit 1
    ) o on true
    left join lateral (
        select starts_at from meetings where lead_id = l.id order by id desc limit 1
    ) m on true
    where p.id = any(:ids) order by p.id
    """
)
