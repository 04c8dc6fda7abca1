"""The whole application behind `scripts/start`: demo, second start, and an empty house."""

import re
import signal
from http.client import HTTPConnection
from pathlib import Path

import pytest

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


def test_the_demo_starts_twice_and_leaves_nothing(place: Path) -> None:
    sign_ins = []
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


def test_an_empty_house_offers_the_first_administrator_a_link(place: Path) -> None:
    with started(place / "var", "--port", "5650", "--empty", module=STARTER) as starter:
        starter.await_words(READY)
        link = re.search(r"First administrator, valid once: (\S+)", starter.said())
        assert link
        assert link[1].startswith(starter.address())
        assert status_of(starter, link[1].removeprefix(starter.address())) == 200
        assert "callers" not in starter.marks()
