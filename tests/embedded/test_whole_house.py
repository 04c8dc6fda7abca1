"""The whole application behind `scripts/start`: the demo, and a second start of it."""

import re
import signal
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from telepro.embedded.layout import Layout, write_private
from tests.embedded.starter import READY, Starter, alive, children_of, started

STARTER = "telepro.embedded.start"
pytestmark = pytest.mark.timeout(240)


def status_of(starter: Starter, path: str) -> int:
    """What a GET on the instance is answered with."""
    host, port = starter.address().removeprefix("http://").split(":")
    connection = HTTPConnection(host, int(port), timeout=20)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def has_run_ahead(layout: Layout) -> None:
    """As when a demo was left that is a day ahead: whatever the hour is here, it is another one there."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    layout.data.mkdir(parents=True, exist_ok=True)
    write_private(layout.clock, {"last_seen": tomorrow.isoformat(), "shift": 0})


def test_the_demo_starts_twice_and_leaves_nothing(place: Path) -> None:
    sign_ins = []
    has_run_ahead(Layout.at(place / "var"))
    for _ in range(2):
        with started(place / "var", "--port", "5650", "--callers", "2", module=STARTER) as starter:
            starter.await_words(READY)
            assert status_of(starter, "/livez") == 200
            assert status_of(starter, "/readyz") == 200
            sign_ins.append(re.findall(r"^  (\S+) +(\S+@\S+) +(\S+)$", starter.said(), re.M))
            assert "in Paris: a working morning." in starter.said()
            family = children_of({starter.pid})
            starter.signal(signal.SIGINT)
            assert starter.ended() == 0
        assert alive(family) == set()
    assert {role for role, _email, _password in sign_ins[0]} >= {"teleprospector", "manager"}
    assert sign_ins[0] == sign_ins[1]
