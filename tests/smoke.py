"""The smoke run: a whole TelePro in a temporary directory, worked, attacked and checked.

`scripts/start --smoke [--plant NAME]`. The oracles are the local Twilio's ledger and the rows
themselves, never TelePro's own counters. Prints one line of JSON last; 0 only when all is right.
With a planted bug 1 says that its own oracle saw it, and 2 that it went unseen.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import partial

from campaigns.problems import Refused
from telepro.embedded.instance import SETTINGS, Amend, Instance, Setup, as_planned, running
from telepro.embedded.layout import Layout
from telepro.embedded.supervisor import Say, StopAsked
from telepro.embedded.table import ROOT, Options, python
from tests.plants import PLANTS, planted
from tests.smoke_checks import ENOUGH, Evidence, Report, problems, report
from tests.smoke_database import Database
from tests.smoke_ledger import double_dials, read_ledger
from tests.smoke_messages import Sent, forge, repeat

CALLERS = 6
HASTE = 20  # people, as the local Twilio divides their time
PACE = 60  # callers, who wait less than people talk
REPEATED = 25
FEWEST_TO_FORGE = 8  # true messages that forgeries are made of
WORK_SECONDS = 90.0  # a slow machine gets its time; a quick one is done long before
REST_SECONDS = 6.0
SETTLING_SECONDS = 1.5  # what a repeated message would need to change something
LASTING_SECONDS = 2.5  # two deals of one lead that end within a second of each other are none
GOING_HOME_SECONDS = 12.0
LOOK = 0.25
OPTIONS = Options(callers=0, speed=HASTE, cps=10)


def main(arguments: Sequence[str]) -> int:
    """Run everything once; 0 when all is right, 1 with a sentence for each thing that is not, 2
    when the bug that was planted is not among them."""
    asked = _parser().parse_args(arguments)
    begun = time.monotonic()
    found, wrong = Report(), ["It did not come to an end."]
    try:
        found, wrong = smoke(partial(planted, asked.plant) if asked.plant else as_planned, _say)
    except Refused as refusal:
        wrong = [problem.sentence() for problem in refusal.problems]
    except StopAsked:
        wrong = ["It was told to stop."]
    for sentence in wrong:
        print(sentence, file=sys.stderr, flush=True)
    found.seconds = round(time.monotonic() - begun, 1)
    is_unseen = asked.plant and not getattr(found, PLANTS[asked.plant].figure)
    if is_unseen:
        print(f"The planted bug {asked.plant} was not seen.", file=sys.stderr, flush=True)
    print(json.dumps(asdict(found)), flush=True)
    return 2 if is_unseen else int(bool(wrong))


def smoke(amend: Amend, say: Say) -> tuple[Report, list[str]]:
    """Boot an instance of its own, work and attack it, stop it; the figures and what is wrong."""
    stop_asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop_asked.set())
    with _place() as layout:
        setup = Setup(layout, _bare_environment(), say, stop_asked)
        with running(setup, OPTIONS, amend) as instance:
            with closing(Database(instance.environment["DATABASE_URL"])) as database:
                evidence = Scene(instance, database, say, stop_asked).play()
                found = report(evidence), list(problems(evidence))
            say("Stopping everything in reverse")
    return found


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens between the start and the stop of one instance."""

    instance: Instance
    database: Database
    say: Say
    stop_asked: threading.Event

    def play(self) -> Evidence:
        """Let the callers work, forge meanwhile, repeat at rest; what there is to judge it by."""
        self.say(f"{CALLERS} simulated teleprospectors go to work")
        with _callers(self.instance) as callers:
            forged = self._work(callers)
        self.say("Waiting until no call lives and no message waits")
        rests = self._until(self.database.is_at_rest, REST_SECONDS)
        self.say(f"Repeating {REPEATED} true messages")
        messages = read_ledger(self.instance.layout.ledger).messages[:REPEATED]
        before = self.database.memory()
        repeated = repeat(messages, self._token)
        time.sleep(SETTLING_SECONDS)
        return Evidence(
            ledger=read_ledger(self.instance.layout.ledger),
            counted=self.database.counted(),
            attempts=self.database.attempts(),
            double_dealt=self.database.double_dealt(),
            unbalanced=self.database.unbalanced(),
            forged=forged,
            kept=self.database.marked([each.mark for each in forged]),
            repeated=repeated,
            has_repeat_changed=self.database.memory() != before,
            is_at_rest=rests,
            callers_code=callers.returncode,
        )

    def _work(self, callers: "subprocess.Popen[bytes]") -> list[Sent]:
        forged: list[Sent] = []
        deadline = time.monotonic() + WORK_SECONDS
        while not self._is_enough(forged) and time.monotonic() < deadline:
            if callers.poll() is not None:
                break
            messages = read_ledger(self.instance.layout.ledger).messages
            if not forged and len(messages) >= FEWEST_TO_FORGE:
                forged = forge(messages, self._token)
                self.say(f"{len(forged)} forged messages were sent")
            self._pause()
        time.sleep(LASTING_SECONDS)
        return forged

    def _is_enough(self, forged: list[Sent]) -> bool:
        """True when all calls are made, or when harm was done already: more would add nothing."""
        harmed = (
            double_dials(read_ledger(self.instance.layout.ledger).calls),
            self.database.double_dealt(),
            len(self.database.marked([each.mark for each in forged])),
        )
        return any(harmed) or (bool(forged) and self.database.counted().calls >= ENOUGH)

    def _until(self, is_so: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                return False
            self._pause()
        return True

    def _pause(self) -> None:
        if self.stop_asked.wait(LOOK):
            raise StopAsked

    @property
    def _token(self) -> str:
        return self.instance.environment["TWILIO_AUTH_TOKEN"]


@contextmanager
def _callers(instance: Instance) -> Iterator["subprocess.Popen[bytes]"]:
    """Simulated teleprospectors at work; they are sent home at the end and their code is kept."""
    command = python(
        "telepro.callers",
        *("--base-url", instance.address, "--count", str(CALLERS), "--pace", str(PACE)),
    )
    with (instance.layout.log / "callers.log").open("wb") as log:
        callers = subprocess.Popen(
            command, cwd=ROOT, env=dict(instance.environment), stdout=log, stderr=log
        )
        try:
            yield callers
        finally:
            callers.terminate()
            try:
                callers.wait(GOING_HOME_SECONDS)
            except subprocess.TimeoutExpired:
                callers.kill()
                callers.wait()


@contextmanager
def _place() -> Iterator[Layout]:
    """A data directory that is gone afterwards, with what PostgreSQL keeps elsewhere for it."""
    with tempfile.TemporaryDirectory(prefix="telepro-smoke-") as folder:
        layout = Layout.at(folder)
        try:
            yield layout
        finally:
            if layout.postgres_pointer.exists():
                shutil.rmtree(layout.postgres_pointer.read_text(encoding="utf-8"))


def _bare_environment() -> dict[str, str]:
    """The environment without any setting: no account, database or address of somebody's own."""
    return {name: text for name, text in os.environ.items() if not name.startswith(SETTINGS)}


BEGUN = time.monotonic()


def _say(line: str) -> None:
    print(f"[{time.monotonic() - BEGUN:5.1f} s] {line}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("scripts/start --smoke", description="Try everything once.")
    parser.add_argument("--plant", choices=PLANTS, help="a bug that the run must catch")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
