"""What a manager types as limits of a campaign, and a company as caps of all its calls."""

import pytest

from campaigns.numbers.limits import (
    CampaignLimits,
    LimitProblems,
    Masking,
    read_caps,
    read_limits,
)


def test_limits_left_empty_are_as_usual() -> None:
    assert read_limits({}, ["FR"], "en") == CampaignLimits(("FR",), Masking.AS_COMPANY, None, None)


def test_limits_are_read_as_people_write_them() -> None:
    typed = {"caller_id_cap": "60", "spend_cap": "1 250,50", "masking": "masked"}
    assert read_limits(typed, ["GB", "FR"], "fr") == CampaignLimits(
        ("FR", "GB"), Masking.MASKED, 60, 125_050
    )


@pytest.mark.parametrize(
    ("typed", "named", "place", "found"),
    [
        ({"caller_id_cap": "0"}, ["FR"], "caller_id_cap", "`0`"),
        ({"caller_id_cap": "1001"}, ["FR"], "caller_id_cap", "`1001`"),
        ({"spend_cap": "a lot"}, ["FR"], "spend_cap", "`a lot`"),
        ({}, [], "destinations", "no country"),
        ({}, ["FR", "ZZ"], "destinations", "ZZ"),
    ],
)
def test_a_limit_that_makes_no_sense_is_named_with_what_was_found(
    typed: dict[str, str], named: list[str], place: str, found: str
) -> None:
    read = read_limits(typed, named, "en")
    assert isinstance(read, LimitProblems)
    (problem,) = read.problems
    assert (problem.place, problem.found) == (place, found)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    read = read_limits({"caller_id_cap": "many", "spend_cap": "x"}, [], "en")
    assert isinstance(read, LimitProblems)
    assert [each.place for each in read.problems] == ["caller_id_cap", "spend_cap", "destinations"]


def test_a_company_keeps_only_the_caps_that_differ_from_the_usual() -> None:
    assert read_caps({"person_day": "300", "number_day": "6", "prefix_hour": " "}, "en") == {
        "person_day": 300
    }


def test_a_cap_that_is_no_number_is_named() -> None:
    read = read_caps({"person_day": "-1", "company_day": "9000"}, "en")
    assert isinstance(read, LimitProblems)
    assert [each.place for each in read.problems] == ["person_day"]
