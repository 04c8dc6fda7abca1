"""The processes of TelePro as a table: what each one runs, what makes it ready, in which tier."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from telepro.embedded.layout import Layout
from telepro.embedded.ports import Ports
from telepro.embedded.probes import Probe, accepts, answers, at_once
from telepro.embedded.processes import Lifetime, Process, Tier

ROOT = Path(__file__).resolve().parents[2]
MIGRATE = "migrate"
QUEUES = ("dial", "events", "deal", "imports", "chores")
# What each process may find loaded: its own module and what that one loads while it runs.
PAGES = ("app", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "holidays.countries")
BELLS = ("telepro.worker", "telepro.jobs", "holidays.countries")
CARRIER = ("telepro.localtwilio.__main__",)
PEOPLE = ("telepro.callers.__main__",)
DEMO_OUTPUT = "demo.json"
LINK_OUTPUT = "first-administrator.json"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who starts TelePro may ask for."""

    port: int = 5000
    callers: int = 4
    empty: bool = False
    speed: float = 1.0
    cps: int = 1
    seed: int = 1
    local_twilio: bool = True

    @property
    def demo(self) -> bool:
        """True when the demo is loaded: never beside a carrier that reaches real people."""
        return self.local_twilio and not self.empty


@dataclass(frozen=True, slots=True)
class Places:
    """Where the processes of one start listen; `web_socket` is a descriptor lent to the web server."""

    layout: Layout
    ports: Ports
    web_socket: int


def tiers(options: Options, places: Places) -> tuple[Tier, ...]:
    """Every process above the databases, in the order of starting; the first holds the migration.

    The pages come before the workers, whose start-up would keep both waiting on a small machine.
    """
    ground = (*migration(), *_local_twilio(options, places))
    pages = (*_demo(options, places), web(places), push(places))
    hands = (*workers(), _service("scheduler", "telepro.schedule"))
    guests = (*_callers(options, places), *_first_link(options, places))
    return tuple(tier for tier in (ground, pages, hands, guests) if tier)


def migration() -> Tier:
    """The step that brings the database to the present schema."""
    return (_step(MIGRATE, "telepro.cli", "migrate"),)


def web(places: Places) -> Process:
    """The web server; a request in flight is answered before it stops."""
    return _service(
        "web",
        "gunicorn",
        *("-c", "python:telepro.serving", "--bind", f"fd://{places.web_socket}"),
        "app:create_app()",
        ready=answers(places.ports.web, "/readyz"),
        descriptors=(places.web_socket,),
        loads=PAGES,
    )


def push(places: Places) -> Process:
    """The process that holds every live page's stream."""
    port = str(places.ports.push)
    return _service("push", "telepro.push", "--port", port, ready=accepts(places.ports.push))


def workers() -> Tier:
    """One worker per queue: a worker on two queues loses jobs when it is killed."""
    return tuple(
        _service(f"worker-{queue}", "telepro.worker", queue, grace=25.0, loads=BELLS)
        for queue in QUEUES
    )


def _local_twilio(options: Options, places: Places) -> Tier:
    if not options.local_twilio:
        return ()
    arguments: Mapping[str, object] = {
        "--port": places.ports.twilio,
        "--seed": options.seed,
        "--ledger": places.layout.ledger,
        "--speed": options.speed,
        "--cps": options.cps,
    }
    flags = [str(part) for pair in arguments.items() for part in pair]
    ready = accepts(places.ports.twilio)
    return (_service("local-twilio", "telepro.localtwilio", *flags, ready=ready, loads=CARRIER),)


def _demo(options: Options, places: Places) -> Tier:
    if not options.demo:
        return ()
    output = places.layout.output / DEMO_OUTPUT
    return (_step("demo", "telepro.cli", "demo", "--json", output=output),)


def _callers(options: Options, places: Places) -> Tier:
    if not options.demo or not options.callers:
        return ()
    address = f"http://127.0.0.1:{places.ports.web}"
    count = str(options.callers)
    flags = ("--base-url", address, "--count", count)
    return (_service("callers", "telepro.callers", *flags, loads=PEOPLE),)


def _first_link(options: Options, places: Places) -> Tier:
    if options.demo:
        return ()
    output = places.layout.output / LINK_OUTPUT
    return (
        _step("first-administrator", "telepro.cli", "first-administrator", "--json", output=output),
    )


def _service(
    name: str,
    module: str,
    *arguments: str,
    ready: Probe = at_once,
    grace: float = 10.0,
    descriptors: tuple[int, ...] = (),
    loads: tuple[str, ...] = (),
) -> Process:
    return Process(
        name,
        python(module, *arguments),
        folder=ROOT,
        ready=ready,
        grace=grace,
        descriptors=descriptors,
        loads=loads or (module,),
    )


def _step(name: str, module: str, *arguments: str, output: Path | None = None) -> Process:
    return Process(
        name,
        python(module, *arguments),
        folder=ROOT,
        lifetime=Lifetime.STEP,
        output=output,
        patience=120.0,
        loads=(module,),
    )


def loaded_by(planned: tuple[Tier, ...]) -> tuple[str, ...]:
    """Every module that some process of the table may find loaded, in the order of starting."""
    return tuple(dict.fromkeys(name for tier in planned for each in tier for name in each.loads))


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """The command line that runs one of our modules."""
    # The interpreter by name, never a script: their first lines break on long paths and spaces.
    return (sys.executable, "-m", module, *arguments)
