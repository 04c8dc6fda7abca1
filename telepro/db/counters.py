"""Queries of the counters: kept per campaign, person and hour by whoever changes what they count."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BigInteger, cast, delete, func, select, text, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db.calling import Attempt
from telepro.db.counting import Counter

NETWORK = 0  # the person id of what nobody did: busy lines, unanswered calls


def hour_of(moment: datetime) -> datetime:
    """The hour (UTC) that `moment` counts in."""
    return moment.replace(minute=0, second=0, microsecond=0)


Place = tuple[int, int | None, datetime, str]  # campaign, person, hour, name of the counter


def add(
    session: Session,
    campaign_id: int,
    person_id: int | None,
    at: datetime,
    deltas: Mapping[str, int],
) -> None:
    """Add `deltas` (counter name to change, may be negative) in one statement; zeros are left out."""
    hour = hour_of(at)
    changes = {(campaign_id, person_id, hour, name): change for name, change in deltas.items()}
    add_all(session, changes)


def add_all(session: Session, changes: Mapping[Place, int]) -> None:
    """Add to counters of several people and hours in one statement; zeros are left out."""
    # One order for every writer, so that two of them can't wait for each other.
    rows = sorted(
        (campaign_id, hour, person_id or NETWORK, name, change)
        for (campaign_id, person_id, hour, name), change in changes.items()
        if change
    )
    if rows:
        columns = ("campaigns", "hours", "people", "names", "changes")
        session.execute(_ADD, dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


# Arrays and not rows of values: the statement is the same however many counters change.
_ADD = text(
    """
    insert into counters (campaign_id, hour, person_id, name, value)
    select * from unnest(
        cast(:campaigns as bigint[]), cast(:hours as timestamptz[]), cast(:people as bigint[]),
        cast(:names as text[]), cast(:changes as bigint[])
    )
    on conflict (campaign_id, hour, person_id, name)
    do update set value = counters.value + excluded.value
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


def rebuild(session: Session, campaign_id: int) -> None:
    """Make the counters of a campaign anew from what each of its attempts counts for.

    Whoever changes what an attempt counts for changes the counters with it, so this finds what is
    there already; it is the way back after somebody has touched the rows by hand.
    """
    session.execute(delete(Counter).where(Counter.campaign_id == campaign_id))
    each = func.jsonb_each_text(Attempt.counted).table_valued("key", "value")
    hour = func.date_trunc("hour", Attempt.intended_at, "UTC")
    value = func.sum(cast(each.c.value, BigInteger))
    counted = (
        select(Attempt.campaign_id, hour, Attempt.person_id, each.c.key, value)
        .select_from(Attempt)
        .join(each, true())
        .where(Attempt.campaign_id == campaign_id)
        .group_by(Attempt.campaign_id, hour, Attempt.person_id, each.c.key)
    )
    columns = ["campaign_id", "hour", "person_id", "name", "value"]
    session.execute(insert(Counter).from_select(columns, counted))
