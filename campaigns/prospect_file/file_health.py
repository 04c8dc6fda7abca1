"""How healthy a prospect file is before anybody calls it: a score, what it is made of, and what to do.

Whoever is paid for results carries the risk of a bad file, so what can be known of it is said first.
The weights are those of a row's quality (`quality`), with room for what only a company's rows know:
objections and the work of other missions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

DAYS_OF_FRESHNESS = 365
WORKED_WITHIN = timedelta(days=90)
KEPT = timedelta(days=3 * 365)
"""CNIL, référentiel gestion commerciale (2022), FR-26: three years from the collection, or from the
last contact that came from the prospect; then one asks once, or deletes."""

Labels = Mapping[str, str]


class Part(StrEnum):
    """What a score is made of."""

    VALID = "valid"
    FRESH = "fresh"
    OWN_NUMBER = "own_number"
    ALLOWED = "allowed"
    UNWORKED = "unworked"


class Grade(StrEnum):
    """What a score means to whoever is to call."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Recheck(StrEnum):
    """Why a prospect is to be verified before it is called again: by request, then the gravest first."""

    ASKED = "asked"
    KEPT_TOO_LONG = "kept_too_long"
    NO_NUMBER = "no_number"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one prospect. `verified_at` is when its row was written, completed or somebody
    answered there, `wanted_us_at` the collection or the last contact that came from them."""

    verified_at: datetime
    wanted_us_at: datetime
    has_live_number: bool
    shares_number: bool
    suppressed: bool
    called_at: datetime | None = None
    recheck_asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One part: the share of prospects that are well, and the points it gives of those it may."""

    part: Part
    share: Fraction
    points: Fraction
    weight: int
    advice: Labels | None


@dataclass(frozen=True, slots=True)
class Health:
    """The health of some prospects; `score` is 0 to 100, `rejected` rows of their files count as invalid."""

    score: int
    grade: Grade
    parts: tuple[Measured, ...]
    prospects: int
    rejected: int
    age_days: int


def health(known: Sequence[Known], rejected: int, now: datetime) -> Health | None:
    """Measure some prospects; None where there is nothing to measure."""
    if not known and not rejected:
        return None
    shares = {
        Part.VALID: Fraction(sum(each.has_live_number for each in known), len(known) + rejected),
        Part.FRESH: _mean([_freshness(each, now) for each in known]),
        Part.OWN_NUMBER: _share(known, lambda each: not each.shares_number),
        Part.ALLOWED: _share(known, lambda each: not each.suppressed),
        Part.UNWORKED: _share(known, lambda each: not worked(each, now)),
    }
    parts = tuple(_measured(part, share) for part, share in shares.items())
    score = round(sum((each.points for each in parts), Fraction(0)))
    ages = [Fraction((now - each.verified_at).days) for each in known]
    return Health(score, _grade(score), parts, len(known), rejected, round(_mean(ages)))


def worked(known: Known, now: datetime) -> bool:
    """True when somebody called it so lately that a new call would be the second."""
    return known.called_at is not None and known.called_at > now - WORKED_WITHIN


def recheck(known: Known, now: datetime) -> Recheck | None:
    """Why this prospect is to be verified first; None while it may be called as it stands.

    What a manager asked for holds until something verifies the prospect.
    """
    if known.recheck_asked_at is not None and known.recheck_asked_at >= known.verified_at:
        return Recheck.ASKED
    if known.wanted_us_at <= now - KEPT:
        return Recheck.KEPT_TOO_LONG
    if not known.has_live_number:
        return Recheck.NO_NUMBER
    if (now - known.verified_at).days >= DAYS_OF_FRESHNESS:
        return Recheck.OLD
    return None


def _measured(part: Part, share: Fraction) -> Measured:
    rule = PARTS[part]
    advice = rule.advice if share < rule.enough else None
    return Measured(part, share, share * rule.weight, rule.weight, advice)


def _grade(score: int) -> Grade:
    return next(grade for grade, least in _LEAST.items() if score >= least)


def _freshness(known: Known, now: datetime) -> Fraction:
    days = min(max((now - known.verified_at).days, 0), DAYS_OF_FRESHNESS)
    return 1 - Fraction(days, DAYS_OF_FRESHNESS)


def _share(known: Sequence[Known], is_well: Callable[[Known], bool]) -> Fraction:
    return _mean([Fraction(is_well(each)) for each in known])


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)


@dataclass(frozen=True, slots=True)
class PartRule:
    """Points at most, the share from which nothing need be said, and the words."""

    weight: int
    enough: Fraction
    labels: Labels
    advice: Labels


PARTS: Mapping[Part, PartRule] = {
    Part.VALID: PartRule(
        35,
        Fraction(85, 100),
        {"fr": "Un numéro qui répond", "en": "A number that works"},
        {
            "fr": "Corrigez les lignes rejetées et demandez un numéro à jour pour ceux qui n’en ont plus.",
            "en": "Mend the rejected rows, and ask for a new number where none is left.",
        },
    ),
    Part.FRESH: PartRule(
        20,
        Fraction(1, 2),
        {"fr": "Vérifiés depuis moins d’un an", "en": "Verified within a year"},
        {
            "fr": "Faites vérifier les plus anciens avant de les appeler : la liste est plus bas.",
            "en": "Have the oldest verified before they are called: they are listed below.",
        },
    ),
    Part.OWN_NUMBER: PartRule(
        15,
        Fraction(9, 10),
        {"fr": "Un numéro à soi", "en": "A number of their own"},
        {
            "fr": "Des standards communs : demandez des lignes directes, sinon les mêmes personnes décrochent à chaque fois.",
            "en": "Shared switchboards: ask for direct lines, or the same people answer each time.",
        },
    ),
    Part.ALLOWED: PartRule(
        15,
        Fraction(9, 10),
        {"fr": "Hors liste d’opposition", "en": "Not on the do-not-call list"},
        {
            "fr": "Beaucoup se sont opposés : demandez à la source comment les adresses ont été recueillies.",
            "en": "Many have objected: ask the source how the addresses were collected.",
        },
    ),
    Part.UNWORKED: PartRule(
        15,
        Fraction(7, 10),
        {"fr": "Pas appelés depuis 90 jours", "en": "Not called for 90 days"},
        {
            "fr": "D’autres missions les ont appelés il y a peu : attendez, ou commencez par les autres.",
            "en": "Other missions called them lately: wait, or begin with the others.",
        },
    ),
}
GRADE_LABELS: Mapping[Grade, Labels] = {
    Grade.GOOD: {"fr": "Bon", "en": "Good"},
    Grade.FAIR: {"fr": "Moyen", "en": "Fair"},
    Grade.POOR: {"fr": "Mauvais", "en": "Poor"},
}
RECHECK_LABELS: Mapping[Recheck, Labels] = {
    Recheck.ASKED: {
        "fr": "Quelqu’un a demandé de le vérifier",
        "en": "Somebody asked to verify it",
    },
    Recheck.KEPT_TOO_LONG: {
        "fr": "Trois ans sans nouvelles : demander une fois, ou effacer",
        "en": "Three years without a word: ask once, or erase",
    },
    Recheck.NO_NUMBER: {"fr": "Plus aucun numéro valable", "en": "No working number left"},
    Recheck.OLD: {
        "fr": "Pas vérifié depuis plus d’un an",
        "en": "Not verified for more than a year",
    },
}
_LEAST = {Grade.GOOD: 75, Grade.FAIR: 50, Grade.POOR: 0}
