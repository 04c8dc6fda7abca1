"""The office's commands: their answers, exit codes, and what they refuse before anything starts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
EXCERPT = ROOT / "tests/data/fr-schools-val-de-marne.csv"


def run(
    *arguments: str | Path, environ: dict[str, str] | None = None
) -> tuple[int, dict[str, Any], str]:
    """Run a command as a person does; gives code, answer and words."""
    ran = subprocess.run(
        [sys.executable, "-m", "telepro.cli", *map(str, arguments), "--json"],
        cwd=ROOT,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", **(environ or {})},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert ran.stdout.count("\n") == 1, ran.stdout + ran.stderr
    return ran.returncode, json.loads(ran.stdout), ran.stderr


def test_a_right_plan_gives_its_funnel(tmp_path: Path) -> None:
    code, answer, _words = run("plan", "check", PLAN, "--data", tmp_path)
    assert (code, answer["ok"], answer["problems"]) == (0, True, [])
    steps = {step["key"]: step["value"] for step in answer["funnel"]["steps"]}
    assert steps["meetings"] == 25
    assert steps["dials"] == 1972.85
    assert list(tmp_path.iterdir()) == []


def test_a_plan_with_mistakes_names_each_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "plan.yaml"
    text = PLAN.read_text(encoding="utf-8")
    wrong.write_text(text.replace("target: 25", "target: x").replace("FR\n", "XX\n", 1), "utf-8")
    code, answer, words = run("plan", "check", wrong)
    assert (code, answer["ok"]) == (2, False)
    assert "line 15, objectives.target" in {each["place"] for each in answer["problems"]}
    assert "line 15" in words


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 1_000_001, b""])
def test_what_is_no_plan_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(content)
    code, answer, _words = run("plan", "check", file)
    assert code == 2
    assert set(answer["problems"][0]) == {"place", "found", "expected", "fix"}


def test_a_campaign_of_a_bad_plan_or_file_is_refused_before_any_service_starts(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    code, _answer, _words = run(
        "campaign", "create", EXCERPT, "--prospects", EXCERPT, "--data", data
    )
    assert code == 2
    code, _answer, _words = run("campaign", "create", PLAN, "--prospects", PLAN, "--data", data)
    assert code == 2
    assert not data.exists()


def test_from_empty_to_a_running_campaign_by_commands_alone(served: dict[str, str]) -> None:
    def telepro(*arguments: str | Path) -> dict[str, Any]:
        code, answer, words = run(*arguments, environ=served)
        assert code == 0, words
        return answer

    assert telepro("company", "add", "Menuiserie Ouest")["name"] == "Menuiserie Ouest"
    carla = telepro("user", "add", "carla@example.org", "--name", "Carla Roy", "--role", "company")
    assert "/welcome/" in carla["link"]
    for name in ("Alice", "Anna"):
        telepro("user", "add", f"{name.lower()}@example.org", "--name", name)
    made = telepro("campaign", "create", PLAN, "--prospects", EXCERPT, "--callers", "2")
    assert made["state"] == "running"
    assert made["leads"] + sum(made["excluded"].values()) == 94
    shown = telepro("campaign", "show", made["id"])
    assert {name: shown[name] for name in made} == made
    assert shown["stages"] == {"target": made["leads"]}
    assert shown["outcomes"] == {}
    assert shown["kpis"]["contact_rate"]["value"] is None


def test_what_the_rules_refuse_ends_with_one(served: dict[str, str]) -> None:
    code, answer, _words = run("campaign", "show", "0123456789abcdef0123", environ=served)
    assert (code, answer["problems"][0]["found"]) == (1, "0123456789abcdef0123")
    run("company", "add", "Menuiserie Ouest", environ=served)
    code, answer, _words = run("company", "add", "menuiserie ouest", environ=served)
    assert (code, answer["problems"][0]["place"]) == (1, "name")
    code, answer, _words = run(
        "campaign", "create", PLAN, "--prospects", EXCERPT, "--callers", "1", environ=served
    )
    assert (code, answer["problems"][0]["place"]) == (1, "--callers")


def test_a_check_against_a_public_list_is_taken_in(served: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "numbers.txt"
    file.write_text("020 7946 0123\n\n+44 20 7946 0124\nnobody\n", "utf-8")
    asked = (
        "scrub",
        "tps",
        file,
        "--country",
        "GB",
        "--not-listed",
        "--at",
        "2026-06-01T09:00:00Z",
    )
    assert run("company", "add", "Menuiserie Ouest", environ=served)[0] == 0
    code, answer, words = run(*asked, environ=served)
    assert (code, answer) == (
        0,
        {"register": "TPS", "kept": 2, "unreadable": 1, "newer_known": 0},
    ), words
    code, answer, _words = run(*asked[:-1], "2124-06-01T09:00:00Z", environ=served)
    assert (code, [each["place"] for each in answer["problems"]]) == (2, ["--at"])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\n" * 10])
def test_a_file_without_numbers_is_refused_before_any_service_starts(
    tmp_path: Path, content: bytes
) -> None:
    file, data = tmp_path / "numbers.txt", tmp_path / "data"
    file.write_bytes(content)
    code, answer, _words = run(
        "scrub", "tps", file, "--listed", "--at", "2026-06-01T09:00:00Z", "--data", data
    )
    assert (code, [each["place"] for each in answer["problems"]]) == (2, [str(file)])
    assert not data.exists()
