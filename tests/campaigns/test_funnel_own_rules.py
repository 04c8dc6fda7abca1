"""What a company has set beside the law changes the funnel, SMART and the forecast alike."""

from datetime import UTC, date, datetime

import pytest

from campaigns.forecast import Leads, forecast, given
from campaigns.funnel import reverse_funnel
from campaigns.law.own_terms import Closure, OwnHours
from campaigns.law.tuning import Change, Changer, Figure
from campaigns.plan import Plan
from campaigns.smart import Letter, Verdict, smart
from campaigns.windows import Hours
from tests.campaigns.plans import plan_of

TWICE = (Change("FR-04", Figure.MOST, 2, Changer.COMPANY),)
MORNINGS = (OwnHours(None, Hours.on(range(7), "10:00-12:00")),)
# The law lets 1,050 consumers be rung four times each: enough for 20 meetings.
LEADS = 1050


@pytest.fixture
def consumers() -> Plan:
    return plan_of(("audience: B2B", "audience: B2C"))


def achievable(plan: Plan, terms: tuple[Change | OwnHours | Closure, ...]) -> Verdict:
    found = {each.letter: each for each in smart(plan, LEADS, terms)}
    return found[Letter.ACHIEVABLE].verdict


def test_a_companys_cap_of_two_calls_changes_all_three(consumers: Plan) -> None:
    by_law, own = reverse_funnel(consumers, LEADS), reverse_funnel(consumers, LEADS, TWICE)
    assert [each.step("attempts").value for each in (by_law, own)] == [4, 2]
    assert own.step("attempts").origin == {
        "fr": "plafond FR-04, resserré par vos propres règles",
        "en": "capped by FR-04, tightened by your own rules",
    }
    assert by_law.is_feasible and not own.is_feasible
    assert (achievable(consumers, ()), achievable(consumers, TWICE)) == (
        Verdict.MET,
        Verdict.TO_SHARPEN,
    )
    leads = (Leads(LEADS),)
    assert (
        forecast(given(consumers, leads, terms=TWICE)).mean < forecast(given(consumers, leads)).mean
    )


def test_a_companys_hours_shorten_the_day_in_all_three() -> None:
    plan = plan_of()
    own = reverse_funnel(plan, terms=MORNINGS)
    assert reverse_funnel(plan).step("capacity").value == 2 * 5 * 15
    assert own.step("capacity").value == 2 * 2 * 15
    assert own.step("capacity").origin["en"] == "hours in which phones may ring"
    assert not own.is_feasible and achievable(plan, MORNINGS) is Verdict.TO_SHARPEN
    assert forecast(given(plan, terms=MORNINGS)).hours_p50 <= 60


def test_a_country_that_the_company_has_closed_has_no_day_to_call_on() -> None:
    closed = (Closure("FR"),)
    own = reverse_funnel(plan_of(), LEADS, closed)
    assert own.step("working_days").value == 0
    assert own.sentence["en"].startswith("Not feasible: no calling day before 18 December 2026.")
    assert achievable(plan_of(), closed) is Verdict.TO_SHARPEN
    assert forecast(given(plan_of(), terms=closed), runs=50).p90 == 0


def test_what_ended_before_the_plan_begins_changes_nothing(consumers: Plan) -> None:
    ended = datetime(2026, 11, 1, tzinfo=UTC)
    over = (Change("FR-04", Figure.MOST, 2, Changer.COMPANY, until=ended),)
    assert consumers.objectives.start == date(2026, 11, 30)
    assert reverse_funnel(consumers, terms=over).step("attempts").value == 4
