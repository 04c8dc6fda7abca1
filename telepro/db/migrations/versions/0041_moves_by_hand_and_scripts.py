"""moves by hand and script versions: who moved a lead and why, who wrote a campaign's script anew.

The release before writes neither: its moves and scripts have nobody, and its leads were not moved by hand.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"

BEFORE = ("attempt", "outcome", "correction", "meeting", "enrolment")


def upgrade() -> None:
    _causes((*BEFORE, "by_hand"))
    _add("stage_moves", "by_id", sa.BigInteger())
    _add("stage_moves", "reason", sa.Text())
    _add("stage_moves", "document_id", sa.Text())
    _add("stage_moves", "later_on", sa.Date())
    _add("stage_moves", "undoes_id", sa.BigInteger())
    _refer("stage_moves", "by_id", "people")
    _refer("stage_moves", "undoes_id", "stage_moves")
    op.create_unique_constraint(op.f("uq_stage_moves_undoes_id"), "stage_moves", ["undoes_id"])
    moved: sa.Column[bool] = sa.Column("moved_by_hand", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    op.add_column("leads", moved)
    _add("scripts", "text", sa.Text())
    _add("scripts", "returns_to", sa.BigInteger())
    _add("scripts", "created_by_id", sa.BigInteger())
    _refer("scripts", "created_by_id", "people")


def downgrade() -> None:
    for column in ("created_by_id", "returns_to", "text"):
        op.drop_column("scripts", column)
    op.drop_column("leads", "moved_by_hand")
    for column in ("undoes_id", "later_on", "document_id", "reason", "by_id"):
        op.drop_column("stage_moves", column)
    op.execute("update stage_moves set cause = 'correction' where cause = 'by_hand'")
    _causes(BEFORE)


def _add(table: str, name: str, kind: sa.types.TypeEngine[Any]) -> None:
    op.add_column(table, sa.Column(name, kind))


def _refer(table: str, column: str, to: str) -> None:
    op.create_foreign_key(op.f(f"fk_{table}_{column}"), table, to, [column], ["id"])


def _causes(codes: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_stage_moves_movecause"), "stage_moves")
    listed = ", ".join(f"'{each}'" for each in codes)
    op.create_check_constraint(
        op.f("ck_stage_moves_movecause"), "stage_moves", f"cause in ({listed})"
    )
