"""Who runs with whom, and what begins first, when several workers share a test run.

What takes longest begins first, so that no worker is left alone with it at the end. Tests that share
something dear stay with one worker, so that it is brought up once; those that bring processes of
their own go wherever there is room; the others go by module.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# One house, both companies' houses, one database server.
SHARING = ("system", "security", "simulation")
BROWSER = "browser"
ALONE = ("embedded", "test_cli_office.py", "test_commands.py", "test_commands_hostile.py")
LONGEST_FIRST = (
    *("system", BROWSER, "security", "test_from_empty", "embedded", "simulation"),
    *("test_cli_office.py", "test_commands.py", "test_commands_hostile.py", "test_bench"),
)


# First: xdist reads the marks in a hook of the same name.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test with its company and put the long ones first."""
    items.sort(key=_rank)
    for item in items:
        if name := company_of(item):
            item.add_marker(pytest.mark.xdist_group(name))


def company_of(item: pytest.Item) -> str:
    """The name of those that a test must share a worker with; empty when it may run alone."""
    first, *_ = item.path.relative_to(TESTS).parts
    if BROWSER in getattr(item, "fixturenames", ()):
        return BROWSER
    if first in ALONE:
        return ""
    return first if first in SHARING else str(item.path.relative_to(TESTS).with_suffix(""))


def _rank(item: pytest.Item) -> int:
    first, *_ = item.path.relative_to(TESTS).parts
    name = company_of(item) or first
    return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)
