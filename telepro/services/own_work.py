"""A teleprospector's own day and own results, as they alone see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.dispositions.recording import TIME_HORIZON
from campaigns.pay import Earnings
from campaigns.teleprospector.own_day import Goal, OwnCall, goals, spent
from campaigns.teleprospector.own_results import total
from campaigns.validation import ResultState, Standing, Terms
from telepro.db import days, frozen, own_days, own_results, promises, transaction
from telepro.db.days import Mark
from telepro.db.own_days import Worked
from telepro.db.own_results import OwnResult
from telepro.db.promises import PromisedCall, Window
from telepro.db.what_for import Campaign

# Calls are read by UTC and counted by the campaign's own clock, which is at most so far from it.
FARTHEST_ZONE = timedelta(hours=14)
MOST_PROMISES = 200


@dataclass(frozen=True, slots=True)
class OnCampaign:
    """One campaign's part of a day: every call, its marks, the goal, seconds by what they were for."""

    campaign_name: str
    calls: tuple[OwnCall, ...]
    marks: tuple[Mark, ...]
    goals: tuple[Goal, ...]
    spent: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of one person: what they did on each campaign, and the promises of the next day that has
    any."""

    on: date
    campaigns: tuple[OnCampaign, ...]
    promised: tuple[PromisedCall, ...]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result and where it stands."""

    result: OwnResult
    standing: Standing


@dataclass(frozen=True, slots=True)
class OfMission:
    """The results of one mission at one price, with what they come to."""

    company: str
    offer: str
    currency: str
    lines: tuple[ResultLine, ...]
    earned: Earnings
    terms: Terms


def day(person_id: int, on: date, zone: str, now: datetime) -> OwnDay:
    """What a person did on a day, each campaign by its own clock; `zone` is the person's, in which
    the promises of the days after are read."""
    since, until = _instants(on, on + timedelta(days=1), "UTC")
    with transaction() as session:
        worked = own_days.between(
            session, person_id, since - FARTHEST_ZONE, until + FARTHEST_ZONE, now
        )
        shown = [_on_campaign(session, each, on) for each in worked]
        coming = Window(since, now + TIME_HORIZON, MOST_PROMISES)
        promised = promises.of_person(session, person_id, coming, now)
        return OwnDay(on, tuple(filter(_is_anything, shown)), _next_promised(promised, on, zone))


def results(person_id: int, first: date, end: date, zone: str, now: datetime) -> list[OfMission]:
    """What a person brought from one day up to another in their zone, by mission and price, and where
    each result stands at `now`."""
    since, until = _instants(first, end, zone)
    with transaction() as session:
        found = own_results.booked_between(session, person_id, since, until)
    missions: dict[tuple[str, int, str, Terms], list[ResultLine]] = {}
    for each in found:
        line = ResultLine(each, each.standing(now))
        missions.setdefault(
            (each.mission_id, each.price_cents, each.currency, each.terms), []
        ).append(line)
    return [_of_mission(lines) for lines in missions.values()]


def _on_campaign(session: Session, worked: Worked, on: date) -> OnCampaign:
    campaign = session.get_one(Campaign, worked.campaign_id)
    zone = ZoneInfo(campaign.time_zone)
    calls = tuple(call for call in worked.calls if call.at.astimezone(zone).date() == on)
    since, until = _instants(on, on + timedelta(days=1), campaign.time_zone)
    return OnCampaign(
        campaign_name=campaign.name,
        calls=calls,
        marks=tuple(days.mark_of(call) for call in calls)[-days.LONGEST_RIBBON :],
        goals=goals(frozen.plan_of(session, campaign.id), on, calls),
        spent=spent(worked.intervals, since, until),
    )


def _is_anything(part: OnCampaign) -> bool:
    return bool(part.calls or part.spent)


def _next_promised(promised: list[PromisedCall], on: date, zone: str) -> tuple[PromisedCall, ...]:
    own = ZoneInfo(zone)
    coming = [(each.due_at.astimezone(own).date(), each) for each in promised]
    later = [day for day, _each in coming if day > on]
    return tuple(each for day, each in coming if later and day == min(later))


def _of_mission(lines: list[ResultLine]) -> OfMission:
    one = lines[0].result
    states: list[ResultState] = [line.standing.state for line in lines]
    earned = total(states, one.price_cents)
    return OfMission(one.company, one.offer, one.currency, tuple(lines), earned, one.terms)


def _instants(first: date, end: date, zone: str) -> tuple[datetime, datetime]:
    midnight = time(0, tzinfo=ZoneInfo(zone))
    return datetime.combine(first, midnight), datetime.combine(end, midnight)
