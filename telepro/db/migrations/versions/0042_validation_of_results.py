"""validation of results: what companies, teleprospectors and managers say of booked meetings, and the terms for it.

Terms from before agreed on no deadline and have none. The release before accepts meetings as ever and
writes no words: what it accepts stays accepted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

AT = sa.DateTime(timezone=True)
ACTS = ("accepted", "contested", "answered", "withdrawn", "found_owed", "found_not_owed")
SIDES = ("company", "caller", "manager")
REASONS = ("not_decision_maker", "outside_target", "not_kept", "duplicate")


def upgrade() -> None:
    decides: sa.Column[bool] = sa.Column("manager_decides", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    op.add_column("mission_terms", sa.Column("answer_hours", sa.BigInteger()))
    op.add_column("mission_terms", decides)
    op.add_column("meetings", sa.Column("contested_at", AT))
    op.add_column("meetings", sa.Column("refused_at", AT))
    still_open = sa.text("accepted_at is null and refused_at is null")
    op.create_index(
        "ix_meetings_to_judge", "meetings", ["campaign_id", "starts_at"], postgresql_where=still_open
    )
    op.add_column("meeting_statuses", sa.Column("undoes_id", sa.BigInteger()))
    op.create_foreign_key(
        "fk_meeting_statuses_undoes_id",
        "meeting_statuses",
        "meeting_statuses",
        ["undoes_id"],
        ["id"],
    )
    op.create_unique_constraint("uq_meeting_statuses_undoes_id", "meeting_statuses", ["undoes_id"])
    _acts()


def _acts() -> None:
    op.create_table(
        "result_acts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("act", _code("act", ACTS), nullable=False),
        sa.Column("side", _code("side", SIDES), nullable=False),
        sa.Column("reason", _code("contestreason", REASONS)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("second", sa.BigInteger()),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("client_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_result_acts"),
        sa.UniqueConstraint("meeting_id", "number", name="uq_result_acts_meeting_id_number"),
        sa.UniqueConstraint("client_key", name="uq_result_acts_client_key"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_result_acts_meeting_id"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name="fk_result_acts_by_id"),
    )


def downgrade() -> None:
    op.drop_table("result_acts")
    op.drop_column("meeting_statuses", "undoes_id")
    op.drop_index("ix_meetings_to_judge", "meetings")
    for table, column in (
        ("meetings", "refused_at"),
        ("meetings", "contested_at"),
        ("mission_terms", "manager_decides"),
        ("mission_terms", "answer_hours"),
    ):
        op.drop_column(table, column)


def _code(name: str, codes: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)
