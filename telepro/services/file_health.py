"""The health of a company's prospects: the whole of it, each file and segment, and whom to verify first."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.problems import NotFound
from campaigns.prospect_file.file_health import Health, Recheck, health, recheck
from telepro.db import file_health, missions, prospect_files, transaction
from telepro.db.file_health import LOOKED_AT, KnownProspect, MissionLine
from telepro.db.who import Organisation
from telepro.db.whom import Import

LISTED = 100


@dataclass(frozen=True, slots=True)
class FileHealth:
    """A prospect file beside its health."""

    file: Import
    health: Health


@dataclass(frozen=True, slots=True)
class SegmentHealth:
    """A segment of a campaign's plan beside the health of its prospects."""

    campaign: str
    segment: str
    health: Health


@dataclass(frozen=True, slots=True)
class ToRecheck:
    """A prospect that is to be verified before it is called."""

    public_id: str
    name: str
    why: Recheck


@dataclass(frozen=True, slots=True)
class HealthPage:
    """What is known of a company's prospects, or of one file of them (`file`); `health` None: nobody.

    `own_agencies` are those whose campaigns and missions may be named, None for all of them;
    `capped` says that only the newest were looked at, `looked_at` how many at most.
    """

    company: Organisation
    file: Import | None
    health: Health | None
    files: Sequence[FileHealth]
    segments: Sequence[SegmentHealth]
    missions: Sequence[MissionLine]
    recheck: Sequence[ToRecheck]
    reasons: Mapping[Recheck, int]
    own_agencies: Sequence[int] | None
    capped: bool
    looked_at: int = LOOKED_AT


def of_managed(
    organisation_ids: tuple[int, ...], company_id: str | None, now: datetime
) -> HealthPage | None:
    """A company for which these organisations manage missions, the first by name unless one is named;
    None while there is no company. Raises `NotFound` for anybody else's."""
    with transaction() as session:
        companies = missions.companies_of_manager(session, organisation_ids)
        if not companies and company_id is None:
            return None
        known = {each.public_id: each for each in companies}
        company = known.get(company_id) if company_id else companies[0]
        if company is None:
            raise NotFound(company_id)
        return _page(session, company, None, organisation_ids, now)


def of_file(organisation_ids: tuple[int, ...], import_id: str, now: datetime) -> HealthPage:
    """One prospect file of a company for which these organisations manage missions."""
    with transaction() as session:
        companies = {
            each.id: each for each in missions.companies_of_manager(session, organisation_ids)
        }
        file = prospect_files.of_organisations(session, tuple(companies), import_id)
        if file is None:
            raise NotFound(import_id)
        return _page(session, companies[file.organisation_id], file, organisation_ids, now)


def of_own(organisation_ids: tuple[int, ...], now: datetime) -> HealthPage:
    """One's own company, the first where one belongs to several."""
    with transaction() as session:
        company = session.get_one(Organisation, organisation_ids[0])
        return _page(session, company, None, None, now)


def _page(
    session: Session,
    company: Organisation,
    file: Import | None,
    agencies: Sequence[int] | None,
    now: datetime,
) -> HealthPage:
    asked = company.id, file.id if file else None
    found = file_health.known(session, *asked, now)
    by_id = {each.id: each for each in found}
    rejected = file.rejected if file else file_health.rejected(session, company.id)
    whys = [(each, why) for each in found if (why := recheck(each.known, now))]
    return HealthPage(
        company=company,
        file=file,
        health=health([each.known for each in found], rejected, now),
        files=() if file else _files(session, found, now),
        segments=_segments(file_health.segments(session, *asked, agencies), by_id, now),
        missions=file_health.missions(session, *asked, now),
        recheck=_listed(whys),
        reasons=Counter(why for _each, why in whys),
        own_agencies=agencies,
        capped=len(found) == LOOKED_AT,
    )


def _listed(whys: list[tuple[KnownProspect, Recheck]]) -> list[ToRecheck]:
    order = list(Recheck)
    gravest = sorted(whys, key=lambda each: order.index(each[1]))[:LISTED]
    return [ToRecheck(each.public_id, each.name, why) for each, why in gravest]


def _files(session: Session, found: list[KnownProspect], now: datetime) -> list[FileHealth]:
    by_file = defaultdict(list)
    for each in found:
        if each.import_id is not None:
            by_file[each.import_id].append(each.known)
    files = file_health.files(session, list(by_file))
    measured = [
        FileHealth(file, of_it)
        for key, file in files.items()
        if (of_it := health(by_file[key], file.rejected, now))
    ]
    return sorted(measured, key=lambda each: each.health.score)


def _segments(
    rows: list[tuple[int, str, str]], by_id: dict[int, KnownProspect], now: datetime
) -> list[SegmentHealth]:
    by_segment = defaultdict(list)
    for prospect_id, campaign, segment in rows:
        if prospect_id in by_id:
            by_segment[campaign, segment].append(by_id[prospect_id].known)
    measured = [
        SegmentHealth(campaign, segment, of_it)
        for (campaign, segment), known in by_segment.items()
        if (of_it := health(known, 0, now))
    ]
    return sorted(measured, key=lambda each: (each.health.score, each.campaign, each.segment))
