"""When a list holds too little for the hours of a team, by how many dials."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaigns.forecast import Figures, Given, Leads, given
from campaigns.forecast.binding import dials_lacking
from campaigns.forecast.habits import AS_THE_FUNNEL
from tests.campaigns.plans import plan_of

DAYS = tuple((date(2026, 11, 23) + timedelta(days=each), 0, 0, 0) for each in range(10))


def at_twenty_an_hour() -> Given:
    case = given(plan_of(), (Leads(200),))
    pace = replace(case.rates["dials_per_hour"], mean=20.0)
    return replace(case, rates={**case.rates, "dials_per_hour": pace}, habits=AS_THE_FUNNEL)


@pytest.mark.parametrize(
    ("hours_a_day", "dials", "lacking"),
    [(6.0, 1000, 200), (6.0, 1080, 0), (6.0, 1200, 0), (None, 1000, 0)],
)
def test_dials_lack_when_the_list_holds_a_tenth_less_than_the_hours_allow(
    hours_a_day: float | None, dials: int, lacking: int
) -> None:
    found = Figures(
        p_reach=0.0, p10=0, p50=0, p90=0, mean=0.0, finish_p50=None, cost_p50=0,
        dials_p50=dials, hours_p50=60.0, hours_a_day=hours_a_day,
        to_come={"dials": (dials - 50, dials, dials + 50)}, days=DAYS,
    )  # fmt: skip
    assert dials_lacking(at_twenty_an_hour(), found) == lacking
