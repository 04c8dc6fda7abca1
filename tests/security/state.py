"""All that is kept, as one value per table, so that a test sees what a request changed."""

from functools import cache

from sqlalchemy import Connection, TextClause, text

from telepro.db.columns import Base

# What a page may move by being looked at: that somebody is there, and what stands before them.
PRESENCE = {
    "sign_ins": "seen_at",
    "work_sessions": "last_seen_at",
    "call_list_entries": "opened_at",
}


def state(connection: Connection) -> dict[str, str]:
    """A fingerprint of every table's rows."""
    return {name: str(found) for name, found in connection.execute(_all_tables())}


def changed(before: dict[str, str], connection: Connection) -> list[str]:
    """The tables whose rows are others than before."""
    after = state(connection)
    return [name for name in before if before[name] != after[name]]


@cache
def _all_tables() -> TextClause:
    # Asked in one go: a test asks twice, and there are some forty tables.
    tables = [table.name for table in Base.metadata.sorted_tables]
    return text(" union all ".join(f"select '{name}', ({_fingerprint(name)})" for name in tables))


def _fingerprint(name: str) -> str:
    # Names of our own tables, no text from outside.
    row = f"to_jsonb(t) - '{PRESENCE.get(name, '')}'"
    return f"select md5(string_agg(x, '' order by x)) from (select ({row})::text x from {name} t) s"  # noqa: S608
