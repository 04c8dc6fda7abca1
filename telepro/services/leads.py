"""One lead as its manager sees it: what happened, what comes next, and why it is or is not called now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns import eligibility
from campaigns.dispositions import Disposition, SuppressionScope
from campaigns.eligibility import Clearance
from campaigns.pipeline import Stage
from campaigns.plan import Plan
from campaigns.problems import NotFound
from telepro.db import (
    audit,
    campaigns,
    frozen,
    lead_story,
    leads,
    meeting_briefs,
    meeting_lines,
    objections,
    prospect_views,
    reports,
    scripts,
    suppressions,
    transaction,
)
from telepro.db.eligibility import facts_for
from telepro.db.lead_story import Story
from telepro.db.leads import (
    CallbackLine,
    LeadFilter,
    LeadLine,
    OutcomeLine,
)
from telepro.db.meeting_lines import MeetingLine
from telepro.db.places import zone_of
from telepro.db.prospect_views import SourceLine
from telepro.db.reports import CallLine
from telepro.db.what_for import Campaign
from telepro.db.whom import Contact, Lead, Phone, Prospect

PAGE = 50
HOME_ZONE = "Europe/Paris"

Labels = Mapping[str, str] | str


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of leads with the words that their codes have in this campaign."""

    campaign: Campaign
    lines: Sequence[LeadLine]
    more: int | None
    stages: Mapping[Stage, Labels]
    dispositions: Mapping[Disposition, Labels]


@dataclass(frozen=True, slots=True)
class Why:
    """The verdict on a lead now: may it be called, the sentences, and when it next could be."""

    is_clear: bool
    sentences: Sequence[str]
    lifts_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Everything known of a lead."""

    campaign: Campaign
    lead: Lead
    prospect: Prospect
    zone: str
    why: Why
    phones: Sequence[Phone]
    contacts: Sequence[Contact]
    calls: Sequence[CallLine]
    outcomes: Sequence[OutcomeLine]
    story: Story
    sources: Sequence[SourceLine]
    callbacks: Sequence[CallbackLine]
    meetings: Sequence[MeetingLine]
    answers: Sequence[tuple[str, str]]  # each question as it is asked, with its answer
    stages: Mapping[Stage, Labels]
    dispositions: Mapping[Disposition, Labels]


def listed(
    organisation_ids: tuple[int, ...], campaign_id: str, wanted: LeadFilter, after: int | None
) -> Listed:
    """A page of a campaign's leads; `after` is where the page before ended."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        plan = frozen.plan(session, campaign.plan_id)
        lines = leads.page(session, campaign.id, wanted, after, PAGE + 1)
        more = lines[PAGE - 1].id if len(lines) > PAGE else None
        return Listed(campaign, lines[:PAGE], more, plan.stage_labels(), _dispositions(plan))


def opened(
    organisation_ids: tuple[int, ...], lead_id: str, language: str, now: datetime
) -> LeadPage:
    """A lead's page, with the verdict of the one judge that dealing and dialing ask too."""
    with transaction() as session:
        lead, campaign = _own(session, organisation_ids, lead_id)
        plan = frozen.plan(session, campaign.plan_id)
        phones = leads.phones(session, lead.prospect_id)
        prospect = session.get_one(Prospect, lead.prospect_id)
        return LeadPage(
            campaign=campaign,
            lead=lead,
            prospect=prospect,
            zone=zone_of(session, phones[0].id) if phones else HOME_ZONE,
            why=_why(session, lead, language, now),
            phones=phones,
            contacts=leads.contacts(session, lead.prospect_id),
            calls=reports.calls_of_lead(session, lead.id),
            outcomes=leads.outcomes(session, lead.id),
            story=lead_story.of_lead(session, lead),
            sources=prospect_views.sources(session, prospect),
            callbacks=leads.callbacks(session, lead.id),
            meetings=meeting_lines.of_lead(session, lead.id),
            answers=_answers(session, lead, plan),
            stages=plan.stage_labels(),
            dispositions=_dispositions(plan),
        )


def never_call_again(
    organisation_ids: tuple[int, ...], lead_id: str, by_id: int, reason: str, now: datetime
) -> None:
    """Put the lead's prospect on its company's do-not-call list and take it off every call list."""
    with transaction() as session:
        lead, _campaign = _own(session, organisation_ids, lead_id)
        prospect = session.get_one(Prospect, lead.prospect_id)
        suppressions.add(
            session,
            lead.controller_id,
            SuppressionScope.PROSPECT,
            prospect.public_id,
            reason,
            now,
            prospect_id=prospect.id,
            by_id=by_id,
        )
        objections.take_back_prospects(session, lead.controller_id, [prospect.id], now)
        subject = f"prospect {prospect.public_id}"
        details = {"scope": "prospect", "reason": reason}
        audit.note(session, by_id, lead.controller_id, "do_not_call.added", subject, details, now)


def _own(
    session: Session, organisation_ids: tuple[int, ...], lead_id: str
) -> tuple[Lead, Campaign]:
    found = leads.of_manager(session, organisation_ids, lead_id)
    if found is None:
        raise NotFound(lead_id)
    return found


def _answers(session: Session, lead: Lead, plan: Plan) -> tuple[tuple[str, str], ...]:
    asked = scripts.newest_said(session, lead.campaign_id).script.questions
    return meeting_briefs.in_words(plan, asked, leads.answers(session, lead.id))


def _why(session: Session, lead: Lead, language: str, now: datetime) -> Why:
    judgeable = facts_for(session, [lead.id], now)[lead.id]
    verdict = eligibility.judge(judgeable.facts, judgeable.policy, now)
    sentences = eligibility.explain(verdict, language)
    if isinstance(verdict, Clearance):
        return Why(True, sentences, None)
    return Why(False, sentences, verdict.lifts_at)


def _dispositions(plan: Plan) -> Mapping[Disposition, Labels]:
    offered = plan.disposition_set()
    return {code: offered.rule(code).labels for code in Disposition}
