"""What is dealt to whom: due leads, free places, cards with their reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# How long a dealt lead stays with its teleprospector unopened.
LEASE = timedelta(minutes=20)


class Tier(StrEnum):
    """The rank of a due lead: promises to people go before our own wishes."""

    PROMISED = "promised"
    FLEXIBLE = "flexible"
    FRESH = "fresh"
    RETRY = "retry"


class DealReason(StrEnum):
    """Why this lead, for this person, now."""

    OWN_CALLBACK = "own_callback"
    SHARED_CALLBACK = "shared_callback"
    FLEXIBLE_CALLBACK = "flexible_callback"
    FRESH = "fresh"
    RETRY = "retry"


class LeftReason(StrEnum):
    """Why a due lead was not dealt."""

    OWNER_ABSENT = "owner_absent"
    OWNER_FULL = "owner_full"
    NOBODY_SIGNED_IN = "nobody_signed_in"
    NO_SPEAKER = "no_speaker"
    NO_ROOM = "no_room"


CALLBACKS = frozenset({Tier.PROMISED, Tier.FLEXIBLE})
REASONS: Mapping[Tier, DealReason] = {
    Tier.PROMISED: DealReason.SHARED_CALLBACK,
    Tier.FLEXIBLE: DealReason.FLEXIBLE_CALLBACK,
    Tier.FRESH: DealReason.FRESH,
    Tier.RETRY: DealReason.RETRY,
}
DEAL_LABELS: Mapping[DealReason, Mapping[str, str]] = {
    DealReason.OWN_CALLBACK: {"fr": "Rappel que vous avez promis", "en": "A callback you promised"},
    DealReason.SHARED_CALLBACK: {"fr": "Rappel promis", "en": "A promised callback"},
    DealReason.FLEXIBLE_CALLBACK: {"fr": "Rappel souple", "en": "A flexible callback"},
    DealReason.FRESH: {"fr": "Jamais appelée", "en": "Never called"},
    DealReason.RETRY: {"fr": "Nouvelle tentative", "en": "Another try"},
}
LEFT_LABELS: Mapping[LeftReason, Mapping[str, str]] = {
    LeftReason.OWNER_ABSENT: {
        "fr": "La personne qui a promis le rappel n’est pas connectée",
        "en": "Whoever promised the callback is not signed in",
    },
    LeftReason.OWNER_FULL: {
        "fr": "La liste de la personne attendue est pleine",
        "en": "The list of the person it waits for is full",
    },
    LeftReason.NOBODY_SIGNED_IN: {
        "fr": "Personne n’est connecté à cette campagne",
        "en": "Nobody is signed in to this campaign",
    },
    LeftReason.NO_SPEAKER: {
        "fr": "Personne de connecté ne parle cette langue",
        "en": "Nobody signed in speaks this language",
    },
    LeftReason.NO_ROOM: {
        "fr": "Les listes sont encore assez garnies",
        "en": "The lists are still long enough",
    },
}


@dataclass(frozen=True, slots=True)
class DueLead:
    """A lead that may be called now. Lower `order_key` first; no language means any.

    With `owner_id` it is for that person alone: whoever releases it passes None.
    """

    lead_id: int
    tier: Tier
    due_at: datetime
    order_key: float
    stratum: str
    language: str = ""
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A call list with `free` places; the list of nobody in particular is the campaign's pool."""

    teleprospector_id: int | None
    languages: frozenset[str]
    free: int


@dataclass(frozen=True, slots=True)
class DealPolicy:
    """The plan's wishes.

    `fresh_share`: percent of never-called leads among what is dealt beside callbacks, as far as
    there are any. A list is topped up to `high_water` once it holds `low_water` leads or fewer.
    """

    fresh_share: int
    low_water: int
    high_water: int

    def __post_init__(self) -> None:
        if not 0 <= self.fresh_share <= 100:
            raise ValueError(f"fresh_share is a percentage, not {self.fresh_share}.")
        if not 0 <= self.low_water < self.high_water:
            raise ValueError(
                f"A list is topped up from {self.low_water} to {self.high_water}: the first must "
                "be smaller, and neither negative."
            )


@dataclass(frozen=True, slots=True)
class Card:
    """A lead dealt; `position` counts from 1 within this deal, on this person's list."""

    lead_id: int
    teleprospector_id: int | None
    position: int
    tier: Tier
    reason: DealReason


@dataclass(frozen=True, slots=True)
class StratumCount:
    """How much of a stratum there was and how much of it was dealt."""

    tier: Tier
    stratum: str
    pool: int
    dealt: int


@dataclass(frozen=True, slots=True)
class Deal:
    """What was dealt, what was left and why, and what it takes to check both."""

    cards: tuple[Card, ...]
    left: tuple[tuple[int, LeftReason], ...]
    commitment: str
    pool_size: int
    pool_hash: str
    strata: tuple[StratumCount, ...]
