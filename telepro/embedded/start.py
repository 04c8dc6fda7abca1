"""The starter: what `scripts/start` runs. Brings everything up, says where, stops all on Ctrl-C."""

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from campaigns.problems import Refused
from telepro import clock
from telepro.embedded.instance import Amend, Instance, Setup, as_planned, running
from telepro.embedded.layout import Layout
from telepro.embedded.supervisor import Say, StopAsked
from telepro.embedded.surroundings import brings_local_twilio
from telepro.embedded.table import ROOT, Options

PARIS = ZoneInfo("Europe/Paris")
PLANTS = ("double-dial", "double-deal", "unsigned")


def main(arguments: Sequence[str], amend: Amend = as_planned) -> int:
    """Start TelePro as asked and stay until told to stop; 0 is an orderly stop, 1 a failed start."""
    asked = _parser().parse_args(arguments)
    if asked.smoke:
        return _smoke(asked)
    if asked.plant:
        _parser().error("--plant is for --smoke only")
    stop_asked = threading.Event()
    for number in _stopping():
        signal.signal(number, lambda _number, _frame: stop_asked.set())
    try:
        _stay(asked.data, _options(asked), stop_asked, amend)
    except StopAsked:
        print("Stopped.", flush=True)
    except Refused as refusal:
        for problem in refusal.problems:
            print(problem.sentence(), file=sys.stderr, flush=True)
        return 1
    return 0


def _stopping() -> set[signal.Signals]:
    """The signals that stop TelePro; a closed terminal does not when started under nohup."""
    hangs_up = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
    return {signal.SIGINT, signal.SIGTERM} | ({signal.SIGHUP} if hangs_up else set())


def _stay(data: Path, options: Options, stop_asked: threading.Event, amend: Amend) -> None:
    say = _progress()
    setup = Setup(Layout.at(data), os.environ, say, stop_asked)
    with running(setup, options, amend) as instance:
        print(_welcome(instance, options), flush=True)
        stop_asked.wait()
        say("Stopping everything in reverse")
    say("Stopped, nothing left running")


def _progress() -> Say:
    """A line for every step, with the seconds since the start."""
    begun = time.monotonic()

    def say(line: str) -> None:
        print(f"[{time.monotonic() - begun:5.1f} s] {line}", flush=True)

    return say


def _welcome(instance: Instance, options: Options) -> str:
    lines = ["", f"TelePro is at {instance.address}"]
    lines += [f"  {_sign_in(person)}" for person in instance.sign_ins() if options.demo]
    if link := instance.first_link() if not options.demo else "":
        lines.append(f"  First administrator, valid once: {link}")
    if shift := float(instance.environment.get("TELEPRO_CLOCK_SHIFT") or 0):
        there = (clock.real_now() + timedelta(seconds=shift)).astimezone(PARIS)
        lines.append(f"  Its clock says {there:%A %d %B %Y, %H:%M} in Paris: a working morning.")
    return "\n".join([*lines, "Ctrl-C stops it.", ""])


def _sign_in(person: dict[str, str]) -> str:
    return f"{person['role']:<16} {person['email']:<40} {person['password']}"


def _options(asked: argparse.Namespace) -> Options:
    return Options(
        port=asked.port,
        callers=asked.callers,
        empty=asked.empty,
        local_twilio=brings_local_twilio(os.environ),
    )


def _smoke(asked: argparse.Namespace) -> int:
    """Become the smoke run, which boots an instance of its own in a temporary directory."""
    plant = ["--plant", asked.plant] if asked.plant else []
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "tests.smoke", *plant])  # noqa: S606


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("scripts/start", description="Start TelePro on this machine.")
    parser.add_argument("--port", type=_port, default=5000, help="first choice; else the next free")
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="data directory (var)")
    parser.add_argument("--callers", type=_count, default=4, help="simulated teleprospectors (4)")
    parser.add_argument(
        "--empty", action="store_true", help="no demo: a first administrator's link"
    )
    parser.add_argument(
        "--smoke", action="store_true", help="try everything once, then say how it went"
    )
    parser.add_argument("--plant", choices=PLANTS, help="with --smoke: a bug that it must catch")
    return parser


def _port(text: str) -> int:
    port = _count(text)
    if not 1 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"{text}: expected a port from 1 to 65535")
    return port


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text}: expected a whole number, such as 4")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
