"""How far a conversation has established a need: the answers read by BANT or CHAMP."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Words = Mapping[str, str]


class Framework(StrEnum):
    """BANT asks budget, authority, need, timing; CHAMP begins with the prospect's challenges."""

    BANT = "bant"
    CHAMP = "champ"


class Criterion(StrEnum):
    """What a framework wants to know."""

    BUDGET = "budget"
    AUTHORITY = "authority"
    NEED = "need"
    TIMING = "timing"
    CHALLENGES = "challenges"
    MONEY = "money"
    PRIORITY = "priority"


CRITERIA: Mapping[Framework, tuple[Criterion, ...]] = {
    Framework.BANT: (Criterion.BUDGET, Criterion.AUTHORITY, Criterion.NEED, Criterion.TIMING),
    Framework.CHAMP: (
        Criterion.CHALLENGES,
        Criterion.AUTHORITY,
        Criterion.MONEY,
        Criterion.PRIORITY,
    ),
}
CRITERION_LABELS: Mapping[Criterion, Words] = {
    Criterion.BUDGET: {"fr": "Budget", "en": "Budget"},
    Criterion.AUTHORITY: {"fr": "Pouvoir de décision", "en": "Authority"},
    Criterion.NEED: {"fr": "Besoin", "en": "Need"},
    Criterion.TIMING: {"fr": "Échéance", "en": "Timing"},
    Criterion.CHALLENGES: {"fr": "Difficultés", "en": "Challenges"},
    Criterion.MONEY: {"fr": "Moyens", "en": "Money"},
    Criterion.PRIORITY: {"fr": "Priorité", "en": "Prioritisation"},
}


class Level(StrEnum):
    """How well a criterion is established; worth nothing, one point, two points."""

    UNKNOWN = "unknown"
    WEAK = "weak"
    CONFIRMED = "confirmed"


_POINTS: Mapping[Level, int] = {Level.UNKNOWN: 0, Level.WEAK: 1, Level.CONFIRMED: 2}
LEVEL_LABELS: Mapping[Level, Words] = {
    Level.UNKNOWN: {"fr": "inconnu", "en": "unknown"},
    Level.WEAK: {"fr": "incertain", "en": "uncertain"},
    Level.CONFIRMED: {"fr": "confirmé", "en": "confirmed"},
}


@dataclass(frozen=True, slots=True)
class ScoredQuestion:
    """The question that establishes a criterion, and which answers confirm it or leave it weak.

    Without either list, any answer confirms.
    """

    criterion: Criterion
    question: str
    confirmed: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedScore:
    """How a plan scores a need, and from how many points on it is qualified (at most 8)."""

    framework: Framework
    qualified_from: int
    questions: tuple[ScoredQuestion, ...]


@dataclass(frozen=True, slots=True)
class Established:
    """One criterion as a conversation left it, with the words of the answer."""

    criterion: Criterion
    level: Level
    answer: str


@dataclass(frozen=True, slots=True)
class Need:
    """A conversation's score: points of at most two a criterion, and what each rests on."""

    points: int
    most: int
    is_qualified: bool
    established: tuple[Established, ...]


def score(rule: NeedScore, answers: Mapping[str, str]) -> Need:
    """Score the answers of a conversation, by question key.

    Qualified: enough points, and neither the authority nor the need (the challenges, in CHAMP) unknown.
    """
    established = tuple(_establish(each, answers) for each in rule.questions)
    points = sum(_POINTS[each.level] for each in established)
    unknown = {each.criterion for each in established if each.level is Level.UNKNOWN}
    is_qualified = points >= rule.qualified_from and unknown.isdisjoint(_INDISPENSABLE)
    return Need(points, 2 * len(established), is_qualified, established)


_INDISPENSABLE = frozenset({Criterion.AUTHORITY, Criterion.NEED, Criterion.CHALLENGES})


def _establish(asked: ScoredQuestion, answers: Mapping[str, str]) -> Established:
    answer = answers.get(asked.question, "").strip()
    return Established(asked.criterion, _level(asked, answer), answer)


def _level(asked: ScoredQuestion, answer: str) -> Level:
    if not answer:
        return Level.UNKNOWN
    if answer in asked.confirmed or not (asked.confirmed or asked.weak):
        return Level.CONFIRMED
    return Level.WEAK if answer in asked.weak else Level.UNKNOWN
