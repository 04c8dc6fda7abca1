"""Who runs with whom, and what begins first, when several workers share a test run.

What takes longest begins first, so that no worker is left alone with it at the end. Tests that share
something dear stay with one worker, so that it is brought up once; those that bring processes of
their own go wherever there is room; the others go by module. Where SCREENS_OF_DAY is a number, as in
CI, each screen is looked at in one combination of language, width and scheme, by that number.
"""

import os
import re
from collections import defaultdict
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# One house, both companies' houses, one database server.
SHARING = ("tests/system/", "tests/security/", "tests/simulation/")
BROWSER = (
    "tests/web/test_desk_mish",
    "tests/web/test_desk_screens",
    "tests/web/test_desk_meetings",
)
ALONE = (
    "tests/embedded/",
    "tests/test_cli_office",
    "tests/test_commands",
    "tests/test_session_on_the_phone",
)
LONGEST_FIRST = (
    "tests/system/",
    "tests/web/test_screens",
    *BROWSER,
    "tests/security/",
    "tests/test_from_empty",
    "tests/test_session_on_the_phone",
    "tests/embedded/",
    "tests/simulation/",
    "tests/test_cli_office",
    "tests/test_commands",
    "tests/test_bench",
    "tests/test_cli_plan",
    "tests/web/test_plan_pages",
    "tests/web/test_plan_panel",
    "tests/web/test_prospects",
    "tests/web/test_steering",
    "tests/web/test_report_pages",
    "tests/web/test_workplace_check",
    "tests/test_recordings_in_a_bucket",
    "tests/localtwilio/test_inspector_seen",
    "tests/strength/",
)


SEEN = "accessible_and_fits["
COMBINATION = re.compile(r"\b(fr-FR|en-GB|fr|en|light|dark|1366|390)\b")


class ByCompany(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out whole companies of tests, in their order."""

    def _split_scope(self, nodeid: str) -> str:
        return company_of(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Share the tests out by company."""
    config.option.loadscopereorder = False
    return ByCompany(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long ones first; where screens rotate, leave out all but one combination of each."""
    items.sort(key=_rank)
    if day := os.environ.get("SCREENS_OF_DAY"):
        kept = in_rotation([item.nodeid for item in items], int(day))
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in kept])
        items[:] = [item for item in items if item.nodeid in kept]


def in_rotation(nodeids: list[str], day: int) -> set[str]:
    """All tests but those that look at a screen in another combination than this day's."""
    screens: dict[str, list[str]] = defaultdict(list)
    for nodeid in nodeids:
        is_seen = SEEN in nodeid
        screens[COMBINATION.sub("", nodeid) if is_seen else nodeid].append(nodeid)
    return {each[day % len(each)] for each in screens.values()}


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
