"""The bugs that are planted to measure the tests: each changes one thing, and takes effect."""

import ast
import subprocess
import sys

import pytest

from tests.strength.operators import sites
from tests.strength.targets import ROOT, mutated, name_of

SOURCE = """
LIMIT = 3

def due(rows, now):
    note(now)
    if not rows and now >= LIMIT:
        return min(rows)
    return select(rows).where(free, now < LIMIT)
"""
PLANT = """
import campaigns.attempts as before
from pathlib import Path
from tests.strength.grafting import graft
kept = before.in_time
graft(Path({path!r}), {index})
print(kept(1, 1), before.DIAL_WITHIN)
"""


def planted(source: str) -> set[str]:
    """What the source reads like with each of its bugs."""
    found = set()
    for index in range(len(sites(ast.parse(source)))):
        tree = ast.parse(source)
        sites(tree)[index].change()
        found.add(ast.unparse(ast.fix_missing_locations(tree)))
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("LIMIT = 3", "LIMIT = 4"),
        ("note(now)", "pass"),
        ("not rows and", "not rows or"),
        ("not rows and", "rows and"),
        ("now >= LIMIT", "now > LIMIT"),
        ("return min(rows)", "return None"),
        ("min(rows)", "max(rows)"),
        ("where(free, now < LIMIT)", "where(free)"),
        ("where(free, now < LIMIT)", "where(now < LIMIT)"),
    ],
)
def test_a_bug_changes_one_thing(before: str, after: str) -> None:
    assert ast.unparse(ast.parse(SOURCE.replace(before, after, 1))) in planted(SOURCE)


def test_every_bug_changes_something_and_no_two_the_same() -> None:
    found = planted(SOURCE)
    assert ast.unparse(ast.parse(SOURCE)) not in found
    assert len(found) == len(sites(ast.parse(SOURCE)))


@pytest.mark.parametrize("path", mutated(), ids=name_of)
def test_every_module_that_is_measured_is_there(path: object) -> None:
    assert sites(ast.parse((ROOT / str(path)).read_text(encoding="utf-8"))) is not None


@pytest.mark.parametrize(
    ("owner", "what", "printed"),
    [
        ("in_time", "Lt becomes LtE", "True 0:00:05"),
        ("=DIAL_WITHIN", "5 becomes 6", "False 0:00:06"),
    ],
)
def test_a_planted_bug_works_wherever_its_name_is_known(
    owner: str, what: str, printed: str
) -> None:
    path = ROOT / "campaigns/attempts.py"
    places = sites(ast.parse(path.read_text(encoding="utf-8")))
    index = [(site.owner, site.what) for site in places].index((owner, what))
    code = PLANT.format(path=str(path), index=index)
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stderr, ran.stdout.strip()) == ("", printed)


DERIVED = """
import campaigns.{module} as module
from pathlib import Path
from tests.strength.grafting import graft
graft(Path({path!r}), {index})
print({shown})
"""


@pytest.mark.parametrize(
    ("module", "owner", "what", "shown", "printed"),
    [
        ("cadence", "=DAY", "1 becomes 2", "module.DEFAULT.steps[2].wait.days", "2"),
        ("pipeline.stages", "_steps", "returns None", "module.STAGES['won'].steps", "None"),
    ],
)
def test_what_a_module_builds_from_a_planted_bug_is_built_again(
    module: str, owner: str, what: str, shown: str, printed: str
) -> None:
    path = ROOT / f"campaigns/{module.replace('.', '/')}.py"
    places = sites(ast.parse(path.read_text(encoding="utf-8")))
    index = [(site.owner, site.what) for site in places].index((owner, what))
    code = DERIVED.format(module=module, path=str(path), index=index, shown=shown)
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stderr, ran.stdout.strip()) == ("", printed)


EVERY = """
import ast, importlib, os, sys
from tests.strength.grafting import NotImportable, graft
from tests.strength.operators import sites
from tests.strength.targets import ROOT, name_of
path = ROOT / {path!r}
importlib.import_module(name_of(path))
for index, _ in enumerate(sites(ast.parse(path.read_text(encoding="utf-8")))):
    if (child := os.fork()) == 0:
        try:
            graft(path, index)
        except NotImportable:
            print(index, flush=True)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, index
"""


@pytest.mark.parametrize(
    ("path", "not_importable"),
    [("campaigns/clearance/verdicts.py", ["3", "4"]), ("telepro/services/intentions.py", [])],
)
def test_every_bug_can_be_planted_or_keeps_its_module_from_being_imported(
    path: str, not_importable: list[str]
) -> None:
    code = EVERY.format(path=path)
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stderr, ran.stdout.split()) == ("", not_importable)
