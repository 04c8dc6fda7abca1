"""A local Twilio as a process of its own, with its ledger, for tests that call for real."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telepro import clock
from telepro.settings import Carrier as Account

ROOT = Path(__file__).parent.parent.parent
ACCOUNT_SID, TOKEN = "AC" + "0" * 32, "t" * 32
# A Tuesday at ten in Paris: the local Twilio lives at the hour of the tests that call through it.
TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OWN_NUMBER = "+33199009990"
PATIENCE_SECONDS = 15


@dataclass(frozen=True)
class LocalTwilio:
    """Where a local Twilio listens and what it has written down."""

    url: str
    ledger: Path

    @property
    def account(self) -> Account:
        """The account that calls go through."""
        return Account(
            account_sid=ACCOUNT_SID,
            auth_token=TOKEN,
            api_key="SK" + "1" * 32,
            api_secret="a" * 32,
            app_sid="AP" + "2" * 32,
            base_url=self.url,
            numbers=(OWN_NUMBER,),
            calls_per_second=50,
        )

    def lines(self) -> list[dict[str, Any]]:
        """The ledger so far."""
        return [json.loads(line) for line in self.ledger.read_text().splitlines()]


@contextmanager
def running(folder: Path, *flags: str) -> Iterator[LocalTwilio]:
    """A local Twilio that runs until the block ends."""
    port, ledger = _free_port(), folder / "ledger.jsonl"
    ledger.touch()
    command = [sys.executable, "-m", "telepro.localtwilio", "--port", str(port)]
    command += ["--ledger", str(ledger), "--speed", "50", "--cps", "50", *flags]
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield LocalTwilio(f"http://127.0.0.1:{port}", ledger)
    finally:
        process.terminate()
        process.wait(10)


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_NUMBERS": OWN_NUMBER,
        "TWILIO_API_KEY": "SK" + "1" * 32,
        "TWILIO_API_SECRET": "a" * 32,
        "TWILIO_APP_SID": "AP" + "2" * 32,
        "TELEPRO_CLOCK_SHIFT": f"{(TUESDAY_TEN - clock.real_now()).total_seconds():.1f}",
    }


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the local Twilio did not listen on port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
