"""One house for all attacks: each test finds it empty of rows and with every process running."""

from collections.abc import Iterator

import pytest

# What a guarantee has found otherwise is worth more than its name.
pytest.register_assert_rewrite("tests.system.guarantees")

from tests.system.house import House, peopled  # noqa: E402
from tests.system.standing import standing  # noqa: E402
from tests.world import World  # noqa: E402


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
