"""In which hours teleprospectors offer to call: said by themselves, seen by who plans with them.

The rows of availability are the one truth; whoever engages somebody writes the same ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.call.obstacles import Obstacle, refusal
from campaigns.problems import NotFound
from campaigns.teleprospector import staffing
from campaigns.teleprospector.presence import Away, WeeklySpan
from campaigns.teleprospector.staffing import DayOfTeam
from campaigns.windows import resolve_local
from telepro.db import audit, campaigns, frozen, people, presences, transaction
from telepro.db.presences import MOST_ABSENCES, Member, Offered, Planned
from telepro.db.what_for import Campaign
from telepro.db.who import Absence


@dataclass(frozen=True, slots=True)
class OwnHours:
    """What a person offers to each of their missions, and when they are away."""

    missions: Sequence[Offered]
    absences: Sequence[Planned]


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """A week of a campaign's team: its days with what the plan needs, and each person's hours on them."""

    campaign: Campaign
    monday: date
    days: Sequence[DayOfTeam]
    people: Sequence[tuple[Member, Sequence[timedelta]]]


def own(person_id: int, now: datetime) -> OwnHours:
    """What a person has said of their hours."""
    with transaction() as session:
        return OwnHours(
            presences.offered(session, person_id), presences.absences(session, person_id, now)
        )


def say_week(
    person_id: int, engagement_id: str, spans: Sequence[WeeklySpan], now: datetime
) -> None:
    """Offer these hours to one mission instead of those before; `NotFound` for who is not on it."""
    with transaction() as session:
        engagement = presences.engagement_of(session, person_id, engagement_id)
        if engagement is None:
            raise NotFound(engagement_id)
        campaigns.set_availability(session, engagement.id, spans)
        subject = f"engagement {engagement.public_id}"
        audit.note(session, person_id, None, "hours.said", subject, {"hours": len(spans)}, now)


def go_away(
    person_id: int, starts: datetime | None, ends: datetime | None, zone: str, now: datetime
) -> None:
    """Say from when up to when one is away, on the clock of `zone`.

    Raises `Refused` for what is no stretch of time still to come, or more absences than can be.
    """
    with transaction() as session:
        language = people.language_of(session, person_id)
        begins = starts and resolve_local(starts.date(), starts.time(), zone)
        stops = ends and resolve_local(ends.date(), ends.time(), zone)
        if begins is None or stops is None or not Away(begins, stops).may_be_said(now):
            raise refusal(Obstacle.NO_ABSENCE, language)
        if len(presences.absences(session, person_id, now)) >= MOST_ABSENCES:
            raise refusal(Obstacle.TOO_MANY_ABSENCES, language)
        row = Absence(person_id=person_id, starts_at=begins, ends_at=stops, created_at=now)
        session.add(row)
        session.flush()
        subject = f"absence {row.public_id}"
        details = {"from": begins.isoformat(), "to": stops.isoformat()}
        audit.note(session, person_id, None, "absence.said", subject, details, now)


def come_back(person_id: int, absence_id: str, now: datetime) -> None:
    """Take an absence back; `NotFound` for another's."""
    with transaction() as session:
        if not presences.forget_absence(session, person_id, absence_id):
            raise NotFound(absence_id)
        subject = f"absence {absence_id}"
        audit.note(session, person_id, None, "absence.taken_back", subject, {}, now)


def team_week(
    organisation_ids: tuple[int, ...], campaign_id: str, day: date | None, now: datetime
) -> TeamWeek:
    """The week of that day (none: of today) of a campaign's team; `NotFound` for another's campaign."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        today = now.astimezone(ZoneInfo(campaign.time_zone)).date()
        days = staffing.week_of(day or today)
        begins = resolve_local(days[0], datetime.min.time(), campaign.time_zone)
        team = presences.team(session, campaign, begins)
        plan = frozen.plan(session, campaign.plan_id)
        there = [each.presence for each in team]
        found = [staffing.day_of_team(plan, there, each) for each in days]
        return TeamWeek(campaign, days[0], found, _hours(team, days))


def _hours(
    team: Iterable[Member], days: Sequence[date]
) -> list[tuple[Member, Sequence[timedelta]]]:
    return [(each, [each.presence.hours_on(day) for day in days]) for each in team]
