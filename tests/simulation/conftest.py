"""One database server for all simulations of a worker."""

from collections.abc import Iterator

import pytest

from telepro.simulation.cluster import Cluster, cluster


def _quiet(words: str) -> None:
    """The server starts without words."""


@pytest.fixture(scope="package")
def server() -> Iterator[Cluster]:
    with cluster(_quiet) as ready:
        yield ready
