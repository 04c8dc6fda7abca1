"""The prospects of the companies whose missions one manages: found again, and one of them looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaigns.dispositions import SuppressionScope
from campaigns.problems import NotFound
from telepro.db import (
    import_values,
    leads,
    missions,
    prospect_actions,
    prospect_files,
    prospect_search,
    prospect_views,
    suppressions,
    transaction,
)
from telepro.db.import_values import Difference
from telepro.db.prospect_search import MOST, ProspectFilter, ProspectLine
from telepro.db.prospect_views import CalledLine, EnrolledLine, FirmLine, SourceLine
from telepro.db.who import Organisation
from telepro.db.whom import Contact, Import, Phone, Prospect

PAGE = 50
FILES = 200
TAGS = 100
DIFFERENCES = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What one may choose from in the search: companies, their files, newest first, their tags."""

    companies: Sequence[Organisation]
    files: Sequence[Import]
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of what was found; `number` counts from 0, `capped` says that there is more than shown."""

    lines: Sequence[ProspectLine]
    total: int
    capped: bool
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class ProspectPage:
    """All that is known of a prospect; calls and campaigns of other agencies are told without names."""

    prospect: Prospect
    company: Organisation
    contacts: Sequence[Contact]
    phones: Sequence[Phone]
    objected: dict[str, SuppressionScope]
    sources: Sequence[SourceLine]
    enrolled: Sequence[EnrolledLine]
    calls: Sequence[CalledLine]
    firm: Sequence[FirmLine]
    differences: Sequence[Difference]
    tags: Sequence[str]
    own_agencies: tuple[int, ...]


def choices(organisation_ids: tuple[int, ...]) -> Choices:
    """The companies whose missions these organisations manage, and their prospect files."""
    with transaction() as session:
        companies = missions.companies_of_manager(session, organisation_ids)
        own = [company.id for company in companies]
        files = prospect_files.newest(session, own, FILES)
        return Choices(companies, files, prospect_actions.tags_in_use(session, own, TAGS))


def search(organisation_ids: tuple[int, ...], wanted: ProspectFilter, page: int) -> FoundPage:
    """A page of the prospects that fit, the best first.

    `wanted.companies` narrows to those among the companies that these organisations manage for.
    """
    with transaction() as session:
        managed = {each.id for each in missions.companies_of_manager(session, organisation_ids)}
        own = tuple(managed.intersection(wanted.companies) if wanted.companies else managed)
        ids = prospect_search.found(session, replace(wanted, companies=own))
        pages = max(1, -(-len(ids) // PAGE))
        number = min(max(page, 0), pages - 1)
        lines = prospect_search.lines(session, ids[number * PAGE : (number + 1) * PAGE])
        return FoundPage(lines, len(ids), len(ids) == MOST, number, pages)


def opened(organisation_ids: tuple[int, ...], public_id: str) -> ProspectPage:
    """One prospect's page; raises `NotFound` for a prospect of anybody else."""
    with transaction() as session:
        companies = {
            each.id: each for each in missions.companies_of_manager(session, organisation_ids)
        }
        prospect = prospect_views.of_companies(session, tuple(companies), public_id)
        if prospect is None:
            raise NotFound(public_id)
        phones = leads.phones(session, prospect.id)
        contacts = leads.contacts(session, prospect.id)
        values = [
            public_id,
            *(each.e164 for each in phones),
            *(each.public_id for each in contacts),
        ]
        return ProspectPage(
            prospect=prospect,
            company=companies[prospect.organisation_id],
            contacts=contacts,
            phones=phones,
            objected=suppressions.standing(session, prospect.organisation_id, values),
            sources=prospect_views.sources(session, prospect),
            enrolled=prospect_views.enrolled(session, prospect.id),
            calls=prospect_views.calls(session, prospect.id),
            firm=prospect_views.of_firm(session, prospect),
            differences=import_values.of_prospect(session, prospect.id, DIFFERENCES),
            tags=prospect_actions.tags_of(session, prospect.id),
            own_agencies=organisation_ids,
        )
