"""A campaign on a virtual clock: one seed is one history, and nothing rings twice."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from campaigns.problems import Refused
from telepro.db import db
from telepro.simulation.cluster import Cluster
from telepro.simulation.play import Play
from telepro.simulation.result import DayLine, Result
from telepro.simulation.run import Told, simulate
from tests.simulation.plays import MONDAY, NOBODY, ignored, wish, with_hours_of_nobody


@pytest.fixture(scope="module")
def played(server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return simulate(wish(tmp_path_factory.mktemp("first")), server, NOBODY)


def test_the_same_seed_gives_the_same_history(
    server: Cluster, tmp_path: Path, played: Result
) -> None:
    assert simulate(wish(tmp_path), server, NOBODY).as_dict() == played.as_dict()


def test_another_seed_gives_another_history(
    server: Cluster, tmp_path: Path, played: Result
) -> None:
    other = simulate(wish(tmp_path, seed="8", calls=5), server, NOBODY)
    assert other.state_hash != played.state_hash


def test_every_call_has_an_outcome_and_no_attempt_is_two_calls(played: Result) -> None:
    assert played.calls >= 20
    assert sum(played.outcomes.values()) == played.calls
    assert played.double_dials == 0
    assert sum(played.stages.values()) == 396


def test_plan_against_actual_is_told_every_evening(server: Cluster, tmp_path: Path) -> None:
    told: list[list[DayLine]] = []

    def end(play: Play) -> None:
        assert play.calls >= 5

    asked = replace(wish(tmp_path, calls=5), seed="9")
    simulate(asked, server, Told(lambda lines, calls: told.append(lines), end))
    [monday] = told
    assert {line.day for line in monday} == {MONDAY}
    assert monday[0].level == "meetings"
    dials = next(line for line in monday if line.level == "dials")
    assert dials.reached == dials.today >= 5


def test_a_machine_that_sleeps_breaks_no_virtual_day(server: Cluster, tmp_path: Path) -> None:
    deadlines = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    found: dict[str, str] = {}

    def end(play: Play) -> None:
        with play.house.app.app_context():
            found.update(
                (each, db.session.execute(text(f"show {each}")).scalar_one()) for each in deadlines
            )

    simulate(wish(tmp_path, calls=1), server, Told(ignored, end))
    assert found == dict.fromkeys(deadlines, "0")


def test_a_plan_that_allows_no_hour_is_refused_at_once(server: Cluster, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="found no hour of the week, expected at least one"):
        simulate(with_hours_of_nobody(wish(tmp_path)), server, Told(ignored, lambda play: None))


def test_a_file_with_nobody_to_call_says_why_with_counts(server: Cluster, tmp_path: Path) -> None:
    asked = wish(tmp_path)
    asked.script.prospects.write_text(
        "Nom;Telephone;Type_etablissement;Code_postal\n"
        "Mairie de Rennes;02 61 91 00 01;Mairie;35000\n"
        "Mairie de Nantes;02 61 91 00 02;Mairie;44000\n",
        encoding="utf-8",
    )
    with pytest.raises(Refused, match=r"no lead \(out_of_segments 2\)"):
        simulate(asked, server, NOBODY)
