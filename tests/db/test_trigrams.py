"""Names are searched along trigrams; a server that keeps pg_trgm from us is told what to do, and works."""

import logging
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql

from telepro.db import db, engine, migrating, trigrams
from telepro.db.whom import Prospect
from telepro.embedded.postgres import ROLE
from tests.world import World

INDEXES = text("select indexname from pg_indexes where indexname like 'ix_%_words' order by 1")


@pytest.fixture
def guarded_url(servers: dict[str, Any], worker_name: str) -> str:
    """A database of an administrator, in which we may make tables and no extension."""
    name = f"guarded_{worker_name}"
    with psycopg.connect(servers["superuser"], autocommit=True) as connection:
        named = sql.Identifier(name)
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(named))
        connection.execute(sql.SQL("create database {} template template0").format(named))
    _as_administrator(servers, name, f"grant all on schema public to {ROLE}")
    return str(servers["role"]).replace(f"/{ROLE}?", f"/{name}?")


def _as_administrator(servers: dict[str, Any], name: str, words: str) -> None:
    url = str(servers["superuser"]).replace("/postgres?", f"/{name}?")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(words.encode())


def test_a_server_that_keeps_the_extension_from_us_is_told_and_mended_later(
    guarded_url: str,
    servers: dict[str, Any],
    worker_name: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = Flask("telepro")
    engine.connect(app, guarded_url)
    with caplog.at_level(logging.WARNING):
        migrating.migrate(app)
    assert "CREATE EXTENSION pg_trgm" in caplog.text
    with app.app_context():
        assert not trigrams.are_known(db.session())
        assert db.session().scalars(INDEXES).all() == []
        db.session.remove()
    _as_administrator(servers, f"guarded_{worker_name}", "create extension pg_trgm")
    migrating.migrate(app)
    with app.app_context():
        assert trigrams.are_known(db.session())
        found = db.session().scalars(INDEXES).all()
        assert found == ["ix_contacts_words", "ix_prospects_words"]
        db.session.remove()
        db.engine.dispose()


def test_names_are_found_along_their_index(world: World) -> None:
    asked = select(Prospect.id).where(trigrams.resembles(Prospect.name, "tilleuls"))
    words = asked.compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    world.rows.execute(text("set local enable_seqscan = off"))
    # The text is compiled once more, and doubles each % again.
    once = str(words).replace("%%", "%").replace(":", "\\:")
    plan = world.rows.execute(text(f"explain {once}")).scalars().all()
    assert "ix_prospects_words" in "\n".join(map(str, plan))
