"""What a prospect becomes when a campaign takes its file: a lead with its place in the order, or left out."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.law import pack_for
from campaigns.plan import Plan
from campaigns.plan.parts import Order
from campaigns.targeting import Excluded, ExclusionReason, belongs


class LeftOut(StrEnum):
    """Why a prospect does not become a lead of the campaign."""

    NO_PHONE = "no_phone"
    SUPPRESSED = "suppressed"
    OWN_EXCLUSION = "own_exclusion"
    COUNTRY_WITHOUT_RULES = "country_without_rules"
    OUT_OF_SEGMENTS = "out_of_segments"
    EXCLUDED = "excluded"
    ALREADY_ENROLLED = "already_enrolled"


LEFT_OUT_LABELS: Mapping[LeftOut, Mapping[str, str]] = {
    LeftOut.NO_PHONE: {"fr": "Aucun numéro valable", "en": "No working number"},
    LeftOut.SUPPRESSED: {"fr": "Sur la liste d’opposition", "en": "On the do-not-call list"},
    LeftOut.OWN_EXCLUSION: {
        "fr": "Sur la liste de clients et de concurrents de la société",
        "en": "On the company’s list of customers and competitors",
    },
    LeftOut.COUNTRY_WITHOUT_RULES: {
        "fr": "Pays dont les règles d’appel ne sont pas encore connues",
        "en": "Country whose calling rules are not known yet",
    },
    LeftOut.OUT_OF_SEGMENTS: {"fr": "Hors des segments du plan", "en": "In none of the segments"},
    LeftOut.EXCLUDED: {"fr": "Exclu par le plan", "en": "Excluded by the plan"},
    LeftOut.ALREADY_ENROLLED: {"fr": "Déjà dans la campagne", "en": "In the campaign already"},
}


OWN_FIELDS = (
    "name",
    "siret",
    "siren",
    "naf",
    "address",
    "postal_code",
    "city",
    "country",
    "language",
    "audience",
    "source",
    "external_id",
    "headcount",
)
"""The fields that every prospect has, by the names that a plan's rules may use."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prospect as enrolment sees it; `fields` holds its own fields and its kept columns.

    `place` is where it stands in its company's file, `quality` how complete it is (0 to 100);
    `excluded` when the company's own list names it.
    """

    fields: Mapping[str, str]
    country: str
    quality: int
    place: int
    has_phone: bool = True
    suppressed: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new lead stands: the smaller its key, the sooner it is called within its tier."""

    order_key: float
    stratum: str


def enrol(candidate: Candidate, plan: Plan, seed: str) -> Place | LeftOut:
    """Give the prospect its place in the campaign, or say why it gets none.

    The seed is the campaign's: a random order is the same whenever it is drawn again.
    """
    if not candidate.has_phone:
        return LeftOut.NO_PHONE
    if candidate.suppressed:
        return LeftOut.SUPPRESSED
    if candidate.excluded:
        return LeftOut.OWN_EXCLUSION
    if pack_for(candidate.country) is None:
        return LeftOut.COUNTRY_WITHOUT_RULES
    target = belongs(candidate.fields, plan)
    if isinstance(target, Excluded):
        return _WHY[target.reason]
    return Place(_KEYS[plan.actions.order](candidate, target.score, seed), target.segment)


def _by_score(candidate: Candidate, score: int, seed: str) -> float:
    """The best segment first, inside it the most complete prospect."""
    return (100 - score) * 1000 + (100 - candidate.quality)


def _by_file(candidate: Candidate, score: int, seed: str) -> float:
    return candidate.place


def _by_lot(candidate: Candidate, score: int, seed: str) -> float:
    drawn = hashlib.sha256(f"{seed}:{candidate.place}".encode()).digest()
    return int.from_bytes(drawn[:6])


_KEYS: Mapping[Order, Callable[[Candidate, int, str], float]] = {
    Order.SCORE: _by_score,
    Order.FILE: _by_file,
    Order.RANDOM: _by_lot,
}
_WHY: Mapping[ExclusionReason, LeftOut] = {
    ExclusionReason.OUT_OF_SEGMENTS: LeftOut.OUT_OF_SEGMENTS,
    ExclusionReason.EXCLUDED: LeftOut.EXCLUDED,
}
