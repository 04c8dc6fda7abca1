"""The house rules that a machine can check: who imports whom, how long things are, who tells the time."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(
    path
    for folder in ("campaigns", "telepro")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts
)
BESIDE = [path for folder in ("tests", "scripts") for path in (ROOT / folder).rglob("*.py")]
FOREIGN = {
    "flask", "flask_sqlalchemy", "sqlalchemy", "redis", "rq", "twilio", "requests", "aiohttp",
    "telepro", "app", "time", "random", "secrets", "os", "subprocess", "socket",
}  # fmt: skip
# From the inside out: a layer may import what stands before it, never what stands after.
LAYERS = (
    ("campaigns",),
    ("telepro.ids", "telepro.clock", "telepro.crash", "telepro.settings", "telepro.environment",
     "telepro.passwords", "telepro.streams", "telepro.links", "telepro.mishaps", "telepro.gathering", "telepro.garbage", "telepro.timetable"),
    ("telepro.files", "telepro.storage", "telepro.db", "telepro.telephony", "telepro.letters", "telepro.import_job"),
    ("telepro.services", "telepro.queue", "telepro.demo", "telepro.application"),
    ("telepro.web", "telepro.push", "telepro.serving"),
    ("app",),
    ("telepro.jobs", "telepro.chores"),
    ("telepro.worker", "telepro.schedule", "telepro.cli", "telepro.callers", "telepro.embedded",
     "telepro.simulation"),
)  # fmt: skip
TELLS_TIME = {"now", "utcnow", "today"}
LONGEST_FUNCTION = 30
LONGEST_MODULE = 300


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_of(module: str) -> int | None:
    for rank, names in enumerate(LAYERS):
        if any(module == name or module.startswith((f"{name}.", f"{name}_")) for name in names):
            return rank
    return None


# The local Twilio is a program of its own, with a rule of its own below.
LAYERED = [
    path
    for path in CODE
    if "localtwilio" not in path.parts and path != ROOT / "telepro/__init__.py"
]


@pytest.mark.parametrize("path", LAYERED, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    own = layer_of(name_of(path))
    assert own is not None, "a module of no layer: give it one"
    wrong = [name for name in imports_of(path) if (layer_of(name) or 0) > own]
    assert not wrong


@pytest.mark.parametrize("path", [path for path in CODE if "campaigns" in path.parts], ids=name_of)
def test_the_rules_are_pure(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & FOREIGN


@pytest.mark.parametrize(
    "path", [path for path in CODE if "localtwilio" in path.parts], ids=name_of
)
def test_the_local_twilio_knows_nothing_of_us_but_the_clock(path: Path) -> None:
    ours = {name for name in imports_of(path) if name.split(".")[0] in {"telepro", "campaigns"}}
    allowed = ("telepro.localtwilio", "telepro.clock")
    assert not [name for name in ours if name != "telepro" and not name.startswith(allowed)]


@pytest.mark.parametrize("path", sorted((ROOT / "telepro/services").glob("*.py")), ids=name_of)
def test_no_service_calls_a_service(path: Path) -> None:
    shared = {"telepro.services.call_lists.LEASE"}
    called = {
        name
        for name in imports_of(path)
        if name.startswith("telepro.services.") and name.count(".") > 2
    }
    assert not {name for name in called if name not in shared}


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long
    assert len(text.splitlines()) <= LONGEST_MODULE


def test_modules_of_tests_and_scripts_stay_small_too() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in BESIDE}
    assert not {name_of(path): count for path, count in lines.items() if count > LONGEST_MODULE}


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_module_says_what_it_decides(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_only_the_clock_tells_the_time(path: Path) -> None:
    if name_of(path) in {"telepro.clock"}:
        return
    told = [
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in TELLS_TIME
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date"}
    ]
    assert not told


# The steps of a campaign's life, and what all of them speak; anything else has a room.
AT_THE_TOP = {
    "attempts",
    "cadence",
    "missions",
    "pay",
    "problems",
    "prospects",
    "smart",
    "spelling",
    "states",
    "targeting",
    "validation",
    "windows",
}


def test_a_new_rule_goes_into_a_room() -> None:
    flat = {path.stem for path in (ROOT / "campaigns").glob("*.py")} - {"__init__"}
    assert not flat - AT_THE_TOP
    assert not list((ROOT / "telepro").glob("cli_*.py"))
