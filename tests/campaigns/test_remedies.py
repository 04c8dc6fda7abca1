"""Every trouble of a row belongs to a group, and every group says what is done about it."""

import pytest

from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.phones import Repair
from campaigns.prospect_file.remedies import (
    GROUPS,
    LEFT_OUT,
    GroupCode,
    Remedy,
    group_of_rejection,
    group_of_repair,
    may_choose,
)
from campaigns.prospect_file.row_problems import RowCode

CODES = [*RowCode, *(f"phone_{code}" for code in (*BadCode, *Repair))]


@pytest.mark.parametrize("code", CODES)
def test_every_trouble_belongs_to_a_group(code: str) -> None:
    group = group_of_repair(code)
    assert group_of_rejection(LEFT_OUT + code) is group


def test_a_bad_number_rejects_a_row_or_is_dropped_from_it() -> None:
    assert group_of_rejection("phone_too_short") is GroupCode.NUMBER_UNREADABLE
    assert group_of_rejection("phone_premium") is GroupCode.NUMBER_NEVER_DIALLED
    assert group_of_repair("phone_too_short") is GroupCode.NUMBER_DROPPED


def test_every_group_is_told_in_both_languages() -> None:
    assert set(GROUPS) == set(GroupCode)
    for group in GROUPS.values():
        said = [group.title, group.usual, *(w for pair in group.remedies.values() for w in pair)]
        assert all(set(words) == {"fr", "en"} and all(words.values()) for words in said)


def test_a_group_offers_only_its_own_ways_out() -> None:
    assert may_choose("name_missing", "name_by_number")
    assert may_choose("leading_zero", Remedy.LEAVE_OUT)
    assert not may_choose("name_missing", "leave_out")
    assert not may_choose("number_unreadable", "leave_out")
    assert not may_choose("", "")
