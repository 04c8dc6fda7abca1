"""A deal refuses what can't be dealt, counts what it dealt at any size, and can be verified."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest

from campaigns.dealing import (
    DEAL_LABELS,
    LEFT_LABELS,
    DealPolicy,
    DealReason,
    LeftReason,
    StratumCount,
    Tier,
    commitment,
    deal,
    verify,
)
from campaigns.problems import Problem
from tests.campaigns.dealing.deal_values import ALICE, BRUNO, POLICY, lead, seat


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


def test_the_hash_of_a_pool_is_that_of_its_leads_in_words() -> None:
    first = replace(lead(1, stratum="l'école"), owner_id=ALICE, language="")
    pool = [first, lead(2), lead(3, Tier.RETRY)]
    words = "".join(f"{each!r}\n" for each in sorted(pool, key=lambda each: each.lead_id))
    dealt = deal(pool, [seat()], POLICY, "seed")
    assert dealt.pool_hash == sha256(words.encode()).hexdigest()
