"""Finds the sample that a workspace holds, and takes it away with whatever was made with it.

A sample is a company of its own, `sample_of_id` being the workspace. So everything made with it is what
refers to that company, straight or through other rows: the foreign keys say it, table by table. What
they don't reach are messages of the carrier, letters, counts of calls and kept searches.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, false, func, or_, select, text, update
from sqlalchemy.orm import Session

from campaigns.states import ImportState
from telepro.db.calling import Attempt
from telepro.db.columns import Base
from telepro.db.other_legs import CallRecording
from telepro.db.results import Callback, Meeting, Outcome
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Organisation, Person, WorkSession
from telepro.db.whom import Import, Lead, Prospect

Ids = Mapping[str, Sequence[int]]
COUNTED = {
    "prospects": select(func.count()).select_from(Prospect),
    "leads": select(func.count()).select_from(Lead),
    "calls": select(func.count()).select_from(Attempt),
    "outcomes": select(func.count()).select_from(Outcome),
    "callbacks": select(func.count()).select_from(Callback).join(Campaign),
    "meetings": select(func.count()).select_from(Meeting),
}
_WHOSE = {
    "prospects": Prospect.organisation_id,
    "leads": Lead.controller_id,
    "calls": Attempt.controller_id,
    "outcomes": Outcome.controller_id,
    "callbacks": Campaign.controller_id,
    "meetings": Meeting.organisation_id,
}
# Columns that name the company on whose behalf a row stands.
_COMPANY = ("organisation_id", "controller_id")


def workspace(session: Session, organisation_id: int) -> Organisation:
    """The organisation whose sample is made or taken away, held until this transaction ends."""
    asked = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    return session.scalars(asked).one()


def of_workspaces(session: Session, organisation_ids: Sequence[int]) -> Organisation | None:
    """The sample of one of these organisations, the oldest where each has one."""
    asked = select(Organisation).where(Organisation.sample_of_id.in_(organisation_ids))
    return session.scalars(asked.order_by(Organisation.id).limit(1)).one_or_none()


def is_sample(session: Session, organisation_id: int) -> bool:
    """True for a company that is a sample: no call of its rings anywhere but in a rehearsal."""
    asked = select(Organisation.sample_of_id).where(Organisation.id == organisation_id)
    return session.scalar(asked) is not None


def manages_any(session: Session, organisation_ids: Sequence[int]) -> bool:
    """True when one of these organisations manages a mission, be it a sample's."""
    asked = select(Mission.id).where(Mission.managed_by_id.in_(organisation_ids)).limit(1)
    return session.scalar(asked) is not None


def missions_of(session: Session, sample: Organisation) -> Sequence[Mission]:
    """What the sample company asks for, the first made first."""
    asked = select(Mission).where(Mission.organisation_id == sample.id).order_by(Mission.id)
    return session.scalars(asked).all()


def campaigns_of(session: Session, sample: Organisation) -> Sequence[Campaign]:
    """The sample's campaigns, the first made first."""
    asked = select(Campaign).where(Campaign.controller_id == sample.id).order_by(Campaign.id)
    return session.scalars(asked).all()


def hold(session: Session, sample: Organisation) -> None:
    """Hold the sample and its campaigns until this transaction ends: nothing new comes under them."""
    workspace(session, sample.id)
    campaigns = select(Campaign.id).where(Campaign.controller_id == sample.id)
    session.execute(campaigns.order_by(Campaign.id).with_for_update())


def counts(session: Session, sample: Organisation) -> dict[str, int]:
    """How many prospects, leads, calls, outcomes, callbacks and meetings go with the sample."""
    return {
        name: session.scalar(asked.where(_WHOSE[name] == sample.id)) or 0
        for name, asked in COUNTED.items()
    }


def at_work(session: Session, sample: Organisation) -> Sequence[str]:
    """Who works on the sample at this moment, by name."""
    asked = select(Person.name).join(WorkSession, WorkSession.person_id == Person.id)
    asked = asked.join(Campaign, Campaign.id == WorkSession.campaign_id)
    open_ = (Campaign.controller_id == sample.id, WorkSession.ended_at.is_(None))
    return session.scalars(asked.where(*open_).order_by(Person.name)).all()


def is_being_read(session: Session, sample: Organisation) -> bool:
    """True while a worker reads a file of the sample."""
    asked = select(Import.id).where(
        Import.organisation_id == sample.id, Import.state == ImportState.RUNNING
    )
    return session.scalar(asked.limit(1)) is not None


def let_recordings_go(session: Session, sample: Organisation, now: datetime) -> int:
    """Have the next purge delete the sound of the sample's calls; gives how many still have any."""
    calls = select(Attempt.id).where(Attempt.controller_id == sample.id)
    asked = update(CallRecording).where(
        CallRecording.attempt_id.in_(calls), CallRecording.purged_at.is_(None)
    )
    going = session.scalars(asked.values(delete_on=now).returning(CallRecording.id)).all()
    return len(going)


def remove(session: Session, sample: Organisation) -> list[Path]:
    """Delete the sample and everything that refers to it; gives the files that its imports kept.

    Raises `ValueError`, before anything is deleted, for what is no sample and for a row on behalf of
    another company.
    """
    if sample.sample_of_id is None:
        raise ValueError(f"organisation {sample.public_id} is no sample")
    session.execute(text("set local statement_timeout = 0"))
    owned = _owned(session, sample.id)
    if foreign := _foreign(session, owned, sample.id):
        raise ValueError(f"rows of another company refer to the sample: {', '.join(foreign)}")
    kept = session.scalars(select(Import.stored_path).where(Import.organisation_id == sample.id))
    files = [file for each in kept for file in (Path(each), Path(f"{each}.rejected.csv"))]
    for step in _UNREFERRED:
        session.execute(step, {"sample": sample.id, "name": sample.public_id})
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(delete(table).where(_refers(table, owned)))
    session.expire_all()
    return files


def _owned(session: Session, sample_id: int) -> Ids:
    """By table, the ids of the rows that refer to the sample; tables without ids are left out."""
    owned: dict[str, Sequence[int]] = {Organisation.__tablename__: [sample_id]}
    for table in Base.metadata.sorted_tables:
        if table.name not in owned and "id" in table.c:
            asked = select(table.c.id).where(_refers(table, owned))
            owned[table.name] = session.scalars(asked).all()
    return owned


def _refers(table: Table, owned: Ids) -> ColumnElement[bool]:
    """True of the rows of a table that refer to rows owned; of the sample itself in its own table."""
    if table.name == Organisation.__tablename__:
        return table.c.id.in_(owned[table.name])
    return or_(
        false(),
        *(
            key.parent.in_(ids)
            for key in table.foreign_keys
            if (ids := owned.get(key.column.table.name, ())) and key.column.table is not table
        ),
    )


def _foreign(session: Session, owned: Ids, sample_id: int) -> list[str]:
    """The tables in which a row that would go stands for another company."""
    return [
        table.name
        for table in Base.metadata.sorted_tables
        for name in _COMPANY
        if name in table.c
        and session.scalar(
            select(func.count())
            .select_from(table)
            .where(_refers(table, owned), table.c[name] != sample_id)
        )
    ]


_PARTS: Mapping[str, Any] = {
    "calls": "(select * from attempts where controller_id = :sample)",
    "sessions": "(select w.* from work_sessions w join campaigns c on c.id = w.campaign_id"
    " where c.controller_id = :sample)",
    "meetings": "(select id from meetings where organisation_id = :sample)",
}


def _step(words: str) -> Any:
    return text(words.format_map(_PARTS))


_UNREFERRED = (
    _step(
        """delete from call_inbox where subject in (
            select public_id from {calls} a union all select public_id from {sessions} s
            union all select l.public_id from call_legs l join {sessions} s on s.id = l.session_id
            union all select public_id from meeting_messages where meeting_id in {meetings}
            union all select split_part(key, ' ', 2) from meeting_answers where meeting_id in {meetings})
        or call_sid in (select sid from {calls} a where sid is not null)"""
    ),
    _step(
        """delete from mails m using (
            select public_id from campaigns where controller_id = :sample
            union all select b.public_id from callbacks b join campaigns c on c.id = b.campaign_id
                where c.controller_id = :sample
            union all select public_id from meeting_messages where meeting_id in {meetings}) of
        where strpos(m.key, of.public_id) > 0"""
    ),
    _step("delete from dial_counts where controller_id = :sample"),
    _step(
        """delete from prospect_filters where strpos(cast(wanted as text), :name) > 0 or exists (
            select from imports i where i.organisation_id = :sample
                and strpos(cast(wanted as text), i.public_id) > 0)"""
    ),
)
