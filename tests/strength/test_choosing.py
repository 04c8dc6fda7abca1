"""Which tests try a planted bug: all of its own module, then others as far as the time allows."""

import ast
from pathlib import Path

import pytest

from tests.strength.choosing import choose
from tests.strength.measuring import Reached
from tests.strength.operators import Site, sites
from tests.strength.targets import ROOT

ATTEMPTS = ROOT / "campaigns/attempts.py"
OWN = "tests/campaigns/test_attempts.py::own"
QUICK = "tests/campaigns/test_cadence.py::quick"
SECOND = "tests/campaigns/test_cadence.py::second"
SLOW = "tests/services/test_calling.py::slow"
SLOWEST = "tests/services/test_meetings.py::slowest"
SECONDS = {OWN: 9.0, QUICK: 1.0, SECOND: 2.0, SLOW: 2.5, SLOWEST: 30.0}


def bug(owner: str) -> Site:
    tree = ast.parse(ATTEMPTS.read_text(encoding="utf-8"))
    return next(site for site in sites(tree) if site.owner == owner)


def reached(owner: str, seconds: dict[str, float]) -> Reached:
    """All tests reach the lines of one function."""
    site = bug(owner)
    lines = dict.fromkeys(range(site.first_line - 20, site.last_line + 1), sorted(seconds))
    return Reached({ATTEMPTS: lines}, seconds, 100.0, 100.0)


def chosen(owner: str, seconds: dict[str, float]) -> tuple[str, ...]:
    return choose(ATTEMPTS, bug(owner), reached("in_time", seconds))[0]


def test_own_tests_come_first_then_each_file_has_its_turn() -> None:
    assert chosen("in_time", SECONDS) == (OWN, QUICK, SLOW, SECOND, SLOWEST)


def test_what_would_take_too_long_is_left_out_unless_it_is_the_modules_own() -> None:
    assert chosen("in_time", SECONDS | {QUICK: 15.0, SECOND: 16.0}) == (OWN, SLOW, QUICK)
    assert chosen("in_time", SECONDS | {OWN: 60.0}) == (OWN,)


def test_the_bug_of_a_value_is_tried_by_the_tests_of_what_uses_it() -> None:
    lines = {ATTEMPTS: {line_of("def dial_before") + 5: [SLOW], line_of("def apply") + 2: [OWN]}}
    found = choose(ATTEMPTS, bug("=DIAL_WITHIN"), Reached(lines, SECONDS, 100.0, 100.0))
    assert found == ((SLOW,), 2.5)


def test_the_bug_of_a_value_that_only_others_use_is_tried_by_all() -> None:
    lines = {ATTEMPTS: {line_of("def apply") + 2: [SLOW]}}
    site = bug("=UNKNOWN_IS_LIVE_FOR")
    found, _ = choose(ATTEMPTS, site, Reached(lines, SECONDS, 100.0, 100.0))
    assert set(found) == {OWN, SLOW}


@pytest.mark.parametrize(
    ("module", "own"),
    [
        ("campaigns/eligibility/hours.py", "tests/campaigns/test_eligibility_moments.py"),
        ("campaigns/dealing/deal.py", "tests/campaigns/dealing/test_deal.py"),
        ("telepro/db/call_lists.py", "tests/services/test_lists_that_end.py"),
        ("telepro/services/intentions.py", "tests/services/test_marks.py"),
    ],
)
def test_a_module_has_tests_of_its_own(module: str, own: str) -> None:
    path: Path = ROOT / module
    nobody = Reached({path: {}}, {f"{own}::any": 1.0, QUICK: 1.0}, 100.0, 100.0)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert choose(path, sites(tree)[0], nobody)[0] == (f"{own}::any",)


def line_of(start: str) -> int:
    lines = ATTEMPTS.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))
