"""Who the simulated teleprospectors are, and how they reach the house."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from campaigns.problems import Refused
from telepro.callers.house import House, NotLetIn, Refusal, SignInAgain
from telepro.callers.line import Line, RealLine, Ticket
from telepro.callers.people import Account, accounts

# ---- who they are --------------------------------------------------------------------------------


def sign_ins(tmp_path: Path) -> dict[str, str]:
    people = [
        {"role": role, "email": f"{name}@example.org", "password": "correct horse"}
        for role, name in (
            ("manager", "bob"),
            ("teleprospector", "alice"),
            ("teleprospector", "anna"),
            ("teleprospector", "aziz"),
        )
    ]
    file = tmp_path / "people.json"
    file.write_text(json.dumps({"sign_ins": people}), encoding="utf-8")
    return {"TELEPRO_CALLERS_FILE": str(file)}


def test_the_last_teleprospectors_work_so_that_the_first_are_free_for_people(
    tmp_path: Path,
) -> None:
    assert [each.name for each in accounts(sign_ins(tmp_path), 2)] == ["anna", "aziz"]


def test_without_the_demos_people_nobody_works_and_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"output/demo\.json"):
        accounts({"TELEPRO_DATA": str(tmp_path)}, 4)


def test_an_account_is_named_by_its_address() -> None:
    assert Account("alice.durand@example.org", "x").name == "alice.durand"


def test_a_line_to_real_phones_is_never_opened() -> None:
    with pytest.raises(RealLine):
        Line().open(Ticket("twilio", "", "token"))


# ---- how they reach the house ----------------------------------------------------------------------


@dataclass
class Doorkeeper:
    """A house that answers as it was told to, one answer after the other, the last one for ever."""

    answers: list[tuple[int, dict[str, Any]]]
    asked: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""

    def answer(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(body)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def doorkeeper() -> Iterator[Doorkeeper]:
    keeper = Doorkeeper([(200, {"kept": True})])

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, told = keeper.answer(json.loads(self.rfile.read(length)))
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        keeper.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield keeper
        server.shutdown()
        thread.join()


class Tired(Exception):
    """Has waited often enough."""


def house(keeper: Doorkeeper, patience: int = 3) -> House:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) > patience:
            raise Tired

    return House(keeper.address, Account("alice@example.org", "correct horse"), wait)


def test_a_result_is_sent_again_with_the_same_key_until_it_is_taken(doorkeeper: Doorkeeper) -> None:
    doorkeeper.answers = [(503, {}), (500, {}), (200, {"kept": True})]
    told = house(doorkeeper).tell("/desk/attempts/a1/outcome", client_key="k1", disposition="away")
    assert told == {"kept": True}
    assert [body["client_key"] for body in doorkeeper.asked] == ["k1", "k1", "k1"]


def test_a_house_that_does_not_answer_is_tried_until_the_day_is_over(
    doorkeeper: Doorkeeper,
) -> None:
    doorkeeper.address = "http://127.0.0.1:9"
    with pytest.raises(Tired):
        house(doorkeeper).tell("/desk/resume")


def test_a_refusal_says_what_the_house_says(doorkeeper: Doorkeeper) -> None:
    problem = {"place": "lead", "found": "already called", "expected": "another", "fix": "Next."}
    doorkeeper.answers = [(409, {"problems": [problem]})]
    with pytest.raises(Refusal, match="lead: already called"):
        house(doorkeeper).tell("/desk/entries/e1/dial", client_key="k1")


@pytest.mark.parametrize("status", [400, 401, 303])
def test_an_old_page_or_sign_in_is_renewed(doorkeeper: Doorkeeper, status: int) -> None:
    doorkeeper.answers = [(status, {})]
    with pytest.raises(SignInAgain):
        house(doorkeeper).tell("/desk/resume")


def test_who_may_not_work_here_does_not_try_again(doorkeeper: Doorkeeper) -> None:
    doorkeeper.answers = [(403, {})]
    with pytest.raises(NotLetIn):
        house(doorkeeper).tell("/desk/resume")
    assert len(doorkeeper.asked) == 1
