"""What a calling rule is: a row of data with its source, its dates and what it asks."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from campaigns.law.asks import (
    AttemptCap,
    AutomatedTechniques,
    CallerIdPrefixes,
    ClosedOnHolidays,
    ConsentRequired,
    ListScrub,
    Notice,
    OpeningHours,
    Params,
    PlanDefaults,
    RefusalWithdrawsConsent,
    RestAfterRefusal,
    Retention,
    RunningContractExempts,
    SectorBan,
    Words,
)
from campaigns.law.codes import (
    ANY,
    Anything,
    Confidence,
    Moment,
    RuleKind,
    Sector,
    Severity,
    Technique,
)
from campaigns.prospects import Audience

__all__ = [
    "ANY",
    "Anything",
    "AttemptCap",
    "AutomatedTechniques",
    "CallerIdPrefixes",
    "ClosedOnHolidays",
    "Confidence",
    "ConsentRequired",
    "ListScrub",
    "Moment",
    "Notice",
    "OpeningHours",
    "Params",
    "PlanDefaults",
    "RefusalWithdrawsConsent",
    "RestAfterRefusal",
    "Retention",
    "Rule",
    "RuleKind",
    "RulePack",
    "RunningContractExempts",
    "Sector",
    "SectorBan",
    "Severity",
    "Technique",
    "Words",
    "rules_in_force",
]

NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of one country, or of its state or province `region`.

    Both effective dates are inclusive and local to the callee; None is open. `sentence` says to a
    person, in French and English, why a call is refused (or what must be done). A row of the law that
    asks two things is two rules of one id.
    """

    id: str
    country: str
    audience: Audience | Anything
    technique: frozenset[Technique] | Anything = ANY
    kind: RuleKind
    params: Params
    severity: Severity = Severity.BLOCK
    source: str
    effective_from: date | None = None
    effective_to: date | None = None
    confidence: Confidence
    sentence: Words
    region: str | None = None

    def applies(
        self,
        on: date,
        audience: Audience,
        technique: Technique,
        regions: frozenset[str] = NOWHERE,
    ) -> bool:
        """Tell whether the rule is in force on a day for an audience and a technique, in one of these
        states; without any, only rules of the whole country are."""
        begun = self.effective_from is None or self.effective_from <= on
        ended = self.effective_to is not None and self.effective_to < on
        concerned = self.audience in (ANY, audience)
        used = isinstance(self.technique, Anything) or technique in self.technique
        here = self.region is None or self.region in regions
        return begun and not ended and concerned and used and here


@dataclass(frozen=True, slots=True, eq=False)
class RulePack:
    """The rules of one country and of the territories that share them."""

    country: str
    territories: frozenset[str]
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        """Return the first rule of that id, in force or not; KeyError when the pack has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


@lru_cache(maxsize=4096)
def rules_in_force(
    pack: RulePack,
    on: date,
    audience: Audience,
    technique: Technique,
    regions: frozenset[str] = NOWHERE,
) -> tuple[Rule, ...]:
    """Return the rules of a pack that hold on a local day for an audience and a technique, in these of
    its states or provinces."""
    return tuple(rule for rule in pack.rules if rule.applies(on, audience, technique, regions))
