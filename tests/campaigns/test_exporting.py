"""A manager takes five thousand rows a day out, a company its own, a teleprospector none."""

import pytest

from campaigns.prospect_base.exporting import TooMany, allowed
from campaigns.states import Role


@pytest.mark.parametrize(
    ("role", "asked", "taken", "answer"),
    [
        (Role.MANAGER, 5_000, 0, None),
        (Role.MANAGER, 5_001, 0, TooMany(5_001, 5_000)),
        (Role.MANAGER, 10, 4_995, TooMany(10, 5)),
        (Role.MANAGER, 1, 7_000, TooMany(1, 0)),
        (Role.COMPANY, 200_000, 0, None),
        (Role.ADMINISTRATOR, 1, 0, TooMany(1, 0)),
    ],
)
def test_how_many_rows_may_be_taken_out(
    role: Role, asked: int, taken: int, answer: TooMany | None
) -> None:
    assert allowed(role, asked, taken) == answer
