"""Step 2 of a lead's journey: takes the prospects of a file into a campaign, a batch at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.dispositions import SuppressionScope
from campaigns.plan import Plan
from campaigns.prospect_base.enrolment import Candidate, LeftOut, Place, enrol
from campaigns.targeting import asked_besides
from telepro.db import (
    campaigns,
    enrolment,
    exclusions,
    frozen,
    known_besides,
    outbox,
    suppressions,
    transaction,
)
from telepro.db.enrolment import Enrolee
from telepro.db.intake import Enrolment
from telepro.db.what_for import Campaign, Mission

LEADS = "leads"
MOST_LOOKED_AT = 50_000


@dataclass(frozen=True, slots=True)
class Preview:
    """What files hold: all prospects, those looked at, and of these the leads and the others."""

    prospects: int
    looked_at: int
    leads: int
    excluded: Mapping[str, int]


def advance(now: datetime, campaign_id: int | None = None) -> bool:
    """Take one batch of the oldest enrolment in; False when none waits (or others have them all).

    Killed at any point, it begins again at the batch it was in: a prospect is never a lead twice.
    """
    with transaction() as session:
        waiting = enrolment.claim(session, campaign_id)
        if waiting is None:
            return False
        campaign = session.get_one(Campaign, waiting.campaign_id)
        enrolees = enrolment.batch(session, waiting.import_id, waiting.cursor)
        if enrolees:
            _take_in(session, campaign, waiting, enrolees, now)
        else:
            _finish(session, campaign, waiting, now)
    return True


def complete(campaign_id: int, now: datetime) -> None:
    """Take everything in that waits for this campaign, for a command that answers with the result."""
    while advance(now, campaign_id):
        pass


def preview(mission_id: int, plan_id: int, import_ids: Sequence[int]) -> Preview:
    """What a campaign of these files would begin with; nothing is written.

    Looks at 50,000 prospects at most, in the order of the files, and says so.
    """
    with transaction() as session:
        plan = frozen.plan(session, plan_id)
    return drafted(mission_id, plan, import_ids)


def drafted(mission_id: int, plan: Plan, import_ids: Sequence[int]) -> Preview:
    """The same for a plan that nobody has kept yet."""
    with transaction() as session:
        company_id = session.get_one(Mission, mission_id).organisation_id
        found: Counter[str] = Counter()
        for enrolees in _batches(session, import_ids):
            found.update(_counted(_judge(session, company_id, plan, "", enrolees)))
        return _preview(session, import_ids, found)


def addition(
    organisation_ids: tuple[int, ...], campaign_id: str, import_ids: Sequence[str]
) -> Preview:
    """What these files would bring into a campaign that is there, files of its own included.

    Who is a lead of it already is counted as such: they stay as they are, dealt, promised or closed.
    Nothing is written. Raises `NotFound` for another's campaign or file.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        files = campaigns.files_ready(session, campaign.controller_id, import_ids)
        plan, rows = frozen.plan(session, campaign.plan_id), [file.id for file in files]
        found: Counter[str] = Counter()
        for enrolees in _batches(session, rows):
            verdicts = _judge(session, campaign.controller_id, plan, campaign.seed, enrolees)
            ids = [each.prospect_id for each in enrolees]
            known = enrolment.already(session, campaign.id, ids)
            new = (
                LeftOut.ALREADY_ENROLLED if isinstance(verdict, Place) and row in known else verdict
                for row, verdict in zip(ids, verdicts, strict=True)
            )
            found.update(_counted(new))
        return _preview(session, rows, found)


def _counted(verdicts: Iterable[Place | LeftOut]) -> Iterator[str]:
    return (str(each) if isinstance(each, LeftOut) else LEADS for each in verdicts)


def _preview(session: Session, import_ids: Sequence[int], found: Counter[str]) -> Preview:
    prospects = enrolment.prospects_of(session, import_ids)
    leads = found.pop(LEADS, 0)
    return Preview(prospects, leads + found.total(), leads, dict(sorted(found.items())))


def _batches(session: Session, import_ids: Sequence[int]) -> Iterator[list[Enrolee]]:
    # A prospect that two of the files hold is looked at once.
    seen: set[int] = set()
    for import_id in import_ids:
        cursor = 0
        while enrolees := enrolment.batch(session, import_id, cursor):
            yield [each for each in enrolees if each.prospect_id not in seen]
            seen.update(each.prospect_id for each in enrolees)
            cursor = enrolees[-1].prospect_id
            if len(seen) >= MOST_LOOKED_AT:
                return


def _judge(
    session: Session, company_id: int, plan: Plan, seed: str, enrolees: list[Enrolee]
) -> list[Place | LeftOut]:
    values = [value for each in enrolees for value in (each.public_id, *each.numbers)]
    stopped = suppressions.standing(session, company_id, values)
    prospect_ids = [each.prospect_id for each in enrolees]
    named = exclusions.standing(session, [company_id], prospect_ids)
    told = known_besides.fields(session, prospect_ids, asked_besides(plan))
    return [
        enrol(_candidate(each, stopped, named, told[each.prospect_id]), plan, seed)
        for each in enrolees
    ]


def _take_in(
    session: Session,
    campaign: Campaign,
    waiting: Enrolment,
    enrolees: list[Enrolee],
    now: datetime,
) -> None:
    plan = frozen.plan(session, campaign.plan_id)
    verdicts = _judge(session, campaign.controller_id, plan, campaign.seed, enrolees)
    placed = [
        (enrolee, verdict)
        for enrolee, verdict in zip(enrolees, verdicts, strict=True)
        if isinstance(verdict, Place)
    ]
    added = enrolment.add_leads(session, campaign, waiting.id, placed, now)
    left_out = Counter(str(verdict) for verdict in verdicts if isinstance(verdict, LeftOut))
    left_out[LeftOut.ALREADY_ENROLLED] += len(placed) - added
    waiting.excluded = _sum(waiting.excluded, left_out)
    waiting.leads += added
    waiting.seen += len(enrolees)
    waiting.cursor = enrolees[-1].prospect_id


def _finish(session: Session, campaign: Campaign, waiting: Enrolment, now: datetime) -> None:
    waiting.finished_at = now
    payload = {"campaign": campaign.public_id, "leads": waiting.leads, "seen": waiting.seen}
    outbox.tell(
        session, campaign.controller_id, campaign.id, "campaign.prospects_enrolled", payload, now
    )


def _candidate(
    enrolee: Enrolee,
    stopped: Mapping[str, SuppressionScope],
    named: Mapping[int, str],
    told: Mapping[str, str],
) -> Candidate:
    callable_numbers = [number for number in enrolee.numbers if number not in stopped]
    return Candidate(
        fields={**told, **enrolee.fields},
        country=enrolee.country,
        quality=enrolee.quality,
        place=enrolee.prospect_id,
        has_phone=bool(enrolee.numbers),
        suppressed=enrolee.public_id in stopped or not callable_numbers,
        excluded=enrolee.prospect_id in named,
    )


def _sum(known: dict[str, int], more: Counter[str]) -> dict[str, int]:
    total = Counter(known) + more
    return {reason: number for reason, number in sorted(total.items()) if number}
