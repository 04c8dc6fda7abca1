"""Who calls for a campaign, and in which hours of the week they offer to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from flask_babel import gettext as _

from campaigns.numbers.zones import is_zone
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import EngagementState
from campaigns.teleprospector.presence import WeeklySpan
from telepro.db import accounts, audit, call_lists, campaigns, missions, people, transaction
from telepro.db.who import Engagement, Person

DAYS = 7
_SPAN = re.compile(r"\s*(\d{1,2})[:h](\d{2})?\s*[-–]\s*(\d{1,2})[:h](\d{2})?\s*")


@dataclass(frozen=True, slots=True)
class Team:
    """Who acts on which campaign of theirs."""

    organisation_ids: tuple[int, ...]
    campaign_id: str
    by_id: int | None


def candidates(team: Team, search: str = "") -> list[Person]:
    """Teleprospectors who could be put on the campaign: active, not on it yet, at most 50."""
    with transaction() as session:
        campaign = campaigns.managed(session, team.organisation_ids, team.campaign_id)
        engaged = {line.person_id for line in campaigns.team(session, campaign)}
        known = people.teleprospectors(session, search)
        return [person for person in known if person.id not in engaged]


def first(count: int, language: str) -> list[str]:
    """The public ids of the first `count` teleprospectors who call in `language`.

    Raises `Refused` when there are fewer.
    """
    with transaction() as session:
        known = [each for each in people.teleprospectors(session) if language in each.spoken]
    if len(known) < count:
        raise Refused(
            Problem(
                "--callers",
                _(
                    "%(count)d teleprospectors who call in %(language)s",
                    count=len(known),
                    language=language,
                ),
                _("at least %(count)d", count=count),
                _("Add them first: telepro user add EMAIL --name NAME."),
            )
        )
    return [person.public_id for person in known[:count]]


def engage(team: Team, person_id: str, spans: Sequence[WeeklySpan], now: datetime) -> None:
    """Put a teleprospector on the campaign's mission, under its newest terms, with these hours.

    Engaging somebody again replaces their hours. Raises `NotFound` for who or what is not there.
    """
    with transaction() as session:
        campaign = campaigns.of_manager(session, team.organisation_ids, team.campaign_id)
        person = accounts.by_public_id(session, person_id)
        if campaign is None or person is None or person.disabled_at is not None:
            raise NotFound(person_id)
        found = people.engagement(session, person.id, campaign.mission_id)
        if found is None:
            found = Engagement(person_id=person.id, mission_id=campaign.mission_id, created_at=now)
        if found.state is not EngagementState.ACTIVE:
            found.terms_id = missions.newest_terms(session, campaign.mission_id).id
            found.state = EngagementState.ACTIVE
        session.add(found)
        session.flush()
        campaigns.set_availability(session, found.id, spans)
        campaigns.let_judge_again(session, campaign.id)
        subject = f"campaign {campaign.public_id}"
        details = {"person": person.public_id, "hours": len(spans)}
        audit.note(
            session, team.by_id, campaign.controller_id, "person.engaged", subject, details, now
        )


def release(team: Team, person_id: str, now: datetime) -> None:
    """End an engagement; what is on their list goes back, what they did and are owed stays."""
    with transaction() as session:
        campaign = campaigns.of_manager(session, team.organisation_ids, team.campaign_id)
        person = accounts.by_public_id(session, person_id)
        found = campaign and person and people.engagement(session, person.id, campaign.mission_id)
        if campaign is None or not isinstance(found, Engagement):
            raise NotFound(person_id)
        found.state = EngagementState.ENDED
        call_lists.end_of_engagement(session, found, now)
        subject = f"campaign {campaign.public_id}"
        details = {"person": person_id}
        audit.note(
            session, team.by_id, campaign.controller_id, "person.released", subject, details, now
        )


def sign_off(team: Team, person_id: str, now: datetime) -> None:
    """Note that a teleprospector knows the offer; a plan that asks for it deals to nobody else.

    Raises `NotFound` for who is not engaged on the campaign's mission.
    """
    with transaction() as session:
        campaign = campaigns.of_manager(session, team.organisation_ids, team.campaign_id)
        person = accounts.by_public_id(session, person_id)
        found = campaign and person and people.engagement(session, person.id, campaign.mission_id)
        if campaign is None or not isinstance(found, Engagement):
            raise NotFound(person_id)
        found.quiz_passed_at = found.quiz_passed_at or now
        campaigns.let_judge_again(session, campaign.id)
        subject = f"campaign {campaign.public_id}"
        details = {"person": person_id}
        audit.note(
            session, team.by_id, campaign.controller_id, "person.signed_off", subject, details, now
        )


def read_week(lines: Mapping[int, str], zone: str) -> tuple[WeeklySpan, ...]:
    """Hours as people write them, weekday (Monday is 0) to « 9:00-12:00, 14:00-17:30 ».

    Raises `Refused` with one problem per line that can't be read.
    """
    if problems := tuple(_unreadable(lines, zone)):
        raise Refused(*problems)
    return tuple(
        WeeklySpan(weekday, *span, zone)
        for weekday, line in sorted(lines.items())
        for span in _spans(line)
    )


def _unreadable(lines: Mapping[int, str], zone: str) -> Iterator[Problem]:
    if not is_zone(zone):
        fix = _("Write it as Europe/Paris.")
        yield Problem("time_zone", zone or _("nothing"), _("a time zone"), fix)
    for weekday, line in lines.items():
        try:
            _spans(line)
        except ValueError:
            expected = _("hours apart from one another, such as 9:00-12:00, 14:00-17:30")
            fix = _("Write start and end with a hyphen, several spans with commas.")
            yield Problem(f"day-{weekday}", line, expected, fix)


def _spans(line: str) -> list[tuple[time, time]]:
    spans = sorted(_span(part) for part in line.split(",") if part.strip())
    if any(ends > begins for (_, ends), (begins, _) in pairwise(spans)):
        raise ValueError(line)
    return spans


def _span(text: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hour, minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
    starts, ends = time(hour, minute), time(last_hour, last_minute)
    if ends <= starts:
        raise ValueError(text)
    return starts, ends
