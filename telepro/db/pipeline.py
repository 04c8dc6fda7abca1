"""Queries of a pipeline: how many leads stand in each stage, and a bounded page of cards of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, union_all
from sqlalchemy.orm import Session

from campaigns.lead.closing import CloseReason
from campaigns.pipeline import Stage
from campaigns.states import CallbackState
from telepro.db.calling import Attempt
from telepro.db.intake import Enrolment
from telepro.db.results import Callback, Meeting, StageMove
from telepro.db.who import Person
from telepro.db.whom import Import, Lead, Prospect

MOST_LISTS = 200


@dataclass(frozen=True, slots=True)
class PipelineFilter:
    """Which leads of a campaign to show; empty fields ask for all.

    `caller` and `file` are public ids: who has called the lead, and the file that brought it.
    `days` is how long at least it has stood in its stage.
    """

    stage: Stage | None = None
    caller: str = ""
    file: str = ""
    segment: str = ""
    days: int = 0
    promised: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether some leads of a stage are left out."""
        return bool(self.caller or self.file or self.segment or self.days or self.promised)


@dataclass(frozen=True, slots=True)
class CardLine:
    """A lead on its card: where it stands since when, and what comes next."""

    id: int
    public_id: str
    prospect: str
    city: str | None
    stage: Stage
    since: datetime
    attempts: int
    next_call_at: datetime | None
    closed_reason: CloseReason | None
    promised_at: datetime | None
    promised_by: str | None
    meeting_at: datetime | None


@dataclass(frozen=True, slots=True)
class FileChoice:
    """A file that brought leads into the campaign."""

    public_id: str
    name: str


def counts(
    session: Session, campaign_id: int, wanted: PipelineFilter, now: datetime
) -> dict[Stage, int]:
    """How many of the wanted leads stand in each stage; a stage without any is left out."""
    asked = (
        select(Lead.stage, func.count())
        .where(Lead.campaign_id == campaign_id, *_narrowed(wanted, campaign_id, now))
        .group_by(Lead.stage)
    )
    return {stage: int(number) for stage, number in session.execute(asked)}


def first_cards(
    session: Session,
    campaign_id: int,
    stages: Sequence[Stage],
    wanted: PipelineFilter,
    now: datetime,
    limit: int,
) -> Mapping[Stage, list[CardLine]]:
    """The first cards of each stage, by the order in which they were enrolled."""
    if not stages:
        return {}
    pages = [ids_query(campaign_id, stage, wanted, now, limit).subquery() for stage in stages]
    return _cards(session, union_all(*(select(each.c.id) for each in pages)))


def cards_after(
    session: Session,
    campaign_id: int,
    stage: Stage,
    after: int,
    wanted: PipelineFilter,
    now: datetime,
    limit: int,
) -> Mapping[Stage, list[CardLine]]:
    """The cards of one stage that follow the one with this row id."""
    asked = ids_query(campaign_id, stage, wanted, now, limit).where(Lead.id > after)
    return _cards(session, asked)


def ids_query(
    campaign_id: int, stage: Stage, wanted: PipelineFilter, now: datetime, limit: int
) -> Select[int]:
    """The question for the leads of one stage, a page of them, in the order of its index."""
    return (
        select(Lead.id)
        .where(Lead.campaign_id == campaign_id, Lead.stage == stage)
        .where(*_narrowed(wanted, campaign_id, now))
        .order_by(Lead.id)
        .limit(limit)
    )


def files(session: Session, campaign_id: int) -> list[FileChoice]:
    """The files whose prospects are leads of the campaign, the newest first."""
    asked = (
        select(Import.public_id, Import.filename)
        .join(Enrolment, Enrolment.import_id == Import.id)
        .where(Enrolment.campaign_id == campaign_id)
        .order_by(Enrolment.id.desc())
        .limit(MOST_LISTS)
    )
    return [FileChoice(*row) for row in session.execute(asked)]


def _cards(session: Session, ids: Any) -> dict[Stage, list[CardLine]]:
    asked = (
        select(
            Lead.id,
            Lead.public_id,
            Prospect.name,
            Prospect.city,
            Lead.stage,
            _since(),
            Lead.attempts,
            Lead.next_call_at,
            Lead.closed_reason,
            Callback.due_at,
            Person.name,
            _meeting(),
        )
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .outerjoin(
            Callback, (Callback.lead_id == Lead.id) & (Callback.state == CallbackState.PROMISED)
        )
        .outerjoin(Person, Person.id == Callback.owner_id)
        .where(Lead.id.in_(ids))
        .order_by(Lead.id)
    )
    rows: Any = session.execute(asked)
    found: dict[Stage, list[CardLine]] = {}
    for row in rows:
        card = CardLine(*row)
        found.setdefault(card.stage, []).append(card)
    return found


def _since() -> ColumnElement[datetime]:
    """When the lead came into its stage: by its last move, else by its enrolment."""
    last = (
        select(StageMove.at)
        .where(StageMove.lead_id == Lead.id)
        .order_by(StageMove.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, Lead.enrolled_at)


def _meeting() -> Any:
    return (
        select(Meeting.starts_at)
        .where(Meeting.lead_id == Lead.id)
        .order_by(Meeting.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _narrowed(wanted: PipelineFilter, campaign_id: int, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.caller:
        person = select(Person.id).where(Person.public_id == wanted.caller).scalar_subquery()
        found.append(exists().where(Attempt.lead_id == Lead.id, Attempt.person_id == person))
    if wanted.file:
        brought = (
            select(Enrolment.id)
            .join(Import, Import.id == Enrolment.import_id)
            .where(Enrolment.campaign_id == campaign_id, Import.public_id == wanted.file)
        )
        found.append(Lead.list_id.in_(brought))
    if wanted.segment:
        found.append(Lead.stratum == wanted.segment)
    if wanted.days:
        found.append(_since() <= now - timedelta(days=wanted.days))
    if wanted.promised:
        found.append(
            exists().where(Callback.lead_id == Lead.id, Callback.state == CallbackState.PROMISED)
        )
    return found
