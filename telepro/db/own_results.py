"""Reads the results that a teleprospector brought, with what became of each; nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.dispositions import Disposition
from campaigns.numbers.hidden_numbers import conceal
from campaigns.pipeline import MeetingStatus
from campaigns.validation import Booked, Standing, Terms, standing
from telepro.db import meetings, validation
from telepro.db.calling import Attempt
from telepro.db.results import Meeting, Outcome
from telepro.db.validation import SaidLine
from telepro.db.what_for import Campaign, Mission, MissionTerms
from telepro.db.who import Organisation
from telepro.db.whom import Lead, Prospect

MOST = 500
# A result is told at its call's end or corrected soon after: nobody's calls of years are read for it.
TOLD_WITHIN = timedelta(days=92)
# Results that no company has to accept: a quote that was asked for, an agreement.
WITHOUT_A_MEETING = (Disposition.QUOTE, Disposition.SALE)


@dataclass(frozen=True, slots=True)
class OwnResult:
    """One result; `status`, `reason` and `said_at` are the last word on its meeting, and `status` is
    None for one that is no meeting. `price_cents` is the price of the terms under which its call was made."""

    mission_id: str
    company: str
    offer: str
    campaign: str
    prospect: str
    disposition: Disposition
    booked_at: datetime
    starts_at: datetime | None
    time_zone: str
    status: MeetingStatus | None
    reason: str | None
    said_at: datetime
    accepted_at: datetime | None
    price_cents: int
    currency: str
    terms: Terms
    meeting_id: str = ""
    accepted_by_id: int | None = None
    said: tuple[SaidLine, ...] = ()

    def standing(self, now: datetime) -> Standing:
        """Where it stands at `now`."""
        by_company = self.accepted_by_id is not None
        booked = Booked(
            self.status, self.said_at, self.starts_at, self.booked_at, self.accepted_at, by_company
        )
        return standing(booked, (each.said for each in self.said), self.terms, now)


def booked_between(
    session: Session, person_id: int, since: datetime, until: datetime
) -> list[OwnResult]:
    """The results that one person brought from `since` up to `until`, the earliest first, the newest
    `MOST` of each kind."""
    latest = meetings.latest_status()
    booked = (
        _named(select(Meeting, latest, Prospect, *_OF_MISSION), Meeting)
        .join(latest, meetings.stands(latest))
        .where(*_calls_of(person_id, since, until), *_within(Meeting.created_at, since, until))
        .order_by(Meeting.created_at.desc())
    )
    newer = aliased(Outcome)
    recorded = (
        _named(select(Outcome, Prospect, *_OF_MISSION), Outcome)
        .where(
            *_calls_of(person_id, since, until),
            Outcome.disposition.in_(WITHOUT_A_MEETING),
            ~exists().where(newer.supersedes_id == Outcome.id),
            *_within(Outcome.recorded_at, since, until),
        )
        .order_by(Outcome.recorded_at.desc())
    )
    rows = session.execute(booked.limit(MOST)).all()
    said = validation.by_meeting(validation.lines(session, [row[0].id for row in rows]))
    found = [_meeting(said.get(row[0].id, ()), *row) for row in rows]
    found += [_other(*row) for row in session.execute(recorded.limit(MOST))]
    return sorted(found, key=lambda result: result.booked_at)


_MASKS = func.coalesce(Campaign.mask_numbers, Organisation.mask_numbers)
_OF_MISSION = (
    Mission.public_id,
    Organisation.name,
    Mission.offer,
    Campaign.name,
    MissionTerms.price_cents,
    MissionTerms.currency,
    MissionTerms.answer_hours,
    MissionTerms.manager_decides,
    _MASKS,
)


def _named(asked: Any, of: Any) -> Any:
    return (
        asked.join(Attempt, Attempt.id == of.attempt_id)
        .join(Lead, Lead.id == of.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Campaign, Campaign.id == of.campaign_id)
        .join(Mission, Mission.id == Campaign.mission_id)
        .join(MissionTerms, MissionTerms.id == Attempt.terms_id)
        .join(Organisation, Organisation.id == Campaign.controller_id)
        # A sample owes nothing.
        .where(Organisation.sample_of_id.is_(None))
    )


def _calls_of(person_id: int, since: datetime, until: datetime) -> Iterable[Any]:
    return Attempt.person_id == person_id, *_within(Attempt.intended_at, since - TOLD_WITHIN, until)


def _within(column: Any, since: datetime, until: datetime) -> Iterable[Any]:
    return column >= since, column < until


def _meeting(
    said: tuple[SaidLine, ...], row: Meeting, last: Any, prospect: Prospect, *of_mission: Any
) -> OwnResult:
    return OwnResult(
        **_mission(prospect, *of_mission),
        disposition=Disposition.MEETING,
        booked_at=row.created_at,
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        status=last.status,
        reason=last.reason,
        said_at=last.at,
        accepted_at=row.accepted_at,
        meeting_id=row.public_id,
        accepted_by_id=row.accepted_by_id,
        said=said,
    )


def _other(row: Outcome, prospect: Prospect, *of_mission: Any) -> OwnResult:
    return OwnResult(
        **_mission(prospect, *of_mission),
        disposition=row.disposition,
        booked_at=row.recorded_at,
        starts_at=None,
        time_zone="",
        status=None,
        reason=None,
        said_at=row.recorded_at,
        accepted_at=None,
    )


def _mission(
    prospect: Prospect,
    public_id: str,
    company: str,
    offer: str,
    campaign: str,
    price_cents: int,
    currency: str,
    answer_hours: int | None,
    manager_decides: bool,
    masks: bool,
) -> dict[str, Any]:
    name = conceal(prospect.name, (), prospect.country) if masks else prospect.name
    return {
        "mission_id": public_id,
        "company": company,
        "offer": offer,
        "campaign": campaign,
        "prospect": name,
        "price_cents": price_cents,
        "currency": currency,
        "terms": validation.agreed(answer_hours, manager_decides),
    }
