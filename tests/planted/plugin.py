"""Plants the bug that the environment names before pytest reads any test: `-p tests.planted.plugin`."""

import os
from contextlib import ExitStack

import pytest

from tests.planted.bugs import BUGS, planted

VARIABLE = "TELEPRO_PLANTED"


def pytest_configure(config: pytest.Config) -> None:
    """Plant it for the whole run."""
    if name := os.environ.get(VARIABLE):
        [bug] = [each for each in BUGS if each.id == name]
        until_done = ExitStack()
        until_done.enter_context(planted(bug))
        config.add_cleanup(until_done.close)
