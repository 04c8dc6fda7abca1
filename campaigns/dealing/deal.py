"""The deal itself: callbacks first, then a fair part of each stratum for every list."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from campaigns.dealing.cards import (
    CALLBACKS,
    REASONS,
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
from campaigns.dealing.shares import assign, chance, choose, evenly
from campaigns.problems import Problem

WAVES: tuple[frozenset[Tier], ...] = (
    frozenset({Tier.PROMISED}),
    frozenset({Tier.FLEXIBLE}),
    frozenset({Tier.FRESH, Tier.RETRY}),
)
RANK = {tier: rank for rank, tier in enumerate(Tier)}
SPELLED = {tier: repr(tier) for tier in Tier}
SHOWN = 80


def deal(leads: Iterable[DueLead], seats: Iterable[Seat], policy: DealPolicy, seed: str) -> Deal:
    """Deal the due leads to the seats; the same whatever the order in which both are given.

    A promised callback goes to its owner even when their list is full. Other leads fill free
    places only. Raises ValueError when a lead or a person comes twice.
    """
    pool = sorted(leads, key=_order)
    _refuse_doubles(lead.lead_id for lead in pool)
    places = {lead.lead_id: place for place, lead in enumerate(pool)}
    by_owner = {seat.teleprospector_id: seat for seat in _in_order(seats)}
    table = _Table(by_owner, policy, seed, places)
    for wave in WAVES:
        waiting = [lead for lead in pool if lead.tier in wave]
        table.deal_to_owners([lead for lead in waiting if lead.owner_id is not None])
        table.share_out([lead for lead in waiting if lead.owner_id is None])
    cards = tuple(table.cards())
    return Deal(
        cards=cards,
        left=tuple(sorted(table.left)),
        commitment=commitment(seed),
        pool_size=len(pool),
        pool_hash=_pool_hash(pool),
        strata=_strata(pool, cards),
    )


def verify(
    dealt: Deal, leads: Iterable[DueLead], seats: Iterable[Seat], policy: DealPolicy, seed: str
) -> tuple[Problem, ...]:
    """Deal again with the disclosed seed and name what differs; nothing when the deal was fair."""
    again = deal(leads, seats, policy, seed)
    parts = ("commitment", "pool_size", "pool_hash", "strata", "cards", "left")
    return tuple(
        Problem(
            f"deal.{part}",
            str(getattr(dealt, part))[:SHOWN],
            str(getattr(again, part))[:SHOWN],
            "Ask who changed the deal or the pool after dealing.",
        )
        for part in parts
        if getattr(dealt, part) != getattr(again, part)
    )


def commitment(seed: str) -> str:
    """The SHA-256 by which a deal binds itself to a seed that is disclosed later."""
    return sha256(seed.encode()).hexdigest()


@dataclass(slots=True)
class _Table:
    """The lists while they are being dealt; `places` are those of the leads in the pool."""

    seats: dict[int | None, Seat]
    policy: DealPolicy
    seed: str
    places: dict[int, int]
    hands: dict[int | None, list[DueLead]] = field(default_factory=dict)
    left: list[tuple[int, LeftReason]] = field(default_factory=list)

    def room(self, owner: int | None) -> int:
        return max(self.seats[owner].free - len(self.hands.get(owner, ())), 0)

    def give(self, lead: DueLead, owner: int | None) -> None:
        self.hands.setdefault(owner, []).append(lead)

    def leave(self, leads: Iterable[DueLead], why: LeftReason) -> None:
        self.left += [(lead.lead_id, why) for lead in leads]

    def deal_to_owners(self, leads: Iterable[DueLead]) -> None:
        for lead in leads:
            if lead.owner_id not in self.seats:
                self.leave([lead], LeftReason.OWNER_ABSENT)
            elif lead.tier is not Tier.PROMISED and not self.room(lead.owner_id):
                self.leave([lead], LeftReason.OWNER_FULL)
            else:
                self.give(lead, lead.owner_id)

    def share_out(self, leads: Sequence[DueLead]) -> None:
        """Share what is for anyone, the rarest language first: its leads have the fewest places."""
        groups: dict[str, list[DueLead]] = {}
        for lead in leads:
            groups.setdefault(lead.language, []).append(lead)
        for language in sorted(groups, key=lambda it: (len(self.speakers(it)), it)):
            self.share_group(groups[language], self.speakers(language))

    def speakers(self, language: str) -> list[Seat]:
        return [seat for seat in self.seats.values() if not language or language in seat.languages]

    def share_group(self, leads: Sequence[DueLead], speakers: Sequence[Seat]) -> None:
        if not speakers:
            self.leave(leads, LeftReason.NO_SPEAKER if self.seats else LeftReason.NOBODY_SIGNED_IN)
            return
        rooms = self.rooms(speakers, leads[0].tier)
        chosen = choose(leads, sum(rooms.values()), self.policy.fresh_share, self.seed)
        lots = {owner: chance(self.seed, "list", owner) for owner in rooms}
        dealt = set()
        for lead, owner in assign(chosen, evenly(rooms, lots), len(rooms), self.seed):
            self.give(lead, owner)
            dealt.add(lead.lead_id)
        self.leave((lead for lead in leads if lead.lead_id not in dealt), LeftReason.NO_ROOM)

    def rooms(self, speakers: Sequence[Seat], tier: Tier) -> dict[int | None, int]:
        """The free places; a list that is still long gets callbacks only, since those can't wait."""
        owners = [
            seat.teleprospector_id
            for seat in speakers
            if tier in CALLBACKS or self.policy.high_water - seat.free <= self.policy.low_water
        ]
        return {owner: self.room(owner) for owner in owners if self.room(owner)}

    def cards(self) -> Iterator[Card]:
        for owner in self.seats:
            hand = sorted(self.hands.get(owner, ()), key=lambda lead: self.places[lead.lead_id])
            for position, lead in enumerate(_in_calling_order(hand), 1):
                yield Card(lead.lead_id, owner, position, lead.tier, _reason(lead))


def _order(lead: DueLead) -> tuple[int, float, float, int]:
    """Callbacks by the moment promised, other leads by the plan's order, then by age."""
    due = lead.due_at.timestamp()
    key = due if lead.tier in CALLBACKS else lead.order_key
    return RANK[lead.tier], key, due, lead.lead_id


def _in_order(seats: Iterable[Seat]) -> list[Seat]:
    ordered = sorted(seats, key=lambda seat: seat.teleprospector_id or 0)
    _refuse_doubles(seat.teleprospector_id for seat in ordered)
    return ordered


def _refuse_doubles(ids: Iterable[int | None]) -> None:
    double = next((found for found, times in Counter(ids).items() if times > 1), None)
    if double is not None:
        raise ValueError(f"{double} comes twice; a deal takes each lead and each person once.")


def _in_calling_order(hand: Sequence[DueLead]) -> list[DueLead]:
    """Callbacks in the order of their promises, then fresh leads and retries evenly mixed."""
    tiers: dict[Tier, list[DueLead]] = {tier: [] for tier in RANK}
    for lead in hand:
        tiers[lead.tier].append(lead)
    fresh, retries = tiers[Tier.FRESH], tiers[Tier.RETRY]
    rest = {Tier.FRESH: iter(fresh), Tier.RETRY: iter(retries)}
    mixed = _mixed(len(fresh), len(retries))
    return tiers[Tier.PROMISED] + tiers[Tier.FLEXIBLE] + [next(rest[tier]) for tier in mixed]


@lru_cache(maxsize=1024)
def _mixed(fresh: int, retries: int) -> tuple[Tier, ...]:
    # Many hands of a deal hold as many of each.
    return tuple(evenly({Tier.FRESH: fresh, Tier.RETRY: retries}, RANK))


def _reason(lead: DueLead) -> DealReason:
    if lead.owner_id is not None and lead.tier in CALLBACKS:
        return DealReason.OWN_CALLBACK
    return REASONS[lead.tier]


def _pool_hash(pool: Sequence[DueLead]) -> str:
    """The SHA-256 of the pool in its order, so that no lead can be slipped in or out afterwards."""
    return sha256("".join(map(_spelled, pool)).encode()).hexdigest()


def _spelled(lead: DueLead) -> str:
    """The lead as `repr` spells it, in a third of the time: all that is known of it, on one line."""
    return (
        f"DueLead(lead_id={lead.lead_id!r}, tier={SPELLED[lead.tier]}, due_at={lead.due_at!r}, "
        f"order_key={lead.order_key!r}, stratum={lead.stratum!r}, language={lead.language!r}, "
        f"owner_id={lead.owner_id!r})\n"
    )


def _strata(pool: Sequence[DueLead], cards: Sequence[Card]) -> tuple[StratumCount, ...]:
    dealt_ids = {card.lead_id for card in cards}
    offered = Counter((lead.tier, lead.stratum) for lead in pool)
    dealt = Counter((lead.tier, lead.stratum) for lead in pool if lead.lead_id in dealt_ids)
    return tuple(
        StratumCount(tier, stratum, count, dealt[tier, stratum])
        for (tier, stratum), count in sorted(offered.items())
    )
