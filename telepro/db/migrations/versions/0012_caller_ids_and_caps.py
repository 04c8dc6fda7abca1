"""caller ids and caps: numbers that campaigns show, and counts that keep calls within what is allowed.

All that is new is empty or null, which means as before. A release that knows none of it goes on
beside it: its calls are not counted under the caps.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"

KINDS = (
    "fixed", "mobile", "fixed_or_mobile", "voip", "premium", "shared_cost", "toll_free", "pager",
    "uan", "voicemail", "personal", "short", "unknown",
)  # fmt: skip


def _codes(*codes: str, name: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    _settings()
    _caller_ids()
    _counts()


def _settings() -> None:
    op.add_column(
        "organisations",
        sa.Column("mask_numbers", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "organisations",
        sa.Column("calling_limits", postgresql.JSONB(), server_default="{}", nullable=False),
    )
    op.add_column("campaigns", sa.Column("destinations", postgresql.ARRAY(sa.Text())))
    op.add_column("campaigns", sa.Column("mask_numbers", sa.Boolean()))
    op.add_column("campaigns", sa.Column("caller_id_cap", sa.BigInteger()))
    op.add_column("campaigns", sa.Column("spend_cap_cents", sa.BigInteger()))
    op.add_column("campaigns", sa.Column("stopped_because", sa.String(32)))
    op.create_check_constraint(
        op.f("ck_campaigns_stopcause"), "campaigns", "stopped_because in ('spend_cap')"
    )


def _caller_ids() -> None:
    op.create_table(
        "caller_ids",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("e164", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("daily_cap", sa.BigInteger()),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.Column("rest_until", sa.DateTime(timezone=True)),
        sa.Column("rest_reason", _codes("answers_collapsed", name="restreason")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_caller_ids_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caller_ids")),
        sa.UniqueConstraint("organisation_id", "e164", name=op.f("uq_caller_ids_organisation_id_e164")),
        sa.UniqueConstraint("public_id", name=op.f("uq_caller_ids_public_id")),
    )
    op.create_table(
        "campaign_caller_ids",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("caller_id_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_caller_ids_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["caller_id_id"], ["caller_ids.id"], name=op.f("fk_campaign_caller_ids_caller_id_id")
        ),
        sa.PrimaryKeyConstraint(
            "campaign_id", "caller_id_id", name=op.f("pk_campaign_caller_ids")
        ),
    )
    op.create_index(
        op.f("ix_campaign_caller_ids_caller_id_id"), "campaign_caller_ids", ["caller_id_id"]
    )


def _counts() -> None:
    op.create_table(
        "dial_counts",
        sa.Column(
            "counted_by", _codes("caller_id", "person", "prefix", name="countedby"), nullable=False
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("controller_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "counted_by", "key", "slot", "controller_id", name=op.f("pk_dial_counts")
        ),
    )
    op.create_index(
        "ix_dial_counts_company",
        "dial_counts",
        ["controller_id", "slot"],
        postgresql_where=sa.text("counted_by = 'person'"),
    )
    op.create_table(
        "call_minutes",
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.DateTime(timezone=True), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", _codes(*KINDS, name="phonekind"), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_call_minutes_campaign_id")
        ),
        sa.PrimaryKeyConstraint(
            "campaign_id", "day", "country", "kind", name=op.f("pk_call_minutes")
        ),
    )


def downgrade() -> None:
    for table in ("call_minutes", "dial_counts", "campaign_caller_ids", "caller_ids"):
        op.drop_table(table)
    for column in (
        "stopped_because", "spend_cap_cents", "caller_id_cap", "mask_numbers", "destinations",
    ):  # fmt: skip
        op.drop_column("campaigns", column)
    op.drop_column("organisations", "calling_limits")
    op.drop_column("organisations", "mask_numbers")
