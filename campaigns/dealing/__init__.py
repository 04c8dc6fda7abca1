"""Who gets which lead next: tiers, order, languages, a seeded and fair split.

Promises come first and go to whoever made them. Then every teleprospector gets a fair part of each
stratum, in proportion to the free places on their list. Chance decides only who gets which lead
among neighbours in the order, and it comes from a seed whose hash is published with the deal: with
the seed, anyone can deal again and compare.
"""

from campaigns.dealing.cards import (
    DEAL_LABELS,
    LEASE,
    LEFT_LABELS,
    Card,
    Deal,
    DealPolicy,
    DealReason,
    DueLead,
    LeftReason,
    Seat,
    StratumCount,
    Tier,
)
from campaigns.dealing.deal import commitment, deal, verify

__all__ = [
    "DEAL_LABELS",
    "LEASE",
    "LEFT_LABELS",
    "Card",
    "Deal",
    "DealPolicy",
    "DealReason",
    "DueLead",
    "LeftReason",
    "Seat",
    "StratumCount",
    "Tier",
    "commitment",
    "deal",
    "verify",
]
