"""What managers keep of prospects: tags, the list to verify, the actions that did it, their searches."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.prospect_base.prospect_actions import Action, ActionState
from telepro.db.columns import Base, PublicId, RowId, code


class ProspectAction(Base):
    """Something done to many prospects of one company; `cursor` is the last prospect looked at.

    `agency_id` is the agency of the manager who did it: its managers see it, others do not.
    """

    __tablename__ = "prospect_actions"
    __table_args__ = (
        Index("ix_prospect_actions_agency", "agency_id", "id"),
        Index(
            "ix_prospect_actions_at_work",
            "id",
            postgresql_where=text("state in ('waiting', 'undoing')"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    action: Mapped[Action] = mapped_column(code(Action))
    tag: Mapped[str]
    state: Mapped[ActionState] = mapped_column(code(ActionState))
    chosen: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    taken_back: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cursor: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]


class ProspectActionItem(Base):
    """One prospect that an action was asked for; `done_at` is empty where it was left out."""

    __tablename__ = "prospect_action_items"
    __table_args__ = (Index("ix_prospect_action_items_prospect_id", "prospect_id"),)
    action_id: Mapped[int] = mapped_column(
        ForeignKey("prospect_actions.id", ondelete="CASCADE"), primary_key=True
    )
    prospect_id: Mapped[int] = mapped_column(
        ForeignKey("prospects.id", ondelete="CASCADE"), primary_key=True
    )
    done_at: Mapped[datetime | None]


class ProspectTag(Base):
    """A tag that a prospect carries, and the action that gave it."""

    __tablename__ = "prospect_tags"
    __table_args__ = (
        UniqueConstraint("prospect_id", "tag"),
        Index("ix_prospect_tags_company", "organisation_id", "tag", "prospect_id"),
    )
    id: Mapped[RowId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"))
    tag: Mapped[str]
    action_id: Mapped[int | None] = mapped_column(ForeignKey("prospect_actions.id"))
    created_at: Mapped[datetime]


class ProspectRecheck(Base):
    """A prospect that somebody wants verified before it is called again, and since when."""

    __tablename__ = "prospect_rechecks"
    id: Mapped[RowId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"), unique=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("prospect_actions.id"))
    asked_at: Mapped[datetime]


class SavedFilter(Base):
    """A search of prospects under a name; `wanted` holds no word that was typed to find one person."""

    __tablename__ = "prospect_filters"
    __table_args__ = (
        Index("ix_prospect_filters_agency", "agency_id", "name"),
        Index("ix_prospect_filters_owner", "owner_id"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    agency_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    shared: Mapped[bool]
    wanted: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
