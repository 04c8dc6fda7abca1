"""Queries of a campaign's lists: their shares of the day's dials, what each has had, which are used up.

Only the one dealer of a campaign begins a list's day and says that it is used up.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, case, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from campaigns.dealing.lists import SharedList
from campaigns.figures.counting import LIST
from telepro.db.calling import CallListEntry
from telepro.db.counting import ListShare, Total
from telepro.db.intake import Enrolment
from telepro.db.what_for import Campaign
from telepro.db.whom import Import, Lead, Prospect

_FILE = (Import.public_id, Import.filename)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list of a campaign as pages show it: its file, its share in percent (None: none was stated),
    its dials today and in all, and since when nothing more of it may be called."""

    file_id: str
    filename: str
    share: int | None
    today: int
    dials: int
    spent_at: datetime | None


def today(session: Session, campaign_id: int, now: datetime) -> list[SharedList]:
    """The lists with a share, with their dials of the campaign's day and what of them is on call
    lists; their day begins here. Empty for a campaign whose lists have none."""
    dials = _dials(campaign_id, ListShare.list_id)
    rows = session.execute(
        select(ListShare, dials, _on_call_lists(), Campaign.time_zone)
        .join(Campaign, Campaign.id == ListShare.campaign_id)
        .where(ListShare.campaign_id == campaign_id)
        .order_by(ListShare.list_id)
    ).all()
    for row, dialed, _waiting, zone in rows:
        if row.day != (day := day_in(zone, now)):
            row.day, row.dialed_before = day, dialed
    return [
        SharedList(row.list_id, row.share, dialed - row.dialed_before + waiting)
        for row, dialed, waiting, _zone in rows
    ]


def day_in(zone: str, now: datetime) -> date:
    """The day of a campaign in this zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def note_spent(
    session: Session, lists: Sequence[SharedList], spent: Collection[int], now: datetime
) -> None:
    """Say which of these lists a deal found used up; one that gives again no longer is."""
    is_spent = ListShare.list_id.in_(spent)
    session.execute(
        update(ListShare)
        .where(
            ListShare.list_id.in_([each.list_id for each in lists]),
            ListShare.spent_at.is_(None) == is_spent,
        )
        .values(spent_at=case((is_spent, now), else_=None))
    )


def lines(session: Session, campaign: Campaign, now: datetime) -> list[ListLine]:
    """The lists of a campaign, oldest first; at most a hundred."""
    rows = session.execute(
        select(*_FILE, ListShare, _dials(campaign.id, Enrolment.id))
        .select_from(Enrolment)
        .join(Import, Import.id == Enrolment.import_id)
        .outerjoin(ListShare, ListShare.list_id == Enrolment.id)
        .where(Enrolment.campaign_id == campaign.id)
        .order_by(Enrolment.id)
        .limit(100)
    )
    day = day_in(campaign.time_zone, now)
    return [_line(*row, day) for row in rows]


def with_shares(session: Session, campaign: Campaign, now: datetime) -> list[ListLine]:
    """The same where some list has a share; nothing for a campaign without shares."""
    found = lines(session, campaign, now)
    return found if any(line.share is not None for line in found) else []


def _line(file_id: str, filename: str, row: ListShare | None, dials: int, day: date) -> ListLine:
    if row is None:
        return ListLine(file_id, filename, None, 0, dials, None)
    of_day = dials - row.dialed_before if row.day == day else 0
    return ListLine(file_id, filename, row.share, of_day, dials, row.spent_at)


def fresh(session: Session, campaign_id: int) -> dict[str, int]:
    """How many leads of each file nobody has called yet, by the file's public id."""
    asked = (
        select(Import.public_id, func.count())
        .select_from(Enrolment)
        .join(Import, Import.id == Enrolment.import_id)
        .join(Lead, Lead.list_id == Enrolment.id)
        .where(Enrolment.campaign_id == campaign_id, Lead.closed_at.is_(None))
        # Spelled as in its partial index.
        .where(text("leads.tier = 'fresh'"))
        .group_by(Import.public_id)
    )
    return dict(session.execute(asked).all())


def ids_of_files(session: Session, campaign_id: int) -> dict[str, int]:
    """The lists of a campaign by the public ids of their files."""
    asked = select(Import.public_id, Enrolment.id).join(Enrolment, Enrolment.import_id == Import.id)
    found = session.execute(asked.where(Enrolment.campaign_id == campaign_id))
    return dict(found.all())


def state(session: Session, campaign_id: int, shares: Mapping[int, int]) -> None:
    """Give the lists of a campaign these shares in the place of those it had; none: no shares."""
    session.execute(delete(ListShare).where(ListShare.campaign_id == campaign_id))
    if shares:
        _name_lists(session, campaign_id)
        rows = [
            {"list_id": list_id, "campaign_id": campaign_id, "share": share, "dialed_before": 0}
            for list_id, share in shares.items()
        ]
        session.execute(insert(ListShare), rows)


def _name_lists(session: Session, campaign_id: int) -> None:
    """Leads of a release that knew no lists: those of the file that brought them, else of the first."""
    unnamed = (Lead.campaign_id == campaign_id, Lead.list_id.is_(None))
    session.execute(
        update(Lead)
        .where(*unnamed, Prospect.id == Lead.prospect_id, Enrolment.campaign_id == campaign_id)
        .where(Enrolment.import_id == Prospect.import_id)
        .values(list_id=Enrolment.id)
        .execution_options(synchronize_session=False)
    )
    first = select(func.min(Enrolment.id)).where(Enrolment.campaign_id == campaign_id)
    session.execute(
        update(Lead)
        .where(*unnamed)
        .values(list_id=first.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _dials(campaign_id: int, list_id: Any) -> ScalarSelect[int]:
    """How often a list has been dialed; a total, so that no attempt is read."""
    return (
        select(func.coalesce(func.sum(Total.value), 0))
        .where(Total.campaign_id == campaign_id, Total.name == func.concat(LIST, list_id))
        .scalar_subquery()
    )


def _on_call_lists() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(CallListEntry)
        .join(Lead, Lead.id == CallListEntry.lead_id)
        .where(
            CallListEntry.campaign_id == ListShare.campaign_id,
            CallListEntry.ended_at.is_(None),
            Lead.list_id == ListShare.list_id,
        )
        .scalar_subquery()
    )
