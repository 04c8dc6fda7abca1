"""How a running campaign is likely to end: foretold each few minutes while somebody looks, and kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from campaigns.forecast import RUNS
from campaigns.steering import BROUGHT, outlook
from telepro.db import counters, outlooks, transaction, under_way
from telepro.db.what_for import Campaign

STILL_WATCHED = timedelta(minutes=15)
GOOD_FOR = timedelta(minutes=5)


def seen(campaign_row: int, now: datetime) -> None:
    """Note that somebody looks at a campaign's board: only those that are looked at are foretold."""
    with transaction() as session:
        outlooks.seen(session, campaign_row, now)


def to_foresee(now: datetime) -> Sequence[int]:
    """The row id of the running campaign whose board is looked at and whose outlook is oldest, if that is
    more than a few minutes."""
    with transaction() as session:
        return outlooks.to_foresee(session, now - STILL_WATCHED, now - GOOD_FOR, 1)


def foresee(campaign_row: int, now: datetime) -> None:
    """Play what is left of a campaign's plan from `now`, and keep how it is likely to end."""
    with transaction() as session:
        campaign = session.get_one(Campaign, campaign_row)
        at = under_way.standing(session, campaign, now)
        leads = outlooks.list_now(session, campaign, now)
        name = BROUGHT[at.plan.objectives.metric]
        by_day = counters.by_day(session, campaign.id, name, campaign.time_zone)
    # Some seconds of computing, in which nothing of the database is held.
    lines = tuple(loss.line for loss in at.steering.losses)
    made = outlook(at.case(leads), lines, at.steering.room, at.counted, now, RUNS)
    with transaction() as session:
        outlooks.keep(session, campaign_row, replace(made, by_day=by_day), leads)
