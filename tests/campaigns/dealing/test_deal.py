"""Who gets which lead next."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.dealing import (
    DEAL_LABELS,
    LEFT_LABELS,
    Card,
    Deal,
    DealPolicy,
    DealReason,
    DueLead,
    LeftReason,
    Seat,
    StratumCount,
    Tier,
    commitment,
    deal,
    verify,
)
from campaigns.problems import Problem

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
POLICY = DealPolicy(fresh_share=70, low_water=3, high_water=10)
FRENCH = frozenset({"fr"})
ALICE, BRUNO = 1, 2


def lead(
    lead_id: int,
    tier: Tier = Tier.FRESH,
    minute: int = 0,
    stratum: str = "schools",
    owner_id: int | None = None,
    language: str = "fr",
) -> DueLead:
    due_at = NINE + timedelta(minutes=minute)
    return DueLead(lead_id, tier, due_at, float(lead_id), stratum, language, owner_id)


def seat(person: int | None = ALICE, free: int = 10, *languages: str) -> Seat:
    return Seat(person, frozenset(languages) or FRENCH, free)


def hand(dealt: Deal, person: int | None) -> list[int]:
    cards = [card for card in dealt.cards if card.teleprospector_id == person]
    assert [card.position for card in cards] == list(range(1, len(cards) + 1))
    return [card.lead_id for card in cards]


def test_a_promised_callback_goes_to_whoever_promised_it() -> None:
    promise = lead(7, Tier.PROMISED, owner_id=BRUNO)
    dealt = deal([promise], [seat(ALICE), seat(BRUNO)], POLICY, "seed")
    assert dealt.cards == (Card(7, BRUNO, 1, Tier.PROMISED, DealReason.OWN_CALLBACK),)


def test_a_promise_is_kept_even_when_the_list_is_full() -> None:
    dealt = deal([lead(7, Tier.PROMISED, owner_id=BRUNO)], [seat(BRUNO, 0)], POLICY, "seed")
    assert hand(dealt, BRUNO) == [7]


def test_a_promise_waits_for_its_owner() -> None:
    dealt = deal([lead(7, Tier.PROMISED, owner_id=BRUNO)], [seat(ALICE)], POLICY, "seed")
    assert dealt.left == ((7, LeftReason.OWNER_ABSENT),)


def test_a_released_promise_goes_to_anyone() -> None:
    dealt = deal([lead(7, Tier.PROMISED)], [seat(ALICE)], POLICY, "seed")
    assert dealt.cards == (Card(7, ALICE, 1, Tier.PROMISED, DealReason.SHARED_CALLBACK),)


def test_a_flexible_callback_waits_while_its_owners_list_is_full() -> None:
    waiting = lead(7, Tier.FLEXIBLE, owner_id=BRUNO)
    assert deal([waiting], [seat(BRUNO, 0)], POLICY, "s").left == ((7, LeftReason.OWNER_FULL),)


def test_callbacks_come_first_in_the_order_of_their_promises() -> None:
    pool = [
        lead(1),
        lead(2, Tier.FLEXIBLE, minute=-30),
        lead(3, Tier.PROMISED, minute=5),
        lead(4, Tier.PROMISED, minute=1, owner_id=ALICE),
    ]
    assert hand(deal(pool, [seat(ALICE)], POLICY, "seed"), ALICE) == [4, 3, 2, 1]


def test_the_plans_order_is_kept_within_a_tier() -> None:
    pool = [lead(number) for number in (5, 3, 9, 1)]
    assert hand(deal(pool, [seat(ALICE)], POLICY, "seed"), ALICE) == [1, 3, 5, 9]


def test_fresh_leads_and_retries_are_mixed_by_the_share() -> None:
    pool = [lead(n) for n in range(100)] + [lead(n, Tier.RETRY) for n in range(100, 200)]
    dealt = deal(pool, [seat(ALICE, 10)], POLICY, "seed")
    assert Counter(card.tier for card in dealt.cards) == {Tier.FRESH: 7, Tier.RETRY: 3}
    assert [card.tier for card in dealt.cards].index(Tier.RETRY) == 1


@pytest.mark.parametrize(("share", "tier"), [(0, Tier.RETRY), (100, Tier.FRESH)])
def test_a_share_of_all_or_nothing_is_kept(share: int, tier: Tier) -> None:
    pool = [lead(n) for n in range(20)] + [lead(n, Tier.RETRY) for n in range(20, 40)]
    dealt = deal(pool, [seat(ALICE, 10)], replace(POLICY, fresh_share=share), "seed")
    assert {card.tier for card in dealt.cards} == {tier}


def test_where_fresh_leads_run_out_retries_fill_the_places() -> None:
    pool = [lead(1), *(lead(n, Tier.RETRY) for n in range(2, 30))]
    dealt = deal(pool, [seat(ALICE, 10)], POLICY, "seed")
    assert Counter(card.tier for card in dealt.cards) == {Tier.FRESH: 1, Tier.RETRY: 9}


def test_many_small_deals_hold_the_share_too() -> None:
    pool = [lead(n) for n in range(5)] + [lead(n, Tier.RETRY) for n in range(5, 10)]
    policy = DealPolicy(fresh_share=30, low_water=0, high_water=1)
    dealt = [deal(pool, [seat(ALICE, 1)], policy, f"deal {n}").cards[0] for n in range(1000)]
    assert 250 <= sum(card.tier is Tier.FRESH for card in dealt) <= 350


def test_a_list_that_is_still_long_is_not_topped_up() -> None:
    dealt = deal([lead(1)], [seat(ALICE, free=6)], POLICY, "seed")
    assert dealt.left == ((1, LeftReason.NO_ROOM),)


def test_a_list_that_is_still_long_gets_callbacks() -> None:
    dealt = deal([lead(1, Tier.FLEXIBLE)], [seat(ALICE, free=6)], POLICY, "seed")
    assert hand(dealt, ALICE) == [1]


def test_a_list_at_low_water_is_topped_up() -> None:
    pool = [lead(number) for number in range(20)]
    assert len(hand(deal(pool, [seat(ALICE, free=7)], POLICY, "seed"), ALICE)) == 7


def test_a_lead_goes_to_who_speaks_its_language() -> None:
    pool = [lead(1, language="de"), lead(2), lead(3, language="br")]
    dealt = deal(pool, [seat(ALICE), seat(BRUNO, 10, "fr", "de")], POLICY, "seed")
    assert 1 in hand(dealt, BRUNO)
    assert dealt.left == ((3, LeftReason.NO_SPEAKER),)


def test_the_rarest_language_is_dealt_first() -> None:
    pool = [lead(n) for n in range(5)] + [lead(n, language="de") for n in range(5, 8)]
    policy = replace(POLICY, low_water=0, high_water=3)
    dealt = deal(pool, [seat(ALICE, 3), seat(BRUNO, 3, "fr", "de")], policy, "seed")
    assert hand(dealt, BRUNO) == [5, 6, 7]
    assert hand(dealt, ALICE) == [0, 1, 2]


def test_a_lead_without_language_goes_to_anyone() -> None:
    dealt = deal([lead(1, language="")], [seat(ALICE, 10, "de")], POLICY, "seed")
    assert hand(dealt, ALICE) == [1]


def test_nobody_signed_in_is_said_so() -> None:
    assert deal([lead(1)], [], POLICY, "seed").left == ((1, LeftReason.NOBODY_SIGNED_IN),)


def test_the_pool_of_the_campaign_may_be_a_list_too() -> None:
    assert hand(deal([lead(1)], [seat(None)], POLICY, "seed"), None) == [1]


def test_a_lead_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="7 comes twice"):
        deal([lead(7), lead(7, Tier.RETRY)], [seat()], POLICY, "seed")


def test_a_person_who_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="1 comes twice"):
        deal([lead(7)], [seat(ALICE), seat(ALICE)], POLICY, "seed")


@pytest.mark.parametrize("wishes", [(101, 3, 10), (-1, 3, 10), (70, 10, 10), (70, -1, 10)])
def test_a_policy_that_cannot_be_kept_is_refused(wishes: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"percentage|topped up"):
        DealPolicy(*wishes)


def test_what_was_offered_and_dealt_of_each_stratum_is_counted() -> None:
    pool = [lead(n, stratum="public") for n in range(8)]
    pool += [lead(n, stratum="private") for n in range(8, 12)]
    dealt = deal(pool, [seat(ALICE)], POLICY, "seed")
    assert dealt.strata == (
        StratumCount(Tier.FRESH, "private", 4, 2),
        StratumCount(Tier.FRESH, "public", 8, 8),
    )


def test_a_fair_deal_verifies() -> None:
    pool, seats = [lead(n) for n in range(50)], [seat(ALICE), seat(BRUNO)]
    dealt = deal(pool, seats, POLICY, "seed")
    assert dealt.commitment == commitment("seed")
    assert verify(dealt, pool, seats, POLICY, "seed") == ()


def test_another_seed_a_slipped_in_lead_or_a_swapped_card_is_found_out() -> None:
    pool, seats = [lead(n) for n in range(50)], [seat(ALICE), seat(BRUNO)]
    dealt = deal(pool, seats, POLICY, "seed")
    swapped = replace(dealt, cards=(replace(dealt.cards[0], lead_id=49), *dealt.cards[1:]))
    assert "deal.commitment" in places(verify(dealt, pool, seats, POLICY, "other"))
    assert "deal.pool_hash" in places(verify(dealt, [*pool, lead(99)], seats, POLICY, "seed"))
    assert places(verify(swapped, pool, seats, POLICY, "seed")) == ["deal.cards"]


def places(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.place for problem in problems]


def test_ten_thousand_leads_are_dealt_to_fifty_people() -> None:
    pool = [lead(n, stratum=f"s{n % 7}") for n in range(10_000)]
    policy = replace(POLICY, high_water=200)
    dealt = deal(pool, [seat(person, 200) for person in range(1, 51)], policy, "seed")
    assert Counter(card.teleprospector_id for card in dealt.cards) == dict.fromkeys(
        range(1, 51), 200
    )


def test_every_reason_speaks_both_languages() -> None:
    assert all(set(DEAL_LABELS[reason]) == {"fr", "en"} for reason in DealReason)
    assert all(set(LEFT_LABELS[reason]) == {"fr", "en"} for reason in LeftReason)


LEADS = st.lists(
    st.builds(
        lead,
        lead_id=st.integers(1, 500),
        tier=st.sampled_from(Tier),
        minute=st.integers(-600, 0),
        stratum=st.sampled_from(["public", "private", "other"]),
        owner_id=st.sampled_from([None, None, None, 1, 2, 9]),
        language=st.sampled_from(["fr", "fr", "fr", "de", "", "br"]),
    ),
    max_size=60,
    unique_by=lambda it: it.lead_id,
)
SEATS = st.lists(
    st.builds(
        Seat,
        teleprospector_id=st.integers(1, 5),
        languages=st.sets(st.sampled_from(["fr", "de"]), min_size=1).map(frozenset),
        free=st.integers(0, 10),
    ),
    max_size=5,
    unique_by=lambda it: it.teleprospector_id,
)
SEEDS = st.text(max_size=8)


@given(LEADS, SEATS, SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_never_matters(
    leads: list[DueLead], seats: list[Seat], seed: str, chance: Random
) -> None:
    dealt = deal(leads, seats, POLICY, seed)
    chance.shuffle(leads)
    chance.shuffle(seats)
    assert deal(leads, seats, POLICY, seed) == dealt


@given(LEADS, SEATS, SEEDS)
def test_every_lead_is_dealt_once_or_left_with_a_reason(
    leads: list[DueLead], seats: list[Seat], seed: str
) -> None:
    dealt = deal(leads, seats, POLICY, seed)
    seen = [card.lead_id for card in dealt.cards] + [lead_id for lead_id, _ in dealt.left]
    assert sorted(seen) == sorted(it.lead_id for it in leads)


@given(LEADS, SEATS, SEEDS)
def test_languages_owners_and_places_are_respected(
    leads: list[DueLead], seats: list[Seat], seed: str
) -> None:
    by_id = {it.lead_id: it for it in leads}
    dealt = deal(leads, seats, POLICY, seed)
    for it in seats:
        mine = [by_id[lead_id] for lead_id in hand(dealt, it.teleprospector_id)]
        assert all(one.owner_id in (None, it.teleprospector_id) for one in mine)
        assert all(one.owner_id or one.language in ("", *it.languages) for one in mine)
        owed = [one for one in mine if one.owner_id and one.tier is Tier.PROMISED]
        assert len(mine) <= max(it.free, len(owed))


@given(LEADS, SEATS, SEEDS)
def test_no_place_stays_empty_while_a_lead_for_it_is_left(
    leads: list[DueLead], seats: list[Seat], seed: str
) -> None:
    dealt = deal(leads, seats, POLICY, seed)
    left = dict(dealt.left)
    for it in seats:
        low = POLICY.high_water - it.free <= POLICY.low_water
        if low and len(hand(dealt, it.teleprospector_id)) < it.free:
            waiting = [one for one in leads if left.get(one.lead_id) is LeftReason.NO_ROOM]
            assert not [one for one in waiting if one.language in ("", *it.languages)]


@given(
    strata=st.lists(st.integers(0, 25), min_size=1, max_size=5),
    people=st.integers(1, 7),
    free=st.integers(1, 12),
    seed=SEEDS,
)
def test_every_list_gets_its_fair_part_of_each_stratum(
    strata: list[int], people: int, free: int, seed: str
) -> None:
    sizes = [(number, f"s{number}") for number, size in enumerate(strata) for _ in range(size)]
    pool = [lead(n, stratum=name) for n, (_, name) in enumerate(sizes)]
    policy = replace(POLICY, low_water=0, high_water=free)
    dealt = deal(pool, [seat(person, free) for person in range(1, people + 1)], policy, seed)
    names = {it.lead_id: it.stratum for it in pool}
    parts = Counter((names[card.lead_id], card.teleprospector_id) for card in dealt.cards)
    for stratum in dealt.strata:
        shares = [parts[stratum.stratum, person] for person in range(1, people + 1)]
        assert max(shares) - min(shares) <= 1
