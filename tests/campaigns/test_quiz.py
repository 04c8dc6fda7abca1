"""A quiz is passed by enough right answers, and says what to read again."""

from campaigns.teleprospector.quiz import Quiz, QuizQuestion, mark

QUIZ = Quiz(
    (
        QuizQuestion("price", "What does it cost?", ("40", "90"), "40"),
        QuizQuestion("area", "Where do we work?", ("Brittany", "France"), "Brittany"),
        QuizQuestion("limit", "What do we not do?", ("Roofs", "Walls"), "Roofs"),
    ),
    needed=2,
)


def test_two_right_answers_of_three_pass_where_two_are_needed() -> None:
    marked = mark(QUIZ, {"price": "40", "area": "Brittany", "limit": "Walls"})
    assert (marked.right, marked.is_passed) == (2, True)
    assert [each.key for each in marked.missed] == ["limit"]


def test_an_answer_that_is_not_given_is_wrong() -> None:
    assert not mark(QUIZ, {"price": "40"}).is_passed
    assert not mark(QUIZ, {}).is_passed


def test_an_answer_to_another_question_counts_for_nothing() -> None:
    assert mark(QUIZ, {"colour": "40", "price": "40", "area": "40"}).right == 1
