"""Puts the invented mission of `campaigns.company.sample_mission` into the shapes that a company's pages read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from campaigns.company import sample_mission
from campaigns.company.sample_mission import COUNTED, SHOWN, TERMS, ZONE, Brought, Invented, Word
from campaigns.figures.watching import watched
from campaigns.kpi import named
from campaigns.missions import Brief, brief_of
from campaigns.plan import Plan, PlanProblems, read_new_plan
from campaigns.states import CampaignState, MissionState
from campaigns.validation import ResultState, Side
from telepro.db import meeting_briefs
from telepro.db.campaigns import CampaignLine
from telepro.db.meeting_lines import MeetingLine
from telepro.db.missions import MissionLine
from telepro.db.validation import SaidLine
from telepro.db.what_for import Campaign, Mission, MissionTerms
from telepro.demo_sample import WORDS, plan_text
from telepro.services.missions import Opened
from telepro.services.results import Results
from telepro.services.shown_figures import OfCampaign

SAMPLE = "sample"
RUNS_SINCE = timedelta(weeks=5)
CALLER, MANAGER = "Léa Martin", "Inès Robert"
HOURS = int(TERMS.answer_within.total_seconds() // 3600) if TERMS.answer_within else None


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks: their name, in which language they read, since when."""

    name: str
    language: str
    since: datetime

    @property
    def plan(self) -> Plan:
        """The plan of the invented mission, which began some weeks before."""
        return _plan(self.language, self.since.date())

    @property
    def brief(self) -> Brief:
        """The seven fields of that plan."""
        return brief_of(self.plan)

    @property
    def offer(self) -> str:
        """What the mission offers, with the mark of a sample before it."""
        return WORDS[self.language].before + self.brief.offer


def meetings(looker: Looker, words: Iterable[Word]) -> list[MeetingLine]:
    """The invented meetings with what was said of them, in the order in which they were thought of."""
    found = sample_mission.brought(looker.since, looker.language, words)
    return [_line(looker, number, one) for number, one in enumerate(found, start=1)]


def results(looker: Looker, lines: Iterable[MeetingLine], now: datetime) -> Results:
    """What the mission has brought and costs, as these meetings stand at `now`."""
    states = Counter(line.standing(now).state for line in lines)
    return Results(
        waiting=states[ResultState.WAITING],
        accepted=states[ResultState.ACCEPTED],
        contested=states[ResultState.CONTESTED],
        target=looker.brief.target,
        price_cents=looker.brief.price_cents,
        currency=looker.plan.currency,
    )


def mission_line(looker: Looker) -> MissionLine:
    """The mission as the list of a company's missions shows it."""
    brief = looker.brief
    return MissionLine(
        SAMPLE,
        looker.offer,
        brief.result,
        WORDS[looker.language].company,
        brief.target,
        brief.deadline,
        brief.price_cents,
        looker.plan.currency,
        MissionState.RUNNING,
        plan_version=1,
        campaigns=1,
        running=1,
    )


def opened(looker: Looker) -> Opened:
    """The mission with its terms and its campaign; neither is kept anywhere."""
    brief, plan = looker.brief, looker.plan
    mission = Mission(
        public_id=SAMPLE,
        offer=looker.offer,
        audience_text=brief.audience_text,
        result=brief.result,
        target=brief.target,
        deadline=brief.deadline,
        language=brief.language,
        state=MissionState.RUNNING,
    )
    terms = MissionTerms(
        price_cents=brief.price_cents,
        currency=plan.currency,
        answer_hours=HOURS,
        manager_decides=TERMS.manager_decides,
    )
    running = CampaignState.RUNNING
    began = looker.since - RUNS_SINCE
    campaign = CampaignLine(
        SAMPLE, plan.name, WORDS[looker.language].company, running, 395, 2, 0, began
    )
    return Opened(mission, terms, [campaign])


def figures(looker: Looker) -> list[OfCampaign]:
    """The figures that the company of such a mission may be shown, as its calls have counted them."""
    plan = looker.plan
    campaign = Campaign(public_id=SAMPLE, name=plan.name, time_zone=ZONE)
    targets = [target for target in plan.kpis if target.kpi in SHOWN]
    return [OfCampaign(campaign, watched(targets, named(COUNTED)), {})]


def is_waiting(line: MeetingLine, now: datetime) -> bool:
    """Whether a meeting waits for the company's word."""
    return line.standing(now).state is ResultState.WAITING


def is_contested(line: MeetingLine, now: datetime) -> bool:
    """Whether the company contests a meeting that nobody has settled."""
    return line.standing(now).state is ResultState.CONTESTED


@lru_cache(maxsize=16)
def _plan(language: str, today: date) -> Plan:
    plan = read_new_plan(plan_text(language, today - RUNS_SINCE), language)
    if isinstance(plan, PlanProblems):
        raise ValueError(f"the sample's plan in {language} can't be read: {plan.problems}")
    return plan


def _line(looker: Looker, number: int, one: Brought) -> MeetingLine:
    by = {Side.COMPANY: looker.name, Side.CALLER: CALLER, Side.MANAGER: MANAGER}
    return MeetingLine(
        public_id=one.invented.code,
        id=number,
        starts_at=one.starts_at,
        status=one.status,
        status_at=one.status_at,
        booked_at=one.booked_at,
        accepted_at=None,
        accepted_by_id=None,
        said=tuple(SaidLine(number, each, by[each.side], None) for each in one.said),
        **_of_call(one.invented, looker),
        **_of_mission(looker),
    )


def _of_call(invented: Invented, looker: Looker) -> dict[str, Any]:
    whom, plan = invented.prospect[looker.language], looker.plan
    return {
        "prospect": whom.name,
        "city": whom.city,
        "contact": whom.contact,
        "attendees": (whom.contact,),
        "kind": invented.kind,
        "place": "",
        "host": None,
        "decision_maker": invented.decision_maker,
        "argued": True,
        "talk_seconds": invented.talk_seconds,
        "recording_id": None,
        "brief": meeting_briefs.of_answers(plan, plan.script.questions, whom.answers),
    }


def _of_mission(looker: Looker) -> dict[str, Any]:
    return {
        "time_zone": ZONE,
        "campaign": looker.plan.name,
        "lead_id": SAMPLE,
        "criteria": looker.brief.result,
        "answer_hours": HOURS,
        "manager_decides": TERMS.manager_decides,
    }
