"""The contract of every command: its flags, its one line of JSON, its exit codes, what it starts."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from telepro.cli import commands as cli
from telepro.embedded.services import ensure
from tests.commands_run import BARE, SHAPE, done

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
EXCERPT = ROOT / "tests/data/fr-schools-val-de-marne.csv"
MISSION = {
    "--offer": "Ateliers",
    "--audience": "Collèges",
    "--result": "Rendez-vous tenu",
    "--target": "25",
    "--deadline": f"{date.today() + timedelta(weeks=20)}",  # noqa: DTZ011
    "--price": "55.00",
}
FILE = """Nom;Telephone;Type_etablissement;Code_postal
Collège des Tilleuls;01 99 00 10 01;Collège;94260
Lycée du Parc;01 99 00 10 02;Lycée;97400
École du Moulin;pas de téléphone;Ecole;94260
"""
TEN = (
    ("currency: EUR", "currency: POUNDS"),
    ("sector: other", "sector: piracy"),
    ("  target: 25", "  target: many"),
    ("  price: 60.00", "  price: cheap"),
    ("      value: 22 %", "      value: 220 %"),
    ("      score: 80", "      score: high"),
    ("  ring_seconds: 30", "  ring_seconds: 5"),
    ("    wed: 09:00-12:00", "    wed: 12:00-09:00"),
    ("  minimum_gap: 15 minutes", "  minimum_gap: soon"),
    ("    callers: 3", "    callers: 0"),
)

IMPORT = {
    "rows", "accepted", "merged", "rejected", "repaired", "reasons", "seconds", "rejected_file",
}  # fmt: skip

Said = tuple[int, dict[str, Any]]
Tell = Callable[..., Said]


def leaves(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    """Every command of a group, by its words."""
    found: list[tuple[str, ...]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            found += leaves(command, *path, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            found.append((*path, name))
    return found


COMMANDS = leaves(cli.cli)


def test_these_are_all_the_commands() -> None:
    assert {" ".join(command) for command in COMMANDS} == {
        "import", "company add", "user add", "mission add", "plan check", "plan diff", "plan apply",
        "plan forecast", "campaign create",
        "campaign show", "campaign change", "campaign adopt", "queue rebuild", "reconcile", "doctor", "twilio", "numbers",
        "twilio log", "twilio conformance",
        "migrate", "demo", "first-administrator", "simulate", "why", "scrub", "law",
    }  # fmt: skip


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Give a command in this process; its exit code and its one line of JSON."""

    def given(*arguments: str | Path) -> Said:
        with pytest.raises(SystemExit) as end:
            cli.main([*map(str, arguments), "--json"])
        said = capsys.readouterr()
        assert said.out.count("\n") == 1, said.out + said.err
        return int(str(end.value.code)), json.loads(said.out)

    return given


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_starts_nothing(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    cli.main([*words, "--data", str(data), "--json", "--help"])
    said = capsys.readouterr().out
    assert said.startswith(f"Usage: telepro {' '.join(words)}")
    assert "--data" in said
    assert "--json" in said
    assert not data.exists()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_unknown_flag_ends_every_command_with_2(
    words: tuple[str, ...], tmp_path: Path, tell: Tell
) -> None:
    data = tmp_path / "data"
    code, answer = tell(*words, "--nonsense", "--data", data)
    assert code == 2
    assert set(answer["problems"][0]) == SHAPE
    assert answer["problems"][0]["place"] == f"telepro {' '.join(words)}"
    assert "--nonsense" in answer["problems"][0]["found"]
    assert not data.exists()


def brief(**changed: str) -> list[str]:
    """The flags of `mission add`, some of them changed."""
    flags = MISSION | {f"--{name}": value for name, value in changed.items()}
    return ["mission", "add", *(part for pair in flags.items() for part in pair)]


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        ([], ["telepro"]),
        (["nonsense"], ["telepro"]),
        (["company"], ["telepro company"]),
        (["company", "add"], ["telepro company add"]),
        (["company", "add", " "], ["NAME"]),
        (["company", "add", "X", "--country", "France"], ["--country"]),
        (["company", "add", "X", "--time-zone", "Paris"], ["--time-zone"]),
        (["company", "add", "X", "--kind", "club"], ["telepro company add"]),
        (["user", "add", "nowhere", "--name", ""], ["--name", "EMAIL"]),
        (["user", "add", "a@example.com"], ["telepro user add"]),
        (["user", "add", "a@example.com", "--name", "A", "--role", "king"], ["telepro user add"]),
        (brief(target="many", price="-1"), ["--target", "--price"]),
        (brief(audience="", deadline="31/01"), ["--audience", "--deadline"]),
        (brief(deadline="2020-01-31"), ["--deadline"]),
        (brief(deadline="2099-01-31"), ["--deadline"]),
        (brief(language="de"), ["--language"]),
        (["plan", "check", "nowhere.yaml"], ["nowhere.yaml"]),
        (["plan", "check", "."], ["."]),
        (["plan", "forecast", "nowhere.yaml"], ["nowhere.yaml"]),
        (["plan", "forecast", str(PLAN), "--callers", "0"], ["telepro plan forecast"]),
        (["plan", "forecast", str(PLAN), "--runs", "10001"], ["telepro plan forecast"]),
        (["plan", "forecast", str(PLAN), "--prospects", "nowhere.csv"], ["nowhere.csv"]),
        (["plan", "diff", "nowhere.yaml", "nowhere.yaml"], ["nowhere.yaml"]),
        (["plan", "apply", "nowhere.yaml"], ["nowhere.yaml"]),
        (["plan", "apply", str(PLAN)], ["--mission"]),
        (["plan", "apply", str(PLAN), "--mission", "a", "--campaign", "b"], ["--mission"]),
        (["import", "nowhere.csv"], ["nowhere.csv"]),
        (["import", str(EXCERPT), "--map", "phon=x"], ["--map"]),
        (["import", str(EXCERPT), "--country", "XX"], ["--country"]),
        (["campaign", "create", str(PLAN)], ["telepro campaign create"]),
        (["campaign", "create", str(PLAN), "--prospects", "nowhere.csv"], ["nowhere.csv"]),
        (
            ["campaign", "create", str(PLAN), "--prospects", str(EXCERPT), "--callers", "0"],
            ["telepro campaign create"],
        ),
        (["campaign", "change", "x", "explode"], ["telepro campaign change"]),
        (["campaign", "adopt", "x", "--version", "0"], ["telepro campaign adopt"]),
        (["twilio", "--port", "http"], ["telepro twilio"]),
        (["twilio", "nonsense"], ["telepro twilio"]),
        (["twilio", "log"], ["telepro twilio log"]),
        (["twilio", "log", "CA1", "--url", "nowhere"], ["--url"]),
    ],
)
def test_bad_input_ends_with_2_at_its_place_before_any_service_starts(
    arguments: list[str], places: list[str], tmp_path: Path, tell: Tell
) -> None:
    data = tmp_path / "data"
    flags = ["--data", data] if len(arguments) > 1 else []
    code, answer = tell(*arguments, *flags)
    assert code == 2
    assert [each["place"] for each in answer["problems"]] == places
    assert all(set(each) == SHAPE for each in answer["problems"])
    assert not data.exists()


def test_the_local_twilio_names_every_setting_that_it_lacks(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    code, answer = tell("twilio", "--speed", "0")
    assert code == 2
    assert [each["place"] for each in answer["problems"]] == [
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "--speed",
    ]


def test_a_plan_with_ten_mistakes_gives_ten_problems_with_their_lines(
    tmp_path: Path, tell: Tell
) -> None:
    text = PLAN.read_text(encoding="utf-8")
    for right, wrong in TEN:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    code, answer = tell("plan", "check", plan, "--data", tmp_path / "data")
    assert (code, answer["ok"], answer["funnel"]) == (2, False, None)
    assert len(answer["problems"]) == 10, answer["problems"]
    assert all(each["place"].startswith("line ") for each in answer["problems"])
    assert not (tmp_path / "data").exists()


def test_a_right_plan_gives_its_funnel(tmp_path: Path, tell_done: Callable[..., Any]) -> None:
    answer = tell_done("plan", "check", PLAN, "--data", tmp_path / "data")
    assert set(answer) == {"ok", "problems", "funnel"}
    assert (answer["ok"], answer["problems"]) == (True, [])
    assert not (tmp_path / "data").exists()


@pytest.fixture
def tell_done(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Give a command in this process that must not fail; its answer."""

    def given(*arguments: str | Path) -> dict[str, Any]:
        cli.main([*map(str, arguments), "--json"])
        said = capsys.readouterr().out
        assert said.count("\n") == 1
        told: dict[str, Any] = json.loads(said)
        return told

    return given


NEED_NO_SERVICE = [
    ("plan", "check", str(PLAN)),
    ("plan", "diff", str(PLAN), str(PLAN)),
    ("plan", "forecast", str(PLAN), "--prospects", str(EXCERPT)),
    ("why", "--phone", "+33199001234", "--at", "2026-11-19T10:30:00+01:00"),
]


@pytest.mark.parametrize("words", NEED_NO_SERVICE, ids=lambda words: " ".join(words[:2]))
def test_what_needs_no_service_loads_nothing_that_only_services_need(
    words: tuple[str, ...],
) -> None:
    dear = ("flask", "sqlalchemy", "psycopg", "redis", "rq", "twilio", "openpyxl")
    code = (
        "import sys; from telepro.cli.commands import main; main(sys.argv[1:]);"
        f"print([n for n in {dear} if n in sys.modules])"
    )
    command = [sys.executable, "-c", code, *words]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"


def test_a_dry_run_starts_no_service(tmp_path: Path, tell_done: Callable[..., Any]) -> None:
    data = tmp_path / "data"
    answer = tell_done("import", EXCERPT, "--dry-run", "--data", data)
    assert answer["rows"] == 98
    assert {path.name for path in data.iterdir()} == {"rejected"}


def test_commands_need_no_running_instance(tmp_path: Path) -> None:
    """The first one alone makes the database; the others borrow what one of them has started."""
    data, file = tmp_path / "var", tmp_path / "ecoles.csv"
    file.write_text(FILE, encoding="utf-8")
    here = ("--data", data)
    added = done("company", "add", "Menuiserie Ouest", *here)
    assert (set(added), added["kind"]) == ({"id", "name", "kind"}, "company")
    with ensure(data, BARE) as environ:
        assert environ["PUBLIC_BASE_URL"] == "http://127.0.0.1:5000"
        chief = done(
            "user", "add", "d@example.com", "--name", "D", "--role", "administrator", *here
        )
        assert set(chief) == {"id", "email", "role", "link"}
        assert chief["link"].startswith("http://127.0.0.1:5000/welcome/")
        posted = done(*brief(), *here)
        assert (set(posted), posted["state"]) == ({"id", "state"}, "posted")
        taken = done("import", file, "--audience", "B2B", "--policy", "newer", *here)
        assert set(taken) == IMPORT
        counted = [taken[name] for name in ("rows", "accepted", "merged", "rejected", "repaired")]
        assert counted == [3, 2, 0, 1, 0]
        assert taken["reasons"] == {"phone_not_a_number": 1}
        made = done("campaign", "create", PLAN, "--prospects", file, *here)
        assert made == {"id": made["id"], "leads": 1, "excluded": {"excluded": 1}, "state": "draft"}
    shown = done("campaign", "show", made["id"], *here)
    assert set(shown) == {*made, "stages", "outcomes", "kpis"}
    assert {name: shown[name] for name in made} == made
    assert (shown["stages"], shown["outcomes"]) == ({"target": 1}, {})
