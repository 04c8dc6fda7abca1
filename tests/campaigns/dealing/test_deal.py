"""Who gets which lead next."""

from collections import Counter
from dataclasses import replace

import pytest

from campaigns.dealing import Card, DealPolicy, DealReason, LeftReason, Tier, deal
from tests.campaigns.dealing.deal_values import ALICE, BRUNO, CHLOE, POLICY, hand, lead, seat


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


def test_the_pool_and_a_person_are_dealt_the_same_in_whichever_order_they_are_named() -> None:
    pool = [lead(number) for number in range(5)]
    dealt = deal(pool, [seat(ALICE), seat(None)], POLICY, "seed")
    assert deal(pool, [seat(None), seat(ALICE)], POLICY, "seed") == dealt


@pytest.mark.parametrize("seed", ["one", "two", "three", "four"])
def test_a_full_list_does_not_loosen_the_order_in_which_others_get_callbacks(seed: str) -> None:
    pool = [lead(number, Tier.FLEXIBLE, minute=number) for number in (1, 2, 3, 4)]
    dealt = deal(pool, [seat(ALICE, 2), seat(BRUNO, 2), seat(CHLOE, 0)], POLICY, seed)
    first = {hand(dealt, person)[0] for person in (ALICE, BRUNO)}
    assert first == {1, 2}


def test_after_a_promise_on_a_full_list_its_owners_other_callbacks_wait() -> None:
    pool = [lead(7, Tier.PROMISED, owner_id=BRUNO), lead(8, Tier.FLEXIBLE, owner_id=BRUNO)]
    dealt = deal(pool, [seat(BRUNO, 0)], POLICY, "seed")
    assert hand(dealt, BRUNO) == [7]
    assert dealt.left == ((8, LeftReason.OWNER_FULL),)
