"""Which figures of a rule may be changed, by whom, and what a country's rules are then.

A company may hold itself to more than the law asks. Only who answers for compliance may ask less,
and says why: a source was misread, an authority has answered, a decree has changed a figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from campaigns.law.asks import (
    AttemptCap,
    HourlyCap,
    ListScrub,
    Params,
    RestAfterAbandonment,
    RestAfterMachine,
    RestAfterRefusal,
    Retention,
    RingsAtLeast,
    Words,
)
from campaigns.law.rules import Rule, RulePack

LEAST_REASON = 20  # characters: "see above" is no reason
MOST = 3660  # ten years in days: beyond it a figure is a slip of the finger


class Figure(StrEnum):
    """A figure of a rule, by the name of its field."""

    MOST = "most"
    DAYS = "days"
    HOURS = "hours"
    SECONDS = "seconds"
    LEAST = "least"


class Changer(StrEnum):
    """Who changes a figure."""

    COMPANY = "company"
    COMPLIANCE = "compliance"


class Stricter(StrEnum):
    """In which direction a figure asks more of the caller."""

    LESS = "less"
    MORE = "more"


class ChangeRefused(StrEnum):
    """Why a change is not made."""

    NO_SUCH_RULE = "no_such_rule"
    NO_SUCH_FIGURE = "no_such_figure"
    OUT_OF_RANGE = "out_of_range"
    LOOSENS = "loosens"
    NO_REASON = "no_reason"


WORDS: Mapping[ChangeRefused, Words] = {
    ChangeRefused.NO_SUCH_RULE: {
        "fr": "Aucune règle de ce pays ne porte ce nom.",
        "en": "No rule of this country has that id.",
    },
    ChangeRefused.NO_SUCH_FIGURE: {
        "fr": "Cette règle n'a pas ce chiffre, ou il ne se change pas.",
        "en": "This rule has no such figure, or it can't be changed.",
    },
    ChangeRefused.OUT_OF_RANGE: {
        "fr": "Le chiffre doit être un nombre entier de 1 à 3660.",
        "en": "The figure must be a whole number from 1 to 3660.",
    },
    ChangeRefused.LOOSENS: {
        "fr": "Une société peut s'imposer plus que la loi, jamais moins.",
        "en": "A company may hold itself to more than the law asks, never to less.",
    },
    ChangeRefused.NO_REASON: {
        "fr": "Dites en une phrase pourquoi la règle demande moins (vingt caractères au moins).",
        "en": "Say in a sentence why the rule asks less (at least twenty characters).",
    },
}

FIGURES: Mapping[type, Mapping[Figure, Stricter]] = {
    AttemptCap: {Figure.MOST: Stricter.LESS, Figure.DAYS: Stricter.MORE},
    HourlyCap: {Figure.MOST: Stricter.LESS, Figure.HOURS: Stricter.MORE},
    RestAfterRefusal: {Figure.DAYS: Stricter.MORE},
    RestAfterAbandonment: {Figure.HOURS: Stricter.MORE},
    RestAfterMachine: {Figure.HOURS: Stricter.MORE},
    ListScrub: {Figure.DAYS: Stricter.LESS},
    RingsAtLeast: {Figure.SECONDS: Stricter.MORE},
    Retention: {Figure.MOST: Stricter.LESS, Figure.LEAST: Stricter.MORE},
}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a rule that somebody set anew; `reason` says why where it asks less."""

    rule: str
    figure: Figure
    value: int
    by: Changer
    reason: str = ""


def refused(pack: RulePack, change: Change) -> ChangeRefused | None:
    """Why a change can't be made to the rules of a country; None where it may be."""
    rules = [rule for rule in pack.rules if rule.id == change.rule]
    if not rules:
        return ChangeRefused.NO_SUCH_RULE
    concerned = [rule.params for rule in rules if _held(rule.params, change.figure) is not None]
    if not concerned:
        return ChangeRefused.NO_SUCH_FIGURE
    if not 1 <= change.value <= MOST:
        return ChangeRefused.OUT_OF_RANGE
    if not any(_loosens(params, change) for params in concerned):
        return None
    if change.by is not Changer.COMPLIANCE:
        return ChangeRefused.LOOSENS
    return ChangeRefused.NO_REASON if len(change.reason.strip()) < LEAST_REASON else None


@lru_cache(maxsize=1024)
def changed(pack: RulePack, changes: tuple[Change, ...]) -> RulePack:
    """The rules of a country with the figures that were changed; of two changes of one figure the later
    counts. A change that may not be made is left out."""
    made = [change for change in changes if refused(pack, change) is None]
    if not made:
        return pack
    return replace(pack, rules=tuple(_with(rule, made) for rule in pack.rules))


def _with(rule: Rule, changes: Sequence[Change]) -> Rule:
    figures = {
        str(change.figure): change.value
        for change in changes
        if change.rule == rule.id and _held(rule.params, change.figure) is not None
    }
    if not figures:
        return rule
    params: Any = rule.params
    return replace(rule, params=replace(params, **figures))


def _held(params: Params, figure: Figure) -> int | None:
    """The figure that a rule holds now; None where it holds none that may be changed."""
    if figure not in FIGURES.get(type(params), {}):
        return None
    held: int | None = getattr(params, figure)
    return held


def _loosens(params: Params, change: Change) -> bool:
    held = _held(params, change.figure) or 0
    if FIGURES[type(params)][change.figure] is Stricter.LESS:
        return change.value > held
    return change.value < held
