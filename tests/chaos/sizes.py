"""How large a run is: people, leads, seconds, and how impatient its reconciler."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """One kind of run; `hot` lets the same few leads come back again and again."""

    name: str
    companies: int
    callers: int
    leads: int
    hot: bool
    impatient: bool
    fewest_calls: int
    lives: int  # processes that die at each crash point


FULL = Size("full", 3, 60, 12_000, hot=False, impatient=False, fewest_calls=200, lives=3)
QUICK = Size("quick", 3, 12, 600, hot=False, impatient=True, fewest_calls=12, lives=1)
HOT = Size("hot", 1, 8, 200, hot=True, impatient=True, fewest_calls=40, lives=2)
SIZES = {size.name: size for size in (FULL, QUICK, HOT)}
