"""Queries that take prospects into a campaign: in batches, one statement each, never twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, func, select, union
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from campaigns.figures import totals
from campaigns.figures.totals import Filed
from campaigns.pipeline import Stage
from campaigns.prospect_base.enrolment import OWN_FIELDS, Place
from campaigns.states import PhoneState
from telepro import ids
from telepro.db import counters
from telepro.db.intake import Enrolment, ImportRow
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Phone, Prospect

BATCH = 2000
COLUMNS = (
    Prospect.id,
    Prospect.public_id,
    Prospect.quality,
    Prospect.extra,
    *(getattr(Prospect, name) for name in OWN_FIELDS),
)


@dataclass(frozen=True, slots=True)
class Enrolee:
    """A prospect on its way in: its fields as text, and the numbers that still work."""

    prospect_id: int
    public_id: str
    fields: Mapping[str, str]
    country: str
    language: str
    quality: int
    numbers: tuple[str, ...]


def request(
    session: Session, campaign_id: int, import_ids: Sequence[int], by_id: int | None, now: datetime
) -> None:
    """Ask for the prospects of these files in the campaign; a file asked for twice begins anew."""
    if not import_ids:
        return
    rows: list[dict[str, Any]] = [
        {
            "campaign_id": campaign_id,
            "import_id": import_id,
            "cursor": 0,
            "seen": 0,
            "leads": 0,
            "excluded": {},
            "requested_by_id": by_id,
            "requested_at": now,
        }
        for import_id in import_ids
    ]
    statement = insert(Enrolment).values(rows)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Enrolment.campaign_id, Enrolment.import_id],
            set_={"cursor": 0, "seen": 0, "requested_at": now, "finished_at": None, "excluded": {}},
            where=Enrolment.finished_at.is_not(None),
        )
    )


def claim(session: Session, campaign_id: int | None = None) -> Enrolment | None:
    """The oldest unfinished enrolment, locked until this transaction ends.

    Others take the next one meanwhile; who asks for one campaign's waits for it instead.
    """
    asked = (
        select(Enrolment)
        .where(Enrolment.finished_at.is_(None))
        .order_by(Enrolment.id)
        .limit(1)
        .with_for_update(skip_locked=campaign_id is None)
    )
    if campaign_id is not None:
        asked = asked.where(Enrolment.campaign_id == campaign_id)
    return session.scalars(asked).one_or_none()


def batch(session: Session, import_id: int, after: int) -> list[Enrolee]:
    """The next prospects of a file by id, those that the file only completed included."""
    rows = session.execute(_of_import(import_id, after).limit(BATCH)).all()
    numbers = _numbers(session, [row.id for row in rows])
    return [_enrolee(row, numbers.get(row.id, ())) for row in rows]


def add_leads(
    session: Session,
    campaign: Campaign,
    list_id: int | None,
    placed: Sequence[tuple[Enrolee, Place]],
    now: datetime,
) -> int:
    """Enrol prospects from a list, due at once; those that are leads of the campaign already stay as they are.

    Gives how many became leads.
    """
    if not placed:
        return 0
    statement = (
        insert(Lead.__table__)  # type: ignore[arg-type]
        .on_conflict_do_nothing(index_elements=["campaign_id", "prospect_id"])
        .returning(Lead.__table__.c.id)
    )
    rows = [
        {**_lead(campaign, enrolee, place, now), "list_id": list_id} for enrolee, place in placed
    ]
    added = len(session.execute(statement, rows).all())
    lasting = dict.fromkeys(totals.of_lead(Filed(Stage.TARGET)), added)
    counters.add(session, campaign.id, None, now, {}, lasting)
    return added


def already(session: Session, campaign_id: int, prospect_ids: Sequence[int]) -> set[int]:
    """Which of these prospects are leads of the campaign, whatever has become of them."""
    asked = select(Lead.prospect_id).where(
        Lead.campaign_id == campaign_id, Lead.prospect_id.in_(prospect_ids)
    )
    return set(session.scalars(asked))


def of_campaign(session: Session, campaign_id: int) -> Sequence[Enrolment]:
    """Every file that went, or goes, into a campaign."""
    asked = select(Enrolment).where(Enrolment.campaign_id == campaign_id).order_by(Enrolment.id)
    return session.scalars(asked).all()


def counts(session: Session, campaign_id: int) -> tuple[dict[str, int], bool]:
    """Who was left out of a campaign and why, over all its files; and whether all are finished."""
    enrolments = of_campaign(session, campaign_id)
    total: dict[str, int] = {}
    for enrolment in enrolments:
        for reason, number in enrolment.excluded.items():
            total[reason] = total.get(reason, 0) + number
    return total, all(enrolment.finished_at is not None for enrolment in enrolments)


def prospects_of(session: Session, import_ids: Sequence[int]) -> int:
    """How many prospects these files hold together."""
    if not import_ids:
        return 0
    asked = select(func.count()).select_from(
        union(*[_ids_of_import(import_id) for import_id in import_ids]).subquery()
    )
    return int(session.scalar(asked) or 0)


def _ids_of_import(import_id: int) -> CompoundSelect[int]:
    brought = select(Prospect.id).where(Prospect.import_id == import_id)
    completed = select(ImportRow.prospect_id).where(
        ImportRow.import_id == import_id, ImportRow.prospect_id.is_not(None)
    )
    return union(brought, completed)


def _of_import(import_id: int, after: int) -> Select[Any]:
    # Both halves run along an index, so that a batch reads its own rows and no others.
    brought = (
        select(Prospect.id)
        .where(Prospect.import_id == import_id, Prospect.id > after)
        .order_by(Prospect.id)
        .limit(BATCH)
    )
    completed = (
        select(ImportRow.prospect_id)
        .where(ImportRow.import_id == import_id, ImportRow.prospect_id > after)
        .order_by(ImportRow.prospect_id)
        .limit(BATCH)
    )
    wanted = union(brought, completed).subquery()
    return select(*COLUMNS).where(Prospect.id.in_(select(wanted.c.id))).order_by(Prospect.id)


def _numbers(session: Session, prospect_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    asked = select(Phone.prospect_id, Phone.e164).where(
        Phone.prospect_id.in_(prospect_ids), Phone.state == PhoneState.ACTIVE
    )
    found: dict[int, tuple[str, ...]] = {}
    for prospect_id, e164 in session.execute(asked):
        found[prospect_id] = (*found.get(prospect_id, ()), e164)
    return found


def _enrolee(row: Row[Any], numbers: tuple[str, ...]) -> Enrolee:
    own = {name: _text(getattr(row, name)) for name in OWN_FIELDS}
    kept = {name: _text(value) for name, value in row.extra.items()}
    return Enrolee(
        row.id, row.public_id, {**kept, **own}, row.country, row.language, row.quality, numbers
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _lead(campaign: Campaign, enrolee: Enrolee, place: Place, now: datetime) -> dict[str, Any]:
    return {
        "public_id": ids.public_id(),
        "campaign_id": campaign.id,
        "prospect_id": enrolee.prospect_id,
        "controller_id": campaign.controller_id,
        "stage": Stage.TARGET,
        "tier": Tier.FRESH,
        "next_call_at": now,
        "order_key": place.order_key,
        "stratum": place.stratum,
        "language": enrolee.language,
        "held": False,
        "fence": 0,
        "attempts": 0,
        "contacts": 0,
        "argued": 0,
        "enrolled_at": now,
    }
