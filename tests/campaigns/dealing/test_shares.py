"""How places and leads are shared out evenly."""

from datetime import UTC, datetime
from hashlib import sha256

from campaigns.dealing import DueLead, Tier
from campaigns.dealing.shares import assign, chance, choose, evenly

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def leads(tier: Tier, first: int, last: int, stratum: str = "schools") -> list[DueLead]:
    return [DueLead(n, tier, NINE, float(n), stratum) for n in range(first, last + 1)]


def ids(chosen: list[DueLead]) -> list[int]:
    return [lead.lead_id for lead in chosen]


def test_chance_is_the_first_eight_bytes_of_a_hash_that_anyone_can_compute() -> None:
    digest = sha256(b"seed|lead|7").hexdigest()
    assert chance("seed", "lead", 7) == int(digest[:16], 16)


def test_equal_lists_take_turns() -> None:
    assert "".join(evenly({"a": 3, "b": 3}, {"a": 0, "b": 1})) == "ababab"


def test_a_longer_list_gets_more_turns_spread_over_the_whole() -> None:
    assert "".join(evenly({"a": 4, "b": 2}, {"a": 0, "b": 1})) == "abaaba"


def test_a_list_without_room_gets_no_turn() -> None:
    assert evenly({"a": 0, "b": 1}, {"a": 0, "b": 1}) == ["b"]


def test_the_first_of_each_tier_are_chosen_up_to_the_room() -> None:
    pool = leads(Tier.FRESH, 1, 20) + leads(Tier.RETRY, 21, 40)
    assert ids(choose(pool, 10, 70, "seed")) == [1, 2, 3, 4, 5, 6, 7, 21, 22, 23]


def test_fresh_leads_fill_what_retries_leave() -> None:
    pool = leads(Tier.FRESH, 1, 20) + leads(Tier.RETRY, 21, 22)
    assert ids(choose(pool, 10, 30, "seed")) == [1, 2, 3, 4, 5, 6, 7, 8, 21, 22]


def test_callbacks_are_chosen_in_order_whatever_the_share() -> None:
    assert ids(choose(leads(Tier.PROMISED, 1, 5), 3, 70, "seed")) == [1, 2, 3]


def test_without_room_nothing_is_chosen() -> None:
    pool = leads(Tier.FRESH, 1, 5) + leads(Tier.RETRY, 6, 9)
    assert [choose(pool, 0, share, f"{share}") for share in range(101)] == [[]] * 101


def test_a_fraction_of_a_lead_is_rounded_up_as_often_as_it_says() -> None:
    pool = leads(Tier.FRESH, 1, 5) + leads(Tier.RETRY, 6, 9)
    fresh = [choose(pool, 1, 25, f"deal {n}")[0].tier is Tier.FRESH for n in range(2000)]
    assert 430 <= sum(fresh) <= 570


def test_neighbours_in_the_order_are_drawn_by_lot_and_no_further() -> None:
    pool = leads(Tier.FRESH, 1, 9)
    drawn = [lead.lead_id for lead, _ in assign(pool, range(9), 3, "seed")]
    assert [sorted(drawn[start : start + 3]) for start in (0, 3, 6)] == [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
    ]
    assert drawn != sorted(drawn)


def test_strata_follow_one_another() -> None:
    pool = leads(Tier.FRESH, 1, 2, "public") + leads(Tier.FRESH, 3, 4, "private")
    assert {lead.stratum for lead, place in assign(pool, range(4), 2, "s") if place < 2} == {
        "private"
    }
