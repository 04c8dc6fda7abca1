"""Scores of a call: what was heard counts, a total says what it stands on, a trend needs six."""

from campaigns.listening.scoring import (
    LINES,
    Course,
    Criterion,
    Total,
    course,
    read_scores,
    series,
    total,
)


def test_what_was_not_heard_has_no_score() -> None:
    form = {"opening": "4", "close": "", "manner": "6", "argument": "x", "discovery": "2"}
    scores = read_scores(form)
    assert scores == {Criterion.OPENING: 4, Criterion.DISCOVERY: 2}
    assert total(scores) == Total(points=6, out_of=10, heard=2, lines=6)
    assert total({}) is None


def test_every_criterion_says_what_a_one_and_a_five_sound_like_in_both_languages() -> None:
    assert set(LINES) == set(Criterion)
    for line in LINES.values():
        assert all(words["fr"] != words["en"] for words in (line.labels, line.one, line.five)) or (
            line.labels["fr"] == line.labels["en"]
        )


def test_a_person_is_compared_with_themselves_from_six_scores_on() -> None:
    assert course([1, 1, 1, 5, 5]) is Course.TOO_FEW
    assert course([2, 3, 2, 4, 4, 3]) is Course.HIGHER
    assert course([4, 4, 3, 2, 3, 2]) is Course.LOWER
    assert course([3, 3, 3, 3, 4, 4]) is Course.AS_BEFORE


def test_a_series_leaves_out_what_was_never_heard() -> None:
    found = series([{Criterion.OPENING: 3}, {Criterion.OPENING: 4, Criterion.MANNER: 5}])
    assert [(each.criterion, each.scores) for each in found] == [
        (Criterion.OPENING, (3, 4)),
        (Criterion.MANNER, (5,)),
    ]
