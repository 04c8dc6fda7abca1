"""Writes the versions of a campaign's script: shown for a real lead, published, compared, brought back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems
from campaigns.plan.comparing import Change, compare
from campaigns.plan.script_check import CheckedScript, check_script
from campaigns.plan.script_text import read_script_text
from campaigns.plan.writing_scripts import script_tree
from campaigns.problems import NotFound, Problem, Refused
from campaigns.script import Script
from telepro.db import audit, campaigns, leads, outbox, script_fields, scripts, transaction
from telepro.db import frozen as frozen_plans
from telepro.db.script_fields import LeadChoice
from telepro.db.scripts import ScriptVersion
from telepro.db.what_for import Campaign
from telepro.db.what_for import Script as ScriptRow


@dataclass(frozen=True, slots=True)
class Editor:
    """Who writes a script, for which organisations, and in which language to answer."""

    person_id: int
    name: str
    organisation_ids: tuple[int, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it stands on somebody's page, and the lead for whom to show it (none: neutral words)."""

    text: str
    lead_id: str | None = None


@dataclass(frozen=True, slots=True)
class ScriptPage:
    """One version of a campaign's script with the list of all, and leads to show it for."""

    campaign: Campaign
    newest: int
    version: int
    draft: Draft
    checked: CheckedScript
    versions: Sequence[ScriptVersion]
    leads: Sequence[LeadChoice]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what changed from one to the other."""

    campaign: Campaign
    before: int
    after: int
    changes: tuple[Change, ...]
    versions: Sequence[ScriptVersion]


def opened(
    editor: Editor, campaign_id: str, version: int | None, lead_id: str | None
) -> ScriptPage:
    """A version in its editor, by default the newest; raises `NotFound` for what there is not."""
    with transaction() as session:
        campaign = _own(session, editor, campaign_id)
        wanted = version or scripts.newest(session, campaign.id)
        draft = Draft(_text(session, campaign, wanted), lead_id)
        return _page(session, editor, campaign, wanted, draft)


def with_draft(editor: Editor, campaign_id: str, version: int, draft: Draft) -> ScriptPage:
    """The same page with a text that was not kept; nothing of it is lost."""
    with transaction() as session:
        campaign = _own(session, editor, campaign_id)
        return _page(session, editor, campaign, version, draft)


def check(editor: Editor, campaign_id: str, draft: Draft) -> CheckedScript:
    """What the text says now; keeps nothing."""
    with transaction() as session:
        return _checked(session, editor, _own(session, editor, campaign_id), draft)


def publish(editor: Editor, campaign_id: str, text: str, base: int, now: datetime) -> int:
    """Make the text the version that new calls use, and give its number; the same text keeps its number.

    Raises `Refused` with every problem at its line, or when somebody has published since version `base`.
    """
    with transaction() as session:
        campaign = _own(session, editor, campaign_id)
        scripts.lock(session, campaign)
        newest = scripts.newest(session, campaign.id)
        if newest != base:
            raise Refused(_written_meanwhile(base, newest))
        if text.strip() == _text(session, campaign, newest).strip():
            return newest
        script = _read(frozen_plans.plan(session, campaign.plan_id), text, editor)
        return _keep(session, editor, campaign, script, ScriptRow(text=text), now)


def bring_back(editor: Editor, campaign_id: str, version: int, now: datetime) -> int:
    """Make an older version the newest again, under a number of its own; the newest stays as it is.

    Raises `NotFound` for a version there is not, `Refused` when the rules no longer take it.
    """
    with transaction() as session:
        campaign = _own(session, editor, campaign_id)
        scripts.lock(session, campaign)
        if version == scripts.newest(session, campaign.id):
            return version
        text = _text(session, campaign, version)
        script = _read(frozen_plans.plan(session, campaign.plan_id), text, editor)
        row = ScriptRow(text=text, returns_to=version)
        return _keep(session, editor, campaign, script, row, now)


def compared(editor: Editor, campaign_id: str, before: int | None, after: int | None) -> Compared:
    """What changed from one version to another; by default in the newest since the one before.

    Raises `NotFound` for what there is not.
    """
    with transaction() as session:
        campaign = _own(session, editor, campaign_id)
        last = after or scripts.newest(session, campaign.id)
        first = before or max(scripts.FIRST, last - 1)
        old, new = (_as_plan(session, campaign, each) for each in (first, last))
        every = scripts.versions(session, campaign.id)
        return Compared(campaign, first, last, compare(old, new), every)


def _page(
    session: Session, editor: Editor, campaign: Campaign, version: int, draft: Draft
) -> ScriptPage:
    choices = script_fields.choices(session, campaign.id)
    if draft.lead_id is None and choices:
        draft = replace(draft, lead_id=choices[0].public_id)
    return ScriptPage(
        campaign=campaign,
        newest=scripts.newest(session, campaign.id),
        version=version,
        draft=draft,
        checked=_checked(session, editor, campaign, draft),
        versions=scripts.versions(session, campaign.id),
        leads=choices,
    )


def _checked(session: Session, editor: Editor, campaign: Campaign, draft: Draft) -> CheckedScript:
    plan = frozen_plans.plan(session, campaign.plan_id)
    lead = leads.of_manager(session, editor.organisation_ids, draft.lead_id or "")
    own = lead[0] if lead and lead[0].campaign_id == campaign.id else None
    fields = script_fields.of_lead(session, campaign, own, editor.name, plan)
    lacking = script_fields.lacking(session, campaign.id)
    return check_script(draft.text, plan, fields, lacking, editor.language)


def _read(plan: Plan, text: str, editor: Editor) -> Script:
    found = read_script_text(text, plan, editor.language)
    if isinstance(found, PlanProblems):
        raise Refused(*found.problems)
    return found


def _keep(
    session: Session,
    editor: Editor,
    campaign: Campaign,
    script: Script,
    row: ScriptRow,
    now: datetime,
) -> int:
    row.campaign_id, row.body = campaign.id, script_tree(script)
    row.version = scripts.newest(session, campaign.id) + 1
    row.created_by_id, row.created_at = editor.person_id, now
    session.add(row)
    session.flush()
    payload = {"campaign": campaign.public_id, "version": row.version}
    company, topic = campaign.controller_id, "script.published"
    outbox.tell(session, company, campaign.id, topic, payload, now)
    details = {"version": row.version, "returns_to": row.returns_to}
    subject = f"campaign {campaign.public_id}"
    audit.note(session, editor.person_id, company, topic, subject, details, now)
    return row.version


def _text(session: Session, campaign: Campaign, version: int) -> str:
    found = scripts.text_of(session, campaign.id, version)
    if found is None:
        raise NotFound(f"{campaign.public_id}/script/{version}")
    return found


def _as_plan(session: Session, campaign: Campaign, version: int) -> Plan:
    """The campaign's plan with this version of its script, so that two of them can be compared."""
    _text(session, campaign, version)
    said = scripts.said(session, campaign.id, version)
    return replace(said.plan, preparation=replace(said.plan.preparation, script=said.script))


def _own(session: Session, editor: Editor, campaign_id: str) -> Campaign:
    return campaigns.managed(session, editor.organisation_ids, campaign_id)


def _written_meanwhile(base: int, newest: int) -> Problem:
    found = _("version %(version)d, published meanwhile by somebody else", version=newest)
    expected = _("version %(version)d, which you have been editing", version=base)
    fix = _("Your text is still here. Compare it with theirs; published again, it replaces theirs.")
    return Problem("version", found, expected, fix)
