"""The command `python -m telepro.callers`: so many simulated teleprospectors, until told to stop."""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from random import Random

from campaigns.problems import Refused
from telepro.callers.day import Day
from telepro.callers.house import NotLetIn
from telepro.callers.line import RealLine
from telepro.callers.people import accounts

log = logging.getLogger(__name__)

ABOUT = (
    "Simulated teleprospectors who work through TelePro's own pages. Their accounts are those of "
    "the demo: TELEPRO_CALLERS_FILE, or output/demo.json in the data directory TELEPRO_DATA."
)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Work until SIGTERM or SIGINT: 0. Ends with 1 when nobody may work, 2 on bad input."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        who = accounts(environ, asked.count)
    except Refused as refusal:
        for problem in refusal.problems:
            print(problem.sentence(), file=sys.stderr)
        return 2
    if len(who) < asked.count:
        log.warning("%d asked for, but only %d accounts are there", asked.count, len(who))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    days = [
        Day(asked.base_url, account, Random(f"{asked.seed}:{account.email}"), asked.pace, stop)
        for account in who
    ]
    return _run(days, stop)


def _run(days: list[Day], stop: threading.Event) -> int:
    failed: list[Day] = []
    threads = [threading.Thread(target=_live, args=(day, failed)) for day in days]
    for thread in threads:
        thread.start()
    # A thread that waits in join() keeps the main thread from hearing a signal on some systems.
    while any(thread.is_alive() for thread in threads):
        stop.wait(0.5)
        for thread in threads:
            thread.join(0.1 if stop.is_set() else 0)
    return 1 if len(failed) == len(days) else 0


def _live(day: Day, failed: list[Day]) -> None:
    try:
        day.work()
    except (NotLetIn, RealLine) as why:
        failed.append(day)
        log.error("%s", why)
    except Exception:
        # A caller who stumbles must not take the others along, nor leave without a word.
        failed.append(day)
        log.exception("a caller stopped working")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m telepro.callers", description=ABOUT)
    parser.add_argument("--base-url", required=True, help="where TelePro is")
    parser.add_argument("--count", type=_count, default=4, help="how many work (4)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same habits")
    parser.add_argument("--pace", type=_pace, default=1.0, help="divides their pauses and talks")
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text}: expected a whole number above 0")
    return int(text)


def _pace(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = 0.0
    if not 0 < pace <= 1000:
        raise argparse.ArgumentTypeError(f"{text}: expected a number above 0 and at most 1000")
    return pace


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
