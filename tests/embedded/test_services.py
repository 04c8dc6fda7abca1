"""How a command finds databases: an environment that names them, a running instance, or its own."""

import signal
from pathlib import Path

import psycopg
import pytest
import redis

from telepro.db import migrating
from telepro.embedded import schema
from telepro.embedded.layout import Layout
from telepro.embedded.ownership import is_owned
from telepro.embedded.services import WHOLE, ensure
from tests.embedded.starter import READY, alive, started


def test_an_environment_that_names_all_is_taken_as_it_is(tmp_path: Path) -> None:
    environ = dict.fromkeys(WHOLE, "given")
    with ensure(tmp_path / "never", environ) as found:
        assert found == environ
    assert not (tmp_path / "never").exists()


def test_a_command_joins_the_instance_that_runs(used: Path) -> None:
    with started(used / "var", "--port", "5700") as starter:
        starter.await_words(READY)
        recorded = starter.record()["environment"]
        with ensure(used / "var", {"HOME": "/"}) as found:
            assert found == {"HOME": "/", **recorded}
            psycopg.connect(found["DATABASE_URL"]).close()
        assert starter.marks()["postgres"].runs()


def test_a_command_alone_brings_its_own_and_takes_it_away(place: Path) -> None:
    with ensure(place / "var", {"PATH": "/usr/bin:/bin"}) as found:
        assert is_owned(Layout.at(place / "var"))
        with psycopg.connect(found["DATABASE_URL"]) as connection:
            tables = connection.execute("select count(*) from pg_tables where schemaname='public'")
            row = tables.fetchone()
        assert row
        assert row[0] > 0, "the database is migrated"
        client = redis.Redis.from_url(found["REDIS_URL"])
        assert client.ping()
        client.close()
    assert not is_owned(Layout.at(place / "var"))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(found["DATABASE_URL"])


def test_the_tables_are_made_once_and_then_known_to_be_the_newest(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environ = {"PATH": "/usr/bin:/bin"}
    with ensure(place / "var", environ) as found:
        assert "Starting migrate" in capfd.readouterr().err
        assert schema.is_newest(found["DATABASE_URL"])
    with ensure(place / "var", environ) as found:
        assert "Starting migrate" not in capfd.readouterr().err
        with psycopg.connect(found["DATABASE_URL"]) as connection:
            connection.execute("update alembic_version set version_num = '0004'")
        assert not schema.is_newest(found["DATABASE_URL"])


def test_the_newest_tables_are_known_without_loading_what_makes_them() -> None:
    assert schema.newest() == migrating.newest()


def test_the_next_start_clears_up_after_a_killed_command(used: Path) -> None:
    with started(used / "var", module="tests.embedded.borrower") as killed:
        killed.await_words(READY)
        marks = killed.marks()
        killed.signal(signal.SIGKILL)
        killed.ended()
    assert alive({mark.pid for mark in marks.values()})
    with ensure(used / "var", {"PATH": "/usr/bin:/bin"}) as found:
        psycopg.connect(found["DATABASE_URL"]).close()
        assert not any(mark.runs() for mark in marks.values())


def test_a_command_told_to_stop_takes_its_servers_along(used: Path) -> None:
    with started(used / "var", module="tests.embedded.borrower") as told:
        told.await_words(READY)
        marks = told.marks()
        told.signal(signal.SIGTERM)
        assert told.ended() == 143
    assert not any(mark.runs() for mark in marks.values())


def test_two_commands_at_once_share_and_the_first_waits_for_the_second(used: Path) -> None:
    with (
        started(used / "var", "--for", "4", module="tests.embedded.borrower") as one,
        started(used / "var", "--for", "4", module="tests.embedded.borrower") as two,
    ):
        assert (one.ended(), two.ended()) == (0, 0)
        assert "still reachable at the end" in one.said()
        assert "still reachable at the end" in two.said()
