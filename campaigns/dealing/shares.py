"""How places and leads are shared out evenly, with a seed in the place of chance."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import TypeVar

from campaigns.dealing.cards import DueLead, Tier

Key = TypeVar("Key")


def chance(seed: str, *subject: object) -> int:
    """A number below 2**64 that nobody can choose: the first bytes of the SHA-256 of both."""
    words = "|".join((seed, *map(str, subject)))
    return int.from_bytes(sha256(words.encode()).digest()[:8])


def evenly(counts: Mapping[Key, int], rank: Mapping[Key, int]) -> list[Key]:
    """Spread each key as often as counted, so that every stretch holds a fair part of each.

    The k-th of n stands at (k + 1/2) / n of the way; `rank` parts those that fall together.
    """
    places = [
        ((2 * turn + 1) / (2 * count), rank[key], key)
        for key, count in counts.items()
        for turn in range(count)
    ]
    places.sort(key=lambda place: place[:2])
    return [key for _, _, key in places]


def choose(leads: Sequence[DueLead], capacity: int, fresh_share: int, seed: str) -> list[DueLead]:
    """Take the first leads of each tier, so many fresh ones as the share asks and the pool allows.

    The share of a small deal is seldom a whole number; the seed rounds it up as often as its
    fraction says, so that many small deals hold the share too.
    """
    fresh = [lead for lead in leads if lead.tier is Tier.FRESH]
    others = [lead for lead in leads if lead.tier is not Tier.FRESH]
    wanted = (capacity * fresh_share + chance(seed, "share") % 100) // 100
    taken = min(len(fresh), max(wanted, capacity - len(others)))
    return fresh[:taken] + others[: max(capacity - taken, 0)]


def assign(
    leads: Sequence[DueLead], places: Sequence[Key], width: int, seed: str
) -> Iterator[tuple[DueLead, Key]]:
    """Put leads on places, stratum by stratum, neighbours in the order drawn by lot.

    `width` is the number of lists: of each so many neighbours, every list gets about one.
    """
    ordered = sorted(leads, key=lambda lead: (lead.tier, lead.stratum))
    drawn: list[DueLead] = []
    for _, cell in groupby(ordered, key=lambda lead: (lead.tier, lead.stratum)):
        neighbours = list(cell)
        for start in range(0, len(neighbours), width):
            block = neighbours[start : start + width]
            drawn += sorted(block, key=lambda lead: chance(seed, "lead", lead.lead_id))
    return zip(drawn, places, strict=False)
