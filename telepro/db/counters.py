"""Queries of the counters: kept per campaign, person and hour by whoever changes what they count.

Beside the hours stand the totals, which a board reads however old its campaign is. What an hour gets
its total gets by the same statement; what belongs to no hour, such as leads by stage, is a total alone.
"""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Date, cast, func, select, text
from sqlalchemy.orm import Session

from telepro.db import scans
from telepro.db.counting import Counter
from telepro.db.scans import Differences

NETWORK = 0  # the person id of what nobody did: busy lines, unanswered calls
# People of one part wait for each other's commits; a board reads so many rows of each total.
PARTS = 32
ONE_REBUILDER = 0x7E1F  # the advisory lock of a campaign under which differences are made good

Place = tuple[int, int | None, datetime, str]  # campaign, person, hour, name of the counter
Share = tuple[int, int | None, str]  # campaign, person who changes it, name of the total
NONE: Mapping[Any, int] = MappingProxyType({})


def hour_of(moment: datetime) -> datetime:
    """The hour (UTC) that `moment` counts in."""
    return moment.replace(minute=0, second=0, microsecond=0)


def add(
    session: Session,
    campaign_id: int,
    person_id: int | None,
    at: datetime,
    deltas: Mapping[str, int],
    lasting: Mapping[str, int] = NONE,
) -> None:
    """Add `deltas` (counter name to change, may be negative) to an hour and its totals, `lasting` to
    totals alone, in one statement; zeros are left out."""
    hour = hour_of(at)
    changes = {(campaign_id, person_id, hour, name): change for name, change in deltas.items()}
    add_all(session, changes, {(campaign_id, person_id, n): v for n, v in lasting.items()})


def add_all(
    session: Session, changes: Mapping[Place, int], lasting: Mapping[Share, int] = NONE
) -> None:
    """Add to counters and totals of several people and hours in one statement; zeros are left out.

    Call it once in a transaction, after every lock on leads, attempts and sessions.
    """
    shares = Tally(lasting)
    for (campaign_id, person_id, _hour, name), change in changes.items():
        shares[campaign_id, person_id, name] += change
    _write(session, changes, shares)


def _write(session: Session, hours: Mapping[Place, int], shares: Mapping[Share, int]) -> None:
    # One order for every writer, so that two of them can't wait for each other.
    counted = sorted(
        (campaign_id, hour, person_id or NETWORK, name, change)
        for (campaign_id, person_id, hour, name), change in hours.items()
        if change
    )
    parts: Tally[tuple[int, int, str]] = Tally()
    for (campaign_id, person_id, name), change in shares.items():
        parts[campaign_id, (person_id or NETWORK) % PARTS, name] += change
    added = sorted((*place, change) for place, change in parts.items() if change)
    if counted or added:
        session.execute(_ADD, {**_columns("hour", counted, 5), **_columns("part", added, 4)})


def _columns(kind: str, rows: Sequence[tuple[Any, ...]], width: int) -> dict[str, list[Any]]:
    columns = list(map(list, zip(*rows, strict=True))) or [[] for _ in range(width)]
    return {f"{kind}_{number}": column for number, column in enumerate(columns)}


# Arrays and not rows of values: the statement is the same however many counters change.
_ADD = text(
    """
    with hours as (
        insert into counters (campaign_id, hour, person_id, name, value)
        select * from unnest(
            cast(:hour_0 as bigint[]), cast(:hour_1 as timestamptz[]), cast(:hour_2 as bigint[]),
            cast(:hour_3 as text[]), cast(:hour_4 as bigint[])
        )
        on conflict (campaign_id, hour, person_id, name)
        do update set value = counters.value + excluded.value
    )
    insert into totals (campaign_id, part, name, value)
    select * from unnest(
        cast(:part_0 as bigint[]), cast(:part_1 as bigint[]), cast(:part_2 as text[]),
        cast(:part_3 as bigint[])
    )
    on conflict (campaign_id, part, name) do update set value = totals.value + excluded.value
    """
)


def totals(
    session: Session, campaign_id: int, since: datetime | None = None, until: datetime | None = None
) -> dict[str, int]:
    """Each counter of a campaign summed over [since, until), whole hours."""
    asked = (
        select(Counter.name, func.sum(Counter.value))
        .where(Counter.campaign_id == campaign_id)
        .group_by(Counter.name)
    )
    if since is not None:
        asked = asked.where(Counter.hour >= hour_of(since))
    if until is not None:
        asked = asked.where(Counter.hour < until)
    return {name: int(value) for name, value in session.execute(asked)}


def of_person(
    session: Session, campaign_id: int, person_id: int, since: datetime, until: datetime
) -> dict[str, int]:
    """One person's counters on a campaign, summed over [since, until), whole hours."""
    asked = (
        select(Counter.name, func.sum(Counter.value))
        .where(
            Counter.campaign_id == campaign_id,
            Counter.hour >= hour_of(since),
            Counter.hour < until,
            Counter.person_id == person_id,
        )
        .group_by(Counter.name)
    )
    return {name: int(value) for name, value in session.execute(asked)}


def by_day(session: Session, campaign_id: int, name: str, zone: str) -> dict[date, int]:
    """One counter of a campaign on each day of its own zone that changed it, in order."""
    day = cast(func.timezone(zone, Counter.hour), Date)
    asked = (
        select(day.label("day"), func.sum(Counter.value).label("value"))
        .where(Counter.campaign_id == campaign_id, Counter.name == name)
        .group_by(day)
        .order_by(day)
    )
    return {row.day: int(row.value) for row in session.execute(asked)}


def by_person(
    session: Session, campaign_id: int, since: datetime, until: datetime
) -> dict[int, dict[str, int]]:
    """Each person's counters summed over [since, until), whole hours."""
    asked = (
        select(Counter.person_id, Counter.name, func.sum(Counter.value))
        .where(
            Counter.campaign_id == campaign_id,
            Counter.hour >= hour_of(since),
            Counter.hour < until,
        )
        .group_by(Counter.person_id, Counter.name)
    )
    found: dict[int, dict[str, int]] = {}
    for person_id, name, value in session.execute(asked):
        found.setdefault(person_id, {})[name] = int(value)
    return found


def rebuild(session: Session, campaign_id: int) -> Differences:
    """Make the counters and totals of a campaign what its rows say; what was found to differ.

    Whoever changes a row changes the counters with it, so that nothing differs but what was touched
    by hand or by a release that did not keep a counter yet. The difference is found under one
    snapshot and added like any other change: it stays right whatever is added meanwhile.
    """
    session.execute(select(func.pg_advisory_xact_lock(ONE_REBUILDER, campaign_id)))
    found = scans.differences(session, campaign_id)
    hours: dict[Place, int] = {
        (campaign_id, person_id, hour, name): value
        for (hour, person_id, name), value in found.hours.items()
    }
    _write(session, hours, {(campaign_id, None, name): v for name, v in found.totals.items()})
    return found
