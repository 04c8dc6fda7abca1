"""Plants the bug that the environment names before pytest reads any test: `-p tests.planted.plugin`."""

import os
from contextlib import ExitStack

import pytest

from tests.planted.bugs import named, planted

VARIABLE = "PLANTED_BUG"


def pytest_configure(config: pytest.Config) -> None:
    """Plant it for the whole run."""
    if name := os.environ.get(VARIABLE):
        until_done = ExitStack()
        until_done.enter_context(planted(named(name)))
        config.add_cleanup(until_done.close)
