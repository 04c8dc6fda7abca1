"""How far a conversation established the need, by BANT and by CHAMP."""

import pytest

from campaigns.call.need_score import Criterion, Framework, Level, NeedScore, ScoredQuestion, score

BANT = NeedScore(
    Framework.BANT,
    5,
    (
        ScoredQuestion(Criterion.BUDGET, "budget", ("Planned",), ("To be asked for",)),
        ScoredQuestion(Criterion.AUTHORITY, "decides", ("yes",), ("no",)),
        ScoredQuestion(Criterion.NEED, "need"),
        ScoredQuestion(Criterion.TIMING, "when", ("This year",), ("Next year",)),
    ),
)


@pytest.mark.parametrize(
    ("answers", "points", "qualified"),
    [
        ({"budget": "Planned", "decides": "yes", "need": "heat", "when": "This year"}, 8, True),
        ({"decides": "yes", "need": "heat", "when": "Next year"}, 5, True),
        ({"decides": "no", "need": "heat", "when": "Next year"}, 4, False),
        ({"budget": "Planned", "need": "heat", "when": "This year"}, 6, False),
        ({"budget": "Planned", "decides": "yes", "when": "This year"}, 6, False),
        ({"budget": "Later", "decides": "yes", "need": " ", "when": "Some day"}, 2, False),
        ({}, 0, False),
    ],
)
def test_two_points_for_what_is_confirmed_one_for_what_is_not_sure(
    answers: dict[str, str], points: int, qualified: bool
) -> None:
    need = score(BANT, answers)
    assert (need.points, need.most, need.is_qualified) == (points, 8, qualified)


def test_each_criterion_keeps_the_answer_it_rests_on() -> None:
    established = {each.criterion: each for each in score(BANT, {"decides": "no"}).established}
    assert established[Criterion.AUTHORITY].level is Level.WEAK
    assert established[Criterion.AUTHORITY].answer == "no"
    assert established[Criterion.NEED].level is Level.UNKNOWN


def test_champ_wants_the_challenges_first() -> None:
    champ = NeedScore(Framework.CHAMP, 1, (ScoredQuestion(Criterion.CHALLENGES, "hard"),))
    assert not score(champ, {}).is_qualified
    assert score(champ, {"hard": "three suppliers"}).is_qualified
