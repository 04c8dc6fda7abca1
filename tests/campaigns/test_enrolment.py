"""What a prospect becomes when a campaign takes its file."""

from dataclasses import replace

import pytest

from campaigns.plan import Plan
from campaigns.plan.parts import Order
from campaigns.prospect_base.enrolment import Candidate, LeftOut, Place, enrol
from tests.world import example_plan

COLLEGE = Candidate({"Type_etablissement": "Collège"}, "FR", quality=80, place=12)


def plan_in(order: Order) -> Plan:
    plan = example_plan()
    return replace(plan, actions=replace(plan.actions, order=order))


def test_a_target_stands_in_its_segment() -> None:
    assert enrol(COLLEGE, plan_in(Order.SCORE), "seed") == Place(20020, "Collèges et lycées")


@pytest.mark.parametrize(
    ("candidate", "why"),
    [
        (replace(COLLEGE, has_phone=False), LeftOut.NO_PHONE),
        (replace(COLLEGE, suppressed=True), LeftOut.SUPPRESSED),
        (replace(COLLEGE, country="MA"), LeftOut.COUNTRY_WITHOUT_RULES),
        (replace(COLLEGE, fields={"Type_etablissement": "Crèche"}), LeftOut.OUT_OF_SEGMENTS),
        (
            replace(COLLEGE, fields={**COLLEGE.fields, "postal_code": "97400"}),
            LeftOut.EXCLUDED,
        ),
    ],
)
def test_who_is_left_out_and_why(candidate: Candidate, why: LeftOut) -> None:
    assert enrol(candidate, example_plan(), "seed") is why


def key(candidate: Candidate, order: Order, seed: str = "seed") -> float:
    place = enrol(candidate, plan_in(order), seed)
    assert isinstance(place, Place)
    return place.order_key


def test_by_score_the_better_segment_goes_first_then_the_more_complete_prospect() -> None:
    nursery = {"Type_etablissement": "Ecole", "libelle_nature": "ECOLE MATERNELLE"}
    assert key(COLLEGE, Order.SCORE) < key(replace(COLLEGE, quality=40), Order.SCORE)
    assert key(replace(COLLEGE, quality=0), Order.SCORE) < key(
        replace(COLLEGE, fields=nursery, quality=100), Order.SCORE
    )


def test_by_file_the_rows_keep_their_order() -> None:
    assert key(COLLEGE, Order.FILE) < key(replace(COLLEGE, place=13), Order.FILE)


def test_by_lot_the_same_seed_draws_the_same_order() -> None:
    others = [replace(COLLEGE, place=place) for place in range(50)]
    drawn = [key(each, Order.RANDOM) for each in others]
    assert drawn == [key(each, Order.RANDOM) for each in others]
    assert drawn != sorted(drawn)
    assert drawn != [key(each, Order.RANDOM, "another seed") for each in others]
