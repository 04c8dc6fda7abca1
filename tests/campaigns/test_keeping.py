"""Whether a promised call can be kept: who is there, what stands already, what the law allows."""

from datetime import UTC, datetime, time, timedelta

import pytest

from campaigns.follow_up.keeping import (
    AROUND,
    DOUBTS,
    RISKS,
    Doubt,
    Keeper,
    Keepers,
    Outlook,
    Promised,
    Risk,
    conflicts,
    outlook,
    risk,
)
from campaigns.teleprospector.presence import Away, Presence, WeeklySpan

PARIS = "Europe/Paris"
MORNINGS = tuple(WeeklySpan(day, time(9), time(12), PARIS) for day in range(5))
ALICE = Presence(MORNINGS)
GRACE = timedelta(minutes=15)


def paris(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour of November 2026 in Paris; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


def always(at: datetime) -> datetime:
    return at


def from_ten(at: datetime) -> datetime:
    """The law lets nobody ring before ten in Paris."""
    opening = at.replace(hour=9, minute=0)
    return at if at >= opening else opening


def test_nothing_speaks_against_a_free_hour_of_ones_own() -> None:
    assert outlook(paris(24, 10), Keepers((ALICE,)), always) == Outlook(())


def test_an_hour_that_is_none_of_ones_own_is_doubted_and_the_next_one_offered() -> None:
    found = outlook(paris(24, 14), Keepers((ALICE,)), always)
    assert found == Outlook((Doubt.NOT_THERE,), paris(25, 9))


def test_whoever_is_away_is_back_at_the_first_hour_of_theirs_after_it() -> None:
    away = Presence(MORNINGS, (Away(paris(23, 0 + 1), paris(26, 10)),))
    found = outlook(paris(24, 10), Keepers((away,)), always)
    assert found == Outlook((Doubt.AWAY,), paris(26, 10))


def test_one_person_keeps_one_promise_in_a_quarter_of_an_hour() -> None:
    taken = Keepers((ALICE,), (paris(24, 10), paris(24, 10, 20)))
    assert outlook(paris(24, 10, 5), taken, always).doubts == (Doubt.TOO_MANY,)
    assert outlook(paris(24, 10, 5), taken, always).better == paris(24, 10, 30)


def test_two_promises_closer_than_a_conversation_clash_across_quarters() -> None:
    taken = Keepers((ALICE,), (paris(24, 10, 10),))
    assert outlook(paris(24, 10, 15), taken, always).doubts == (Doubt.TOO_MANY,)
    assert outlook(paris(24, 10, 20), taken, always).doubts == ()


def test_two_people_keep_two_promises_at_once_and_not_three() -> None:
    both = (ALICE, ALICE)
    assert outlook(paris(24, 10), Keepers(both, (paris(24, 10),)), always).doubts == ()
    full = Keepers(both, (paris(24, 10), paris(24, 10)))
    assert outlook(paris(24, 10), full, always).doubts == (Doubt.TOO_MANY,)


def test_an_hour_that_the_law_refuses_is_doubted_and_the_legal_one_offered() -> None:
    found = outlook(paris(24, 9), Keepers((ALICE,)), from_ten)
    assert found == Outlook((Doubt.NOT_LEGAL,), paris(24, 10))


def test_where_nothing_better_can_be_found_none_is_offered() -> None:
    assert outlook(paris(24, 10), Keepers((ALICE,)), lambda at: None).better is None
    gone = Presence(MORNINGS, (Away(paris(1, 8), paris(24, 8) + timedelta(days=90)),))
    assert outlook(paris(24, 10), Keepers((gone,)), always).better is None


def test_whoever_has_said_no_hours_may_be_there_at_any() -> None:
    assert outlook(paris(29, 22), Keepers((Presence(),)), always).doubts == ()


def test_odd_minutes_are_not_offered() -> None:
    late = outlook(paris(24, 12, 7), Keepers((ALICE,)), always)
    assert late.better == paris(25, 9)
    odd = Keepers((ALICE,), (paris(24, 9, 7),))
    assert outlook(paris(24, 9, 7), odd, always).better == paris(24, 9, 30)


def test_the_conflicts_of_a_day_are_named() -> None:
    exact = [("a", paris(24, 10)), ("b", paris(24, 10, 9)), ("c", paris(24, 10, 19))]
    assert conflicts(exact) == {"a", "b"}
    assert conflicts(exact[1:]) == frozenset()


@pytest.mark.parametrize(
    ("team", "owner", "found"),
    [
        ({1: ALICE}, 1, None),
        ({1: ALICE}, None, None),
        ({1: Presence(MORNINGS, (Away(paris(24, 8), paris(24, 12)),)), 2: ALICE}, 1, "owner_away"),
        ({1: Presence(MORNINGS[3:]), 2: ALICE}, 1, "owner_off"),
        ({2: ALICE}, 1, "owner_gone"),
        ({1: Presence(MORNINGS[3:])}, 1, "nobody"),
        ({}, None, "nobody"),
    ],
)
def test_a_promise_is_at_risk_when_its_owner_or_everybody_is_not_there(
    team: dict[int, Presence], owner: int | None, found: str | None
) -> None:
    assert risk(Promised(paris(24, 10), owner), team, GRACE) == found


def test_the_team_that_comes_within_the_grace_keeps_it_too() -> None:
    from_quarter = Presence((WeeklySpan(1, time(10, 15), time(12), PARIS),))
    assert risk(Promised(paris(24, 10), None), {2: from_quarter}, GRACE) is None
    early = paris(24, 9, 59)
    assert risk(Promised(early, None), {2: from_quarter}, GRACE) is Risk.NOBODY
    assert risk(Promised(early, None, AROUND), {2: from_quarter}, GRACE) is None


def test_every_doubt_and_every_risk_has_its_words() -> None:
    for keeper in Keeper:
        assert all(set(DOUBTS[keeper][doubt]) == {"fr", "en"} for doubt in Doubt)
    assert all(set(RISKS[code]) == {"fr", "en"} for code in Risk)
