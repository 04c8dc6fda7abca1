"""Queries behind the reports: calls of a period put together by caller, hour, segment, list, script,
attempt or campaign, and the calls of one group again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    cast,
    extract,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from campaigns.figures.reporting import COUNTED, Axis, Group
from telepro.db.calling import Attempt
from telepro.db.counters import hour_of
from telepro.db.counting import Counter
from telepro.db.intake import Enrolment
from telepro.db.what_for import Campaign, Script
from telepro.db.who import Person
from telepro.db.whom import Import, Lead, Prospect

MOST_GROUPS = 200
MOST_CAMPAIGNS = 50
GROUPED = ("group_key", "group_name", "group_place")


@dataclass(frozen=True, slots=True)
class Period:
    """Calls intended from `since` up to, not at, `until`."""

    since: datetime
    until: datetime


def groups(session: Session, campaign: Campaign, axis: Axis, period: Period) -> list[Group]:
    """The calls of a campaign in a period, put together; at most two hundred groups."""
    rows = session.execute(groups_query(campaign, axis, period))
    return [_group((row.group_key, row.group_name, *row[len(GROUPED) :])) for row in rows]


def groups_query(campaign: Campaign, axis: Axis, period: Period) -> Select[Any]:
    """The question that `groups` asks; an index gives the calls of a campaign's days."""
    named = [
        each.label(label) for each, label in zip(_spelled(axis, campaign), GROUPED, strict=True)
    ]
    sums = [
        func.coalesce(func.sum(cast(Attempt.counted[each].astext, BigInteger)), 0)
        for each in COUNTED
    ]
    return (
        _of(select(*named, *sums), axis)
        .where(Attempt.campaign_id == campaign.id, *_within(period))
        .group_by(*map(literal_column, GROUPED))
        .order_by(literal_column(GROUPED[-1]))
        .limit(MOST_GROUPS)
    )


def by_campaign(session: Session, organisation_ids: Sequence[int], period: Period) -> list[Group]:
    """The calls of the newest campaigns that these organisations manage, one line each."""
    newest = (
        select(Campaign.id, Campaign.public_id, Campaign.name)
        .where(Campaign.managed_by_id.in_(organisation_ids))
        .order_by(Campaign.id.desc())
        .limit(MOST_CAMPAIGNS)
        .subquery()
    )
    value = func.sum(Counter.value)
    sums = [func.coalesce(value.filter(Counter.name == each), 0).label(each) for each in COUNTED]
    asked = (
        select(newest.c.public_id, newest.c.name, *sums)
        .join(Counter, Counter.campaign_id == newest.c.id)
        .where(Counter.hour >= hour_of(period.since), Counter.hour < period.until)
        .group_by(newest.c.id, newest.c.public_id, newest.c.name)
        .order_by(newest.c.id.desc())
    )
    return [_group(row) for row in session.execute(asked)]


def of_group(
    campaign: Campaign, axis: Axis, key: str | None, period: Period, counter: str
) -> tuple[ColumnElement[bool], ...]:
    """What holds of the attempts of one group (None: of all) that count in `counter`."""
    own = (Attempt.campaign_id == campaign.id, *_within(period))
    counting = Attempt.counted.has_key(counter)
    if key is None:
        return *own, counting
    spelled, _name, _order = _spelled(axis, campaign)
    return Attempt.id.in_(_of(select(Attempt.id), axis).where(*own, spelled == key)), counting


def _within(period: Period) -> tuple[ColumnElement[bool], ...]:
    return Attempt.intended_at >= period.since, Attempt.intended_at < period.until


def _spelled(axis: Axis, campaign: Campaign) -> tuple[Any, Any, Any]:
    """The key of a group, its name, and what groups are put in order by."""
    local = func.timezone(campaign.time_zone, Attempt.intended_at)
    hour = cast(extract("hour", local), BigInteger)
    spelled: dict[Axis, tuple[Any, Any, Any]] = {
        Axis.CALLER: (Person.public_id, Person.name, Person.name),
        Axis.HOUR: (cast(hour, Text), literal(""), hour),
        Axis.SEGMENT: (Lead.stratum, Lead.stratum, Lead.stratum),
        Axis.LIST: (
            func.coalesce(Import.public_id, ""),
            func.coalesce(Import.filename, ""),
            func.coalesce(Import.id, 0),
        ),
        Axis.SCRIPT: (cast(Script.version, Text), literal(""), Script.version),
        Axis.ATTEMPT: (cast(Attempt.number, Text), literal(""), Attempt.number),
        Axis.PASS: (cast(Attempt.pass_number, Text), literal(""), Attempt.pass_number),
        Axis.CAMPAIGN: (Campaign.public_id, Campaign.name, Campaign.id),
    }
    return spelled[axis]


def _of(asked: Select[Any], axis: Axis) -> Select[Any]:
    """The attempts joined with what the axis asks of."""
    asked = asked.select_from(Attempt)
    if axis is Axis.CAMPAIGN:
        return asked.join(Campaign, Campaign.id == Attempt.campaign_id)
    if axis is Axis.CALLER:
        return asked.join(Person, Person.id == Attempt.person_id)
    if axis is Axis.SCRIPT:
        return asked.join(Script, Script.id == Attempt.script_id)
    if axis is Axis.SEGMENT:
        return asked.join(Lead, Lead.id == Attempt.lead_id)
    if axis is Axis.LIST:
        # The list that the lead came from; where an older call names none, who brought the prospect.
        asked = asked.join(Prospect, Prospect.id == Attempt.prospect_id)
        asked = asked.outerjoin(Enrolment, Enrolment.id == Attempt.list_id)
        file = func.coalesce(Enrolment.import_id, Prospect.import_id)
        return asked.outerjoin(Import, Import.id == file)
    return asked


def _group(row: Sequence[Any]) -> Group:
    key, name, *sums = row
    return Group(key, name, dict(zip(COUNTED, map(int, sums), strict=True)))
