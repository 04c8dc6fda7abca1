"""A teleprospector's promised calls: seen, moved, given to the team; and what would come of a new one.

A promise is changed by its owner and without a call: a row says so, and the lead is folded anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from campaigns import dispositions
from campaigns.call.obstacles import refusal
from campaigns.clearance.verdicts import Refusals
from campaigns.dispositions import DEFAULT_SET, Disposition, Recorded
from campaigns.dispositions.recording import TIME_HORIZON
from campaigns.eligibility import explain
from campaigns.eligibility.promised import judge_promise, opens
from campaigns.figures.totals import ON_TIME
from campaigns.follow_up import keeping
from campaigns.follow_up.keeping import Keeper, Keepers, Outlook
from campaigns.follow_up.promises import GivenBack, Moment, moments
from campaigns.problems import NotFound, Refused
from telepro.db import audit, frozen, people, presences, promise_keeping, transaction
from telepro.db import promises as rows
from telepro.db.eligibility import Judgeable, facts_for
from telepro.db.promise_changes import Change
from telepro.db.promises import PromisedCall, Window
from telepro.db.results import Callback
from telepro.db.what_for import Campaign

MOST = 200
# Which promises may stand in the way of one that is made now, and of how many moments a page asks.
AROUND = timedelta(days=35)
MOST_ASKED = 8


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person has to keep: what is late, and what is due within the days they look at."""

    late: Sequence[PromisedCall]
    coming: Sequence[PromisedCall]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A moment to promise and what would come of it; `moment` is the chip, none for one typed in."""

    at: datetime
    outlook: Outlook
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """One promise with the moments to which it could be moved, and after which wait the team calls."""

    call: PromisedCall
    offered: Sequence[Foreseen]
    grace: timedelta


def mine(person_id: int, since: datetime, until: datetime, now: datetime) -> Mine:
    """The promises of a person that are late, and those due from `since` up to `until`."""
    with transaction() as session:
        late_from = now - ON_TIME
        late = rows.of_person(session, person_id, Window(None, late_from, MOST), now)
        begins = max(since, late_from)
        coming = rows.of_person(session, person_id, Window(begins, until, MOST), now)
        return Mine(late, coming)


def opened(person_id: int, callback_id: str, now: datetime) -> Opened:
    """One promise of a person's own; raises `NotFound` for another's or one that stands no more."""
    with transaction() as session:
        promise, call = _own(session, person_id, callback_id, now)
        campaign = session.get_one(Campaign, promise.campaign_id)
        judged = facts_for(session, [promise.lead_id], now)[promise.lead_id]
        keepers = _person(session, person_id, campaign, promise.lead_id, now)
        chips = moments(now, call.time_zone, call.country)
        offered = [Foreseen(each.at, _outlook(each.at, keepers, judged), each) for each in chips]
        grace = frozen.plan(session, campaign.plan_id).actions.callback_grace
        return Opened(call, offered, grace)


def foresee(
    person_id: int, attempt_id: str, asked: Sequence[datetime], keeper: Keeper, now: datetime
) -> list[Foreseen]:
    """What would come of promises made in a call of this person's for these moments, eight at most.

    Raises `NotFound` for somebody else's call.
    """
    with transaction() as session:
        found = rows.call_of(session, person_id, attempt_id)
        if found is None:
            raise NotFound(attempt_id)
        lead_id, campaign = found
        judged = facts_for(session, [lead_id], now)[lead_id]
        if keeper is Keeper.TEAM:
            keepers = _team(session, campaign, lead_id, now)
        else:
            keepers = _person(session, person_id, campaign, lead_id, now)
        # What can't be promised anyway is said when it is; no rule reckons with the year 9999.
        return [
            Foreseen(
                at,
                _outlook(at, keepers, judged) if now < at <= now + TIME_HORIZON else Outlook(()),
            )
            for at in asked[:MOST_ASKED]
        ]


def move(person_id: int, callback_id: str, due_at: datetime | None, now: datetime) -> None:
    """Promise another moment instead; the same one again changes nothing.

    Raises `NotFound` for another's promise; `Refused` for a moment that is past, too far or at which
    the law allows no call, for a lead in a call, and for a promise that is kept or closed meanwhile.
    """
    with transaction() as session:
        promise, call = _own(session, person_id, callback_id, now)
        language = people.language_of(session, person_id)
        asked = Recorded(Disposition.CALLBACK, now, callback_at=due_at)
        problems = dispositions.check(DEFAULT_SET, asked, now, call.time_zone, language)
        if problems or due_at is None:
            raise Refused(*problems)
        if due_at == promise.due_at:
            return
        _refuse_unlawful(session, promise, due_at, language, now)
        details = {"from": promise.due_at.isoformat(), "to": due_at.isoformat()}
        _change(session, promise, Change(due_at, person_id, person_id), now)
        _note(session, promise, person_id, "callback.moved", details, now)


def give_back(person_id: int, callback_id: str, reason: GivenBack, now: datetime) -> None:
    """Let the team keep a promise, at the moment that it was made for.

    Raises `NotFound` for another's promise, `Refused` for a lead in a call.
    """
    with transaction() as session:
        promise, _call = _own(session, person_id, callback_id, now)
        _change(session, promise, Change(promise.due_at, None, person_id, reason), now)
        _note(session, promise, person_id, "callback.given_back", {"reason": reason}, now)


def _own(
    session: Session, person_id: int, callback_id: str, now: datetime
) -> tuple[Callback, PromisedCall]:
    found = rows.one_of_person(session, person_id, callback_id, now)
    if found is None:
        raise NotFound(callback_id)
    return found


def _person(
    session: Session, person_id: int, campaign: Campaign, lead_id: int, now: datetime
) -> Keepers:
    """One person, with all that they have promised to other leads, whatever the campaign."""
    presence = presences.of_person(session, person_id, campaign.mission_id, now)
    window = Window(now - ON_TIME, now + AROUND, MOST)
    standing = rows.exact(session, Callback.owner_id == person_id, window, lead_id)
    return Keepers((presence,), standing)


def _team(session: Session, campaign: Campaign, lead_id: int, now: datetime) -> Keepers:
    """Everybody on the mission, with all that is promised to other leads of the campaign."""
    people_there = tuple(each.presence for each in presences.team(session, campaign, now))
    window = Window(now - ON_TIME, now + AROUND, MOST)
    standing = rows.exact(session, Callback.campaign_id == campaign.id, window, lead_id)
    return Keepers(people_there, standing)


def _outlook(at: datetime, keepers: Keepers, judged: Judgeable) -> Outlook:
    return keeping.outlook(at, keepers, partial(opens, judged.facts, judged.policy))


def _refuse_unlawful(
    session: Session, promise: Callback, due_at: datetime, language: str, now: datetime
) -> None:
    judged = facts_for(session, [promise.lead_id], now)[promise.lead_id]
    verdict = judge_promise(judged.facts, judged.policy, due_at)
    if isinstance(verdict, Refusals):
        reasons = explain(verdict, language)
        raise Refused(keeping.unlawful(due_at, promise.time_zone, reasons, language))


def _change(session: Session, promise: Callback, wanted: Change, now: datetime) -> None:
    obstacle = promise_keeping.change(session, promise, wanted, now)
    if obstacle is not None:
        raise refusal(obstacle, people.language_of(session, wanted.by_id))


def _note(
    session: Session,
    promise: Callback,
    by_id: int,
    action: str,
    details: dict[str, str],
    now: datetime,
) -> None:
    company = session.get_one(Campaign, promise.campaign_id).controller_id
    audit.note(session, by_id, company, action, f"callback {promise.public_id}", details, now)
