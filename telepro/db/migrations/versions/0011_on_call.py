"""on call: what is asked of a call under way, and who else is on it.

Everything is new or may be empty, so the release before goes on without knowing of it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("calls", sa.Column("held_at", AT))
    op.add_column("attempts", sa.Column("released_at", AT))
    op.add_column("work_sessions", sa.Column("conference_sid", sa.Text()))
    op.create_table(
        "colleagues",
        *_known(),
        _of("organisation_id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("e164", sa.Text(), nullable=False),
        _of("added_by_id"),
        sa.Column("added_at", AT, nullable=False),
        sa.Column("retired_at", AT),
        *_keys("colleagues", organisation_id="organisations", added_by_id="people"),
    )
    op.create_index(
        "ix_colleagues_mine",
        "colleagues",
        ["organisation_id"],
        postgresql_where=sa.text("retired_at is null"),
    )
    _make_legs()
    _make_orders()


def downgrade() -> None:
    for table in ("call_orders", "call_legs", "colleagues"):
        op.drop_table(table)
    op.drop_column("work_sessions", "conference_sid")
    op.drop_column("attempts", "released_at")
    op.drop_column("calls", "held_at")


def _make_legs() -> None:
    op.create_table(
        "call_legs",
        *_known(),
        _of("session_id"),
        sa.Column("attempt_id", sa.BigInteger()),
        _code("kind", "legkind", "colleague", "listener"),
        sa.Column("colleague_id", sa.BigInteger()),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("e164", sa.Text()),
        _code("mode", "mode", "listen", "whisper", "join", nullable=True),
        _code("state", "legstate", "asked", "ringing", "joined", "left", "failed"),
        sa.Column("sid", sa.Text()),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("joined_at", AT),
        sa.Column("left_at", AT),
        sa.Column("problem", sa.Text()),
        *_keys(
            "call_legs",
            session_id="work_sessions",
            attempt_id="attempts",
            colleague_id="colleagues",
            person_id="people",
        ),
        sa.UniqueConstraint("sid", name="uq_call_legs_sid"),
    )
    here = "left_at is null"
    op.create_index(
        "ix_call_legs_here", "call_legs", ["session_id"], postgresql_where=sa.text(here)
    )
    for name, columns, kind in (
        ("uq_call_legs_colleague", ["attempt_id"], "colleague"),
        ("uq_call_legs_listener", ["session_id", "person_id"], "listener"),
    ):
        where = sa.text(f"{here} and kind = '{kind}'")
        op.create_index(name, "call_legs", columns, unique=True, postgresql_where=where)


def _make_orders() -> None:
    op.create_table(
        "call_orders",
        *_known(),
        sa.Column("client_key", sa.Text(), nullable=False),
        _of("session_id"),
        sa.Column("attempt_id", sa.BigInteger()),
        sa.Column("leg_id", sa.BigInteger()),
        _code(
            "what",
            "order",
            *("hold", "resume", "keys", "bring_in", "let_go", "hand_over", "listen_as"),
            *("leave_message", "pause_recording", "go_on_recording"),
        ),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger()),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("good_until", AT, nullable=False),
        sa.Column("taken_at", AT),
        sa.Column("done_at", AT),
        sa.Column("problem", sa.Text()),
        *_keys(
            "call_orders",
            session_id="work_sessions",
            attempt_id="attempts",
            leg_id="call_legs",
            asked_by_id="people",
        ),
        sa.UniqueConstraint("client_key", name="uq_call_orders_client_key"),
    )
    op.create_index("ix_call_orders_session", "call_orders", ["session_id", "id"])
    waiting = sa.text("taken_at is null")
    op.create_index("ix_call_orders_waiting", "call_orders", ["id"], postgresql_where=waiting)


def _known() -> tuple[Any, Any]:
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
    )


def _of(name: str) -> Any:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _code(name: str, check: str, *codes: str, nullable: bool = False) -> Any:
    kind = sa.Enum(*codes, name=check, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=nullable)


def _keys(table: str, **references: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("public_id", name=f"uq_{table}_public_id"),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
            for column, to in references.items()
        ),
    )
