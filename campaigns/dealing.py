"""Who gets which lead next: tiers, order, languages, a seeded and fair split."""

from enum import StrEnum


class Tier(StrEnum):
    """The rank of a due lead: promises to people go before our own wishes."""

    PROMISED = "promised"
    FLEXIBLE = "flexible"
    FRESH = "fresh"
    RETRY = "retry"
