"""The command that plays a whole campaign on a virtual clock and says how it would go."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import click

from campaigns.plan import Plan
from campaigns.problems import Problem, Refused
from telepro.cli.io import ROOT, Exit, emit, fail, json_option, say
from telepro.cli.plan import plan_in, text_of
from telepro.cli.simulate_news import News, told_of
from telepro.demo_prospects import PROSPECTS, prospect_file
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout, open_file
from telepro.files.refusals import Reader

EXAMPLE = ROOT / "campaigns/examples/rendez-vous-ecoles.fr.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan as text and as read, the prospects' file, and the options as given."""

    text: str
    plan: Plan
    prospects: Path
    options: dict[str, Any]
    as_json: bool

    @property
    def first(self) -> date:
        """The first day: the one given, else the plan's."""
        given: datetime | None = self.options["first"]
        return given.date() if given else self.plan.objectives.start


@click.command()
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--prospects", type=click.Path(path_type=Path), help="CSV or XLSX.")
@click.option("--callers", default=4, type=click.IntRange(1, 500), help="Teleprospectors (4).")
@click.option("--days", default=22, type=click.IntRange(1, 366), help="Calling days (22).")
@click.option("--seed", default=1, type=click.IntRange(0), help="Same seed, same history (1).")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day (the plan's).")
@click.option("--faults", is_flag=True, help="Break everything on purpose and judge what is left.")
@click.option("--seeds", default=10, type=click.IntRange(1), help="With --faults: how many (10).")
@click.option("--calls", default=200, type=click.IntRange(1), help="With --faults: a seed (200).")
@click.option("--at-once", type=click.IntRange(1, 64), help="With --faults: seeds (one a core).")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where its database lives while it runs (the system's temporary directory).",
)
@json_option
def command(plan: Path | None, prospects: Path | None, as_json: bool, **options: Any) -> None:
    """Play PLAN on the prospects of a file, with simulated people, on a virtual clock.

    Without PLAN and --prospects: the French example and invented schools.
    """
    path = plan or EXAMPLE
    read, text = plan_in(path, as_json), text_of(path, as_json)
    fewest = options["calls"] if options["faults"] else 0
    with _prospects(prospects, plan, fewest, as_json) as file:
        try:
            open_file(file, Layout(), COMMAND, Reader(str(file), "en"))
            asked = Asked(text, read, file, options, as_json)
            _break_everything(asked) if options["faults"] else _play(asked)
        except Refused as refusal:
            fail(refusal.problems, Exit.BAD_INPUT, as_json)


@contextmanager
def _prospects(given: Path | None, plan: Path | None, fewest: int, as_json: bool) -> Iterator[Path]:
    """The file given, else invented schools: enough of them that the calls asked for don't end for
    want of anybody to call."""
    if given is not None:
        yield given
        return
    if plan is not None:
        fix = "Name a CSV or XLSX file."
        problem = Problem("--prospects", "no file", "the prospects of this plan", fix)
        fail([problem], Exit.BAD_INPUT, as_json)
    with TemporaryDirectory() as folder:
        invented = Path(folder) / "invented.csv"
        invented.write_text(prospect_file(max(PROSPECTS, fewest)), encoding="utf-8")
        yield invented


def _play(asked: Asked) -> None:
    # Loaded here, so that a bad file is refused before anything of the database is.
    from telepro.simulation.cluster import cluster
    from telepro.simulation.run import Wish, refuse_a_plan_without_hours, simulate

    refuse_a_plan_without_hours(asked.plan, asked.first)
    _refuse_without_room(asked)
    options = asked.options
    wish = Wish(_script(asked), asked.first, options["days"], str(options["seed"]))
    news = News(options["days"], asked.as_json)
    with cluster(_quiet, asked.options["data"]) as ready:
        found = simulate(wish, ready, told_of(news))
    news.done(found.calls)
    emit(found.as_dict(), asked.as_json)


def _break_everything(asked: Asked) -> None:
    from telepro.simulation.cluster import cluster
    from telepro.simulation.run import Wish, refuse_a_plan_without_hours
    from telepro.simulation.side_by_side import cores, trials_at_once
    from telepro.simulation.trials import Trial, as_answer

    refuse_a_plan_without_hours(asked.plan, asked.first)
    _refuse_without_room(asked)
    options = asked.options
    at_once = options["at_once"] or min(cores(), options["seeds"])
    seeds = range(options["seed"], options["seed"] + options["seeds"])

    def said(trial: Trial) -> None:
        what = "; ".join(each.invariant for each in trial.broken) or "all holds"
        say(f"seed {trial.seed}: {trial.calls} calls, {sum(trial.deaths.values())} deaths, {what}")

    news = News(len(seeds), asked.as_json)
    wish = Wish(_script(asked), asked.first, 1, "")
    with cluster(_quiet, asked.options["data"]) as ready:
        done = trials_at_once(wish, seeds, options["calls"], ready, said, at_once)
    news.done(sum(each.calls for each in done))
    answer = as_answer(done)
    emit(answer, asked.as_json)
    sys.exit(Exit.REFUSED if answer["failing_seeds"] else Exit.DONE)


def _refuse_without_room(asked: Asked) -> None:
    from telepro.simulation.room import found, needed, problems

    place = asked.options["data"] or Path(gettempdir())
    days = 1 if asked.options["faults"] else asked.options["days"]
    wanted = needed(asked.prospects.stat().st_size, asked.options["callers"], days)
    if lacking := list(problems(found(place), wanted, place)):
        fail(lacking, Exit.REFUSED, asked.as_json)


def _script(asked: Asked) -> Any:
    from telepro.simulation.cast import Script
    from telepro.simulation.habits import habits_of

    seed = str(asked.options["seed"])
    callers = [habits_of(number, seed) for number in range(1, asked.options["callers"] + 1)]
    return Script(asked.text, asked.plan, asked.prospects, callers)


def _quiet(words: str) -> None:
    """The database of a simulation starts without words."""
