"""`telepro simulate`: what it refuses at once, in words, before any database is started."""

import json
from pathlib import Path

import pytest

from telepro.cli import commands as cli
from tests.simulation.plays import EXAMPLE


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, str]]:
    """The exit code of a command and its first problem."""
    with pytest.raises(SystemExit) as end:
        cli.main(["simulate", *arguments, "--json"])
    said = json.loads(capsys.readouterr().out)
    assert isinstance(end.value.code, int)
    return end.value.code, said["problems"][0]


@pytest.mark.parametrize(
    ("option", "value"), [("--callers", "-1"), ("--seed", "seven"), ("--days", "0")]
)
def test_a_number_that_makes_no_sense_ends_with_2(
    capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    code, problem = told(capsys, option, value)
    assert code == 2
    assert option in problem["found"]


def test_a_plan_without_its_prospects_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, problem = told(capsys, str(EXAMPLE))
    assert (code, problem["place"]) == (2, "--prospects")


def test_a_file_that_is_not_there_ends_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, problem = told(capsys, str(EXAMPLE), "--prospects", str(tmp_path / "nothing.csv"))
    assert code == 2
    assert "nothing.csv" in problem["place"]


def test_a_plan_that_allows_no_hour_ends_with_2_and_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    hours = text[text.index("  hours:\n") : text.index("  max_attempts:")]
    closed = tmp_path / "closed.yaml"
    closed.write_text(text.replace(hours, "  hours: {}\n"), encoding="utf-8")
    code, problem = told(capsys, str(closed), "--prospects", str(EXAMPLE))
    assert code == 2
    assert "hours" in problem["place"]
