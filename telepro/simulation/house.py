"""The application of a simulation: settings, virtual clock, seeded ids, inline bells, wired carrier."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import event

from app import create_app
from telepro import clock, crash, ids, jobs, queue
from telepro.db import db
from telepro.localtwilio.engine import Engine
from telepro.localtwilio.exchange import Account, Setup
from telepro.localtwilio.faults import Fault
from telepro.queue import Bell
from telepro.settings import Carrier as OurAccount
from telepro.settings import Settings
from telepro.simulation.bells import Bells
from telepro.simulation.ledger import Ledger
from telepro.simulation.mischief import Mischief
from telepro.simulation.timetable import Timetable
from telepro.simulation.wire import Telephone, Wire
from telepro.telephony.carrier import Carrier

ADDRESS = "http://127.0.0.1:5000"
ENVIRONMENT = {
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "s" * 64,
    "FINGERPRINT_KEY": "f" * 64,
    "TELEPRO_DEMO": "1",
    "PUBLIC_BASE_URL": ADDRESS,
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "t" * 32,
    "TWILIO_API_KEY": "SK" + "1" * 32,
    "TWILIO_API_SECRET": "a" * 32,
    "TWILIO_APP_SID": "AP" + "2" * 32,
    "TWILIO_BASE_URL": "http://127.0.0.1:9",
    "TWILIO_NUMBERS": "+33199009990",
}
# On a virtual clock no deadline of the real one may strike: a machine that is busy or asleep in the
# middle of a statement must change nothing.
PATIENCE = (
    "set statement_timeout = 0",
    "set lock_timeout = 0",
    "set idle_in_transaction_session_timeout = 0",
)
# Calls that the account starts a second: under faults so few that they meet there.
QUICK, SLOW = "30", "1"


@dataclass(frozen=True)
class House:
    """Everything of one run."""

    app: Flask
    settings: Settings
    timetable: Timetable
    engine: Engine
    wire: Wire
    bells: Bells
    mischief: Mischief


@contextmanager
def house(
    url: str,
    place: Path,
    seed: str,
    start: datetime,
    mischief: Mischief,
    faults: dict[Fault, float],
) -> Iterator[House]:
    """The house on a fresh database, at `start`; the process is as it was before, afterwards."""
    places = {"DATABASE_URL": url, "TELEPRO_DATA": str(place)}
    pace = {"TWILIO_CPS": SLOW if mischief.is_judged else QUICK}
    settings = Settings.from_environ({**ENVIRONMENT, **places, **pace})
    timetable = Timetable(start)
    ids.use_source(Random(f"{seed}:ids").randbytes)
    app = create_app(settings)
    with app.app_context():
        event.listen(db.engine, "connect", _be_patient)
    clock.run_on(timetable.tell)
    crash.install(mischief.reached)
    try:
        yield _wired(app, settings, timetable, seed, mischief, faults)
    finally:
        crash.install(None)
        clock.run_on(None)
        ids.use_source(secrets.token_bytes)
        with app.app_context():
            db.engine.dispose()


def _be_patient(connection: Any, _record: Any) -> None:
    for setting in PATIENCE:
        connection.execute(setting)
    connection.commit()


def _wired(
    app: Flask,
    settings: Settings,
    timetable: Timetable,
    seed: str,
    mischief: Mischief,
    faults: dict[Fault, float],
) -> House:
    account = settings.carrier
    seeded, pace = Random(seed).getrandbits(31), account.calls_per_second
    setup = Setup(_account(account), seed=seeded, cps=pace, faults=faults)
    engine = Engine(setup, seed, timetable.now)
    wire = Wire(engine, app, timetable, Ledger() if mischief.is_judged else None)
    carrier = Carrier(account, settings.public_base_url, Telephone(wire, mischief))
    app.extensions[jobs.CARRIER] = carrier

    def drain(bell: Bell) -> None:
        with app.app_context():
            jobs.drain(bell)

    bells = Bells(timetable, drain, mischief)
    queue.hang(app, bells)
    return House(app, settings, timetable, engine, wire, bells, mischief)


def _account(account: OurAccount) -> Account:
    """The carrier's side of our account."""
    return Account(
        account.account_sid,
        account.auth_token,
        account.numbers,
        account.api_key,
        account.api_secret,
        account.app_sid,
        f"{ADDRESS}/twilio/voice",
    )
