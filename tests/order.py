"""Who runs with whom, and what begins first, when several workers share a test run.

What takes longest begins first, so that no worker is left alone with it at the end. Tests that share
something dear stay with one worker, so that it is brought up once; those that bring processes of
their own go wherever there is room; the others go by module.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# One house, both companies' houses, one database server.
SHARING = ("tests/system/", "tests/security/", "tests/simulation/")
BROWSER = (
    "tests/web/test_desk_accessible",
    "tests/web/test_desk_mish",
    "tests/web/test_desk_screens",
)
ALONE = (
    "tests/embedded/",
    "tests/test_cli_office",
    "tests/test_commands",
    "tests/test_session_on_the_phone",
)
LONGEST_FIRST = (
    "tests/system/",
    *BROWSER,
    "tests/security/",
    "tests/test_from_empty",
    "tests/test_session_on_the_phone",
    "tests/embedded/",
    "tests/simulation/",
    "tests/test_cli_office",
    "tests/test_commands",
    "tests/test_bench",
    "tests/web/test_workplace_check",
    "tests/localtwilio/test_inspector_seen",
    "tests/strength/",
)


class ByCompany(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out whole companies of tests, in their order."""

    def _split_scope(self, nodeid: str) -> str:
        return company_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Share the tests out by company."""
    config.option.loadscopereorder = False
    return ByCompany(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long ones first."""
    items.sort(key=_rank)


def company_of(nodeid: str) -> str:
    """The name of those that a test must share a worker with; its own when it may run alone."""
    if nodeid.startswith(BROWSER):
        return "browser"
    if nodeid.startswith(ALONE):
        return nodeid
    shared = (folder for folder in SHARING if nodeid.startswith(folder))
    return next(shared, nodeid.partition("::")[0])


def _rank(item: pytest.Item) -> int:
    ranks = (rank for rank, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start))
    return next(ranks, len(LONGEST_FIRST))
