"""What campaigns and companies allow at a moment: countries, numbers to show, how many more calls."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from campaigns.clearance.facts import Facts
from campaigns.numbers import destinations
from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.caller_ids import NoneLeft, PoolNumber, Viewer, choose
from campaigns.numbers.destinations import Caps, Dials, Reached, caps_of, day_of, prefix_of, reached

USUAL = Caps()


@dataclass(frozen=True, slots=True)
class Allowed:
    """By campaign the countries it calls (none: that of its plan) and its pool of numbers; by
    company its caps, its calls of today and those of this hour to each block of numbers."""

    destinations: Mapping[int, frozenset[str]]
    pools: Mapping[int, tuple[PoolNumber, ...]]
    caps: Mapping[int, Caps]
    company: Mapping[int, int]
    prefixes: Mapping[tuple[int, str], int]
    now: datetime

    def full(
        self, controller_id: int, e164: str, attempts: Sequence[datetime]
    ) -> tuple[Reached, ...]:
        """The caps that leave the company no call to a number, of its `attempts` to that number."""
        today = day_of(self.now)
        dials = Dials(
            company_day=self.company.get(controller_id, 0),
            number_day=sum(at >= today for at in attempts),
            prefix_hour=self.prefixes.get((controller_id, prefix_of(e164) or ""), 0),
        )
        return reached(self.caps.get(controller_id, USUAL), dials, self.now)

    def shown(self, campaign_id: int, viewer: Viewer) -> Mapping[str, Any]:
        """The facts of the number that a prospect sees of a campaign's pool; none without a pool."""
        pool = self.pools.get(campaign_id)
        if not pool:
            return {}
        chosen = choose(pool, viewer, self.now)
        if isinstance(chosen, NoneLeft):
            return {"caller_id": None, "no_caller_id_until": chosen.until}
        return {"caller_id": chosen.e164}

    def numbers(self) -> list[str]:
        """The numbers of the campaigns' pools."""
        return [number.e164 for pool in self.pools.values() for number in pool]

    def full_prefixes(self) -> frozenset[str]:
        """The blocks of numbers of which a company may ring no more in this hour."""
        return frozenset(
            prefix
            for (controller, prefix), dials in self.prefixes.items()
            if dials >= self.caps.get(controller, USUAL).prefix_hour
        )


def as_dialled(facts: Facts) -> Facts:
    """The same, of the number as its digits say: whoever could write a row could not write them."""
    if facts.phone is None:
        return facts
    read = destinations.as_dialled(facts.phone)
    if isinstance(read, BadCode):
        return replace(facts, never_dialled=read)
    return facts if read == facts.phone else replace(facts, phone=read)


Rows = Sequence[Any]  # of (kind, owner, word, at, count)


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows of the one question that tell what is allowed."""

    running: Rows
    pooled: Rows
    shown: Rows
    limits: Rows
    company: Rows
    prefixes: Rows


def allowed(told: Answered, now: datetime) -> Allowed:
    """What these rows allow at `now`."""
    return Allowed(
        destinations={
            row.owner: frozenset(row.word.split()) for row in told.running if row.word is not None
        },
        pools=_pools(told.pooled, {row.word: row.count for row in told.shown}),
        caps={row.owner: caps_of(json.loads(row.word)) for row in told.limits},
        company={row.owner: row.count for row in told.company},
        prefixes={(row.owner, row.word): row.count for row in told.prefixes},
        now=now,
    )


def prefixes_of(numbers: Iterable[str]) -> list[str]:
    """The blocks that these numbers are counted under, each once."""
    return sorted({prefix for each in numbers if (prefix := prefix_of(each)) is not None})


def _pools(rows: Rows, calls: Mapping[str, int]) -> dict[int, tuple[PoolNumber, ...]]:
    pools: dict[int, list[PoolNumber]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row.word)):
        number = PoolNumber(row.word, calls.get(row.word, 0), row.count, row.at)
        pools[row.owner].append(number)
    return {campaign: tuple(pool) for campaign, pool in pools.items()}
