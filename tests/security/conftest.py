"""Both houses stand while one module after another attacks them, and make way for rows of others."""

from collections.abc import Iterator

import pytest

from telepro.settings import Settings
from tests.security.houses import Houses

OWN_ROWS = {"test_formulas", "test_replayed_messages", "test_stored_scripts", "test_toll_fraud"}


@pytest.fixture(scope="package")
def houses(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """Who furnishes both houses, and clears them out at the latest after the last module."""
    found = Houses(settings, tmp_path_factory)
    yield found
    found.close()


@pytest.fixture(autouse=True, scope="module")
def room(request: pytest.FixtureRequest) -> None:
    """A module with rows of its own would wait for the houses' open transaction."""
    if request.module.__name__.rpartition(".")[2] in OWN_ROWS:
        request.getfixturevalue("houses").close()
