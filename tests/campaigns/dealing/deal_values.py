"""Leads, seats and a policy for a deal at nine on a Monday."""

from datetime import UTC, datetime, timedelta

from campaigns.dealing import Deal, DealPolicy, DueLead, Seat, Tier

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
POLICY = DealPolicy(fresh_share=70, low_water=3, high_water=10)
FRENCH = frozenset({"fr"})
ALICE, BRUNO, CHLOE = 1, 2, 3


def lead(
    lead_id: int,
    tier: Tier = Tier.FRESH,
    minute: int = 0,
    stratum: str = "schools",
    owner_id: int | None = None,
    language: str = "fr",
) -> DueLead:
    """A lead that is due so many minutes from nine."""
    due_at = NINE + timedelta(minutes=minute)
    return DueLead(lead_id, tier, due_at, float(lead_id), stratum, language, owner_id)


def seat(person: int | None = ALICE, free: int = 10, *languages: str) -> Seat:
    """Somebody's list with its free places; they speak French unless told otherwise."""
    return Seat(person, frozenset(languages) or FRENCH, free)


def hand(dealt: Deal, person: int | None) -> list[int]:
    """The leads dealt to one person, in the order of their places."""
    cards = [card for card in dealt.cards if card.teleprospector_id == person]
    assert [card.position for card in cards] == list(range(1, len(cards) + 1))
    return [card.lead_id for card in cards]
