"""Each figure that a plan may steer by is explained: why, what is usual and who says so, who uses it."""

import pytest

from campaigns.figures.benchmarks import BENCHMARKS
from campaigns.figures.kpi_guidance import advice, chosen, usual_of
from campaigns.kpi import CATALOGUE, Kpi, kpi_named
from campaigns.plan.parts import KpiReader, KpiTarget, Metric
from tests.campaigns.plans import plan_of


def named(key: str) -> Kpi:
    found = kpi_named(key)
    assert found is not None
    return found


@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda each: str(each.key))
def test_every_figure_of_the_catalogue_is_explained_in_both_languages(kpi: Kpi) -> None:
    (told,) = chosen([KpiTarget(kpi.key, plan_of().kpis[0].target, None, ())])
    assert KpiReader.MANAGER in told.readers
    assert kpi.key in BENCHMARKS
    for language in ("fr", "en"):
        assert told.why[language].endswith(".") and told.usual[language].endswith(".")
        assert told.kpi.definition[language]
        assert "own figure" not in told.why[language]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("contact_rate", "Usual: 5\u202f% to 13.3\u202f% (Gong, Belkins 2025)."),
        ("file_validity", "Usual: 95\u202f% or more (ad-and-co.fr)."),
        ("opt_out_rate", "Usual: at most 6\u202f% (custom of the trade)."),
        ("dials_per_hour", "Usual: 25 / h to 40 / h (click to call)."),
        ("cost_per_meeting", "No published figure: compare with your own campaigns."),
    ],
)
def test_what_is_usual_is_said_in_the_figures_own_unit_with_its_source(key: str, said: str) -> None:
    assert usual_of(named(key))["en"] == said


def test_the_usual_is_the_one_by_which_a_forecast_is_uncertain() -> None:
    """Before, the panel said 10 to 25 % of dials reach somebody where the forecast said 5 to 13.3 %."""
    assert usual_of(named("contact_rate"))["fr"] == (
        "Usuel\u00a0: 5\u202f% à 13,3\u202f% (Gong, Belkins 2025)."
    )


@pytest.mark.parametrize("metric", list(Metric))
def test_each_objective_has_figures_that_begin_with_the_way_to_it(metric: Metric) -> None:
    assert [each.kpi.key for each in advice(metric)][:2] == ["contact_rate", "argumentation_rate"]
