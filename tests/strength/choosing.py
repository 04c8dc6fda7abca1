"""Decides which tests try a planted bug, and in which order: those of its own module come first."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.strength.measuring import Reached
from tests.strength.operators import Site
from tests.strength.targets import CORE, ROOT, name_of

# A bug that the tests of its module and the quickest others don't see is seldom seen by slow ones.
SECONDS_FOR_ONE = 20.0


def choose(path: Path, site: Site, reached: Reached) -> tuple[tuple[str, ...], float]:
    """The tests that reach the place of a bug, in order, and how long all of them take.

    All that speak of the module are among them; of the others, so many as the time allows.
    """
    chosen: list[str] = []
    seconds = 0.0
    for test in _in_order(_reaching(path, site, reached), path, reached.seconds):
        if seconds > SECONDS_FOR_ONE and not _speaks_of(test, path):
            break
        chosen.append(test)
        seconds += reached.seconds.get(test, 0.0)
    return tuple(chosen), seconds


def _in_order(tests: set[str], path: Path, seconds: dict[str, float]) -> list[str]:
    """Tests of the module first; then every file gets its turn, its quickest tests first."""
    spent: dict[str, float] = defaultdict(float)
    turn: dict[str, float] = {}
    for test in sorted(tests, key=lambda it: (seconds.get(it, 0.0), it)):
        file = test.partition("::")[0]
        spent[file] += seconds.get(test, 0.0)
        turn[test] = spent[file]
    return sorted(tests, key=lambda it: (not _speaks_of(it, path), turn[it], it))


def _reaching(path: Path, site: Site, reached: Reached) -> set[str]:
    lines = reached.lines[path]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if site.owner.startswith("="):
        spanned = set(_lines_that_use(tree, site.owner[1:]))
    else:
        spanned = set(range(site.first_line, site.last_line + 1))
    found = {test for line in spanned for test in lines.get(line, ())}
    if found:
        return found
    # A table of which other modules make use, or a function that builds one, at import.
    return {test for tests in lines.values() for test in tests} | {
        test for test in reached.seconds if _speaks_of(test, path)
    }


def _lines_that_use(tree: ast.Module, name: str) -> Iterator[int]:
    """The lines of the functions that use a module's value, or what is built from it."""
    used = {name}
    for node in tree.body:
        mentioned = {it.id for it in ast.walk(node) if isinstance(it, ast.Name)}
        if not mentioned & used:
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            used |= _given(node)


def _given(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {it.id for it in targets if isinstance(it, ast.Name)}


def _speaks_of(test: str, path: Path) -> bool:
    return _file_speaks_of(ROOT / test.partition("::")[0], name_of(path))


@cache
def _file_speaks_of(file: Path, module: str) -> bool:
    """Whether a file of tests mirrors a module of the rules, or imports it."""
    package, _, name = module.rpartition(".")
    if module.startswith(CORE.name):
        subject = module.split(".")[1]
        mirrored = ROOT / "tests" / CORE.name
        return file.name.startswith(f"test_{subject}") or file.is_relative_to(mirrored / subject)
    imported = rf"from {package} import .*\b{name}\b|from {re.escape(module)} import"
    return re.search(imported, file.read_text(encoding="utf-8")) is not None
