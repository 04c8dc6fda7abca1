"""Decides what the local Twilio runs with, from its flags and the environment, or says what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.exchange import Account, Setup
from telepro.localtwilio.faults import BadFault, read_faults
from telepro.localtwilio.numbers import E164
from telepro.localtwilio.people import Scenario
from telepro.localtwilio.scenario import BadScenario, read_scenario

DEFAULT_PORT = 4010
REMEMBERED = 1000
"""Calls and conferences whose webhooks the inspector can show."""


@dataclass(frozen=True, slots=True)
class Flags:
    """The command line as given."""

    port: int = DEFAULT_PORT
    seed: int = 1
    people: Path | None = None
    speed: float = 1.0
    cps: float = 1.0
    ledger: Path | None = None
    fault: tuple[str, ...] = ()
    voice_url: str = ""
    number_url: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a run needs; port 0 lets the system choose one."""

    port: int
    setup: Setup
    ledger: Path | None = None


class BadOptions(Exception):
    """Flags or environment that can't be used; one line per mistake, each saying what to do."""


def build_options(flags: Flags, environ: Mapping[str, str]) -> Options:
    """The options of a run. Raises BadOptions with every mistake at once."""
    mistakes: list[str] = []
    account = _account(flags, environ, mistakes)
    _check_bounds(flags, mistakes)
    scenario, faults = Scenario(), {}
    try:
        scenario = read_scenario(flags.people) if flags.people else scenario
    except BadScenario as bad:
        mistakes.append(str(bad))
    try:
        faults = read_faults(flags.fault)
    except BadFault as bad:
        mistakes.append(str(bad))
    if mistakes:
        raise BadOptions("\n".join(mistakes))
    setup = Setup(account, scenario, flags.seed, flags.speed, flags.cps, faults, REMEMBERED)
    return Options(flags.port, setup, flags.ledger)


def _account(flags: Flags, environ: Mapping[str, str], mistakes: list[str]) -> Account:
    account = Account(
        sid=environ.get("TWILIO_ACCOUNT_SID", ""),
        token=environ.get("TWILIO_AUTH_TOKEN", ""),
        numbers=_numbers(environ.get("TWILIO_NUMBERS", "")),
        api_key=environ.get("TWILIO_API_KEY", ""),
        api_secret=environ.get("TWILIO_API_SECRET", ""),
        application_sid=environ.get("TWILIO_APP_SID", ""),
        voice_url=flags.voice_url or environ.get("TWILIO_VOICE_URL", ""),
        number_url=flags.number_url or environ.get("TWILIO_NUMBER_URL", ""),
    )
    if not re.fullmatch("AC[0-9a-f]{32}", account.sid):
        found = account.sid or "nothing"
        mistakes.append(
            f"TWILIO_ACCOUNT_SID: found {found}, expected AC and 32 hexadecimal digits."
        )
    if not account.token:
        mistakes.append("TWILIO_AUTH_TOKEN: found nothing, expected the token both sides share.")
    mistakes += [
        f"TWILIO_NUMBERS: found {number}, expected numbers like +33199000001, separated by commas."
        for number in account.numbers
        if not re.fullmatch(E164, number)
    ]
    urls = {"TWILIO_VOICE_URL": account.voice_url, "TWILIO_NUMBER_URL": account.number_url}
    for name, url in urls.items():
        if url and (refusal := refusal_of(url)):
            mistakes.append(f"{name}: {refusal}")
    return account


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(number.strip() for number in text.split(",") if number.strip())


def _check_bounds(flags: Flags, mistakes: list[str]) -> None:
    if not 0 <= flags.port <= 65_535:
        mistakes.append(f"--port: found {flags.port}, expected 0 to 65535.")
    if not 0 < flags.speed <= 1000:
        mistakes.append(f"--speed: found {flags.speed}, expected above 0 and at most 1000.")
    if not 0 < flags.cps <= 1000:
        mistakes.append(f"--cps: found {flags.cps}, expected above 0 and at most 1000.")
