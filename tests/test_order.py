"""Each screen is looked at once a day in CI, and in every combination within a few days."""

from tests.order import in_rotation

SEEN = [
    f"tests/web/test_a.py::test_it_is_accessible_and_fits[{combination}-{page}]"
    for combination in ("1366-light-en", "390-dark-fr")
    for page in ("library", "steps/target")
]
OTHERS = [
    "tests/test_b.py::test_fr",
    "tests/test_b.py::test_en[fr]",
    "tests/test_b.py::test_en[en]",
]


def test_a_day_looks_at_each_screen_once_and_runs_everything_else() -> None:
    kept = in_rotation(SEEN + OTHERS, 1)
    assert kept == {*SEEN[2:], *OTHERS}


def test_every_combination_has_its_day() -> None:
    assert in_rotation(SEEN, 1) | in_rotation(SEEN, 2) == set(SEEN)
