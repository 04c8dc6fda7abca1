"""The house rules that a machine can check: who imports whom, how long things are, who tells the time."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOREIGN = {
    "flask", "flask_sqlalchemy", "sqlalchemy", "redis", "rq", "twilio", "requests", "aiohttp",
    "telepro", "app", "time", "random", "secrets", "os", "subprocess", "socket",
}  # fmt: skip
# From the inside out: a layer may import what stands before it, never what stands after.
LAYERS = (
    ("campaigns",),
    ("telepro.ids", "telepro.clock", "telepro.crash", "telepro.settings", "telepro.environment",
     "telepro.passwords", "telepro.passkeys", "telepro.streams", "telepro.links", "telepro.mishaps", "telepro.gathering", "telepro.garbage", "telepro.timetable"),
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


@dataclass(frozen=True)
class Module:
    """A module as it is written."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def imports(self) -> tuple[str, ...]:
        return tuple(_imports(self.tree))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(*folders: str) -> tuple[Module, ...]:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        Module(name_of(path), path.read_text(encoding="utf-8"))
        for path in paths
        if "versions" not in path.parts
    )


def within(place: str) -> Iterator[Module]:
    return (module for module in CODE if module.name.startswith(place))


CODE = modules("campaigns", "telepro")


def layer_of(module: str) -> int | None:
    for rank, names in enumerate(LAYERS):
        if any(module == name or module.startswith((f"{name}.", f"{name}_")) for name in names):
            return rank
    return None


def layered() -> Iterator[Module]:
    """All but the local Twilio, which is a program of its own, with a rule of its own below."""
    apart = "telepro.localtwilio"
    return (each for each in CODE if each.name != "telepro" and not each.name.startswith(apart))


def test_every_module_has_its_layer() -> None:
    assert [module.name for module in layered() if layer_of(module.name) is None] == []


def test_imports_run_one_way() -> None:
    wrong = [
        f"{module.name} imports {name}"
        for module in layered()
        for name in module.imports
        if (layer_of(name) or 0) > (layer_of(module.name) or 0)
    ]
    assert wrong == []


def test_the_rules_are_pure() -> None:
    foreign = [
        f"{module.name} imports {name}"
        for module in within("campaigns")
        for name in module.imports
        if name.split(".")[0] in FOREIGN
    ]
    assert foreign == []


def test_the_local_twilio_knows_nothing_of_us_but_the_clock() -> None:
    allowed = ("telepro.localtwilio", "telepro.clock")
    known = [
        f"{module.name} imports {name}"
        for module in within("telepro.localtwilio")
        for name in module.imports
        if name.split(".")[0] in {"telepro", "campaigns"}
        and name != "telepro"
        and not name.startswith(allowed)
    ]
    assert known == []


def test_no_service_calls_a_service() -> None:
    called = [
        f"{module.name} imports {name}"
        for module in within("telepro.services.")
        for name in module.imports
        if name.startswith("telepro.services.")
    ]
    assert called == []


def test_functions_stay_small() -> None:
    long = [
        f"{module.name}.{node.name}: {length} lines"
        for module in CODE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_modules_stay_small() -> None:
    every = (*CODE, *modules("tests", "scripts"))
    assert [f"{each.name}: {each.lines}" for each in every if each.lines > LONGEST_MODULE] == []


def test_every_module_says_what_it_decides() -> None:
    silent = [
        module.name for module in CODE if module.text.strip() and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def test_only_the_clock_tells_the_time() -> None:
    told = [
        f"{module.name}, line {node.lineno}"
        for module in CODE
        if module.name != "telepro.clock"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in TELLS_TIME
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date"}
    ]
    assert told == []


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
