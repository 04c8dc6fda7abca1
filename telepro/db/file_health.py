"""Queries of what is known of a company's newest prospects: numbers, calls, files, segments, missions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, func, select, text
from sqlalchemy.orm import Session

from campaigns.prospect_file.file_health import WORKED_WITHIN, Known
from telepro.db import suppressions
from telepro.db.erasing import ERASED
from telepro.db.whom import Import

LOOKED_AT = 20_000
"""So many prospects are looked at, the newest first: no page reads a table."""


@dataclass(frozen=True, slots=True)
class KnownProspect:
    """A prospect, with the row id of the file that brought it and what is known of it."""

    id: int
    public_id: str
    name: str
    import_id: int | None
    known: Known


@dataclass(frozen=True, slots=True)
class MissionLine:
    """A mission that called some of them lately; `managed_by` is its agency's row id."""

    offer: str
    managed_by: int | None
    prospects: int


# Brought by the file, or merged with one of its rows; null means every file.
_SCOPE = """
    with scope as materialized (
        select p.id, p.public_id, p.name, p.import_id, p.updated_at, p.created_at
        from prospects p
        where p.organisation_id = :company and p.name <> :erased and (
            cast(:file as bigint) is null or p.import_id = :file or exists (
                select from import_rows r where r.import_id = :file and r.prospect_id = p.id))
        order by p.id desc limit :most
    )
"""


def _scoped(question: str) -> TextClause:
    return text(_SCOPE + question)


_KNOWN = _scoped(
    """,
    numbers as (
        select h.prospect_id, array_agg(h.e164) as e164,
            bool_or(h.state = 'active' and (h.rest_until is null or h.rest_until <= :now)) as live,
            bool_or(exists (
                select from phones o join prospects other on other.id = o.prospect_id
                where o.e164 = h.e164 and o.prospect_id <> h.prospect_id
                    and other.organisation_id = :company)) as shared
        from phones h join scope on scope.id = h.prospect_id group by h.prospect_id
    ),
    called as (
        select a.prospect_id, max(a.intended_at) as last,
            max(a.intended_at) filter (where a.result = 'answered') as answered,
            max(a.intended_at) filter (where a.direction = 'inbound') as inbound
        from attempts a join scope on scope.id = a.prospect_id group by a.prospect_id
    )
    select scope.id, public_id, name, import_id,
        greatest(updated_at, answered), greatest(created_at, inbound),
        coalesce(live, false), coalesce(shared, false), last, coalesce(e164, '{}'),
        (select asked_at from prospect_rechecks k where k.prospect_id = scope.id)
    from scope
    left join numbers on numbers.prospect_id = scope.id
    left join called on called.prospect_id = scope.id
    order by scope.id desc
    """
)
_SEGMENTS = _scoped(
    """
    select l.prospect_id, c.name, l.stratum
    from leads l join scope on scope.id = l.prospect_id join campaigns c on c.id = l.campaign_id
    where l.stratum <> ''
        and (cast(:agencies as bigint[]) is null or c.managed_by_id = any(:agencies))
    """
)
_MISSIONS = _scoped(
    """
    select m.offer, m.managed_by_id, count(distinct a.prospect_id)
    from attempts a join scope on scope.id = a.prospect_id
    join campaigns c on c.id = a.campaign_id join missions m on m.id = c.mission_id
    where a.intended_at > :since
    group by m.id order by 3 desc, m.id limit 20
    """
)


def known(
    session: Session, company_id: int, import_id: int | None, now: datetime
) -> list[KnownProspect]:
    """The newest prospects of a company or of one of its files, LOOKED_AT at most."""
    asked = {**_scope(company_id, import_id), "now": now}
    rows = session.execute(_KNOWN, asked).all()
    values = {value for row in rows for value in (row[1], *row[9])}
    stopped = suppressions.standing(session, company_id, values)
    return [
        KnownProspect(
            id=row[0],
            public_id=row[1],
            name=row[2],
            import_id=row[3],
            known=Known(
                verified_at=row[4],
                wanted_us_at=row[5],
                has_live_number=row[6],
                shares_number=row[7],
                suppressed=row[1] in stopped
                or (bool(row[9]) and all(number in stopped for number in row[9])),
                called_at=row[8],
                recheck_asked_at=row[10],
            ),
        )
        for row in rows
    ]


def segments(
    session: Session, company_id: int, import_id: int | None, agencies: Sequence[int] | None
) -> list[tuple[int, str, str]]:
    """(prospect, campaign, segment of its plan) in the campaigns of these agencies, None for all."""
    asked = {
        **_scope(company_id, import_id),
        "agencies": None if agencies is None else list(agencies),
    }
    return [(row[0], row[1], row[2]) for row in session.execute(_SEGMENTS, asked)]


def missions(
    session: Session, company_id: int, import_id: int | None, now: datetime
) -> list[MissionLine]:
    """The missions that called some of these prospects lately."""
    asked = {**_scope(company_id, import_id), "since": now - WORKED_WITHIN}
    return [MissionLine(*row) for row in session.execute(_MISSIONS, asked)]


def files(session: Session, import_ids: Sequence[int]) -> dict[int, Import]:
    """These prospect files by row id."""
    found = session.scalars(select(Import).where(Import.id.in_(import_ids)))
    return {each.id: each for each in found}


def rejected(session: Session, company_id: int) -> int:
    """How many rows of the company's files were rejected."""
    asked = select(func.coalesce(func.sum(Import.rejected), 0))
    return int(session.scalar(asked.where(Import.organisation_id == company_id)) or 0)


def _scope(company_id: int, import_id: int | None) -> dict[str, Any]:
    return {"company": company_id, "file": import_id, "most": LOOKED_AT, "erased": ERASED}
