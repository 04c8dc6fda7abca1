"""One house for all attacks: each test finds it empty of rows and with every process running."""

from collections.abc import Iterator

import pytest

from tests.system.house import House, peopled
from tests.system.standing import standing
from tests.world import World


@pytest.fixture(scope="package")
def attacked() -> Iterator[House]:
    """The real house, started once."""
    with standing() as found:
        yield found


@pytest.fixture
def cast(attacked: House) -> Iterator[World]:
    """Carla's company with a running campaign, in the rows of the house."""
    with peopled(attacked) as world:
        yield world
