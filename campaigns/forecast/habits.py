"""How prospects, days and people differ where a plan states nothing: assumptions, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from campaigns.dispositions import Disposition

_IN_VAIN: Mapping[Disposition, float] = {
    Disposition.NO_ANSWER: 0.51,
    Disposition.MACHINE: 0.24,
    Disposition.GATEKEEPER: 0.12,
    Disposition.BUSY: 0.08,
    Disposition.AWAY: 0.05,
}


@dataclass(frozen=True, slots=True)
class Habits:
    """What differs beyond the plan's rates.

    `alike` says how alike prospects are: the chance of a contact at attempt k + 1 is that of the first
    times alike / (alike + k), since those who are easily reached are reached first (a beta-geometric
    law). `invalid` is the share of numbers that are nobody's, `comes_back` that of contacts without
    argument who are to be called again, `absent` that of a person's days away. The spreads are
    coefficients of variation: of the chance of a contact between days, of the share of argued contacts
    that agree and of the dials per hour between people. `in_vain` shares out the calls that reach nobody.
    """

    alike: float
    invalid: float
    comes_back: float
    absent: float
    between_days: float
    between_people: float
    between_paces: float
    in_vain: Mapping[Disposition, float]


USUAL = Habits(
    # Belkins 2025: 9.9 % a dial reached 24.5 % of prospects in three attempts, where equals give 26.9 %.
    alike=9.0,
    # A good file has more than 95 % of valid lines (ad-and-co.fr).
    invalid=0.03,
    # 15 % of conversations end in "call later" (131,259 calls, coldcallbenchmarks.com), about half argued.
    comes_back=0.3,
    # The rest is common knowledge of the trade, to be replaced by one's own figures.
    absent=0.04,
    between_days=0.12,
    between_people=0.15,
    between_paces=0.1,
    in_vain=_IN_VAIN,
)
AS_THE_FUNNEL = Habits(
    alike=inf,
    invalid=0.0,
    comes_back=0.0,
    absent=0.0,
    between_days=0.0,
    between_people=0.0,
    between_paces=0.0,
    in_vain=_IN_VAIN,
)
"""The world of the reverse funnel: equal prospects, equal days, everybody there."""
