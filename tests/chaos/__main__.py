"""The chaos run: a whole TelePro at work while everything under it breaks, then 44 invariants.

`scripts/chaos [--quick | --scene hot] [--seed N] [--json]`. 0 only when no invariant is violated and
every fault really happened.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.chaos.early import Early
from tests.chaos.report import as_json, ended_early, report
from tests.chaos.run import evidence
from tests.chaos.sizes import FULL, HOT, QUICK

SCENES = {"day": FULL, "hot": HOT}


def main(arguments: Sequence[str]) -> int:
    """Play one run and judge it."""
    asked, begun = _parser().parse_args(arguments), time.monotonic()
    size = QUICK if asked.quick else SCENES[asked.scene]
    early = Early(frozenset(asked.until.split(",")) if asked.until else frozenset())
    with evidence(size, asked.seed, *([early.sees] if early.named else [])) as found:
        if asked.logs:
            shutil.copytree(
                found.house.layout.data, asked.logs, ignore=_sockets, dirs_exist_ok=True
            )
        seconds = time.monotonic() - begun
        lines, result = ended_early(early.seen, seconds) if early.seen else report(found, seconds)
    print("\n".join(lines), flush=True)
    if asked.json:
        print(as_json(result), flush=True)
    return 0 if result["good"] else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("scripts/chaos", description="Work while everything breaks.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--quick", action="store_true", help="90 seconds in all, for each change")
    which.add_argument("--scene", choices=tuple(SCENES), default="day", help="hot: few leads")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same choices")
    parser.add_argument("--until", help="end as soon as one of these is violated: I01,I15")
    parser.add_argument("--json", action="store_true", help="one line of JSON last")
    parser.add_argument("--logs", type=Path, help="keep the logs and the carrier's ledger there")
    return parser


def _sockets(folder: str, names: list[str]) -> list[str]:
    kept = ("log", "ledger.jsonl", "said.log", "points")
    below = Path(folder).name in kept
    return [] if below else [name for name in names if name not in kept]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
