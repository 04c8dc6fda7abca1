"""Which leads that could not be reached may be called in another pass, and what a pass would bring.

Only a lead that ran out of attempts comes back: a refusal, an objection, a data request, a result or a
wrong number never does. The attempts already made stay where the law counts them; the plan's own
number of attempts begins anew.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.clearance.verdicts import Clearance, Refusal, Refusals
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason

RECYCLABLE = frozenset({CloseReason.EXHAUSTED})
# The last thing that came of such a lead. Whoever asked for something else than peace is among them.
OUTCOMES: tuple[Disposition, ...] = (
    Disposition.NO_ANSWER,
    Disposition.MACHINE,
    Disposition.BUSY,
    Disposition.GATEKEEPER,
    Disposition.AWAY,
    Disposition.LANGUAGE,
    Disposition.ABANDONED,
    Disposition.NEEDS_WRAP_UP,
    Disposition.CALLBACK,
    Disposition.DOCUMENTATION,
    Disposition.INTERESTED_LATER,
)
# A habit of the trade, not law: whoever was called in vain is left in peace for a season.
REST = timedelta(days=90)
LEAST_REST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Exhausted:
    """A lead whose attempts were used up, what came of the last one, and whether it might be called."""

    lead_id: int
    last: Disposition
    verdict: Clearance | Refusals

    @property
    def may_come_back(self) -> bool:
        """Not whom something keeps from being called for good, such as an objection made since."""
        return isinstance(self.verdict, Clearance) or self.verdict.lifts_at is not None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """The leads with one last outcome: callable at once, later by themselves, never."""

    last: Disposition
    now: int
    later: int
    never: int

    @property
    def back(self) -> int:
        """How many another pass would bring back."""
        return self.now + self.later


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that keeps leads back, how many, and the first moment at which it lifts for one."""

    refusal: Refusal
    leads: int
    first: datetime | None


def by_outcome(found: Iterable[Exhausted]) -> tuple[OutcomeLine, ...]:
    """What a pass would bring, by the last outcome, in the order of `OUTCOMES`."""
    counted = Counter((each.last, _when(each)) for each in found)
    lines = (
        OutcomeLine(last, *(counted[last, when] for when in ("now", "later", "never")))
        for last in OUTCOMES
    )
    return tuple(line for line in lines if line.back or line.never)


def by_rule(found: Iterable[Exhausted]) -> tuple[RuleLine, ...]:
    """Which rules keep leads back, those of most leads first."""
    held: dict[str, list[Refusal]] = {}
    for each in found:
        if isinstance(each.verdict, Refusals):
            for refusal in each.verdict.items:
                held.setdefault(refusal.code, []).append(refusal)
    lines = (RuleLine(same[0], len(same), _first(same)) for same in held.values())
    return tuple(sorted(lines, key=lambda line: (-line.leads, line.refusal.code)))


def _when(each: Exhausted) -> str:
    if isinstance(each.verdict, Clearance):
        return "now"
    return "later" if each.may_come_back else "never"


def _first(refusals: Iterable[Refusal]) -> datetime | None:
    return min((each.lifts_at for each in refusals if each.lifts_at), default=None)
