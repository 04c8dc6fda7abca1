"""Prints how strong the tests are: branch coverage of the rules, and which planted bugs they see.

Ends with 1 when fewer than 95 % of the branches are reached or 85 % of the bugs seen.
"""

import argparse
import ast
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.strength.choosing import choose
from tests.strength.equivalents import EQUIVALENTS, reason
from tests.strength.measuring import Reached, measure, read, selection
from tests.strength.operators import Site, sites
from tests.strength.targets import FEWEST_BRANCHES, LOWEST_SCORE, ROOT, mutated, name_of
from tests.strength.trials import NO_BUG, Trial, write_plan

SAMPLE = 200
SEEN = frozenset({"killed", "timed out"})


@dataclass(frozen=True, slots=True)
class Bug:
    """A planted bug and what became of it."""

    path: Path
    site: Site
    verdict: str

    def __str__(self) -> str:
        where = f"{self.path.relative_to(ROOT)}:{self.site.first_line}"
        return f"{where} {self.site.owner.lstrip('=')}: {self.site.what} ({self.verdict})"


def main() -> int:
    """Measure, plant, print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="strength-") as made:
        place = options.keep or Path(made)
        place.mkdir(exist_ok=True)
        known = (place / "seconds.json").exists()
        reached = read(place) if known else measure(place)
        bugs = _plant(place, reached, options)
    strong = _score(bugs) >= LOWEST_SCORE and reached.branches >= FEWEST_BRANCHES
    _print_json(bugs, reached) if options.json else _print(bugs, reached)
    return 0 if strong else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("scripts/test --strength", description=__doc__)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many bugs to plant")
    parser.add_argument("--full", action="store_true", help="plant every bug there is: hours")
    parser.add_argument("--seed", type=int, default=1, help="which bugs the sample holds")
    parser.add_argument("--only", default="", help="modules whose path holds this text")
    parser.add_argument("--json", action="store_true", help="one object on one line")
    parser.add_argument("--keep", type=Path, help="a directory to keep the measured coverage in")
    return parser.parse_args()


def _plant(place: Path, reached: Reached, options: argparse.Namespace) -> list[Bug]:
    chosen = _chosen(options)
    plan, verdicts = place / "plan.json", place / "verdicts.jsonl"
    trials = [_trial(path, index, site, reached) for path, index, site in chosen]
    control = _control(trials, reached)
    write_plan(plan, [control, *trials])
    environment = {**os.environ, "STRENGTH_PLAN": str(plan), "STRENGTH_VERDICTS": str(verdicts)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.strength.trials", *selection()]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    told = [json.loads(line) for line in verdicts.read_text().splitlines()]
    if len(told) <= len(trials):
        raise RuntimeError(f"the trials broke off:\n{ran.stdout[-4000:]}{ran.stderr[-4000:]}")
    if wrong := [row for row in told if row[1] == NO_BUG and row[2] in SEEN]:
        raise RuntimeError(f"these tests fail in a trial without any bug: {wrong}")
    found = {(path, index): verdict for path, index, verdict, _ in told}
    return [Bug(path, site, found[str(path), index]) for path, index, site in chosen]


def _chosen(options: argparse.Namespace) -> list[tuple[Path, int, Site]]:
    """A part of each module's bugs, in proportion; the same for the same seed."""
    found = [
        (path, index, site)
        for path in mutated()
        if options.only in str(path)
        for index, site in enumerate(sites(ast.parse(path.read_text(encoding="utf-8"))))
        if reason(path, site) is None
    ]
    if options.full or options.sample >= len(found):
        return found
    drawn = Random(options.seed).sample(range(len(found)), options.sample)
    return [found[place] for place in sorted(drawn)]


def _trial(path: Path, index: int, site: Site, reached: Reached) -> Trial:
    tests, seconds = choose(path, site, reached)
    return Trial(str(path), index, tests, seconds)


def _control(trials: list[Trial], reached: Reached) -> Trial:
    """Every test that is to try a bug, without any bug."""
    tests = {test: reached.seconds.get(test, 0.0) for trial in trials for test in trial.tests}
    return Trial(
        trials[0].path if trials else "", NO_BUG, tuple(sorted(tests)), sum(tests.values())
    )


def _score(bugs: list[Bug]) -> float:
    return 100 * sum(bug.verdict in SEEN for bug in bugs) / len(bugs) if bugs else 100.0


def _print(bugs: list[Bug], reached: Reached) -> None:
    print(f"{'module':44} {'bugs':>5} {'seen':>5} {'score':>7}")
    for path, number in Counter(bug.path for bug in bugs).items():
        own = [bug for bug in bugs if bug.path == path]
        seen = sum(bug.verdict in SEEN for bug in own)
        print(f"{name_of(path):44} {number:5} {seen:5} {_score(own):5.1f} %")
    print(
        f"{'all':44} {len(bugs):5} {sum(b.verdict in SEEN for b in bugs):5} {_score(bugs):5.1f} %"
    )
    for bug in bugs:
        if bug.verdict not in SEEN:
            print(f"  {bug}")
    print(f"left out, since they change nothing: {sum(len(each.changes) for each in EQUIVALENTS)}")
    print(
        f"branches of campaigns/ reached: {reached.branches:.1f} %, lines {reached.statements:.1f} %"
    )


def _print_json(bugs: list[Bug], reached: Reached) -> None:
    modules = {
        name_of(path): {
            "bugs": number,
            "seen": sum(bug.path == path and bug.verdict in SEEN for bug in bugs),
        }
        for path, number in Counter(bug.path for bug in bugs).items()
    }
    answer = {
        "bugs": len(bugs),
        "seen": sum(bug.verdict in SEEN for bug in bugs),
        "score": round(_score(bugs), 1),
        "branches": round(reached.branches, 1),
        "lines": round(reached.statements, 1),
        "modules": modules,
        "survivors": [str(bug) for bug in bugs if bug.verdict not in SEEN],
    }
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
