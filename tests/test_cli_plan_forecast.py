"""The command `plan forecast`: its one line of JSON, its words in two languages, the prospects it counts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from telepro.cli import commands as cli

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
EXCERPT = ROOT / "tests/data/fr-schools-val-de-marne.csv"
NBSP = "\u00a0"


def run(*arguments: str | Path, locale: str = "C.UTF-8") -> "subprocess.CompletedProcess[str]":
    """Run the command as a person does, without any database."""
    return subprocess.run(
        [sys.executable, "-m", "telepro.cli", "plan", "forecast", *map(str, arguments)],
        cwd=ROOT,
        env={"LANG": locale, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    cli.main(["plan", "forecast", *map(str, arguments), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_answer_has_the_figures_that_were_promised(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, PLAN)
    assert {
        "objective", "p_reach", "p10", "p50", "p90", "finish_p50", "cost_p50", "binding", "fixes",
        "dials_p50", "hours_p50",
    } <= set(found)  # fmt: skip
    assert found["objective"] == 25
    assert found["leads"] is None
    assert found["p10"] <= found["p50"] <= found["p90"]


def test_callers_runs_and_seed_are_heard(capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, PLAN, "--callers", "1", "--runs", "200", "--seed", "3")
    assert first == told(capsys, PLAN, "--callers", "1", "--runs", "200", "--seed", "3")
    assert (
        first["p50"] < told(capsys, PLAN, "--callers", "6", "--runs", "200", "--seed", "3")["p50"]
    )
    assert first["sentence"]["en"].startswith("With 1 person")


def test_the_prospects_of_a_file_are_those_of_the_plans_segments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = told(capsys, PLAN, "--prospects", EXCERPT)
    assert found["leads"] == 93
    assert found["binding"] == "list"
    assert [fix["lever"] for fix in found["fixes"]] == ["prospects"]


def test_a_column_that_the_file_lacks_is_named(tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("Nom;Telephone\nCollège des Tilleuls;01 99 00 10 01\n", encoding="utf-8")
    ran = run(PLAN, "--prospects", file, "--json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["leads"] == 0
    assert "a rule on `Type_etablissement`" in ran.stderr


def test_it_speaks_the_language_of_the_terminal() -> None:
    english = run(PLAN, "--prospects", EXCERPT).stdout
    french = run(PLAN, "--prospects", EXCERPT, locale="fr_FR.UTF-8").stdout
    assert "Prospects: 93 callable in the plan's segments." in english
    assert "\n  contact rate: the plan's assumption: 22" in english
    assert f"Fiches{NBSP}: 93 appelables dans les segments du plan." in french
    assert f"\n  taux de contact{NBSP}: hypothèse du plan{NBSP}: 22" in french
    assert "  a better contact rate alone is never enough" in english
    assert "  un meilleur taux de contact, à soi seul, n’y suffit pas" in french


def test_consumers_are_counted_as_if_they_had_agreed_and_it_says_so(tmp_path: Path) -> None:
    plan = tmp_path / "b2c.yaml"
    text = PLAN.read_text(encoding="utf-8").replace("audience: B2B", "audience: B2C", 1)
    plan.write_text(text, encoding="utf-8")
    ran = run(plan, "--prospects", EXCERPT, "--json")
    assert ran.returncode == 0, ran.stderr
    assert "as if they had agreed to be called" in ran.stderr
