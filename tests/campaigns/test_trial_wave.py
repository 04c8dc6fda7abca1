"""A test wave's thresholds: read, written, shown beside what is usual, and refused where they make no sense."""

from fractions import Fraction

import pytest

from campaigns.figures.wave import beside, lines
from campaigns.kpi import Counters
from campaigns.plan import Plan, PlanProblems, read_new_plan, read_plan, write_plan
from tests.campaigns.plans import changed, plan_of

# 15 % of dials reach somebody, half of these hear the offer, a tenth of those agree.
HEAD = "preparation:\n"


def wave(least: str, calls: int = 200, condition: str = "No complaint") -> str:
    trial = f"  test_wave: {{calls: {calls}, least: {least}, go_on_if: [{condition}]}}\n"
    return changed((HEAD, HEAD + trial))


def wrong(text: str) -> list[tuple[str, str]]:
    found = read_new_plan(text)
    assert isinstance(found, PlanProblems)
    return [(each.place.partition(", ")[2], each.found) for each in found.problems]


def test_thresholds_are_read_and_written_back() -> None:
    plan = read_new_plan(wave("{contact_rate: 12 %, argumentation: 40 %}"))
    assert isinstance(plan, Plan)
    trial = plan.preparation.test_wave
    assert trial is not None
    assert trial.least == {"contact_rate": Fraction(12, 100), "argumentation": Fraction(2, 5)}
    assert read_plan(write_plan(plan)) == plan


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        (
            wave("{contact_rate: 20 %}"),
            "preparation.test_wave.least.contact_rate",
            "a threshold of 20 %, above the 15 % that the plan assumes",
        ),
        (
            wave("{transformation: 5 %}", calls=100),
            "preparation.test_wave.least.transformation",
            "a threshold on 7 cases to be expected in 100 calls",
        ),
        (wave("{contact_rate: 120 %}"), "preparation.test_wave.least.contact_rate", "`120 %`"),
        (
            wave("{}", condition="'10'").replace("least: {}, ", ""),
            "preparation.test_wave.go_on_if",
            "`10`, a figure alone",
        ),
        (
            wave("{}", condition="contacts above 150 %").replace("least: {}, ", ""),
            "preparation.test_wave.go_on_if",
            "150 %",
        ),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused_in_words(
    text: str, place: str, found: str
) -> None:
    assert wrong(text) == [(place, found)]


def test_beside_each_threshold_stand_the_plans_rate_the_usual_one_and_what_chance_does() -> None:
    plan = read_new_plan(wave("{contact_rate: 12 %}"))
    assert isinstance(plan, Plan)
    said = beside(plan)["preparation.test_wave.least.contact_rate"]
    assert said["en"] == (
        "The plan assumes 15\u202f%. Usual: 5\u202f% to 13.3\u202f% (Gong, Belkins 2025). "
        "In 200 cases to be expected chance alone carries it from 11\u202f% to 21\u202f%."
    )
    assert said["fr"].startswith("Le plan suppose 15\u202f%. Usuel\u00a0: 5\u202f% à 13,3\u202f%")
    without = beside(plan_of())["preparation.test_wave.least.transformation"]
    assert without["en"] == (
        "The plan assumes 10\u202f%. Usual: 5\u202f% to 15\u202f% (French B2B)."
    )


def test_a_wave_below_its_threshold_says_so_whatever_the_plan_assumes() -> None:
    plan = read_plan(wave("{contact_rate: 12 %}"))
    assert isinstance(plan, Plan)
    contact, argued, _agreed = lines(plan, Counters(attempts=200, contacts=22, argued=11))
    assert (contact.least, contact.is_short) == (Fraction(12, 100), True)
    assert (argued.least, argued.is_short) == (None, False)
    assert not lines(plan, Counters(attempts=200, contacts=24))[0].is_short
