"""One instance of TelePro from its data directory to its address: everything up, everything down."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from campaigns.problems import Problem, Refused
from telepro.embedded import schema
from telepro.embedded.databases import databases
from telepro.embedded.demo_clock import DemoClock
from telepro.embedded.layout import Layout, read_private
from telepro.embedded.midwife import nursery
from telepro.embedded.ownership import Record, owned
from telepro.embedded.ports import Ports, free_port, listen
from telepro.embedded.processes import Tier
from telepro.embedded.supervisor import Notes, Say, Supervisor
from telepro.embedded.surroundings import brings_local_twilio, composed
from telepro.embedded.table import (
    DEMO_OUTPUT,
    LINK_OUTPUT,
    MIGRATE,
    ROOT,
    Options,
    Places,
    loaded_by,
    tiers,
)
from telepro.settings import Settings

SETTINGS = (
    "DATABASE_",
    "REDIS_",
    "RQ_",
    "SECRET_",
    "FINGERPRINT_",
    "PUBLIC_",
    "PUSH_",
    "PROXIES",
    "TELEPRO_",
    "TWILIO_",
    "SMTP_",
    "SIGN_IN_",
    "UPLOAD_",
)

Amend = Callable[[tuple[Tier, ...]], tuple[Tier, ...]]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a start is given: where, in which environment, whom to tell, when to break off."""

    layout: Layout
    environ: Mapping[str, str]
    say: Say
    stop_asked: threading.Event


@dataclass(frozen=True, slots=True)
class Ground:
    """Databases that run, migrated, and the environment that reaches them."""

    supervisor: Supervisor
    record: Record
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Instance:
    """A whole TelePro that runs."""

    layout: Layout
    address: str
    environment: Mapping[str, str]

    def sign_ins(self) -> list[dict[str, str]]:
        """The demo's people: role, e-mail, password; empty without a demo."""
        return list(self._printed(DEMO_OUTPUT).get("sign_ins", []))

    def first_link(self) -> str:
        """The one-time link for the first administrator; empty once there is one."""
        return str(self._printed(LINK_OUTPUT).get("url") or "")

    def _printed(self, name: str) -> dict[str, Any]:
        return read_private(self.layout.output / name) or {}


def as_planned(planned: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The table of processes as it is."""
    return planned


@contextmanager
def grounded(
    setup: Setup, record: Record, ports: Ports, migrate: Tier, loads: tuple[str, ...] = ()
) -> Iterator[Ground]:
    """Run the databases of an owned data directory, migrated, as long as the context lasts.

    Meanwhile the modules that `loads` names are loaded, once, for all processes that come later.
    """
    layout, environ = setup.layout, setup.environ
    with (
        databases(layout, environ) as servers,
        nursery(loads, servers.sockets / "nursery", ROOT) as loading,
    ):
        record.note(sockets=str(servers.sockets))
        demo_clock = DemoClock(layout) if brings_local_twilio(environ) else None
        shift = demo_clock.shift if demo_clock else None
        environment = {**composed(layout, environ, ports, shift), **servers.environment()}
        Settings.from_environ(environment)  # refuses in words what every process would trip over
        notes = Notes(record.note_children, demo_clock.remember if demo_clock else _nothing)
        with Supervisor(layout.log, environment, setup.say, notes, setup.stop_asked) as supervisor:
            setup.say("Starting PostgreSQL and Valkey")
            if loading:
                supervisor.prepare(loading)
            servers.start(supervisor)
            if ground := _still_needed(migrate, environment["DATABASE_URL"]):
                setup.say(f"Starting {names(ground)}")
                supervisor.start(ground)
            record.note(environment=_recorded(environment))
            yield Ground(supervisor, record, environment)


def _still_needed(tier: Tier, url: str) -> Tier:
    """The tier without its migration where the tables are the newest: it takes as long to find
    nothing to do as everything else that a command waits for."""
    is_newest = schema.is_newest(url)
    return tuple(process for process in tier if process.name != MIGRATE or not is_newest)


@contextmanager
def running(setup: Setup, options: Options, amend: Amend = as_planned) -> Iterator[Instance]:
    """Run a whole TelePro as long as the context lasts.

    `amend` may change the table of processes, whose first tier holds the migration. Raises `Refused`
    with what did not start and the end of its log, `StopAsked` when asked to stop before all is up.
    """
    make(setup.layout)
    # Owned before the port is chosen: what a killed start left behind may still hold it.
    with owned(setup.layout, setup.say) as record, listen(options.port) as web_socket:
        ports = Ports(web_socket.getsockname()[1], free_port(), free_port())
        places = Places(setup.layout, ports, web_socket.fileno())
        migrate, *rest = planned = amend(tiers(options, places))
        told = told_of(options, setup)
        with grounded(told, record, ports, migrate, loaded_by(planned)) as ground:
            for tier in rest:
                setup.say(f"Starting {names(tier)}")
                ground.supervisor.start(tier)
            instance = Instance(setup.layout, f"http://127.0.0.1:{ports.web}", ground.environment)
            record.note(address=instance.address)
            yield instance


def names(tier: Tier) -> str:
    """The processes of a tier for a line on the terminal."""
    return ", ".join(process.name for process in tier)


def told_of(options: Options, setup: Setup) -> Setup:
    """The setup whose processes know whether they show the demo, and their local carrier's pace."""
    told = {"TELEPRO_DEMO": str(int(options.demo))}
    if options.local_twilio:
        told["TWILIO_CPS"] = str(options.cps)
    return replace(setup, environ={**setup.environ, **told})


def make(layout: Layout) -> None:
    """Create the data directory; `Refused` says why it can't be."""
    try:
        layout.make()
    except OSError as error:
        raise Refused(
            Problem(
                "--data",
                f"{layout.data}, where nothing can be written ({error.strerror})",
                "a directory of your own",
                "Name another one with --data.",
            )
        ) from error


def _recorded(environment: Mapping[str, str]) -> dict[str, str]:
    """What a command in another shell needs to work with this instance as the starter does."""
    return {name: value for name, value in environment.items() if name.startswith(SETTINGS)}


def _nothing() -> None:
    """Stands where a demo's clock would be remembered."""
