"""A sample in an empty workspace: put in by one word, taken away by another with all that was made of it.

Its company is one of its own, so that no figure, rate or bill of anybody else's counts any of it.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from campaigns.missions import brief_of
from campaigns.plan import PlanProblems, read_new_plan
from campaigns.problems import NotFound, Problem, Refused
from campaigns.prospects import Audience, Basis, Statement
from campaigns.states import MissionState, OrganisationKind
from telepro.db import audit, making, samples, transaction
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Organisation
from telepro.db.whom import Import
from telepro.demo_sample import WORDS, plan_text, sample_file
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Layout
from telepro.import_job import Sent, kept_row


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of a workspace: its company, missions, campaigns, and how much there is of what."""

    company: Organisation
    missions: Sequence[Mission]
    campaigns: Sequence[Campaign]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who puts a sample in: for which workspaces, as which person, in which language they read."""

    organisation_ids: tuple[int, ...]
    by_id: int
    language: str


def is_offered(organisation_ids: tuple[int, ...]) -> bool:
    """True while these organisations manage nothing: then a sample shows them what there would be."""
    with transaction() as session:
        return not samples.manages_any(session, organisation_ids)


def named(organisation_ids: tuple[int, ...]) -> str | None:
    """The name of the sample's company, None without a sample."""
    with transaction() as session:
        found = samples.of_workspaces(session, organisation_ids)
        return found.name if found else None


def at_hand(organisation_ids: tuple[int, ...]) -> Sample | None:
    """The sample of these organisations, None where there is none."""
    with transaction() as session:
        found = samples.of_workspaces(session, organisation_ids)
        if found is None:
            return None
        return Sample(
            found,
            samples.missions_of(session, found),
            samples.campaigns_of(session, found),
            samples.counts(session, found),
        )


def put_in(asker: Asker, store: Path, now: datetime) -> None:
    """Put a sample company's brief, plan, prospect file and campaign in; the second word does nothing.

    A worker reads the file, which it keeps under `store`, into the campaign: ring the imports bell.
    """
    with transaction() as session:
        workspace = samples.workspace(session, min(asker.organisation_ids))
        if samples.of_workspaces(session, asker.organisation_ids) is not None:
            return
        company = _company(session, workspace, asker.language, now)
        campaign = _campaign(session, company, workspace, asker, now)
        session.add(_file(company, campaign, asker, store, now))
        subject = f"organisation {company.public_id}"
        audit.note(session, asker.by_id, workspace.id, "sample.put_in", subject, {}, now)


def take_out(organisation_ids: tuple[int, ...], company_id: str, by_id: int, now: datetime) -> None:
    """Take a sample out with everything that was made with it; the journal's lines stay.

    Raises `NotFound` for what is no sample of theirs, `Refused` while somebody works on it, its file
    is being read, or sound of its calls is still being deleted.
    """
    with transaction() as session:
        sample = samples.of_workspaces(session, organisation_ids)
        if sample is None or sample.public_id != company_id:
            raise NotFound(company_id)
        samples.hold(session, sample)
        if problems := _busy(session, sample):
            raise Refused(*problems)
        sounds, files = samples.let_recordings_go(session, sample, now), []
        if not sounds:
            gone, workspace_id = samples.counts(session, sample), sample.sample_of_id
            files = samples.remove(session, sample)
            subject = f"organisation {company_id}"
            audit.note(session, by_id, workspace_id, "sample.taken_out", subject, gone, now)
    if sounds:
        raise Refused(_still_heard(sounds))
    for path in files:
        path.unlink(missing_ok=True)


def _company(
    session: Session, workspace: Organisation, language: str, now: datetime
) -> Organisation:
    company = Organisation(
        kind=OrganisationKind.COMPANY,
        name=WORDS[language].company,
        language=language,
        sample_of_id=workspace.id,
        created_at=now,
    )
    session.add(company)
    session.flush()
    return company


def _campaign(
    session: Session, company: Organisation, workspace: Organisation, asker: Asker, now: datetime
) -> Campaign:
    text = plan_text(asker.language, _today(company, now))
    plan = read_new_plan(text, asker.language)
    if isinstance(plan, PlanProblems):
        raise Refused(*plan.problems)
    brief = brief_of(plan)
    marked = replace(brief, offer=WORDS[asker.language].before + brief.offer)
    mission = making.mission(session, company, workspace.id, marked, plan.currency, now)
    mission.state = MissionState.PLANNED
    version = making.first_plan(session, mission.id, text, plan, asker.by_id, now)
    return making.campaign(session, mission, version, plan, plan.name, now)


def _file(
    company: Organisation, campaign: Campaign, asker: Asker, store: Path, now: datetime
) -> Import:
    """The row of the kept file, which a worker reads into the campaign."""
    words, language = WORDS[asker.language], asker.language
    stated = Statement("FR", Audience.B2B, Basis.LEGITIMATE_INTEREST, words.source, language)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / words.filename
        path.write_text(sample_file(language), encoding="utf-8")
        sent = Sent(
            company.id,
            path,
            words.filename,
            stated,
            Layout(),
            UPLOAD,
            language,
            campaign.id,
            asker.by_id,
        )
        return kept_row(sent, store, now)


def _today(company: Organisation, now: datetime) -> date:
    return now.astimezone(ZoneInfo(company.time_zone or "Europe/Paris")).date()


def _busy(session: Session, sample: Organisation) -> list[Problem]:
    problems = []
    if people := samples.at_work(session, sample):
        fix = _("Ask them to finish, then take the sample out.")
        found = ", ".join(people)
        problems.append(Problem("work", found, _("nobody at work on the sample"), fix))
    if samples.is_being_read(session, sample):
        fix = _("Wait some seconds, then take the sample out.")
        found = _("a file that is being read")
        problems.append(Problem("file", found, _("a file that was read"), fix))
    return problems


def _still_heard(sounds: int) -> Problem:
    found = ngettext("%(num)s recording", "%(num)s recordings", sounds)
    fix = _("Their sound is being deleted now: take the sample out in some minutes.")
    return Problem("recordings", found, _("no recording left"), fix)
