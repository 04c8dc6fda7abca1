"""What somebody who has prospected for years would ask about an objective."""

from campaigns.plan import Plan
from campaigns.smart import Letter, Verdict, smart
from tests.campaigns.plans import plan_of

CRITERIA = "    - The person decides\n"
TWO = CRITERIA + "    - A date within thirty days is agreed\n"


def said(plan: Plan, letter: Letter) -> tuple[Verdict, str]:
    finding = next(each for each in smart(plan) if each.letter is letter)
    assert finding.words["fr"]
    return finding.verdict, finding.words["en"]


def test_the_five_criteria_come_in_their_order() -> None:
    findings = smart(plan_of())
    assert "".join(each.label["en"][0] for each in findings) == "SMART"
    assert findings[0].label["fr"] == "Spécifique"


def test_one_criterion_is_not_specific() -> None:
    verdict, words = said(plan_of(), Letter.SPECIFIC)
    assert verdict is Verdict.TO_SHARPEN
    assert words == "A single criterion: add who must be there and what must be agreed."


def test_a_word_to_dispute_is_named() -> None:
    plan = plan_of((CRITERIA, TWO + "    - The company is interested\n"))
    assert said(plan, Letter.SPECIFIC)[1].startswith("“The company is interested” can be disputed")


def test_two_plain_criteria_are_specific() -> None:
    assert said(plan_of((CRITERIA, TWO)), Letter.SPECIFIC)[0] is Verdict.MET


def test_an_objective_of_meetings_is_measured_by_meetings() -> None:
    assert said(plan_of(), Letter.MEASURABLE)[1] == (
        "No KPI measures this result: add one of Show rate, Accepted results, Cost per meeting."
    )
    kpi = ("kpis:\n", "kpis:\n  - {kpi: show_rate, target: 80 %}\n")
    assert said(plan_of(kpi), Letter.MEASURABLE)[0] is Verdict.MET


def test_what_the_team_can_t_do_is_not_achievable() -> None:
    plan = plan_of(("  target: 20", "  target: 2000"))
    verdict, words = said(plan, Letter.ACHIEVABLE)
    assert verdict is Verdict.TO_SHARPEN
    assert words.startswith("Not feasible")


def test_an_hour_that_earns_less_than_it_costs_is_not_worth_while() -> None:
    verdict, words = said(plan_of(), Letter.RELEVANT)
    assert verdict is Verdict.TO_SHARPEN
    assert "costs 25.00" in words
    assert said(plan_of(("price: 55.00", "price: 190.00")), Letter.RELEVANT)[0] is Verdict.MET


def test_an_hour_below_the_minimum_wage_finds_nobody() -> None:
    plan = plan_of(("price: 55.00", "price: 20.00"), ("hourly_cost: 25.00", "hourly_cost: 0.00"))
    assert "nobody able calls for long" in said(plan, Letter.RELEVANT)[1]


def test_two_days_are_too_few_and_a_year_too_many() -> None:
    short = plan_of(("end: 2026-12-18", "end: 2026-12-01"))
    assert said(short, Letter.TIME_BOUND)[1].startswith("2 calling day(s)")
    long = plan_of(("end: 2026-12-18", "end: 2027-11-30"))
    assert "stages of three months" in said(long, Letter.TIME_BOUND)[1]
    assert said(plan_of(), Letter.TIME_BOUND)[1] == "15 calling days, about 7 result(s) a week."
