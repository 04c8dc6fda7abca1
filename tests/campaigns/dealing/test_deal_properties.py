"""What holds of a deal whatever leads, people and seed it was given."""

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from campaigns.dealing import DueLead, LeftReason, Seat, Tier, deal
from tests.campaigns.dealing.deal_values import POLICY, hand, lead, seat

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
