"""Which figures of a rule may be changed, by whom, for how long, and what a country's rules are then.

A company may hold itself to more than the law asks. Only who answers for compliance may ask less,
says why and until when: a source was misread, an authority has answered, a decree has changed a
figure. Only figures that are judged before a call stand here: a change that nothing reads would
be a promise that nobody keeps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from campaigns.law import PACKS
from campaigns.law.asks import (
    AttemptCap,
    HourlyCap,
    ListScrub,
    Params,
    RestAfterAbandonment,
    RestAfterMachine,
    RestAfterRefusal,
    Words,
)
from campaigns.law.rules import Rule, RulePack
from campaigns.law.tuning_words import LABELS, TUNED, UNTIL, WHY, day_of, last_day

LEAST_REASON = 20  # characters: "see above" is no reason
MOST = 3660  # ten years in days: beyond it a figure is a slip of the finger
# Whatever was loosened is looked at anew once a year.
LONGEST_LOOSENED = timedelta(days=366)


class Figure(StrEnum):
    """A figure of a rule, by the name of its field."""

    MOST = "most"
    DAYS = "days"
    HOURS = "hours"


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
    ENDED = "ended"
    LOOSENS = "loosens"
    NO_REASON = "no_reason"
    NO_END = "no_end"


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
    ChangeRefused.ENDED: {
        "fr": "La fin doit être un jour à venir.",
        "en": "The end must be a day to come.",
    },
    ChangeRefused.LOOSENS: {
        "fr": "Une société peut s'imposer plus que la loi, jamais moins.",
        "en": "A company may hold itself to more than the law asks, never to less.",
    },
    ChangeRefused.NO_REASON: {
        "fr": "Dites en une phrase pourquoi la règle demande moins (vingt caractères au moins).",
        "en": "Say in a sentence why the rule asks less (at least twenty characters).",
    },
    ChangeRefused.NO_END: {
        "fr": "Dites jusqu'à quand la règle demande moins : un an au plus, puis on y regarde à "
        "nouveau.",
        "en": "Say until when the rule asks less: a year at most, then it is looked at anew.",
    },
}

FIGURES: Mapping[type, Mapping[Figure, Stricter]] = {
    AttemptCap: {Figure.MOST: Stricter.LESS, Figure.DAYS: Stricter.MORE},
    HourlyCap: {Figure.MOST: Stricter.LESS, Figure.HOURS: Stricter.MORE},
    RestAfterRefusal: {Figure.DAYS: Stricter.MORE},
    RestAfterAbandonment: {Figure.HOURS: Stricter.MORE},
    RestAfterMachine: {Figure.HOURS: Stricter.MORE},
    ListScrub: {Figure.DAYS: Stricter.LESS},
}
_SPANS: Mapping[Figure, timedelta] = {
    Figure.DAYS: timedelta(days=1),
    Figure.HOURS: timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a rule that somebody (`who`) set anew at `since`; it holds up to `until`.

    `reason` says why where it asks less; None for `until` is until it is taken back.
    """

    rule: str
    figure: Figure
    value: int
    by: Changer
    reason: str = ""
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether the change has not ended."""
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True)
class Tuned:
    """A change that counts, beside the figure of the law itself."""

    change: Change
    law: int
    loosens: bool

    def sentence(self, language: str, zone: str = "UTC") -> str:
        """What was changed, by whom, when and until when, in French or English."""
        change = self.change
        said = {
            "rule": change.rule,
            "figure": LABELS[str(change.figure)][language],
            "value": change.value,
            "law": self.law,
            "who": change.who or "–",
            "day": day_of(change.since, zone, language),
        }
        parts = [TUNED[self.loosens][language].format(**said)]
        if change.until is not None:
            parts.append(UNTIL[language].format(day=last_day(change.until, zone, language)))
        if change.reason.strip():
            parts.append(WHY[language].format(reason=change.reason.strip()))
        return " ".join(parts)


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
    if change.until is not None and change.since is not None and change.until <= change.since:
        return ChangeRefused.ENDED
    loosens = any(_is_less(params, change.figure, change.value) for params in concerned)
    return _refused_to_loosen(change) if loosens else None


def _refused_to_loosen(change: Change) -> ChangeRefused | None:
    if change.by is not Changer.COMPLIANCE:
        return ChangeRefused.LOOSENS
    if len(change.reason.strip()) < LEAST_REASON:
        return ChangeRefused.NO_REASON
    if change.until is None or change.since is None:
        return ChangeRefused.NO_END
    return ChangeRefused.NO_END if change.until - change.since > LONGEST_LOOSENED else None


def changed(pack: RulePack, changes: tuple[Change, ...]) -> RulePack:
    """The rules of a country with the figures that were changed, the most restrictive of all.

    What compliance set stands for the law's own figure, the later of two; a company's then counts
    where it asks more than that. A change that may not be made is left out.
    """
    return _tuned(pack, changes)[0] if changes else pack


def tuned(pack: RulePack, changes: tuple[Change, ...]) -> tuple[Tuned, ...]:
    """The changes of these that count in the rules of a country, each beside the law's figure."""
    return _tuned(pack, changes)[1] if changes else ()


def alone(change: Change) -> Tuned:
    """A change beside the law's figure, whatever else was changed; of a rule that is gone, beside its own."""
    for pack in PACKS:
        for rule in pack.rules:
            law = changeable(rule).get(change.figure) if rule.id == change.rule else None
            if law is not None:
                return Tuned(change, law, _is_less(rule.params, change.figure, change.value))
    return Tuned(change, change.value, loosens=False)


@lru_cache(maxsize=1024)
def _tuned(pack: RulePack, changes: tuple[Change, ...]) -> tuple[RulePack, tuple[Tuned, ...]]:
    made = [change for change in changes if refused(pack, change) is None]
    if not made:
        return pack, ()
    counting: dict[Change, Tuned] = {}
    rules = tuple(_with(rule, made, counting) for rule in pack.rules)
    return replace(pack, rules=rules), tuple(counting.values())


def looks_back(changes: Iterable[Change]) -> timedelta:
    """How far back calls count by these changes; days of zones and clocks apart take two days more."""
    spans = (_SPANS[each.figure] * each.value for each in changes if each.figure in _SPANS)
    longest = max(spans, default=timedelta())
    return longest + timedelta(days=2) if longest else longest


def changeable(rule: Rule) -> Mapping[Figure, int]:
    """The figures of a rule that may be changed, with what the law asks."""
    return {figure: getattr(rule.params, figure) for figure in FIGURES.get(type(rule.params), {})}


def _with(rule: Rule, changes: Sequence[Change], counting: dict[Change, Tuned]) -> Rule:
    figures: dict[str, int] = {}
    for figure, law in changeable(rule).items():
        found = [each for each in changes if each.rule == rule.id and each.figure is figure]
        change = _counts(rule.params, law, found)
        if change is not None:
            loosens = _is_less(rule.params, figure, change.value)
            counting.setdefault(change, Tuned(change, law, loosens))
            figures[str(figure)] = change.value
    params: Any = rule.params
    return replace(rule, params=replace(params, **figures)) if figures else rule


def _counts(params: Params, law: int, changes: Sequence[Change]) -> Change | None:
    """Which of several changes of one figure counts; None where the law's own figure does."""
    of_compliance = [each for each in changes if each.by is Changer.COMPLIANCE][-1:]
    of_company = [each for each in changes if each.by is Changer.COMPANY][-1:]
    held, found = law, None
    for each in of_compliance:
        held, found = each.value, each
    for each in of_company:
        if each.value != held and not _less(params, each.figure, each.value, held):
            found = each
    return found if found is not None and found.value != law else None


def _held(params: Params, figure: Figure) -> int | None:
    """The figure that a rule holds now; None where it holds none that may be changed."""
    if figure not in FIGURES.get(type(params), {}):
        return None
    held: int | None = getattr(params, figure)
    return held


def _is_less(params: Params, figure: Figure, value: int) -> bool:
    return _less(params, figure, value, _held(params, figure) or 0)


def _less(params: Params, figure: Figure, value: int, held: int) -> bool:
    """Tell whether a value asks less of the caller than another."""
    stricter = FIGURES[type(params)][figure]
    return value > held if stricter is Stricter.LESS else value < held
