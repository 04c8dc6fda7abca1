"""A manager's line to somebody at work: what fits, and what is refused in words."""

import pytest

from campaigns.listening.coaching import Unfit, one_line, problem, unfit


def test_a_short_line_to_somebody_at_work_is_sent() -> None:
    line = one_line("  Laissez un silence\n après la question. ")
    assert line == "Laissez un silence après la question."
    assert unfit(line, at_work=True, waiting=0) is None
    assert unfit("x" * 200, at_work=True, waiting=4) is None


@pytest.mark.parametrize(
    ("line", "at_work", "waiting", "why"),
    [
        ("", True, 0, Unfit.EMPTY),
        ("x" * 201, True, 0, Unfit.TOO_LONG),
        ("Bravo", False, 0, Unfit.AWAY),
        ("Bravo", True, 5, Unfit.TOO_MANY),
    ],
)
def test_what_is_not_sent_says_why(line: str, at_work: bool, waiting: int, why: Unfit) -> None:
    assert unfit(line, at_work=at_work, waiting=waiting) is why
    assert problem(why, "fr").sentence() != problem(why, "en").sentence()
