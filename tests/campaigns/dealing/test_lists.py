"""Lists of one campaign and their shares of the day's dials."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.dealing.lists import SharedList, allot


def test_ten_places_are_divided_as_the_shares_say() -> None:
    lists = [SharedList(1, 50, 0), SharedList(2, 30, 0), SharedList(3, 20, 0)]
    assert allot(lists, 10) == {1: 5, 2: 3, 3: 2}


def test_a_list_that_is_behind_catches_up_first() -> None:
    lists = [SharedList(1, 50, 30), SharedList(2, 50, 20)]
    assert allot(lists, 12) == {1: 1, 2: 11}


def test_the_part_of_a_list_that_is_used_up_goes_to_the_others_by_their_shares() -> None:
    lists = [SharedList(1, 50, 0), SharedList(2, 30, 0), SharedList(3, 20, 0)]
    assert allot(lists, 10, {1: 0}) == {1: 0, 2: 6, 3: 4}
    assert allot(lists, 10, {1: 2}) == {1: 2, 2: 5, 3: 3}


def test_places_that_no_list_can_fill_stay_free() -> None:
    lists = [SharedList(1, 50, 0), SharedList(2, 50, 0)]
    assert allot(lists, 10, {1: 2, 2: 1}) == {1: 2, 2: 1}


def test_a_share_of_nothing_gets_nothing() -> None:
    assert allot([SharedList(1, 100, 0), SharedList(2, 0, 0)], 5) == {1: 5, 2: 0}


@given(
    shares=st.lists(st.integers(1, 60), min_size=2, max_size=5),
    deals=st.lists(st.integers(1, 12), min_size=1, max_size=30),
)
def test_after_any_deals_of_a_day_each_list_is_within_rounding_of_its_share(
    shares: list[int], deals: list[int]
) -> None:
    dials = dict.fromkeys(range(len(shares)), 0)
    for places in deals:
        lists = [SharedList(number, share, dials[number]) for number, share in enumerate(shares)]
        for number, more in allot(lists, places).items():
            dials[number] += more
    due = {number: share * sum(deals) / sum(shares) for number, share in enumerate(shares)}
    assert sum(dials.values()) == sum(deals)
    assert all(abs(dials[number] - due[number]) < len(shares) - 1 for number in dials)
