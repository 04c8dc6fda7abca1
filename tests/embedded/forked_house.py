"""The small house, its web server and its worker forked by a nursery.

Run as `python -m tests.embedded.forked_house` with the flags of `scripts/start`.
"""

import sys
from dataclasses import replace

from telepro.embedded import start
from telepro.embedded.processes import Tier
from tests.embedded.small_house import PARTS, small


def forked(planned: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The small table, each of its processes finding its module loaded."""
    return tuple(tuple(replace(each, loads=(PARTS,)) for each in tier) for tier in small(planned))


if __name__ == "__main__":
    sys.exit(start.main(sys.argv[1:], amend=forked))
