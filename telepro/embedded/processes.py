"""What the supervisor knows of a process: its command, when it is ready, how it is stopped."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from telepro.embedded.lodging import Account
from telepro.embedded.probes import Probe, at_once


class Lifetime(StrEnum):
    """Whether a process stays, or does its work and ends."""

    SERVICE = "service"  # started again when it ends
    STEP = "step"  # must end with exit code 0 before anything later starts


@dataclass(frozen=True, slots=True)
class Process:
    """One row of the table of processes; times in seconds."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    lifetime: Lifetime = Lifetime.SERVICE
    ready: Probe = at_once
    patience: float = 60.0
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    account: Account | None = None
    folder: Path | None = None
    output: Path | None = None
    descriptors: tuple[int, ...] = ()
    loads: tuple[str, ...] = ()  # modules that it may find loaded, forked by the nursery


Tier = tuple[Process, ...]
