"""prospects set aside: actions on many of them, their tags, whom to verify, and filters under a name.

New tables, and two columns that may be empty: the release before knows none of them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0034"
down_revision = "0033"

ACTIONS, ITEMS, TAGS = "prospect_actions", "prospect_action_items", "prospect_tags"
RECHECKS, FILTERS, SUPPRESSIONS = "prospect_rechecks", "prospect_filters", "suppressions"
NUMBER, WORDS, AT = sa.BigInteger(), sa.Text(), sa.DateTime(timezone=True)


def upgrade() -> None:
    _make_actions()
    _make_items()
    _make_tags()
    _make_rechecks()
    _make_filters()
    for column in ("action_id", "given_back_id"):
        op.add_column(SUPPRESSIONS, _of(SUPPRESSIONS, column, ACTIONS, nullable=True))


def downgrade() -> None:
    for column in ("given_back_id", "action_id"):
        op.drop_column(SUPPRESSIONS, column)
    for table in (FILTERS, RECHECKS, TAGS, ITEMS, ACTIONS):
        op.drop_table(table)


def _make_actions() -> None:
    op.create_table(
        ACTIONS,
        *_ids(ACTIONS),
        _of(ACTIONS, "organisation_id", "organisations"),
        _of(ACTIONS, "agency_id", "organisations"),
        _of(ACTIONS, "person_id", "people"),
        _code("action", "action", "exclude", "give_back", "tag", "untag", "recheck"),
        sa.Column("tag", WORDS, nullable=False),
        _code("state", "actionstate", "waiting", "done", "undoing", "undone"),
        *(
            sa.Column(name, NUMBER, nullable=False)
            for name in ("chosen", "done", "taken_back", "cursor")
        ),
        sa.Column("left_out", JSONB, nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("finished_at", AT),
        sa.Column("beat_at", AT),
    )
    op.create_index("ix_prospect_actions_agency", ACTIONS, ["agency_id", "id"])
    at_work = sa.text("state in ('waiting', 'undoing')")
    op.create_index("ix_prospect_actions_at_work", ACTIONS, ["id"], postgresql_where=at_work)


def _make_items() -> None:
    op.create_table(
        ITEMS,
        _of(ITEMS, "action_id", ACTIONS, ondelete="CASCADE"),
        _of(ITEMS, "prospect_id", "prospects", ondelete="CASCADE"),
        sa.Column("done_at", AT),
        sa.PrimaryKeyConstraint("action_id", "prospect_id", name=op.f(f"pk_{ITEMS}")),
    )
    op.create_index("ix_prospect_action_items_prospect_id", ITEMS, ["prospect_id"])


def _make_tags() -> None:
    op.create_table(
        TAGS,
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        _of(TAGS, "organisation_id", "organisations"),
        _of(TAGS, "prospect_id", "prospects"),
        sa.Column("tag", WORDS, nullable=False),
        _of(TAGS, "action_id", ACTIONS, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TAGS}")),
        sa.UniqueConstraint("prospect_id", "tag", name=op.f(f"uq_{TAGS}_prospect_id_tag")),
    )
    op.create_index("ix_prospect_tags_company", TAGS, ["organisation_id", "tag", "prospect_id"])


def _make_rechecks() -> None:
    op.create_table(
        RECHECKS,
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        _of(RECHECKS, "organisation_id", "organisations"),
        _of(RECHECKS, "prospect_id", "prospects"),
        _of(RECHECKS, "action_id", ACTIONS),
        sa.Column("asked_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RECHECKS}")),
        sa.UniqueConstraint("prospect_id", name=op.f(f"uq_{RECHECKS}_prospect_id")),
    )


def _make_filters() -> None:
    op.create_table(
        FILTERS,
        *_ids(FILTERS),
        _of(FILTERS, "agency_id", "organisations"),
        _of(FILTERS, "owner_id", "people"),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("wanted", JSONB, nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("updated_at", AT, nullable=False),
    )
    op.create_index("ix_prospect_filters_agency", FILTERS, ["agency_id", "name"])
    op.create_index("ix_prospect_filters_owner", FILTERS, ["owner_id"])


def _ids(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("public_id", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )


def _of(
    table: str, column: str, other: str, *, nullable: bool = False, ondelete: str | None = None
) -> sa.Column[int]:
    name = op.f(f"fk_{table}_{column}")
    key = sa.ForeignKey(f"{other}.id", name=name, ondelete=ondelete)
    return sa.Column(column, NUMBER, key, nullable=nullable)


def _code(column: str, name: str, *codes: str) -> sa.Column[str]:
    kind = sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
    return sa.Column(column, kind, nullable=False)
