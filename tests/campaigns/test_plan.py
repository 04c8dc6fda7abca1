from datetime import date, timedelta
from fractions import Fraction

import pytest

from campaigns.cadence import CadenceStep, Slot
from campaigns.dispositions import Disposition
from campaigns.law import Sector
from campaigns.pipeline import Stage
from campaigns.plan import Plan, digest, read_plan, write_plan
from campaigns.plan.parts import Assumption, KpiTarget, Metric, Operator, Order, Rule
from campaigns.prospects import Audience
from campaigns.script import LegalNotice
from tests.campaigns.plans import SHORT, changed, plan_of, problems_of

ACTIONS = "actions:\n"


def test_the_objective_is_read_with_its_price_in_cents() -> None:
    objectives = plan_of().objectives
    assert (objectives.metric, objectives.target) == (Metric.MEETINGS, 20)
    assert (objectives.start, objectives.end) == (date(2026, 11, 30), date(2026, 12, 18))
    assert objectives.price_cents == 5500
    assert objectives.assumptions.contact_rate == Assumption(Fraction(15, 100), "autumn campaign")


@pytest.mark.parametrize(
    ("written", "cents"), [("55", 5500), ("55,5", 5550), ("1 250.00", 125_000), ("0", 0)]
)
def test_money_is_exact_however_it_is_written(written: str, cents: int) -> None:
    assert plan_of(("price: 55.00", f"price: {written}")).objectives.price_cents == cents


@pytest.mark.parametrize("written", ["12.5 %", "12,5%", "12.50 %"])
def test_a_rate_takes_a_comma_or_a_point(written: str) -> None:
    plan = plan_of(("contact_rate: {value: 15 %", f'contact_rate: {{value: "{written}"'))
    assert plan.objectives.assumptions.contact_rate.value == Fraction(1, 8)


@pytest.mark.parametrize("written", ["4 hours", "4 h", "4 heures", "240 minutes", "240 min"])
def test_a_duration_takes_french_and_english_units(written: str) -> None:
    plan = plan_of((ACTIONS, f"{ACTIONS}  minimum_gap: {written}\n"))
    assert plan.actions.minimum_gap == timedelta(hours=4)


def test_hours_are_read_by_runs_of_days() -> None:
    hours = "  hours:\n    mon-tue: 13:30-17:00, 08:30-12:00\n    fri: 09:00-24:00\n"
    days = plan_of((ACTIONS, ACTIONS + hours)).actions.hours.days
    assert [str(span) for span in days[0]] == ["08:30–12:00", "13:30–17:00"]
    assert days[1] == days[0]
    assert days[2] == days[3] == days[5] == days[6] == ()
    assert str(days[4][0]) == "09:00–24:00"


def test_a_silent_plan_calls_businesses_in_the_hours_of_fr_16() -> None:
    assert str(plan_of().policy().hours).count("510") == 5


def test_a_silent_plan_calls_consumers_in_the_hours_of_fr_03() -> None:
    plan = plan_of(("audience: B2B", "audience: B2C"))
    assert plan.audience is Audience.B2C
    assert str(plan.actions.hours.days[0][0]) == "10:00–13:00"


def test_cadence_steps_may_name_an_attempt_a_slot_and_a_limit() -> None:
    cadence = (
        "  max_attempts: 4\n  cadence:\n"
        "    - {after: busy, wait: 15 min, at_most_per_day: 3}\n"
        "    - {after: no_answer, wait: 1 jour, attempt: 2, slot: other}\n"
    )
    plan = plan_of((ACTIONS, ACTIONS + cadence))
    assert plan.cadence.max_attempts == 4
    assert plan.cadence.steps == (
        CadenceStep(Disposition.BUSY, timedelta(minutes=15), at_most_per_day=3),
        CadenceStep(Disposition.NO_ANSWER, timedelta(days=1), attempt=2, slot=Slot.OTHER),
    )


def test_the_policy_carries_every_limit_of_the_plan() -> None:
    limits = (
        "  max_attempts: 5\n  cap: {attempts: 3, days: 10}\n"
        "  minimum_gap: 2 hours\n  refusal_rest_days: 90\n"
    )
    policy = plan_of((ACTIONS, ACTIONS + limits)).policy()
    assert (policy.cap_attempts, policy.cap_days, policy.max_attempts) == (3, 10, 5)
    assert (policy.minimum_gap, policy.refusal_rest_days) == (timedelta(hours=2), 90)


def test_the_deal_policy_carries_share_and_levels() -> None:
    lists = "  fresh_share: 40 %\n  order: random\n  call_lists: {low_water: 1, high_water: 4}\n"
    plan = plan_of((ACTIONS, ACTIONS + lists))
    deal = plan.deal_policy()
    assert (deal.fresh_share, deal.low_water, deal.high_water) == (40, 1, 4)
    assert plan.actions.order is Order.RANDOM


def test_a_caller_id_is_kept_in_international_form() -> None:
    plan = plan_of((ACTIONS, ACTIONS + '  caller_id: "+33 1 99 00 12 34"\n'))
    assert plan.actions.caller_id == "+33199001234"


def test_a_postcode_keeps_its_zero_and_a_no_stays_a_word() -> None:
    where = "\n      where:\n        - {field: cp, in: [01000, no, 1e3]}"
    (segment,) = plan_of(("- name: Everybody", "- name: Everybody" + where)).targets.segments
    assert segment.rules == (Rule("cp", Operator.IN, ("01000", "no", "1e3")),)


def test_own_labels_reasons_and_answers_reach_the_disposition_set() -> None:
    own = (
        "  not_offered: [sale, fax]\n  dispositions:\n"
        "    - code: argued_refused\n      label: Said no\n"
        "      reasons: [{code: price, label: Too dear}]\n"
        "    - {code: meeting, required_answers: [decides]}\n"
    )
    offered = plan_of(("preparation:\n", "preparation:\n" + own)).disposition_set()
    refused = offered.rules[Disposition.ARGUED_REFUSED]
    assert refused.labels["en"] == "Said no"
    assert [reason.code for reason in refused.reasons] == ["price"]
    assert offered.required_answers == {Disposition.MEETING: ("decides",)}
    assert Disposition.SALE not in offered.rules
    assert Disposition.NO_ANSWER in offered.rules


def test_stages_are_named_over_canonical_codes() -> None:
    stages = "  stages: {contacting: First contact}\n"
    plan = plan_of(("preparation:\n", "preparation:\n" + stages))
    assert plan.preparation.stages == {Stage.CONTACTING: "First contact"}


def test_the_script_holds_the_notice_of_the_law_though_the_plan_forgot_it() -> None:
    assert any(isinstance(block, LegalNotice) for block in plan_of().script.sections[0].blocks)


def test_a_sector_is_other_unless_stated() -> None:
    assert plan_of().sector is Sector.OTHER
    stated = plan_of(("audience: B2B\n", "audience: B2B\nsector: energy_works\n"))
    assert stated.sector is Sector.ENERGY_WORKS


def test_kpi_values_are_in_the_unit_of_their_kpi() -> None:
    kpis = (
        "  - {kpi: cost_per_meeting, target: 110.00, alarm: 140.00}\n"
        "  - {kpi: dials_per_hour, target: 20}\n"
        "  - {kpi: return_on_investment, target: 150 %}\n"
    )
    assert plan_of(("kpis:\n", "kpis:\n" + kpis)).kpis[:3] == (
        KpiTarget("cost_per_meeting", Fraction(11_000), Fraction(14_000)),
        KpiTarget("dials_per_hour", Fraction(20)),
        KpiTarget("return_on_investment", Fraction(3, 2)),
    )


def test_a_written_plan_reads_back_to_the_same_plan() -> None:
    plan = plan_of()
    text = write_plan(plan)
    assert read_plan(text) == plan
    assert isinstance(again := read_plan(text), Plan)
    assert write_plan(again) == text


def test_the_digest_knows_what_is_said_not_how_it_is_laid_out() -> None:
    commented = read_plan("# a comment\n" + SHORT.replace("target: 20", "target:   20"))
    assert isinstance(commented, Plan)
    assert digest(commented) == digest(plan_of())
    assert len(digest(commented)) == 64


def test_the_digest_changes_with_any_value() -> None:
    assert digest(plan_of(("target: 20", "target: 21"))) != digest(plan_of())


def test_a_plan_with_windows_line_ends_and_a_mark_is_read() -> None:
    assert isinstance(read_plan("\ufeff" + SHORT.replace("\n", "\r\n")), Plan)


TEN_MISTAKES = changed(
    ("language: en", "language: de"),
    ("country: FR", "country: France"),
    ("metric: meetings", "metric: meeting"),
    ("target: 20", "target: 0"),
    ("end: 2026-12-18", "end: 2026-11-18"),
    ("price: 55.00", "price: 55.001"),
    ("contact_rate: {value: 15 %", "contact_rate: {value: 0.15"),
    ("callers: 2", "colours: 2\n    callers: two"),
    ("ask: decides", "ask: decide"),
    ("kpi: contact_rate", "kpi: contact"),
)


def test_ten_mistakes_give_ten_problems_each_at_its_line() -> None:
    assert [place for place, _ in problems_of(TEN_MISTAKES)] == [
        "line 2, language",
        "line 3, country",
        "line 7, objectives.metric",
        "line 8, objectives.target",
        "line 10, objectives.end",
        "line 11, objectives.price",
        "line 15, objectives.assumptions.contact_rate.value",
        "line 25, actions.resources.colours",
        "line 26, actions.resources.callers",
        "line 43, preparation.script.sections[1].blocks[2].ask",
        "line 51, kpis[1].kpi",
    ]


def test_problems_are_said_in_the_reader_s_language() -> None:
    places = [place for place, _ in problems_of(TEN_MISTAKES, "fr")]
    assert places[0] == "ligne 2, language"
    assert problems_of(changed(("target: 20", "target: vingt")), "fr") == [
        ("ligne 8, objectives.target", "« vingt »")
    ]
