"""The prospecting plan as one value, and the rules that other steps take from it ready made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from campaigns import cadence, dispositions
from campaigns.cadence import Cadence
from campaigns.dealing import DealPolicy
from campaigns.dispositions import RULES, DispositionSet
from campaigns.eligibility import Policy
from campaigns.law.rules import Sector, Technique
from campaigns.pipeline import STAGES, Stage
from campaigns.plan.parts import (
    Actions,
    Currency,
    KpiTarget,
    Objectives,
    Order,
    Preparation,
    Resources,
    Targets,
)
from campaigns.prospects import Audience
from campaigns.script import Script
from campaigns.windows import WORKING_DAYS, Hours

_SILENT = Policy()

# What a plan that says nothing calls by: the hours of FR-03 for consumers, elsewhere those of FR-16,
# a recommendation for calls to businesses.
_HOURS: Mapping[Audience, Hours] = {
    Audience.B2B: Hours.on(WORKING_DAYS, "08:30-12:30", "13:30-19:00"),
    Audience.B2C: Hours.on(WORKING_DAYS, "10:00-13:00", "14:00-20:00"),
}
_DEFAULT_ACTIONS = Actions(
    hours=_HOURS[Audience.B2B],
    max_attempts=_SILENT.max_attempts,
    cap_attempts=_SILENT.cap_attempts,
    cap_days=_SILENT.cap_days,
    minimum_gap=_SILENT.minimum_gap,
    refusal_rest_days=_SILENT.refusal_rest_days,
    cadence=cadence.DEFAULT.steps,
    dial_mode=Technique.MANUAL,
    preview_seconds=0,
    caller_id=None,
    ring_seconds=25,
    recording=None,
    machine_message=None,
    fresh_share=60,
    order=Order.SCORE,
    low_water=3,
    high_water=8,
    callback_grace=timedelta(minutes=15),
    resources=Resources(1, Fraction(4), 0, 0),
)


def default_actions(audience: Audience) -> Actions:
    """The actions of a plan that states none."""
    return replace(_DEFAULT_ACTIONS, hours=_HOURS[audience])


@dataclass(frozen=True, slots=True)
class Plan:
    """A prospecting plan: its heading and its five parts."""

    name: str
    language: str
    country: str
    currency: Currency
    audience: Audience
    sector: Sector
    objectives: Objectives
    targets: Targets
    actions: Actions
    preparation: Preparation
    kpis: tuple[KpiTarget, ...]

    @property
    def script(self) -> Script:
        """The call script, with the notices that the law asks for."""
        return self.preparation.script

    @property
    def cadence(self) -> Cadence:
        """When a lead is tried again."""
        return Cadence(self.actions.cadence, self.actions.max_attempts)

    def policy(self) -> Policy:
        """The plan's own limits on calling, as eligibility judges them beside the law."""
        actions = self.actions
        return Policy(
            hours=actions.hours,
            cap_attempts=actions.cap_attempts,
            cap_days=actions.cap_days,
            minimum_gap=actions.minimum_gap,
            refusal_rest_days=actions.refusal_rest_days,
            max_attempts=actions.max_attempts,
        )

    def deal_policy(self) -> DealPolicy:
        """How call lists are filled."""
        actions = self.actions
        return DealPolicy(actions.fresh_share, actions.low_water, actions.high_water)

    def stage_labels(self) -> Mapping[Stage, Mapping[str, str] | str]:
        """What each stage is called: by the campaign's own name, else by its usual ones."""
        own = self.preparation.stages
        return {stage: own.get(stage, rule.labels) for stage, rule in STAGES.items()}

    def disposition_set(self) -> DispositionSet:
        """What may be recorded in this campaign, in its own words, with the answers it requires."""
        own = self.preparation.dispositions
        return dispositions.offer(
            [code for code in RULES if code not in self.preparation.not_offered],
            {each.code: dict.fromkeys(("fr", "en"), each.label) for each in own if each.label},
            {each.code: each.reasons for each in own if each.reasons},
            {each.code: each.required_answers for each in own if each.required_answers},
        )
