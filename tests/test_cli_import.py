"""The command `import`: its answers, its exit codes, and a dry run that touches nothing."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from telepro.cli.io import terminal_language

ROOT = Path(__file__).parents[1]
EXCERPT = ROOT / "tests/data/fr-schools-val-de-marne.csv"


def run(*arguments: str | Path, locale: str = "C.UTF-8") -> tuple[int, dict[str, Any], str]:
    """Run the command as a person does, without any database; gives code, answer and words."""
    ran = subprocess.run(
        [sys.executable, "-m", "telepro.cli", "import", "--json", *map(str, arguments)],
        cwd=ROOT,
        env={"LANG": locale, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.stdout.count("\n") == 1, ran.stdout + ran.stderr
    return ran.returncode, json.loads(ran.stdout), ran.stderr


def test_a_dry_run_counts_every_row(tmp_path: Path) -> None:
    code, answer, _words = run(EXCERPT, "--dry-run", "--data", tmp_path)
    assert code == 0
    assert answer["rows"] == answer["accepted"] + answer["merged"] + answer["rejected"] == 98
    assert answer["reasons"] == {"phone_missing": 1}
    assert set(answer) == {
        "rows", "accepted", "merged", "rejected", "repaired", "reasons", "seconds", "rejected_file",
    }  # fmt: skip


def test_a_dry_run_leaves_only_the_rejected_rows(tmp_path: Path) -> None:
    _code, answer, _words = run(EXCERPT, "--dry-run", "--data", tmp_path)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [Path(answer["rejected_file"])]
    assert left[0].stat().st_mode & 0o077 == 0


def test_columns_may_be_numbered(tmp_path: Path) -> None:
    file = ROOT / "tests/data/uk-gp-practices.csv"
    maps = [f"--map={each}" for each in ("phone=18", "name=2", "postal_code=10")]
    code, answer, _words = run(
        file, "--dry-run", "--no-header", *maps, "--country", "gb", "--data", tmp_path
    )
    assert (code, answer["rows"]) == (0, 103)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["nobody.csv"], "nobody.csv"),
        ([str(EXCERPT), "--map", "phon=x"], "--map"),
        ([str(EXCERPT), "--country", "XX"], "--country"),
        ([str(EXCERPT), "--policy", "mine"], "telepro import"),
        ([str(EXCERPT), "--encoding", "klingon"], str(EXCERPT)),
        ([str(EXCERPT), "--audience", "C2C"], "telepro import"),
        ([str(ROOT)], str(ROOT)),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_do(arguments: list[str], place: str) -> None:
    code, answer, words = run(*arguments)
    assert code == 2
    assert set(answer["problems"][0]) == {"place", "found", "expected", "fix"}
    assert answer["problems"][0]["place"] == place
    assert words


def test_a_bad_file_is_refused_before_any_service_starts(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("x" * 10_000_000)
    data = tmp_path / "data"
    code, answer, _words = run(path, "--data", data)
    assert code == 2
    assert answer["problems"][0]["expected"] == "one prospect to a line"
    assert not data.exists()


def test_a_french_terminal_is_answered_in_french(tmp_path: Path) -> None:
    path = tmp_path / "vide.csv"
    path.touch()
    _code, answer, _words = run(path, "--dry-run", locale="fr_FR.UTF-8")
    assert answer["problems"][0]["found"] == "un fichier vide"


def test_the_language_is_that_of_messages() -> None:
    assert terminal_language({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}) == "fr"
    assert terminal_language({}) == "en"
