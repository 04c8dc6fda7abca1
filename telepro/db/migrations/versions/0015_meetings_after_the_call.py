"""meetings after the call: messages and answers, calendars of who takes meetings, slots that are held.

Everything is new or may be empty, so the release before goes on without knowing of it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

AT = sa.DateTime(timezone=True)
TABLES = (
    "booked_slots", "calendar_busy", "calendar_hours", "closer_calendars",
    "message_settings", "message_objections", "meeting_answers", "meeting_messages",
)
UNPLANNED = "planned_for is distinct from starts_at"


def upgrade() -> None:
    op.add_column("meetings", sa.Column("planned_for", AT))
    # Nobody was told that messages would follow on the meetings booked before.
    op.execute("update meetings set planned_for = starts_at")
    op.create_index(
        "ix_meetings_unplanned", "meetings", ["starts_at"], postgresql_where=sa.text(UNPLANNED)
    )
    op.add_column("mails", sa.Column("calendar", sa.Text()))
    op.add_column("mails", sa.Column("good_until", AT))
    op.add_column("mails", sa.Column("refused_at", AT))
    _make_messages()
    _make_answers()
    _make_settings()
    _make_calendars()
    _make_slots()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for column in ("refused_at", "good_until", "calendar"):
        op.drop_column("mails", column)
    op.drop_index("ix_meetings_unplanned", "meetings")
    op.drop_column("meetings", "planned_for")


def _make_messages() -> None:
    name = "meeting_messages"
    op.create_table(
        name,
        _id(),
        _text("public_id"),
        _of("meeting_id"),
        _code("occasion", "occasion", "confirmation", "day_before", "soon"),
        _code("channel", "channel", "mail", "sms"),
        *_moments("starts_at", "due_at", "good_until"),
        _code(
            "state", "messagestate", "planned", "sending", "unknown", "handed", "sent", "delivered",
            "bounced", "withdrawn",
        ),
        _text("to_address"),
        *(sa.Column(column, sa.Text()) for column in ("from_number", "body")),
        sa.Column("taken_at", AT),
        sa.Column("sid", sa.Text()),
        sa.Column("sent_at", AT),
        sa.Column("problem", sa.Text()),
        *_keys(name, meeting_id="meetings"),
        *_once(name, "public_id", "sid"),
        sa.UniqueConstraint(
            "meeting_id", "occasion", "channel", "starts_at",
            name=f"uq_{name}_meeting_id_occasion_channel_starts_at",
        ),
    )
    for index, columns, where in (
        ("due", ["due_at"], "state = 'planned'"),
        ("under_way", ["id"], "state in ('sending', 'unknown', 'handed')"),
        ("number", ["to_address", "id"], "channel = 'sms'"),
    ):
        op.create_index(f"ix_{name}_{index}", name, columns, postgresql_where=sa.text(where))


def _make_answers() -> None:
    name = "meeting_answers"
    op.create_table(
        name,
        _id(),
        _text("key"),
        _of("meeting_id"),
        *_moments("starts_at"),
        _code("answer", "answer", "confirmed", "declined", "stop", "unclear"),
        _code("channel", "channel", "mail", "sms"),
        _text("words"),
        *_moments("at"),
        *_keys(name, meeting_id="meetings"),
        *_once(name, "key"),
    )
    op.create_index("ix_meeting_answers_meeting_id", name, ["meeting_id"])


def _make_settings() -> None:
    op.create_table(
        "message_objections",
        _of("organisation_id"),
        _text("fingerprint"),
        *_moments("at"),
        *_keys(
            "message_objections", "organisation_id", "fingerprint", organisation_id="organisations"
        ),
    )
    op.create_table(
        "message_settings",
        _of("campaign_id"),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("mail", "sms", "both")),
        sa.Column("changed_by_id", sa.BigInteger()),
        *_moments("changed_at"),
        *_keys("message_settings", "campaign_id", campaign_id="campaigns", changed_by_id="people"),
    )


def _make_calendars() -> None:
    name = "closer_calendars"
    op.create_table(
        name,
        _id(),
        _text("public_id"),
        _of("organisation_id"),
        _text("name"),
        _text("time_zone"),
        *(_of(column) for column in ("minutes", "notice_hours", "most_per_day")),
        sa.Column("feed_url", sa.Text()),
        sa.Column("feed_tried_at", AT),
        sa.Column("feed_read_at", AT),
        sa.Column("feed_problem", sa.Text()),
        sa.Column("created_by_id", sa.BigInteger()),
        *_moments("created_at"),
        sa.Column("retired_at", AT),
        *_keys(name, organisation_id="organisations", created_by_id="people"),
        *_once(name, "public_id"),
    )
    op.create_index(
        f"ix_{name}_company", name, ["organisation_id"], postgresql_where=sa.text("retired_at is null")
    )
    op.create_table(
        "calendar_hours",
        _id(),
        _of("calendar_id"),
        _of("weekday"),
        *(sa.Column(column, sa.Time(), nullable=False) for column in ("starts", "ends")),
        *_keys("calendar_hours", calendar_id=name),
    )
    op.create_index("ix_calendar_hours_calendar_id", "calendar_hours", ["calendar_id"])


def _make_slots() -> None:
    op.create_table(
        "calendar_busy",
        _id(),
        _of("calendar_id"),
        *_moments("starts_at", "ends_at"),
        *_keys("calendar_busy", calendar_id="closer_calendars"),
    )
    op.create_index("ix_calendar_busy_calendar", "calendar_busy", ["calendar_id", "starts_at"])
    op.create_table(
        "booked_slots",
        _id(),
        _of("calendar_id"),
        _of("meeting_id"),
        *_moments("starts_at", "ends_at"),
        sa.Column("released_at", AT),
        *_keys("booked_slots", calendar_id="closer_calendars", meeting_id="meetings"),
    )
    op.create_index("ix_booked_slots_meeting_id", "booked_slots", ["meeting_id"])
    op.create_index(
        "uq_booked_slots_standing",
        "booked_slots",
        ["calendar_id", "starts_at"],
        unique=True,
        postgresql_where=sa.text("released_at is null"),
    )


def _id() -> Any:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _of(name: str) -> Any:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _text(name: str) -> Any:
    return sa.Column(name, sa.Text(), nullable=False)


def _moments(*names: str) -> list[Any]:
    return [sa.Column(name, AT, nullable=False) for name in names]


def _code(name: str, check: str, *codes: str) -> Any:
    kind = sa.Enum(*codes, name=check, native_enum=False, create_constraint=True, length=32)
    return sa.Column(name, kind, nullable=False)


def _once(table: str, *columns: str) -> list[sa.Constraint]:
    return [sa.UniqueConstraint(name, name=f"uq_{table}_{name}") for name in columns]


def _keys(table: str, *primary: str, **references: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint(*(primary or ("id",)), name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
            for column, to in references.items()
        ),
    )
