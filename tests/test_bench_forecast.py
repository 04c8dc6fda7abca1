"""What forecasts are held against: a truth of its own making, and how closeness is judged."""

import ast
import sys
from pathlib import Path

import pytest

from scripts.benchmarks.forecast_cases import case_after, case_of, held, held_after
from scripts.benchmarks.forecast_truth import campaign, company
from scripts.benchmarks.measuring import Figures, Judged, Measured, Pair

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("module", ["forecast_truth", "forecast_play"])
def test_the_truth_shares_no_code_with_the_forecast(module: str) -> None:
    """It knows the standard library and nothing of ours, so that it can't repeat an error of ours."""
    tree = ast.parse((ROOT / f"scripts/benchmarks/{module}.py").read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert modules - {"scripts.benchmarks.forecast_play"} <= set(sys.stdlib_module_names)


def test_a_seed_is_one_campaign() -> None:
    assert campaign(5) == campaign(5)
    assert campaign(5) != campaign(8)


def test_one_campaign_in_three_is_a_guess_one_has_a_history_one_is_under_way() -> None:
    guess, history, under_way = (campaign(seed).known for seed in (3, 4, 5))
    assert guess.seen is None
    assert history.seen is not None
    assert history.today == history.start
    assert under_way.is_under_way
    assert under_way.today > under_way.start


def test_a_manager_knows_the_open_leads_and_what_was_done() -> None:
    known = campaign(5).known
    case = case_of(known)
    assert known.seen is not None
    assert case.progress.dials == known.seen.dials == sum(known.seen.by_attempt)
    assert case.leads is not None
    assert sum(each.count for each in case.leads) == sum(
        count for _made, _due, count in known.leads
    )
    assert "your own history" in case.rates["contact_rate"].origin["en"]


def test_most_of_a_dozen_ranges_hold() -> None:
    assert sum(held(seed).is_within for seed in range(9001, 9013)) >= 7


@pytest.mark.parametrize(
    ("ours", "met"), [(76.0, True), (80.0, True), (84.0, True), (75.0, False), (85.0, False)]
)
def test_a_share_is_met_when_it_is_near_on_either_side(ours: float, met: bool) -> None:
    pair = Pair("held", "%", lambda: ours, lambda: 80.0, "promised", 0.05, judged=Judged.WITHIN)
    assert Measured(pair, Figures((ours,)), Figures((80.0,))).meets(pair.reach) is met


def test_a_company_has_one_to_five_earlier_campaigns_and_its_forecast_knows_them() -> None:
    played = company(1)
    assert played == company(1)
    assert {len(company(seed).earlier) for seed in range(1, 9)} <= set(range(1, 6))
    origin = case_after(played).rates["contact_rate"].origin["en"]
    assert origin.startswith("your last")


def test_most_of_a_dozen_ranges_after_earlier_campaigns_hold() -> None:
    assert sum(held_after(seed).is_within for seed in range(9001, 9013)) >= 7
