"""What a simulation found: its figures, plan against actual day by day, and its fingerprint."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from campaigns.figures.pace import RESULTS, calling_days, of_the_day, paces
from campaigns.figures.totals import dispositions, stages
from campaigns.kpi import Counters, figures
from telepro.db import counters, frozen, tally, totals, transaction
from telepro.db.what_for import Campaign
from telepro.simulation.play import Play
from telepro.simulation.state import state_hash

CALLS = text("select count(*) from attempts where sid is not null")


@dataclass(frozen=True, slots=True)
class DayLine:
    """How a level of the funnel stood in the evening of a day: planned by then, reached, that day."""

    day: date
    level: str
    planned: int
    reached: int
    today: int


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that `simulate --json` gives."""

    calls: int
    contacts: int
    outcomes: Mapping[str, int]
    stages: Mapping[str, int]
    objective: Mapping[str, int]
    refused_dials: Mapping[str, int]
    double_dials: int
    kpis: Mapping[str, float | None]
    state_hash: str

    def as_dict(self) -> dict[str, Any]:
        """The form of the command's answer."""
        return asdict(self)


def evening(play: Play, day: date) -> list[DayLine]:
    """Plan against actual when a day is over."""
    plan = play.script.plan
    with transaction() as session:
        campaign = session.get_one(Campaign, play.cast.campaign_id)
        kept = totals.of_campaign(session, campaign.id)
        counted = tally.count(session, campaign, plan, kept, play.house.timetable.now)
        midnight = play.midnight(day)
        today = counters.totals(session, campaign.id, midnight)
    share, of_today = calling_days(plan, day).share, of_the_day(plan, day)
    return [
        DayLine(day, each.key, each.by_now, each.actual, each.today)
        for each in paces(plan, counted, today, share, of_today)
    ]


def result(play: Play) -> Result:
    """The figures and the fingerprint of a play that has come to rest."""
    plan = play.script.plan
    with transaction() as session:
        campaign = session.get_one(Campaign, play.cast.campaign_id)
        plan_now = frozen.plan(session, campaign.plan_id)
        kept = totals.of_campaign(session, campaign.id)
        counted = tally.count(session, campaign, plan_now, kept, play.house.timetable.now)
        calls = int(session.execute(CALLS).scalar_one())
    reached = getattr(counted, RESULTS[plan.objectives.metric])
    return Result(
        calls=calls,
        contacts=counted.contacts,
        outcomes=_sorted(dispositions(kept)),
        stages=_sorted(stages(kept)),
        objective={"target": plan.objectives.target, "reached": reached},
        refused_dials=_sorted(play.diary.refusals),
        double_dials=sum(count - 1 for count in play.house.wire.created.values()),
        kpis=_rates(counted),
        state_hash=state_hash(),
    )


def _rates(counted: Counters) -> dict[str, float | None]:
    return {
        each.key: None if each.value is None else round(float(each.value), 4)
        for each in figures(counted)
    }


def _sorted(counts: Mapping[Any, int]) -> dict[str, int]:
    return {str(name): count for name, count in sorted(counts.items(), key=_by_name)}


def _by_name(pair: tuple[Any, int]) -> str:
    return str(pair[0])


def table(lines: Sequence[DayLine]) -> list[str]:
    """The day lines as words for a terminal."""
    return [
        f"{each.day}  {each.level:<16} planned {each.planned:>6}  reached {each.reached:>6}"
        f"  today {each.today:>5}"
        for each in lines
    ]
