"""What is done to the servers below the house and to the wires that lead there."""

import shutil
from contextlib import suppress

import psycopg

from tests.chaos.proxy import Mode
from tests.chaos.stage import HOT, Stage


def kill_redis(stage: Stage, seconds: float) -> None:
    """Kill Valkey; its file brings back what it had."""
    stage.bites["kill Redis"] += len(stage.house.kill("valkey"))
    stage.heals("Redis", lambda: _rings(stage))


def _rings(stage: Stage) -> bool:
    """Whether a worker listens again: it has reached its queue since."""
    return bool(set(stage.house.listening()) & {stage.house.pid(name) for name in HOT})


def stop_redis(stage: Stage, seconds: float) -> None:
    """Nobody reaches Valkey for a while."""
    begun = stage.now
    stage.bites["Redis away"] += stage.wire("redis", Mode.REFUSE)
    stage.stop.wait(seconds)
    stage.wire("redis", Mode.PASS)
    stage.windows.setdefault("Redis away", []).append((begun, stage.now))
    stage.dials_again("Redis away")


def lose_redis(stage: Stage, seconds: float) -> None:
    """Kill Valkey and delete its data."""
    shutil.rmtree(stage.house.layout.valkey, ignore_errors=True)
    stage.house.layout.valkey.mkdir()
    stage.bites["lose Redis"] += len(stage.house.kill("valkey"))
    stage.dials_again("rebuild")


def half_open_redis(stage: Stage, seconds: float) -> None:
    """Connections to Valkey stand and nothing comes through."""
    stage.bites["Redis half open"] += stage.wire("redis", Mode.HALF_OPEN)
    stage.stop.wait(seconds)
    stage.wire("redis", Mode.CUT)


def kill_postgres(stage: Stage, seconds: float) -> None:
    """Kill PostgreSQL's first process."""
    stage.bites["kill PostgreSQL"] += len(stage.house.kill("postgres"))
    stage.heals("PostgreSQL", stage.serves)


def terminate_backends(stage: Stage, seconds: float) -> None:
    """End every session of the application at the database, again and again."""
    end = """select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'telepro' and pid <> pg_backend_pid()"""
    for _ in range(5):
        with suppress(psycopg.Error):
            stage.bites["terminate sessions"] += stage.house.number(end)
        stage.heals("sessions", stage.serves)
        stage.stop.wait(seconds / 5)


def lock_attempts(stage: Stage, seconds: float) -> None:
    """Hold a lock on all attempts, as a careless migration does."""
    with suppress(psycopg.Error), stage.house.connection() as connection:
        connection.autocommit = False
        connection.execute("lock table attempts in access exclusive mode")
        stage.bites["lock attempts"] += 1
        stage.stop.wait(seconds)
        connection.rollback()
    stage.heals("lock", stage.serves)


def slow_postgres(stage: Stage, seconds: float) -> None:
    """Every word to and from the database takes its time."""
    stage.bites["slow PostgreSQL"] += stage.wire("postgres", Mode.DELAY, 0.03)
    stage.stop.wait(seconds)
    stage.wire("postgres", Mode.PASS)


def carrier_outage(stage: Stage, seconds: float) -> None:
    """The carrier can't be reached, then answers slowly."""
    stage.bites["carrier outage"] += 1
    stage.wire("carrier", Mode.REFUSE)
    stage.stop.wait(seconds * 0.6)
    stage.wire("carrier", Mode.DELAY, 4.0)
    stage.stop.wait(seconds * 0.4)
    stage.wire("carrier", Mode.PASS)
