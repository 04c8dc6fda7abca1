"""The versions of a campaign's script: the first is its plan's, later ones were written in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from campaigns.plan import Plan
from campaigns.plan.script_text import kept_script, write_script_text
from campaigns.plan.writing_scripts import script_tree
from campaigns.script import Script, with_notices
from telepro.db import frozen
from telepro.db.calling import Attempt
from telepro.db.what_for import Campaign
from telepro.db.what_for import Script as ScriptRow
from telepro.db.who import Person

MOST_VERSIONS = 200
FIRST = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A version of a script as it is said, with the notices that the law asks for."""

    plan: Plan
    script: Script
    version: int


@dataclass(frozen=True, slots=True)
class ScriptVersion:
    """A version in the list of all: when, by whom, and which one it brings back."""

    version: int
    created_at: datetime
    by: str | None
    returns_to: int | None


def newest(session: Session, campaign_id: int) -> int:
    """The number of the version that new calls use."""
    asked = select(func.max(ScriptRow.version)).where(ScriptRow.campaign_id == campaign_id)
    return session.scalar(asked) or FIRST


def newest_said(session: Session, campaign_id: int) -> Said:
    """The version that new calls use."""
    return said(session, campaign_id, newest(session, campaign_id))


def said(session: Session, campaign_id: int, version: int, of: Plan | None = None) -> Said:
    """One version of a campaign's script, by the plan that it runs on unless another is given."""
    plan = of or frozen.plan_of(session, campaign_id)
    if version == FIRST:
        return Said(plan, plan.script, FIRST)
    text = text_of(session, campaign_id, version)
    written = plan.script if text is None else _read(text, plan.language)
    return Said(plan, with_notices(written, plan.country, plan.audience), version)


def of_call(session: Session, call: Attempt, newest: Mapping[int, Said]) -> Said:
    """The version and the plan that a call was made with; `newest` is what new calls use, by campaign."""
    version = FIRST
    if call.campaign_id not in newest or newest[call.campaign_id].version > FIRST:
        made_with = select(ScriptRow.version).where(ScriptRow.id == call.script_id)
        version = session.scalar(made_with) or FIRST
    return said(session, call.campaign_id, version, frozen.plan(session, call.plan_id))


def text_of(session: Session, campaign_id: int, version: int) -> str | None:
    """A version as it was written; the first as its plan writes it; None for one there is not."""
    asked = select(ScriptRow).where(
        ScriptRow.campaign_id == campaign_id, ScriptRow.version == version
    )
    row = session.scalars(asked).one_or_none()
    if row is None:
        return None
    return row.text or write_script_text(frozen.plan_of(session, campaign_id).script)


def versions(session: Session, campaign_id: int) -> list[ScriptVersion]:
    """The versions of a campaign's script, the newest first."""
    asked = (
        select(ScriptRow.version, ScriptRow.created_at, Person.name, ScriptRow.returns_to)
        .outerjoin(Person, Person.id == ScriptRow.created_by_id)
        .where(ScriptRow.campaign_id == campaign_id)
        .order_by(ScriptRow.version.desc())
        .limit(MOST_VERSIONS)
    )
    return [ScriptVersion(*row) for row in session.execute(asked)]


def follow(
    session: Session,
    campaign_id: int,
    before: Plan,
    after: Plan,
    by_id: int | None,
    now: datetime,
) -> None:
    """Where a plan that is taken over says something else than the one before, make that the version
    that new calls use; the versions before it stay as they were said."""
    unwritten = update(ScriptRow).where(
        ScriptRow.campaign_id == campaign_id, ScriptRow.text.is_(None)
    )
    session.execute(unwritten.values(text=write_script_text(before.script)))
    row = ScriptRow(
        campaign_id=campaign_id,
        version=newest(session, campaign_id) + 1,
        body=script_tree(after.script),
        text=write_script_text(after.script),
        created_by_id=by_id,
        created_at=now,
    )
    session.add(row)


def lock(session: Session, campaign: Campaign) -> None:
    """Let nobody else publish a version until this transaction ends; calls go on."""
    # A call that is written refers to its campaign: a stronger lock would make it wait.
    asked = select(Campaign.id).where(Campaign.id == campaign.id)
    session.execute(asked.with_for_update(key_share=True))


@lru_cache(maxsize=64)
def _read(text: str, language: str) -> Script:
    return kept_script(text, language)
