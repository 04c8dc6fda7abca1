"""Step 3 of a lead's journey: due leads are judged and dealt to call lists, as rows.

A deal is a lease: the entry says until when, the lead's fence rises, and a lead stands on one list
at most. Leads that may not be called now are put aside until the moment their refusals lift.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from campaigns import dealing, eligibility
from campaigns.dealing import LEASE, Deal, DealPolicy, DueLead, Seat, Tier
from campaigns.dealing.lists import SharedList, allot
from campaigns.dealing.shares import chance
from campaigns.eligibility import Clearance, Refusals
from campaigns.plan import Plan
from telepro import letters
from telepro.crash import point
from telepro.db import (
    alarms,
    call_lists,
    frozen,
    handing_out,
    list_shares,
    mail,
    outbox,
    seating,
    transaction,
    waves,
)
from telepro.db import calling as rows
from telepro.db.call_lists import Due, Source
from telepro.db.eligibility import cases_for
from telepro.db.seating import OpenSeat, Quiz
from telepro.db.what_for import Campaign

Found = tuple[Due, datetime]
PROMISES = (Tier.PROMISED, Tier.FLEXIBLE)
# How many refused leads one deal puts aside before it stops looking for callable ones.
ROUNDS = 20
ROUND = 100


def expire(now: datetime) -> list[int]:
    """End the entries whose time has passed; the running campaigns, to be dealt next."""
    with transaction() as session:
        running, some_lapsed = call_lists.to_deal(session, now)
        if some_lapsed:
            call_lists.expire(session, now)
        return running


def deal(campaign_id: int, seed: str, now: datetime) -> list[str]:
    """Top up the call lists of a campaign; the public ids of people who got leads.

    One dealer of a campaign at a time; a second one leaves at once, since the first does its work.
    """
    with transaction() as session:
        if not call_lists.take_turn(session, campaign_id):
            return []
        plan = frozen.plan_of(session, campaign_id)
        seats = seating.seats(session, campaign_id, _quiz(plan))
        if not seats:
            return []
        policy = plan.deal_policy()
        wave = waves.unsigned(session, campaign_id, plan)
        if wave is not None and wave.is_made:
            _wave_is_made(session, campaign_id, now)
        look = _Look(session, campaign_id, now, seed, None if wave is None else wave.left)
        pool, clear_until = _callable(look, seats, plan)
        dealt = dealing.deal(pool, [_seat(seat, policy) for seat in seats], policy, seed)
        served = _write(session, campaign_id, dealt, clear_until, seed, now)
    point("F1 leads dealt")
    return [seat.public_id for seat in seats if seat.person_id in served]


def _wave_is_made(session: Session, campaign_id: int, now: datetime) -> None:
    """Tell the managers, once, that the rest of the file waits for their word."""
    if not waves.close(session, campaign_id, now):
        return
    campaign = session.get_one(Campaign, campaign_id)
    payload = {"campaign": campaign.public_id}
    outbox.tell(
        session, campaign.controller_id, campaign_id, "campaign.test_wave_made", payload, now
    )
    for person in alarms.told(session, campaign, ()):
        letter = letters.wave_made(person.language, campaign.name)
        key = f"test-wave-{campaign.public_id}-{person.public_id}"
        mail.queue(session, key, person.email, letter, now)


def _seat(seat: OpenSeat, policy: DealPolicy) -> Seat:
    return Seat(seat.person_id, seat.languages, max(policy.high_water - seat.held, 0))


def _quiz(plan: Plan) -> Quiz:
    return Quiz.REQUIRED if plan.preparation.quiz_required else Quiz.NOT_ASKED


@dataclass(frozen=True, slots=True)
class _Look:
    """One dealer's look for leads of a campaign; `most` is what its test wave still allows."""

    session: Session
    campaign_id: int
    now: datetime
    seed: str
    most: int | None = None


def _callable(
    look: _Look, seats: Sequence[OpenSeat], plan: Plan
) -> tuple[list[DueLead], dict[int, datetime]]:
    """Due leads that may be called, enough of each tier, and until when each is cleared.

    While every list is long, only promises are looked for: they go to their owners all the same.
    """
    policy = plan.deal_policy()
    hungry = [seat for seat in seats if seat.held <= policy.low_water]
    wanted = sum(policy.high_water - seat.held for seat in hungry)
    found: list[Found] = []
    campaign = Source(look.campaign_id)
    for tier in call_lists.tiers_due(look.session, look.campaign_id, PROMISES, look.now):
        found += _callable_of(look, campaign, tier, max(wanted, len(seats)))
    if look.most is not None:
        wanted = min(wanted, look.most)
    if hungry and wanted:
        lists = list_shares.today(look.session, look.campaign_id, look.now)
        unpromised = (
            _of_lists(look, lists, seats, wanted, policy)
            if lists
            else _unpromised(look, seats, wanted, policy)
        )
        found += unpromised[: look.most]
    grace = plan.actions.callback_grace
    pool = [_due_lead(due, grace, look.now) for due, _ in found]
    return pool, {due.id: until for due, until in found}


def _unpromised(
    look: _Look, seats: Sequence[OpenSeat], wanted: int, policy: DealPolicy
) -> list[Found]:
    """Fresh leads and retries: each tier's share, or all that is wanted of each where a share is
    not enough to fill the lists, because leads run short or somebody doesn't speak a language."""
    campaign, share = Source(look.campaign_id), wanted * policy.fresh_share // 100
    retries = _callable_of(look, campaign, Tier.RETRY, wanted - share)
    # Chance may round the share up by one.
    more = min(max(share + 1, wanted - len(retries)), wanted)
    fresh = _callable_of(look, campaign, Tier.FRESH, more)
    spoken = frozenset[str].intersection(*(seat.languages for seat in seats)) | {""}
    if len(fresh) == more and all(due.language in spoken for due, _ in (*fresh, *retries)):
        return fresh + retries
    return [
        each
        for tier in (Tier.FRESH, Tier.RETRY)
        for each in _callable_of(look, campaign, tier, max(wanted, len(seats)))
    ]


def _of_lists(
    look: _Look,
    lists: Sequence[SharedList],
    seats: Sequence[OpenSeat],
    wanted: int,
    policy: DealPolicy,
) -> list[Found]:
    """What each list gives by its share of the day; what one lacks the others give, and at last
    whatever the campaign has besides."""
    spoken = frozenset[str]().union(*(seat.languages for seat in seats)) | {""}
    given: dict[int, list[Found]] = {}
    holds: dict[int, int] = {}
    while asked := _not_given(allot(lists, wanted, holds), given, holds):
        for list_id, places in asked.items():
            found = _of_list(look, Source(look.campaign_id, list_id), places, policy)
            given[list_id] = [each for each in found if each[0].language in spoken]
            if len(given[list_id]) < places:
                holds[list_id] = len(given[list_id])
    places_of = allot(lists, wanted, holds)
    list_shares.note_spent(look.session, lists, holds, look.now)
    chosen = [each for i, found in given.items() for each in found[: places_of[i]]]
    return chosen + _besides(look, chosen, wanted - len(chosen))


def _not_given(
    places_of: Mapping[int, int], given: Mapping[int, list[Found]], holds: Mapping[int, int]
) -> dict[int, int]:
    """The lists that have yet to be asked for as many leads as they now are to give."""
    return {
        list_id: places
        for list_id, places in places_of.items()
        if list_id not in holds and places > len(given.get(list_id, ()))
    }


def _of_list(look: _Look, source: Source, places: int, policy: DealPolicy) -> list[Found]:
    """Fresh leads and retries of one list in the plan's measure; each stands in for the other."""
    drawn = chance(look.seed, "fresh of list", source.list_id) % 100
    share = (places * policy.fresh_share + drawn) // 100
    fresh = _callable_of(look, source, Tier.FRESH, share)
    tried = _callable_of(look, source, Tier.RETRY, places - len(fresh))
    if len(fresh) + len(tried) < places and len(fresh) == share:
        fresh = _callable_of(look, source, Tier.FRESH, places - len(tried))
    return fresh + tried


def _besides(look: _Look, chosen: Sequence[Found], wanted: int) -> list[Found]:
    """Leads of lists without a share: what is called when the others are used up."""
    if not wanted:
        return []
    known = {due.id for due, _ in chosen}
    found = [
        each
        for tier in (Tier.FRESH, Tier.RETRY)
        for each in _callable_of(look, Source(look.campaign_id), tier, wanted + len(known))
        if each[0].id not in known
    ]
    return found[:wanted]


def _callable_of(look: _Look, source: Source, tier: Tier, wanted: int) -> list[Found]:
    found: list[Found] = []
    if not wanted:
        return found
    session, now = look.session, look.now
    for _ in range(ROUNDS):
        due = call_lists.due(session, source, tier, now, max(wanted, ROUND))
        if not due:
            return []
        judged = eligibility.judge_all(cases_for(session, due, now), now)
        refused = {i: v for i, v in judged.items() if isinstance(v, Refusals)}
        call_lists.block(session, {i: (v.items[0].code, v.lifts_at) for i, v in refused.items()})
        cleared = ((each, judged[each.id]) for each in due)
        found = [(each, v.valid_until) for each, v in cleared if isinstance(v, Clearance)]
        if len(found) >= wanted or not refused:
            break
    return found[:wanted]


def _due_lead(due: Due, grace: timedelta, now: datetime) -> DueLead:
    moment, tier = due.next_call_at, Tier(due.tier)
    # A promise that its owner did not keep in time is everybody's.
    owner = due.owner_id if now <= moment + grace else None
    return DueLead(due.id, tier, moment, due.order_key, due.stratum, due.language, owner)


def _write(
    session: Session,
    campaign_id: int,
    dealt: Deal,
    clear_until: dict[int, datetime],
    seed: str,
    now: datetime,
) -> set[int]:
    """Write the cards of those who are still there; who got at least one."""
    takers = {card.teleprospector_id for card in dealt.cards} - {None}
    if not takers:
        return set()
    there = seating.still_there(session, campaign_id, takers)
    cards = [card for card in dealt.cards if card.teleprospector_id in there]
    if not cards:
        return set()
    row = _deal_row(campaign_id, dealt, seed, now)
    session.add(row)
    session.flush()
    return handing_out.hand_out(session, row, cards, clear_until, now + LEASE)


def _deal_row(campaign_id: int, dealt: Deal, seed: str, now: datetime) -> rows.Deal:
    return rows.Deal(
        campaign_id=campaign_id,
        dealt_at=now,
        seed=seed,
        commitment=dealt.commitment,
        pool_size=dealt.pool_size,
        pool_hash=dealt.pool_hash,
        strata={"strata": [asdict(each) for each in dealt.strata]},
    )
