"""A place for instances, outside pytest's own long paths."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory with a short name, gone at the end."""
    path = Path(tempfile.mkdtemp(prefix="start-"))
    yield path
    shutil.rmtree(path)
