"""Step 2 of a lead's journey: a plan becomes a campaign, which is launched, paused, resumed, ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from campaigns.numbers.costs import is_spent
from campaigns.plan import Plan, digest
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import CAMPAIGN_MOVES, CampaignState, MissionState
from telepro.db import (
    audit,
    call_lists,
    campaigns,
    enrolment,
    frozen,
    launching,
    making,
    missions,
    outbox,
    reports,
    sent_twice,
    spending,
    transaction,
)
from telepro.db.campaigns import CampaignLine, TeamLine
from telepro.db.launching import Sign
from telepro.db.what_for import Campaign, Mission
from telepro.db.what_for import Plan as PlanRow

ACTIONS: Mapping[str, CampaignState] = {
    "launch": CampaignState.RUNNING,
    "pause": CampaignState.PAUSED,
    "resume": CampaignState.RUNNING,
    "end": CampaignState.ENDED,
}


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign to make: which version of the mission's plan, on which prospect files."""

    version: int
    import_ids: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something a manager wants done to a campaign: an action of `ACTIONS`, by whom, confirming what.

    `confirmed` holds the points of the plan's checklist that were ticked.
    """

    action: str
    by_id: int | None
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign with what its pages need: plan, leads, who was left out and why, who works on it.

    `newest` is the number of its mission's newest version of the plan.
    """

    campaign: Campaign
    plan: Plan
    mission: Mission
    leads: int
    excluded: Mapping[str, int]
    is_enrolled: bool
    team: Sequence[TeamLine]
    signs: Mapping[str, Sign]
    newest: int


def of_manager(organisation_ids: tuple[int, ...]) -> list[CampaignLine]:
    """The campaigns that these organisations manage, newest first; not those put away."""
    with transaction() as session:
        return campaigns.lines(session, organisation_ids)


def create(
    organisation_ids: tuple[int, ...],
    mission_id: str,
    new: NewCampaign,
    by_id: int | None,
    now: datetime,
) -> str:
    """Make a campaign of a plan and ask for its prospects; gives its public id.

    Everything it will run on is frozen here: the plan's version, its script, dispositions, terms.
    A form sent twice makes one campaign. Raises `NotFound` for what is not theirs, `Refused` for a file that is not ready.
    """
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        version = _version(session, mission, new.version)
        files = campaigns.files_ready(session, mission.organisation_id, new.import_ids)
        plan = frozen.plan(session, version.id)
        name, import_ids = new.name.strip() or plan.name, [file.id for file in files]
        if twin := sent_twice.campaign(session, version, name, import_ids, now):
            return twin.public_id
        campaign = making.campaign(session, mission, version, plan, name, now)
        enrolment.request(session, campaign.id, import_ids, by_id, now)
        details = {"plan": version.version, "digest": digest(plan), "files": list(new.import_ids)}
        subject, company = f"campaign {campaign.public_id}", campaign.controller_id
        audit.note(session, by_id, company, "campaign.created", subject, details, now)
        return campaign.public_id


def shown(organisation_ids: tuple[int, ...], campaign_id: str) -> Shown:
    """A campaign as its pages show it; raises `NotFound` for another's."""
    with transaction() as session:
        return _shown(session, campaigns.managed(session, organisation_ids, campaign_id))


def of_server(campaign_id: str) -> Shown:
    """Any campaign, for commands given on the server itself; raises `NotFound`."""
    with transaction() as session:
        campaign = campaigns.by_public_id(session, campaign_id)
        if campaign is None:
            raise NotFound(campaign_id)
        return _shown(session, campaign)


def change(
    organisation_ids: tuple[int, ...], campaign_id: str, wanted: Change, now: datetime
) -> CampaignState:
    """Launch, pause, resume or end a campaign; gives its new state.

    Raises `Refused` with everything that stands in the way. A call under way is never cut off.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        source, target = campaign.state, ACTIONS[wanted.action]
        if target not in CAMPAIGN_MOVES[source]:
            raise Refused(_not_from(source))
        if source is CampaignState.DRAFT and target is CampaignState.RUNNING:
            _launch(session, campaign, wanted, now)
        if source is CampaignState.PAUSED and target is CampaignState.RUNNING:
            _may_spend(session, campaign, now)
        if not campaigns.move(session, campaign.id, source, target):
            raise Refused(_not_from(source))
        _follow(session, campaign, target, now)
        _tell(session, campaign, wanted, now)
        return target


def _launch(session: Session, campaign: Campaign, wanted: Change, now: datetime) -> None:
    if problems := tuple(_not_ready(session, campaign, wanted.confirmed, now)):
        raise Refused(*problems)
    points = frozen.plan(session, campaign.plan_id).preparation.checklist
    launching.sign(session, campaign.id, points, wanted.by_id, now)
    campaign.launched_at = now


def _may_spend(session: Session, campaign: Campaign, now: datetime) -> None:
    cap = campaign.spend_cap_cents
    if cap is not None:
        spending.count(session, campaign.id, now)
        cents = spending.cents(session, campaign.id)
        if is_spent(cents, cap):
            found = _("%(cents)d cents spent of %(cap)d", cents=cents, cap=cap)
            fix = _("Raise what the campaign may spend, then resume it.")
            raise Refused(Problem("spend_cap", found, _("money left to spend"), fix))
    campaign.stopped_because = None


def _tell(session: Session, campaign: Campaign, wanted: Change, now: datetime) -> None:
    topic, company = f"campaign.{wanted.action}", campaign.controller_id
    payload = {"campaign": campaign.public_id}
    outbox.tell(session, company, campaign.id, topic, payload, now)
    subject = f"campaign {campaign.public_id}"
    details = {"confirmed": list(wanted.confirmed)}
    audit.note(session, wanted.by_id, company, topic, subject, details, now)


def _shown(session: Session, campaign: Campaign) -> Shown:
    excluded, finished = enrolment.counts(session, campaign.id)
    return Shown(
        campaign=campaign,
        plan=frozen.plan(session, campaign.plan_id),
        mission=session.get_one(Mission, campaign.mission_id),
        leads=reports.lead_count(session, campaign.id),
        excluded=excluded,
        is_enrolled=finished,
        team=campaigns.team(session, campaign),
        signs={each.point: each for each in launching.signs(session, campaign.id)},
        newest=missions.newest_version(session, campaign.mission_id),
    )


def _version(session: Session, mission: Mission, number: int) -> PlanRow:
    found = missions.plan_version(session, mission.id, number)
    if found is None:
        raise NotFound(f"{mission.public_id}/{number}")
    return found


def _follow(session: Session, campaign: Campaign, state: CampaignState, now: datetime) -> None:
    mission = session.get_one(Mission, campaign.mission_id)
    if state is CampaignState.RUNNING:
        mission.state = MissionState.RUNNING
        campaigns.let_judge_again(session, campaign.id)
        return
    call_lists.end_of_campaign(session, campaign.id, now)
    if state is CampaignState.ENDED:
        campaign.ended_at = now


def _not_ready(
    session: Session, campaign: Campaign, confirmed: Sequence[str], now: datetime
) -> Iterator[Problem]:
    plan = frozen.plan(session, campaign.plan_id)
    _excluded, finished = enrolment.counts(session, campaign.id)
    if not finished:
        fix = _("Wait until the campaign's page shows the number of leads.")
        yield Problem("leads", _("files that are still being read in"), _("all of them in"), fix)
    elif not reports.lead_count(session, campaign.id):
        fix = _("Add a prospect file, or widen the plan's targets and make a new campaign.")
        yield Problem("leads", _("no lead"), _("at least one"), fix)
    if not campaigns.team(session, campaign):
        fix = _("Put teleprospectors on the campaign first.")
        yield Problem("team", _("nobody"), _("at least one teleprospector"), fix)
    signed = {*confirmed, *(each.point for each in launching.signs(session, campaign.id))}
    if missing := [point for point in plan.preparation.checklist if point not in signed]:
        found = ngettext(
            "%(num)s point not confirmed: %(first)s",
            "%(num)s points not confirmed, first: %(first)s",
            len(missing),
            first=missing[0],
        )
        fix = _("Tick each point once it is so.")
        yield Problem("checklist", found, _("every point of the plan's checklist"), fix)
    today = now.astimezone(ZoneInfo(campaign.time_zone)).date()
    if plan.objectives.end < today:
        fix = _("Write a version of the plan with a later end.")
        yield Problem("objectives.end", f"{plan.objectives.end:%Y-%m-%d}", _("a day to come"), fix)


def _not_from(state: CampaignState) -> Problem:
    allowed = ", ".join(sorted(CAMPAIGN_MOVES[state])) or _("nothing more")
    return Problem("state", str(state), allowed, _("Reload the page to see where it stands."))
