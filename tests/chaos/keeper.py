"""Runs the whole house of a chaos run, its wires breakable, as long as somebody holds its input.

`python -m tests.chaos.keeper DATA_DIRECTORY FAULTS`. The run ends or is killed, the pipe closes, and
nothing is left running either way.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from telepro.embedded import supervisor
from telepro.embedded.instance import Ground, Setup, grounded, make, told_of
from telepro.embedded.layout import Layout
from telepro.embedded.ownership import owned
from telepro.embedded.ports import Ports, free_port, listen
from telepro.embedded.probes import accepts
from telepro.embedded.processes import Process
from telepro.embedded.supervisor import StopAsked
from telepro.embedded.table import ROOT, Options, Places, loaded_by, python, tiers
from tests.system import held

OPTIONS = Options(port=5760, callers=0, empty=True, speed=20.0, cps=30)
HOOK = Path(__file__).parent / "hook"
FOLDER = "TELEPRO_CHAOS_FOLDER"
PLANTED_BUG = "PLANTED_BUG"  # the name of a bug that the hook plants into every process
POINTS = "points"
CONTROL = "wires.sock"
WIRES = "wires"  # the part of the record that names each wire's port
HOOKED = ("web", "worker-dial", "worker-events", "worker-deal", "worker-imports", "worker-chores")
UNUSED = ("first-administrator",)


def keep(layout: Layout, faults: str) -> None:
    """Run the house until the pipe that it was started with is closed."""
    # Kills come faster here than any crash would: nobody waits half a minute for a worker.
    supervisor.LONGEST_PAUSE = 0.5
    setup = held.setup(layout)
    with suppress(StopAsked), _running(setup, faults):
        setup.stop_asked.wait()


@contextmanager
def _running(setup: Setup, faults: str) -> Iterator[None]:
    """As `telepro.embedded.instance.running`, with wires between the processes and the servers."""
    layout = setup.layout
    make(layout)
    with owned(layout, setup.say) as record, listen(OPTIONS.port) as web_socket:
        ports = Ports(web_socket.getsockname()[1], free_port(), free_port())
        planned = tiers(OPTIONS, Places(layout, ports, web_socket.fileno()))
        migrate, *rest = [
            tuple(_amended(each, layout, faults) for each in tier) for tier in planned
        ]
        ground_step = tuple(each for each in migrate if each.name != "local-twilio")
        loads = loaded_by((migrate, *rest))
        told = told_of(OPTIONS, setup)
        with grounded(told, record, ports, ground_step, loads) as ground:
            carrier = tuple(each for each in migrate if each.name == "local-twilio")
            ground.supervisor.start(carrier)
            record.note(**{WIRES: _wired(ground, layout)})
            for tier in rest:
                ground.supervisor.start(tuple(each for each in tier if each.name not in UNUSED))
            record.note(address=f"http://127.0.0.1:{ports.web}")
            yield


def _wired(ground: Ground, layout: Layout) -> dict[str, int]:
    """Start the wires and lead every later process through them; the port of each."""
    real = dict(ground.environment)
    ends = upstreams(real)
    wires = {name: free_port() for name in ends}
    named = [f"{name}={port}={ends[name]}" for name, port in wires.items()]
    command = python("tests.chaos.proxy", str(layout.data / CONTROL), *named)
    ready = accepts(wires["carrier"])
    ground.supervisor.start((Process("wires", command, folder=ROOT, ready=ready),))
    ground.supervisor.environment.update(through(real, wires))
    return wires


def upstreams(real: Mapping[str, str]) -> dict[str, str]:
    """Where each wire leads: the servers' sockets, the local Twilio's port."""
    postgres, valkey = urlsplit(real["DATABASE_URL"]), urlsplit(real["REDIS_URL"])
    (folder,) = parse_qs(postgres.query)["host"]
    twilio = str(urlsplit(real["TWILIO_BASE_URL"]).port)
    return {
        "postgres": f"{unquote(folder)}/.s.PGSQL.5432",
        "redis": valkey.path,
        "carrier": twilio,
        "softphone": twilio,
    }


def through(real: Mapping[str, str], wires: Mapping[str, int]) -> dict[str, str]:
    """The addresses that lead through the wires."""
    postgres = urlsplit(real["DATABASE_URL"])
    account = postgres.netloc.rpartition("@")[0]
    return {
        "DATABASE_URL": f"postgresql://{account}@127.0.0.1:{wires['postgres']}{postgres.path}",
        "REDIS_URL": f"redis://127.0.0.1:{wires['redis']}/0",
        "TWILIO_BASE_URL": f"http://127.0.0.1:{wires['carrier']}",
    }


def _amended(process: Process, layout: Layout, faults: str) -> Process:
    if process.name == "local-twilio" and faults:
        return replace(process, command=(*process.command, "--fault", faults))
    if process.name in HOOKED:
        path = f"{HOOK}{os.pathsep}{ROOT}"
        hooked = {"PYTHONPATH": path, FOLDER: str(layout.data / POINTS)}
        hooked |= {name: os.environ[name] for name in (PLANTED_BUG,) if name in os.environ}
        return replace(process, environment={**process.environment, **hooked})
    return process


if __name__ == "__main__":
    keep(Layout.at(sys.argv[1]), sys.argv[2])
