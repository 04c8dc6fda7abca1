"""The pipeline of a campaign: every stage under the campaign's own name, with its leads card by card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.figures.totals import stages as stages_of
from campaigns.pipeline import STAGES, Stage
from campaigns.pipeline.by_hand import choices
from telepro.db import campaigns, frozen, pipeline, totals, transaction
from telepro.db.campaigns import TeamLine
from telepro.db.pipeline import CardLine, FileChoice, PipelineFilter
from telepro.db.what_for import Campaign

CARDS = 30

Labels = Mapping[str, str] | str


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with the exact number of its leads and a page of them; `more` is where the next begins."""

    stage: Stage
    label: Labels
    count: int
    cards: Sequence[CardLine]
    more: int | None
    moves: Sequence[Stage]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A campaign's stages in the board's order, the names of those that hold none, and what can be
    chosen by."""

    campaign: Campaign
    columns: Sequence[Column]
    empty: Sequence[Labels]
    labels: Mapping[Stage, Labels]
    team: Sequence[TeamLine]
    files: Sequence[FileChoice]
    segments: Sequence[str]


def shown(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    wanted: PipelineFilter,
    after: int | None,
    now: datetime,
) -> Pipeline:
    """The pipeline, thirty cards a stage; with `after`, the following thirty of the wanted stage.

    Raises `NotFound` for a campaign of others.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        plan = frozen.plan(session, campaign.plan_id)
        labels = plan.stage_labels()
        counted = _counted(session, campaign, wanted, now)
        columns = _columns(session, campaign, wanted, after, counted, labels, now)
        return Pipeline(
            campaign=campaign,
            columns=columns,
            empty=[labels[stage] for stage in STAGES if not counted.get(stage)],
            labels=labels,
            team=campaigns.team(session, campaign),
            files=pipeline.files(session, campaign.id),
            segments=[segment.name for segment in plan.targets.segments],
        )


def _counted(
    session: Session, campaign: Campaign, wanted: PipelineFilter, now: datetime
) -> Mapping[Stage, int]:
    """What the totals keep says of all leads; only a choice among them counts rows."""
    if wanted.is_narrow:
        return pipeline.counts(session, campaign.id, wanted, now)
    return stages_of(totals.of_campaign(session, campaign.id))


def _columns(
    session: Session,
    campaign: Campaign,
    wanted: PipelineFilter,
    after: int | None,
    counted: Mapping[Stage, int],
    labels: Mapping[Stage, Labels],
    now: datetime,
) -> list[Column]:
    asked = [stage for stage in STAGES if wanted.stage in (None, stage)]
    held = [stage for stage in asked if counted.get(stage)]
    if wanted.stage is not None and after is not None:
        found = pipeline.cards_after(
            session, campaign.id, wanted.stage, after, wanted, now, CARDS + 1
        )
    else:
        found = pipeline.first_cards(session, campaign.id, held, wanted, now, CARDS + 1)
    return [
        _column(stage, labels[stage], counted.get(stage, 0), found.get(stage, []))
        for stage in asked
    ]


def _column(stage: Stage, label: Labels, count: int, cards: Sequence[CardLine]) -> Column:
    more = cards[CARDS - 1].id if len(cards) > CARDS else None
    return Column(stage, label, count, cards[:CARDS], more, choices(stage))
