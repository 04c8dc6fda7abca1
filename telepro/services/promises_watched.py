"""The promises of a campaign as its manager watches them: what is late, at risk or coming, and for whom.

The rule of who is away stands in dealing: after the plan's grace the team takes what its owner has
not kept. Here it is seen beforehand, and put right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaigns.call.obstacles import refusal
from campaigns.follow_up import keeping
from campaigns.follow_up.keeping import Promised, Risk
from campaigns.problems import NotFound
from campaigns.teleprospector.presence import Presence
from telepro.db import (
    audit,
    campaigns,
    frozen,
    people,
    presences,
    promise_keeping,
    promise_watch,
    transaction,
)
from telepro.db import promises as rows
from telepro.db.presences import Member
from telepro.db.promise_changes import Change
from telepro.db.promises import PromisedCall, Window
from telepro.db.results import Callback
from telepro.db.what_for import Campaign

MOST = 300
AHEAD = timedelta(days=14)
# How long beforehand a manager is asked to find somebody.
ASKED_BEFORE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Manager:
    """Who acts on which campaign of theirs."""

    organisation_ids: tuple[int, ...]
    campaign_id: str
    by_id: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A promise, why it may not be kept, and who of the team is there at its hour (public ids)."""

    call: PromisedCall
    risk: Risk | None
    there: frozenset[str]


@dataclass(frozen=True, slots=True)
class Watch:
    """The promises of a campaign within two weeks: late, at risk, and in good hands."""

    campaign: Campaign
    team: Sequence[Member]
    grace: timedelta
    late: Sequence[Watched]
    at_risk: Sequence[Watched]
    kept: Sequence[Watched]


def of_campaign(organisation_ids: tuple[int, ...], campaign_id: str, now: datetime) -> Watch:
    """What was promised in a campaign and by whom it would be kept; `NotFound` for another's."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        team = presences.team(session, campaign, now)
        grace = frozen.plan(session, campaign.plan_id).actions.callback_grace
        calls = rows.of_campaign(session, campaign.id, Window(None, now + AHEAD, MOST), now)
        found = [_watched(call, team, grace, now) for call in calls]
        return Watch(
            campaign,
            team,
            grace,
            late=[each for each in found if each.call.late],
            at_risk=[each for each in found if each.risk and not each.call.late],
            kept=[each for each in found if not each.risk and not each.call.late],
        )


def hand_over(manager: Manager, callback_id: str, person_id: str, now: datetime) -> None:
    """Give a promise to somebody of the team, who sees it on their callbacks; to the whole team where
    `person_id` is empty. To whom it is already changes nothing.

    Raises `NotFound` for who or what is not there, `Refused` for a lead in a call.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, manager.organisation_ids, manager.campaign_id)
        promise = rows.one_of_campaign(session, campaign.id, callback_id)
        owner = _member(presences.team(session, campaign, now), person_id) if person_id else None
        if promise is None:
            raise NotFound(callback_id)
        owner_id = owner.person_id if owner else None
        if promise.owner_id == owner_id:
            return
        wanted = Change(promise.due_at, owner_id, manager.by_id)
        obstacle = promise_keeping.change(session, promise, wanted, now)
        if obstacle is not None:
            raise refusal(obstacle, people.language_of(session, manager.by_id))
        subject, details = f"callback {promise.public_id}", {"to": person_id or "team"}
        company = campaign.controller_id
        audit.note(session, manager.by_id, company, "callback.handed_over", subject, details, now)


def ask_for_keepers(now: datetime) -> int:
    """Open a task for each promise of the next day that nobody can keep; how many."""
    with transaction() as session:
        teams: dict[int, Mapping[int, Presence]] = {}
        asked = 0
        for promise in promise_watch.soon(session, now, now + ASKED_BEFORE, MOST):
            campaign = session.get_one(Campaign, promise.campaign_id)
            if campaign.id not in teams:
                teams[campaign.id] = _by_id(presences.team(session, campaign, now))
            grace = frozen.plan(session, campaign.plan_id).actions.callback_grace
            asked_for = Promised(promise.due_at, promise.owner_id, _slack(promise))
            if keeping.risk(asked_for, teams[campaign.id], grace) is Risk.NOBODY:
                promise_watch.ask(session, promise)
                asked += 1
        return asked


def _member(team: Sequence[Member], person_id: str) -> Member:
    found = next((each for each in team if each.public_id == person_id), None)
    if found is None:
        raise NotFound(person_id)
    return found


def _by_id(team: Sequence[Member]) -> dict[int, Presence]:
    return {each.person_id: each.presence for each in team}


def _slack(promise: Callback | PromisedCall) -> timedelta:
    return keeping.AROUND if promise.flexible else timedelta(0)


def _watched(
    call: PromisedCall, team: Sequence[Member], grace: timedelta, now: datetime
) -> Watched:
    """What is due is judged by who is there now: whoever works is, whatever their hours."""
    if call.due_at <= now:
        team = [replace(each, presence=Presence()) if each.at_work else each for each in team]
    at = max(call.due_at, now)
    why = keeping.risk(Promised(at, call.owner_id, _slack(call)), _by_id(team), grace)
    there = frozenset(each.public_id for each in team if each.presence.is_there(at))
    return Watched(call, why, there)
