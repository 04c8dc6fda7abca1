"""imports in steps: looked at before they are read, merged by a policy with its log, and undone.

All that is new has a default or is empty. A release that knows none of it reads files as before; it
leaves alone those that wait for a person's word, and should not be asked to list them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"

BEFORE = ("received", "running", "done", "failed")
AFTER = (
    "checking", "checked", "dropped", "received", "running", "done", "failed", "undoing", "undone",
)  # fmt: skip
POLICIES = ("keep", "complete", "newer")
WHY = ("was_empty", "added", "evidence", "policy_keep", "policy_complete", "policy_newer")


def _codes(*codes: str, name: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    _states(AFTER)
    policy = sa.Column("policy", sa.String(32), server_default="complete", nullable=False)
    op.add_column("imports", policy)
    _check("mergepolicy", "policy", POLICIES)
    op.add_column("imports", sa.Column("corrects_id", sa.BigInteger()))
    op.add_column("imports", sa.Column("checked", postgresql.JSONB()))
    op.add_column("imports", sa.Column("undone", postgresql.JSONB()))
    op.create_foreign_key(
        op.f("fk_imports_corrects_id"), "imports", "imports", ["corrects_id"], ["id"]
    )
    op.create_index("ix_imports_corrects_id", "imports", ["corrects_id"])
    op.add_column("contacts", sa.Column("known_as", postgresql.JSONB()))
    _values()
    _looked_up_by_an_undo()


# A row can go only after nothing is found to point at it: without these, by reading whole tables.
POINTING = (
    ("consents", "prospect_id"),
    ("import_rows", "prospect_id"),
    ("leads", "origin_lead_id"),
    ("phones", "contact_id"),
    ("attempts", "contact_id"),
)
ALWAYS_POINTING = (("attempts", "phone_id"), ("outcomes", "phone_id"), ("callbacks", "lead_id"))


def _looked_up_by_an_undo() -> None:
    for table, column in POINTING:
        given = sa.text(f"{column} is not null")
        op.create_index(f"ix_{table}_{column}", table, [column], postgresql_where=given)
    for table, column in ALWAYS_POINTING:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _values() -> None:
    op.create_table(
        "import_values",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("prospect_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("older", postgresql.JSONB()),
        sa.Column("newer", postgresql.JSONB()),
        sa.Column("kept", _codes("older", "newer", name="kept"), nullable=False),
        sa.Column("why", _codes(*WHY, name="why"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_values_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospects.id"], name=op.f("fk_import_values_prospect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_values")),
    )
    op.create_index("ix_import_values_import", "import_values", ["import_id", "id"])
    op.create_index("ix_import_values_prospect_id", "import_values", ["prospect_id"])


def downgrade() -> None:
    for table, column in (*POINTING, *ALWAYS_POINTING):
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_table("import_values")
    op.drop_column("contacts", "known_as")
    for name in ("undone", "checked", "corrects_id", "policy"):
        op.drop_column("imports", name)
    op.execute("update imports set state = 'done' where state = 'undone'")
    op.execute("update imports set state = 'failed' where state in ('checking', 'checked', 'dropped')")
    op.execute("update imports set state = 'done' where state = 'undoing'")
    _states(BEFORE)


def _states(codes: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_imports_importstate"), "imports")
    _check("importstate", "state", codes)


def _check(name: str, column: str, codes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{each}'" for each in codes)
    op.create_check_constraint(op.f(f"ck_imports_{name}"), "imports", f"{column} in ({listed})")
