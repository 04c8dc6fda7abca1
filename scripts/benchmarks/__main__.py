"""The command line of `scripts/bench`: which workloads, how large, told to a person or a program."""

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence

from scripts.benchmarks import report
from scripts.benchmarks.measuring import Measured, measure
from scripts.benchmarks.place import place
from scripts.benchmarks.table import NAMES, WORKLOADS
from scripts.benchmarks.workloads import FULL, TENTH, TINY, Size, Workload

BAD_INPUT = 2


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for; 0 when it was measured, 2 for a name that is no workload's."""
    asked = _parser().parse_args(arguments)
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        known = ", ".join(NAMES)
        print(f"{unknown[0]} is no workload. The workloads are: {known}.", file=sys.stderr)
        return BAD_INPUT
    chosen = [each for each in WORKLOADS if not asked.names or each.name in asked.names]
    # What ends us ends the servers too: only an exception unwinds what was started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    about = report.machine()
    try:
        found = [each for workload in chosen for each in _measured(workload, _size(asked))]
    except KeyboardInterrupt:
        return 130
    print(report.as_json(found, about) if asked.json else report.table(found, about))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures each workload beside its limit, by turns, and prints the ratio.",
        epilog="; ".join(f"{each.name}: {each.what}" for each in WORKLOADS),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these workloads")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="full size, five repetitions")
    size.add_argument(
        "--tiny", action="store_true", help="does it run at all: once, next to no data"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    return parser


def _size(asked: argparse.Namespace) -> Size:
    if asked.full:
        return FULL
    return TINY if asked.tiny else TENTH


def _measured(workload: Workload, size: Size) -> Iterator[Measured]:
    print(f"{workload.name}: {workload.what}", file=sys.stderr, flush=True)
    with place() as servers, workload.pairs(servers, size) as pairs:
        for pair in pairs:
            yield measure(pair, size.repetitions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
